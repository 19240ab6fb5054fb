"""What the families of kernel cases share: their inputs, and how a case becomes a line of C++."""

import os

import torch

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
    def __init__(self, name, scope):
        """`scope`: the names that the Python expressions may use."""
        self.name = name
        self.scope = scope
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
                     "check" + layouts_of + args,
                     "check_error" + layouts_of.replace("(", "<%s>(") + args, "[&](V v)")

    def _record(self, cpp, py, check, check_error, function):
        try:
            result = eval(py, self.scope)
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
