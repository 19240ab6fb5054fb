"""Exercise 2.02 in PyTorch: backward against theory."""
import torch

from log import log


def f(x):
    return 3 * x**2


def theory(x):
    return 3 * 2 * x


def slope(g, at):
    x = torch.tensor(at, dtype=torch.float64, requires_grad=True)
    g(x).backward()
    return x.grad.item()


x = torch.tensor(3.0, requires_grad=True)
y = f(x)
log("x", x)
log("y", y)
y.backward()
log("x.grad", x.grad)
for at in (-2.0, 0.0, 0.5, 10.0):
    log(f"slope(f, {at})", slope(f, at))
    log(f"theory({at})", theory(at))
