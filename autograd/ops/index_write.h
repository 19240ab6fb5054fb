// The common form of operations that write into a copy of a tensor, or in place: for ops/*.cc only.
#ifndef GRADLAB_AUTOGRAD_OPS_INDEX_WRITE_H_
#define GRADLAB_AUTOGRAD_OPS_INDEX_WRITE_H_

#include <utility>

#include "gradlab/autograd/into.h"
#include "gradlab/tensor/kernels/copy.h"

namespace gradlab {

// write(array) on into's array, or on a copy of t.
template <class Write>
Output write_into(const Tensor& t, const Into& into, Write&& write) {
  Array target = into.array() != nullptr ? *into.array() : kernels::clone(t.array());
  write(target);
  return into(std::move(target));
}

}  // namespace gradlab

#endif  // GRADLAB_AUTOGRAD_OPS_INDEX_WRITE_H_
