"""Records what PyTorch computes for pointwise functions, for pointwise_golden_test.cc.

    ATEN_CPU_CAPABILITY=default python3 record_pointwise.py > pointwise.txt

Recorded with PyTorch 1.13.1. The variable selects its code without fused multiply-adds, which the
compiler puts where it likes in the other versions.

Lines of the output:
    vector DTYPE VALUES...                  the inputs used for a dtype
    divisor DTYPE VALUES...                 the same without what an integer cannot be divided by
    unary OP DTYPE -> DTYPE VALUES...       op(vector)
    binary OP DTYPE DTYPE -> DTYPE VALUES...    op(vector[:, None], vector[None, :])
    ternary OP DTYPE -> DTYPE VALUES...     op(vector[:, None, None], vector[:, None], vector)
    promote CATEGORIES OPERAND OPERAND -> DTYPE
and "error TEXT" in the place of the result where the call throws.
"""
import torch

DTYPES = {
    "Byte": torch.uint8, "Char": torch.int8, "Short": torch.int16, "Int": torch.int32,
    "Long": torch.int64, "Float": torch.float32, "Double": torch.float64, "Bool": torch.bool,
}
NAMES = {v: k for k, v in DTYPES.items()}
inf, nan = float("inf"), float("nan")
FLOATS = [0.0, -0.0, 1.0, -1.0, 0.3, -2.5, 3.5, 1e10, -1e-10, inf, -inf, nan]
VECTORS = {
    "Byte": [0, 1, 2, 7, 200, 255], "Char": [0, 1, -1, 3, -7, 127, -128],
    "Short": [0, 1, -1, 5, -300, 32767, -32768],
    "Int": [0, 1, -1, 6, -1000, 2**31 - 1, -2**31],
    "Long": [0, 1, -1, 4, -12345, 2**63 - 1, -2**63], "Bool": [0, 1],
    "Float": FLOATS, "Double": FLOATS,
}
PAIRS = [(d, d) for d in DTYPES] + [
    ("Float", "Long"), ("Int", "Float"), ("Float", "Double"), ("Byte", "Char"), ("Bool", "Short"),
    ("Bool", "Float"), ("Char", "Long")]
UNARY = """neg abs sign square relu floor ceil round trunc frac reciprocal sqrt rsqrt exp exp2
    expm1 log log2 log10 log1p sin cos tan asin acos atan sinh cosh tanh asinh acosh atanh erf erfc
    sigmoid logical_not bitwise_not isnan isinf isfinite""".split()
BINARY = """add sub mul div floor_divide trunc_divide remainder fmod pow maximum minimum fmax fmin
    atan2 hypot copysign logaddexp xlogy eq ne lt le gt ge logical_and logical_or logical_xor
    bitwise_and bitwise_or bitwise_xor""".split()
DIVIDE = ["floor_divide", "trunc_divide", "remainder", "fmod"]
TERNARY = {
    "where": lambda a, b, c: torch.where(a > 0, b, c),
    "clamp": torch.clamp,
    # 2.x extrapolates from the nearer end also for negative weights, 1.13 does not.
    "lerp": lambda a, b, c: torch.lerp(a, b, c if c.dtype == torch.bool else c.abs()),
    "addcmul": lambda a, b, c: torch.addcmul(a, b, c, value=2),
    "addcdiv": lambda a, b, c: torch.addcdiv(a, b, c, value=2),
}


def function(name):
    if name == "trunc_divide":
        return lambda a, b: torch.div(a, b, rounding_mode="trunc")
    return getattr(torch, name)


def text(t):
    if t.dtype == torch.bool or not t.dtype.is_floating_point:
        return " ".join(str(int(v)) for v in t.flatten().tolist())
    digits = "%.9g" if t.dtype == torch.float32 else "%.17g"
    return " ".join(digits % v for v in t.flatten().tolist())


def result(f, *args):
    try:
        r = f(*args)
    except RuntimeError as e:
        return "error " + str(e).split("\n")[0]
    return NAMES[r.dtype] + " " + text(r)


def tensor(dtype, values=VECTORS):
    return torch.tensor(values[dtype], dtype=DTYPES[dtype])


# No zero; and no -1, by which PyTorch's division of the smallest integer crashes.
DIVISORS = {
    d: v if d in ("Float", "Double", "Bool")
    else [x for x in v if x not in (0, -1)] + [-3] * (v[2] < 0)
    for d, v in VECTORS.items()}

for d in DTYPES:
    print("vector", d, text(tensor(d)))
for d in DTYPES:
    print("divisor", d, text(tensor(d, DIVISORS)))
for op in UNARY:
    for d in DTYPES:
        print("unary", op, d, "->", result(function(op), tensor(d)))
for op in BINARY:
    for a, b in PAIRS:
        if op in DIVIDE and b == "Bool":
            continue
        # An integer is converted for a floating quotient, so that a zero divides well.
        divisors = DIVISORS if op in DIVIDE else VECTORS
        print("binary", op, a, b, "->",
              result(function(op), tensor(a)[:, None], tensor(b, divisors)[None, :]))
for op, f in TERNARY.items():
    for d in ("Float", "Double", "Int", "Byte", "Bool"):
        v = tensor(d)[:7]
        print("ternary", op, d, "->", result(f, v[:, None, None], v[:, None], v))

# Dimensioned arrays (D), 0-dim arrays (Z) and numbers (N) against one another.
NUMBERS = {"Double": 2.5, "Long": 2, "Bool": True}


def operand(category, d):
    if category == "N":
        return NUMBERS[d]
    return torch.ones([2] if category == "D" else [], dtype=DTYPES[d])


for default in (torch.float32, torch.float64):
    torch.set_default_dtype(default)
    for categories in ("DD", "DZ", "ZZ", "DN", "ZN", "NN"):
        for a in NUMBERS if categories[0] == "N" else DTYPES:
            for b in NUMBERS if categories[1] == "N" else DTYPES:
                r = torch.result_type(operand(categories[0], a), operand(categories[1], b))
                print("promote", NAMES[default], categories, a, b, "->", NAMES[r])
