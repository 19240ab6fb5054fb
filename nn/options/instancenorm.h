// Options of the modules in modules/instancenorm.h; see options/batchnorm.h.
#ifndef GRADLAB_NN_OPTIONS_INSTANCENORM_H_
#define GRADLAB_NN_OPTIONS_INSTANCENORM_H_

#include <cstdint>

#include "gradlab/autograd/tensor.h"
#include "gradlab/tensor/arg.h"

namespace gradlab::nn {

struct InstanceNormOptions {
  InstanceNormOptions(int64_t num_features) : num_features_(num_features) {}
  GRADLAB_ARG(int64_t, num_features);
  GRADLAB_ARG(double, eps) = 1e-5;
  GRADLAB_ARG(double, momentum) = 0.1;
  GRADLAB_ARG(bool, affine) = false;
  GRADLAB_ARG(bool, track_running_stats) = false;
};
using InstanceNorm1dOptions = InstanceNormOptions;
using InstanceNorm2dOptions = InstanceNormOptions;
using InstanceNorm3dOptions = InstanceNormOptions;

namespace functional {

struct InstanceNormFuncOptions {
  GRADLAB_ARG(Tensor, running_mean) = Tensor();
  GRADLAB_ARG(Tensor, running_var) = Tensor();
  GRADLAB_ARG(Tensor, weight) = Tensor();
  GRADLAB_ARG(Tensor, bias) = Tensor();
  GRADLAB_ARG(bool, use_input_stats) = true;
  GRADLAB_ARG(double, momentum) = 0.1;
  GRADLAB_ARG(double, eps) = 1e-5;
};

}  // namespace functional
}  // namespace gradlab::nn

#endif  // GRADLAB_NN_OPTIONS_INSTANCENORM_H_
