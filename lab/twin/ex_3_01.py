"""Exercise 3.01 in PyTorch: a linear layer."""
import torch
from torch import nn

from log import log, raises, shape

torch.manual_seed(0)
linear = nn.Linear(3, 2)
log("linear.weight", linear.weight.data.requires_grad_())
log("linear.bias", linear.bias.data.requires_grad_())
y = linear(torch.arange(12).reshape(4, 3).float())
shape("y.shape", y)
log("y", y.detach())
log("parameters", sum(p.numel() for p in linear.parameters()))
raises("linear(torch.ones(4, 5))", lambda: linear(torch.ones(4, 5)))
