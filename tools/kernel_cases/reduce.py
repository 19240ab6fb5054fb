"""Reductions over every dtype and dim."""

import torch

from kernel_cases.recorder import (  # some only by the expressions
    DTYPES, Family, INF, L, NAN, X, b8, f64, i32, i64, i8, stepped, transposed, u8)


def reductions():
    f = Family("reduce", globals())
    shapes = [((2, 3), torch.float32), ((3, 40, 2), torch.float32), ((7, 1, 3), f64),
              ((2, 70), i32),
              ((300,), torch.float32), ((), torch.float32), ((0, 3), torch.float32), ((3, 0), i64),
              ((4, 33), u8), ((5, 3), b8), ((65, 4), i8), ((600, 3), f64)]
    for sizes, dtype in shapes:
        x = (sizes, dtype)
        n = len(sizes)
        for op in ["sum", "prod"] + (["mean"] if dtype.is_floating_point else []):
            # A product of hundreds of numbers overflows or vanishes.
            if op == "prod" and (300 in sizes or 600 in sizes or 65 in sizes or 40 in sizes):
                continue
            f.case("%s($x)" % op, "$x.%s()" % op, x)
            for d in range(n):
                f.case("%s($x, {%d})" % (op, d), "$x.%s(%d)" % (op, d), x)
        for op in ["amax", "amin"]:
            f.case("%s($x)" % op, "$x.%s()" % op, x)
            for d in range(n):
                f.case("%s($x, {%d}, true)" % (op, d - n), "$x.%s(%d, True)" % (op, d - n), x)
        for op in ["max", "min"]:
            f.case("%s_all($x)" % op, "$x.%s()" % op, x)
            for d in range(n):
                f.case("%s_dim($x, %d)" % (op, d), "$x.%s(%d)" % (op, d), x)
            if dtype != b8:
                f.case("arg%s($x)" % op, "$x.arg%s()" % op, x)
                for d in range(n):
                    f.case("arg%s($x, %d, true)" % (op, d), "$x.arg%s(%d, True)" % (op, d), x)
        for op in ["any", "all"]:
            f.case("%s($x)" % op, "$x.%s()" % op, x)
            for d in range(n):
                f.case("%s($x, {%d})" % (op, d), "$x.%s(%d)" % (op, d), x)
        if dtype.is_floating_point:
            f.case("var($x)", "$x.var()", x)
            for d in range(n):
                f.case("var($x, {%d}, 0, true)" % d, "$x.var(%d, unbiased=False, keepdim=True)" % d,
                       x)
                f.case("norm($x, 2, {%d})" % d, "$x.norm(2, %d)" % d, x)
                f.case("logsumexp($x, {%d})" % d, "$x.logsumexp(%d)" % d, x)
            for p in ["0", "1", "2", "3", "0.5"]:
                if p == "0.5" and 600 in sizes:
                    continue  # a square of a sum of roots: PyTorch's rounding errors show
                f.case("norm($x, %s)" % p, "torch.linalg.vector_norm($x, %s)" % p, x)
            for p in ["-1", "INF", "-INF"]:
                f.case("norm($x, %s)" % p.replace("INF", "kInf"),
                       "torch.linalg.vector_norm($x, %s)" % p, x)
                for d in range(n):
                    f.case("norm($x, %s, {%d}, true)" % (p.replace("INF", "kInf"), d),
                           "torch.linalg.vector_norm($x, %s, %d, True)" % (p, d), x)
        for d in range(n):
            if 600 not in sizes and 65 not in sizes and 300 not in sizes and 40 not in sizes:
                f.case("cumsum($x, %d)" % d, "$x.cumsum(%d)" % d, x)
                f.case("cumprod($x, %d)" % d, "$x.cumprod(%d)" % d, x)
    for dims in ["0, 2", "-1, 1", "0, 1", "2, 0, 1"]:
        for op in ["sum", "mean", "amax"]:
            for keep in ["true", "false"]:
                f.case("%s($x, {%s}, %s)" % (op, dims, keep),
                       "$x.%s([%s], %s)" % (op, dims, keep.capitalize()), (3, 4, 5))
        f.case("var($x, {%s}, 1, true)" % dims, "$x.var([%s], True, True)" % dims, (3, 4, 5))
        f.case("norm($x, 1, {%s})" % dims, "$x.norm(1, [%s])" % dims, (3, 4, 5))
        f.case("logsumexp($x, {%s})" % dims, "$x.logsumexp([%s])" % dims, (3, 4, 5))
    f.case("sum($x, {1}, false, kDouble)", "$x.sum(1, dtype=f64)", (3, 4))
    f.case("sum($x, {}, false, kLong)", "$x.sum(dtype=i64)", (3, 4))
    f.case("sum($x, {0}, false, kBool)", "$x.sum(0, dtype=b8)", (3, 4))
    f.case("sum($x, {0}, false, kChar)", "$x.sum(0, dtype=i8)", ((3, 4), i64))
    f.case("sum($x, {0}, false, kFloat)", "$x.sum(0, dtype=torch.float32)", ((3, 4), i64))
    f.case("prod($x, {0}, false, kInt)", "$x.prod(0, dtype=i32)", ((3, 4), i64))
    f.case("mean($x, {0}, false, kDouble)", "$x.mean(0, dtype=f64)", ((3, 4), i64))
    f.case("mean($x, {}, false, kLong)", "$x.mean(dtype=i64)", (3, 4), False)
    for d in ["i64", "b8", "u8"]:
        f.case("mean(x({2, 3}, %s))" % DTYPES[eval(d)], "X((2, 3), %s).mean()" % d)
        f.case("var(x({2, 3}, %s))" % DTYPES[eval(d)], "X((2, 3), %s).var()" % d)
        f.case("logsumexp(x({2, 3}, %s), {1})" % DTYPES[eval(d)], "X((2, 3), %s).logsumexp(1)" % d)
    f.case("norm(x({2, 3}, kLong), 2)", "torch.linalg.vector_norm(X((2, 3), i64))")
    f.case("cumsum(x({2}), 0, kBool)", "X((2,)).cumsum(0, dtype=b8)")
    f.case("cumsum(x({2}), 0, kLong)", "X((2,)).cumsum(0, dtype=i64)")
    f.case("cumsum(x({2, 3}), 2)", "X((2, 3)).cumsum(2)")
    f.case("argmax(x({3}, kBool))", "X((3,), b8).argmax()")
    f.case("argmin(x({3}, kBool), 0)", "X((3,), b8).argmin(0)")
    for op in ["sum", "amax", "any"]:
        f.case("%s(x({2, 3}), {2})" % op, "X((2, 3)).%s(2)" % op)
    f.case("sum(x({2, 3}), {0, 0})", "X((2, 3)).sum([0, 0])")
    f.case("amin(x({2, 3}), {1, -1})", "X((2, 3)).amin([1, -1])")
    f.case("max_dim(x({2, 3}), -3)", "X((2, 3)).max(-3)")
    f.case("argmax(x({}), 1)", "X(()).argmax(1)")
    for c in ["2", "3", "1"]:
        f.case("var(x({2, 3}), {0}, %s)" % c, "torch.var(X((2, 3)), 0, correction=%s)" % c)
        f.case("var(floats({1, 1}), {0}, %s)" % c, "torch.var(L([1., 1.]), 0, correction=%s)" % c)
    for v in ["NAN, 1, 2", "1, NAN, 2, NAN", "INF, 1", "-INF, 1, -INF", "INF, -INF", "-INF, -INF",
              "-0.0, 0.0", "0.0, -0.0, 0.0", "INF, INF, 1", "NAN"]:
        cpp = v.replace("NAN", "kNan").replace("INF", "kInf")
        a, t = "floats({%s})" % cpp, "L([%s]).float()" % v
        for op in ["sum", "mean", "prod", "amax", "amin", "max_all", "min_all", "argmax", "argmin",
                   "any", "all", "var"]:
            f.case("%s(%s)" % (op, a), "%s.%s()" % (t, op.replace("_all", "")))
        for op in ["max", "min"]:
            f.case("%s_dim(%s, 0)" % (op, a), "%s.%s(0)" % (t, op))
            f.case("%s_dim(stepped(%s.view({1, -1})), 1)" % (op, a),
                   "%s.view(1, -1).%s(1)" % (t, op))
            f.case("%s_dim(transposed(%s.view({-1, 1}).expand({-1, 3})), 0)" % (op, a),
                   "%s.view(-1, 1).expand(-1, 3).%s(0)" % (t, op))
        f.case("logsumexp(%s, {0})" % a, "%s.logsumexp(0)" % t)
        for p in ["0", "1", "2", "3", "INF", "-INF"]:
            f.case("norm(%s, %s)" % (a, p.replace("INF", "kInf")),
                   "torch.linalg.vector_norm(%s, %s)" % (t, p))
    f.case("sum($x.expand({4, 2, 3}), {0, 1})", "$x.expand(4, 2, 3).sum([0, 1])", (2, 3))
    f.case("max_dim($x.expand({4, 2, 3}), 0)", "$x.expand(4, 2, 3).max(0)", (2, 3))
    f.case("argmax($x.expand({4, 2, 3}), 2)", "$x.expand(4, 2, 3).argmax(2)", (2, 3))
    return f
