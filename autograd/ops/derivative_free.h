// How operations record themselves that have no formula for a gradient: those that are constant
// almost everywhere, and those that PyTorch does not differentiate.
#ifndef GRADLAB_AUTOGRAD_OPS_DERIVATIVE_FREE_H_
#define GRADLAB_AUTOGRAD_OPS_DERIVATIVE_FREE_H_

#include "gradlab/autograd/graph/into.h"
#include "gradlab/autograd/graph/tape.h"
#include "gradlab/autograd/ops/factory.h"
#include "gradlab/tensor/error.h"

namespace gradlab {

// `out` with zeros as the gradients of all inputs.
template <class... T>
Tensor piecewise_constant(const char* name, Output out, const T&... inputs) {
  if (Tape tape(inputs...); tape) {
    tape.record(name, out, [](const Tensor& g, Backward& bw) {
      for (uint32_t i = 0; i < sizeof...(T); ++i) {
        if (bw.needs(i)) bw.grad(i) = zeros_like(g);
      }
    });
  }
  return out;
}

// `out`, whose backward pass throws "derivative for aten::floor_divide is not implemented", with an
// underscore after the name if it was written in place.
template <class... T>
Tensor not_differentiable(const char* operation, Output out, const T&... inputs) {
  if (Tape tape(inputs...); tape) {
    const char* underscore = out.in_place() ? "_" : "";
    tape.record("NotImplemented", out, [operation, underscore](const Tensor&, Backward&) {
      GRADLAB_THROW(NotImplementedError, "derivative for aten::", operation, underscore,
                    " is not implemented");
    });
  }
  return out;
}

}  // namespace gradlab

#endif  // GRADLAB_AUTOGRAD_OPS_DERIVATIVE_FREE_H_
