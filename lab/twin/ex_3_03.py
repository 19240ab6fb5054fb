"""Exercise 3.03 in PyTorch: the gradient of an embedding."""
import torch
from torch import nn

from log import log

ids = torch.tensor([1, 3, 1])
upstream = torch.tensor([[1.0, 10.0], [100.0, 1000.0], [2.0, 20.0]])
log("by hand", torch.zeros(5, 2).index_add_(0, ids, upstream))
embedding = nn.Embedding(5, 2)
embedding(ids).backward(upstream)
log("weight.grad", embedding.weight.grad)
embedding = nn.Embedding(5, 2, padding_idx=1)
embedding(ids).backward(upstream)
log("weight.grad with padding_idx=1", embedding.weight.grad)
