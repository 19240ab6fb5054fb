"""Exercise 2.04 in PyTorch: accumulation and fan-out."""
import torch

from log import log

slot = None
for name in ("left", "right", "alone"):
    contribution = torch.tensor(1.0) if name == "alone" else torch.tensor(3.0)
    slot = contribution.clone() if slot is None else slot + contribution
    log(f"slot after {name}", slot)

x = torch.tensor(3.0, requires_grad=True)
(x * x + x).backward()
log("x.grad of x * x + x", x.grad)
contributions = [torch.tensor(3.0), torch.tensor(3.0), torch.tensor(1.0)]
log("by hand", sum(contributions[1:], contributions[0]))
x.grad = None
(3 * x * x).sum().backward()
log("x.grad after one pass", x.grad)
(3 * x * x).sum().backward()
log("x.grad after two passes", x.grad)
x.grad = None
(3 * x * x).sum().backward()
log("x.grad after a reset and one pass", x.grad)
