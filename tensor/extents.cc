#include "gradlab/tensor/extents.h"

namespace gradlab {

Extents Extents::contiguous(IntArrayRef sizes, int64_t* numel) {
  Extents e(static_cast<int64_t>(sizes.size()));
  int64_t* out_sizes = e.mutable_sizes();
  int64_t* out_strides = e.mutable_strides();
  int64_t stride = 1;
  bool empty = false;
  for (size_t i = sizes.size(); i-- > 0;) {
    GRADLAB_CHECK(sizes[i] >= 0, "Trying to create tensor with negative dimension ", sizes[i], ": ",
                  sizes);
    out_sizes[i] = sizes[i];
    out_strides[i] = stride;
    // A dimension of size 0 counts as 1 here, as in PyTorch.
    const int64_t n = sizes[i] > 1 ? sizes[i] : 1;
    empty |= sizes[i] == 0;
    GRADLAB_CHECK(!__builtin_mul_overflow(stride, n, &stride),
                  "Storage size calculation overflowed with sizes=", sizes);
  }
  *numel = empty ? 0 : stride;
  return e;
}

int64_t checked_numel(IntArrayRef sizes) {
  int64_t n = 1;
  bool overflow = false, empty = false;
  for (int64_t s : sizes) {
    GRADLAB_CHECK(s >= 0, "Trying to create tensor with negative dimension ", s, ": ", sizes);
    empty |= s == 0;
    overflow |= __builtin_mul_overflow(n, s, &n);
  }
  if (empty) return 0;
  GRADLAB_CHECK(!overflow, "numel: integer multiplication overflow; sizes ", sizes);
  return n;
}

bool strides_are_contiguous(IntArrayRef sizes, IntArrayRef strides) {
  int64_t expected = 1;
  bool contiguous = true;
  for (size_t i = sizes.size(); i-- > 0;) {
    if (sizes[i] == 0) return true;  // nothing to be out of place
    if (sizes[i] == 1) continue;
    contiguous &= strides[i] == expected;
    expected *= sizes[i];
  }
  return contiguous;
}

void throw_dim_out_of_range(int64_t dim, int64_t ndim) {
  const int64_t n = ndim > 0 ? ndim : 1;
  GRADLAB_THROW(IndexError, "Dimension out of range (expected to be in range of [", -n, ", ", n - 1,
                "], but got ", dim, ")");
}

void throw_no_such_dim(int64_t dim, int64_t ndim) {
  if (ndim > 0) throw_dim_out_of_range(dim, ndim);
  GRADLAB_THROW(IndexError, "Dimension specified as ", dim, " but tensor has no dimensions");
}

}  // namespace gradlab
