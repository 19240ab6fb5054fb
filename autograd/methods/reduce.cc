// The methods of Tensor that reduce: each calls the free function of its name.
#include "gradlab/autograd/ops/reduce.h"

#include "gradlab/autograd/tensor.h"

namespace gradlab {

Tensor Tensor::sum(std::optional<ScalarType> dtype, Location at) const {
  LocationScope scope(at);
  return gradlab::sum(*this, dtype);
}
Tensor Tensor::sum(IntArrayRef dim, bool keepdim, std::optional<ScalarType> dtype,
                   Location at) const {
  LocationScope scope(at);
  return gradlab::sum(*this, dim, keepdim, dtype);
}
Tensor Tensor::mean(std::optional<ScalarType> dtype, Location at) const {
  LocationScope scope(at);
  return gradlab::mean(*this, dtype);
}
Tensor Tensor::mean(IntArrayRef dim, bool keepdim, std::optional<ScalarType> dtype,
                    Location at) const {
  LocationScope scope(at);
  return gradlab::mean(*this, dim, keepdim, dtype);
}
Tensor Tensor::prod(std::optional<ScalarType> dtype, Location at) const {
  LocationScope scope(at);
  return gradlab::prod(*this, dtype);
}
Tensor Tensor::prod(int64_t dim, bool keepdim, std::optional<ScalarType> dtype, Location at) const {
  LocationScope scope(at);
  return gradlab::prod(*this, dim, keepdim, dtype);
}
Tensor Tensor::max(Location at) const {
  LocationScope scope(at);
  return gradlab::max(*this);
}
Tensor Tensor::min(Location at) const {
  LocationScope scope(at);
  return gradlab::min(*this);
}
std::tuple<Tensor, Tensor> Tensor::max(int64_t dim, bool keepdim, Location at) const {
  LocationScope scope(at);
  return gradlab::max(*this, dim, keepdim);
}
std::tuple<Tensor, Tensor> Tensor::min(int64_t dim, bool keepdim, Location at) const {
  LocationScope scope(at);
  return gradlab::min(*this, dim, keepdim);
}
Tensor Tensor::amax(IntArrayRef dim, bool keepdim, Location at) const {
  LocationScope scope(at);
  return gradlab::amax(*this, dim, keepdim);
}
Tensor Tensor::amin(IntArrayRef dim, bool keepdim, Location at) const {
  LocationScope scope(at);
  return gradlab::amin(*this, dim, keepdim);
}
Tensor Tensor::argmax(std::optional<int64_t> dim, bool keepdim) const {
  return gradlab::argmax(*this, dim, keepdim);
}
Tensor Tensor::argmin(std::optional<int64_t> dim, bool keepdim) const {
  return gradlab::argmin(*this, dim, keepdim);
}
Tensor Tensor::any() const { return gradlab::any(*this); }
Tensor Tensor::all() const { return gradlab::all(*this); }
Tensor Tensor::any(int64_t dim, bool keepdim) const { return gradlab::any(*this, dim, keepdim); }
Tensor Tensor::all(int64_t dim, bool keepdim) const { return gradlab::all(*this, dim, keepdim); }
Tensor Tensor::var(bool unbiased, Location at) const {
  LocationScope scope(at);
  return gradlab::var(*this, unbiased);
}
Tensor Tensor::var(OptionalIntArrayRef dim, bool unbiased, bool keepdim, Location at) const {
  LocationScope scope(at);
  return gradlab::var(*this, dim, unbiased, keepdim);
}
Tensor Tensor::var(OptionalIntArrayRef dim, const std::optional<Scalar>& correction, bool keepdim,
                   Location at) const {
  LocationScope scope(at);
  return gradlab::var(*this, dim, correction, keepdim);
}
Tensor Tensor::std(bool unbiased, Location at) const {
  LocationScope scope(at);
  return gradlab::std(*this, unbiased);
}
Tensor Tensor::std(OptionalIntArrayRef dim, bool unbiased, bool keepdim, Location at) const {
  LocationScope scope(at);
  return gradlab::std(*this, dim, unbiased, keepdim);
}
Tensor Tensor::std(OptionalIntArrayRef dim, const std::optional<Scalar>& correction, bool keepdim,
                   Location at) const {
  LocationScope scope(at);
  return gradlab::std(*this, dim, correction, keepdim);
}
Tensor Tensor::norm(const Scalar& p, Location at) const {
  LocationScope scope(at);
  return gradlab::norm(*this, p);
}
Tensor Tensor::norm(const std::optional<Scalar>& p, ScalarType dtype, Location at) const {
  LocationScope scope(at);
  return gradlab::norm(*this, p, dtype);
}
Tensor Tensor::norm(const std::optional<Scalar>& p, IntArrayRef dim, bool keepdim,
                    Location at) const {
  LocationScope scope(at);
  return gradlab::norm(*this, p, dim, keepdim);
}
Tensor Tensor::norm(const std::optional<Scalar>& p, IntArrayRef dim, bool keepdim, ScalarType dtype,
                    Location at) const {
  LocationScope scope(at);
  return gradlab::norm(*this, p, dim, keepdim, dtype);
}
Tensor Tensor::logsumexp(IntArrayRef dim, bool keepdim, Location at) const {
  LocationScope scope(at);
  return gradlab::logsumexp(*this, dim, keepdim);
}
Tensor Tensor::nansum(OptionalIntArrayRef dim, bool keepdim, std::optional<ScalarType> dtype,
                      Location at) const {
  LocationScope scope(at);
  return gradlab::nansum(*this, dim, keepdim, dtype);
}
Tensor Tensor::nanmean(OptionalIntArrayRef dim, bool keepdim, std::optional<ScalarType> dtype,
                       Location at) const {
  LocationScope scope(at);
  return gradlab::nanmean(*this, dim, keepdim, dtype);
}
Tensor Tensor::sum_to_size(IntArrayRef size, Location at) const {
  LocationScope scope(at);
  return gradlab::sum_to_size(*this, size, at);
}
std::tuple<Tensor, Tensor> Tensor::aminmax(std::optional<int64_t> dim, bool keepdim,
                                           Location at) const {
  LocationScope scope(at);
  return gradlab::aminmax(*this, dim, keepdim);
}
Tensor Tensor::count_nonzero(IntArrayRef dim) const { return gradlab::count_nonzero(*this, dim); }
Tensor Tensor::count_nonzero(std::optional<int64_t> dim) const {
  return gradlab::count_nonzero(*this, dim);
}
Tensor Tensor::dist(const Tensor& other, const Scalar& p, Location at) const {
  LocationScope scope(at);
  return gradlab::dist(*this, other, p);
}
Tensor Tensor::renorm(const Scalar& p, int64_t dim, const Scalar& maxnorm, Location at) const {
  LocationScope scope(at);
  return gradlab::renorm(*this, p, dim, maxnorm);
}
Tensor& Tensor::renorm_(const Scalar& p, int64_t dim, const Scalar& maxnorm, Location at) const {
  LocationScope scope(at);
  return copy_(renorm(p, dim, maxnorm));
}

}  // namespace gradlab
