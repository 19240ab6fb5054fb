"""Softmax, its backward and the losses."""

import torch
import torch.nn.functional as F  # used by the cases

from kernel_cases.recorder import (  # some only by the expressions
    Family, INF, L, NAN, X, b8, f64, i32, i64)


def softmaxes():
    f = Family("softmax", globals())
    for sizes, dtype in [((2, 3), torch.float32), ((2, 19), torch.float32), ((2, 3, 2), f64),
                         ((2, 2, 18), torch.float32), ((), torch.float32), ((0, 3), torch.float32),
                         ((1, 1), f64), ((2, 19), f64), ((2, 2, 18), f64)]:
        x = (sizes, dtype)
        for d in range(max(1, len(sizes))):
            f.case("softmax($x, %d)" % d, "torch.softmax($x, %d)" % d, x)
            f.case("log_softmax($x, %d)" % d, "torch.log_softmax($x, %d)" % d, x)
    for v in ["-INF, -INF", "-INF, 1", "INF, 1", "NAN, 1", "1000, 1001", "INF, INF",
              "-INF, 0, -INF",
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
    f = Family("softmax_backward", globals())
    for sizes in [(2, 3, 2), (), (0, 3), (1, 1), (2, 19), (2, 2, 18)]:
        x = (sizes, f64)
        for d in range(max(1, len(sizes))):
            g = "x({%s}, kDouble)" % ", ".join(map(str, sizes))
            h = "X(%r, f64)" % (sizes,)
            for op in ["softmax", "log_softmax"]:
                f.case("%s_backward(%s, %s($x, %d), %d)" % (op, g, op, d, d),
                       "torch._%s_backward_data(%s, torch.%s($x, %d), %d, f64)" % (op, h, op, d, d),
                       x)
    return f


def losses():
    f = Family("loss", globals())
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
                       "nll_loss($x, ints({%s}), %s, %d).total_weight)" %
                       (target, cw, red, target, cw, red),
                       "torch.ops.aten.nll_loss_backward(L(2.), $x, L([%s]), %s, %d, -100, "
                       "%s($x, L([%s]), %s, %d, -100)[1])" %
                       (target, pw, red, forward, target, pw, red), (2, 3))
    f.case("nll_loss($x, ints({2, 1}), &weight, 0).output",
           "F.nll_loss($x, L([2, 1]), L([1., 2., .5]), reduction='none')", (2, 3))
    f.case("nll_loss($x, ints({2, 7}), nullptr, 0, 7).output",
           "F.nll_loss($x, L([2, 7]), reduction='none', ignore_index=7)", (2, 3))
    f.case("nll_loss_backward(floats({2, 3}), $x, ints({2, 1}), &weight, 0, -100, "
           "floats({0}).view({}))",
           "torch.ops.aten.nll_loss_backward(L([2., 3.]), $x, L([2, 1]), L([1., 2., .5]), 0, -100, "
           "L(0.))",
           (2, 3))
    f.case("nll_loss($x, ints({1}).view({}))", forward + "($x, L(1), None, 1, -100)", (3,))
    f.case("nll_loss($x, ints({1}).view({}), &weight)",
           forward + "($x, L(1), L([1., 2., .5]), 1, -100)",
           (3,))
    f.case("nll_loss($x, ints({-100}).view({}))", forward + "($x, L(-100), None, 1, -100)", (3,))
    f.case("nll_loss(x({0, 3}), ints({}))", forward + "(X((0, 3)), L([]).long(), None, 1, -100)")
    f.case("nll_loss(x({0, 3}), ints({}), nullptr, 2)",
           forward + "(X((0, 3)), L([]).long(), None, 2, -100)")
    for red, name in [(0, "none"), (1, "mean"), (2, "sum")]:
        for w, pw in [("nullptr", "None"), ("&weight", "L([1., 2., .5])")]:
            f.case("nll_loss($x, ints({0, 1, 2, 0, 1, 1, 0, -100}).view({2, 2, 2}), "
                   "%s, %d).output" % (w, red),
                   "F.nll_loss($x, L([0, 1, 2, 0, 1, 1, 0, -100]).view(2, 2, 2), %s, "
                   "reduction='%s')" % (pw, name),
                   (2, 3, 2, 2))
            f.case("nll_loss($x, ints({0, 1, 2, 0}).view({2, 2}), %s, %d).output" % (w, red),
                   "F.nll_loss($x, L([0, 1, 2, 0]).view(2, 2), %s, reduction='%s')" % (pw, name),
                   (2, 3, 2))
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
    f.case("nll_loss(x({2, 4}), ints({0, 1}), &weight)",
           "F.nll_loss(X((2, 4)), L([0, 1]), L([1., 2., .5]))")
    f.case("nll_loss(x({2, 3}, kDouble), ints({0, 1}), &weight)",
           "F.nll_loss(X((2, 3), f64), L([0, 1]), L([1., 2., .5]))")
    f.case("nll_loss(x({2, 3, 2}), ints({0, 1}).view({2, 1}))",
           "F.nll_loss(X((2, 3, 2)), L([[0], [1]]))")
    return f
