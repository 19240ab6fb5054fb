"""Exercise 2.12 in PyTorch: an operation of one's own."""
import torch

from log import log


class ScaledSquare(torch.autograd.Function):
    """k * x * x."""

    @staticmethod
    def forward(ctx, x, k):
        ctx.save_for_backward(x)
        ctx.k = k
        return k * x * x

    @staticmethod
    def backward(ctx, grad):
        (x,) = ctx.saved_tensors
        return 2 * ctx.k * x * grad, None


class AddRow(torch.autograd.Function):
    """m + row."""

    @staticmethod
    def forward(ctx, m, row):
        return m + row

    @staticmethod
    def backward(ctx, grad):
        return grad, grad.sum(0)


x = torch.tensor([1.0, 2.0], requires_grad=True)
f = ScaledSquare.apply(x, 1)
log("f", f)
(5 * f).sum().backward()
log("x.grad of 5*f", x.grad)

row = torch.tensor([10.0, 20.0, 30.0], requires_grad=True)
y = AddRow.apply(torch.zeros(2, 3, requires_grad=True), row)
log("y", y)
y.backward(torch.tensor([[1.0, 2.0, 3.0], [100.0, 200.0, 300.0]]))
log("row.grad", row.grad)

t = torch.tensor(3.0, requires_grad=True)
g = torch.autograd.grad(ScaledSquare.apply(t, 2), t, create_graph=True)[0]
log("first derivative of 2*t*t at 3", g.detach())
log("second derivative", torch.autograd.grad(g, t)[0])
