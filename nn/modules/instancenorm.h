// Modules: instance normalisation.
#ifndef GRADLAB_NN_MODULES_INSTANCENORM_H_
#define GRADLAB_NN_MODULES_INSTANCENORM_H_

#include <cstddef>
#include <cstdint>
#include <ostream>
#include <string>

#include "gradlab/autograd/tensor.h"
#include "gradlab/nn/cloneable.h"
#include "gradlab/nn/functional/instancenorm.h"
#include "gradlab/nn/module_holder.h"
#include "gradlab/nn/modules/batchnorm.h"
#include "gradlab/nn/options/instancenorm.h"

namespace gradlab::nn {

// [batch, channels, D sizes] -> the same, or both without the batch.
template <size_t D, class Derived>
class InstanceNormImpl : public NormImplBase<D, Derived, InstanceNormOptions> {
 public:
  using NormImplBase<D, Derived, InstanceNormOptions>::NormImplBase;

  Tensor forward(const Tensor& input) {
    this->_check_input_dim(input);
    if (input.dim() == static_cast<int64_t>(D) + 1) return apply(input.unsqueeze(0)).squeeze(0);
    return apply(input);
  }

  void pretty_print(std::ostream& stream) const override {
    const InstanceNormOptions& o = this->options;
    detail::print_norm(stream, "InstanceNorm", D, o.num_features(), o.eps(), o.momentum(),
                       o.affine(), o.track_running_stats());
  }
  std::string extra_repr() const override {
    const InstanceNormOptions& o = this->options;
    return detail::norm_extra_repr(o.num_features(), o.eps(), o.momentum(), o.affine(),
                                   o.track_running_stats());
  }

 protected:
  void _check_input_dim(const Tensor& input) override {
    detail::check_norm_dim(input, static_cast<int64_t>(D) + 1, static_cast<int64_t>(D) + 2);
  }

 private:
  Tensor apply(const Tensor& input) {
    const InstanceNormOptions& o = this->options;
    return functional::instance_norm(
        input, functional::InstanceNormFuncOptions()
                   .running_mean(this->running_mean)
                   .running_var(this->running_var)
                   .weight(this->weight)
                   .bias(this->bias)
                   .use_input_stats(this->is_training() || !o.track_running_stats())
                   .momentum(o.momentum())
                   .eps(o.eps()));
  }
};

class InstanceNorm1dImpl : public InstanceNormImpl<1, InstanceNorm1dImpl> {
 public:
  using InstanceNormImpl<1, InstanceNorm1dImpl>::InstanceNormImpl;
};
GRADLAB_LIBRARY_MODULE(InstanceNorm1d);

class InstanceNorm2dImpl : public InstanceNormImpl<2, InstanceNorm2dImpl> {
 public:
  using InstanceNormImpl<2, InstanceNorm2dImpl>::InstanceNormImpl;
};
GRADLAB_LIBRARY_MODULE(InstanceNorm2d);

class InstanceNorm3dImpl : public InstanceNormImpl<3, InstanceNorm3dImpl> {
 public:
  using InstanceNormImpl<3, InstanceNorm3dImpl>::InstanceNormImpl;
};
GRADLAB_LIBRARY_MODULE(InstanceNorm3d);

}  // namespace gradlab::nn

#endif  // GRADLAB_NN_MODULES_INSTANCENORM_H_
