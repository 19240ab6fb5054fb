#include "gradlab/tensor/kernels/reduce_plan.h"

#include <utility>

#include "gradlab/tensor/error.h"

namespace gradlab::kernels {

void LoopNest::add(int64_t n, int64_t in, int64_t out) {
  numel *= n;
  if (n == 1) return;
  size[dims] = n;
  stride[dims] = in;
  out_stride[dims] = out;
  ++dims;
}

void LoopNest::sort_and_merge() {
  // Insertion sort: a few loops, mostly in order already; equal strides keep their order.
  for (int i = 1; i < dims; ++i) {
    for (int j = i; j > 0 && stride[j] > stride[j - 1]; --j) {
      std::swap(size[j], size[j - 1]);
      std::swap(stride[j], stride[j - 1]);
      std::swap(out_stride[j], out_stride[j - 1]);
    }
  }
  int last = 0;
  for (int i = 1; i < dims; ++i) {
    if (stride[last] == stride[i] * size[i] && out_stride[last] == out_stride[i] * size[i]) {
      size[last] *= size[i];
    } else {
      ++last;
      size[last] = size[i];
    }
    stride[last] = stride[i];
    out_stride[last] = out_stride[i];
  }
  if (dims) dims = last + 1;
}

uint64_t dim_mask(IntArrayRef dims, int64_t ndim) {
  GRADLAB_CHECK(ndim <= kMaxReduceDims, "only tensors with up to 64 dims are supported");
  if (dims.empty()) return ~uint64_t{0};
  uint64_t mask = 0;
  for (int64_t d : dims) {
    const int64_t dim = wrap_dim(d, ndim);
    GRADLAB_CHECK(!(mask >> dim & 1), "dim ", dim, " appears multiple times in the list of dims");
    mask |= uint64_t{1} << dim;
  }
  return mask;
}

std::optional<int64_t> empty_dim(const Array& a, IntArrayRef dims) {
  for (int64_t d : dims) {
    if (a.dim() > 0 && a.size(d) == 0) return d;
  }
  return std::nullopt;
}

ReducePlan::ReducePlan(const Array& a, IntArrayRef dims, bool keepdim) {
  const int ndim = static_cast<int>(a.dim());
  const uint64_t mask = dim_mask(dims, ndim);
  const IntArrayRef sizes = a.sizes(), strides = a.strides();
  int64_t out_stride = 1;
  for (int i = ndim; i-- > 0;) {
    if (!(mask >> i & 1)) out_stride *= sizes[i];
  }
  for (int i = 0; i < ndim; ++i) {
    if (mask >> i & 1) {
      reduced.add(sizes[i], strides[i], 0);
      if (keepdim) out_sizes_[out_dim_++] = 1;
    } else {
      // With a size 0 the strides do not matter.
      if (sizes[i] > 0) out_stride /= sizes[i];
      kept.add(sizes[i], strides[i], out_stride);
      out_sizes_[out_dim_++] = sizes[i];
    }
  }
  kept.sort_and_merge();
  reduced.sort_and_merge();
}

}  // namespace gradlab::kernels
