// Options of the modules in modules/activation.h.
#ifndef GRADLAB_NN_OPTIONS_ACTIVATION_H_
#define GRADLAB_NN_OPTIONS_ACTIVATION_H_

#include <cstdint>
#include <optional>
#include <string>

#include "gradlab/tensor/arg.h"
#include "gradlab/tensor/dtype.h"

namespace gradlab::nn {

struct ReLUOptions {
  ReLUOptions(bool inplace = false) : inplace_(inplace) {}
  // Whether to overwrite the input.
  GRADLAB_ARG(bool, inplace);
};

struct ReLU6Options {
  ReLU6Options(bool inplace = false) : inplace_(inplace) {}
  GRADLAB_ARG(bool, inplace);
};

struct SELUOptions {
  SELUOptions(bool inplace = false) : inplace_(inplace) {}
  GRADLAB_ARG(bool, inplace);
};

struct ELUOptions {
  // Minus the value for large negative inputs.
  GRADLAB_ARG(double, alpha) = 1.0;
  GRADLAB_ARG(bool, inplace) = false;
};

struct CELUOptions {
  GRADLAB_ARG(double, alpha) = 1.0;
  GRADLAB_ARG(bool, inplace) = false;
};

struct LeakyReLUOptions {
  GRADLAB_ARG(double, negative_slope) = 1e-2;
  GRADLAB_ARG(bool, inplace) = false;
};

struct HardtanhOptions {
  GRADLAB_ARG(double, min_val) = -1.0;
  GRADLAB_ARG(double, max_val) = 1.0;
  GRADLAB_ARG(bool, inplace) = false;
};

struct ThresholdOptions {
  ThresholdOptions(double threshold, double value) : threshold_(threshold), value_(value) {}
  GRADLAB_ARG(double, threshold);
  // What replaces inputs that are not above the threshold.
  GRADLAB_ARG(double, value);
  GRADLAB_ARG(bool, inplace) = false;
};

struct HardshrinkOptions {
  HardshrinkOptions(double lambda = 0.5) : lambda_(lambda) {}
  GRADLAB_ARG(double, lambda);
};

struct SoftshrinkOptions {
  SoftshrinkOptions(double lambda = 0.5) : lambda_(lambda) {}
  GRADLAB_ARG(double, lambda);
};

struct SoftplusOptions {
  GRADLAB_ARG(double, beta) = 1.0;
  // Where beta * x is above it, the result is x.
  GRADLAB_ARG(double, threshold) = 20.0;
};

struct PReLUOptions {
  // Slopes to learn: 1, or one per channel of the input.
  GRADLAB_ARG(int64_t, num_parameters) = 1;
  // Their initial value.
  GRADLAB_ARG(double, init) = 0.25;
};

struct GELUOptions {
  // "none" or "tanh".
  GRADLAB_ARG(std::string, approximate) = "none";
};

struct GLUOptions {
  GLUOptions(int64_t dim = -1) : dim_(dim) {}
  // The dimension to split in halves.
  GRADLAB_ARG(int64_t, dim);
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
using ReLU6FuncOptions = ReLU6Options;
using SELUFuncOptions = SELUOptions;
using ELUFuncOptions = ELUOptions;
using CELUFuncOptions = CELUOptions;
using LeakyReLUFuncOptions = LeakyReLUOptions;
using HardtanhFuncOptions = HardtanhOptions;
using ThresholdFuncOptions = ThresholdOptions;
using HardshrinkFuncOptions = HardshrinkOptions;
using SoftshrinkFuncOptions = SoftshrinkOptions;
using SoftplusFuncOptions = SoftplusOptions;
using GELUFuncOptions = GELUOptions;
using GLUFuncOptions = GLUOptions;

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
