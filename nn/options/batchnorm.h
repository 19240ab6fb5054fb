// Options of the modules in modules/batchnorm.h.
#ifndef GRADLAB_NN_OPTIONS_BATCHNORM_H_
#define GRADLAB_NN_OPTIONS_BATCHNORM_H_

#include <cstdint>
#include <optional>

#include "gradlab/autograd/tensor.h"
#include "gradlab/tensor/arg.h"

namespace gradlab::nn {

struct BatchNormOptions {
  BatchNormOptions(int64_t num_features) : num_features_(num_features) {}
  // Channels.
  GRADLAB_ARG(int64_t, num_features);
  // Added to the variance.
  GRADLAB_ARG(double, eps) = 1e-5;
  // The share of a batch in the running statistics; without one they are averages over all batches.
  GRADLAB_ARG(std::optional<double>, momentum) = 0.1;
  // Whether the result is multiplied by a learned weight, at first 1, and gets a bias, at first 0.
  GRADLAB_ARG(bool, affine) = true;
  // Whether running statistics are kept for evaluation; else those of the batch count there too.
  GRADLAB_ARG(bool, track_running_stats) = true;
};
using BatchNorm1dOptions = BatchNormOptions;
using BatchNorm2dOptions = BatchNormOptions;
using BatchNorm3dOptions = BatchNormOptions;

namespace functional {

struct BatchNormFuncOptions {
  GRADLAB_ARG(Tensor, weight) = Tensor();
  GRADLAB_ARG(Tensor, bias) = Tensor();
  GRADLAB_ARG(bool, training) = false;
  GRADLAB_ARG(std::optional<double>, momentum) = 0.1;
  GRADLAB_ARG(double, eps) = 1e-5;
};

}  // namespace functional
}  // namespace gradlab::nn

#endif  // GRADLAB_NN_OPTIONS_BATCHNORM_H_
