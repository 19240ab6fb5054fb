"""Exercise 2.10 in PyTorch: writes in place, and versions."""
import torch

from log import log, raises

x = torch.tensor([1.0, 2.0], requires_grad=True)
y = x.exp()
y.add_(1)
raises("y.sum().backward()", lambda: y.sum().backward())
raises("x.add_(1)", lambda: x.add_(1))

(x.exp() + 1).sum().backward()
log("exp(x) + 1: x.grad", x.grad)
x.grad = None
z = x.sigmoid().clone()
z[0].zero_()
log("first row zeroed", z.detach())
z.sum().backward()
log("x.grad", x.grad)

with torch.no_grad():
    x.add_(0.5)
log("x", x)
optimizer = torch.optim.SGD([x], lr=0.1)
for _ in range(2):
    optimizer.zero_grad()
    (x * x).sum().backward()
    optimizer.step()
log("x after two steps", x)


def doubled(x):
    y = x * 2
    y.add_(1)
    y.sum().backward()


def exp(x):
    y = x.exp()
    y.add_(1)
    y.sum().backward()


def factor(x):
    y = x * 2
    z = y * y
    y.add_(1)
    z.sum().backward()


for program in (doubled, exp, factor):
    try:
        program(torch.tensor([1.0, 2.0], requires_grad=True))
        throws = False
    except RuntimeError:
        throws = True
    log(f"{program.__name__} throws", throws)
