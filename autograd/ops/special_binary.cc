// The functions of two tensors in special.h.
#include <cmath>
#include <limits>
#include <utility>

#include "gradlab/autograd/grad_mode.h"
#include "gradlab/autograd/graph/tape.h"
#include "gradlab/autograd/ops/compare.h"
#include "gradlab/autograd/ops/derivative_free.h"
#include "gradlab/autograd/ops/index.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/autograd/ops/special.h"
#include "gradlab/autograd/ops/unary.h"
#include "gradlab/tensor/kernels/binary.h"
#include "gradlab/tensor/kernels/special.h"

namespace gradlab {

Tensor angle(const Tensor& x, Location at) {
  LocationScope scope(at);
  constexpr double kPi = 3.14159265358979323846;
  Tensor y;
  {
    NoGradGuard no_grad;
    const auto dtype = x.is_floating_point() ? x.scalar_type() : get_default_dtype();
    y = (x < 0).to(dtype) * kPi;
    // In place, which keeps the layout.
    if (x.is_floating_point()) y.masked_fill_(isnan(x), std::numeric_limits<double>::quiet_NaN());
  }
  return piecewise_constant("AngleBackward0", Output(Array(y.array()), at), x);
}

Tensor atan2(const Tensor& y, const Tensor& x, Into into) {
  Output out = into(kernels::atan2(y.array(), x.array(), into.array()));
  if (Tape tape(y, x); tape) {
    tape.record("Atan2Backward0", out,
                [y = tape.save(y), x = tape.save(x)](const Tensor& g, Backward& bw) {
                  const Tensor v = bw.saved(y), h = bw.saved(x);
                  const Tensor scaled_g = g * reciprocal(v * v + h * h);
                  if (bw.needs(0)) bw.grad(0) = scaled_g * h;
                  if (bw.needs(1)) bw.grad(1) = scaled_g * -v;
                });
  }
  return out;
}

Tensor hypot(const Tensor& a, const Tensor& b, Into into) {
  Output out = into(kernels::hypot(a.array(), b.array(), into.array()));
  if (Tape tape(a, b); tape) {
    tape.record("HypotBackward0", out,
                [a = tape.save(a), b = tape.save(b), out = tape.save_output(out)](const Tensor& g,
                                                                                  Backward& bw) {
                  const Tensor length = bw.saved(out);
                  if (bw.needs(0)) bw.grad(0) = g * (bw.saved(a) / length);
                  if (bw.needs(1)) bw.grad(1) = g * (bw.saved(b) / length);
                });
  }
  return out;
}

namespace {

// The sign of the result relative to that of a; 0 where a is 0.
Tensor copysign_backward(const Tensor& g, const Tensor& a, const Tensor& out) {
  return g * masked_fill(out / a, a == 0, 0);
}

}  // namespace

Tensor copysign(const Tensor& a, const Tensor& b, Into into) {
  Output out = into(kernels::copysign(a.array(), b.array(), into.array()));
  if (Tape tape(a, b); tape) {
    tape.record("CopysignBackward0", out,
                [a = tape.save_if(tape.needs(0), a), out = tape.save_if_output(tape.needs(0), out)](
                    const Tensor& g, Backward& bw) {
                  if (bw.needs(0)) {
                    bw.grad(0) = copysign_backward(g, bw.saved(a).detach(), bw.saved(out).detach());
                  }
                  if (bw.needs(1)) bw.grad(1) = zeros_like(g);
                });
  }
  return out;
}

Tensor copysign(const Tensor& a, const Scalar& b, Into into) {
  Output out = into(kernels::copysign(a.array(), b, into.array()));
  if (Tape tape(a); tape) {
    tape.record("CopysignBackward1", out,
                [a = tape.save(a), out = tape.save_output(out)](const Tensor& g, Backward& bw) {
                  bw.grad(0) = copysign_backward(g, bw.saved(a).detach(), bw.saved(out).detach());
                });
  }
  return out;
}

namespace {

// x * log(y), or x * log(y + 1): what differs is the kernel, the logarithm and the shift of y.
struct XLog {
  Tensor (*log)(const Tensor&);
  double shift;

  // The gradient of x, 0 where x is 0 and the logarithm is not finite, by continuity.
  Tensor grad_x(const Tensor& g, const Tensor& x, const Tensor& y) const {
    return g * masked_fill(log(y), logical_and(x.detach() == 0, y.detach() <= -shift), 0);
  }
  Tensor grad_y(const Tensor& g, const Tensor& x, const Tensor& y) const {
    return g * x / (shift == 0 ? y : y + shift);
  }
};
constexpr XLog kXlogy = {[](const Tensor& y) { return log(y); }, 0};
constexpr XLog kXlog1py = {[](const Tensor& y) { return log1p(y); }, 1};

Tensor xlog(const char* name, const XLog& rule, Output out, const Tensor& x, const Tensor& y) {
  if (Tape tape(x, y); tape) {
    tape.record(name, out,
                [x = tape.save(x), y = tape.save(y), rule](const Tensor& g, Backward& bw) {
                  const Tensor a = bw.saved(x), b = bw.saved(y);
                  if (bw.needs(0)) bw.grad(0) = rule.grad_x(g, a, b);
                  if (bw.needs(1)) bw.grad(1) = rule.grad_y(g, a, b);
                });
  }
  return out;
}

// x times a number, the logarithm of another one; `singular`: that is not finite.
Tensor xlog_number(const char* name, Output out, const Tensor& x, double factor, bool singular) {
  if (Tape tape(x); tape) {
    tape.record(name, out, [x = tape.save(x), factor, singular](const Tensor& g, Backward& bw) {
      const Tensor grad = g * factor;
      bw.grad(0) = singular ? masked_fill(grad, bw.saved(x).detach() == 0, 0) : grad;
    });
  }
  return out;
}

}  // namespace

Tensor xlogy(const Tensor& x, const Tensor& y, Into into) {
  return xlog("XlogyBackward0", kXlogy, into(kernels::xlogy(x.array(), y.array(), into.array())), x,
              y);
}

Tensor xlogy(const Tensor& x, const Scalar& y, Into into) {
  return xlog_number("XlogyBackward2", into(kernels::xlogy(x.array(), y, into.array())), x,
                     std::log(y.toDouble()), y.toDouble() <= 0);
}

Tensor xlogy(const Scalar& x, const Tensor& y, Location at) {
  LocationScope scope(at);
  Tensor out(kernels::xlogy(x, y.array()));
  if (Tape tape(y); tape) {
    tape.record("XlogyBackward1", out, [x, y = tape.save(y)](const Tensor& g, Backward& bw) {
      bw.grad(0) = g * x / bw.saved(y);
    });
  }
  return out;
}

Tensor special_xlog1py(const Tensor& x, const Tensor& y, Location at) {
  LocationScope scope(at);
  return xlog("SpecialXlog1PyBackward0", kXlog1py, Into(at)(kernels::xlog1py(x.array(), y.array())),
              x, y);
}

Tensor special_xlog1py(const Tensor& x, const Scalar& y, Location at) {
  LocationScope scope(at);
  return xlog_number("SpecialXlog1PyBackward2", Into(at)(kernels::xlog1py(x.array(), y)), x,
                     std::log1p(y.toDouble()), y.toDouble() <= -1);
}

Tensor special_xlog1py(const Scalar& x, const Tensor& y, Location at) {
  LocationScope scope(at);
  Tensor out(kernels::xlog1py(x, y.array()));
  if (Tape tape(y); tape) {
    tape.record("SpecialXlog1PyBackward1", out,
                [x, y = tape.save(y)](const Tensor& g, Backward& bw) {
                  bw.grad(0) = g * x / (bw.saved(y) + 1);
                });
  }
  return out;
}

namespace {

// The gradient of log(exp(a) + exp(b)) is how much each contributes.
template <class Exponential>
Tensor log_add_exp(const char* name, Array sum, const Tensor& a, const Tensor& b,
                   Exponential exponential) {
  Tensor out(std::move(sum));
  if (Tape tape(a, b); tape) {
    tape.record(name, out,
                [a = tape.save(a), b = tape.save(b), exponential](const Tensor& g, Backward& bw) {
                  const Tensor x = bw.saved(a), y = bw.saved(b);
                  if (bw.needs(0)) bw.grad(0) = g / (1 + exponential(y - x));
                  if (bw.needs(1)) bw.grad(1) = g / (1 + exponential(x - y));
                });
  }
  return out;
}

}  // namespace

Tensor logaddexp(const Tensor& a, const Tensor& b, Location at) {
  LocationScope scope(at);
  return log_add_exp("LogaddexpBackward0", kernels::logaddexp(a.array(), b.array()), a, b,
                     [](const Tensor& x) { return exp(x); });
}
Tensor logaddexp2(const Tensor& a, const Tensor& b, Location at) {
  LocationScope scope(at);
  return log_add_exp("Logaddexp2Backward0", kernels::logaddexp2(a.array(), b.array()), a, b,
                     [](const Tensor& x) { return exp2(x); });
}

Tensor heaviside(const Tensor& x, const Tensor& values, Into into) {
  return not_differentiable(
      "heaviside", into(kernels::heaviside(x.array(), values.array(), into.array())), x, values);
}

Tensor nextafter(const Tensor& a, const Tensor& b, Into into) {
  Output out = into(kernels::nextafter(a.array(), b.array(), into.array()));
  if (Tape tape(a, b); tape) {
    tape.record("NextafterBackward0", out, [](const Tensor&, Backward&) {
      GRADLAB_THROW(NotImplementedError, "the derivative for 'nextafter' is not implemented.");
    });
  }
  return out;
}

Tensor gcd(const Tensor& a, const Tensor& b, Into into) {
  return into(kernels::gcd(a.array(), b.array(), into.array()));
}
Tensor lcm(const Tensor& a, const Tensor& b, Into into) {
  return into(kernels::lcm(a.array(), b.array(), into.array()));
}

}  // namespace gradlab
