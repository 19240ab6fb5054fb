// Modules: a linear map, and reshaping.
#ifndef GRADLAB_NN_MODULES_LINEAR_H_
#define GRADLAB_NN_MODULES_LINEAR_H_

#include <cstdint>
#include <ostream>
#include <string>

#include "gradlab/autograd/tensor.h"
#include "gradlab/nn/cloneable.h"
#include "gradlab/nn/module_holder.h"
#include "gradlab/nn/options/linear.h"

namespace gradlab::nn {

// Returns its input: a placeholder.
class IdentityImpl : public Cloneable<IdentityImpl> {
 public:
  void reset() override {}
  void pretty_print(std::ostream& stream) const override;
  Tensor forward(const Tensor& input) { return input; }
};
GRADLAB_LIBRARY_MODULE(Identity);

// x * weight^T + bias: [..., in_features] -> [..., out_features].
class LinearImpl : public Cloneable<LinearImpl> {
 public:
  LinearImpl(int64_t in_features, int64_t out_features)
      : LinearImpl(LinearOptions(in_features, out_features)) {}
  explicit LinearImpl(const LinearOptions& options);

  void reset() override;
  // Draws the weight, then the bias, uniformly from +-1/sqrt(in_features).
  void reset_parameters();
  void pretty_print(std::ostream& stream) const override;
  std::string extra_repr() const override;
  Tensor forward(const Tensor& input);

  LinearOptions options;
  Tensor weight;  // [out_features, in_features]
  Tensor bias;    // [out_features], undefined without a bias
};
GRADLAB_LIBRARY_MODULE(Linear);

// Dimensions start_dim..end_dim as one: keeps the batch and flattens the rest.
class FlattenImpl : public Cloneable<FlattenImpl> {
 public:
  explicit FlattenImpl(const FlattenOptions& options = {}) : options(options) {}

  void reset() override {}
  void pretty_print(std::ostream& stream) const override;
  std::string extra_repr() const override;
  Tensor forward(const Tensor& input);

  FlattenOptions options;
};
GRADLAB_LIBRARY_MODULE(Flatten);

}  // namespace gradlab::nn

#endif  // GRADLAB_NN_MODULES_LINEAR_H_
