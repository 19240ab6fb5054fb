// Modules: normalisations.
#ifndef GRADLAB_NN_MODULES_NORMALIZATION_H_
#define GRADLAB_NN_MODULES_NORMALIZATION_H_

#include <cstdint>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "gradlab/autograd/tensor.h"
#include "gradlab/nn/cloneable.h"
#include "gradlab/nn/module_holder.h"
#include "gradlab/nn/options/normalization.h"

namespace gradlab::nn {

// Layer normalisation over the last dimensions: [*, normalized_shape] -> the same shape.
class LayerNormImpl : public Cloneable<LayerNormImpl> {
 public:
  LayerNormImpl(std::vector<int64_t> normalized_shape)
      : LayerNormImpl(LayerNormOptions(std::move(normalized_shape))) {}
  explicit LayerNormImpl(const LayerNormOptions& options);

  void reset() override;
  // Sets the weight to 1 and the bias to 0.
  void reset_parameters();
  void pretty_print(std::ostream& stream) const override;
  std::string extra_repr() const override;
  Tensor forward(const Tensor& input);

  LayerNormOptions options;
  // Of the normalized shape; undefined unless elementwise_affine.
  Tensor weight;
  Tensor bias;
};
GRADLAB_LIBRARY_MODULE(LayerNorm);

// Normalisation of groups of channels: [batch, num_channels, ...] -> the same.
class GroupNormImpl : public Cloneable<GroupNormImpl> {
 public:
  GroupNormImpl(int64_t num_groups, int64_t num_channels)
      : GroupNormImpl(GroupNormOptions(num_groups, num_channels)) {}
  explicit GroupNormImpl(const GroupNormOptions& options);

  void reset() override;
  // Sets the weight to 1 and the bias to 0.
  void reset_parameters();
  void pretty_print(std::ostream& stream) const override;
  std::string extra_repr() const override;
  Tensor forward(const Tensor& input);

  GroupNormOptions options;
  // [num_channels]; undefined unless affine.
  Tensor weight;
  Tensor bias;
};
GRADLAB_LIBRARY_MODULE(GroupNorm);

// Normalisation across neighbouring channels: [batch, channels, ...] -> the same.
class LocalResponseNormImpl : public Cloneable<LocalResponseNormImpl> {
 public:
  LocalResponseNormImpl(int64_t size) : LocalResponseNormImpl(LocalResponseNormOptions(size)) {}
  explicit LocalResponseNormImpl(const LocalResponseNormOptions& options) : options(options) {}

  void reset() override {}
  void pretty_print(std::ostream& stream) const override;
  std::string extra_repr() const override;
  Tensor forward(const Tensor& input);

  LocalResponseNormOptions options;
};
GRADLAB_LIBRARY_MODULE(LocalResponseNorm);

// x / (k + alpha / size * s)^beta with the sum s of the squares of the channels at most
// (size - 1) / 2 away, rounded down, and, as in libtorch, of the first channel:
// [batch, channels, h, w] -> the same.
class CrossMapLRN2dImpl : public Cloneable<CrossMapLRN2dImpl> {
 public:
  CrossMapLRN2dImpl(int64_t size) : CrossMapLRN2dImpl(CrossMapLRN2dOptions(size)) {}
  explicit CrossMapLRN2dImpl(const CrossMapLRN2dOptions& options) : options(options) {}

  void reset() override {}
  void pretty_print(std::ostream& stream) const override;
  std::string extra_repr() const override;
  // Throws for a size below 1 and for other inputs than those of 4 dimensions.
  Tensor forward(const Tensor& input);

  CrossMapLRN2dOptions options;
};
GRADLAB_LIBRARY_MODULE(CrossMapLRN2d);

}  // namespace gradlab::nn

#endif  // GRADLAB_NN_MODULES_NORMALIZATION_H_
