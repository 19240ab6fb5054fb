"""Exercise 1.08 in PyTorch: strides."""
import torch

from log import log


def contiguous_strides(shape):
    strides = []
    step = 1
    for size in reversed(shape):
        strides.insert(0, step)
        step *= size
    return tuple(strides)


def address(strides, offset, index):
    return offset + sum(i * s for i, s in zip(index, strides))


def main_diagonal(m):
    return m.as_strided((min(m.shape),), (m.stride(0) + m.stride(1),), m.storage_offset())


def strides_and_offset(name, t):
    log(f"{name}.stride()", t.stride())
    log(f"{name}.storage_offset()", t.storage_offset())


log("contiguous_strides((2, 3, 4))", contiguous_strides((2, 3, 4)))
m = torch.arange(12).reshape(3, 4)
strides_and_offset("m", m)
strides_and_offset("m.t()", m.t())
s = m[1:, ::2]
strides_and_offset("m[1:, ::2]", s)
log("m[:, :1].expand(3, 4).stride()", m[:, :1].expand(3, 4).stride())
log("address((4, 2), 4, (1, 1))", address(s.stride(), s.storage_offset(), (1, 1)))
log("main_diagonal(m)", main_diagonal(m))
log("main_diagonal(m[1:, ::2])", main_diagonal(s))
