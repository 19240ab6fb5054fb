"""Exercise 3.02 in PyTorch: an embedding looks up rows."""
import torch
from torch import nn
from torch.nn.functional import one_hot

from log import log, raises, shape

torch.manual_seed(0)
weight = torch.tensor([[0.0, 0.0], [1.0, 10.0], [2.0, 20.0], [3.0, 30.0], [4.0, 40.0]])
ids = torch.tensor([1, 3, 1])
log("weight[ids]", weight[ids])
log("one_hot(ids, 5) @ weight", one_hot(ids, 5).to(weight.dtype) @ weight)
raises("weight[torch.tensor([5])]", lambda: weight[torch.tensor([5])])
embedding = nn.Embedding(10, 4)
ids = torch.tensor([[7, 2, 7], [0, 9, 1]])
shape("embedding(ids).shape", embedding(ids))
log("embedding(ids)[0]", embedding(ids).detach()[0])
