"""Exercise 2.13 in PyTorch: checking gradients by small changes."""
import torch

from log import log


def cube(x):
    return x * x * x


def numeric_vjp(f, x, v, h):
    """The gradient of (f(x) * v).sum() from central differences."""
    flat = x.detach().double().reshape(-1).clone()
    result = torch.zeros_like(flat)
    for i in range(flat.numel()):
        losses = []
        for step in (h, -h):
            moved = flat.clone()
            moved[i] += step
            losses.append((f(moved.reshape(x.shape)) * v).sum().item())
        result[i] = (losses[0] - losses[1]) / (2 * h)
    return result.reshape(x.shape)


class Product(torch.autograd.Function):
    """a * b, with a backward that may lie."""

    @staticmethod
    def forward(ctx, a, b, lie):
        ctx.save_for_backward(a, b)
        ctx.lie = lie
        return a * b

    @staticmethod
    def backward(ctx, grad):
        a, b = ctx.saved_tensors
        if ctx.lie == "upstream":
            grad = torch.ones_like(grad)
        for_a, for_b = grad * b, grad * a
        if ctx.lie == "negative":
            for_a = torch.where(a < 0, 1.5 * for_a, for_a)
            for_b = torch.where(b < 0, 1.5 * for_b, for_b)
        return for_a.sum_to_size(a.shape), for_b.sum_to_size(b.shape), None


def is_right(lie):
    """What torch.autograd.gradcheck says."""
    generator = torch.Generator().manual_seed(20)
    draw = lambda *shape: (torch.rand(shape, generator=generator).double() * 4 - 2)
    a, b = draw(3, 1).requires_grad_(), draw(1, 4).requires_grad_()
    weights = draw(3, 4)
    return torch.autograd.gradcheck(
        lambda a, b: (Product.apply(a, b, lie) * weights).sum(), (a, b), raise_exception=False
    )


x = torch.tensor([1.0, 2.0, 3.0], dtype=torch.float64)
v = torch.tensor([1.0, 10.0, 100.0], dtype=torch.float64)
log("numeric_vjp of x*x*x, v = [1, 10, 100]", (numeric_vjp(cube, x, v, 1e-6) * 1e4).round() / 1e4)
two, one = torch.tensor(2.0).double(), torch.tensor(1.0).double()
log("error of x*x*x at 2 for h = 0.1", round(numeric_vjp(cube, two, one, 0.1).item() - 12, 6))
log("error for h = 0.05", round(numeric_vjp(cube, two, one, 0.05).item() - 12, 6))
log("honest a * b", is_right(None))
log("a * b that ignores the incoming gradient", is_right("upstream"))
log("a * b that is wrong for negative numbers", is_right("negative"))
