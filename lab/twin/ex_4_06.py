"""Exercise 4.06 in PyTorch: a chain of layers in checkpoints."""
import torch
from torch.utils.checkpoint import checkpoint

from log import log


def peak(layers, length):
    firsts = range(0, layers, length)
    return max(i + 1 + min(length, layers - first) for i, first in enumerate(firsts))


def segment_length(layers):
    return next(s for s in range(1, layers + 1) if s * s >= layers)


x = (torch.arange(4, dtype=torch.float64) * 0.5 - 0.5).requires_grad_()
w = [torch.tensor(0.8 + 0.1 * i, dtype=torch.float64, requires_grad=True) for i in range(7)]


def segment(first, last):
    def run(t):
        for weight in w[first:last]:
            t = torch.tanh(t * weight)
        return t
    return run


y = x
for first in range(0, 7, segment_length(7)):
    y = checkpoint(segment(first, first + segment_length(7)), y)
y.backward(torch.tensor([1.0, 2.0, 3.0, 4.0], dtype=torch.float64))
log("y", y.detach())
log("x.grad", x.grad)
log("w[0].grad", w[0].grad)
log("w[6].grad", w[6].grad)
log("length for 64 layers", segment_length(64))
log("values at the worst moment", peak(64, 8))
log("without segments", peak(64, 64))
