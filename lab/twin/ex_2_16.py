"""Exercise 2.16 in PyTorch: kinks and NaN."""
import torch

from log import log


def slope(f, x):
    leaf = x.detach().requires_grad_()
    return torch.autograd.grad(f(leaf).sum(), leaf)[0]


def naive_sqrt(x):
    return torch.where(x > 0, x.sqrt(), torch.zeros_like(x))


def safe_sqrt(x):
    safe = torch.where(x > 0, x, torch.ones_like(x))
    return torch.where(x > 0, safe.sqrt(), torch.zeros_like(x))


def lengths(x):
    return safe_sqrt((x * x).sum(1))


zero = torch.tensor(0.0)
log("slope of relu at 0", slope(torch.relu, zero))
log("slope of abs at 0", slope(torch.abs, zero))
log("slope of sqrt at 0", slope(torch.sqrt, zero))
log("slopes of max at [2, 2]", slope(torch.max, torch.tensor([2.0, 2.0])))
x = torch.tensor([0.0, 1.0])
log("where(x > 0, sqrt(x), 0) at [0, 1]", naive_sqrt(x))
log("its slopes", slope(naive_sqrt, x))
log("slopes of safe_sqrt at [0, 1]", slope(safe_sqrt, x))
log(
    "slopes of the lengths of [[3, 4], [0, 0]]",
    slope(lengths, torch.tensor([[3.0, 4.0], [0.0, 0.0]])),
)
