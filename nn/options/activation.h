// Options of the modules in modules/activation.h.
#ifndef GRADLAB_NN_OPTIONS_ACTIVATION_H_
#define GRADLAB_NN_OPTIONS_ACTIVATION_H_

#include <cstdint>
#include <optional>

#include "gradlab/tensor/arg.h"
#include "gradlab/tensor/dtype.h"

namespace gradlab::nn {

struct ReLUOptions {
  ReLUOptions(bool inplace = false) : inplace_(inplace) {}
  // Whether to overwrite the input.
  GRADLAB_ARG(bool, inplace);
};

struct SoftmaxOptions {
  SoftmaxOptions(int64_t dim) : dim_(dim) {}
  // The dimension along which the results sum to 1.
  GRADLAB_ARG(int64_t, dim);
};

struct LogSoftmaxOptions {
  LogSoftmaxOptions(int64_t dim) : dim_(dim) {}
  GRADLAB_ARG(int64_t, dim);
};

struct SoftminOptions {
  SoftminOptions(int64_t dim) : dim_(dim) {}
  GRADLAB_ARG(int64_t, dim);
};

namespace functional {

using ReLUFuncOptions = ReLUOptions;

// The input is converted to `dtype` first, if given.
struct SoftmaxFuncOptions {
  SoftmaxFuncOptions(int64_t dim) : dim_(dim) {}
  GRADLAB_ARG(int64_t, dim);
  GRADLAB_ARG(std::optional<Dtype>, dtype) = std::nullopt;
};

struct LogSoftmaxFuncOptions {
  LogSoftmaxFuncOptions(int64_t dim) : dim_(dim) {}
  GRADLAB_ARG(int64_t, dim);
  GRADLAB_ARG(std::optional<Dtype>, dtype) = std::nullopt;
};

struct SoftminFuncOptions {
  SoftminFuncOptions(int64_t dim) : dim_(dim) {}
  GRADLAB_ARG(int64_t, dim);
  GRADLAB_ARG(std::optional<Dtype>, dtype) = std::nullopt;
};

}  // namespace functional
}  // namespace gradlab::nn

#endif  // GRADLAB_NN_OPTIONS_ACTIVATION_H_
