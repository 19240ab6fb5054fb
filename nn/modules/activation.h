// Modules: activation functions.
#ifndef GRADLAB_NN_MODULES_ACTIVATION_H_
#define GRADLAB_NN_MODULES_ACTIVATION_H_

#include <cstdint>
#include <ostream>
#include <string>

#include "gradlab/autograd/tensor.h"
#include "gradlab/nn/cloneable.h"
#include "gradlab/nn/module_holder.h"
#include "gradlab/nn/options/activation.h"

namespace gradlab::nn {

// max(0, x).
class ReLUImpl : public Cloneable<ReLUImpl> {
 public:
  explicit ReLUImpl(const ReLUOptions& options = {}) : options(options) {}
  void reset() override {}
  void pretty_print(std::ostream& stream) const override;
  std::string extra_repr() const override;
  Tensor forward(Tensor input);

  ReLUOptions options;
};
GRADLAB_MODULE(ReLU);

// 1 / (1 + exp(-x)).
class SigmoidImpl : public Cloneable<SigmoidImpl> {
 public:
  void reset() override {}
  void pretty_print(std::ostream& stream) const override;
  Tensor forward(const Tensor& input) { return input.sigmoid(); }
};
GRADLAB_MODULE(Sigmoid);

class TanhImpl : public Cloneable<TanhImpl> {
 public:
  void reset() override {}
  void pretty_print(std::ostream& stream) const override;
  Tensor forward(const Tensor& input) { return input.tanh(); }
};
GRADLAB_MODULE(Tanh);

// exp(x) / sum(exp(x)) along a dimension.
class SoftmaxImpl : public Cloneable<SoftmaxImpl> {
 public:
  explicit SoftmaxImpl(int64_t dim) : options(dim) {}
  explicit SoftmaxImpl(const SoftmaxOptions& options) : options(options) {}
  void reset() override {}
  void pretty_print(std::ostream& stream) const override;
  std::string extra_repr() const override;
  Tensor forward(const Tensor& input) { return input.softmax(options.dim()); }

  SoftmaxOptions options;
};
GRADLAB_MODULE(Softmax);

// log(softmax(x)).
class LogSoftmaxImpl : public Cloneable<LogSoftmaxImpl> {
 public:
  explicit LogSoftmaxImpl(int64_t dim) : options(dim) {}
  explicit LogSoftmaxImpl(const LogSoftmaxOptions& options) : options(options) {}
  void reset() override {}
  void pretty_print(std::ostream& stream) const override;
  std::string extra_repr() const override;
  Tensor forward(const Tensor& input) { return input.log_softmax(options.dim()); }

  LogSoftmaxOptions options;
};
GRADLAB_MODULE(LogSoftmax);

// softmax(-x).
class SoftminImpl : public Cloneable<SoftminImpl> {
 public:
  explicit SoftminImpl(int64_t dim) : options(dim) {}
  explicit SoftminImpl(const SoftminOptions& options) : options(options) {}
  void reset() override {}
  void pretty_print(std::ostream& stream) const override;
  std::string extra_repr() const override;
  Tensor forward(const Tensor& input) { return input.neg().softmax(options.dim()); }

  SoftminOptions options;
};
GRADLAB_MODULE(Softmin);

}  // namespace gradlab::nn

#endif  // GRADLAB_NN_MODULES_ACTIVATION_H_
