#include "gradlab/autograd/ops/pointwise.h"

#include <cmath>

#include "gradlab/autograd/ops/compare.h"
#include "gradlab/autograd/ops/factory.h"
#include "gradlab/autograd/ops/index.h"
#include "gradlab/autograd/ops/unary.h"
#include "gradlab/autograd/tape.h"
#include "gradlab/tensor/error.h"
#include "gradlab/tensor/kernels/binary.h"
#include "gradlab/tensor/kernels/select.h"

namespace gradlab {
namespace {

// g * factor; g itself for 1.
Tensor scaled(const Tensor& g, const Scalar& factor) { return factor.equal(1) ? g : g * factor; }

}  // namespace

Tensor add(const Tensor& a, const Tensor& b, const Scalar& alpha, Into into) {
  Output out = into(kernels::add(a.array(), b.array(), alpha, into.array()));
  if (Tape tape(a, b); tape) {
    tape.record("AddBackward0", out, [alpha](const Tensor& g, Backward& bw) {
      if (bw.needs(0)) bw.grad(0) = g;
      if (bw.needs(1)) bw.grad(1) = scaled(g, alpha);
    });
  }
  return out;
}

Tensor add(const Tensor& a, const Scalar& b, const Scalar& alpha, Into into) {
  Output out = into(kernels::add(a.array(), b, alpha, into.array()));
  if (Tape tape(a); tape) {
    tape.record("AddBackward0", out, [](const Tensor& g, Backward& bw) { bw.grad(0) = g; });
  }
  return out;
}

Tensor sub(const Tensor& a, const Tensor& b, const Scalar& alpha, Into into) {
  Output out = into(kernels::sub(a.array(), b.array(), alpha, into.array()));
  if (Tape tape(a, b); tape) {
    tape.record("SubBackward0", out, [alpha](const Tensor& g, Backward& bw) {
      if (bw.needs(0)) bw.grad(0) = g;
      if (bw.needs(1)) bw.grad(1) = scaled(neg(g), alpha);
    });
  }
  return out;
}

Tensor sub(const Tensor& a, const Scalar& b, const Scalar& alpha, Into into) {
  Output out = into(kernels::sub(a.array(), b, alpha, into.array()));
  if (Tape tape(a); tape) {
    tape.record("SubBackward0", out, [](const Tensor& g, Backward& bw) { bw.grad(0) = g; });
  }
  return out;
}

Tensor rsub(const Tensor& a, const Tensor& b, const Scalar& alpha, Location at) {
  LocationScope scope(at);

  Tensor out(kernels::sub(b.array(), a.array(), alpha));
  if (Tape tape(a, b); tape) {
    tape.record("RsubBackward0", out, [alpha](const Tensor& g, Backward& bw) {
      if (bw.needs(0)) bw.grad(0) = scaled(neg(g), alpha);
      if (bw.needs(1)) bw.grad(1) = g;
    });
  }
  return out;
}

Tensor rsub(const Tensor& a, const Scalar& b, const Scalar& alpha, Location at) {
  LocationScope scope(at);

  Tensor out(kernels::sub(b, a.array(), alpha));
  if (Tape tape(a); tape) {
    tape.record("RsubBackward1", out,
                [alpha](const Tensor& g, Backward& bw) { bw.grad(0) = scaled(neg(g), alpha); });
  }
  return out;
}

Tensor mul(const Tensor& a, const Tensor& b, Into into) {
  Output out = into(kernels::mul(a.array(), b.array(), into.array()));
  if (Tape tape(a, b); tape) {
    tape.record("MulBackward0", out,
                [a = tape.save_if(tape.needs(1), a), b = tape.save_if(tape.needs(0), b)](
                    const Tensor& g, Backward& bw) {
                  if (bw.needs(0)) bw.grad(0) = g * bw.saved(b);
                  if (bw.needs(1)) bw.grad(1) = g * bw.saved(a);
                });
  }
  return out;
}

Tensor mul(const Tensor& a, const Scalar& b, Into into) {
  Output out = into(kernels::mul(a.array(), b, into.array()));
  if (Tape tape(a); tape) {
    tape.record("MulBackward0", out,
                [b = tape.save(b)](const Tensor& g, Backward& bw) { bw.grad(0) = g * b; });
  }
  return out;
}

namespace {

Tensor div_tensor(const char* name, const Tensor& a, const Tensor& b, Into into) {
  Output out = into(kernels::div(a.array(), b.array(), into.array()));
  if (Tape tape(a, b); tape) {
    tape.record(
        name, out,
        [a = tape.save_if(tape.needs(1), a), b = tape.save(b)](const Tensor& g, Backward& bw) {
          const Tensor divisor = bw.saved(b);
          if (bw.needs(0)) bw.grad(0) = g / divisor;
          if (bw.needs(1)) bw.grad(1) = -g * (bw.saved(a) / divisor / divisor);
        });
  }
  return out;
}

Tensor div_number(const char* name, const Tensor& a, const Scalar& b, Into into) {
  Output out = into(kernels::div(a.array(), b, into.array()));
  if (Tape tape(a); tape) {
    tape.record(name, out,
                [b = tape.save(b)](const Tensor& g, Backward& bw) { bw.grad(0) = g / b; });
  }
  return out;
}

}  // namespace

Tensor div(const Tensor& a, const Tensor& b, Into into) {
  return div_tensor("DivBackward0", a, b, into);
}
Tensor div(const Tensor& a, const Scalar& b, Into into) {
  return div_number("DivBackward0", a, b, into);
}

Tensor operator/(const Scalar& a, Operand divisor) {
  LocationScope scope(divisor.at);
  const Tensor& b = divisor.value;
  Tensor out(kernels::div(a, b.array()));
  if (Tape tape(b); tape) {
    tape.record("DivBackward0", out, [a, b = tape.save(b)](const Tensor& g, Backward& bw) {
      const Tensor d = bw.saved(b);
      bw.grad(0) = -g * (a / d / d);
    });
  }
  return out;
}

// A rounded quotient is constant almost everywhere: both gradients are zero.
Tensor div(const Tensor& a, const Tensor& b, std::optional<std::string_view> rounding_mode,
           Location at) {
  LocationScope scope(at);

  if (!rounding_mode) return div_tensor("DivBackward2", a, b, {});
  Tensor out(kernels::div_mode(a.array(), b.array(), *rounding_mode));
  if (Tape tape(a, b); tape) {
    tape.record("DivBackward2", out, [](const Tensor& g, Backward& bw) {
      for (int i : {0, 1}) {
        if (bw.needs(i)) bw.grad(i) = zeros_like(g);
      }
    });
  }
  return out;
}

Tensor div(const Tensor& a, const Scalar& b, std::optional<std::string_view> rounding_mode,
           Location at) {
  LocationScope scope(at);

  if (!rounding_mode) return div_number("DivBackward2", a, b, {});
  Tensor out(kernels::div_mode(a.array(), b, *rounding_mode));
  if (Tape tape(a); tape) {
    tape.record("DivBackward2", out,
                [](const Tensor& g, Backward& bw) { bw.grad(0) = zeros_like(g); });
  }
  return out;
}

namespace {

template <class... T>
Tensor not_differentiable(const char* operation, Tensor out, const T&... inputs) {
  if (Tape tape(inputs...); tape) {
    tape.record("NotImplemented", out, [operation](const Tensor&, Backward&) {
      GRADLAB_THROW(NotImplementedError, "derivative for ", operation, " is not implemented");
    });
  }
  return out;
}

}  // namespace

Tensor floor_divide(const Tensor& a, const Tensor& b, Location at) {
  LocationScope scope(at);

  return not_differentiable("aten::floor_divide",
                            Tensor(kernels::floor_divide(a.array(), b.array())), a, b);
}

Tensor floor_divide(const Tensor& a, const Scalar& b, Location at) {
  LocationScope scope(at);

  return not_differentiable("aten::floor_divide", Tensor(kernels::floor_divide(a.array(), b)), a);
}

Tensor remainder(const Tensor& a, const Tensor& b, Location at) {
  LocationScope scope(at);

  Tensor out(kernels::remainder(a.array(), b.array()));
  if (Tape tape(a, b); tape) {
    tape.record("RemainderBackward1", out,
                [a = tape.save_if(tape.needs(1), a), b = tape.save_if(tape.needs(1), b)](
                    const Tensor& g, Backward& bw) {
                  if (bw.needs(0)) bw.grad(0) = g;
                  if (bw.needs(1)) bw.grad(1) = -g * div(bw.saved(a), bw.saved(b), "floor");
                });
  }
  return out;
}

Tensor remainder(const Tensor& a, const Scalar& b, Location at) {
  LocationScope scope(at);

  Tensor out(kernels::remainder(a.array(), b));
  if (Tape tape(a); tape) {
    tape.record("RemainderBackward0", out, [](const Tensor& g, Backward& bw) { bw.grad(0) = g; });
  }
  return out;
}

Tensor fmod(const Tensor& a, const Tensor& b, Location at) {
  LocationScope scope(at);

  Tensor out(kernels::fmod(a.array(), b.array()));
  if (Tape tape(a, b); tape) {
    tape.record("FmodBackward1", out,
                [a = tape.save_if(tape.needs(1), a), b = tape.save_if(tape.needs(1), b)](
                    const Tensor& g, Backward& bw) {
                  if (bw.needs(0)) bw.grad(0) = g;
                  if (bw.needs(1)) bw.grad(1) = -g * div(bw.saved(a), bw.saved(b), "trunc");
                });
  }
  return out;
}

Tensor fmod(const Tensor& a, const Scalar& b, Location at) {
  LocationScope scope(at);

  Tensor out(kernels::fmod(a.array(), b));
  if (Tape tape(a); tape) {
    tape.record("FmodBackward0", out, [](const Tensor& g, Backward& bw) { bw.grad(0) = g; });
  }
  return out;
}

Tensor pow(const Tensor& base, const Scalar& exponent, Into into) {
  Output out = into(kernels::pow(base.array(), exponent, into.array()));
  if (Tape tape(base); tape) {
    tape.record("PowBackward0", out,
                [base = tape.save(base), exponent](const Tensor& g, Backward& bw) {
                  if (exponent.equal(0)) {
                    bw.grad(0) = zeros_like(g);
                    return;
                  }
                  const Scalar less = exponent.isIntegral(true) ? Scalar(exponent.toLong() - 1)
                                                                : Scalar(exponent.toDouble() - 1);
                  bw.grad(0) = g * (exponent * pow(bw.saved(base), less));
                });
  }
  return out;
}

// The gradient of the exponent: result * log(base), and 0 where base is 0 and the exponent is not
// negative, by continuity.
Tensor pow(const Tensor& base, const Tensor& exponent, Into into) {
  Output out = into(kernels::pow(base.array(), exponent.array(), into.array()));
  if (Tape tape(base, exponent); tape) {
    tape.record("PowBackward1", out,
                [base = tape.save(base), exponent = tape.save(exponent),
                 out = tape.save_if_output(tape.needs(1), out)](const Tensor& g, Backward& bw) {
                  const Tensor b = bw.saved(base), e = bw.saved(exponent);
                  if (bw.needs(0)) {
                    bw.grad(0) = where(e == 0.0, zeros_like(g), g * (e * pow(b, e - 1)));
                  }
                  if (bw.needs(1)) {
                    const Tensor smooth = bw.saved(out) * log(b);
                    bw.grad(1) = g * where(logical_and(b == 0, e >= 0), zeros_like(smooth), smooth);
                  }
                });
  }
  return out;
}

Tensor pow(const Scalar& base, const Tensor& exponent, Location at) {
  LocationScope scope(at);

  Tensor out(kernels::pow(base, exponent.array()));
  if (Tape tape(exponent); tape) {
    tape.record("PowBackward2", out,
                [base, exponent = tape.save(exponent), out = tape.save_output(out)](const Tensor& g,
                                                                                    Backward& bw) {
                  const Tensor smooth = bw.saved(out) * std::log(base.toDouble());
                  if (base.equal(0)) {
                    bw.grad(0) = g * where(bw.saved(exponent) >= 0, zeros_like(smooth), smooth);
                  } else {
                    bw.grad(0) = g * smooth;
                  }
                });
  }
  return out;
}

Tensor maximum(const Tensor& a, const Tensor& b, Location at) {
  LocationScope scope(at);

  Tensor out(kernels::maximum(a.array(), b.array()));
  if (Tape tape(a, b); tape) {
    tape.record("MaximumBackward0", out,
                [a = tape.save(a), b = tape.save(b)](const Tensor& g, Backward& bw) {
                  const Tensor x = bw.saved(a).detach(), y = bw.saved(b).detach();
                  const Tensor shared = where(x == y, g / 2, g);
                  if (bw.needs(0)) bw.grad(0) = masked_fill(shared, x < y, 0);
                  if (bw.needs(1)) bw.grad(1) = masked_fill(shared, x > y, 0);
                });
  }
  return out;
}

Tensor minimum(const Tensor& a, const Tensor& b, Location at) {
  LocationScope scope(at);

  Tensor out(kernels::minimum(a.array(), b.array()));
  if (Tape tape(a, b); tape) {
    tape.record("MinimumBackward0", out,
                [a = tape.save(a), b = tape.save(b)](const Tensor& g, Backward& bw) {
                  const Tensor x = bw.saved(a).detach(), y = bw.saved(b).detach();
                  const Tensor shared = where(x == y, g / 2, g);
                  if (bw.needs(0)) bw.grad(0) = masked_fill(shared, x > y, 0);
                  if (bw.needs(1)) bw.grad(1) = masked_fill(shared, x < y, 0);
                });
  }
  return out;
}

Tensor atan2(const Tensor& y, const Tensor& x, Location at) {
  LocationScope scope(at);

  Tensor out(kernels::atan2(y.array(), x.array()));
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

namespace {

// g where lo <= x <= hi, else 0; NaN lies outside.
Tensor pass_inside(const Tensor& g, const Tensor& x, const std::optional<Scalar>& lo,
                   const std::optional<Scalar>& hi) {
  const Tensor inside = lo && hi ? logical_and(x >= *lo, x <= *hi) : lo ? x >= *lo : x <= *hi;
  return where(inside, g, zeros_like(g));
}

Tensor clamp_named(const char* name, const Tensor& x, const std::optional<Scalar>& lo,
                   const std::optional<Scalar>& hi, Into into) {
  Output out =
      into(kernels::clamp(x.array(), lo ? &*lo : nullptr, hi ? &*hi : nullptr, into.array()));
  if (Tape tape(x); tape) {
    tape.record(name, out, [x = tape.save(x), lo, hi](const Tensor& g, Backward& bw) {
      bw.grad(0) = pass_inside(g, bw.saved(x).detach(), lo, hi);
    });
  }
  return out;
}

}  // namespace

Tensor clamp(const Tensor& x, const std::optional<Scalar>& min, const std::optional<Scalar>& max,
             Into into) {
  return clamp_named("ClampBackward1", x, min, max, into);
}

Tensor clamp_min(const Tensor& x, const Scalar& min, Into into) {
  return clamp_named("ClampMinBackward0", x, min, std::nullopt, into);
}

Tensor clamp_max(const Tensor& x, const Scalar& max, Into into) {
  return clamp_named("ClampMaxBackward0", x, std::nullopt, max, into);
}

Tensor lerp(const Tensor& start, const Tensor& end, const Scalar& weight, Location at) {
  LocationScope scope(at);

  Tensor out(kernels::lerp(start.array(), end.array(), weight));
  if (Tape tape(start, end); tape) {
    tape.record("LerpBackward0", out, [weight](const Tensor& g, Backward& bw) {
      if (bw.needs(0)) bw.grad(0) = g * (1 - weight.toDouble());
      if (bw.needs(1)) bw.grad(1) = g * weight;
    });
  }
  return out;
}

Tensor lerp(const Tensor& start, const Tensor& end, const Tensor& weight, Location at) {
  LocationScope scope(at);

  Tensor out(kernels::lerp(start.array(), end.array(), weight.array()));
  if (Tape tape(start, end, weight); tape) {
    tape.record("LerpBackward1", out,
                [start = tape.save_if(tape.needs(2), start), end = tape.save_if(tape.needs(2), end),
                 weight = tape.save(weight)](const Tensor& g, Backward& bw) {
                  const Tensor w = bw.saved(weight);
                  if (bw.needs(0)) bw.grad(0) = g * (1 - w);
                  if (bw.needs(1)) bw.grad(1) = g * w;
                  if (bw.needs(2)) bw.grad(2) = g * (bw.saved(end) - bw.saved(start));
                });
  }
  return out;
}

Tensor addcmul(const Tensor& x, const Tensor& t1, const Tensor& t2, const Scalar& value,
               Location at) {
  LocationScope scope(at);

  Tensor out(kernels::addcmul(x.array(), t1.array(), t2.array(), value));
  if (Tape tape(x, t1, t2); tape) {
    tape.record("AddcmulBackward0", out,
                [t1 = tape.save_if(tape.needs(2), t1), t2 = tape.save_if(tape.needs(1), t2), value](
                    const Tensor& g, Backward& bw) {
                  if (bw.needs(0)) bw.grad(0) = g;
                  if (bw.needs(1)) bw.grad(1) = g * (bw.saved(t2) * value);
                  if (bw.needs(2)) bw.grad(2) = g * (bw.saved(t1) * value);
                });
  }
  return out;
}

Tensor addcdiv(const Tensor& x, const Tensor& t1, const Tensor& t2, const Scalar& value,
               Location at) {
  LocationScope scope(at);

  Tensor out(kernels::addcdiv(x.array(), t1.array(), t2.array(), value));
  if (Tape tape(x, t1, t2); tape) {
    tape.record("AddcdivBackward0", out,
                [t1 = tape.save_if(tape.needs(2), t1), t2 = tape.save(t2), value](const Tensor& g,
                                                                                  Backward& bw) {
                  const Tensor d = bw.saved(t2);
                  if (bw.needs(0)) bw.grad(0) = g;
                  if (bw.needs(1)) bw.grad(1) = g * (value / d);
                  if (bw.needs(2)) bw.grad(2) = -g * (value * bw.saved(t1) / (d * d));
                });
  }
  return out;
}

}  // namespace gradlab
