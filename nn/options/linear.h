// Options of the modules in modules/linear.h.
#ifndef GRADLAB_NN_OPTIONS_LINEAR_H_
#define GRADLAB_NN_OPTIONS_LINEAR_H_

#include <cstdint>

#include "gradlab/tensor/arg.h"

namespace gradlab::nn {

struct LinearOptions {
  LinearOptions(int64_t in_features, int64_t out_features)
      : in_features_(in_features), out_features_(out_features) {}
  // Size of the last dimension of the input and of the output.
  GRADLAB_ARG(int64_t, in_features);
  GRADLAB_ARG(int64_t, out_features);
  // Whether a learned bias is added.
  GRADLAB_ARG(bool, bias) = true;
};

struct FlattenOptions {
  // The first and last dimension that become one; negative ones count from the end.
  GRADLAB_ARG(int64_t, start_dim) = 1;
  GRADLAB_ARG(int64_t, end_dim) = -1;
};

}  // namespace gradlab::nn

#endif  // GRADLAB_NN_OPTIONS_LINEAR_H_
