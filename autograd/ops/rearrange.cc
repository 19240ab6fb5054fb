// Repeating, turning and shifting elements.
#include <algorithm>
#include <utility>

#include "gradlab/autograd/graph/tape.h"
#include "gradlab/autograd/ops/copy.h"
#include "gradlab/autograd/ops/factory.h"
#include "gradlab/autograd/ops/index.h"
#include "gradlab/autograd/ops/reduce.h"
#include "gradlab/autograd/ops/shape.h"
#include "gradlab/tensor/error.h"
#include "gradlab/tensor/kernels/concat.h"
#include "gradlab/tensor/kernels/copy.h"

namespace gradlab {

Tensor repeat(const Tensor& t, IntArrayRef repeats, Location at) {
  LocationScope scope(at);
  GRADLAB_CHECK(
      static_cast<int64_t>(repeats.size()) >= t.dim(),
      "Number of dimensions of repeat dims can not be smaller than number of dimensions of "
      "tensor");
  const size_t extra = repeats.size() - t.dim();
  // Written as [r0, n0, r1, n1, ...], which the sizes r0 * n0, r1 * n1, ... then join.
  std::vector<int64_t> paired, joined, with_ones;
  for (size_t i = 0; i < repeats.size(); ++i) {
    const int64_t n = i < extra ? 1 : t.size(static_cast<int64_t>(i - extra));
    paired.insert(paired.end(), {repeats[i], n});
    with_ones.insert(with_ones.end(), {1, n});
    int64_t size;
    GRADLAB_CHECK(!__builtin_mul_overflow(repeats[i], n, &size),
                  "repeat: the sizes overflow; sizes ", t.sizes(), ", repeats ", repeats);
    joined.push_back(size);
  }
  for (size_t i = 0; i < repeats.size(); ++i) {
    GRADLAB_CHECK(repeats[i] >= 0, "Trying to create tensor with negative dimension ", joined[i],
                  ": ", IntArrayRef(joined));
  }
  Array out = Array::empty(paired, t.dtype());
  kernels::copy_into(out, kernels::contiguous(t.array()).view(with_ones).expand(paired));
  Tensor result(out.view(joined));
  if (Tape tape(t); tape) {
    tape.record("RepeatBackward0", result,
                [paired, sizes = t.sizes().vec()](const Tensor& g, Backward& bw) {
                  std::vector<int64_t> copies;
                  for (size_t i = 0; i < paired.size(); i += 2) {
                    copies.push_back(static_cast<int64_t>(i));
                  }
                  Tensor parts = g.reshape(paired);
                  bw.grad(0) = (copies.empty() ? parts : parts.sum(copies)).reshape(sizes);
                });
  }
  return result;
}

Tensor tile(const Tensor& t, IntArrayRef dims, Location at) {
  LocationScope scope(at);
  std::vector<int64_t> repeats = dims.vec();
  if (static_cast<int64_t>(repeats.size()) < t.dim()) {
    repeats.insert(repeats.begin(), t.dim() - repeats.size(), 1);
  }
  return repeat(t, repeats);
}

Tensor repeat_interleave(const Tensor& repeats, std::optional<int64_t> output_size, Location at) {
  LocationScope scope(at);
  GRADLAB_CHECK(repeats.dim() == 1, "repeat_interleave only accept 1D vector as repeat");
  GRADLAB_CHECK_KIND(NotImplementedError, repeats.dtype() == kLong || repeats.dtype() == kInt,
                     "\"repeat_interleave_cpu\" not implemented for '", repeats.scalar_type(), "'");
  const Tensor counts = contiguous(repeats.detach().to(kLong));
  const int64_t* n = counts.data_ptr<int64_t>();
  int64_t total = 0;
  for (int64_t i = 0; i < counts.numel(); ++i) {
    GRADLAB_CHECK(n[i] >= 0, "repeats can not be negative");
    GRADLAB_CHECK(!__builtin_add_overflow(total, n[i], &total),
                  "numel: integer multiplication overflow");
  }
  GRADLAB_CHECK(!output_size || *output_size == total,
                "allocated size does not match required size");
  Tensor positions = empty({total}, kLong);
  int64_t* out = positions.data_ptr<int64_t>();
  for (int64_t i = 0; i < counts.numel(); ++i) out = std::fill_n(out, n[i], i);
  return positions.to(repeats.dtype());
}

Tensor repeat_interleave(const Tensor& t, const Tensor& repeats, std::optional<int64_t> dim,
                         std::optional<int64_t> output_size, Location at) {
  LocationScope scope(at);
  const Tensor from = dim ? t : flatten(t);
  const int64_t along = dim.value_or(0);
  GRADLAB_CHECK_INDEX(from.dim() > 0, "Dimension specified as ", along,
                      " but tensor has no dimensions");
  Tensor counts = repeats;
  if (repeats.dim() == 0 || (repeats.dim() == 1 && repeats.size(0) == 1)) {
    counts = repeats.reshape({1}).expand({from.size(along)});
  } else {
    GRADLAB_CHECK(repeats.dim() == 1, "repeats must be 0-dim or 1-dim tensor");
    GRADLAB_CHECK(repeats.size(0) == from.size(along),
                  "repeats must have the same size as input along dim");
  }
  return index_select(from, along, repeat_interleave(counts, output_size));
}

Tensor repeat_interleave(const Tensor& t, int64_t repeats, std::optional<int64_t> dim,
                         std::optional<int64_t> output_size, Location at) {
  LocationScope scope(at);
  return repeat_interleave(t, full({}, repeats, kLong), dim, output_size);
}

Tensor flip(const Tensor& t, IntArrayRef dims, Location at) {
  LocationScope scope(at);
  Tensor out(kernels::flip(t.array(), dims));
  if (Tape tape(t); tape) {
    tape.record("FlipBackward0", out,
                [dims = dims.vec()](const Tensor& g, Backward& bw) { bw.grad(0) = g.flip(dims); });
  }
  return out;
}

Tensor fliplr(const Tensor& t, Location at) {
  LocationScope scope(at);
  GRADLAB_CHECK(t.dim() >= 2, "Input must be >= 2-d.");
  return flip(t, {1});
}
Tensor flipud(const Tensor& t, Location at) {
  LocationScope scope(at);
  GRADLAB_CHECK(t.dim() >= 1, "Input must be >= 1-d.");
  return flip(t, {0});
}

Tensor roll(const Tensor& t, IntArrayRef shifts, IntArrayRef dims, Location at) {
  LocationScope scope(at);
  Tensor out(kernels::roll(t.array(), shifts, dims));
  if (Tape tape(t); tape) {
    std::vector<int64_t> back;
    for (size_t i = 0; i < shifts.size(); ++i) {
      // Reduced first: the smallest number has no negative.
      const int64_t n = std::max<int64_t>(dims.empty() ? t.numel() : t.size(dims[i]), 1);
      back.push_back(-(shifts[i] % n));
    }
    tape.record("RollBackward0", out, [back, dims = dims.vec()](const Tensor& g, Backward& bw) {
      bw.grad(0) = roll(g, back, dims);
    });
  }
  return out;
}

namespace {

Array rot90_array(const Array& a, int64_t quarters, int64_t from, int64_t to) {
  switch (quarters) {
    case 1:
      return kernels::flip(a, {to}).transpose(from, to);
    case 2:
      return kernels::flip(a, {from, to});
    case 3:
      return kernels::flip(a, {from}).transpose(from, to);
    default: {
      Array out = Array::empty(a.sizes(), a.dtype());
      kernels::copy_into(out, a);
      return out;
    }
  }
}

}  // namespace

Tensor rot90(const Tensor& t, int64_t k, IntArrayRef dims, Location at) {
  LocationScope scope(at);
  GRADLAB_CHECK(dims.size() == 2,
                "expected total rotation dims == 2, but got dims = ", dims.size());
  GRADLAB_CHECK(t.dim() >= 2, "expected total dims >= 2, but got total dims = ", t.dim());
  const int64_t n = t.dim();
  int64_t apart = 0;
  const bool same_place =
      !__builtin_sub_overflow(dims[0], dims[1], &apart) && (apart == n || apart == -n);
  auto in_range = [&](int64_t d) { return d >= -n && d < n; };
  GRADLAB_CHECK(dims[0] != dims[1] && !same_place,
                "expected rotation dims to be different, but got dim0 = ", dims[0],
                " and dim1 = ", dims[1]);
  for (int i : {0, 1}) {
    GRADLAB_CHECK(in_range(dims[i]), "Rotation dim", i, " out of range, dim", i, " = ", dims[i]);
  }
  const int64_t from = wrap_dim(dims[0], n), to = wrap_dim(dims[1], n);
  const int64_t quarters = (k % 4 + 4) % 4;
  Tensor out(rot90_array(t.array(), quarters, from, to));
  if (Tape tape(t); tape) {
    tape.record("Rot90Backward0", out, [quarters, from, to](const Tensor& g, Backward& bw) {
      bw.grad(0) = rot90(g, -quarters, {from, to});
    });
  }
  return out;
}

}  // namespace gradlab
