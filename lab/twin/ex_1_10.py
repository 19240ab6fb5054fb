"""Exercise 1.10 in PyTorch: reductions."""
import torch

from log import log, raises


def column_sums(m):
    return m.sum(0)


def row_sums(m):
    return m.sum(1, keepdim=True)


def row_normalise(m):
    return m / m.sum(1, keepdim=True)


def variance(t):
    return ((t - t.mean()) ** 2).sum() / (t.numel() - 1)


def best_columns(m):
    return m.argmax(1)


m = torch.tensor([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
log("column_sums(m)", column_sums(m))
log("row_sums(m)", row_sums(m))
log("row_normalise(m)", row_normalise(m))
log("variance(m)", variance(m))
log("((m - m.mean()) ** 2).mean()", ((m - m.mean()) ** 2).mean())
raises("m / m.sum(1)", lambda: m / m.sum(1))
log("m.argmax()", m.argmax())
log("best_columns(m)", best_columns(m))
