"""Exercise 2.14 in PyTorch: gradients of broadcasting."""
import torch

from log import log

grad = torch.tensor([[1.0, 2.0, 3.0, 4.0], [10.0, 20.0, 30.0, 40.0], [100.0, 200.0, 300.0, 400.0]])


def unbroadcast(shape):
    """What autograd gives a tensor of this shape that was expanded to that of grad."""
    small = torch.zeros(shape, requires_grad=True)
    small.expand(3, 4).backward(grad)
    return small.grad


log("grad for shape (3, 1)", unbroadcast((3, 1)))
log("grad for shape (1, 4)", unbroadcast((1, 4)))
log("grad for shape (4,)", unbroadcast((4,)))
log("grad for shape ()", unbroadcast(()))

a = torch.tensor([[1.0], [2.0], [3.0]], requires_grad=True)
b = torch.tensor([[1.0, 2.0, 3.0, 4.0]], requires_grad=True)
(a * b).sum().backward()
log("a.grad", a.grad)
log("b.grad", b.grad)
