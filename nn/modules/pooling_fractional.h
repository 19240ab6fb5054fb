// Modules: maximum pooling over windows that begin at random places.
#ifndef GRADLAB_NN_MODULES_POOLING_FRACTIONAL_H_
#define GRADLAB_NN_MODULES_POOLING_FRACTIONAL_H_

#include <cstddef>
#include <ostream>
#include <tuple>

#include "gradlab/autograd/tensor.h"
#include "gradlab/nn/cloneable.h"
#include "gradlab/nn/functional/pooling.h"
#include "gradlab/nn/module_holder.h"
#include "gradlab/nn/options/pooling.h"
#include "gradlab/tensor/error.h"

namespace gradlab::nn {

template <size_t D, class Derived>
class FractionalMaxPoolImpl : public Cloneable<Derived> {
 public:
  FractionalMaxPoolImpl(ExpandingArray<D> kernel_size)
      : FractionalMaxPoolImpl(FractionalMaxPoolOptions<D>(kernel_size)) {}
  // Throws unless exactly one of output_size and output_ratio is given, and for other ratios than
  // those between 0 and 1.
  explicit FractionalMaxPoolImpl(const FractionalMaxPoolOptions<D>& options) : options(options) {
    FractionalMaxPoolImpl::reset();
  }

  void reset() override {
    _random_samples = this->register_buffer("_random_samples", options._random_samples());
    const auto& size = options.output_size();
    const auto& ratio = options.output_ratio();
    GRADLAB_CHECK(size || ratio, "FractionalMaxPool", D,
                  "d requires specifying either an output size, or a pooling ratio");
    GRADLAB_CHECK(!size || !ratio, "only one of output_size and output_ratio may be specified");
    if (!ratio) return;
    for (double r : **ratio) {
      GRADLAB_CHECK(r > 0 && r < 1, "output_ratio must be between 0 and 1 (got ",
                    ArrayRef<double>(**ratio), ")");
    }
  }
  void pretty_print(std::ostream& stream) const override {
    stream << "torch::nn::FractionalMaxPool" << D << "d()";
  }

  FractionalMaxPoolOptions<D> options;
  Tensor _random_samples;  // undefined unless given

 protected:
  FractionalMaxPoolOptions<D> with_samples() const {
    return FractionalMaxPoolOptions<D>(options)._random_samples(_random_samples);
  }
};

#define GRADLAB_FRACTIONAL_MODULE(D)                                                          \
  class FractionalMaxPool##D##dImpl                                                           \
      : public FractionalMaxPoolImpl<D, FractionalMaxPool##D##dImpl> {                        \
   public:                                                                                    \
    using FractionalMaxPoolImpl<D, FractionalMaxPool##D##dImpl>::FractionalMaxPoolImpl;       \
    Tensor forward(const Tensor& input) {                                                     \
      return functional::fractional_max_pool##D##d(input, with_samples());                    \
    }                                                                                         \
    std::tuple<Tensor, Tensor> forward_with_indices(const Tensor& input) {                    \
      return functional::fractional_max_pool##D##d_with_indices(input, with_samples());       \
    }                                                                                         \
  };                                                                                          \
  GRADLAB_LIBRARY_MODULE(FractionalMaxPool##D##d)
GRADLAB_FRACTIONAL_MODULE(2);
GRADLAB_FRACTIONAL_MODULE(3);
#undef GRADLAB_FRACTIONAL_MODULE

}  // namespace gradlab::nn

#endif  // GRADLAB_NN_MODULES_POOLING_FRACTIONAL_H_
