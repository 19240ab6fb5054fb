// The methods of Tensor for statistics: each calls the free function of its name.
#include "gradlab/autograd/ops/statistics.h"

#include "gradlab/autograd/tensor.h"

namespace gradlab {

Tensor Tensor::cov(int64_t correction, const std::optional<Tensor>& fweights,
                   const std::optional<Tensor>& aweights, Location at) const {
  return gradlab::cov(*this, correction, fweights, aweights, at);
}
Tensor Tensor::corrcoef(Location at) const { return gradlab::corrcoef(*this, at); }
std::tuple<Tensor, Tensor> Tensor::histogram(const Tensor& bins,
                                             const std::optional<Tensor>& weight,
                                             bool density) const {
  return gradlab::histogram(*this, bins, weight, density);
}
std::tuple<Tensor, Tensor> Tensor::histogram(int64_t bins, std::optional<ArrayRef<double>> range,
                                             const std::optional<Tensor>& weight,
                                             bool density) const {
  return gradlab::histogram(*this, bins, range, weight, density);
}

}  // namespace gradlab
