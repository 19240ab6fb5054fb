// The methods of Tensor that scan and sort: each calls the free function of its name.
#include "gradlab/autograd/ops/sort.h"

#include "gradlab/autograd/graph/into.h"
#include "gradlab/autograd/ops/scan.h"
#include "gradlab/autograd/tensor.h"

namespace gradlab {

Tensor Tensor::cumsum(int64_t dim, std::optional<ScalarType> dtype, Location at) const {
  LocationScope scope(at);
  return gradlab::cumsum(*this, dim, dtype);
}
Tensor& Tensor::cumsum_(int64_t dim, std::optional<ScalarType> dtype, Location at) const {
  LocationScope scope(at);
  return in_place(*this, false, false,
                  [&](const Tensor& x, Into into) { gradlab::cumsum(x, dim, dtype, into); });
}
Tensor Tensor::cumprod(int64_t dim, std::optional<ScalarType> dtype, Location at) const {
  LocationScope scope(at);
  return gradlab::cumprod(*this, dim, dtype);
}
Tensor& Tensor::cumprod_(int64_t dim, std::optional<ScalarType> dtype, Location at) const {
  LocationScope scope(at);
  return in_place(*this, false, true,
                  [&](const Tensor& x, Into into) { gradlab::cumprod(x, dim, dtype, into); });
}
std::tuple<Tensor, Tensor> Tensor::cummax(int64_t dim, Location at) const {
  LocationScope scope(at);
  return gradlab::cummax(*this, dim);
}
std::tuple<Tensor, Tensor> Tensor::cummin(int64_t dim, Location at) const {
  LocationScope scope(at);
  return gradlab::cummin(*this, dim);
}
Tensor Tensor::logcumsumexp(int64_t dim, Location at) const {
  LocationScope scope(at);
  return gradlab::logcumsumexp(*this, dim);
}
Tensor Tensor::diff(int64_t n, int64_t dim, const std::optional<Tensor>& prepend,
                    const std::optional<Tensor>& append, Location at) const {
  LocationScope scope(at);
  return gradlab::diff(*this, n, dim, prepend, append);
}

std::tuple<Tensor, Tensor> Tensor::sort(int64_t dim, bool descending, Location at) const {
  LocationScope scope(at);
  return gradlab::sort(*this, dim, descending);
}
std::tuple<Tensor, Tensor> Tensor::sort(std::optional<bool> stable, int64_t dim, bool descending,
                                        Location at) const {
  LocationScope scope(at);
  return gradlab::sort(*this, stable, dim, descending);
}
Tensor Tensor::argsort(int64_t dim, bool descending) const {
  return gradlab::argsort(*this, dim, descending);
}
Tensor Tensor::argsort(bool stable, int64_t dim, bool descending) const {
  return gradlab::argsort(*this, stable, dim, descending);
}
Tensor Tensor::msort(Location at) const {
  LocationScope scope(at);
  return gradlab::msort(*this);
}
std::tuple<Tensor, Tensor> Tensor::topk(int64_t k, int64_t dim, bool largest, bool sorted,
                                        Location at) const {
  LocationScope scope(at);
  return gradlab::topk(*this, k, dim, largest, sorted);
}
std::tuple<Tensor, Tensor> Tensor::kthvalue(int64_t k, int64_t dim, bool keepdim,
                                            Location at) const {
  LocationScope scope(at);
  return gradlab::kthvalue(*this, k, dim, keepdim);
}
Tensor Tensor::median(Location at) const {
  LocationScope scope(at);
  return gradlab::median(*this);
}
std::tuple<Tensor, Tensor> Tensor::median(int64_t dim, bool keepdim, Location at) const {
  LocationScope scope(at);
  return gradlab::median(*this, dim, keepdim);
}
Tensor Tensor::nanmedian(Location at) const {
  LocationScope scope(at);
  return gradlab::nanmedian(*this);
}
std::tuple<Tensor, Tensor> Tensor::nanmedian(int64_t dim, bool keepdim, Location at) const {
  LocationScope scope(at);
  return gradlab::nanmedian(*this, dim, keepdim);
}
std::tuple<Tensor, Tensor> Tensor::mode(int64_t dim, bool keepdim, Location at) const {
  LocationScope scope(at);
  return gradlab::mode(*this, dim, keepdim);
}
#define GRADLAB_QUANTILE(name, type)                                       \
  Tensor Tensor::name(type q, std::optional<int64_t> dim, bool keepdim,    \
                      std::string_view interpolation, Location at) const { \
    LocationScope scope(at);                                               \
    return gradlab::name(*this, q, dim, keepdim, interpolation);           \
  }
GRADLAB_QUANTILE(quantile, const Tensor&)
GRADLAB_QUANTILE(quantile, double)
GRADLAB_QUANTILE(nanquantile, const Tensor&)
GRADLAB_QUANTILE(nanquantile, double)
#undef GRADLAB_QUANTILE
Tensor Tensor::bincount(const std::optional<Tensor>& weights, int64_t minlength,
                        Location at) const {
  LocationScope scope(at);
  return gradlab::bincount(*this, weights, minlength);
}
Tensor Tensor::histc(int64_t bins, const Scalar& min, const Scalar& max, Location at) const {
  LocationScope scope(at);
  return gradlab::histc(*this, bins, min, max);
}

}  // namespace gradlab
