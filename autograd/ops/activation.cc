#include "gradlab/autograd/ops/activation.h"

#include <cmath>

#include "gradlab/autograd/graph/tape.h"
#include "gradlab/autograd/ops/compare.h"
#include "gradlab/autograd/ops/factory.h"
#include "gradlab/autograd/ops/index.h"
#include "gradlab/autograd/ops/one_pass.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/autograd/ops/shape.h"
#include "gradlab/autograd/ops/unary.h"
#include "gradlab/tensor/error.h"
#include "gradlab/tensor/kernels/activation.h"
#include "gradlab/tensor/kernels/select.h"

namespace gradlab {
namespace {

Tensor elu_named(const char* name, const Tensor& x, double alpha, double scale, double input_scale,
                 Into into) {
  Output y = into(kernels::elu(x.array(), alpha, scale, input_scale, into.array()));
  if (Tape tape(x); tape) {
    tape.record(
        name, y, [x = tape.save(x), alpha, scale, input_scale](const Tensor& g, Backward& bw) {
          const Tensor v = bw.saved(x);
          const auto formula = [&] {
            // The exponential that is not used must not overflow, or its own gradient is
            // NaN.
            const Tensor slope = exp(clamp_max(v * input_scale, 0));
            return where(v <= 0, g * (alpha * scale * input_scale) * slope, g * scale);
          };
          bw.grad(0) = one_pass(kernels::elu_backward, g, v, formula, alpha, scale, input_scale);
        });
  }
  return y;
}

}  // namespace

Tensor elu(const Tensor& x, const Scalar& alpha, const Scalar& scale, const Scalar& input_scale,
           Into into) {
  return elu_named(into.array() ? "EluBackward1" : "EluBackward0", x, alpha.toDouble(),
                   scale.toDouble(), input_scale.toDouble(), into);
}

Tensor celu(const Tensor& x, const Scalar& alpha, Into into) {
  GRADLAB_CHECK(!alpha.equal(0), "ZeroDivisionError: alpha cannot be 0 for CELU");
  return elu_named(into.array() ? "CeluBackward1" : "CeluBackward0", x, alpha.toDouble(), 1,
                   1 / alpha.toDouble(), into);
}

Tensor selu(const Tensor& x, Into into) {
  return elu(x, 1.6732632423543772848170429916717, 1.0507009873554804934193349852946, 1, into);
}

Tensor leaky_relu(const Tensor& x, const Scalar& negative_slope, Into into) {
  const double slope = negative_slope.toDouble();
  Output y = into(kernels::leaky_relu(x.array(), slope, into.array()));
  if (Tape tape(x); tape) {
    tape.record(into.array() ? "LeakyReluBackward1" : "LeakyReluBackward0", y,
                [x = tape.save(x), slope](const Tensor& g, Backward& bw) {
                  const Tensor v = bw.saved(x);
                  bw.grad(0) = one_pass(
                      kernels::leaky_relu_backward, g, v,
                      [&] { return where(v > 0, g, g * slope); }, slope);
                });
  }
  return y;
}

namespace {

// The weight has as many dimensions as x.
Tensor prelu_aligned(const Tensor& x, const Tensor& weight) {
  Tensor y(kernels::prelu(x.array(), weight.array()));
  if (Tape tape(x, weight); tape) {
    tape.record("PreluKernelBackward0", y,
                [x = tape.save(x), weight = tape.save(weight)](const Tensor& g, Backward& bw) {
                  const Tensor v = bw.saved(x), w = bw.saved(weight);
                  if (!GradMode::is_enabled()) {
                    const Array ga = g.array(), va = v.array(), wa = w.array();
                    if (bw.needs(0)) bw.grad(0) = Tensor(kernels::prelu_backward(ga, va, wa));
                    if (bw.needs(1)) bw.grad(1) = Tensor(kernels::prelu_weight_backward(ga, va));
                    return;
                  }
                  const Tensor positive = v > 0;
                  if (bw.needs(0)) bw.grad(0) = where(positive, g, g * w);
                  if (bw.needs(1)) bw.grad(1) = masked_fill(g * v, positive, 0);
                });
  }
  return y;
}

}  // namespace

Tensor prelu(const Tensor& x, const Tensor& weight, Location at) {
  LocationScope scope(at);
  GRADLAB_CHECK(x.dtype() == weight.dtype(), "prelu: Type promoting not supported. Got ",
                x.scalar_type(), " and ", weight.scalar_type());
  if (weight.numel() != 1) {
    GRADLAB_CHECK(x.dim() > 0, "Not allow zero-dim input tensor.");
    const int64_t channels = x.dim() > 1 ? x.size(1) : 1;
    GRADLAB_CHECK(
        channels == weight.numel(),
        "Mismatch of parameter numbers and input channel size. Found parameter numbers = ",
        weight.numel(), " and channel size = ", channels, ".");
  }
  GRADLAB_CHECK(
      weight.dim() <= 1,
      "prelu: Expected `weight` to be a scalar or 1D tensor, but got: ndim = ", weight.dim());
  if (weight.dim() == x.dim()) return prelu_aligned(x, weight);
  std::vector<int64_t> sizes(x.dim(), 1);
  if (x.dim() > 1) sizes[1] = weight.numel();
  return prelu_aligned(x, weight.reshape(sizes));
}

Tensor hardtanh(const Tensor& x, const Scalar& min_val, const Scalar& max_val, Into into) {
  GRADLAB_CHECK(x.dtype() != kBool, "Bool inputs not supported for hardtanh");
  // Integers are limited by integers.
  const bool whole = is_integral(x.dtype(), false);
  const Scalar lo = whole ? Scalar(min_val.toLong()) : min_val;
  const Scalar hi = whole ? Scalar(max_val.toLong()) : max_val;
  GRADLAB_CHECK(x.dtype() != kByte || (lo.toLong() >= 0 && hi.toLong() >= 0),
                "cannot do hardtanh on an unsigned type with negative limits");
  Output y = into(kernels::clamp(x.array(), &lo, &hi, into.array()));
  if (Tape tape(x); tape) {
    tape.record("HardtanhBackward0", y, [x = tape.save(x), lo, hi](const Tensor& g, Backward& bw) {
      const Tensor v = bw.saved(x);
      bw.grad(0) = one_pass(
          kernels::hardtanh_backward, g, v,
          [&] { return masked_fill(g, logical_or(v <= lo, v >= hi), 0); }, lo.toDouble(),
          hi.toDouble());
    });
  }
  return y;
}

Tensor relu6(const Tensor& x, Into into) { return hardtanh(x, 0, 6, into); }

Tensor threshold(const Tensor& x, const Scalar& threshold, const Scalar& value, Into into) {
  Output y = into(kernels::threshold(x.array(), threshold, value, into.array()));
  if (Tape tape(x); tape) {
    tape.record(into.array() ? "ThresholdBackward1" : "ThresholdBackward0", y,
                [x = tape.save(x), threshold](const Tensor& g, Backward& bw) {
                  const Tensor v = bw.saved(x);
                  bw.grad(0) = one_pass(
                      kernels::threshold_backward, g, v,
                      [&] { return masked_fill(g, v <= threshold, 0); }, threshold.toDouble());
                });
  }
  return y;
}

// PyTorch keeps this slope in float32.
Tensor hardsigmoid(const Tensor& x, Into into) {
  Output y = into(kernels::hardsigmoid(x.array(), into.array()));
  if (Tape tape(x); tape) {
    tape.record("HardsigmoidBackward0", y, [x = tape.save(x)](const Tensor& g, Backward& bw) {
      const Tensor v = bw.saved(x);
      bw.grad(0) = one_pass(kernels::hardsigmoid_backward, g, v, [&] {
        return where(logical_and(v > -3, v < 3), g * double{1.0f / 6.0f}, zeros_like(g));
      });
    });
  }
  return y;
}

Tensor hardswish(const Tensor& x, Into into) {
  Output y = into(kernels::hardswish(x.array(), into.array()));
  if (Tape tape(x); tape) {
    tape.record("HardswishBackward0", y, [x = tape.save(x)](const Tensor& g, Backward& bw) {
      const Tensor v = bw.saved(x);
      bw.grad(0) = one_pass(kernels::hardswish_backward, g, v, [&] {
        return masked_fill(where(v <= 3, g * (v / 3 + 0.5), g), v < -3, 0);
      });
    });
  }
  return y;
}

namespace {

// g outside of [-lambda, lambda].
Tensor shrink(const char* name, Array shrunk, const Tensor& x, double lambda) {
  Tensor y(std::move(shrunk));
  if (Tape tape(x); tape) {
    tape.record(name, y, [x = tape.save(x), lambda](const Tensor& g, Backward& bw) {
      const Tensor v = bw.saved(x);
      bw.grad(0) = one_pass(
          kernels::shrink_backward, g, v,
          [&] { return masked_fill(g, logical_and(v >= -lambda, v <= lambda), 0); }, lambda);
    });
  }
  return y;
}

}  // namespace

Tensor hardshrink(const Tensor& x, const Scalar& lambd, Location at) {
  LocationScope scope(at);
  const double lambda = lambd.toDouble();
  return shrink("HardshrinkBackward0", kernels::hardshrink(x.array(), lambda), x, lambda);
}
Tensor softshrink(const Tensor& x, const Scalar& lambd, Location at) {
  LocationScope scope(at);
  const double lambda = lambd.toDouble();
  return shrink("SoftshrinkBackward0", kernels::softshrink(x.array(), lambda), x, lambda);
}

Tensor tanhshrink(const Tensor& x, Location at) {
  LocationScope scope(at);
  return x - tanh(x);
}
Tensor softsign(const Tensor& x, Location at) {
  LocationScope scope(at);
  return x / (abs(x) + 1);
}

// --- In place ---

namespace {

template <class Body>
Tensor& overwrite(const Tensor& x, Body body, const char* operation = __builtin_FUNCTION()) {
  return in_place(x, false, true, body, operation);
}

}  // namespace

Tensor& elu_(const Tensor& x, const Scalar& alpha, const Scalar& scale, const Scalar& input_scale,
             Location at) {
  LocationScope scope(at);
  return overwrite(x, [&](const Tensor& v, Into into) { elu(v, alpha, scale, input_scale, into); });
}
Tensor& celu_(const Tensor& x, const Scalar& alpha, Location at) {
  LocationScope scope(at);
  return overwrite(x, [&](const Tensor& v, Into into) { celu(v, alpha, into); });
}
Tensor& selu_(const Tensor& x, Location at) {
  LocationScope scope(at);
  return overwrite(x, [&](const Tensor& v, Into into) { selu(v, into); });
}
Tensor& leaky_relu_(const Tensor& x, const Scalar& slope, Location at) {
  LocationScope scope(at);
  return overwrite(x, [&](const Tensor& v, Into into) { leaky_relu(v, slope, into); });
}
Tensor& hardtanh_(const Tensor& x, const Scalar& min_val, const Scalar& max_val, Location at) {
  LocationScope scope(at);
  return overwrite(x, [&](const Tensor& v, Into into) { hardtanh(v, min_val, max_val, into); });
}
Tensor& relu6_(const Tensor& x, Location at) {
  LocationScope scope(at);
  return overwrite(x, [&](const Tensor& v, Into into) { relu6(v, into); });
}
Tensor& threshold_(const Tensor& x, const Scalar& limit, const Scalar& value, Location at) {
  LocationScope scope(at);
  return overwrite(x, [&](const Tensor& v, Into into) { threshold(v, limit, value, into); });
}
Tensor& hardsigmoid_(const Tensor& x, Location at) {
  LocationScope scope(at);
  return overwrite(x, [&](const Tensor& v, Into into) { hardsigmoid(v, into); });
}
Tensor& hardswish_(const Tensor& x, Location at) {
  LocationScope scope(at);
  return overwrite(x, [&](const Tensor& v, Into into) { hardswish(v, into); });
}
Tensor& gelu_(const Tensor& x, std::string_view approximate, Location at) {
  LocationScope scope(at);
  return overwrite(x, [&](const Tensor& v, Into into) { gelu(v, approximate, into); });
}
Tensor& silu_(const Tensor& x, Location at) {
  LocationScope scope(at);
  return overwrite(x, [&](const Tensor& v, Into into) { silu(v, into); });
}
Tensor& mish_(const Tensor& x, Location at) {
  LocationScope scope(at);
  return overwrite(x, [&](const Tensor& v, Into into) { mish(v, into); });
}

}  // namespace gradlab
