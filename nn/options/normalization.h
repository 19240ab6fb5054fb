// Options of the modules in modules/normalization.h.
#ifndef GRADLAB_NN_OPTIONS_NORMALIZATION_H_
#define GRADLAB_NN_OPTIONS_NORMALIZATION_H_

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "gradlab/autograd/tensor.h"
#include "gradlab/tensor/arg.h"

namespace gradlab::nn {

struct LayerNormOptions {
  LayerNormOptions(std::vector<int64_t> normalized_shape)
      : normalized_shape_(std::move(normalized_shape)) {}
  // The sizes of the last dimensions, over which mean and variance are taken.
  GRADLAB_ARG(std::vector<int64_t>, normalized_shape);
  // Added to the variance.
  GRADLAB_ARG(double, eps) = 1e-5;
  // Whether the result is multiplied by a learned weight, at first 1, and gets a bias, at first 0.
  GRADLAB_ARG(bool, elementwise_affine) = true;
};

struct GroupNormOptions {
  GroupNormOptions(int64_t num_groups, int64_t num_channels)
      : num_groups_(num_groups), num_channels_(num_channels) {}
  GRADLAB_ARG(int64_t, num_groups);
  GRADLAB_ARG(int64_t, num_channels);
  GRADLAB_ARG(double, eps) = 1e-5;
  // Whether the result is multiplied by a learned weight, at first 1, and gets a bias, at first 0.
  GRADLAB_ARG(bool, affine) = true;
};

struct LocalResponseNormOptions {
  LocalResponseNormOptions(int64_t size) : size_(size) {}
  // Neighbouring channels that are averaged over.
  GRADLAB_ARG(int64_t, size);
  GRADLAB_ARG(double, alpha) = 1e-4;
  GRADLAB_ARG(double, beta) = 0.75;
  GRADLAB_ARG(double, k) = 1;
};

// As LocalResponseNormOptions.
struct CrossMapLRN2dOptions {
  CrossMapLRN2dOptions(int64_t size) : size_(size) {}
  GRADLAB_ARG(int64_t, size);
  GRADLAB_ARG(double, alpha) = 1e-4;
  GRADLAB_ARG(double, beta) = 0.75;
  GRADLAB_ARG(int64_t, k) = 1;
};

namespace functional {

using LocalResponseNormFuncOptions = LocalResponseNormOptions;

struct GroupNormFuncOptions {
  GroupNormFuncOptions(int64_t num_groups) : num_groups_(num_groups) {}
  GRADLAB_ARG(int64_t, num_groups);
  GRADLAB_ARG(Tensor, weight) = {};
  GRADLAB_ARG(Tensor, bias) = {};
  GRADLAB_ARG(double, eps) = 1e-5;
};

struct NormalizeFuncOptions {
  // Of the norm.
  GRADLAB_ARG(double, p) = 2.0;
  // Smaller norms count as this one.
  GRADLAB_ARG(double, eps) = 1e-12;
  GRADLAB_ARG(int64_t, dim) = 1;
  // Written into and returned, without recording.
  GRADLAB_ARG(std::optional<Tensor>, out) = std::nullopt;
};

struct LayerNormFuncOptions {
  LayerNormFuncOptions(std::vector<int64_t> normalized_shape)
      : normalized_shape_(std::move(normalized_shape)) {}
  GRADLAB_ARG(std::vector<int64_t>, normalized_shape);
  GRADLAB_ARG(Tensor, weight);
  GRADLAB_ARG(Tensor, bias);
  GRADLAB_ARG(double, eps) = 1e-5;
};

}  // namespace functional
}  // namespace gradlab::nn

#endif  // GRADLAB_NN_OPTIONS_NORMALIZATION_H_
