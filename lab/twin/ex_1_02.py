"""Exercise 1.02 in PyTorch: reading a tensor."""
import torch

from log import log, shape

m = torch.arange(6).view(2, 3)
log("m", m)
log("m.dim()", m.dim())
log("m.numel()", m.numel())
shape("m.shape", m)
log("m.stride()", m.stride())
log("m.t().stride()", m.t().stride())
log("m.numel() * m.element_size()", m.numel() * m.element_size())
log("m.dtype", m.dtype)
shape("scalar.shape", torch.tensor(3.0))
shape("list.shape", torch.tensor([3.0]))
