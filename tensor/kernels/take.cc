#include "gradlab/tensor/error.h"
#include "gradlab/tensor/kernels/copy.h"
#include "gradlab/tensor/kernels/index.h"
#include "gradlab/tensor/kernels/index_core.h"

namespace gradlab::kernels {
namespace {

// Where in memory, relative to the first element, the flat positions lie.
Array flat_offsets(const Array& a, const Array& index) {
  const Array positions = contiguous(index);
  Array offsets = Array::empty({positions.numel()}, kLong);
  const int64_t* from = positions.data<int64_t>();
  int64_t* to = offsets.data<int64_t>();
  const int64_t n = a.numel();
  for (int64_t i = 0; i < positions.numel(); ++i) {
    GRADLAB_CHECK_INDEX(from[i] >= -n && from[i] < n, "out of range: tried to access index ",
                        from[i], " on a tensor of ", n, " elements.");
    to[i] = linear_offset(a, from[i] < 0 ? from[i] + n : from[i]);
  }
  return offsets;
}

SliceMove single_elements(const Array& offsets) {
  SliceMove move;
  move.offsets = offsets.data<int64_t>();
  move.count = offsets.numel();
  move.step = 1;
  return move;
}

}  // namespace

Array take(const Array& a, const Array& index) {
  GRADLAB_CHECK(index.dtype() == kLong, "take(): Expected a long tensor for index, but got ",
                index.dtype());
  GRADLAB_CHECK_INDEX(a.numel() > 0 || index.numel() == 0,
                      "take(): tried to take from an empty tensor");
  Array out = Array::empty(index.sizes(), a.dtype());
  const Array offsets = flat_offsets(a, index);
  move_indexed(single_elements(offsets), a, out, Fetch());
  return out;
}

void put(const Array& a, const Array& index, const Array& source, bool accumulate) {
  GRADLAB_CHECK(index.dtype() == kLong, "put_(): Expected a long tensor for index, but got ",
                index.dtype());
  GRADLAB_CHECK(a.dtype() == source.dtype(),
                "put_(): self and source expected to have the same dtype, but got self.dtype = ",
                a.dtype(), " and source.dtype = ", source.dtype());
  GRADLAB_CHECK_INDEX(source.numel() == index.numel(),
                      "put_(): Expected source and index to have the same number of elements, but "
                      "got source.numel() = ",
                      source.numel(), ", index.numel() = ", index.numel());
  GRADLAB_CHECK_INDEX(a.numel() > 0 || index.numel() == 0, "put_(): Tried to put elements into an ",
                      "empty tensor");
  const Array offsets = flat_offsets(a, readable_beside(a, index));
  const Array from = contiguous(readable_beside(a, source));
  const SliceMove move = single_elements(offsets);
  if (accumulate) {
    add_indexed(move, a, from);
  } else {
    move_indexed(move, a, from, Put());
  }
}

}  // namespace gradlab::kernels
