// The methods of Tensor that multiply matrices: each calls the free function of its name.
#include "gradlab/autograd/ops/matmul.h"

#include "gradlab/autograd/graph/into.h"
#include "gradlab/autograd/tensor.h"

namespace gradlab {

Tensor Tensor::mm(const Tensor& other, Location at) const {
  LocationScope scope(at);
  return gradlab::mm(*this, other);
}
Tensor Tensor::bmm(const Tensor& other, Location at) const {
  LocationScope scope(at);
  return gradlab::bmm(*this, other);
}
Tensor Tensor::matmul(const Tensor& other, Location at) const {
  LocationScope scope(at);
  return gradlab::matmul(*this, other);
}
Tensor Tensor::mv(const Tensor& vector, Location at) const {
  LocationScope scope(at);
  return gradlab::mv(*this, vector);
}
Tensor Tensor::dot(const Tensor& other, Location at) const {
  LocationScope scope(at);
  return gradlab::dot(*this, other);
}
Tensor Tensor::vdot(const Tensor& other, Location at) const {
  LocationScope scope(at);
  return gradlab::vdot(*this, other);
}
Tensor Tensor::inner(const Tensor& other, Location at) const {
  LocationScope scope(at);
  return gradlab::inner(*this, other);
}
Tensor Tensor::outer(const Tensor& other, Location at) const {
  LocationScope scope(at);
  return gradlab::outer(*this, other);
}
Tensor Tensor::ger(const Tensor& other, Location at) const {
  LocationScope scope(at);
  return gradlab::ger(*this, other);
}
Tensor Tensor::kron(const Tensor& other, Location at) const {
  LocationScope scope(at);
  return gradlab::kron(*this, other);
}
Tensor Tensor::cross(const Tensor& other, std::optional<int64_t> dim, Location at) const {
  LocationScope scope(at);
  return gradlab::cross(*this, other, dim);
}

#define GRADLAB_ADD_PRODUCT_METHOD(name)                                                           \
  Tensor Tensor::name(const Tensor& a, const Tensor& b, const Scalar& beta, const Scalar& alpha,   \
                      Location at) const {                                                         \
    LocationScope scope(at);                                                                       \
    return gradlab::name(*this, a, b, beta, alpha);                                                \
  }                                                                                                \
  Tensor& Tensor::name##_(const Tensor& a, const Tensor& b, const Scalar& beta,                    \
                          const Scalar& alpha, Location at) const {                                \
    LocationScope scope(at);                                                                       \
    return in_place(                                                                               \
        *this, a.requires_grad() || b.requires_grad(), false,                                      \
        [&](const Tensor& before, Into into) { gradlab::name(before, a, b, beta, alpha, into); }); \
  }
GRADLAB_ADD_PRODUCT_METHOD(addmm)
GRADLAB_ADD_PRODUCT_METHOD(addmv)
GRADLAB_ADD_PRODUCT_METHOD(addr)
GRADLAB_ADD_PRODUCT_METHOD(addbmm)
GRADLAB_ADD_PRODUCT_METHOD(baddbmm)
#undef GRADLAB_ADD_PRODUCT_METHOD

}  // namespace gradlab
