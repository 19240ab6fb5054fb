"""Records what PyTorch draws, for tensor/random/testdata.

Run it once per set of CPU kernels:
  ATEN_CPU_CAPABILITY=avx2    python3 tools/record_random.py > golden_rng_avx2.json
  ATEN_CPU_CAPABILITY=default python3 tools/record_random.py > golden_rng_default.json
Recorded with PyTorch 1.13.1 (CPU, OpenBLAS, no MKL). Floats are their bytes in hexadecimal, big
endian; every tensor is listed in row-major order of its indices.
"""
import json
import struct
import sys

import torch
from torch import empty, float32, float64, int8, int16, int32, int64, uint8, tensor


def values(t):
    t = t.detach().contiguous().reshape(-1)
    if t.dtype == float32:
        return [struct.pack('>f', v).hex() for v in t.tolist()]
    if t.dtype == float64:
        return [struct.pack('>d', v).hex() for v in t.tolist()]
    return [int(v) for v in t.tolist()]


WEIGHTS = [.1, .2, .3, .4]


def shuffled_loader():
    loader = torch.utils.data.DataLoader(list(range(10)), batch_size=10, shuffle=True)
    return next(iter(loader))


def cached_normal():
    torch.randn(3)
    torch.randn(16)
    return torch.randn(1)


# What a user of the library meets first.
BASIC = {
    'words32': lambda: empty(0, dtype=int64),
    'randint_0_2^16_x8': lambda: torch.randint(0, 2**16, (8,)),
    'rand_f32_5': lambda: torch.rand(5),
    'rand_f64_3': lambda: torch.rand(3, dtype=float64),
    'randn_f32_5': lambda: torch.randn(5),
    'randn_f32_16': lambda: torch.randn(16),
    'randn_f32_17': lambda: torch.randn(17),
    'randn_f64_17': lambda: torch.randn(17, dtype=float64),
    'uniform_-2_3_f32_5': lambda: empty(5).uniform_(-2, 3),
    'normal_2_3_f32_5': lambda: empty(5).normal_(2, 3),
    'normal_2_3_f32_16': lambda: empty(16).normal_(2, 3),
    'randint_-5_5_8': lambda: torch.randint(-5, 5, (8,)),
    'randint_0_2^40_3': lambda: torch.randint(0, 2**40, (3,)),
    'randperm_10': lambda: torch.randperm(10),
    'bernoulli_0.3_10': lambda: empty(10, dtype=int64).bernoulli_(0.3),
    'dropout_ones10_p0.4': lambda: torch.nn.functional.dropout(torch.ones(10), 0.4),
    'exponential_2_f32_4': lambda: empty(4).exponential_(2.0),
    'multinomial_[.1,.2,.3,.4]_3': lambda: torch.multinomial(tensor(WEIGHTS), 3),
    'multinomial_repl_6': lambda: torch.multinomial(tensor(WEIGHTS), 6, replacement=True),
    'Linear(3,2).weight': lambda: torch.nn.Linear(3, 2).weight,
    'Linear(3,2).bias': lambda: torch.nn.Linear(3, 2).bias,
    'Embedding(4,5,pad1)': lambda: torch.nn.Embedding(4, 5, padding_idx=1).weight,
    'Embedding(3,4)': lambda: torch.nn.Embedding(3, 4).weight,
    'DataLoader_shuffle_10': lambda: tensor([int(x) for x in shuffled_loader()]),
    'cached_normal: randn(3);randn(16);randn(1)': cached_normal,
}


def after(draws, last):
    draws()
    return last()


def in_float64(shape, fill):
    return fill(empty(shape, dtype=float64))


def weights(*shape):
    n = torch.Size(shape).numel()
    return ((torch.arange(n) * 7 % 11) / 4.).reshape(shape)


# Layouts, dtypes, every distribution, long streams.
MORE = {
    'rand_f32_2000_last5': lambda: torch.rand(2000)[-5:],
    'rand_f64_700_last5': lambda: torch.rand(700, dtype=float64)[-5:],
    'rand_f64_700_last5 after rand_f32_1': lambda: after(lambda: torch.rand(1),
                                                 lambda: torch.rand(700, dtype=float64)[-5:]),
    'randn_f32_2999_last20': lambda: torch.randn(2999)[-20:],
    'randn_f32_5000_some': lambda: torch.randn(5000)[2040:2060],
    'randn_f64_5000_last20': lambda: torch.randn(5000, dtype=float64)[-20:],
    'uniform_-2.3_3.7_f32_40': lambda: empty(40).uniform_(-2.3, 3.7),
    'uniform_-2.3_3.7_f64_5': lambda: in_float64(5, lambda t: t.uniform_(-2.3, 3.7)),
    'uniform_f32_4x8_transposed': lambda: empty(4, 8).t().uniform_(-1, 2),
    'uniform_f32_8x4_every_2nd_row': lambda: empty(8, 4)[::2].uniform_(-1, 2),
    'uniform_f64_transposed_every_2nd': lambda: in_float64((4, 8), lambda t: t.t()[::2].uniform_()),
    'uniform_f32_transposed_narrow': lambda: empty(4, 8).t()[:, 1:3].uniform_(),
    'uniform_f32_permuted_every_2nd': lambda: empty(3, 4, 2).permute(2, 0, 1)[:, ::2].uniform_(),
    'uniform_f32_size_1_dims': lambda: empty(3, 1, 4).permute(2, 1, 0).uniform_(),
    'uniform_f32_0dim': lambda: empty(()).uniform_(),
    'uniform_f32_same_bounds': lambda: empty(3).uniform_(1.5, 1.5),
    'uniform_then_empty_then_rand': lambda: after(lambda: empty(0, 3).uniform_(),
                                                  lambda: torch.rand(2)),
    'normal_2.3_3.7_f32_5': lambda: empty(5).normal_(2.3, 3.7),
    'normal_2.3_3.7_f32_40': lambda: empty(40).normal_(2.3, 3.7),
    'normal_2.3_3.7_f64_15': lambda: in_float64(15, lambda t: t.normal_(2.3, 3.7)),
    'normal_2.3_3.7_f64_21': lambda: in_float64(21, lambda t: t.normal_(2.3, 3.7)),
    'normal_std0_f32_16': lambda: empty(16).normal_(1.25, 0),
    'normal_f32_4x8_transposed': lambda: empty(4, 8).t().normal_(1, 2),
    'normal_f32_8x8_every_2nd_column': lambda: empty(8, 8)[:, ::2].normal_(),
    'normal_f64_then_f32': lambda: after(lambda: torch.randn(1, dtype=float64),
                                         lambda: torch.randn(2)),
    'normal(mean,std)_f32': lambda: torch.normal(tensor([1., 2.]), tensor([3., 4.])),
    'normal(mean,std)_broadcast': lambda: torch.normal(torch.arange(6.).reshape(6, 1),
                                                       torch.arange(1., 5.) / 3),
    'normal(mean_f32,std_f64)': lambda: torch.normal(tensor([1.1, 2.2]),
                                                     tensor([.7, .3], dtype=float64)),
    'normal(mean_f32,std_f64_0dim)': lambda: torch.normal(tensor([1.1, 2.2]),
                                                          tensor(.7, dtype=float64)),
    'normal(mean_f32_0dim,std_f64_0dim)': lambda: torch.normal(tensor(1.1),
                                                               tensor(.7, dtype=float64)),
    'normal(mean_f64,std_i64)': lambda: torch.normal(tensor([.1, .2], dtype=float64),
                                                     tensor([3, 4])),
    'normal(mean,2.5)': lambda: torch.normal(torch.arange(18.).reshape(2, 9).t() / 7, 2.5),
    'normal(1.1,std)': lambda: torch.normal(1.1, torch.arange(18.).reshape(2, 9).t() / 7),
    'log_normal_f32_5': lambda: empty(5).log_normal_(.5, 1.5),
    'log_normal_f64_5': lambda: in_float64(5, lambda t: t.log_normal_(.5, 1.5)),
    'log_normal_default': lambda: empty(20).log_normal_(),
    'exponential_f64_5': lambda: in_float64(5, lambda t: t.exponential_(.3)),
    'exponential_f32_transposed': lambda: empty(3, 4).t().exponential_(),
    'exponential_0': lambda: empty(3).exponential_(0),
    'cauchy_f32_5': lambda: empty(5).cauchy_(),
    'cauchy_f64_5': lambda: in_float64(5, lambda t: t.cauchy_(2.3, 3.7)),
    'geometric_f32_9': lambda: empty(9).geometric_(.3),
    'geometric_f64_9': lambda: in_float64(9, lambda t: t.geometric_(.01)),
    'geometric_i64_9': lambda: empty(9, dtype=int64).geometric_(1e-6),
    'geometric_i32_9_big': lambda: empty(9, dtype=int32).geometric_(1e-9),
    'geometric_u8_9_big': lambda: empty(9, dtype=uint8).geometric_(1e-3),
    'geometric_i8_9_big': lambda: empty(9, dtype=int8).geometric_(1e-3),
    'geometric_i16_9_big': lambda: empty(9, dtype=int16).geometric_(1e-10),
    'bernoulli_i32': lambda: empty(20, dtype=int32).bernoulli_(.7),
    'bernoulli_bool': lambda: empty(20, dtype=torch.bool).bernoulli_(.7),
    'bernoulli_0_1': lambda: torch.cat([empty(3).bernoulli_(0), empty(3).bernoulli_(1)]),
    'bernoulli(p_f32)': lambda: torch.bernoulli(torch.arange(20.) / 19),
    'bernoulli(p_f64)': lambda: torch.bernoulli(torch.arange(20, dtype=float64) / 19),
    'bernoulli(p_f32_transposed)':
        lambda: torch.bernoulli((torch.arange(20.) / 19).reshape(4, 5).t()),
    'bernoulli_transposed(p_rows)': lambda: empty(5, 4).t().bernoulli_(torch.arange(5.) / 4),
    'bernoulli_i64(p_f64)': lambda: empty(4, 5, dtype=int64).bernoulli_(
        torch.arange(5, dtype=float64) / 4),
    'random_i64': lambda: empty(5, dtype=int64).random_(),
    'random_i32': lambda: empty(5, dtype=int32).random_(),
    'random_i16': lambda: empty(5, dtype=int16).random_(),
    'random_i8': lambda: empty(5, dtype=int8).random_(),
    'random_u8': lambda: empty(5, dtype=uint8).random_(),
    'random_bool': lambda: empty(9, dtype=torch.bool).random_(),
    'random_f32': lambda: empty(5).random_(),
    'random_f64': lambda: in_float64(5, lambda t: t.random_()),
    'random_i64_transposed': lambda: empty(3, 4, dtype=int64).t().random_(),
    'random_10_u8': lambda: empty(9, dtype=uint8).random_(10),
    'random_-100_100_i8': lambda: empty(9, dtype=int8).random_(-100, 100),
    'random_0_2_bool': lambda: empty(9, dtype=torch.bool).random_(0, 2),
    'random_2^31_i64': lambda: empty(5, dtype=int64).random_(0, 2**31),
    'random_2^32_i64': lambda: empty(5, dtype=int64).random_(-7, 2**32 - 7),
    'random_2^32-1_i64': lambda: empty(5, dtype=int64).random_(0, 2**32 - 1),
    'random_all_i32': lambda: empty(5, dtype=int32).random_(-2**31, 2**31),
    'random_2^40_f64': lambda: in_float64(5, lambda t: t.random_(-2**39, 2**40)),
    'random_2^40_f32': lambda: empty(5).random_(-2**39, 2**40),
    'random_odd_bounds_f32': lambda: empty(5).random_(2**24 + 1, 2**26 + 1),
    'random_odd_bounds_f64': lambda: in_float64(5, lambda t: t.random_(-2**54 - 1, 2**55 + 1)),
    'random_max_f32': lambda: empty(5).random_(0, 2**63 - 1),
    'random_5_none_i32': lambda: empty(5, dtype=int32).random_(5, None),
    'random_-5_none_i64': lambda: empty(5, dtype=int64).random_(-5, None),
    'random_-5_none_f32': lambda: empty(5).random_(-5, None),
    'random_lowest_none_i64': lambda: empty(5, dtype=int64).random_(-2**63, None),
    'random_lowest_none_f32': lambda: empty(5).random_(-2**63, None),
    'random_lowest_none_f64': lambda: in_float64(5, lambda t: t.random_(-2**63, None)),
    'randperm_0_1_2': lambda: torch.cat([torch.randperm(0), torch.randperm(1), torch.randperm(2)]),
    'randperm_2000_last9': lambda: torch.randperm(2000)[-9:],
    'randperm_i32': lambda: torch.randperm(20, dtype=int32),
    'randperm_u8_256_last9': lambda: torch.randperm(256, dtype=uint8)[-9:],
    'randperm_f32': lambda: torch.randperm(20, dtype=float32),
    'multinomial_1': lambda: torch.multinomial(tensor(WEIGHTS), 1),
    'multinomial_zeros': lambda: torch.multinomial(tensor([0., 0, 3, 0, 1, 0, 0]), 6),
    'multinomial_2d': lambda: torch.multinomial(weights(3, 10), 4),
    'multinomial_2d_transposed': lambda: torch.multinomial(weights(10, 3).t(), 4),
    'multinomial_2d_sliced': lambda: torch.multinomial(weights(6, 20)[::2, ::2], 4),
    'multinomial_f64': lambda: torch.multinomial(weights(50).double(), 20),
    'multinomial_500_5': lambda: torch.multinomial(weights(500), 5),
    'multinomial_repl_2d': lambda: torch.multinomial(weights(3, 10), 12, replacement=True),
    'multinomial_repl_transposed': lambda: torch.multinomial(weights(10, 3).t(), 4, True),
    'multinomial_repl_f64': lambda: torch.multinomial(weights(50).double(), 20, True),
    'multinomial_repl_1000': lambda: torch.multinomial(weights(1000) / 3, 30, True),
    'state': lambda: after(lambda: torch.randn(3), torch.get_rng_state),
}


def record(seed, table):
    result = {}
    for name, draw in table.items():
        torch.manual_seed(seed)
        result[name] = values(draw())
    return result


capability = torch.__config__.show().split('capability usage: ')[1].split('\n')[0]
out = {'torch': torch.__version__, 'cpu_capability': capability}
for seed in (0, 42, 1234):
    out[f'seed{seed}'] = record(seed, BASIC)
for seed in (42, -1, 2**40 + 7):
    out[f'more, seed{seed}'] = record(seed, MORE)
# JSON with one entry per line.
lines = ['{']
for key, value in out.items():
    if isinstance(value, str):
        lines.append(f' {json.dumps(key)}: {json.dumps(value)},')
        continue
    lines.append(f' {json.dumps(key)}: {{')
    lines += [f'  {json.dumps(k)}: {json.dumps(v)},' for k, v in value.items()]
    lines[-1] = lines[-1][:-1]
    lines.append(' },')
lines[-1] = lines[-1][:-1]
lines.append('}')
sys.stdout.write('\n'.join(lines) + '\n')
