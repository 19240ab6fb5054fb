// The views of an Array: other sizes, strides and offset on the same storage.
#include <algorithm>
#include <utility>
#include <vector>

#include "gradlab/tensor/array.h"
#include "gradlab/tensor/size_vector.h"

namespace gradlab {
namespace {

// Strides that give `to` on the memory of (sizes, strides), false when only a copy can.
// Dimensions that lie behind one another in memory form a chunk; every chunk must be cut into
// consecutive sizes of `to`.
bool compute_view_strides(IntArrayRef sizes, IntArrayRef strides, int64_t numel, IntArrayRef to,
                          int64_t* out) {
  if (numel == 0 || sizes.empty()) {
    int64_t stride = 1;
    for (size_t i = to.size(); i-- > 0;) {
      out[i] = stride;
      stride *= std::max<int64_t>(to[i], 1);
    }
    return true;
  }
  int64_t view_dim = static_cast<int64_t>(to.size()) - 1;
  int64_t chunk_stride = strides.back();
  int64_t chunk_numel = 1, view_numel = 1;
  for (int64_t d = static_cast<int64_t>(sizes.size()) - 1; d >= 0; --d) {
    chunk_numel *= sizes[d];
    const bool chunk_ends =
        d == 0 || (sizes[d - 1] != 1 && strides[d - 1] != chunk_numel * chunk_stride);
    if (!chunk_ends) continue;
    while (view_dim >= 0 && (view_numel < chunk_numel || to[view_dim] == 1)) {
      out[view_dim] = view_numel * chunk_stride;
      view_numel *= to[view_dim];
      --view_dim;
    }
    if (view_numel != chunk_numel) return false;
    if (d > 0) {
      chunk_stride = strides[d - 1];
      chunk_numel = view_numel = 1;
    }
  }
  return view_dim == -1;
}

}  // namespace

Array Array::as_strided(IntArrayRef sizes, IntArrayRef strides, int64_t storage_offset) const {
  return view_of(storage_, storage_offset, sizes, strides, dtype_);
}

bool Array::can_view(IntArrayRef to) const {
  Extents e(static_cast<int64_t>(to.size()));
  return compute_view_strides(sizes(), strides(), numel_, to, e.mutable_strides());
}

Array Array::view(IntArrayRef requested) const {
  const SizeVector to = inferred_sizes(requested, numel_);
  Extents e(static_cast<int64_t>(to.size()));
  std::copy(to.begin(), to.end(), e.mutable_sizes());
  GRADLAB_CHECK(compute_view_strides(sizes(), strides(), numel_, to, e.mutable_strides()),
                "view size is not compatible with input tensor's size and stride (at least one "
                "dimension spans across two contiguous subspaces). Use .reshape(...) instead.");
  return Array(storage_, offset_, std::move(e), dtype_);
}

Array Array::transpose(int64_t dim0, int64_t dim1) const {
  dim0 = wrap_dim(dim0);
  dim1 = wrap_dim(dim1);
  if (dim0 == dim1) return *this;
  Extents e = extents_;
  std::swap(e.mutable_sizes()[dim0], e.mutable_sizes()[dim1]);
  std::swap(e.mutable_strides()[dim0], e.mutable_strides()[dim1]);
  return Array(storage_, offset_, std::move(e), dtype_);
}

Array Array::permute(IntArrayRef dims) const {
  GRADLAB_CHECK(static_cast<int64_t>(dims.size()) == dim(),
                "permute(sparse_coo): number of dimensions in the tensor input does not match the "
                "length of the desired ordering of dimensions i.e. input.dim() = ",
                dim(), " is not equal to len(dims) = ", dims.size());
  Extents e(dim());
  std::vector<bool> seen(dims.size(), false);
  for (size_t i = 0; i < dims.size(); ++i) {
    const int64_t d = wrap_dim(dims[i]);
    GRADLAB_CHECK(!seen[d], "permute(): duplicate dims are not allowed.");
    seen[d] = true;
    e.mutable_sizes()[i] = sizes()[d];
    e.mutable_strides()[i] = strides()[d];
  }
  return Array(storage_, offset_, std::move(e), dtype_);
}

Array Array::select(int64_t d, int64_t index) const {
  GRADLAB_CHECK_INDEX(dim() > 0, "select() cannot be applied to a 0-dim tensor.");
  d = wrap_dim(d);
  const int64_t n = sizes()[d];
  GRADLAB_CHECK_INDEX(index >= -n && index < n, "select(): index ", index,
                      " out of range for tensor of size ", sizes(), " at dimension ", d);
  if (index < 0) index += n;
  Extents e(dim() - 1);
  for (int64_t i = 0, j = 0; i < dim(); ++i) {
    if (i == d) continue;
    e.mutable_sizes()[j] = sizes()[i];
    e.mutable_strides()[j++] = strides()[i];
  }
  return Array(storage_, offset_ + index * strides()[d], std::move(e), dtype_);
}

Array Array::slice(int64_t d, int64_t start, int64_t end, int64_t step) const {
  GRADLAB_CHECK(dim() > 0, "slice() cannot be applied to a 0-dim tensor.");
  d = wrap_dim(d);
  GRADLAB_CHECK(step > 0, "slice step must be positive");
  const int64_t n = sizes()[d];
  if (start < 0) start += n;
  if (end < 0) end += n;
  start = std::clamp<int64_t>(start, 0, n);
  end = std::clamp<int64_t>(end, start, n);
  Extents e = extents_;
  // Without end - start + step - 1, which could overflow.
  e.mutable_sizes()[d] = (end - start) / step + ((end - start) % step != 0);
  if (__builtin_mul_overflow(strides()[d], step, &e.mutable_strides()[d])) {
    e.mutable_strides()[d] = strides()[d];  // at most one element: its stride is never used
  }
  return Array(storage_, offset_ + start * strides()[d], std::move(e), dtype_);
}

Array Array::narrow(int64_t d, int64_t start, int64_t length) const {
  GRADLAB_CHECK(dim() > 0, "narrow() cannot be applied to a 0-dim tensor.");
  GRADLAB_CHECK(length >= 0, "narrow(): length must be non-negative.");
  d = wrap_dim(d);
  const int64_t n = sizes()[d];
  GRADLAB_CHECK_INDEX(start >= -n && start <= n, "start out of range (expected to be in range of [",
                      -n, ", ", n, "], but got ", start, ")");
  if (start < 0) start += n;
  GRADLAB_CHECK(start <= n - length, "start (", start, ") + length (", length,
                ") exceeds dimension size (", n, ").");
  return slice(d, start, start + length);
}

Array Array::expand(IntArrayRef to) const {
  GRADLAB_CHECK(static_cast<int64_t>(to.size()) >= dim(), "expand(CPU", dtype_,
                "Type{", sizes(), "}, size=", to, "): the number of sizes provided (", to.size(),
                ") must be greater or equal to the number of dimensions in the tensor (", dim(),
                ")");
  Extents e(static_cast<int64_t>(to.size()));
  const int64_t extra = static_cast<int64_t>(to.size()) - dim();
  for (int64_t i = static_cast<int64_t>(to.size()) - 1; i >= 0; --i) {
    const bool is_new = i < extra;
    const int64_t have = is_new ? 1 : sizes()[i - extra];
    int64_t want = to[i];
    if (want == -1) {
      GRADLAB_CHECK(!is_new, "The expanded size of the tensor (", want,
                    ") isn't allowed in a leading, non-existing dimension ", i);
      want = have;
    }
    GRADLAB_CHECK(want == have || (have == 1 && (is_new || want >= 0)),
                  "The expanded size of the tensor (", want, ") must match the existing size (",
                  have, ") at non-singleton dimension ", i,
                  ".  Target sizes: ", to, ".  Tensor sizes: ", sizes());
    GRADLAB_CHECK(want >= 0, "Trying to create tensor with negative dimension ", want, ": ", to);
    e.mutable_sizes()[i] = want;
    e.mutable_strides()[i] = is_new || want != have ? 0 : strides()[i - extra];
  }
  return Array(storage_, offset_, std::move(e), dtype_);
}

Array Array::squeeze() const {
  std::vector<int64_t> to_sizes, to_strides;
  for (int64_t i = 0; i < dim(); ++i) {
    if (sizes()[i] == 1) continue;
    to_sizes.push_back(sizes()[i]);
    to_strides.push_back(strides()[i]);
  }
  return Array(storage_, offset_, Extents(to_sizes, to_strides), dtype_);
}

Array Array::squeeze(int64_t d) const {
  d = wrap_dim(d);
  if (dim() == 0 || sizes()[d] != 1) return *this;
  return select(d, 0);
}

Array Array::unsqueeze(int64_t d) const {
  d = gradlab::wrap_dim(d, dim() + 1);
  Extents e(dim() + 1);
  for (int64_t i = 0; i < dim() + 1; ++i) {
    e.mutable_sizes()[i] = i == d ? 1 : sizes()[i - (i > d)];
    const int64_t new_stride = d < dim() ? sizes()[d] * strides()[d] : 1;
    e.mutable_strides()[i] = i == d ? new_stride : strides()[i - (i > d)];
  }
  return Array(storage_, offset_, std::move(e), dtype_);
}

Array Array::diagonal(int64_t offset, int64_t dim1, int64_t dim2) const {
  dim1 = wrap_dim(dim1);
  dim2 = wrap_dim(dim2);
  GRADLAB_CHECK(dim1 != dim2, "diagonal dimensions cannot be identical ", dim1, ", ", dim2);
  const int64_t rows = sizes()[dim1], columns = sizes()[dim2];
  const int64_t length = offset >= 0 ? std::max<int64_t>(std::min(rows, columns - offset), 0)
                                     : std::max<int64_t>(std::min(rows + offset, columns), 0);
  int64_t start = offset_;
  if (length > 0) start += offset >= 0 ? offset * strides()[dim2] : -offset * strides()[dim1];
  Extents e(dim() - 1);
  int64_t j = 0;
  for (int64_t i = 0; i < dim(); ++i) {
    if (i == dim1 || i == dim2) continue;
    e.mutable_sizes()[j] = sizes()[i];
    e.mutable_strides()[j++] = strides()[i];
  }
  e.mutable_sizes()[j] = length;
  e.mutable_strides()[j] = strides()[dim1] + strides()[dim2];
  return Array(storage_, start, std::move(e), dtype_);
}

Array Array::unfold(int64_t d, int64_t size, int64_t step) const {
  d = wrap_dim(d);
  const int64_t n = dim() == 0 ? 1 : sizes()[d];
  GRADLAB_CHECK(size >= 0, "size is ", size, " but must be >= 0");
  GRADLAB_CHECK(size <= n, "maximum size for tensor at dimension ", d, " is ", n, " but size is ",
                size);
  GRADLAB_CHECK(step > 0, "step is ", step, " but must be > 0");
  Extents e(dim() + 1);
  for (int64_t i = 0; i < dim(); ++i) {
    e.mutable_sizes()[i] = i == d ? (n - size) / step + 1 : sizes()[i];
    e.mutable_strides()[i] = i == d ? step * strides()[i] : strides()[i];
  }
  e.mutable_sizes()[dim()] = size;
  e.mutable_strides()[dim()] = dim() == 0 ? 1 : strides()[d];
  return Array(storage_, offset_, std::move(e), dtype_);
}

}  // namespace gradlab
