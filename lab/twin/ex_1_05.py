"""Exercise 1.05 in PyTorch: view or copy?"""
import torch

from log import log


def share_memory(a, b):
    """Whether a and b lie in the same storage."""
    return a.storage().data_ptr() == b.storage().data_ptr()


t = torch.arange(6).reshape(2, 3)
t[1].fill_(7)
log("t after filling row 1", t)
t[0].fill_(5)
log("t after filling a view of row 0", t)
t[0].clone().fill_(9)
log("t after filling a copy of row 0", t)
log("row 1 shares t's memory", share_memory(t[1], t))
log("a clone shares t's memory", share_memory(t.clone(), t))
x = torch.ones(2, requires_grad=True)
copy = x.detach().clone()
log("copy", copy)
copy.zero_()
log("x after copy.zero_()", x)
x.detach().zero_()
log("x after x.detach().zero_()", x)
