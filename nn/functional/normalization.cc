#include "gradlab/nn/functional/normalization.h"

#include <cstdint>

#include "gradlab/autograd/ops/padding.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/autograd/ops/pooling.h"
#include "gradlab/autograd/ops/shape.h"
#include "gradlab/tensor/error.h"

namespace gradlab::nn::functional {

Tensor local_response_norm(const Tensor& input, const LocalResponseNormFuncOptions& options,
                           Location at) {
  LocationScope scope(at);
  GRADLAB_CHECK(input.dim() >= 3, "Expected 3D or higher dimensionality input (got ", input.dim(),
                " dimensions)");
  const int64_t n = options.size(), before = n / 2, after = (n - 1) / 2;
  Tensor squares = input.mul(input).unsqueeze(1);
  if (input.dim() == 3) {
    squares = avg_pool2d(pad(squares, {0, 0, before, after}), {n, 1}, 1).squeeze(1);
  } else {
    const IntArrayRef sizes = input.sizes();
    squares = squares.view({sizes[0], 1, sizes[1], sizes[2], -1});
    squares = avg_pool3d(pad(squares, {0, 0, 0, 0, before, after}), {n, 1, 1}, 1);
    squares = squares.squeeze(1).view(sizes);
  }
  return input / squares.mul(options.alpha()).add(options.k()).pow(options.beta());
}

}  // namespace gradlab::nn::functional
