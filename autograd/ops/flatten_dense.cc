#include "gradlab/autograd/ops/flatten_dense.h"

#include <cstdint>

#include "gradlab/autograd/ops/factory.h"
#include "gradlab/autograd/ops/shape.h"

namespace gradlab::utils {

Tensor flatten_dense_tensors(TensorList tensors) {
  std::vector<Tensor> parts;
  for (const Tensor& t : tensors) parts.push_back(t.reshape({-1}));
  return cat(parts);
}

std::vector<Tensor> unflatten_dense_tensors(const Tensor& flat, TensorList tensors) {
  std::vector<Tensor> parts;
  int64_t offset = 0;
  for (const Tensor& t : tensors) {
    const int64_t n = t.numel();
    parts.push_back(n == 0 ? empty({0}, flat.options())
                           : flat.narrow(0, offset, n).view(t.sizes()));
    offset += n;
  }
  return parts;
}

}  // namespace gradlab::utils
