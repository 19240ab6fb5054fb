#include "gradlab/autograd/ops/rrelu.h"

#include <utility>

#include "gradlab/autograd/graph/tape.h"
#include "gradlab/autograd/ops/compare.h"
#include "gradlab/autograd/ops/factory.h"
#include "gradlab/autograd/ops/index.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/tensor/error.h"
#include "gradlab/tensor/kernels/activation.h"
#include "gradlab/tensor/kernels/binary.h"
#include "gradlab/tensor/kernels/copy.h"
#include "gradlab/tensor/random/distributions.h"

namespace gradlab {
namespace {

void check_bounds(const Scalar& lower, const Scalar& upper) {
  GRADLAB_CHECK(lower.toDouble() <= upper.toDouble(),
                "Lower bound should be less than or equal to the upper bound");
}

// As many elements are enough, as in PyTorch.
void check_noise(const Tensor& x, const Tensor& noise) {
  GRADLAB_CHECK(noise.dtype() == x.dtype(), "expected scalar type ", x.scalar_type(),
                " but found ", noise.scalar_type());
  GRADLAB_CHECK(noise.numel() == x.numel(), "noise tensor shape must match self tensor shape. Got ",
                "self.shape = ", x.sizes(), " noise.shape = ", noise.sizes());
}

// The node of `y`. `slopes`: those of the elements, undefined if all have the same one.
Output recorded(Output y, const Tensor& x, const Tensor& slopes, double slope) {
  if (Tape tape(x); tape) {
    const char* name = y.in_place() ? "RreluWithNoiseBackward1" : "RreluWithNoiseBackward0";
    tape.record(name, y,
                [x = tape.save_if(!slopes.defined(), x),
                 slopes = tape.save_if(slopes.defined(), slopes),
                 slope](const Tensor& g, Backward& bw) {
                  const Tensor factors = bw.saved(slopes);
                  if (factors.defined()) {
                    bw.grad(0) = g * factors;
                  } else {
                    bw.grad(0) = where(bw.saved(x) > 0, g, g * slope);
                  }
                });
  }
  return y;
}

}  // namespace

Tensor rrelu_with_noise(const Tensor& x, const Tensor& noise, const Scalar& lower,
                        const Scalar& upper, bool training, std::optional<Generator> generator,
                        Into into) {
  const double low = lower.toDouble(), high = upper.toDouble(), mean = (low + high) / 2;
  // New results are row-major, whatever x is.
  if (!training) {
    Array y = kernels::leaky_relu(x.array(), mean, into.array());
    return recorded(into(into.array() ? std::move(y) : kernels::contiguous(y)), x, {}, mean);
  }
  check_noise(x, noise);
  const Tensor slopes(
      kernels::rrelu_slopes(x.array(), low, high, generator ? *generator : default_generator()));
  noise.copy_(slopes.view(noise.sizes()));
  // The product has the layout of its first operand.
  Output y = into(into.array() ? kernels::mul(x.array(), slopes.array(), into.array())
                               : kernels::mul(slopes.array(), x.array()));
  // For bounds as good as equal PyTorch takes their mean for all.
  const bool random = high - low > 1e-6;
  return recorded(y, x, random ? slopes : Tensor(), mean);
}

Tensor rrelu(const Tensor& x, const Scalar& lower, const Scalar& upper, bool training,
             std::optional<Generator> generator, Location at) {
  LocationScope scope(at);
  check_bounds(lower, upper);
  return rrelu_with_noise(x, empty(x.sizes(), x.dtype()), lower, upper, training, generator,
                          Into(at));
}

Tensor& rrelu_(const Tensor& x, const Scalar& lower, const Scalar& upper, bool training,
               std::optional<Generator> generator, Location at) {
  LocationScope scope(at);
  check_bounds(lower, upper);
  return rrelu_with_noise_(x, empty(x.sizes(), x.dtype()), lower, upper, training, generator);
}

Tensor& rrelu_with_noise_(const Tensor& x, const Tensor& noise, const Scalar& lower,
                          const Scalar& upper, bool training, std::optional<Generator> generator,
                          Location at) {
  LocationScope scope(at);
  return in_place(x, false, true, [&](const Tensor& v, Into into) {
    rrelu_with_noise(v, noise, lower, upper, training, generator, into);
  });
}

}  // namespace gradlab
