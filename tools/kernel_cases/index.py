"""Indexing: reads, writes and their errors."""

import torch
import torch.nn.functional as F  # used by the cases

from kernel_cases.recorder import (  # some only by the expressions
    DTYPES, Family, L, NAN, X, b8, f64, i16, i32, i64, u8)


def in_place(function, x, args):
    """(C++, Python) for a function that writes its first argument: both yield that argument."""
    cpp = "after(clone(%s), [&](const Array& a) { %s(a, %s); })" % (x[0], function[0], args[0])
    return cpp, "%s.clone().%s(%s)" % (x[1], function[1], args[1])


def indexing():
    f = Family("index", globals())

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
            f.case("index_select($x, %d, ints({1, 0, 1}))" % d,
                   "$x.index_select(%d, L([1, 0, 1]))" % d,
                   ((2, 3, 4), dtype), dtype == torch.float32)
        f.case("gather($x, 1, ints({0, 2, 1, 0}).view({2, 2}))",
               "$x.gather(1, L([[0, 2], [1, 0]]))",
               ((2, 3), dtype), dtype == torch.float32)
        f.case("masked_select($x, x({2, 3}, kBool))", "$x.masked_select(X((2, 3), b8))",
               ((2, 3), dtype))
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
    f.case("index_select(x({2, 3}), 0, ints({0}).view({1, 1}))",
           "X((2, 3)).index_select(0, L([[0]]))")
    f.case("index_select(x({2, 3}), 0, floats({0}))", "X((2, 3)).index_select(0, L([0.]))")

    add, copy_ = ("index_add", "index_add_"), ("index_copy", "index_copy_")
    for d, sizes in [(0, (3, 2, 4)), (1, (2, 3, 4)), (2, (2, 3, 3))]:
        src = list((3, 2, 4) if d == 0 else (2, 3, 4) if d == 1 else (2, 3, 3))
        src[d] = 3
        c, p = "x({%s})" % ", ".join(map(str, src)), "X(%r)" % (tuple(src),)
        put(add, sizes, ("%d, ints({2, 0, 2}), %s" % (d, c), "%d, L([2, 0, 2]), %s" % (d, p)))
        put(copy_, sizes, ("%d, ints({2, 0, 2}), %s" % (d, c), "%d, L([2, 0, 2]), %s" % (d, p)))
    put(add, (3, 4), ("0, ints({1, 1}), x({2, 4}), -1.5", "0, L([1, 1]), X((2, 4)), alpha=-1.5"))
    put(add, (3, 4),
        ("0, ints({1, 1}), x({2, 4}, kLong), 3", "0, L([1, 1]), X((2, 4), i64), alpha=3"), i64)
    put(add, (3, 4), ("0, ints({1, 1}), x({2, 4}, kBool)", "0, L([1, 1]), X((2, 4), b8)"), b8)
    put(add, (3,), ("0, ints({1}).view({}), x({})", "0, L(1), X(())"))
    put(add, (), ("0, ints({0, 0}), x({2})", "0, L([0, 0]), X((2,))"))
    bad = [("0, ints({3}), x({1, 4})", "0, L([3]), X((1, 4))"),
           ("0, ints({-1}), x({1, 4})", "0, L([-1]), X((1, 4))"),
           ("0, ints({0}), x({2, 4})", "0, L([0]), X((2, 4))"),
           ("0, ints({0}), x({1, 3})", "0, L([0]), X((1, 3))"),
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
    cpp, py = in_place(copy_, ("x({3})", "X((3,))"),
                       ("0, ints({0, 1}), x({})", "0, L([0, 1]), X(())"))
    f.case(cpp, py)

    # gather, scatter
    f.case("gather($x, 0, ints({0, 1, 1, 0}).view({2, 2}))", "$x.gather(0, L([[0, 1], [1, 0]]))",
           (2, 3))
    f.case("gather($x, 1, ints({2, 0}).view({1, 2, 1}))", "$x.gather(1, L([[[2], [0]]]))",
           (2, 3, 4))
    f.case("gather($x, 0, ints({}))", "$x.gather(0, L([]).long())", (2, 3))
    f.case("gather(x({}), 0, ints({0, 0}))", "X(()).gather(0, L([0, 0]))")
    f.case("gather(x({3}), 0, ints({1}).view({}))", "X((3,)).gather(0, L(1))")
    for c, p in [("0, ints({2, 1}).view({1, 2})", "0, L([[2, 1]])"),
                 ("0, ints({-1}).view({1, 1})", "0, L([[-1]])"),
                 ("0, ints({1}, kInt).view({1, 1})", "0, L([[1]], dtype=i32)"),
                 ("0, ints({1})", "0, L([1])"),
                 ("1, ints({0, 0, 0}).view({3, 1})", "1, L([[0], [0], [0]])")]:
        f.case("gather(x({2, 3}), %s)" % c, "X((2, 3)).gather(%s)" % p)
    sc, sa = ("scatter", "scatter_"), ("scatter_add", "scatter_add_")
    for function in [sc, sa]:
        put(function, (3, 4),
            ("0, ints({0, 1, 0, 2}).view({2, 2}), x({2, 2})", "0, L([[0, 1], [0, 2]]), X((2, 2))"))
        put(function, (3, 4),
            ("1, ints({3, 3}).view({2, 1}), x({3, 2})", "1, L([[3], [3]]), X((3, 2))"))
        put(function, (2, 3, 2),
            ("-1, ints({0, 1}).view({1, 1, 2}), x({2, 2, 2})", "-1, L([[[0, 1]]]), X((2, 2, 2))"))
        put(function, (3, 4), ("0, ints({}), x({2})", "0, L([]).long(), X((2,))"))
        put(function, (3,), ("0, ints({1, 1}), x({2}, kLong)", "0, L([1, 1]), X((2,), i64)"), i64)
        for c, p in [("0, ints({3}).view({1, 1}), x({1, 1})", "0, L([[3]]), X((1, 1))"),
                     ("0, ints({-1}).view({1, 1}), x({1, 1})", "0, L([[-1]]), X((1, 1))"),
                     ("0, ints({1}).view({1, 1}), x({1, 1}, kDouble)",
                      "0, L([[1]]), X((1, 1), f64)"),
                     ("0, ints({1}, kInt).view({1, 1}), x({1, 1})",
                      "0, L([[1]], dtype=i32), X((1, 1))"),
                     ("0, ints({1}), x({1})", "0, L([1]), X((1,))"),
                     ("0, ints({1, 1}).view({1, 2}), x({1, 1})", "0, L([[1, 1]]), X((1, 1))"),
                     ("0, ints({0, 0, 0, 0, 0}).view({1, 5}), x({1, 5})",
                      "0, L([[0, 0, 0, 0, 0]]), X((1, 5))")]:
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
    f.case("masked_select($x, ints({1, 0, 1}, kBool))", "$x.masked_select(L([True, False, True]))",
           (2, 3))
    f.case("masked_select($x, x({4, 2, 3}, kBool))", "$x.masked_select(X((4, 2, 3), b8))", (2, 3))
    f.case("masked_select($x, ints({1, 0, 2}, kByte))", "$x.masked_select(L([1, 0, 2], dtype=u8))",
           (2, 3))
    f.case("masked_select($x, ints({1, 0, 1}, kByte))", "$x.masked_select(L([1, 0, 1], dtype=u8))",
           (2, 3))
    f.case("masked_select(x({}), ints({1}, kBool).view({}))", "X(()).masked_select(L(True))")
    f.case("masked_select(x({2, 3}), x({2, 3}))", "X((2, 3)).masked_select(X((2, 3)))")
    f.case("masked_select(x({2, 3}), x({2}, kBool))", "X((2, 3)).masked_select(X((2,), b8))")
    ms = ("masked_scatter", "masked_scatter_")
    put(ms, (3, 4), ("x({3, 4}, kBool), x({12})", "X((3, 4), b8), X((12,))"))
    put(ms, (3, 4),
        ("ints({1, 0, 0, 1}, kBool), x({2, 3})", "L([True, False, False, True]), X((2, 3))"))
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
                 ("ints({1}), x({1}, kLong)", "L([1]), X((1,), i64)"),
                 ("floats({1}), x({1})", "L([1.]), X((1,))")]:
        cpp, py = in_place(pt, ("x({2, 3})", "X((2, 3))"), (c + ", false", p))
        f.case(cpp, py)

    # advanced indexing
    n, a1, a2 = ("kAll", "slice(None)"), ("ints({0, 1})", "L([0, 1])"), ("ints({1, -1})",
                                                                         "L([1, -1])")
    col = ("ints({0, 1}).view({2, 1})", "L([[0], [1]])")
    row = ("ints({1, 0, 1})", "L([1, 0, 1])")
    m2, m34 = ("ints({0, 1}, kBool)", "L([False, True])"), ("x({3, 4}, kBool)", "X((3, 4), b8)")
    u3 = ("ints({1, 0, 1}, kByte)", "L([1, 0, 1], dtype=u8)")
    s0 = ("ints({1}).view({})", "L(1)")
    none = ("ints({})", "L([]).long()")
    accumulate = {"false": "False", "true": "True"}
    for entries in [[a1], [n, a1], [n, a1, a2], [a1, n, a2], [n, a1, n, a2], [col, row],
                    [n, col, row],
                    [col, n, n, row], [m2], [n, m34], [m2, n, a1], [m2, a2], [n, u3], [s0],
                    [n, s0, s0],
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
    for c, p in [("ints({5})", "L([5])"), ("kAll, ints({-4})", "None, L([-4])"),
                 ("ints({0, 1, 1}, kBool)", "L([False, True, True])"),
                 ("kAll, ints({0, 1}, kBool)", "None, L([False, True])"),
                 ("ints({0, 1}), ints({0, 1, 2})", "L([0, 1]), L([0, 1, 2])"),
                 ("ints({0}), ints({0}), ints({0})", "L([0]), L([0]), L([0])")]:
        f.case("index(x({2, 3}), {%s})" % c, "%s(X((2, 3)), [%s])" % (aten, p))
    for c, p in [("{ints({0, 1})}, x({2})", "(L([0, 1]),), X((2,))"),
                 ("{ints({0, 1})}, x({3, 3})", "(L([0, 1]),), X((3, 3))"),
                 ("{ints({0})}, x({3}, kDouble)", "(L([0]),), X((3,), f64)"),
                 ("{ints({2})}, x({})", "(L([2]),), X(())")]:
        f.case("after(x({2, 3}), [&](const Array& a) { index_put(a, %s); })" % c,
               "X((2, 3)).index_put_(%s)" % p)
    f.case("after(x({2, 3}, kBool), [&](const Array& a) { "
           "index_put(a, {ints({0, 0})}, x({2, 3}, kBool), true); })",
           "X((2, 3), b8).index_put_((L([0, 0]),), X((2, 3), b8), True)")
    expanded = "after(x({1, 4}).expand({3, 4}), [&](const Array& a) { %s; })"
    f.case(expanded % "scatter(a, 0, ints({0}).view({1, 1}), 1.0)",
           "X((1, 4)).expand(3, 4).scatter_(0, L([[0]]), 1.)")
    f.case(expanded % "index_add(a, 0, ints({0}), x({1, 4}))",
           "X((1, 4)).expand(3, 4).index_add_(0, L([0]), X((1, 4)))")
    f.case("after(x({4}), [&](const Array& a) { "
           "index_copy(a, 0, ints({1, 2, 3}), a.narrow(0, 0, 3)); })",
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
