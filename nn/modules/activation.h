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
GRADLAB_LIBRARY_MODULE(ReLU);

// 1 / (1 + exp(-x)).
class SigmoidImpl : public Cloneable<SigmoidImpl> {
 public:
  void reset() override {}
  void pretty_print(std::ostream& stream) const override;
  Tensor forward(const Tensor& input) { return input.sigmoid(); }
};
GRADLAB_LIBRARY_MODULE(Sigmoid);

class TanhImpl : public Cloneable<TanhImpl> {
 public:
  void reset() override {}
  void pretty_print(std::ostream& stream) const override;
  Tensor forward(const Tensor& input) { return input.tanh(); }
};
GRADLAB_LIBRARY_MODULE(Tanh);

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
GRADLAB_LIBRARY_MODULE(Softmax);

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
GRADLAB_LIBRARY_MODULE(LogSoftmax);

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
GRADLAB_LIBRARY_MODULE(Softmin);

// alpha * (exp(x) - 1) below 0, else x.
class ELUImpl : public Cloneable<ELUImpl> {
 public:
  explicit ELUImpl(const ELUOptions& options = {}) : options(options) {}
  void reset() override {}
  void pretty_print(std::ostream& stream) const override;
  std::string extra_repr() const override;
  Tensor forward(Tensor input);

  ELUOptions options;
};
GRADLAB_LIBRARY_MODULE(ELU);

// alpha * (exp(x / alpha) - 1) below 0, else x.
class CELUImpl : public Cloneable<CELUImpl> {
 public:
  explicit CELUImpl(const CELUOptions& options = {}) : options(options) {}
  void reset() override {}
  void pretty_print(std::ostream& stream) const override;
  std::string extra_repr() const override;
  Tensor forward(Tensor input);

  CELUOptions options;
};
GRADLAB_LIBRARY_MODULE(CELU);

// elu with the scales that keep mean 0 and variance 1.
class SELUImpl : public Cloneable<SELUImpl> {
 public:
  explicit SELUImpl(const SELUOptions& options = {}) : options(options) {}
  void reset() override {}
  void pretty_print(std::ostream& stream) const override;
  std::string extra_repr() const override;
  Tensor forward(Tensor input);

  SELUOptions options;
};
GRADLAB_LIBRARY_MODULE(SELU);

// negative_slope * x below 0, else x.
class LeakyReLUImpl : public Cloneable<LeakyReLUImpl> {
 public:
  explicit LeakyReLUImpl(const LeakyReLUOptions& options = {}) : options(options) {}
  void reset() override {}
  void pretty_print(std::ostream& stream) const override;
  std::string extra_repr() const override;
  Tensor forward(Tensor input);

  LeakyReLUOptions options;
};
GRADLAB_LIBRARY_MODULE(LeakyReLU);

// x limited to [0, 6].
class ReLU6Impl : public Cloneable<ReLU6Impl> {
 public:
  explicit ReLU6Impl(const ReLU6Options& options = {}) : options(options) {}
  void reset() override {}
  void pretty_print(std::ostream& stream) const override;
  std::string extra_repr() const override;
  Tensor forward(Tensor input);

  ReLU6Options options;
};
GRADLAB_LIBRARY_MODULE(ReLU6);

// x limited to [min_val, max_val].
class HardtanhImpl : public Cloneable<HardtanhImpl> {
 public:
  explicit HardtanhImpl(const HardtanhOptions& options = {}) : options(options) { reset(); }
  // Throws unless min_val < max_val.
  void reset() override;
  void pretty_print(std::ostream& stream) const override;
  std::string extra_repr() const override;
  Tensor forward(Tensor input);

  HardtanhOptions options;
};
GRADLAB_LIBRARY_MODULE(Hardtanh);

// x above the threshold, else the value.
class ThresholdImpl : public Cloneable<ThresholdImpl> {
 public:
  ThresholdImpl(double threshold, double value) : options(threshold, value) {}
  explicit ThresholdImpl(const ThresholdOptions& options) : options(options) {}
  void reset() override {}
  void pretty_print(std::ostream& stream) const override;
  std::string extra_repr() const override;
  Tensor forward(Tensor input);

  ThresholdOptions options;
};
GRADLAB_LIBRARY_MODULE(Threshold);

// 0 within [-lambda, lambda], else x.
class HardshrinkImpl : public Cloneable<HardshrinkImpl> {
 public:
  explicit HardshrinkImpl(const HardshrinkOptions& options = {}) : options(options) {}
  void reset() override {}
  void pretty_print(std::ostream& stream) const override;
  std::string extra_repr() const override;
  Tensor forward(const Tensor& input);

  HardshrinkOptions options;
};
GRADLAB_LIBRARY_MODULE(Hardshrink);

// x moved towards 0 by lambda.
class SoftshrinkImpl : public Cloneable<SoftshrinkImpl> {
 public:
  explicit SoftshrinkImpl(const SoftshrinkOptions& options = {}) : options(options) {}
  void reset() override {}
  void pretty_print(std::ostream& stream) const override;
  std::string extra_repr() const override;
  Tensor forward(const Tensor& input);

  SoftshrinkOptions options;
};
GRADLAB_LIBRARY_MODULE(Softshrink);

// log(1 + exp(beta x)) / beta.
class SoftplusImpl : public Cloneable<SoftplusImpl> {
 public:
  explicit SoftplusImpl(const SoftplusOptions& options = {}) : options(options) {}
  void reset() override {}
  void pretty_print(std::ostream& stream) const override;
  std::string extra_repr() const override;
  Tensor forward(const Tensor& input);

  SoftplusOptions options;
};
GRADLAB_LIBRARY_MODULE(Softplus);

// x times the normal distribution function.
class GELUImpl : public Cloneable<GELUImpl> {
 public:
  explicit GELUImpl(const GELUOptions& options = {}) : options(options) {}
  void reset() override {}
  void pretty_print(std::ostream& stream) const override;
  std::string extra_repr() const override;
  Tensor forward(const Tensor& input);

  GELUOptions options;
};
GRADLAB_LIBRARY_MODULE(GELU);

// The first half along `dim` times the sigmoid of the second half.
class GLUImpl : public Cloneable<GLUImpl> {
 public:
  explicit GLUImpl(const GLUOptions& options = {}) : options(options) {}
  void reset() override {}
  void pretty_print(std::ostream& stream) const override;
  std::string extra_repr() const override;
  Tensor forward(const Tensor& input);

  GLUOptions options;
};
GRADLAB_LIBRARY_MODULE(GLU);

// log(sigmoid(x)).
class LogSigmoidImpl : public Cloneable<LogSigmoidImpl> {
 public:
  void reset() override {}
  void pretty_print(std::ostream& stream) const override;
  Tensor forward(const Tensor& input);
};
GRADLAB_LIBRARY_MODULE(LogSigmoid);

// x * sigmoid(x).
class SiLUImpl : public Cloneable<SiLUImpl> {
 public:
  void reset() override {}
  void pretty_print(std::ostream& stream) const override;
  Tensor forward(const Tensor& input);
};
GRADLAB_LIBRARY_MODULE(SiLU);

// x * tanh(log(1 + exp(x))).
class MishImpl : public Cloneable<MishImpl> {
 public:
  void reset() override {}
  void pretty_print(std::ostream& stream) const override;
  Tensor forward(const Tensor& input);
};
GRADLAB_LIBRARY_MODULE(Mish);

// x / (1 + |x|).
class SoftsignImpl : public Cloneable<SoftsignImpl> {
 public:
  void reset() override {}
  void pretty_print(std::ostream& stream) const override;
  Tensor forward(const Tensor& input);
};
GRADLAB_LIBRARY_MODULE(Softsign);

// x - tanh(x).
class TanhshrinkImpl : public Cloneable<TanhshrinkImpl> {
 public:
  void reset() override {}
  void pretty_print(std::ostream& stream) const override;
  Tensor forward(const Tensor& input);
};
GRADLAB_LIBRARY_MODULE(Tanhshrink);

// weight * x below 0, else x, with learned weights.
class PReLUImpl : public Cloneable<PReLUImpl> {
 public:
  explicit PReLUImpl(const PReLUOptions& options = {}) : options(options) { reset(); }
  void reset() override;
  void pretty_print(std::ostream& stream) const override;
  std::string extra_repr() const override;
  Tensor forward(const Tensor& input);

  PReLUOptions options;
  // [num_parameters]
  Tensor weight;
};
GRADLAB_LIBRARY_MODULE(PReLU);

// Softmax over the channels of images: [N, C, H, W] or [C, H, W].
class Softmax2dImpl : public Cloneable<Softmax2dImpl> {
 public:
  void reset() override {}
  void pretty_print(std::ostream& stream) const override;
  Tensor forward(const Tensor& input);
};
GRADLAB_LIBRARY_MODULE(Softmax2d);

}  // namespace gradlab::nn

#endif  // GRADLAB_NN_MODULES_ACTIVATION_H_
