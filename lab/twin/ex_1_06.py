"""Exercise 1.06 in PyTorch: view, reshape, contiguous."""
import torch

from log import log, raises

m = torch.arange(6).view(2, 3)
t = m.t()
log("m.view(-1)", m.view(-1))
log("t.stride()", t.stride())
raises("t.view(-1)", lambda: t.view(-1))
log("t.reshape(-1)", t.reshape(-1))
log("m.view(-1, 2)", m.view(-1, 2))
raises("m.view(-1, 4)", lambda: m.view(-1, 4))
t.reshape(-1).fill_(9)
log("m after filling t.reshape(-1)", m)
m.reshape(-1).fill_(9)
log("m after filling m.reshape(-1)", m)
