#include "gradlab/nn/utils/convert_parameters.h"

#include "gradlab/autograd/ops/shape.h"
#include "gradlab/tensor/error.h"

namespace gradlab::nn::utils {

Tensor parameters_to_vector(const std::vector<Tensor>& parameters) {
  std::vector<Tensor> parts;
  for (const Tensor& p : parameters) parts.push_back(p.view({-1}));
  return cat(parts);
}

void vector_to_parameters(const Tensor& vec, std::vector<Tensor> parameters) {
  int64_t total = 0;
  for (const Tensor& p : parameters) total += p.numel();
  GRADLAB_CHECK(vec.dim() == 1 && vec.numel() >= total,
                "vector_to_parameters: a vector of at least ", total, " elements is needed; got ",
                vec.sizes());
  int64_t at = 0;
  for (const Tensor& p : parameters) {
    p.set_data(vec.slice(0, at, at + p.numel()).view_as(p).data());
    at += p.numel();
  }
}

}  // namespace gradlab::nn::utils
