"""Exercise 2.06 in PyTorch: retain_graph."""
import torch

from log import log

x = torch.tensor(3.0, requires_grad=True)
u = x * x
y = 3 * u
y.backward(retain_graph=True)
log("x.grad after the first pass", x.grad)
y.backward()
log("x.grad after the second pass", x.grad)

grad_x = 0.0
for _ in range(2):
    grad_u = 3.0
    grad_x += grad_u * 2 * 3.0
log("by hand", grad_x)
