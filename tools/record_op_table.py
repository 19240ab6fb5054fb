#!/usr/bin/python3
"""Records what PyTorch computes for the rows of the operation table.

Usage: record_op_table.py [family...]      (all families if none is named)

Reads the rows in autograd/op_table/rows_<family>.cc (row.h describes them), makes their inputs,
evaluates them with PyTorch 1.13 and writes autograd/op_table/testdata/<family>.txt, which the tests
compare with. Run it after adding or changing a row.

One case per sample in float64, with gradients; for some samples also one per dtype. The lines:
  row NAME / expression TEXT / domains TEXT / samples TEXT      as in the row
  case SAMPLE
  in DTYPE SIZES VALUES...       an input; const instead of in: it does not require grad
  out DTYPE SIZES STRIDES STRIDES_T NODE VALUES...   STRIDES_T: those for transposed inputs;
                                                     NODE: name of the grad_fn, or -
  gout DTYPE SIZES VALUES...     the incoming gradient of each output that requires grad
  grad VALUES... or grad none    the gradient of each floating input
  refused TEXT                   instead of grad, when PyTorch's backward pass throws
  error TEXT                     instead of out, when PyTorch refuses the inputs
Sizes are 2x3, or s for 0-dim. Numbers are the shortest decimals that read back as the same value.
"""

import math
import os
import random
import re
import struct
import sys
import warnings
import zlib

import torch
import torch.nn.functional as F

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'autograd', 'op_table')
DTYPES = {'f64': torch.float64, 'f32': torch.float32, 'i64': torch.int64, 'i32': torch.int32,
          'i16': torch.int16, 'i8': torch.int8, 'u8': torch.uint8, 'bool': torch.bool}
NAMES = {dtype: name for name, dtype in DTYPES.items()}
FLOATING = ('any', 'pos', 'big', 'unit', 'above', 'share', 'prob')

# Names for lists of samples that many rows use.
SETS = {
    '@unary': '2x3 s 4 0x3 2x1x3',
    '@in_place': '2x3 s 0x3',
    '@pair': '2x3,2x3 2x3,3 2x1,1x3 2x3,s s,2x3 s,s 0x3,3 3,2x1x3',
    '@in_place_pair': '2x3,2x3 2x3,3 2x3,s 0x3,3',
    '@triple': '2x3,2x3,2x3 2x3,3,2x1 1x3,2x1,s s,2x3,3 s,s,s 0x3,3,s',
    '@reduce': '2x3 s 4 0x3 2x3x4',
    '@reduce_dim': '2x3 s 4 0x3 3x0 2x3x4',
    '@reduce_dim_values': '2x3 s 4 0x3 2x3x4',
    '@reduce_dims': '2x3 2x3x4 0x3',
}

# For transposed tensors, PyTorch 1.13's masked_scatter_ takes the source's elements in the order of
# the memory (its own gradcheck fails); the results for contiguous inputs are recorded.
WRONG_WHEN_TRANSPOSED = {'masked_select', 'masked_scatter_in_place'}

# Nodes whose numbers PyTorch 2 changed: reshape is a view now, squeeze got an overload for several
# dims, which moved the in-place form; prelu became a kernel for aligned weights; as_strided with
# symbolic sizes is no other function any more.
RENAMED = {'ReshapeAliasBackward0': 'ViewBackward0', 'SqueezeBackward3': 'SqueezeBackward4',
           'PreluBackward0': 'PreluKernelBackward0', 'AsStridedBackward1': 'AsStridedBackward0'}

# The text of norm for integers, in the words of PyTorch 2.
OLD_NORM = re.compile(r'norm\(\): input dtype should be either floating point or complex\. '
                      r'Got (\w+) instead\.')
NEW_NORM = r'linalg.vector_norm: Expected a floating point or complex tensor as input. Got \1'

# Combinations of dtypes for operations of two inputs: equal ones, and mixed ones for promotion.
PAIRS = ['f32 f32', 'i64 i64', 'i32 i32', 'i16 i16', 'i8 i8', 'u8 u8', 'bool bool', 'f32 f64',
         'i64 f32', 'i32 i64', 'u8 i8', 'u8 i16', 'bool u8']
SCALAR_PAIRS = ['f32 f64', 'f64 f32', 'i64 f32', 'i32 f64', 'u8 i64', 'i64 bool', 'bool i32']


def read_rows(family):
    with open(os.path.join(ROOT, 'rows_%s.cc' % family)) as f:
        text = f.read()
    literal = r'((?:"(?:[^"\\]|\\.)*"\s*)+)'
    pattern = re.compile(r'\bRow\(\s*' + r',\s*'.join([literal] * 4) + ',')
    starts = list(pattern.finditer(text))
    for i, m in enumerate(starts):
        end = starts[i + 1].start() if i + 1 < len(starts) else len(text)
        fields = [''.join(re.findall(r'"((?:[^"\\]|\\.)*)"', part)) for part in m.groups()]
        yield fields + ['contiguous_only' not in text[m.end():end]]


def parse_shape(text):
    return [] if text == 's' else [int(n) for n in text.split('x')]


def shape_text(sizes):
    return 'x'.join(str(n) for n in sizes) or 's'


def floats(domain, count, place, rng):
    """`count` different multiples of 1/256 that are 4 + place modulo 8: exact, away from 0, from
    the integers, and from those of another place."""
    def grid(low, high):
        return [(8 * k + 4 + place) / 256 for k in range(low, high)]
    choice = {'any': grid(-64, 63), 'pos': grid(8, 128), 'unit': grid(-30, 29),
              'above': grid(33, 95), 'prob': grid(1, 120),
              'share': grid(2, 30),
              'big': grid(-128, -8) + grid(8, 128)}[domain]
    while len(choice) < count:
        choice = choice + choice
    return rng.sample(choice, count)


def integers(domain, count, dtype, rng):
    low, high = {'any': (-5, 5), 'pos': (1, 5), 'unit': (-1, 1), 'above': (2, 4),
                 'prob': (0, 3), 'share': (0, 1), 'big': (-5, 5)}[domain]
    if dtype == 'bool':
        low, high = (0, 1) if low <= 0 and domain != 'big' else (1, 1)
    elif dtype == 'u8' and low < 0:
        low, high = 0, high - low
    values = [v for v in range(low, high + 1) if domain != 'big' or v != 0]
    return [rng.choice(values) for _ in range(count)]


def make_input(domain, sizes, dtype, place, rng):
    count = math.prod(sizes)
    number = re.match(r'([a-z]+)<(\d+)>$', domain)
    if domain == 'mask':
        t = torch.tensor([rng.random() < 0.5 for _ in range(count)], dtype=torch.bool)
    elif domain == 'permutation':
        t = torch.tensor(rng.sample(range(count), count), dtype=torch.int64)
    elif number:
        n = int(number.group(2))
        low = -n if number.group(1) == 'negative' else 0
        t = torch.tensor([rng.randrange(low, n) for _ in range(count)], dtype=torch.int64)
    elif DTYPES[dtype].is_floating_point:
        t = torch.tensor(floats(domain, count, place, rng), dtype=torch.float64)
        if domain == 'prob' and count:
            t = t.reshape(sizes)
            t = t / t.sum(-1, keepdim=True)
        t = t.to(DTYPES[dtype])
    else:
        t = torch.tensor(integers(domain, count, dtype, rng)).to(DTYPES[dtype])
    return t.reshape(sizes)


def number(v, dtype):
    if dtype == torch.bool:
        return str(int(v))
    if not dtype.is_floating_point:
        return str(v)
    if math.isnan(v) or math.isinf(v):
        return str(v)
    if dtype == torch.float32:
        for digits in range(1, 10):
            text = '%.*g' % (digits, v)
            if struct.unpack('f', struct.pack('f', float(text)))[0] == v:
                return text
    text = repr(v)
    return text[:-2] if text.endswith('.0') else text


def values(t):
    return ''.join(' ' + number(v, t.dtype) for v in t.reshape(-1).tolist())


def tensor_text(t):
    return '%s %s%s' % (NAMES[t.dtype], shape_text(t.shape), values(t))


def transposed(t):
    dims = list(range(t.dim()))[::-1]
    return t.permute(dims).contiguous().permute(dims)


def stepped(t):
    if t.dim() == 0:
        return t
    wide = torch.zeros(list(t.shape[:-1]) + [2 * t.shape[-1] + 1], dtype=t.dtype)
    part = wide[..., 1::2]
    part.copy_(t)
    return part


def with_memory(g):
    """PyTorch has zeros without memory, which cannot be read."""
    return torch.zeros(g.shape, dtype=g.dtype) if g is not None and torch._is_zerotensor(g) else g


class Evaluated:
    def __init__(self, code, inputs, constants, gout_rng):
        self.inputs = [t.detach().requires_grad_(t.is_floating_point() and not c)
                       for t, c in zip(inputs, constants)]
        scope = dict(zip('abcd', self.inputs))
        out = eval(code, {'torch': torch, 'F': F, 'inf': math.inf, 'nan': math.nan}, scope)
        self.outputs = list(out) if isinstance(out, (tuple, list)) else [out]
        for t in self.outputs:
            t.reshape(-1).tolist()  # an integer tensor with a history throws only when used
        self.gouts, self.grads = [], []
        roots = [t for t in self.outputs if t.requires_grad]
        for t in roots:
            # Never ones, else a rule that forgets the incoming gradient would pass.
            g = torch.tensor(floats('any', t.numel(), 2, gout_rng), dtype=torch.float64)
            self.gouts.append(g.to(t.dtype).reshape(t.shape))
        self.refused = None
        if roots:
            wanted = [t for t in self.inputs if t.requires_grad]
            try:
                self.grads = [with_memory(g) for g in torch.autograd.grad(
                    roots, wanted, self.gouts, allow_unused=True)]
            except RuntimeError as e:
                self.refused = str(e).split('\n')[0]


def same(x, y, inputs):
    coarse = any(t.dtype == torch.float32 for t in [x] + inputs)
    tolerance = 1e-5 if coarse else 1e-11
    return (x.dtype == y.dtype and x.shape == y.shape and
            torch.allclose(x.double(), y.double(), tolerance, tolerance, equal_nan=True))


def record_case(lines, code, sample, inputs, constants, seed, any_layout, label):
    given = ['%s %s' % ('const' if c else 'in', tensor_text(t)) for c, t in zip(constants, inputs)]
    try:
        plain = Evaluated(code, inputs, constants, random.Random(seed))
    except (RuntimeError, IndexError, ValueError, TypeError, NotImplementedError) as e:
        if 'INTERNAL ASSERT' not in str(e):  # a failure of PyTorch's own
            lines += ['case ' + sample] + given + [
                'error ' + OLD_NORM.sub(NEW_NORM, str(e).split('\n')[0])]
        return
    lines += ['case ' + sample] + given
    turned = plain
    if any_layout:
        turned = Evaluated(code, [transposed(t) for t in inputs], constants, random.Random(seed))
        gaps = Evaluated(code, [stepped(t) for t in inputs], constants, random.Random(seed))
        for other in (turned, gaps):
            for x, y in list(zip(plain.outputs + list(plain.grads),
                                 other.outputs + list(other.grads))):
                assert (x is None or same(x, y, inputs) or
                        label.split()[0] in WRONG_WHEN_TRANSPOSED), (
                            '%s: values or gradients depend on the layout' % label)
    for t, u in zip(plain.outputs, turned.outputs):
        node = type(t.grad_fn).__name__ if t.grad_fn is not None else '-'
        node = RENAMED.get(node, node)
        lines.append('out %s %s %s %s %s%s' % (NAMES[t.dtype], shape_text(t.shape),
                                               shape_text(t.stride()), shape_text(u.stride()),
                                               node, values(t)))
    for g in plain.gouts:
        lines.append('gout ' + tensor_text(g))
    if plain.refused:
        lines.append('refused ' + plain.refused)
    for g in plain.grads:
        lines.append('grad none' if g is None else 'grad' + values(g))


def combinations(domains, shapes, first):
    """The dtypes to record besides float64, for the castable inputs."""
    castable = [i for i, d in enumerate(domains) if d in FLOATING]
    if not castable:
        return []
    if len(castable) == 2 and sorted(map(len, shapes))[0] == 0 and len(set(map(len, shapes))) == 2:
        return SCALAR_PAIRS
    if not first:
        return []
    if len(castable) == 2:
        return PAIRS
    return [' '.join([d] * len(castable)) for d in DTYPES if d != 'f64']


def record(family):
    lines = ['# Recorded with PyTorch %s by tools/record_op_table.py.' % torch.__version__[:4]]
    count = 0
    for name, expression, domains_text, samples, any_layout in read_rows(family):
        lines += ['row ' + name, 'expression ' + expression, 'domains ' + domains_text,
                  'samples ' + samples]
        code = compile(expression, name, 'eval')
        domains = domains_text.split()
        constants = [d.startswith('const_') for d in domains]
        domains = [d.replace('const_', '') for d in domains]
        for n, sample in enumerate(SETS.get(samples, samples).split()):
            shapes = [parse_shape(s) for s in sample.split(',')]
            assert len(shapes) == len(domains), '%s: %s' % (name, sample)
            for combination in [None] + combinations(domains, shapes, n == 0):
                given = (combination or ' '.join(['f64'] * len(domains))).split()
                seed = zlib.crc32(('%s %s %d %s' % (family, name, n, combination)).encode())
                rng = random.Random(seed)
                dtypes = [given.pop(0) if d in FLOATING else '' for d in domains]
                inputs = [make_input(d, s, t, i, rng)
                          for i, (d, s, t) in enumerate(zip(domains, shapes, dtypes))]
                label = '%s %s %s' % (name, sample, combination)
                record_case(lines, code, sample, inputs, constants, seed + 1, any_layout, label)
                count += 1
    path = os.path.join(ROOT, 'testdata', family + '.txt')
    with open(path, 'w') as f:
        f.write('\n'.join(lines) + '\n')
    print('%s: %d cases, %d KB' % (family, count, os.path.getsize(path) // 1024))


def main():
    warnings.simplefilter('ignore')
    families = sys.argv[1:] or sorted(
        f[5:-3] for f in os.listdir(ROOT) if f.startswith('rows_') and f.endswith('.cc'))
    for family in families:
        record(family)


if __name__ == '__main__':
    main()
