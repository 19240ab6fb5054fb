"""Exercise 2.11 in PyTorch: derivatives of derivatives."""
import torch

from log import log, raises

x = torch.tensor(2.0, requires_grad=True)
first = torch.autograd.grad(x * x * x, x, create_graph=True)[0]
second = torch.autograd.grad(first, x, create_graph=True)[0]
third = torch.autograd.grad(second, x)[0]
log("first derivative of x*x*x at 2", first.detach())
log("second derivative", second.detach())
log("third derivative", third)

x = torch.tensor([1.0, 2.0], requires_grad=True)
v = torch.tensor([1.0, -1.0])
y = x[0] * x[0] * x[1] + x[1] * x[1] * x[1]
g = torch.autograd.grad(y, x, create_graph=True)[0]
log("Hessian times (1, -1)", torch.autograd.grad((g * v).sum(), x)[0])

a = torch.tensor(3.0, requires_grad=True)
b = torch.zeros(2, requires_grad=True)
raises("grad(a*a, [a, b])", lambda: torch.autograd.grad(a * a, [a, b]))
gradients = torch.autograd.grad(a * a, [a, b], allow_unused=True)
log("gradient for a", gradients[0])
log("gradient for b", gradients[1] if gradients[1] is not None else torch.zeros_like(b))
