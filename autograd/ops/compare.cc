#include "gradlab/autograd/ops/compare.h"

#include "gradlab/autograd/ops/derivative_free.h"
#include "gradlab/autograd/ops/factory.h"
#include "gradlab/tensor/kernels/compare.h"

namespace gradlab {
namespace {

// Only a result written in place can be floating, and so have a history.
template <class... T>
Tensor compared(const char* name, Output out, const T&... inputs) {
  if (!out.in_place()) return out;
  return piecewise_constant(name, out, inputs...);
}

}  // namespace

#define GRADLAB_COMPARISON(name, Name)                                                            \
  Tensor name(const Tensor& a, const Tensor& b, Into into) {                                      \
    return compared(Name "Backward1", into(kernels::name(a.array(), b.array(), into.array())), a, \
                    b);                                                                           \
  }                                                                                               \
  Tensor name(const Tensor& a, const Scalar& b, Into into) {                                      \
    return compared(Name "Backward0", into(kernels::name(a.array(), b, into.array())), a);        \
  }
GRADLAB_COMPARISON(eq, "Eq")
GRADLAB_COMPARISON(ne, "Ne")
GRADLAB_COMPARISON(lt, "Lt")
GRADLAB_COMPARISON(le, "Le")
GRADLAB_COMPARISON(gt, "Gt")
GRADLAB_COMPARISON(ge, "Ge")
#undef GRADLAB_COMPARISON

#define GRADLAB_BITWISE(name)                                       \
  Tensor name(const Tensor& a, const Tensor& b, Into into) {        \
    return into(kernels::name(a.array(), b.array(), into.array())); \
  }                                                                 \
  Tensor name(const Tensor& a, const Scalar& b, Into into) {        \
    return into(kernels::name(a.array(), b, into.array()));         \
  }                                                                 \
  Tensor name(const Scalar& a, const Tensor& b) { return Tensor(kernels::name(a, b.array())); }
GRADLAB_BITWISE(bitwise_and)
GRADLAB_BITWISE(bitwise_or)
GRADLAB_BITWISE(bitwise_xor)
GRADLAB_BITWISE(bitwise_left_shift)
GRADLAB_BITWISE(bitwise_right_shift)
#undef GRADLAB_BITWISE

// Written in place, logic keeps the history that its target had, as in PyTorch.
Tensor logical_and(const Tensor& a, const Tensor& b, Into into) {
  return into(kernels::logical_and(a.array(), b.array(), into.array()));
}
Tensor logical_or(const Tensor& a, const Tensor& b, Into into) {
  return into(kernels::logical_or(a.array(), b.array(), into.array()));
}
Tensor logical_xor(const Tensor& a, const Tensor& b, Into into) {
  return into(kernels::logical_xor(a.array(), b.array(), into.array()));
}
Tensor logical_not(const Tensor& a, Into into) {
  return into(kernels::logical_not(a.array(), into.array()));
}
Tensor bitwise_not(const Tensor& a, Into into) {
  return into(kernels::bitwise_not(a.array(), into.array()));
}

Tensor isnan(const Tensor& a) { return Tensor(kernels::isnan(a.array())); }
Tensor isinf(const Tensor& a) { return Tensor(kernels::isinf(a.array())); }
Tensor isposinf(const Tensor& a) { return Tensor(kernels::isposinf(a.array())); }
Tensor isneginf(const Tensor& a) { return Tensor(kernels::isneginf(a.array())); }
Tensor isfinite(const Tensor& a) { return Tensor(kernels::isfinite(a.array())); }
Tensor isreal(const Tensor& a) { return ones_like(a, kBool); }
Tensor signbit(const Tensor& a) { return Tensor(kernels::signbit(a.array())); }

Tensor isclose(const Tensor& a, const Tensor& b, double rtol, double atol, bool equal_nan) {
  return Tensor(kernels::isclose(a.array(), b.array(), rtol, atol, equal_nan));
}

bool equal(const Tensor& a, const Tensor& b) { return kernels::equal(a.array(), b.array()); }

bool allclose(const Tensor& a, const Tensor& b, double rtol, double atol, bool equal_nan) {
  return kernels::allclose(a.array(), b.array(), rtol, atol, equal_nan);
}

}  // namespace gradlab
