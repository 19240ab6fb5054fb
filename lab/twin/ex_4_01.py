"""Exercise 4.01 in PyTorch: a scalar engine."""
import torch

from log import log


def number(x):
    return torch.tensor(x, dtype=torch.float64, requires_grad=True)


x, w, b = number(2.0), number(-3.0), number(6.7)
o = torch.tanh(x * w + b)
o.backward()
log("o", o.detach())
log("x.grad", x.grad)
log("w.grad", w.grad)
log("b.grad", b.grad)

t = number(3.0)
(t * t + t).backward()
log("t.grad of t * t + t", t.grad)

x = number(3.0)
u = x * x
y = 3 * u
y.backward(retain_graph=True)
log("x.grad after the first pass", x.grad)
y.backward()
log("x.grad after the second pass", x.grad)
