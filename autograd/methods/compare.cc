// The methods of Tensor that compare, and those of logic and bits: each calls the free function of
// its name.
#include "gradlab/autograd/ops/compare.h"

#include "gradlab/autograd/graph/into.h"
#include "gradlab/autograd/tensor.h"

namespace gradlab {

#define GRADLAB_BINARY(name)                                                                      \
  Tensor Tensor::name(const Tensor& o, Location at) const { return gradlab::name(*this, o, at); } \
  Tensor& Tensor::name##_(const Tensor& o, Location at) const {                                   \
    LocationScope scope(at);                                                                      \
    return in_place(*this, o.requires_grad(), false,                                              \
                    [&](const Tensor& x, Into into) { gradlab::name(x, o, into); });              \
  }
#define GRADLAB_BINARY_OR_NUMBER(name)                                                            \
  GRADLAB_BINARY(name)                                                                            \
  Tensor Tensor::name(const Scalar& o, Location at) const { return gradlab::name(*this, o, at); } \
  Tensor& Tensor::name##_(const Scalar& o, Location at) const {                                   \
    LocationScope scope(at);                                                                      \
    return in_place(*this, false, false,                                                          \
                    [&](const Tensor& x, Into into) { gradlab::name(x, o, into); });              \
  }
#define GRADLAB_UNARY(name)                                                       \
  Tensor Tensor::name(Location at) const { return gradlab::name(*this, at); }     \
  Tensor& Tensor::name##_(Location at) const {                                    \
    LocationScope scope(at);                                                      \
    return in_place(*this, false, false,                                          \
                    [&](const Tensor& x, Into into) { gradlab::name(x, into); }); \
  }
GRADLAB_BINARY_OR_NUMBER(eq)
GRADLAB_BINARY_OR_NUMBER(ne)
GRADLAB_BINARY_OR_NUMBER(lt)
GRADLAB_BINARY_OR_NUMBER(le)
GRADLAB_BINARY_OR_NUMBER(gt)
GRADLAB_BINARY_OR_NUMBER(ge)
GRADLAB_BINARY_OR_NUMBER(bitwise_and)
GRADLAB_BINARY_OR_NUMBER(bitwise_or)
GRADLAB_BINARY_OR_NUMBER(bitwise_xor)
GRADLAB_BINARY_OR_NUMBER(bitwise_left_shift)
GRADLAB_BINARY_OR_NUMBER(bitwise_right_shift)
GRADLAB_BINARY(logical_and)
GRADLAB_BINARY(logical_or)
GRADLAB_BINARY(logical_xor)
GRADLAB_UNARY(logical_not)
GRADLAB_UNARY(bitwise_not)
#undef GRADLAB_BINARY
#undef GRADLAB_BINARY_OR_NUMBER
#undef GRADLAB_UNARY

Tensor Tensor::operator~() const { return bitwise_not(); }
Tensor Tensor::isnan() const { return gradlab::isnan(*this); }
Tensor Tensor::isinf() const { return gradlab::isinf(*this); }
Tensor Tensor::isposinf() const { return gradlab::isposinf(*this); }
Tensor Tensor::isneginf() const { return gradlab::isneginf(*this); }
Tensor Tensor::isfinite() const { return gradlab::isfinite(*this); }
Tensor Tensor::isreal() const { return gradlab::isreal(*this); }
Tensor Tensor::signbit() const { return gradlab::signbit(*this); }
Tensor Tensor::isclose(const Tensor& o, double rtol, double atol, bool equal_nan) const {
  return gradlab::isclose(*this, o, rtol, atol, equal_nan);
}
bool Tensor::equal(const Tensor& o) const { return gradlab::equal(*this, o); }
bool Tensor::allclose(const Tensor& o, double rtol, double atol, bool equal_nan) const {
  return gradlab::allclose(*this, o, rtol, atol, equal_nan);
}

}  // namespace gradlab
