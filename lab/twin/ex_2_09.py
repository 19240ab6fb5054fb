"""Exercise 2.09 in PyTorch: detach, no_grad, frozen leaves."""
import torch

from log import log

x = torch.arange(4, dtype=torch.float32).requires_grad_()
((x * x).detach() * x).sum().backward()
log("detach(x * x) * x: x.grad", x.grad)
x.grad = None
(x * x * x).sum().backward()
log("x * x * x: x.grad", x.grad)

x = torch.tensor([1.0, 2.0], requires_grad=True)
e = x.exp()
y = e - e.mean().detach()
log("centered", y)
y.sum().backward()
log("x.grad", x.grad)

w = torch.tensor([3.0, 4.0], requires_grad=True)
with torch.no_grad():
    y = w * x
log("evaluated", y)
log("y.requires_grad", y.requires_grad)

w.requires_grad_(False)
w.grad = None
(w * x).sum().backward()
log("w", w)
log("w.grad is None", w.grad is None)
