// Operations that PyTorch has no derivative for: for ops/*.cc only.
#ifndef GRADLAB_AUTOGRAD_OPS_NO_DERIVATIVE_H_
#define GRADLAB_AUTOGRAD_OPS_NO_DERIVATIVE_H_

#include "gradlab/autograd/tape.h"
#include "gradlab/tensor/error.h"

namespace gradlab {

// Makes `out` refuse a backward pass: "derivative for aten::scatter is not implemented".
template <class Out, class... T>
void record_no_derivative(const char* operation, Out& out, const T&... inputs) {
  if (Tape tape(inputs...); tape) {
    tape.record("NotImplemented", out, [operation](const Tensor&, Backward&) {
      GRADLAB_THROW(NotImplementedError, "derivative for ", operation, " is not implemented");
    });
  }
}

}  // namespace gradlab

#endif  // GRADLAB_AUTOGRAD_OPS_NO_DERIVATIVE_H_
