#!/usr/bin/env python3
"""Records what PyTorch computes for the cases of the kernel tests, as C++ lines.

Usage: record_kernels.py OUTPUT_DIRECTORY   (with a Python that has torch)

Writes one .inc file per family of kernel_cases/ (they are kept in tensor/kernels/golden), which the
family's test includes in the body of a test. A case is a C++ expression on gradlab's kernels and a
Python expression on PyTorch; `$x` in both stands for an input, which the test lays out in several
ways. The inputs are made by the same formula in kernel_cases/recorder.py and in golden.h.
"""

import os
import sys

import torch

from kernel_cases import build, index, loss, reduce

FAMILIES = [reduce.reductions, loss.softmaxes, loss.softmax_backwards, loss.losses,
            build.factories, build.concats, build.matmuls, index.indexing]

if __name__ == "__main__":
    torch.set_num_threads(1)
    out = sys.argv[1]
    os.makedirs(out, exist_ok=True)
    for make in FAMILIES:
        make().write(out)
