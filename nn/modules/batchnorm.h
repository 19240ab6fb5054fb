// Modules: batch normalisation.
#ifndef GRADLAB_NN_MODULES_BATCHNORM_H_
#define GRADLAB_NN_MODULES_BATCHNORM_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <ostream>
#include <string>

#include "gradlab/autograd/ops/factory.h"
#include "gradlab/autograd/tensor.h"
#include "gradlab/nn/cloneable.h"
#include "gradlab/nn/functional/batchnorm.h"
#include "gradlab/nn/init.h"
#include "gradlab/nn/module_holder.h"
#include "gradlab/nn/options/batchnorm.h"

namespace gradlab::nn {

// What batch and instance normalisation over D spatial dimensions have in common.
template <size_t D, class Derived, class DerivedOptions>
class NormImplBase : public Cloneable<Derived> {
 public:
  NormImplBase(const DerivedOptions& options) : options(options) { reset(); }

  void reset() override {
    const int64_t n = options.num_features();
    const bool affine = options.affine(), tracks = options.track_running_stats();
    weight = this->register_parameter("weight", affine ? gradlab::empty({n}) : Tensor(), affine);
    bias = this->register_parameter("bias", affine ? gradlab::empty({n}) : Tensor(), affine);
    running_mean = this->register_buffer("running_mean", tracks ? gradlab::zeros({n}) : Tensor());
    running_var = this->register_buffer("running_var", tracks ? gradlab::ones({n}) : Tensor());
    num_batches_tracked = this->register_buffer(
        "num_batches_tracked", tracks ? gradlab::zeros({}, kLong) : Tensor());
    reset_parameters();
  }
  // To mean 0, variance 1 and no batches.
  void reset_running_stats() {
    if (!options.track_running_stats()) return;
    running_mean.zero_();
    running_var.fill_(1);
    num_batches_tracked.zero_();
  }
  // Also the weight to 1 and the bias to 0.
  void reset_parameters() {
    reset_running_stats();
    if (!options.affine()) return;
    init::ones_(weight);
    init::zeros_(bias);
  }

  DerivedOptions options;
  // One value per channel; undefined unless affine.
  Tensor weight;
  Tensor bias;
  // One value per channel, and the number of batches that went into them; undefined unless
  // track_running_stats.
  Tensor running_mean;
  Tensor running_var;
  Tensor num_batches_tracked;

 protected:
  virtual void _check_input_dim(const Tensor& input) = 0;
};

namespace detail {

// "torch::nn::BatchNorm2d(4, eps=1e-05, momentum=0.1, affine=true, track_running_stats=true)".
void print_norm(std::ostream& stream, const char* name, size_t dims, int64_t num_features,
                double eps, std::optional<double> momentum, bool affine, bool track_running_stats);
std::string norm_extra_repr(int64_t num_features, double eps, std::optional<double> momentum,
                            bool affine, bool track_running_stats);
// Throws "expected 4D input (got 3D input)", or with two numbers "expected 2D or 3D input ...".
void check_norm_dim(const Tensor& input, int64_t dim, int64_t other_dim);

}  // namespace detail

// [batch, channels, ...] -> the same.
template <size_t D, class Derived>
class BatchNormImplBase : public NormImplBase<D, Derived, BatchNormOptions> {
 public:
  using NormImplBase<D, Derived, BatchNormOptions>::NormImplBase;

  Tensor forward(const Tensor& input) {
    this->_check_input_dim(input);
    const BatchNormOptions& o = this->options;
    double momentum = o.momentum().value_or(0);
    if (this->is_training() && o.track_running_stats() && this->num_batches_tracked.defined()) {
      this->num_batches_tracked += 1;
      if (!o.momentum()) momentum = 1 / this->num_batches_tracked.template item<double>();
    }
    return functional::batch_norm(input, this->running_mean, this->running_var,
                                  functional::BatchNormFuncOptions()
                                      .weight(this->weight)
                                      .bias(this->bias)
                                      .training(this->is_training() || !o.track_running_stats())
                                      .momentum(momentum)
                                      .eps(o.eps()));
  }

  void pretty_print(std::ostream& stream) const override {
    const BatchNormOptions& o = this->options;
    detail::print_norm(stream, "BatchNorm", D, o.num_features(), o.eps(), o.momentum(), o.affine(),
                       o.track_running_stats());
  }
  std::string extra_repr() const override {
    const BatchNormOptions& o = this->options;
    return detail::norm_extra_repr(o.num_features(), o.eps(), o.momentum(), o.affine(),
                                   o.track_running_stats());
  }
};

// [batch, channels] or [batch, channels, length].
class BatchNorm1dImpl : public BatchNormImplBase<1, BatchNorm1dImpl> {
 public:
  using BatchNormImplBase<1, BatchNorm1dImpl>::BatchNormImplBase;

 protected:
  void _check_input_dim(const Tensor& input) override;
};
GRADLAB_LIBRARY_MODULE(BatchNorm1d);

// [batch, channels, height, width].
class BatchNorm2dImpl : public BatchNormImplBase<2, BatchNorm2dImpl> {
 public:
  using BatchNormImplBase<2, BatchNorm2dImpl>::BatchNormImplBase;

 protected:
  void _check_input_dim(const Tensor& input) override;
};
GRADLAB_LIBRARY_MODULE(BatchNorm2d);

// [batch, channels, depth, height, width].
class BatchNorm3dImpl : public BatchNormImplBase<3, BatchNorm3dImpl> {
 public:
  using BatchNormImplBase<3, BatchNorm3dImpl>::BatchNormImplBase;

 protected:
  void _check_input_dim(const Tensor& input) override;
};
GRADLAB_LIBRARY_MODULE(BatchNorm3d);

}  // namespace gradlab::nn

#endif  // GRADLAB_NN_MODULES_BATCHNORM_H_
