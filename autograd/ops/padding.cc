#include "gradlab/autograd/ops/padding.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "gradlab/autograd/graph/tape.h"
#include "gradlab/autograd/ops/factory.h"
#include "gradlab/autograd/ops/index.h"
#include "gradlab/autograd/ops/shape.h"
#include "gradlab/tensor/error.h"
#include "gradlab/tensor/kernels/copy.h"

namespace gradlab {
namespace {

// From which element each padded one is taken.
using Source = int64_t (*)(int64_t place, int64_t size);
int64_t reflected(int64_t i, int64_t n) { return i < 0 ? -i : i >= n ? 2 * (n - 1) - i : i; }
int64_t replicated(int64_t i, int64_t n) { return std::clamp<int64_t>(i, 0, n - 1); }
int64_t repeated(int64_t i, int64_t n) { return i < 0 ? i + n : i >= n ? i - n : i; }

// The dimension that pad[2 * k] and pad[2 * k + 1] are about.
int64_t padded_dim(const Tensor& x, size_t k) { return x.dim() - 1 - static_cast<int64_t>(k); }

void check_reflection(const Tensor& x, IntArrayRef pad) {
  for (size_t k = 0; k < pad.size() / 2; ++k) {
    const int64_t dim = padded_dim(x, k), n = x.size(dim);
    GRADLAB_CHECK(pad[2 * k] < n && pad[2 * k + 1] < n, "Argument #", 4 + 2 * k,
                  ": Padding size should be less than the corresponding input dimension, but got: "
                  "padding (",
                  pad[2 * k], ", ", pad[2 * k + 1], ") at dimension ", dim, " of input ",
                  x.sizes());
  }
}

void check_repetition(const Tensor& x, IntArrayRef pad) {
  GRADLAB_CHECK(static_cast<int64_t>(pad.size()) == 2 * (x.dim() - 2),
                "Invalid padding size, expected ", 2 * (x.dim() - 2), " but got ", pad.size());
  for (size_t k = 0; k < pad.size() / 2; ++k) {
    const int64_t n = x.size(padded_dim(x, k));
    GRADLAB_CHECK(pad[2 * k] <= n && pad[2 * k + 1] <= n,
                  "Padding value causes wrapping around more than once.");
  }
}

// Every padded element is a copy of one of x, so the gradient adds up at the originals.
Tensor pad_with_copies(const char* node, const Tensor& x, IntArrayRef pad, Source source) {
  Tensor out;
  std::vector<std::pair<int64_t, Tensor>> steps;  // dimension, indices
  {
    NoGradGuard no_grad;  // recorded below as one node
    out = x;
    for (size_t k = 0; k < pad.size() / 2; ++k) {
      const int64_t dim = padded_dim(x, k), n = x.size(dim), before = pad[2 * k];
      const int64_t size = n + before + pad[2 * k + 1];
      GRADLAB_CHECK(n > 0 && size > 0, "pad: the sizes must be positive; dimension ", dim, " of ",
                    x.sizes(), " with padding ", pad);
      Tensor index = empty({size}, kLong);
      for (int64_t i = 0; i < size; ++i) index.data_ptr<int64_t>()[i] = source(i - before, n);
      out = index_select(out, dim, index);
      steps.emplace_back(dim, std::move(index));
    }
  }
  if (Tape tape(x); tape) {
    out = out.detach();
    tape.record(node, out,
                [steps = std::move(steps), sizes = x.sizes().vec()](const Tensor& g, Backward& bw) {
                  Tensor sum = g;
                  for (size_t k = steps.size(); k-- > 0;) {
                    const auto& [dim, index] = steps[k];
                    std::vector<int64_t> before = sum.sizes().vec();
                    before[static_cast<size_t>(dim)] = sizes[static_cast<size_t>(dim)];
                    sum = index_add(zeros(before, sum.options()), dim, index, sum);
                  }
                  bw.grad(0) = sum;
                });
  }
  return out;
}

// PyTorch's names.
struct Kernel {
  const char* kernel;
  const char* node;
};
Tensor pad_floats(const Kernel& names, const Tensor& x, IntArrayRef pad, Source source) {
  if (!x.is_floating_point()) throw_not_implemented_for(names.kernel, x.dtype());
  return pad_with_copies(names.node, x, pad, source);
}

}  // namespace

Tensor constant_pad_nd(const Tensor& x, IntArrayRef pad, const Scalar& value, Location at) {
  LocationScope scope(at);
  GRADLAB_CHECK(pad.size() % 2 == 0, "Length of pad must be even but instead it equals ",
                pad.size());
  GRADLAB_CHECK(static_cast<int64_t>(pad.size()) <= 2 * x.dim(),
                "Length of pad should be no more than twice the number of dimensions of the input. "
                "Pad length is ",
                pad.size(), "while the input has ", x.dim(), "dimensions.");
  std::vector<int64_t> sizes = x.sizes().vec();
  Array from = x.array(), result;
  for (size_t k = 0; k < pad.size() / 2; ++k) {
    const int64_t dim = padded_dim(x, k), before = pad[2 * k], after = pad[2 * k + 1];
    if (before < 0) from = from.narrow(dim, -before, from.size(dim) + before);
    if (after < 0) from = from.narrow(dim, 0, from.size(dim) + after);
    int64_t& size = sizes[static_cast<size_t>(dim)];
    const int64_t unpadded = size;
    GRADLAB_CHECK(!__builtin_add_overflow(size, before, &size) &&
                      !__builtin_add_overflow(size, after, &size),
                  "The input size ", unpadded, ", plus padding ", before, " and ", after,
                  " overflows. Check dimension ", dim, " of your input.");
  }
  result = Array::empty(sizes, x.dtype());
  kernels::fill(result, value);
  Array to = result;
  for (size_t k = 0; k < pad.size() / 2; ++k) {
    const int64_t dim = padded_dim(x, k);
    to = to.narrow(dim, std::max<int64_t>(pad[2 * k], 0), from.size(dim));
  }
  kernels::copy_into(to, from);
  Tensor out(std::move(result));
  if (Tape tape(x); tape) {
    tape.record("ConstantPadNdBackward0", out, [pad = pad.vec()](const Tensor& g, Backward& bw) {
      std::vector<int64_t> back = pad;
      for (int64_t& n : back) n = -n;
      bw.grad(0) = constant_pad_nd(g, back, 0);
    });
  }
  return out;
}

Tensor pad(const Tensor& x, IntArrayRef pad, std::string_view mode, std::optional<double> value,
           Location at) {
  LocationScope scope(at);
  GRADLAB_CHECK(pad.size() % 2 == 0, "Padding length must be divisible by 2");
  GRADLAB_CHECK(static_cast<int64_t>(pad.size()) <= 2 * x.dim(), "Padding length too large");
  if (mode == "constant") return constant_pad_nd(x, pad, value.value_or(0), at);
  GRADLAB_CHECK(!value || *value == 0, "Padding mode \"", mode,
                "\" doesn't take in value argument");
  const size_t dims = pad.size() / 2;
  const bool fits =
      dims >= 1 && dims <= 3 &&
      (x.dim() == static_cast<int64_t>(dims) + 1 || x.dim() == static_cast<int64_t>(dims) + 2);
  if (mode == "reflect" || mode == "replicate" || mode == "circular") {
    if (!fits) {
      GRADLAB_THROW(NotImplementedError,
                    "Only 2D, 3D, 4D, 5D padding with non-constant padding are supported for now");
    }
  }
  if (mode == "reflect") {
    static constexpr Kernel kKernels[] = {
        {"reflection_pad1d", "ReflectionPad1DBackward0"},
        {"reflection_pad2d", "ReflectionPad2DBackward0"},
        {"reflection_pad3d_cpu", "ReflectionPad3DBackward0"},
    };
    check_reflection(x, pad);
    return pad_floats(kKernels[dims - 1], x, pad, reflected);
  }
  if (mode == "replicate") {
    static constexpr Kernel kKernels[] = {
        {"replication_pad1d_cpu", "ReplicationPad1DBackward0"},
        {"replication_pad2d_cpu", "ReplicationPad2DBackward0"},
        {"replication_pad3d_cpu", "ReplicationPad3DBackward0"},
    };
    return pad_floats(kKernels[dims - 1], x, pad, replicated);
  }
  if (mode == "circular") {
    check_repetition(x, pad);
    return pad_with_copies("CopySlices", x, pad, repeated);
  }
  GRADLAB_THROW(NotImplementedError, "Unrecognised padding mode ", mode);
}

// The names with a number of dimensions, each for two lengths of `padding` per dimension.
#define GRADLAB_PAD(name, dims, mode)                                                           \
  Tensor name(const Tensor& x, IntArrayRef padding, Location at) {                              \
    LocationScope scope(at);                                                                    \
    GRADLAB_CHECK(padding.size() == 2 * (dims), "padding size is expected to be ", 2 * (dims)); \
    return pad(x, padding, mode);                                                               \
  }
GRADLAB_PAD(reflection_pad1d, 1, "reflect")
GRADLAB_PAD(reflection_pad2d, 2, "reflect")
GRADLAB_PAD(reflection_pad3d, 3, "reflect")
GRADLAB_PAD(replication_pad1d, 1, "replicate")
GRADLAB_PAD(replication_pad2d, 2, "replicate")
GRADLAB_PAD(replication_pad3d, 3, "replicate")
#undef GRADLAB_PAD

Tensor pad_sequence(TensorList sequences, bool batch_first, double padding_value, Location at) {
  LocationScope scope(at);
  GRADLAB_CHECK(!sequences.empty(), "received an empty list of sequences");
  int64_t longest = 0;
  for (const Tensor& t : sequences) longest = std::max(longest, t.size(0));
  std::vector<int64_t> sizes = sequences[0].sizes().vec();
  sizes[0] = longest;
  const auto count = static_cast<int64_t>(sequences.size());
  sizes.insert(batch_first ? sizes.begin() : sizes.begin() + 1, count);
  const Tensor out = full(sizes, padding_value, sequences[0].options());
  for (int64_t i = 0; i < count; ++i) {
    const Tensor& t = sequences[static_cast<size_t>(i)];
    out.select(batch_first ? 0 : 1, i).narrow(0, 0, t.size(0)).copy_(t);
  }
  return out;
}

}  // namespace gradlab
