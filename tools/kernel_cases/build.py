"""What makes tensors from others: factories, concatenation, products."""

import torch

from kernel_cases.recorder import (  # some only by the expressions
    DTYPES, Family, INF, L, NAN, X, b8, f64, i16, i32, i64, i8, stepped, transposed, u8)


def factories():
    f = Family("factory", globals())
    for args in ["0, 5, 1", "5, 0, -2", "1, 1, 1", "0, 7, 3", "-4, 4, 3"]:
        for d in DTYPES:
            if d != b8:
                f.case("arange(%s, %s)" % (args, DTYPES[d]),
                       "torch.arange(%s, dtype=%s)" % (args, d))
    for args in ["0, 1, 0.1", "1.0, -1.0, -0.25", "0, 2.5, 1", "0.9, 5.5, 1", "0.5, 3, 1"]:
        for d in ["kFloat", "kDouble", "kLong", "kInt"]:
            t = [k for k, v in DTYPES.items() if v == d][0]
            f.case("arange(%s, %s)" % (args, d), "torch.arange(%s, dtype=%s)" % (args, t))
    big = "4611686018427387904"
    f.case("sub(arange(%s, %s + 3, 1, kLong), %s)" % (big, big, big),
           "torch.arange(%s, %s + 3) - %s" % (big, big, big))
    f.case("arange(0, 300, 100, kChar)", "torch.arange(0, 300, 100, dtype=i8)")
    f.case("arange(-2, 2, 1, kByte)", "torch.arange(-2, 2, dtype=u8)")
    f.case("arange(0, 1, 0, kFloat)", "torch.arange(0, 1, 0.)")
    f.case("arange(0, 3, 0.5, kLong)", "torch.arange(0, 3, 0.5, dtype=i64)")
    f.case("arange(1, 0, 1, kLong)", "torch.arange(1, 0, 1)")
    f.case("arange(0, 1, -1, kFloat)", "torch.arange(0., 1, -1)")
    f.case("arange(0, kNan, 1, kFloat)", "torch.arange(0, NAN)")
    f.case("arange(0, kInf, 1, kFloat)", "torch.arange(0, INF)")
    f.case("arange(0, 1e20, 1, kFloat)", "torch.arange(0, 1e20)")
    f.case("arange(0, 2, 1, kBool)", "torch.arange(0, 2, dtype=b8)")
    for args in ["0, 1, 5", "3, 7, 1", "0, 1, 0", "-5, 10, 7", "0.5, 10.7, 4", "1, 2, 2",
                 "10, 0, 6"]:
        for d in ["kFloat", "kDouble", "kLong", "kInt", "kShort"]:
            t = [k for k, v in DTYPES.items() if v == d][0]
            f.case("linspace(%s, %s)" % (args, d), "torch.linspace(%s, dtype=%s)" % (args, t))
    f.case("linspace(0, 255, 6, kByte)", "torch.linspace(0, 255, 6, dtype=u8)")
    f.case("linspace(0, 1, -1, kFloat)", "torch.linspace(0, 1, -1)")
    f.case("linspace(0, 1, 3, kBool)", "torch.linspace(0, 1, 3, dtype=b8)")
    for args in ["-1, 1, 5, 10", "0, 4, 5, 2", "2, 3, 1, 10", "2, 3, 0, 10", "0, 3, 4, -2",
                 "0, 3, 4, 0"]:
        for d in ["kFloat", "kDouble", "kLong"]:
            t = [k for k, v in DTYPES.items() if v == d][0]
            if d == "kLong" and args.endswith("0") and args.startswith("-"):
                continue
            f.case("logspace(%s, %s)" % (args, d), "torch.logspace(%s, dtype=%s)" % (args, t))
    f.case("logspace(0, 1, -1, 10, kFloat)", "torch.logspace(0, 1, -1)")
    for d in DTYPES:
        f.case("eye(2, 3, %s)" % DTYPES[d], "torch.eye(2, 3, dtype=%s)" % d)
        for k in [-1, 0, 1, 5, -5]:
            f.case("tril($x, %d)" % k, "$x.tril(%d)" % k, ((2, 3, 4), d), d == torch.float32)
            f.case("triu($x, %d)" % k, "$x.triu(%d)" % k, ((2, 3, 4), d), d == torch.float32)
    f.case("eye(0, 3, kFloat)", "torch.eye(0, 3)")
    f.case("eye(-1, 3, kFloat)", "torch.eye(-1, 3)")
    f.case("eye(2, -1, kFloat)", "torch.eye(2, -1)")
    f.case("tril(x({0, 3}))", "X((0, 3)).tril()")
    f.case("triu(x({3, 0}))", "X((3, 0)).triu()")
    f.case("tril(x({3}))", "X((3,)).tril()")
    f.case("triu(x({3}))", "X((3,)).triu()")
    return f


def concats():
    f = Family("concat", globals())
    for d in [0, 1, -1]:
        f.case("cat({$x, $x, $x}, %d)" % d, "torch.cat([$x, $x, $x], %d)" % d, (2, 3))
        f.case("flip($x, {%d})" % d, "$x.flip([%d])" % d, (2, 3, 4))
        for s in [1, -1, 100, 0]:
            f.case("roll($x, {%d}, {%d})" % (s, d), "$x.roll(%d, %d)" % (s, d), (2, 3, 2))
    f.case("cat({$x, x({0}), x({2, 2})}, 1)", "torch.cat([$x, X((0,)), X((2, 2))], 1)", (2, 3))
    f.case("cat({x({0}), $x}, 0)", "torch.cat([X((0,)), $x])", (2, 3))
    f.case("cat({x({0}, kDouble), $x}, 0)", "torch.cat([X((0,), f64), $x])", (2, 3))
    f.case("cat({x({0}), x({0})}, 1)", "torch.cat([X((0,)), X((0,))], 1)")
    f.case("cat({x({0, 3}), $x}, 0)", "torch.cat([X((0, 3)), $x])", (2, 3))
    f.case("cat({x({2, 3}), x({2, 3}, kLong), x({1, 3}, kDouble)}, 0)",
           "torch.cat([X((2, 3)), X((2, 3), i64), X((1, 3), f64)])")
    f.case("cat({x({2}, kBool), x({2}, kByte)}, 0)", "torch.cat([X((2,), b8), X((2,), u8)])")
    f.case("cat({x({2}, kByte), x({2}, kChar)}, 0)", "torch.cat([X((2,), u8), X((2,), i8)])")
    f.case("cat({}, 0)", "torch.cat([])")
    f.case("cat({x({2, 3}), x({3, 2})}, 0)", "torch.cat([X((2, 3)), X((3, 2))])")
    f.case("cat({x({2, 3}), x({3, 3})}, 1)", "torch.cat([X((2, 3)), X((3, 3))], 1)")
    f.case("cat({x({0, 2}), x({2, 3})}, 0)", "torch.cat([X((0, 2)), X((2, 3))])")
    f.case("cat({x({2, 3}), x({2, 3})}, 2)", "torch.cat([X((2, 3)), X((2, 3))], 2)")
    f.case("cat({x({}), x({})}, 0)", "torch.cat([X(()), X(())])")
    f.case("cat({x({2, 3}), x({})}, 0)", "torch.cat([X((2, 3)), X(())])")
    f.case("cat({x({2, 3}), x({2})}, 0)", "torch.cat([X((2, 3)), X((2,))])")
    f.case("flip($x, {0, 2})", "$x.flip([0, 2])", (2, 3, 4))
    f.case("flip($x, {0, 1, 2})", "$x.flip([0, 1, 2])", (2, 3, 4))
    f.case("flip($x, {})", "$x.flip([])", (2, 3))
    for d in DTYPES:
        f.case("flip($x, {-1})", "$x.flip([-1])", ((5,), d))
    f.case("flip(x({}), {})", "X(()).flip([])")
    f.case("flip(x({}), {0})", "X(()).flip([0])")
    f.case("flip(x({0, 2}), {0})", "X((0, 2)).flip([0])")
    f.case("flip(x({2, 3}), {0, 0})", "X((2, 3)).flip([0, 0])")
    f.case("flip(x({2, 3}), {2})", "X((2, 3)).flip([2])")
    f.case("roll($x, {1})", "$x.roll(1)", (2, 3))
    f.case("roll($x, {-8})", "$x.roll(-8)", (2, 3))
    f.case("roll($x, {1, -1}, {0, 1})", "$x.roll([1, -1], [0, 1])", (2, 3))
    f.case("roll($x, {1, 1}, {1, 1})", "$x.roll([1, 1], [1, 1])", (2, 3))
    f.case("roll(x({0, 2}), {1}, {0})", "X((0, 2)).roll(1, 0)")
    f.case("roll(x({}), {1})", "X(()).roll(1)")
    f.case("roll(x({}), {1}, {0})", "X(()).roll(1, 0)")
    f.case("roll(x({2, 3}), {})", "X((2, 3)).roll([])")
    f.case("roll(x({2, 3}), {1, 2}, {0})", "X((2, 3)).roll([1, 2], [0])")
    f.case("roll(x({2, 3}), {1, 2})", "X((2, 3)).roll([1, 2])")
    f.case("roll(x({2, 3}), {1}, {2})", "X((2, 3)).roll(1, 2)")
    return f


def matmuls():
    f = Family("matmul", globals())
    for dtype in [torch.float32, f64, i64, i32, i16, i8, u8]:
        c = DTYPES[dtype]
        sizes = [(2, 3, 4), (5, 6, 3), (1, 20, 4), (4, 20, 1), (1, 100, 1), (9, 1, 8), (0, 3, 2),
                 (2, 0, 3),
                 (3, 2, 0)]
        for n, k, m in sizes if dtype.is_floating_point else sizes[:1] + sizes[7:8]:
            b, pb = "x({%d, %d}, %s)" % (k, m, c), "X((%d, %d), %s)" % (k, m, dtype)
            x = ((n, k), dtype)
            for w in ["", "transposed", "stepped"]:
                f.case("mm($x, %s)" % (w + "(" + b + ")" if w else b), "$x.mm(%s(%s))" % (w, pb), x)
            f.case("addmm(x({%d}, %s), $x, %s)" % (m, c, b),
                   "torch.addmm(X((%d,), %s), $x, %s)" % (m, dtype, pb), x)
            f.case("addmm(x({%d, 1}, %s), $x, %s, 2, -3)" % (n, c, b),
                   "torch.addmm(X((%d, 1), %s), $x, %s, beta=2, alpha=-3)" % (n, dtype, pb), x)
            f.case("mv($x, stepped(x({%d}, %s)))" % (k, c), "$x.mv(X((%d,), %s))" % (k, dtype), x)
            f.case("bmm(x({3, %d, %d}, %s), x({3, %d, %d}, %s))" % (n, k, c, k, m, c),
                   "torch.bmm(X((3, %d, %d), %s), X((3, %d, %d), %s))" % (n, k, dtype, k, m, dtype))
        f.case("dot($x, x({70}, %s))" % c, "$x.dot(X((70,), %s))" % dtype, ((70,), dtype))
        f.case("dot($x, x({0}, %s))" % c, "$x.dot(X((0,), %s))" % dtype, ((0,), dtype))
        f.case("outer($x, x({4}, %s))" % c, "$x.outer(X((4,), %s))" % dtype, ((3,), dtype))
        f.case("baddbmm(x({4}, %s), $x, x({2, 5, 4}, %s), 0.5, 2)" % (c, c),
               "torch.baddbmm(X((4,), %s), $x, X((2, 5, 4), %s), beta=0.5, alpha=2)" %
               (dtype, dtype),
               ((2, 3, 5), dtype))
        f.case("bmm($x, x({4, 5}, %s).expand({2, 4, 5}).transpose(1, 2))" % c,
               "torch.bmm($x, X((4, 5), %s).expand(2, 4, 5).transpose(1, 2))" % dtype,
               ((2, 3, 5), dtype))
    f.case("outer(x({2}, kBool), x({3}, kBool))", "X((2,), b8).outer(X((3,), b8))")
    f.case("outer(x({2}, kBool), x({3}))", "X((2,), b8).outer(X((3,)))")
    f.case("addmm(floats({kNan}), x({2, 3}), x({3, 2}), 0)",
           "torch.addmm(L([NAN]), X((2, 3)), X((3, 2)), beta=0)")
    f.case("mm(floats({kNan, 0}).view({1, 2}), x({2, 9}))", "L([[NAN, 0.]]).mm(X((2, 9)))")
    f.case("mm(floats({0, 0}).view({1, 2}), floats({kInf, 1}).view({2, 1}))",
           "L([[0., 0.]]).mm(L([[INF], [1.]]))")
    f.case("mm(x({9, 1}).expand({9, 9}), x({1, 9}).expand({9, 9}))",
           "X((9, 1)).expand(9, 9).mm(X((1, 9)).expand(9, 9))")
    f.case("mm(x({2, 3}), x({2, 3}))", "X((2, 3)).mm(X((2, 3)))")
    f.case("mm(x({3}), x({3, 3}))", "X((3,)).mm(X((3, 3)))")
    f.case("mm(x({3, 3}), x({3}))", "X((3, 3)).mm(X((3,)))")
    f.case("mm(x({2, 3}, kBool), x({3, 2}, kBool))", "X((2, 3), b8).mm(X((3, 2), b8))")
    f.case("addmm(x({3}), x({2, 3}), x({3, 2}))", "torch.addmm(X((3,)), X((2, 3)), X((3, 2)))")
    f.case("addmm(x({2}), x({2, 3}), x({2, 3}))", "torch.addmm(X((2,)), X((2, 3)), X((2, 3)))")
    f.case("addmm(x({2}), x({3}), x({3, 2}))", "torch.addmm(X((2,)), X((3,)), X((3, 2)))")
    f.case("mv(x({2, 3}), x({2, 3}))", "X((2, 3)).mv(X((2, 3)))")
    f.case("mv(x({2, 3}), x({3}, kDouble))", "X((2, 3)).mv(X((3,), f64))")
    f.case("mv(x({2, 3}, kBool), x({3}, kBool))", "X((2, 3), b8).mv(X((3,), b8))")
    f.case("dot(x({2, 3}), x({2, 3}))", "X((2, 3)).dot(X((2, 3)))")
    f.case("dot(x({3}), x({2}))", "X((3,)).dot(X((2,)))")
    f.case("dot(x({3}), x({3}, kDouble))", "X((3,)).dot(X((3,), f64))")
    f.case("dot(x({3}, kBool), x({3}, kBool))", "X((3,), b8).dot(X((3,), b8))")
    f.case("outer(x({2, 3}), x({3}))", "X((2, 3)).outer(X((3,)))")
    f.case("outer(x({3}), x({2, 3}))", "X((3,)).outer(X((2, 3)))")
    f.case("bmm(x({2, 3}), x({2, 3, 4}))", "X((2, 3)).bmm(X((2, 3, 4)))")
    f.case("bmm(x({2, 3, 4}), x({2, 3}))", "X((2, 3, 4)).bmm(X((2, 3)))")
    f.case("bmm(x({2, 3, 4}), x({1, 4, 5}))", "X((2, 3, 4)).bmm(X((1, 4, 5)))")
    f.case("bmm(x({2, 3, 4}), x({2, 3, 4}))", "X((2, 3, 4)).bmm(X((2, 3, 4)))")
    f.case("bmm(x({2, 3, 4}), x({2, 4, 5}, kDouble))", "X((2, 3, 4)).bmm(X((2, 4, 5), f64))")
    f.case("baddbmm(x({3}), x({2, 3, 4}), x({2, 4, 5}))",
           "torch.baddbmm(X((3,)), X((2, 3, 4)), X((2, 4, 5)))")
    return f
