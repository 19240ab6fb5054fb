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
GRADLAB_MODULE(LayerNorm);

}  // namespace gradlab::nn

#endif  // GRADLAB_NN_MODULES_NORMALIZATION_H_
