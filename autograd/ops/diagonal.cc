#include "gradlab/autograd/ops/diagonal.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "gradlab/autograd/graph/tape.h"
#include "gradlab/autograd/ops/copy.h"
#include "gradlab/autograd/ops/index_write.h"
#include "gradlab/autograd/ops/new_tensor.h"
#include "gradlab/autograd/ops/shape.h"
#include "gradlab/autograd/ops/strided.h"
#include "gradlab/autograd/ops/view_op.h"
#include "gradlab/tensor/error.h"
#include "gradlab/tensor/extents.h"
#include "gradlab/tensor/kernels/copy.h"
#include "gradlab/tensor/kernels/factory.h"
#include "gradlab/tensor/kernels/reduce.h"

namespace gradlab {
namespace {

struct DiagonalPart {
  int64_t offset, dim1, dim2;
  template <class X>
  X operator()(const X& x) const {
    return x.diagonal(offset, dim1, dim2);
  }
};

// Zeros with t on the diagonal that `part` shows of `sizes`.
Tensor embedded(const char* name, const Tensor& t, IntArrayRef sizes, DiagonalPart part) {
  return put_part(name, t, sizes, part);
}

// The size of a matrix with n elements on this diagonal.
int64_t grown(int64_t n, int64_t offset) {
  int64_t sum;
  const bool fits = offset < 0 ? !__builtin_sub_overflow(n, offset, &sum)
                               : !__builtin_add_overflow(n, offset, &sum);
  GRADLAB_CHECK(fits, "numel: integer multiplication overflow");
  return sum;
}

// The first column past the triangle in row i, or before it, for any offset.
int64_t column(int64_t i, int64_t offset, int64_t row, int64_t col) {
  return std::clamp<int64_t>(i + std::clamp(offset, -row - 1, col + 1), 0, col);
}

Tensor triangle_indices(const char* name, int64_t row, int64_t col, int64_t offset,
                        const TensorOptions& options, bool lower) {
  GRADLAB_CHECK(row >= 0, "row must be non-negative, got", row);
  GRADLAB_CHECK(col >= 0, "col must be non-negative, got", col);
  const ScalarType dtype = options.dtype_opt().value_or(kLong);
  GRADLAB_CHECK_KIND(NotImplementedError, dtype == kLong || dtype == kInt, "\"", name,
                     "\" not implemented for '", dtype, "'");
  checked_numel({row, col, 2 * static_cast<int64_t>(sizeof(int64_t))});
  std::vector<int64_t> rows, cols;
  for (int64_t i = 0; col > 0 && i < row; ++i) {
    // tril takes j <= i + offset, triu takes j >= i + offset.
    const int64_t from = lower ? 0 : column(i, offset, row, col);
    const int64_t to = lower ? column(i, std::min(offset, col) + 1, row, col) : col;
    for (int64_t j = from; j < to; ++j) {
      rows.push_back(i);
      cols.push_back(j);
    }
  }
  return new_tensor(options, dtype, [&](ScalarType type) {
    const int64_t n = static_cast<int64_t>(rows.size());
    Array both = Array::empty({2, n}, kLong);
    std::copy(rows.begin(), rows.end(), both.data<int64_t>());
    std::copy(cols.begin(), cols.end(), both.data<int64_t>() + n);
    return kernels::cast(both, type);
  });
}

}  // namespace

Tensor tril(const Tensor& t, int64_t diagonal, Into into) {
  Output out = result_into(into, kernels::tril(t.array(), diagonal));
  if (Tape tape(t); tape) {
    tape.record("TrilBackward0", out,
                [diagonal](const Tensor& g, Backward& bw) { bw.grad(0) = tril(g, diagonal); });
  }
  return out;
}

Tensor triu(const Tensor& t, int64_t diagonal, Into into) {
  Output out = result_into(into, kernels::triu(t.array(), diagonal));
  if (Tape tape(t); tape) {
    tape.record("TriuBackward0", out,
                [diagonal](const Tensor& g, Backward& bw) { bw.grad(0) = triu(g, diagonal); });
  }
  return out;
}

Tensor trace(const Tensor& t, Location at) {
  LocationScope scope(at);
  GRADLAB_CHECK(t.dim() == 2, "trace: expected a matrix, but got tensor with dim ", t.dim());
  GRADLAB_CHECK_KIND(NotImplementedError, t.dtype() != kBool,
                     "\"trace\" not implemented for 'Bool'");
  // Added up in double, as PyTorch does for float.
  const bool floating = is_floating_point(t.dtype());
  Array sum = kernels::sum(t.array().diagonal(), {}, false, floating ? kDouble : kLong);
  Tensor out(floating ? kernels::cast(sum, t.dtype()) : sum);
  if (Tape tape(t); tape) {
    tape.record("TraceBackward0", out, [sizes = t.sizes().vec()](const Tensor& g, Backward& bw) {
      bw.grad(0) = embedded("TraceBackwardBackward0", g.expand({std::min(sizes[0], sizes[1])}),
                            sizes, {0, 0, 1});
    });
  }
  return out;
}

Tensor diag(const Tensor& t, int64_t diagonal, Location at) {
  LocationScope scope(at);
  GRADLAB_CHECK(t.dim() == 1 || t.dim() == 2, "matrix or a vector expected");
  const DiagonalPart part{diagonal, 0, 1};
  if (t.dim() == 1) {
    const int64_t n = grown(t.size(0), diagonal);
    return embedded("DiagBackward0", t, {n, n}, part);
  }
  Tensor out(kernels::clone(part(t.array())));
  if (Tape tape(t); tape) {
    tape.record("DiagBackward0", out,
                [part, sizes = t.sizes().vec()](const Tensor& g, Backward& bw) {
                  bw.grad(0) = embedded("DiagBackward0", g, sizes, part);
                });
  }
  return out;
}

Tensor diagflat(const Tensor& t, int64_t offset, Location at) {
  LocationScope scope(at);
  return diag(ravel(t), offset);
}

Tensor diag_embed(const Tensor& t, int64_t offset, int64_t dim1, int64_t dim2, Location at) {
  LocationScope scope(at);
  const int64_t dim = t.dim() + 1;
  const int64_t first = wrap_dim(dim1, dim), second = wrap_dim(dim2, dim);
  GRADLAB_CHECK(first != second, "diagonal dimensions cannot be identical ", dim1, ", ", dim2);
  const int64_t n = grown(t.size(-1), offset);
  std::vector<int64_t> sizes = t.sizes().vec();
  sizes.pop_back();
  sizes.insert(sizes.begin() + std::min(first, second), n);
  sizes.insert(sizes.begin() + std::max(first, second), n);
  return embedded("DiagEmbedBackward0", t, sizes, {offset, first, second});
}

Tensor& fill_diagonal_(const Tensor& t, const Scalar& value, bool wrap, Location at) {
  LocationScope scope(at);
  GRADLAB_CHECK(t.dim() >= 2, "dimensions must larger than 1");
  int64_t size = t.size(0), stride = 0;
  for (int64_t d = 0; d < t.dim(); ++d) {
    GRADLAB_CHECK(t.dim() == 2 || t.size(d) == t.size(0),
                  "all dimensions of input must be of equal length");
    size = std::min(size, t.size(d));
    stride += t.stride(d);
  }
  as_strided(t, {size}, {stride}).fill_(value);
  if (wrap && t.dim() == 2 && t.size(0) > t.size(1) + 1) {
    const int64_t step = t.size(1) + 1;
    const int64_t rest = (t.numel() + step - 1) / step - size;
    as_strided(t, {rest}, {stride}, t.storage_offset() + t.stride(0) * step).fill_(value);
  }
  return const_cast<Tensor&>(t);
}

Tensor tril_indices(int64_t row, int64_t col, int64_t offset, TensorOptions options, Location at) {
  LocationScope scope(at);
  return triangle_indices("tril_indices", row, col, offset, options, true);
}
Tensor triu_indices(int64_t row, int64_t col, int64_t offset, TensorOptions options, Location at) {
  LocationScope scope(at);
  return triangle_indices("triu_indices", row, col, offset, options, false);
}

}  // namespace gradlab
