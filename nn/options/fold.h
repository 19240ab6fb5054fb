// Options of the modules in modules/fold.h; autograd/ops/fold.h says what they mean. Numbers for
// height and width may be written as one.
#ifndef GRADLAB_NN_OPTIONS_FOLD_H_
#define GRADLAB_NN_OPTIONS_FOLD_H_

#include "gradlab/nn/expanding_array.h"
#include "gradlab/tensor/arg.h"

namespace gradlab::nn {

struct FoldOptions {
  FoldOptions(ExpandingArray<2> output_size, ExpandingArray<2> kernel_size)
      : output_size_(output_size), kernel_size_(kernel_size) {}
  GRADLAB_ARG(ExpandingArray<2>, output_size);
  GRADLAB_ARG(ExpandingArray<2>, kernel_size);
  GRADLAB_ARG(ExpandingArray<2>, dilation) = 1;
  GRADLAB_ARG(ExpandingArray<2>, padding) = 0;
  GRADLAB_ARG(ExpandingArray<2>, stride) = 1;
};

struct UnfoldOptions {
  UnfoldOptions(ExpandingArray<2> kernel_size) : kernel_size_(kernel_size) {}
  GRADLAB_ARG(ExpandingArray<2>, kernel_size);
  GRADLAB_ARG(ExpandingArray<2>, dilation) = 1;
  GRADLAB_ARG(ExpandingArray<2>, padding) = 0;
  GRADLAB_ARG(ExpandingArray<2>, stride) = 1;
};

namespace functional {
using FoldFuncOptions = FoldOptions;
using UnfoldFuncOptions = UnfoldOptions;
}  // namespace functional

}  // namespace gradlab::nn

#endif  // GRADLAB_NN_OPTIONS_FOLD_H_
