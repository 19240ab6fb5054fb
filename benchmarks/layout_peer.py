#!/usr/bin/python3
"""libtorch's side of the table of layouts in docs/performance.md (AddSquare .. in pointwise.cc).

Usage: layout_peer.py [n...]      (1000 1024 2048 4096 if none is given)

Prints for each n how long x + y of n x n floats takes, dense, and how many times as long with
other layouts. One thread, processor time, the least of several runs. Needs Debian's python3-torch.
"""

import sys
import time

import torch


def seconds(call):
    """Processor seconds of one call: the least of five runs of at least 0.1 s each."""
    calls, least = 1, None
    runs = 0
    while runs < 5:
        start = time.process_time()
        for _ in range(calls):
            call()
        taken = time.process_time() - start
        if taken < 0.1:
            calls *= 2
            continue
        runs += 1
        each = taken / calls
        least = each if least is None else min(least, each)
    return least


def main():
    torch.set_num_threads(1)
    print('|    n |    dense | transposed | both transposed | every other column | one column |')
    for n in [int(a) for a in sys.argv[1:]] or [1000, 1024, 2048, 4096]:
        x, y, wide = torch.rand(n, n), torch.rand(n, n), torch.rand(n, 2 * n)
        layouts = [y.t(), None, wide[:, ::2], y[:, :1]]
        dense = seconds(lambda: x + y)
        times = []
        for other in layouts:
            a, b = (x.t(), y.t()) if other is None else (x, other)
            times.append(seconds(lambda a=a, b=b: a + b) / dense)
        print('| %4d | %5.0f µs | %10.1f | %15.1f | %18.1f | %10.1f |' %
              (n, dense * 1e6, *times))


if __name__ == '__main__':
    main()
