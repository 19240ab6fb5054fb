// The leaky ReLU with random slopes (Xu et al., Empirical evaluation of rectified activations in
// convolutional network, 2015).
#ifndef GRADLAB_AUTOGRAD_OPS_RRELU_H_
#define GRADLAB_AUTOGRAD_OPS_RRELU_H_

#include <optional>

#include "gradlab/autograd/graph/into.h"
#include "gradlab/autograd/tensor.h"
#include "gradlab/tensor/location.h"
#include "gradlab/tensor/random/generator.h"
#include "gradlab/tensor/scalar.h"

namespace gradlab {

// x for x > 0, else x times a slope: while training one from [lower, upper) for each element, else
// their mean. Floating dtypes only. Throws "Lower bound should be less than or equal to the upper
// bound".
Tensor rrelu(const Tensor& x, const Scalar& lower = 1.0 / 8, const Scalar& upper = 1.0 / 3,
             bool training = false, std::optional<Generator> generator = std::nullopt,
             Location at = Location::here());
Tensor& rrelu_(const Tensor& x, const Scalar& lower = 1.0 / 8, const Scalar& upper = 1.0 / 3,
               bool training = false, std::optional<Generator> generator = std::nullopt,
               Location at = Location::here());
// The same; while training the slopes (1 for x > 0) are written to `noise`, which has x's dtype and
// number of elements.
Tensor rrelu_with_noise(const Tensor& x, const Tensor& noise, const Scalar& lower = 1.0 / 8,
                        const Scalar& upper = 1.0 / 3, bool training = false,
                        std::optional<Generator> generator = std::nullopt, Into into = {});
Tensor& rrelu_with_noise_(const Tensor& x, const Tensor& noise, const Scalar& lower = 1.0 / 8,
                          const Scalar& upper = 1.0 / 3, bool training = false,
                          std::optional<Generator> generator = std::nullopt,
                          Location at = Location::here());

}  // namespace gradlab

#endif  // GRADLAB_AUTOGRAD_OPS_RRELU_H_
