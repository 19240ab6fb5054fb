#include <vector>

#include "gradlab/tensor/error.h"
#include "gradlab/tensor/kernels/copy.h"
#include "gradlab/tensor/kernels/index.h"
#include "gradlab/tensor/kernels/index_core.h"

namespace gradlab::kernels {
namespace {

int64_t count_set(const uint8_t* mask, int64_t n) {
  int64_t count = 0;
  for (int64_t i = 0; i < n; ++i) count += mask[i] != 0;
  return count;
}

// A mask as bytes in row-major order.
Array checked_mask(const Array& mask) {
  Array bytes = contiguous(mask);
  const uint8_t* p = static_cast<const uint8_t*>(bytes.raw_data());
  bool valid = true;
  for (int64_t i = 0; i < bytes.numel(); ++i) valid &= p[i] <= 1;
  GRADLAB_CHECK(valid, "Mask tensor can take 0 and 1 values only");
  return bytes;
}

}  // namespace

Array nonzero(const Array& a) {
  const int64_t ndim = a.dim();
  GRADLAB_CHECK(ndim <= kMaxReduceDims, "only tensors with up to 64 dims are supported");
  const Array mask = contiguous(a.dtype() == kByte ? a : cast(a, kBool));
  const uint8_t* set = static_cast<const uint8_t*>(mask.raw_data());
  const int64_t n = mask.numel();
  Array out = Array::empty({count_set(set, n), ndim}, kLong);
  if (out.numel() == 0) return out;
  int64_t* to = out.data<int64_t>();
  const int64_t width = a.size(-1);
  int64_t at[kMaxReduceDims] = {};
  for (int64_t k = 0; k < n; k += width) {
    for (int64_t j = 0; j < width; ++j) {
      if (!set[k + j]) continue;
      for (int64_t i = 0; i + 1 < ndim; ++i) *to++ = at[i];
      *to++ = j;
    }
    for (int64_t i = ndim - 1; i-- > 0;) {
      if (++at[i] < a.sizes()[i]) break;
      at[i] = 0;
    }
  }
  return out;
}

Array masked_select(const Array& a, const Array& mask) {
  GRADLAB_CHECK(mask.dtype() == kBool || mask.dtype() == kByte,
                "masked_select: expected BoolTensor or ByteTensor for mask");
  const std::vector<int64_t> sizes = broadcast_sizes(mask.sizes(), a.sizes());
  const Array from = contiguous(a.expand(sizes)), where = checked_mask(mask.expand(sizes));
  const uint8_t* set = static_cast<const uint8_t*>(where.raw_data());
  const int64_t n = from.numel();
  Array out = Array::empty({count_set(set, n)}, a.dtype());
  dispatch_all_and_reduced(a.dtype(), "masked_select", [&]<class T>() {
    const T* x = from.data<T>();
    T* to = out.data<T>();
    // Writes every element and keeps those that are set: branches would be guesses.
    for (T* end = to + out.numel(); to != end; ++x, ++set) {
      *to = *x;
      to += *set != 0;
    }
  });
  return out;
}

void masked_scatter(const Array& a, const Array& mask, const Array& source) {
  GRADLAB_CHECK(a.dtype() == source.dtype(),
                "masked_scatter: expected self and source to have same dtypes but got", a.dtype(),
                " and ", source.dtype());
  GRADLAB_CHECK(mask.dtype() == kBool || mask.dtype() == kByte,
                "masked_scatter_ only supports boolean masks, but got mask with dtype ",
                mask.dtype());
  const Array where = checked_mask(readable_beside(a, mask.expand(a.sizes())));
  const Array from = contiguous(readable_beside(a, source));
  const uint8_t* set = static_cast<const uint8_t*>(where.raw_data());
  GRADLAB_CHECK(count_set(set, where.numel()) <= from.numel(),
                "Number of elements of source < number of ones in mask");
  if (a.numel() == 0) return;
  GRADLAB_CHECK(a.dim() <= kMaxReduceDims, "only tensors with up to 64 dims are supported");
  LoopNest nest;  // in row-major order, not in that of memory
  for (int64_t i = 0; i < a.dim(); ++i) nest.add(a.sizes()[i], a.strides()[i], 0);
  dispatch_all_and_reduced(a.dtype(), "masked_scatter", [&]<class T>() {
    T* to = a.data<T>();
    const T* x = from.data<T>();
    Odometer position(nest);
    do {
      if (*set++) to[position.in()] = *x++;
    } while (position.next());
  });
}

}  // namespace gradlab::kernels
