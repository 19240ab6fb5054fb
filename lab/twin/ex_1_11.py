"""Exercise 1.11 in PyTorch: seeds."""
import torch

from log import log


def batches(seed, n, size):
    torch.manual_seed(seed)
    return [torch.randn(size) for _ in range(n)]


def shuffled(data, seed):
    generator = torch.Generator()
    generator.manual_seed(seed)
    return data.index_select(0, torch.randperm(data.size(0), generator=generator))


torch.manual_seed(42)
log("torch.rand(3)", torch.rand(3))
torch.manual_seed(42)
log("torch.randn(16)[:4]", torch.randn(16)[:4])
torch.manual_seed(42)
log("torch.randperm(8)", torch.randperm(8))
two = batches(42, 2, 3)
log("batches(42, 2, 3)[0]", two[0])
log("batches(42, 2, 3)[1]", two[1])
log("shuffled(data, 42)", shuffled(torch.arange(12).reshape(4, 3), 42))
