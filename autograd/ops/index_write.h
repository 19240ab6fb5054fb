// The common form of operations that write into a copy of a tensor, or in place: for ops/*.cc only.
#ifndef GRADLAB_AUTOGRAD_OPS_INDEX_WRITE_H_
#define GRADLAB_AUTOGRAD_OPS_INDEX_WRITE_H_

#include <utility>

#include "gradlab/autograd/graph/into.h"
#include "gradlab/tensor/error.h"
#include "gradlab/tensor/kernels/copy.h"

namespace gradlab {

enum class CopyLayout { kOfInput, kRowMajor };

// write(array) on into's array, or on a copy of t, whose layout is what PyTorch's operation gives.
template <class Write>
Output write_into(const Tensor& t, const Into& into, CopyLayout layout, Write&& write) {
  Array target;
  if (into.array() != nullptr) {
    target = *into.array();
  } else if (layout == CopyLayout::kOfInput) {
    target = kernels::clone(t.array());
  } else {
    target = Array::empty(t.sizes(), t.dtype());
    kernels::copy_into(target, t.array());
  }
  write(target);
  return into(std::move(target));
}

// The corner of these sizes, and g in the corner of zeros: the gradient of a src of which only a
// part was used.
Tensor corner_of(const Tensor& src, IntArrayRef sizes);
Tensor in_corner(const Tensor& g, IntArrayRef sizes);

// `result` as a new tensor, or copied to where `into` says: for what must not be written over its
// operands while it is formed.
inline Output result_into(const Into& into, Array result) {
  if (into.array() == nullptr) return into(std::move(result));
  GRADLAB_CHECK(into.array()->sizes() == result.sizes(), "Bad in-place call: input tensor size ",
                into.array()->sizes(), " and output tensor size ", result.sizes(), " should match");
  kernels::copy_into(*into.array(), result);
  return into(Array(*into.array()));
}

}  // namespace gradlab

#endif  // GRADLAB_AUTOGRAD_OPS_INDEX_WRITE_H_
