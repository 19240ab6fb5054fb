"""Records how PyTorch prints tensors, for tensor/print/testdata/random_tensors.txt.

  python3 tools/record_printing.py > tensor/print/testdata/random_tensors.txt
Recorded with PyTorch 1.13.1. Needs g++ and libtorch's headers too: a program made here prints the
same tensors with operator<<.

Each record is
  tensor DTYPE | SIZES | STRIDES
  storage ELEMENTS           floats as big-endian hexadecimal bytes
  options PRECISION THRESHOLD EDGEITEMS LINEWIDTH SCI_MODE
  suffix TEXT                "requires_grad=True", "grad_fn=<...>"; may be absent
  python LINES               followed by that many lines of repr()
  libtorch LINESIZE LINES    followed by that many lines
"""
import pathlib
import random
import struct
import subprocess
import tempfile
import warnings

import torch

warnings.simplefilter('ignore')
INTEGERS = (torch.int64, torch.int32, torch.int16, torch.int8, torch.uint8, torch.bool)
SHAPES = [(), (1,), (5,), (17,), (40,), (3, 4), (2, 11), (12, 2), (1, 30), (2, 3, 4), (3, 1, 2),
          (2, 2, 3, 2), (1, 2, 1, 2, 3), (0,), (2, 0, 3)]


def random_values(shape, rng):
    """Doubles of different characters: integers, fractions, wide and narrow magnitudes."""
    n = torch.Size(shape).numel()
    kind = rng.randrange(8)
    normal = torch.randn(n, dtype=torch.float64)
    if kind == 0:
        v = (normal * 10 ** rng.randrange(0, 9)).round()
    elif kind == 1:
        v = normal * 10. ** rng.randrange(-6, 7)
    elif kind == 2:
        v = normal * torch.pow(10., torch.randint(-5, 6, (n,)).double())
    elif kind == 3:
        v = normal.abs() * 10. ** rng.randrange(-2, 3)
    elif kind == 4:
        v = torch.pow(10., torch.randint(-4, 5, (n,)).double())
    elif kind == 5:
        v = normal * 10. ** rng.choice([-30, -9, 9, 20, 30])
    elif kind == 6:
        v = (normal * 3).round() / 2
    else:
        v = normal.round() * 1000
    if n and rng.random() < .3:
        special = torch.tensor([float('nan'), float('inf'), -float('inf'), 0., -0.]).double()
        where = torch.rand(n) < .3
        v[where] = special[torch.randint(0, 5, (n,))][where]
    return v.reshape(shape)


def random_layout(t, rng):
    if t.dim() < 1 or t.numel() == 0:
        return t
    choice = rng.randrange(5)
    if choice == 0 and t.dim() > 1:
        return t.transpose(0, -1)
    if choice == 1:
        return t.repeat_interleave(2, dim=-1)[..., ::2]
    if choice == 2:
        return torch.cat([t, t])[t.size(0):]
    if choice == 3 and t.dim() > 1:
        return t[:1].expand_as(t)
    return t


def random_integers(shape, dtype):
    if dtype == torch.bool:
        return torch.rand(shape) < .5
    info = torch.iinfo(dtype)
    high = min(info.max, 10 ** random.randrange(1, 19))
    return torch.randint(max(info.min, -high), high, shape, dtype=dtype)


def cases():
    rng = random.Random(20)
    random.seed(21)
    torch.manual_seed(22)
    result = []
    for i in range(75):
        shape = SHAPES[i % len(SHAPES)]
        if i % 3 == 2:
            t = random_integers(shape, INTEGERS[i // 3 % len(INTEGERS)])
        else:
            t = random_values(shape, rng).to(torch.float64 if i % 3 else torch.float32)
        result.append((random_layout(t, rng), {}))
    # Summaries, and options.
    result.append((torch.arange(1001.) / 7, {}))
    result.append(((torch.arange(1050) * 37 % 1009).reshape(3, 350).t(), {}))
    small = [(20,), (7, 6), (3, 9, 8), (6, 7), (2, 2, 5)]
    for i in range(25):
        t = random_layout(random_values(small[i % 5], rng), rng)
        options = {'precision': rng.choice([1, 2, 4, 7]), 'threshold': rng.choice([5, 1000]),
                   'edgeitems': rng.choice([1, 2, 3]), 'linewidth': rng.choice([30, 80, 120]),
                   'sci_mode': rng.choice([None, None, True, False])}
        result.append((t.float() if i % 2 else t, options))
    for i in range(20):
        t = random_values((rng.randrange(1, 25),),
                          rng).to(rng.choice([torch.float32, torch.float64]))
        t.requires_grad_()
        result.append((t if i % 2 else t * 2, {}))
    return result


PRINTER = r'''
#include <torch/torch.h>
#include <fstream>
#include <iostream>
#include <iterator>
int main(int, char** argv) {
  std::ifstream in(argv[1], std::ios::binary);
  std::vector<char> bytes((std::istreambuf_iterator<char>(in)), {});
  int i = 0;
  const at::IValue list = torch::pickle_load(bytes);
  for (const at::IValue& v : list.toListRef()) {
    at::print(std::cout, v.toTensor(), i++ % 4 == 3 ? 40 : 80);
    std::cout << '\1';
  }
}
'''


def libtorch_texts(tensors):
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        (folder / 'printer.cc').write_text(PRINTER)
        torch.save(tensors, folder / 'tensors.pt')
        subprocess.run(['g++', '-O0', '-std=c++17', 'printer.cc', '-o', 'printer',
                        '-I/usr/include/torch/csrc/api/include', '-ltorch', '-ltorch_cpu', '-lc10'],
                       cwd=folder, check=True)
        out = subprocess.run(['./printer', 'tensors.pt'], cwd=folder, check=True,
                             capture_output=True, text=True).stdout
    return out.split('\1')[:-1]


def storage_of(t):
    end = 1 + sum((n - 1) * s for n, s in zip(t.size(), t.stride())) if t.numel() else 0
    flat = t.detach().as_strided((end,), (1,))
    if t.dtype == torch.float32:
        return [struct.pack('>f', v).hex() for v in flat.tolist()]
    if t.dtype == torch.float64:
        return [struct.pack('>d', v).hex() for v in flat.tolist()]
    return [str(int(v)) for v in flat.tolist()]


def suffix_of(t):
    if t.grad_fn is not None:
        return f'grad_fn=<{type(t.grad_fn).__name__}>'
    return 'requires_grad=True' if t.requires_grad else None


def show(kind, text):
    lines = text.split('\n')
    print(kind, len(lines))
    print(text)


recorded = cases()
plain = libtorch_texts([t.detach() for t, _ in recorded])
for i, ((t, options), text) in enumerate(zip(recorded, plain)):
    torch.set_printoptions(profile='default')
    torch.set_printoptions(**options)
    o = torch._tensor_str.PRINT_OPTS
    print('tensor', str(t.dtype).split('.')[1], '|', *t.size(), '|', *t.stride())
    print('storage', *storage_of(t))
    print('options', o.precision, o.threshold, o.edgeitems, o.linewidth, o.sci_mode)
    if suffix_of(t):
        print('suffix', suffix_of(t))
    show('python', repr(t))
    show(f'libtorch {40 if i % 4 == 3 else 80}', text)
