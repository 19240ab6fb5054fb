#include "gradlab/tensor/kernels/concat.h"

#include <cstring>
#include <vector>

#include "gradlab/tensor/error.h"
#include "gradlab/tensor/kernels/copy.h"
#include "gradlab/tensor/kernels/index_core.h"
#include "gradlab/tensor/kernels/reduce_plan.h"

namespace gradlab::kernels {
namespace {

// PyTorch's legacy rule: such an array has no shape that could be wrong.
bool is_skipped(const Array& a) { return a.dim() == 1 && a.size(0) == 0; }

void check_concatenable(const Array& reference, const Array& a, int64_t dim, size_t position) {
  GRADLAB_CHECK(a.dim() == reference.dim(), "Tensors must have same number of dimensions: got ",
                reference.dim(), " and ", a.dim());
  for (int64_t i = 0; i < a.dim(); ++i) {
    GRADLAB_CHECK(i == dim || a.size(i) == reference.size(i),
                  "Sizes of tensors must match except in dimension ", dim, ". Expected size ",
                  reference.size(i), " but got size ", a.size(i), " for tensor number ", position,
                  " in the list.");
  }
}

}  // namespace

Array cat(ArrayRef<Array> arrays, int64_t dim) {
  GRADLAB_CHECK(!arrays.empty(), "torch.cat(): expected a non-empty list of Tensors");
  ScalarType dtype = arrays[0].dtype();
  const Array* reference = nullptr;
  for (size_t i = 0; i < arrays.size(); ++i) {
    GRADLAB_CHECK(arrays[i].dim() > 0, "zero-dimensional tensor (at position ", i,
                  ") cannot be concatenated");
    dtype = promote_types(dtype, arrays[i].dtype());
    if (!reference && !is_skipped(arrays[i])) reference = &arrays[i];
  }
  if (!reference) return Array::empty({0}, dtype);
  const int64_t d = reference->wrap_dim(dim);
  std::vector<int64_t> sizes = reference->sizes().vec();
  sizes[d] = 0;
  for (size_t i = 0; i < arrays.size(); ++i) {
    if (is_skipped(arrays[i])) continue;
    check_concatenable(*reference, arrays[i], d, i);
    sizes[d] += arrays[i].size(d);
  }
  Array out = Array::empty(sizes, dtype);
  int64_t at = 0;
  for (const Array& a : arrays) {
    if (is_skipped(a)) continue;
    copy_into(out.narrow(d, at, a.size(d)), a);
    at += a.size(d);
  }
  return out;
}

namespace {

// Array::wrap_dim accepts dimension 0 of a 0-dim array; roll does not.
int64_t roll_dim(const Array& a, int64_t dim) {
  GRADLAB_CHECK_INDEX(a.dim() > 0, "Dimension specified as ", dim, " but tensor has no dimensions");
  return a.wrap_dim(dim);
}

// `out` = the two parts of `a` in exchanged order.
Array roll_one(const Array& a, int64_t shift, int64_t dim) {
  const int64_t size = a.size(dim);
  const int64_t head = ((shift % size) + size) % size;  // elements that come around to the front
  Array out = Array::empty(a.sizes(), a.dtype());
  copy_into(out.narrow(dim, 0, head), a.narrow(dim, size - head, head));
  copy_into(out.narrow(dim, head, size - head), a.narrow(dim, 0, size - head));
  return out;
}

}  // namespace

Array roll(const Array& a, IntArrayRef shifts, IntArrayRef dims) {
  GRADLAB_CHECK(!shifts.empty(), "`shifts` required");
  if (dims.empty() && shifts.size() == 1) {
    if (a.numel() == 0) return clone(a);
    return roll_one(reshape(a, -1), shifts[0], 0).view(a.sizes());
  }
  GRADLAB_CHECK(shifts.size() == dims.size(), "shifts and dimensions must align. shifts: ",
                shifts.size(), ", dims:", dims.size());
  Array out = a;
  for (int64_t d : dims) roll_dim(a, d);
  if (a.numel() == 0) return clone(a);
  for (size_t i = 0; i < dims.size(); ++i) out = roll_one(out, shifts[i], roll_dim(a, dims[i]));
  return out;
}

Array flip(const Array& a, IntArrayRef dims) {
  const uint64_t mask = dims.empty() ? 0 : dim_mask(dims, a.dim());
  GRADLAB_CHECK(a.dim() <= kMaxReduceDims, "only tensors with up to 64 dims are supported");
  Array out = Array::empty_like(a);
  if (a.numel() == 0) return out;
  // Strides are never negative, so the input is walked backwards from its last element instead.
  LoopNest nest;
  int64_t start = 0;
  for (int64_t i = 0; i < a.dim(); ++i) {
    const bool reversed = mask >> i & 1;
    nest.add(a.size(i), reversed ? -a.stride(i) : a.stride(i), out.stride(i));
    if (reversed) start += (a.size(i) - 1) * a.stride(i);
  }
  const int64_t zero = 0;
  SliceMove move;
  move.slices = nest;
  move.offsets = &zero;
  move.count = 1;
  move.step = 0;
  const auto copy = [&]<class T>() {
    for_each_indexed<T>(move, a.data<T>() + start, out.data<T>(), Fetch());
  };
  switch (a.itemsize()) {
    case 1:
      copy.template operator()<uint8_t>();
      break;
    case 2:
      copy.template operator()<uint16_t>();
      break;
    case 4:
      copy.template operator()<uint32_t>();
      break;
    default:
      copy.template operator()<uint64_t>();
  }
  return out;
}

}  // namespace gradlab::kernels
