#include "gradlab/nn/functional/fold.h"

#include "gradlab/autograd/ops/fold.h"
#include "gradlab/tensor/error.h"

namespace gradlab::nn::functional {

Tensor fold(const Tensor& input, const FoldFuncOptions& options, Location at) {
  LocationScope scope(at);
  GRADLAB_CHECK(input.dim() == 2 || input.dim() == 3,
                "Input Error: Only unbatched (2D) or batched (3D) input Tensors are supported "
                "(got ",
                input.dim(), "D)");
  return col2im(input, options.output_size(), options.kernel_size(), options.dilation(),
                options.padding(), options.stride());
}

Tensor unfold(const Tensor& input, const UnfoldFuncOptions& options, Location at) {
  LocationScope scope(at);
  GRADLAB_CHECK(input.dim() == 4, "Input Error: Only 4D input Tensors are supported (got ",
                input.dim(), "D)");
  return im2col(input, options.kernel_size(), options.dilation(), options.padding(),
                options.stride());
}

}  // namespace gradlab::nn::functional
