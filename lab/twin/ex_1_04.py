"""Exercise 1.04 in PyTorch: indexing and slicing."""
import torch

from log import log, raises

m = torch.arange(12).reshape(3, 4)
log("m", m)
log("m[1]", m[1])
log("m[:, 2]", m[:, 2])
log("m[0:2, 1:3]", m[0:2, 1:3])
log("m[-1, ::2]", m[-1, ::2])
log("m[m > 6]", m[m > 6])
raises("m[3]", lambda: m[3])
