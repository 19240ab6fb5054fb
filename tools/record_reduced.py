#!/usr/bin/env python3
"""Records operations on float16 and bfloat16 from PyTorch: values and gradients, as bits.

    tools/record_reduced.py > autograd/testdata/reduced.txt

bfloat16 is what PyTorch's CPU kernels compute. They have few operations for float16 (and not all
for bfloat16); there the values are those of float32 on the same inputs, rounded once. So are those
of operations that PyTorch 1.13 rounds to bfloat16 inside, and PyTorch 2 does not: products of
matrices, and numbers as operands. Needs PyTorch on a CPU.
"""

import torch

torch.manual_seed(7)

# Name: the function and the shapes of its arguments. The C++ test has the same functions.
OPS = {
    "add": (lambda a, b: a + b, [(3, 4), (4,)]),
    "sub_scalar": (lambda a: 1.7 - a, [(3, 4)]),
    "mul": (lambda a, b: a * b, [(3, 4), (3, 1)]),
    "div": (lambda a, b: a / b, [(3, 4), (3, 4)]),
    "pow": (lambda a: a.pow(2.5), [(3, 4)]),
    "exp": (lambda a: a.exp(), [(3, 4)]),
    "log": (lambda a: a.log(), [(3, 4)]),
    "sqrt": (lambda a: a.sqrt(), [(3, 4)]),
    "tanh": (lambda a: a.tanh(), [(3, 4)]),
    "sigmoid": (lambda a: a.sigmoid(), [(3, 4)]),
    "relu": (lambda a: (a - 1).relu(), [(3, 4)]),
    "clamp": (lambda a: a.clamp(0.5, 1.25), [(3, 4)]),
    "maximum": (lambda a, b: torch.maximum(a, b), [(3, 4), (4,)]),
    "where": (lambda a, b: torch.where(a > b, a, b), [(3, 4), (3, 4)]),
    "sum": (lambda a: a.sum(), [(40, 50)]),
    "sum_dim": (lambda a: a.sum(0), [(300, 2)]),
    "mean": (lambda a: a.mean(1), [(3, 40)]),
    "prod": (lambda a: a.prod(1), [(3, 4)]),
    "amax": (lambda a: a.amax(0), [(3, 4)]),
    "max_dim": (lambda a: a.max(1)[0], [(3, 4)]),
    "var": (lambda a: a.var(1, unbiased=True), [(3, 20)]),
    "norm": (lambda a: a.norm(2, 1), [(3, 20)]),
    "cumsum": (lambda a: a.cumsum(1), [(3, 20)]),
    "softmax": (lambda a: a.softmax(1), [(3, 5)]),
    "log_softmax": (lambda a: a.log_softmax(1), [(3, 5)]),
    "matmul": (lambda a, b: a @ b, [(5, 17), (17, 3)]),
    "bmm": (lambda a, b: a @ b, [(2, 5, 7), (2, 7, 3)]),
    "transpose": (lambda a: a.t().contiguous(), [(3, 4)]),
    "slice": (lambda a: a[1:, ::2], [(3, 4)]),
    "cat": (lambda a, b: torch.cat([a, b], 1), [(3, 4), (3, 2)]),
    "index_select": (lambda a: a.index_select(0, torch.tensor([2, 0, 2])), [(3, 4)]),
    "gather": (lambda a: a.gather(1, torch.tensor([[0, 1], [3, 3], [2, 0]])), [(3, 4)]),
    "to_float": (lambda a: a.to(torch.float32).exp(), [(3, 4)]),
    "with_float": (lambda a: a + torch.full((4,), 0.1), [(3, 4)]),
}


def bits(t):
    """The elements of a tensor as hexadecimal bits."""
    kind = {2: torch.int16, 4: torch.int32}[t.element_size()]
    mask = 2 ** (8 * t.element_size()) - 1
    return " ".join(f"{v & mask:x}" for v in t.detach().contiguous().view(kind).flatten().tolist())


def write(word, t):
    size = "x".join(map(str, t.shape)) or "s"
    dtype = {torch.float16: "f16", torch.bfloat16: "bf16", torch.float32: "f32"}[t.dtype]
    print(word, dtype, size, bits(t))


IN_FLOAT32 = {"sub_scalar", "matmul", "bmm"}


def run(fn, inputs, dtype, g):
    """The result of fn on inputs computed in dtype, and their gradients."""
    leaves = [x.detach().clone().to(dtype).requires_grad_() for x in inputs]
    out = fn(*leaves)
    g = g.view(-1)[: out.numel()].view(out.shape)
    out.backward(g.to(out.dtype))
    return out, g, [x.grad for x in leaves]


for name, (fn, shapes) in OPS.items():
    for dtype in (torch.bfloat16, torch.float16):
        inputs = [(torch.rand(s) * 2 + 0.25).to(dtype) for s in shapes]
        g = (torch.rand(1000) + 0.5).to(dtype)
        if name in ("to_float", "with_float"):
            g = g.float()
        try:
            if dtype == torch.float16 or name in IN_FLOAT32:
                raise RuntimeError
            out, g, grads = run(fn, inputs, dtype, g)
        except RuntimeError:
            out, g, grads = run(fn, inputs, torch.float32, g)
            out = out.to(g.dtype)
        print("case", name)
        for x in inputs:
            write("in", x)
        write("out", out)
        write("gradient", g)
        for x in grads:
            write("grad", x.to(dtype))
