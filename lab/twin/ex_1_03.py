"""Exercise 1.03 in PyTorch: elementwise or matrix product, and division of whole numbers."""
import torch

from log import log, raises

a = torch.tensor([[1, 2], [3, 4]])
b = torch.tensor([[5, 6], [7, 8]])
log("a * b", a * b)
log("a @ b", a @ b)
wide = torch.ones(2, 3)
raises("wide @ wide", lambda: wide @ wide)
i = torch.tensor([3, -7, 7])
j = torch.tensor([2, 2, -2])
log("i / j", i / j)
log("i // j", i // j)
log("i % j", i % j)
