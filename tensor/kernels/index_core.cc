#include "gradlab/tensor/kernels/index_core.h"

#include "gradlab/tensor/error.h"
#include "gradlab/tensor/kernels/copy.h"
#include "gradlab/tensor/kernels/overlap.h"

namespace gradlab::kernels {

Array long_indices(const Array& index) { return contiguous(cast(index, kLong)); }

Array readable_beside(const Array& a, const Array& x) {
  check_writable(a);
  check_overlap(a, x);
  if (shared_memory(a, x) == SharedMemory::kNone) return x;
  return clone(x);
}

void add_indexed(const SliceMove& move, const Array& indexed, const Array& other) {
  dispatch_all_and_reduced(indexed.dtype(), "index_add", [&]<class T>() {
    for_each_indexed<T>(move, indexed.data<T>(), other.data<T>(), Accumulate());
  });
}

SliceMove slices_along(const Array& indexed, const Array& other, int64_t dim,
                       const int64_t* offsets, int64_t count) {
  GRADLAB_CHECK(indexed.dim() <= kMaxReduceDims, "only tensors with up to 64 dims are supported");
  SliceMove move;
  move.offsets = offsets;
  move.count = count;
  move.step = other.dim() > 0 ? other.stride(dim) : 0;
  for (int64_t i = 0; i < indexed.dim(); ++i) {
    if (i != dim) move.slices.add(indexed.sizes()[i], indexed.strides()[i], other.strides()[i]);
  }
  move.slices.sort_and_merge();
  return move;
}

int64_t linear_offset(const Array& a, int64_t index) {
  if (a.is_contiguous()) return index;
  int64_t offset = 0;
  for (size_t i = a.sizes().size(); i-- > 0;) {
    offset += index % a.sizes()[i] * a.strides()[i];
    index /= a.sizes()[i];
  }
  return offset;
}

}  // namespace gradlab::kernels
