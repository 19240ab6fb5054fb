#!/usr/bin/env python3
"""Records what PyTorch computes for the cases of the kernel tests, as C++ lines.

Usage: record_kernels.py OUTPUT_DIRECTORY   (with a Python that has torch)

Writes one .inc file per family (they are kept in tensor/kernels/golden), which the family's test
includes in the body of a test. A case is a C++ expression on gradlab's kernels and a Python
expression on PyTorch; `$x` in both stands for an input, which the test lays out in several ways.
The inputs are made by the same formula here and in golden.h.
"""

import os
import sys

import torch
import torch.nn.functional as F  # used by the cases

NAN = float("nan")
INF = float("inf")
L = torch.tensor

DTYPES = {
    torch.float32: "kFloat",
    torch.float64: "kDouble",
    torch.int64: "kLong",
    torch.int32: "kInt",
    torch.int16: "kShort",
    torch.int8: "kChar",
    torch.uint8: "kByte",
    torch.bool: "kBool",
}
f64, i64, i32, i16, i8, u8, b8 = (
    torch.float64, torch.int64, torch.int32, torch.int16, torch.int8, torch.uint8, torch.bool)


def X(sizes, dtype=torch.float32):
    """Numbers that every dtype holds exactly: see golden.h."""
    n = 1
    for s in sizes:
        n *= s
    k = [(i * 37 + 11) % 23 for i in range(n)]
    if dtype == torch.bool:
        values = [v % 3 == 0 for v in k]
    elif dtype == torch.uint8:
        values = k
    elif dtype.is_floating_point:
        values = [(v - 11) * 0.5 for v in k]
    else:
        values = [v - 11 for v in k]
    return torch.tensor(values, dtype=dtype).reshape(sizes)


def transposed(x):
    order = list(range(x.dim()))[::-1]
    return x.permute(order).contiguous().permute(order)


def stepped(x):
    if x.dim() == 0:
        return x
    wide = torch.zeros(list(x.shape[:-1]) + [2 * x.shape[-1]], dtype=x.dtype)
    wide[..., ::2] = x
    return wide[..., ::2]


def literal(v):
    if isinstance(v, bool):
        return "1" if v else "0"
    if isinstance(v, int):
        # As a double, which the test compares: exact for what is recorded.
        return str(v)
    if v != v:
        return "kNan"
    if v in (INF, -INF):
        return "kInf" if v > 0 else "-kInf"
    return "%d" % v if v == int(v) and abs(v) < 1e15 and not str(v).startswith("-0") else repr(v)


def shortest(v):
    """A float32 with no more digits than it needs."""
    if v != v or v in (INF, -INF):
        return v
    return float("%.9g" % v)


def braces(values):
    return "{" + ", ".join(literal(v) for v in values) + "}"


def quoted(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def wrap(text, width=98):
    """Breaks after commas, so that lines stay readable."""
    lines, line = [], ""
    for part in text.split(", "):
        piece = part if not line else ", " + part
        if len(line) + len(piece) > width and line:
            lines.append(line + ",")
            line = "    " + part
        else:
            line += piece
    return "\n".join(lines + [line])


# Messages that PyTorch 2 words differently.
LATER_TEXTS = {
    "size mismatch, got 2, 2x3,2": "size mismatch, got input (2), mat (2x3), vec (2)",
}
KINDS = {IndexError: "IndexError", ValueError: "ValueError", TypeError: "TypeError"}


class Family:
    def __init__(self, name):
        self.name = name
        self.lines = []

    def case(self, cpp, py, x=None, layouts=True):
        """Records a value, or the error. x = (sizes, dtype) is the input `$x`; the test then runs
        the case for the input in several memory layouts, which must not matter."""
        if x is None:
            self._record(cpp, py, "check(", "check_error<%s>(", "[&]")
            return
        sizes, dtype = x if isinstance(x[0], tuple) or x[0] == () else (x, torch.float32)
        args = "{%s}, %s, " % (", ".join(map(str, sizes)), DTYPES[dtype])
        layouts_of = "_layouts(" if layouts else "_row_major("
        self._record(cpp.replace("$x", "v"), py.replace("$x", "X(%r, %s)" % (tuple(sizes), dtype)),
                     "check" + layouts_of + args, "check_error" + layouts_of.replace("(", "<%s>(") + args, "[&](V v)")

    def _record(self, cpp, py, check, check_error, function):
        try:
            result = eval(py)
        except Exception as e:  # pylint: disable=broad-except
            kind = KINDS.get(type(e), "Error")
            text = str(e).split("\n")[0]
            text = LATER_TEXTS.get(text, text)
            head = wrap("%s%s { static_cast<void>(%s); }, " % (check_error % kind, function, cpp))
            self.lines.append("%s\n    %s);" % (head.rstrip(), quoted(text)))
            return
        results = result if isinstance(result, (tuple, list)) else [result]
        names = [""] if len(results) == 1 else self.fields
        for name, r in zip(names, results):
            values = r.flatten().tolist()
            if r.dtype == torch.float32:
                values = [shortest(v) for v in values]
            self.lines.append(wrap("%s%s { return %s; }, %s, %s, %s);" % (
                check, function, cpp + name, DTYPES[r.dtype], braces(list(r.shape)),
                braces(values))))

    fields = [".values", ".indices"]

    def write(self, directory):
        path = os.path.join(directory, self.name + ".inc")
        with open(path, "w") as f:
            f.write("// Recorded from PyTorch %s by tools/record_kernels.py.\n" %
                    torch.__version__.split("a")[0])
            f.write("\n".join(self.lines) + "\n")


def reductions():
    f = Family("reduce")
    shapes = [((2, 3), torch.float32), ((3, 40, 2), torch.float32), ((7, 1, 3), f64), ((2, 70), i32),
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
                f.case("var($x, {%d}, 0, true)" % d, "$x.var(%d, unbiased=False, keepdim=True)" % d, x)
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
            f.case("%s_dim(stepped(%s.view({1, -1})), 1)" % (op, a), "%s.view(1, -1).%s(1)" % (t, op))
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


def softmaxes():
    f = Family("softmax")
    for sizes, dtype in [((2, 3), torch.float32), ((2, 19), torch.float32), ((2, 3, 2), f64),
                         ((2, 2, 18), torch.float32), ((), torch.float32), ((0, 3), torch.float32),
                         ((1, 1), f64), ((2, 19), f64), ((2, 2, 18), f64)]:
        x = (sizes, dtype)
        for d in range(max(1, len(sizes))):
            f.case("softmax($x, %d)" % d, "torch.softmax($x, %d)" % d, x)
            f.case("log_softmax($x, %d)" % d, "torch.log_softmax($x, %d)" % d, x)
    for v in ["-INF, -INF", "-INF, 1", "INF, 1", "NAN, 1", "1000, 1001", "INF, INF", "-INF, 0, -INF",
              "-1e30, 1e30", "88, 89, -104", "NAN, -INF"]:
        cpp = v.replace("NAN", "kNan").replace("INF", "kInf")
        for op in ["softmax", "log_softmax"]:
            f.case("%s(floats({%s}), 0)" % (op, cpp), "torch.%s(L([%s]).float(), 0)" % (op, v))
            f.case("%s(floats({%s}).view({-1, 1}).expand({-1, 2}), 0)" % (op, cpp),
                   "torch.%s(L([%s]).float().view(-1, 1).expand(-1, 2), 0)" % (op, v))
    f.case("softmax(x({2}, kLong), 0)", "torch.softmax(X((2,), i64), 0)")
    f.case("log_softmax(x({2}, kBool), 0)", "torch.log_softmax(X((2,), b8), 0)")
    f.case("softmax(x({2, 3}), 2)", "torch.softmax(X((2, 3)), 2)")
    return f


def softmax_backwards():
    # In float64: float32's backward is compared with float64's by the test.
    f = Family("softmax_backward")
    for sizes in [(2, 3, 2), (), (0, 3), (1, 1), (2, 19), (2, 2, 18)]:
        x = (sizes, f64)
        for d in range(max(1, len(sizes))):
            g = "x({%s}, kDouble)" % ", ".join(map(str, sizes))
            h = "X(%r, f64)" % (sizes,)
            for op in ["softmax", "log_softmax"]:
                f.case("%s_backward(%s, %s($x, %d), %d)" % (op, g, op, d, d),
                       "torch._%s_backward_data(%s, torch.%s($x, %d), %d, f64)" % (op, h, op, d, d), x)
    return f


def losses():
    f = Family("loss")
    f.fields = [".output", ".total_weight"]
    forward = "torch.ops.aten.nll_loss_forward"
    for red in [1, 2]:
        for target in ["2, 0", "1, -100", "-100, -100"]:
            for w in ["", "floats({1, 2, 0.5})"]:
                cw = "nullptr" if not w else "&weight"
                pw = "None" if not w else "L([1., 2., .5])"
                f.case("nll_loss($x, ints({%s}), %s, %d)" % (target, cw, red),
                       "%s($x, L([%s]), %s, %d, -100)" % (forward, target, pw, red), (2, 3))
                f.case("nll_loss_backward(floats({2}).view({}), $x, ints({%s}), %s, %d, -100, "
                       "nll_loss($x, ints({%s}), %s, %d).total_weight)" % (target, cw, red, target, cw, red),
                       "torch.ops.aten.nll_loss_backward(L(2.), $x, L([%s]), %s, %d, -100, "
                       "%s($x, L([%s]), %s, %d, -100)[1])" %
                       (target, pw, red, forward, target, pw, red), (2, 3))
    f.case("nll_loss($x, ints({2, 1}), &weight, 0).output",
           "F.nll_loss($x, L([2, 1]), L([1., 2., .5]), reduction='none')", (2, 3))
    f.case("nll_loss($x, ints({2, 7}), nullptr, 0, 7).output",
           "F.nll_loss($x, L([2, 7]), reduction='none', ignore_index=7)", (2, 3))
    f.case("nll_loss_backward(floats({2, 3}), $x, ints({2, 1}), &weight, 0, -100, floats({0}).view({}))",
           "torch.ops.aten.nll_loss_backward(L([2., 3.]), $x, L([2, 1]), L([1., 2., .5]), 0, -100, L(0.))",
           (2, 3))
    f.case("nll_loss($x, ints({1}).view({}))", forward + "($x, L(1), None, 1, -100)", (3,))
    f.case("nll_loss($x, ints({1}).view({}), &weight)", forward + "($x, L(1), L([1., 2., .5]), 1, -100)",
           (3,))
    f.case("nll_loss($x, ints({-100}).view({}))", forward + "($x, L(-100), None, 1, -100)", (3,))
    f.case("nll_loss(x({0, 3}), ints({}))", forward + "(X((0, 3)), L([]).long(), None, 1, -100)")
    f.case("nll_loss(x({0, 3}), ints({}), nullptr, 2)", forward + "(X((0, 3)), L([]).long(), None, 2, -100)")
    for red, name in [(0, "none"), (1, "mean"), (2, "sum")]:
        for w, pw in [("nullptr", "None"), ("&weight", "L([1., 2., .5])")]:
            f.case("nll_loss($x, ints({0, 1, 2, 0, 1, 1, 0, -100}).view({2, 2, 2}), %s, %d).output" % (w, red),
                   "F.nll_loss($x, L([0, 1, 2, 0, 1, 1, 0, -100]).view(2, 2, 2), %s, reduction='%s')" %
                   (pw, name), (2, 3, 2, 2))
            f.case("nll_loss($x, ints({0, 1, 2, 0}).view({2, 2}), %s, %d).output" % (w, red),
                   "F.nll_loss($x, L([0, 1, 2, 0]).view(2, 2), %s, reduction='%s')" % (pw, name), (2, 3, 2))
    f.case("nll_loss(x({2, 3}), ints({3, 0}))", "F.nll_loss(X((2, 3)), L([3, 0]))")
    f.case("nll_loss(x({2, 3}), ints({0, -1}))", "F.nll_loss(X((2, 3)), L([0, -1]))")
    f.case("nll_loss(x({2, 3}), ints({0, 1, 2}))", "F.nll_loss(X((2, 3)), L([0, 1, 2]))")
    f.case("nll_loss(x({2, 3}), floats({0, 1}))", "F.nll_loss(X((2, 3)), L([0., 1.]))")
    f.case("nll_loss(x({2, 3}), ints({0, 1}, kInt))", "F.nll_loss(X((2, 3)), L([0, 1], dtype=i32))")
    f.case("nll_loss(x({3}), ints({1}))", "F.nll_loss(X((3,)), L([1]))")
    f.case("nll_loss(x({2, 3}), ints({1}).view({}))", "F.nll_loss(X((2, 3)), L(1))")
    f.case("nll_loss(x({2, 3}), ints({1, 2}).view({2, 1}))", "F.nll_loss(X((2, 3)), L([[1], [2]]))")
    f.case("nll_loss(x({}), ints({0}).view({}))", "F.nll_loss(X(()), L(0))")
    f.case("nll_loss(x({2, 3}, kLong), ints({0, 1}))", "F.nll_loss(X((2, 3), i64), L([0, 1]))")
    f.case("nll_loss(x({2, 4}), ints({0, 1}), &weight)", "F.nll_loss(X((2, 4)), L([0, 1]), L([1., 2., .5]))")
    f.case("nll_loss(x({2, 3}, kDouble), ints({0, 1}), &weight)",
           "F.nll_loss(X((2, 3), f64), L([0, 1]), L([1., 2., .5]))")
    f.case("nll_loss(x({2, 3, 2}), ints({0, 1}).view({2, 1}))", "F.nll_loss(X((2, 3, 2)), L([[0], [1]]))")
    return f


def factories():
    f = Family("factory")
    for args in ["0, 5, 1", "5, 0, -2", "1, 1, 1", "0, 7, 3", "-4, 4, 3"]:
        for d in DTYPES:
            if d != b8:
                f.case("arange(%s, %s)" % (args, DTYPES[d]), "torch.arange(%s, dtype=%s)" % (args, d))
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
    for args in ["0, 1, 5", "3, 7, 1", "0, 1, 0", "-5, 10, 7", "0.5, 10.7, 4", "1, 2, 2", "10, 0, 6"]:
        for d in ["kFloat", "kDouble", "kLong", "kInt", "kShort"]:
            t = [k for k, v in DTYPES.items() if v == d][0]
            f.case("linspace(%s, %s)" % (args, d), "torch.linspace(%s, dtype=%s)" % (args, t))
    f.case("linspace(0, 255, 6, kByte)", "torch.linspace(0, 255, 6, dtype=u8)")
    f.case("linspace(0, 1, -1, kFloat)", "torch.linspace(0, 1, -1)")
    f.case("linspace(0, 1, 3, kBool)", "torch.linspace(0, 1, 3, dtype=b8)")
    for args in ["-1, 1, 5, 10", "0, 4, 5, 2", "2, 3, 1, 10", "2, 3, 0, 10", "0, 3, 4, -2", "0, 3, 4, 0"]:
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
    f = Family("concat")
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
    f = Family("matmul")
    for dtype in [torch.float32, f64, i64, i32, i16, i8, u8]:
        c = DTYPES[dtype]
        sizes = [(2, 3, 4), (5, 6, 3), (1, 20, 4), (4, 20, 1), (1, 100, 1), (9, 1, 8), (0, 3, 2), (2, 0, 3),
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
               "torch.baddbmm(X((4,), %s), $x, X((2, 5, 4), %s), beta=0.5, alpha=2)" % (dtype, dtype),
               ((2, 3, 5), dtype))
        f.case("bmm($x, x({4, 5}, %s).expand({2, 4, 5}).transpose(1, 2))" % c,
               "torch.bmm($x, X((4, 5), %s).expand(2, 4, 5).transpose(1, 2))" % dtype, ((2, 3, 5), dtype))
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


def in_place(function, x, args):
    """(C++, Python) for a function that writes its first argument: both yield that argument."""
    cpp = "after(clone(%s), [&](const Array& a) { %s(a, %s); })" % (x[0], function[0], args[0])
    return cpp, "%s.clone().%s(%s)" % (x[1], function[1], args[1])


def indexing():
    f = Family("index")

    def put(function, sizes, args, dtype=torch.float32):
        x = ("$x", "$x")
        cpp = "after(copy(%s), [&](const Array& a) { %s(a, %s); })" % (x[0], function[0], args[0])
        # The Python side keeps the layout as well.
        f.case(cpp, "duplicate($x).%s(%s)" % (function[1], args[1]), (sizes, dtype))

    for i, p in [("ints({0, 2})", "L([0, 2])"), ("ints({1, 1, 0, 2}, kInt).view({2, 2})",
                                                 "L([[1, 1], [0, 2]], dtype=i32)"),
                 ("ints({1}).view({})", "L(1)"), ("ints({})", "L([]).long()"),
                 ("ints({3})", "L([3])"), ("ints({-1})", "L([-1])"),
                 ]:
        f.case("embedding($x, %s)" % i, "F.embedding(%s, $x)" % p, (3, 4))
        for pad, freq in [(-1, "false"), (1, "false"), (-1, "true")]:
            if "3" in p or "-1" in p:
                continue
            g = {"L([0, 2])": (2, 4), "L(1)": (4,), "L([]).long()": (0, 4)}.get(p, (2, 2, 4))
            f.case("embedding_backward($x, %s, 3, %d, %s)" % (i, pad, freq),
                   "torch.ops.aten.embedding_dense_backward($x, %s, 3, %d, %s)" %
                   (p, pad, freq.capitalize()), g)
    f.case("embedding(x({2, 3, 4}), ints({1}))", "torch.embedding(X((2, 3, 4)), L([1]))")
    f.case("embedding(x({2, 3}), floats({1}))", "F.embedding(L([1.]), X((2, 3)))")
    f.case("embedding(x({2, 3}), ints({1}, kShort))", "F.embedding(L([1], dtype=i16), X((2, 3)))")

    for dtype in DTYPES:
        for d in [0, 1, -1]:
            f.case("index_select($x, %d, ints({1, 0, 1}))" % d, "$x.index_select(%d, L([1, 0, 1]))" % d,
                   ((2, 3, 4), dtype), dtype == torch.float32)
        f.case("gather($x, 1, ints({0, 2, 1, 0}).view({2, 2}))", "$x.gather(1, L([[0, 2], [1, 0]]))",
               ((2, 3), dtype), dtype == torch.float32)
        f.case("masked_select($x, x({2, 3}, kBool))", "$x.masked_select(X((2, 3), b8))", ((2, 3), dtype))
        f.case("take($x, ints({0, -1, 5, -6}).view({2, 2}))", "$x.take(L([[0, -1], [5, -6]]))",
               ((2, 3), dtype))
        f.case("index($x, {ints({1, -1, 0})})", "$x[L([1, -1, 0])]", ((2, 3), dtype))
        f.case("nonzero($x)", "$x.nonzero()", ((3, 4), dtype))
    f.case("index_select($x, 1, ints({2}, kInt))", "$x.index_select(1, L([2], dtype=i32))", (2, 3))
    f.case("index_select($x, 0, ints({1}).view({}))", "$x.index_select(0, L(1))", (2, 3))
    f.case("index_select($x, 0, ints({}))", "$x.index_select(0, L([]).long())", (2, 3))
    f.case("index_select(x({}), 0, ints({0, 0}))", "X(()).index_select(0, L([0, 0]))")
    f.case("index_select(x({}), 0, ints({1}))", "X(()).index_select(0, L([1]))")
    f.case("index_select(x({2, 0}), 0, ints({1, 1, 1}))", "X((2, 0)).index_select(0, L([1, 1, 1]))")
    f.case("index_select(x({2, 3}), 0, ints({2}))", "X((2, 3)).index_select(0, L([2]))")
    f.case("index_select(x({2, 3}), 0, ints({-1}))", "X((2, 3)).index_select(0, L([-1]))")
    f.case("index_select(x({2, 3}), 2, ints({0}))", "X((2, 3)).index_select(2, L([0]))")
    f.case("index_select(x({2, 3}), 0, ints({0}).view({1, 1}))", "X((2, 3)).index_select(0, L([[0]]))")
    f.case("index_select(x({2, 3}), 0, floats({0}))", "X((2, 3)).index_select(0, L([0.]))")

    add, copy_ = ("index_add", "index_add_"), ("index_copy", "index_copy_")
    for d, sizes in [(0, (3, 2, 4)), (1, (2, 3, 4)), (2, (2, 3, 3))]:
        src = list((3, 2, 4) if d == 0 else (2, 3, 4) if d == 1 else (2, 3, 3))
        src[d] = 3
        c, p = "x({%s})" % ", ".join(map(str, src)), "X(%r)" % (tuple(src),)
        put(add, sizes, ("%d, ints({2, 0, 2}), %s" % (d, c), "%d, L([2, 0, 2]), %s" % (d, p)))
        put(copy_, sizes, ("%d, ints({2, 0, 2}), %s" % (d, c), "%d, L([2, 0, 2]), %s" % (d, p)))
    put(add, (3, 4), ("0, ints({1, 1}), x({2, 4}), -1.5", "0, L([1, 1]), X((2, 4)), alpha=-1.5"))
    put(add, (3, 4), ("0, ints({1, 1}), x({2, 4}, kLong), 3", "0, L([1, 1]), X((2, 4), i64), alpha=3"), i64)
    put(add, (3, 4), ("0, ints({1, 1}), x({2, 4}, kBool)", "0, L([1, 1]), X((2, 4), b8)"), b8)
    put(add, (3,), ("0, ints({1}).view({}), x({})", "0, L(1), X(())"))
    put(add, (), ("0, ints({0, 0}), x({2})", "0, L([0, 0]), X((2,))"))
    bad = [("0, ints({3}), x({1, 4})", "0, L([3]), X((1, 4))"), ("0, ints({-1}), x({1, 4})", "0, L([-1]), X((1, 4))"),
           ("0, ints({0}), x({2, 4})", "0, L([0]), X((2, 4))"), ("0, ints({0}), x({1, 3})", "0, L([0]), X((1, 3))"),
           ("0, ints({0}), x({1, 4}, kDouble)", "0, L([0]), X((1, 4), f64)"),
           ("0, floats({0}), x({1, 4})", "0, L([0.]), X((1, 4))"),
           ("0, ints({0}).view({1, 1}), x({1, 4})", "0, L([[0]]), X((1, 4))")]
    for c, p in bad:
        for function in [add, copy_]:
            cpp, py = in_place(function, ("x({3, 4})", "X((3, 4))"), (c, p))
            f.case(cpp, py)
    for c, p in [("0, ints({0}), x({4})", "0, L([0]), X((4,))")]:
        cpp, py = in_place(copy_, ("x({3, 4})", "X((3, 4))"), (c, p))
        f.case(cpp, py)
    cpp, py = in_place(copy_, ("x({3})", "X((3,))"), ("0, ints({0, 1}), x({})", "0, L([0, 1]), X(())"))
    f.case(cpp, py)

    # gather, scatter
    f.case("gather($x, 0, ints({0, 1, 1, 0}).view({2, 2}))", "$x.gather(0, L([[0, 1], [1, 0]]))", (2, 3))
    f.case("gather($x, 1, ints({2, 0}).view({1, 2, 1}))", "$x.gather(1, L([[[2], [0]]]))", (2, 3, 4))
    f.case("gather($x, 0, ints({}))", "$x.gather(0, L([]).long())", (2, 3))
    f.case("gather(x({}), 0, ints({0, 0}))", "X(()).gather(0, L([0, 0]))")
    f.case("gather(x({3}), 0, ints({1}).view({}))", "X((3,)).gather(0, L(1))")
    for c, p in [("0, ints({2, 1}).view({1, 2})", "0, L([[2, 1]])"), ("0, ints({-1}).view({1, 1})", "0, L([[-1]])"),
                 ("0, ints({1}, kInt).view({1, 1})", "0, L([[1]], dtype=i32)"), ("0, ints({1})", "0, L([1])"),
                 ("1, ints({0, 0, 0}).view({3, 1})", "1, L([[0], [0], [0]])")]:
        f.case("gather(x({2, 3}), %s)" % c, "X((2, 3)).gather(%s)" % p)
    sc, sa = ("scatter", "scatter_"), ("scatter_add", "scatter_add_")
    for function in [sc, sa]:
        put(function, (3, 4), ("0, ints({0, 1, 0, 2}).view({2, 2}), x({2, 2})", "0, L([[0, 1], [0, 2]]), X((2, 2))"))
        put(function, (3, 4), ("1, ints({3, 3}).view({2, 1}), x({3, 2})", "1, L([[3], [3]]), X((3, 2))"))
        put(function, (2, 3, 2), ("-1, ints({0, 1}).view({1, 1, 2}), x({2, 2, 2})", "-1, L([[[0, 1]]]), X((2, 2, 2))"))
        put(function, (3, 4), ("0, ints({}), x({2})", "0, L([]).long(), X((2,))"))
        put(function, (3,), ("0, ints({1, 1}), x({2}, kLong)", "0, L([1, 1]), X((2,), i64)"), i64)
        for c, p in [("0, ints({3}).view({1, 1}), x({1, 1})", "0, L([[3]]), X((1, 1))"),
                     ("0, ints({-1}).view({1, 1}), x({1, 1})", "0, L([[-1]]), X((1, 1))"),
                     ("0, ints({1}).view({1, 1}), x({1, 1}, kDouble)", "0, L([[1]]), X((1, 1), f64)"),
                     ("0, ints({1}, kInt).view({1, 1}), x({1, 1})", "0, L([[1]], dtype=i32), X((1, 1))"),
                     ("0, ints({1}), x({1})", "0, L([1]), X((1,))"),
                     ("0, ints({1, 1}).view({1, 2}), x({1, 1})", "0, L([[1, 1]]), X((1, 1))"),
                     ("0, ints({0, 0, 0, 0, 0}).view({1, 5}), x({1, 5})", "0, L([[0, 0, 0, 0, 0]]), X((1, 5))")]:
            cpp, py = in_place(function, ("x({3, 4})", "X((3, 4))"), (c, p))
            f.case(cpp, py)
    put(sc, (3, 4), ("1, ints({3, 2}).view({2, 1}), 7", "1, L([[3], [2]]), 7"))
    put(sc, (3, 4), ("1, ints({3, 2}).view({2, 1}), 1.5", "1, L([[3], [2]]), 1.5"), i64)

    # masks
    f.case("nonzero($x)", "$x.nonzero()", ((2, 3, 4), b8))
    f.case("nonzero(x({}))", "X(()).nonzero()")
    f.case("nonzero(floats({0}).view({}))", "L(0.).nonzero()")
    f.case("nonzero(x({0, 3}))", "X((0, 3)).nonzero()")
    f.case("nonzero(floats({kNan, 0, -0.0}))", "L([NAN, 0., -0.]).nonzero()")
    f.case("masked_select($x, ints({1, 0, 1}, kBool))", "$x.masked_select(L([True, False, True]))", (2, 3))
    f.case("masked_select($x, x({4, 2, 3}, kBool))", "$x.masked_select(X((4, 2, 3), b8))", (2, 3))
    f.case("masked_select($x, ints({1, 0, 2}, kByte))", "$x.masked_select(L([1, 0, 2], dtype=u8))", (2, 3))
    f.case("masked_select($x, ints({1, 0, 1}, kByte))", "$x.masked_select(L([1, 0, 1], dtype=u8))", (2, 3))
    f.case("masked_select(x({}), ints({1}, kBool).view({}))", "X(()).masked_select(L(True))")
    f.case("masked_select(x({2, 3}), x({2, 3}))", "X((2, 3)).masked_select(X((2, 3)))")
    f.case("masked_select(x({2, 3}), x({2}, kBool))", "X((2, 3)).masked_select(X((2,), b8))")
    ms = ("masked_scatter", "masked_scatter_")
    put(ms, (3, 4), ("x({3, 4}, kBool), x({12})", "X((3, 4), b8), X((12,))"))
    put(ms, (3, 4), ("ints({1, 0, 0, 1}, kBool), x({2, 3})", "L([True, False, False, True]), X((2, 3))"))
    for c, p in [("x({3, 4}, kBool), x({1})", "X((3, 4), b8), X((1,))"),
                 ("x({3, 4}, kBool), x({12}, kDouble)", "X((3, 4), b8), X((12,), f64)"),
                 ("x({3}, kBool), x({12})", "X((3,), b8), X((12,))")]:
        cpp, py = in_place(ms, ("x({3, 4})", "X((3, 4))"), (c, p))
        f.case(cpp, py)

    # take, put
    f.case("take(x({0}), ints({}))", "X((0,)).take(L([]).long())")
    for c, p in [("ints({6})", "L([6])"), ("ints({-7})", "L([-7])"), ("floats({1})", "L([1.])"),
                 ("ints({1}, kInt)", "L([1], dtype=i32)")]:
        f.case("take(x({2, 3}), %s)" % c, "X((2, 3)).take(%s)" % p)
    f.case("take(x({0}), ints({0}))", "X((0,)).take(L([0]))")
    pt = ("put", "put_")
    put(pt, (2, 3), ("ints({0, -1, 0}), x({3}), true", "L([0, -1, 0]), X((3,)), True"))
    put(pt, (2, 3), ("ints({0, -1, 0}), x({3}), false", "L([0, -1, 0]), X((3,))"))
    for c, p in [("ints({6}), x({1})", "L([6]), X((1,))"), ("ints({1}), x({2})", "L([1]), X((2,))"),
                 ("ints({1}), x({1}, kLong)", "L([1]), X((1,), i64)"), ("floats({1}), x({1})", "L([1.]), X((1,))")]:
        cpp, py = in_place(pt, ("x({2, 3})", "X((2, 3))"), (c + ", false", p))
        f.case(cpp, py)

    # advanced indexing
    n, a1, a2 = ("kAll", "slice(None)"), ("ints({0, 1})", "L([0, 1])"), ("ints({1, -1})", "L([1, -1])")
    col = ("ints({0, 1}).view({2, 1})", "L([[0], [1]])")
    row = ("ints({1, 0, 1})", "L([1, 0, 1])")
    m2, m34 = ("ints({0, 1}, kBool)", "L([False, True])"), ("x({3, 4}, kBool)", "X((3, 4), b8)")
    u3 = ("ints({1, 0, 1}, kByte)", "L([1, 0, 1], dtype=u8)")
    s0 = ("ints({1}).view({})", "L(1)")
    none = ("ints({})", "L([]).long()")
    accumulate = {"false": "False", "true": "True"}
    for entries in [[a1], [n, a1], [n, a1, a2], [a1, n, a2], [n, a1, n, a2], [col, row], [n, col, row],
                    [col, n, n, row], [m2], [n, m34], [m2, n, a1], [m2, a2], [n, u3], [s0], [n, s0, s0],
                    [s0, n, s0], [none], [n, none, n, none], [a1, a2, a1, a2], [col, a1, n, s0]]:
        cpp = "{" + ", ".join(e[0] for e in entries) + "}"
        py = ", ".join(e[1] for e in entries)
        f.case("index($x, %s)" % cpp, "$x[%s]" % py, (2, 3, 4, 2))
        shape = X((2, 3, 4, 2))[eval("(%s,)" % py)].shape
        for acc in accumulate:
            value_sizes = [(), tuple(shape)[1:], tuple(shape)]
            for v in value_sizes:
                # Without accumulation repeated positions would say nothing about order only if
                # values were equal, so both are recorded.
                f.case("after(copy($x), [&](const Array& a) { index_put(a, %s, x({%s}), %s); })" %
                       (cpp, ", ".join(map(str, v)), acc),
                       "index_put(duplicate($x), (%s,), X(%r), %s)" % (py, v, accumulate[acc]),
                       (2, 3, 4, 2), v == tuple(shape))
    f.case("index(x({0, 3}), {ints({})})", "X((0, 3))[L([]).long()]")
    f.case("index(x({0, 3}), {ints({0})})", "X((0, 3))[L([0])]")
    f.case("index(x({2, 3}), {ints({1}, kBool).view({})})", "X((2, 3))[L(True)]")
    f.case("index(x({2, 3}), {ints({0}, kBool).view({})})", "X((2, 3))[L(False)]")
    aten = "torch.ops.aten.index.Tensor"
    for c, p in [("ints({5})", "L([5])"), ("kAll, ints({-4})", "None, L([-4])"), ("ints({0, 1, 1}, kBool)", "L([False, True, True])"),
                 ("kAll, ints({0, 1}, kBool)", "None, L([False, True])"), ("ints({0, 1}), ints({0, 1, 2})", "L([0, 1]), L([0, 1, 2])"),
                 ("ints({0}), ints({0}), ints({0})", "L([0]), L([0]), L([0])")]:
        f.case("index(x({2, 3}), {%s})" % c, "%s(X((2, 3)), [%s])" % (aten, p))
    for c, p in [("{ints({0, 1})}, x({2})", "(L([0, 1]),), X((2,))"), ("{ints({0, 1})}, x({3, 3})", "(L([0, 1]),), X((3, 3))"),
                 ("{ints({0})}, x({3}, kDouble)", "(L([0]),), X((3,), f64)"), ("{ints({2})}, x({})", "(L([2]),), X(())")]:
        f.case("after(x({2, 3}), [&](const Array& a) { index_put(a, %s); })" % c, "X((2, 3)).index_put_(%s)" % p)
    f.case("after(x({2, 3}, kBool), [&](const Array& a) { index_put(a, {ints({0, 0})}, x({2, 3}, kBool), true); })",
           "X((2, 3), b8).index_put_((L([0, 0]),), X((2, 3), b8), True)")
    expanded = "after(x({1, 4}).expand({3, 4}), [&](const Array& a) { %s; })"
    f.case(expanded % "scatter(a, 0, ints({0}).view({1, 1}), 1.0)",
           "X((1, 4)).expand(3, 4).scatter_(0, L([[0]]), 1.)")
    f.case(expanded % "index_add(a, 0, ints({0}), x({1, 4}))",
           "X((1, 4)).expand(3, 4).index_add_(0, L([0]), X((1, 4)))")
    f.case("after(x({4}), [&](const Array& a) { index_copy(a, 0, ints({1, 2, 3}), a.narrow(0, 0, 3)); })",
           "overlapping_copy(X((4,)))")
    return f


def overlapping_copy(a):
    return a.index_copy_(0, L([1, 2, 3]), a[:3])


def duplicate(x):
    """A copy with the same strides."""
    copy = torch.empty_strided(x.shape, x.stride(), dtype=x.dtype)
    copy.copy_(x)
    return copy


def index_put(x, indices, values, accumulate):
    if accumulate:
        places = tuple(i if isinstance(i, torch.Tensor) else None for i in indices)
        return torch.ops.aten.index_put_(x, list(places), values, True)
    x[indices] = values
    return x


if __name__ == "__main__":
    torch.set_num_threads(1)
    out = sys.argv[1]
    os.makedirs(out, exist_ok=True)
    for make in [reductions, softmaxes, softmax_backwards, losses, factories, concats, matmuls, indexing]:
        make().write(out)
