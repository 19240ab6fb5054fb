"""Exercise 1.01 in PyTorch: creating tensors."""
import torch

from log import log

log("from_list(1, 2, 3)", torch.tensor([1, 2, 3], dtype=torch.float32))
log("zero_table(2, 3)", torch.zeros(2, 3))
log("ones_to_count(2, 3)", torch.ones(2, 3, dtype=torch.int64))
log("constant(2, 2, 7)", torch.full((2, 2), 7, dtype=torch.float32))
log("multiples(3, 10)", torch.arange(0, 10, 3))
log("countdown(5)", torch.arange(5, -1, -1))
log("evenly(0, 1, 5)", torch.linspace(0, 1, 5))
