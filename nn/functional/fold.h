// Images as columns of blocks, and back.
#ifndef GRADLAB_NN_FUNCTIONAL_FOLD_H_
#define GRADLAB_NN_FUNCTIONAL_FOLD_H_

#include "gradlab/autograd/tensor.h"
#include "gradlab/nn/options/fold.h"
#include "gradlab/tensor/location.h"

namespace gradlab::nn::functional {

// col2im() of [n, c * kernel elements, blocks] or one without the n.
Tensor fold(const Tensor& input, const FoldFuncOptions& options, Location at = Location::here());
// im2col() of [n, c, h, w].
Tensor unfold(const Tensor& input, const UnfoldFuncOptions& options,
              Location at = Location::here());

}  // namespace gradlab::nn::functional

#endif  // GRADLAB_NN_FUNCTIONAL_FOLD_H_
