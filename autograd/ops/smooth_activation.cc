// The activation functions that are smooth.
#include "gradlab/autograd/graph/tape.h"
#include "gradlab/autograd/ops/activation.h"
#include "gradlab/autograd/ops/compare.h"
#include "gradlab/autograd/ops/index.h"
#include "gradlab/autograd/ops/one_pass.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/autograd/ops/shape.h"
#include "gradlab/autograd/ops/unary.h"
#include "gradlab/tensor/dtype.h"
#include "gradlab/tensor/error.h"
#include "gradlab/tensor/kernels/activation.h"

namespace gradlab {
namespace {

constexpr double kSqrtHalf = 0.707106781186547524401;
constexpr double kInvSqrtTwoPi = 0.398942280401432677940;
constexpr double kSqrtTwoOverPi = 0.797884560802865355880;
constexpr double kCubic = 0.044715;  // of gelu's approximation

}  // namespace

Tensor softplus(const Tensor& x, const Scalar& beta, const Scalar& threshold, Location at) {
  LocationScope scope(at);
  const double b = beta.toDouble(), limit = threshold.toDouble();
  Tensor y(kernels::softplus(x.array(), b, limit));
  if (Tape tape(x); tape) {
    tape.record("SoftplusBackward0", y,
                [x = tape.save(x), b, limit](const Tensor& g, Backward& bw) {
                  const Tensor v = bw.saved(x);
                  const auto formula = [&] {
                    const Tensor scaled = v * b;
                    return where(scaled > limit, g, g * sigmoid(scaled));
                  };
                  bw.grad(0) = one_pass(kernels::softplus_backward, g, v, formula, b, limit);
                });
  }
  return y;
}

Tensor log_sigmoid(const Tensor& x, Location at) {
  LocationScope scope(at);
  Tensor y(kernels::log_sigmoid(x.array()));
  if (Tape tape(x); tape) {
    tape.record("LogSigmoidBackward0", y, [x = tape.save(x)](const Tensor& g, Backward& bw) {
      const Tensor v = bw.saved(x);
      bw.grad(0) = one_pass(kernels::log_sigmoid_backward, g, v, [&] { return g * sigmoid(-v); });
    });
  }
  return y;
}

Tensor gelu(const Tensor& x, std::string_view approximate, Into into) {
  GRADLAB_CHECK(approximate == "none" || approximate == "tanh",
                "approximate argument must be either none or tanh.");
  if (approximate == "none") {
    Output y = into(kernels::gelu(x.array(), into.array()));
    if (Tape tape(x); tape) {
      tape.record("GeluBackward0", y, [x = tape.save(x)](const Tensor& g, Backward& bw) {
        const Tensor v = bw.saved(x);
        bw.grad(0) = one_pass(kernels::gelu_backward, g, v, [&] {
          const Tensor distribution = 0.5 * (1 + erf(v * kSqrtHalf));
          return g * (distribution + v * (kInvSqrtTwoPi * exp(-0.5 * square(v))));
        });
      });
    }
    return y;
  }
  Output y = into(kernels::gelu_tanh(x.array(), into.array()));
  if (Tape tape(x); tape) {
    tape.record("GeluBackward0", y, [x = tape.save(x)](const Tensor& g, Backward& bw) {
      const Tensor v = bw.saved(x);
      bw.grad(0) = one_pass(kernels::gelu_tanh_backward, g, v, [&] {
        const Tensor v2 = square(v), t = tanh(kSqrtTwoOverPi * v * (1 + kCubic * v2));
        const Tensor slope = (1 - square(t)) * (kSqrtTwoOverPi * (1 + 3 * kCubic * v2));
        return g * (0.5 * (1 + t) + 0.5 * v * slope);
      });
    });
  }
  return y;
}

Tensor silu(const Tensor& x, Into into) {
  Output y = into(kernels::silu(x.array(), into.array()));
  if (Tape tape(x); tape) {
    tape.record("SiluBackward0", y, [x = tape.save(x)](const Tensor& g, Backward& bw) {
      const Tensor v = bw.saved(x);
      bw.grad(0) = one_pass(kernels::silu_backward, g, v, [&] {
        const Tensor s = sigmoid(v);
        return g * s * (1 + v * (1 - s));
      });
    });
  }
  return y;
}

Tensor mish(const Tensor& x, Into into) {
  Output y = into(kernels::mish(x.array(), into.array()));
  if (Tape tape(x); tape) {
    tape.record("MishBackward0", y, [x = tape.save(x)](const Tensor& g, Backward& bw) {
      const Tensor v = bw.saved(x);
      bw.grad(0) = one_pass(kernels::mish_backward, g, v, [&] {
        const Tensor t = tanh(softplus(v));
        return g * (t + v * sigmoid(v) * (1 - square(t)));
      });
    });
  }
  return y;
}

Tensor glu(const Tensor& x, int64_t dim, Location at) {
  LocationScope scope(at);
  GRADLAB_CHECK(x.dim() > 0, "glu does not support scalars because halving size must be even");
  const int64_t along = x.array().wrap_dim(dim), half = x.size(along) / 2;
  GRADLAB_CHECK(x.size(along) % 2 == 0, "Halving dimension must be even, but dimension ", along,
                " is size ", x.size(along));
  if (!is_floating_point(x.dtype())) throw_not_implemented_for("glu_cpu", x.dtype());
  Tensor y(kernels::gate(x.array().narrow(along, 0, half), x.array().narrow(along, half, half)));
  if (Tape tape(x); tape) {
    tape.record("GluBackward0", y, [x = tape.save(x), along, half](const Tensor& g, Backward& bw) {
      const Tensor v = bw.saved(x), gate = sigmoid(v.narrow(along, half, half));
      const Tensor first = g * gate;
      bw.grad(0) = cat({first, first * v.narrow(along, 0, half) * (1 - gate)}, along);
    });
  }
  return y;
}

}  // namespace gradlab
