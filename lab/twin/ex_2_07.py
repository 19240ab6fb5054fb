"""Exercise 2.07 in PyTorch: computing the forward pass again."""
import torch

from log import log

for n in (1, 2, 3):
    x = torch.tensor(3.0, requires_grad=True)
    for _ in range(n):
        (3 * x * x).sum().backward()
    log(f"x.grad after {n} steps", x.grad)

w, x = torch.tensor([1.0, -0.5], requires_grad=True), torch.tensor([0.5, 2.0])
for _ in range(3):
    h = (w * x).tanh()
    (h * h).sum().backward()
    with torch.no_grad():
        w.sub_(0.1 * w.grad)
    w.grad = None
    log("w", w)

w, h = torch.tensor([0.5, -1.0], requires_grad=True), torch.zeros(2)
for x in (torch.tensor([1.0, 0.2]), torch.tensor([-0.3, 0.4]), torch.tensor([0.8, 0.1])):
    h = (w * h.detach() + x).tanh()
    (h * h).sum().backward()
log("h", h.detach())
log("w.grad", w.grad)

w, x = torch.tensor([1.0, -0.5], requires_grad=True), torch.tensor([0.5, 2.0])
a = (w * x).exp()
(a.sum() + (a * a).sum()).backward()
log("both losses: w.grad", w.grad)
