"""Exercise 2.03 in PyTorch: vectors need a direction."""
import torch

from log import log, raises


def vjp(x, v):
    leaf = x.detach().requires_grad_()
    y = leaf * leaf
    y.backward(v)
    return leaf.grad


def jacobian(f, x):
    rows = []
    for i in range(f(x.detach()).size(0)):
        leaf = x.detach().requires_grad_()
        y = f(leaf)
        direction = torch.zeros_like(y)
        direction[i] = 1
        y.backward(direction)
        rows.append(leaf.grad)
    return torch.stack(rows)


x = torch.tensor([1.0, 2.0, 3.0], requires_grad=True)
v = torch.tensor([1.0, 10.0, 100.0])
raises("(x * x).backward()", lambda: (x * x).backward())
log("vjp(x, v)", vjp(x, v))
log("vjp(x, torch.ones(3))", vjp(x, torch.ones(3)))
log("jacobian(lambda x: x * x, x)", jacobian(lambda x: x * x, x))
log("jacobian(lambda x: torch.stack([x[0] * x[1], x[2]]), x)",
    jacobian(lambda x: torch.stack([x[0] * x[1], x[2]]), x))
