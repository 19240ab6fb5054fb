// How functions of doubles become kernels.
#ifndef GRADLAB_TENSOR_KERNELS_SPECIAL_APPLY_H_
#define GRADLAB_TENSOR_KERNELS_SPECIAL_APPLY_H_

#include "gradlab/tensor/array.h"
#include "gradlab/tensor/kernels/arithmetic.h"
#include "gradlab/tensor/kernels/operand.h"
#include "gradlab/tensor/kernels/pointwise.h"

namespace gradlab::kernels {

template <double (*kFunction)(double)>
struct OfDouble {
  template <class T>
  T operator()(T a) const {
    return static_cast<T>(kFunction(static_cast<double>(a)));
  }
};
template <double (*kFunction)(double, double)>
struct OfDoubles {
  template <class T>
  T operator()(T a, T b) const {
    return static_cast<T>(kFunction(static_cast<double>(a), static_cast<double>(b)));
  }
};

// For functions that PyTorch has in full precision only. `name` is in its error for other dtypes.
template <class Op>
Array full_precision(const char* name, const Array& a, const Op& op, const Array* into) {
  return dispatch_floating(floating_type(a.dtype()), name,
                           [&]<class T>() { return unary<T, T>(a, op, into); });
}
template <class Op>
Array full_precision(const char* name, const Operand& a, const Operand& b, const Op& op,
                     const Array* into) {
  return dispatch_floating(floating_type(result_type(a, b)), name,
                           [&]<class T>() { return binary<T, T>(a, b, op, into); });
}

}  // namespace gradlab::kernels

#endif  // GRADLAB_TENSOR_KERNELS_SPECIAL_APPLY_H_
