"""Exercise 4.04 in PyTorch: attention."""
import math

import torch

from log import log


def numbers(count, step, *shape):
    return ((torch.arange(count, dtype=torch.float32) % 5 - 1.5) * step).reshape(shape)


q, k, v = numbers(6, 1.0, 3, 2), numbers(6, 0.5, 3, 2), torch.arange(3, dtype=torch.float32)
mask = torch.ones(3, 3, dtype=torch.bool).tril()
log("mask", mask)
scores = q @ k.T / math.sqrt(2)
weights = torch.softmax(scores.masked_fill(~mask, -math.inf), 1)
log("weights", weights)
log("weights.sum(1)", weights.sum(1))
log("attention(q, k, v)", (weights @ v.unsqueeze(1)).squeeze(1))
