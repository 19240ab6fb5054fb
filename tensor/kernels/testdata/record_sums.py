"""Records the bits of PyTorch's sums and means, for cascade_sum_test.cc:

    ATEN_CPU_CAPABILITY=avx2 python3 record_sums.py > sums.txt

Recorded with PyTorch 1.13.1 on one thread. A line is: dtype; number of dimensions and sizes of a
row-major array of value(i); number and list of the summed dimensions; the permutation of the
dimensions that comes before, and the step along the last dimension that comes before that; hashes of
the bits of all sums and of all means.
"""
import itertools

import numpy as np
import torch


def values(n, dtype):
    i = np.arange(n, dtype=np.uint64)
    v = ((i * np.uint64(2654435761)) & np.uint64(0xffffffff)).astype(np.float64) / 2**32 - 0.5
    return torch.from_numpy(v.astype(dtype))


def hash_of(t):
    a = t.contiguous().numpy()
    h = 0
    for bits in a.view(np.uint32 if a.dtype == np.float32 else np.uint64).ravel():
        h = (h * 1099511628211 + int(bits) + 1) & (2**64 - 1)
    return h


CASES = []


def case(sizes, dims, perm=None, step=1):
    CASES.append((sizes, dims, perm or list(range(len(sizes))), step))


# Every length at which the order changes.
for n in (1, 3, 7, 8, 9, 31, 32, 33, 63, 64, 100, 255, 257, 511, 512, 1000, 4096, 70001, 1100003):
    case([n], [0])
for n in (5, 70, 3000):
    case([n], [0], step=3)
# Matrices by rows and by columns, also transposed.
for sizes in ([32, 2], [32, 16], [100, 1], [5, 7], [300, 31], [300, 32], [300, 33], [300, 70],
              [33, 100], [2000, 3], [64, 300], [17, 1000], [3, 5000]):
    for d, perm in itertools.product((0, 1), ([0, 1], [1, 0])):
        case(sizes, [d], perm)
for sizes in ([100, 8], [100, 9], [100, 4], [100, 3], [5, 1000, 3], [1000, 64], [40, 40]):
    for d in range(len(sizes)):
        case(sizes, [d], step=3)
for sizes in ([32, 8, 16], [4, 70, 9], [5, 6, 40], [20, 33, 17]):
    for dims in ([0], [1], [2], [0, 1], [0, 2], [1, 2]):
        for perm in ([0, 1, 2], [2, 0, 1], [1, 0, 2]):
            case(sizes, dims, perm)
        case(sizes, dims, step=2)
for sizes in ([7, 40, 33, 9], [2, 70, 3, 64]):
    for dims in ([0], [1], [2], [3], [0, 1], [1, 2], [0, 3], [1, 2, 3], [0, 1, 2, 3]):
        for perm in ([0, 1, 2, 3], [3, 1, 0, 2], [2, 3, 0, 1], [1, 0, 3, 2]):
            case(sizes, dims, perm)
case([1, 40, 1], [1])
case([8, 1, 40], [1])
case([3, 4, 50, 60], [0, 2])

torch.set_num_threads(1)
for dtype, (sizes, dims, perm, step) in itertools.product(('float32', 'float64'), CASES):
    stored = sizes[:-1] + [sizes[-1] * step]
    t = values(int(np.prod(stored)), dtype).reshape(stored)[..., ::step].permute(perm)
    print(dtype, len(sizes), *sizes, len(dims), *dims, *perm, step, hash_of(t.sum(dims)),
          hash_of(t.mean(dims)))
