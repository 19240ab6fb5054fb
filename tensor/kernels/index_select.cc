#include <algorithm>
#include <string>
#include <vector>

#include "gradlab/tensor/error.h"
#include "gradlab/tensor/kernels/binary.h"
#include "gradlab/tensor/kernels/convert.h"
#include "gradlab/tensor/kernels/copy.h"
#include "gradlab/tensor/kernels/index.h"
#include "gradlab/tensor/kernels/index_core.h"
#include "gradlab/tensor/kernels/reduced.h"
#include "gradlab/tensor/parallel.h"
#include "gradlab/tensor/size_vector.h"

namespace gradlab::kernels {
namespace {

bool is_index_dtype(ScalarType t) { return t == kLong || t == kInt; }

// Turns positions along a dimension of `size` into offsets. Throws before the first write.
Array checked_offsets(const Array& index, int64_t size, int64_t stride, const char* wrong) {
  const Array positions = long_indices(index);
  Array offsets = Array::empty({positions.numel()}, kLong);
  const int64_t* from = positions.data<int64_t>();
  int64_t* to = offsets.data<int64_t>();
  for (int64_t i = 0; i < positions.numel(); ++i) {
    if (wrong) {
      GRADLAB_CHECK_INDEX(from[i] >= 0 && from[i] < size, wrong);
    } else {
      GRADLAB_CHECK_INDEX(from[i] >= 0 && from[i] < size, "index_copy_(): index ", from[i],
                          " is out of bounds for dimension 0 with size ", size);
    }
    to[i] = from[i] * stride;
  }
  return offsets;
}

constexpr const char* kOutOfRange = "index out of range in self";

// A 0-dim array counts as one of size 1.
Array at_least_1d(const Array& a) { return a.dim() == 0 ? a.unsqueeze(0) : a; }

// Where the rows of an array start, in row-major order of its other dimensions. Rows that are
// repeated, as the gradient of a mean's, need no copy.
Array row_starts(const Array& a) {
  Array starts = Array::empty({a.numel() / std::max<int64_t>(a.size(-1), 1)}, kLong);
  int64_t* const start = starts.data<int64_t>();
  if (starts.numel() > 0) start[0] = 0;
  int64_t count = 1;
  for (int64_t d = 0; d < a.dim() - 1 && starts.numel() > 0; ++d) {
    const int64_t times = a.size(d);
    for (int64_t i = count; i-- > 0;) {
      for (int64_t j = times; j-- > 0;) start[i * times + j] = start[i] + j * a.stride(d);
    }
    count *= times;
  }
  return starts;
}

// "3 5", as PyTorch prints the sizes of slices in one message.
std::string with_spaces(const std::vector<int64_t>& sizes) {
  std::string text;
  for (int64_t n : sizes) text.append(text.empty() ? "" : " ").append(std::to_string(n));
  return text;
}

void check_slice_sizes(const Array& a, const Array& source, int64_t dim) {
  std::vector<int64_t> slice = a.sizes().vec(), other = source.sizes().vec();
  if (!slice.empty()) slice.erase(slice.begin() + dim);
  if (!other.empty()) other.erase(other.begin() + dim);
  if (slice == other) return;
  broadcast_sizes(slice, other);  // PyTorch's text, where it has one
  GRADLAB_THROW(Error, "index_add_(): Source/destination tensor must have same slice shapes. ",
                "Destination slice shape: ", IntArrayRef(slice),
                " and source slice shape: ", IntArrayRef(other));
}

}  // namespace

Array embedding(const Array& weight, const Array& indices) {
  GRADLAB_CHECK(weight.dim() == 2, "'weight' must be 2-D");
  GRADLAB_CHECK(is_index_dtype(indices.dtype()),
                "Expected tensor for argument #1 'indices' to have one of the following scalar "
                "types: Long, Int; but got torch.",
                indices.dtype(), "Tensor instead (while checking arguments for embedding)");
  const Array rows = index_select(weight, 0, reshape(indices, {-1}));
  SizeVector sizes = size_vector(indices.sizes());
  sizes.push_back(weight.size(1));
  return rows.view(sizes);
}

Array embedding_backward(const Array& g, const Array& indices, int64_t num_weights,
                         int64_t padding_idx, bool scale_grad_by_freq) {
  GRADLAB_CHECK(is_index_dtype(indices.dtype()),
                "Expected tensor for argument #2 'indices' to have one of the following scalar "
                "types: Long, Int; but got torch.",
                indices.dtype(),
                "Tensor instead (while checking arguments for embedding_backward)");
  if (is_reduced(g)) {
    return rounded(embedding_backward(widened(g), indices, num_weights, padding_idx,
                                      scale_grad_by_freq),
                   g.dtype());
  }
  const int64_t width = g.size(-1);
  Array out = full({num_weights, width}, 0, g.dtype());
  const Array offsets = checked_offsets(indices, num_weights, width, kOutOfRange);
  const int64_t* at = offsets.data<int64_t>();
  const int64_t n = offsets.numel();
  std::vector<int64_t> occurrences;
  if (scale_grad_by_freq && width > 0) {
    occurrences.resize(num_weights);
    for (int64_t i = 0; i < n; ++i) ++occurrences[at[i] / width];
  }
  if (g.numel() != n * width) reshape(g, {n, width});  // throws
  if (width == 0) return out;
  const Array starts = row_starts(g);
  const int64_t* const start = starts.data<int64_t>();
  const int64_t step = g.stride(-1);
  dispatch_floating(g.dtype(), "embedding_backward", [&]<class T>() {
    const int64_t padding = padding_idx < 0 ? -1 : padding_idx * width;
    // Threads share the rows of the weight, so that every sum has one order; every 64th for one
    // piece of work, since words that are frequent often have neighbouring numbers.
    constexpr int64_t kPieces = 64;
    const int64_t grain = parallel_grain() * kPieces / std::max<int64_t>(n * width, 1) + 1;
    parallel_for(0, kPieces, grain, [&](int64_t first, int64_t last) {
      const bool all = last - first == kPieces;
      for (int64_t i = 0; i < n; ++i) {
        if (at[i] == padding) continue;
        if (!all) {
          const int64_t piece = at[i] / width % kPieces;
          if (piece < first || piece >= last) continue;
        }
        const T* from = g.data<T>() + start[i];
        T* to = out.data<T>() + at[i];
        if (scale_grad_by_freq) {
          const T scale = T{1} / static_cast<T>(occurrences[at[i] / width]);
          for (int64_t j = 0; j < width; ++j) to[j] += scale * from[j * step];
        } else if (step == 1) {
          for (int64_t j = 0; j < width; ++j) to[j] += from[j];
        } else {
          for (int64_t j = 0; j < width; ++j) to[j] += from[j * step];
        }
      }
    });
  });
  return out;
}

Array index_select(const Array& a, int64_t dim, const Array& index) {
  const int64_t d = a.wrap_dim(dim);
  GRADLAB_CHECK_INDEX(index.dim() <= 1, "index_select(): Index is supposed to be a vector");
  GRADLAB_CHECK(is_index_dtype(index.dtype()),
                "index_select(): Expected dtype int32 or int64 for index");
  const Array from = at_least_1d(a);
  const Array offsets = checked_offsets(index, from.size(d), from.stride(d), kOutOfRange);
  if (a.dim() == 0) {  // its only element, however often it was asked for
    return clone(a);
  }
  SizeVector sizes = size_vector(a.sizes());
  sizes[d] = offsets.numel();
  Array out = Array::empty(sizes, a.dtype());
  move_indexed(slices_along(from, out, d, offsets.data<int64_t>(), offsets.numel()), from, out,
               Fetch());
  return out;
}

void index_add(const Array& a, int64_t dim, const Array& index, const Array& source,
               const Scalar& alpha) {
  const int64_t d = a.wrap_dim(dim);
  GRADLAB_CHECK_INDEX(index.dim() <= 1,
                      "index_add_(): Index is supposed to be a vector, but got dim: ", index.dim(),
                      " with type: ", index.dtype(), " and size: ", index.sizes());
  GRADLAB_CHECK(is_index_dtype(index.dtype()),
                "index_add_(): Expected dtype int32/int64 for index but got: ", index.dtype());
  GRADLAB_CHECK(a.dtype() == source.dtype(), "index_add_(): self (", a.dtype(), ") and source (",
                source.dtype(), ") must have the same scalar type");
  GRADLAB_CHECK_INDEX(d == 0 || d < source.dim(), "index_add_(): Indexing dim ", d,
                      " is out of bounds of tensor");
  const int64_t n = source.dim() == 0 ? 1 : source.size(d);
  GRADLAB_CHECK(index.numel() == n, "index_add_(): Number of indices (", index.numel(),
                ") should be equal to source.size(dim): (", n, "), for dim: ", d);
  check_slice_sizes(a, source, d);
  const Array to = at_least_1d(a);
  const Array offsets = checked_offsets(index, to.size(d), to.stride(d), kOutOfRange);
  Array from = at_least_1d(readable_beside(a, source));
  if (!alpha.equal(1)) {
    // A floating alpha of an integer array is truncated first, as PyTorch does.
    const bool truncate = !is_floating_point(a.dtype()) && alpha.isFloatingPoint();
    from = mul(from, truncate ? Scalar(convert<int64_t>(alpha.toDouble())) : alpha);
    from = cast(from, a.dtype());
  }
  add_indexed(slices_along(to, from, d, offsets.data<int64_t>(), offsets.numel()), to, from);
}

void index_copy(const Array& a, int64_t dim, const Array& index, const Array& source) {
  const int64_t d = a.wrap_dim(dim);
  GRADLAB_CHECK_INDEX(index.dim() <= 1, "index_copy_(): Index should have dimension 1 or 0 (got ",
                      index.dim(), ")");
  const int64_t n = index.numel();
  GRADLAB_CHECK_INDEX(source.dim() > 0 || n == 1,
                      "index_copy_(): When source is scalar, index should have one element (got ",
                      n, ")");
  GRADLAB_CHECK_INDEX(source.dim() == a.dim() || source.dim() == 0 || a.dim() == 0,
                      "index_copy_(): When source and destination are not scalars, their "
                      "dimensionality must match. Source dimensionality (",
                      source.dim(), "), destination dimensionality (", a.dim(), ")");
  GRADLAB_CHECK(index.dtype() == kLong, "index_copy_(): Expected a long tensor for index, but got ",
                index.dtype());
  GRADLAB_CHECK(a.dtype() == source.dtype(),
                "index_copy_(): self and source expected to have the same dtype, but got (self) ",
                a.dtype(), " and (source) ", source.dtype());
  std::vector<int64_t> slice = a.sizes().vec(), other = source.sizes().vec();
  if (!slice.empty()) slice.erase(slice.begin() + d);
  if (!other.empty()) other.erase(other.begin() + d);
  GRADLAB_CHECK(slice == other,
                "index_copy_(): Source/destination tensor must have same slice shapes. Destination "
                "slice shape: ",
                with_spaces(slice), " at dimension ", d,
                " and source slice shape: ", with_spaces(other), " at dimension 0.");
  GRADLAB_CHECK_INDEX(source.dim() == 0 || n == source.size(d),
                      "index_copy_(): Number of indices (", n,
                      ") should be equal to source.size(dim) (", source.size(d), ")");
  const Array to = at_least_1d(a);
  const Array offsets = checked_offsets(index, to.size(d), to.stride(d), nullptr);
  const Array from = at_least_1d(readable_beside(a, source));
  move_indexed(slices_along(to, from, d, offsets.data<int64_t>(), n), to, from, Put());
}

}  // namespace gradlab::kernels
