// The common form of operations that write into a copy of a tensor, or in place: for ops/*.cc only.
#ifndef GRADLAB_AUTOGRAD_OPS_INDEX_WRITE_H_
#define GRADLAB_AUTOGRAD_OPS_INDEX_WRITE_H_

#include <utility>

#include "gradlab/autograd/into.h"
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

}  // namespace gradlab

#endif  // GRADLAB_AUTOGRAD_OPS_INDEX_WRITE_H_
