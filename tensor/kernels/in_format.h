// Arrays laid out in a given memory format, as kernels over images take and return them.
#ifndef GRADLAB_TENSOR_KERNELS_IN_FORMAT_H_
#define GRADLAB_TENSOR_KERNELS_IN_FORMAT_H_

#include "gradlab/tensor/array.h"
#include "gradlab/tensor/array_ref.h"
#include "gradlab/tensor/dtype.h"
#include "gradlab/tensor/kernels/copy.h"
#include "gradlab/tensor/memory_format.h"

namespace gradlab::kernels {

// Uninitialised. `format` is not Preserve.
inline Array empty_in_format(IntArrayRef sizes, MemoryFormat format, ScalarType dtype) {
  if (format == MemoryFormat::Contiguous) return Array::empty(sizes, dtype);
  return Array::empty_strided(sizes, format_strides(sizes, format), dtype);
}

// The same array when it is laid out so already, else a copy.
inline Array in_format(const Array& a, MemoryFormat format) {
  if (format == MemoryFormat::Contiguous) return contiguous(a);
  if (is_channels_last(a.sizes(), a.strides(), format)) return a;
  Array copy = empty_in_format(a.sizes(), format, a.dtype());
  copy_into(copy, a);
  return copy;
}

}  // namespace gradlab::kernels

#endif  // GRADLAB_TENSOR_KERNELS_IN_FORMAT_H_
