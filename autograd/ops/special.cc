#include "gradlab/autograd/ops/special.h"

#include <cmath>
#include <limits>

#include "gradlab/autograd/graph/tape.h"
#include "gradlab/autograd/ops/compare.h"
#include "gradlab/autograd/ops/factory.h"
#include "gradlab/autograd/ops/index.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/autograd/ops/reduce.h"
#include "gradlab/autograd/ops/unary.h"
#include "gradlab/tensor/error.h"
#include "gradlab/tensor/kernels/binary.h"
#include "gradlab/tensor/kernels/special.h"

namespace gradlab {
namespace {

constexpr double kPi = 3.14159265358979323846;

}  // namespace

Tensor lgamma(const Tensor& x, Into into) {
  Output y = into(kernels::lgamma(x.array(), into.array()));
  if (Tape tape(x); tape) {
    tape.record("LgammaBackward0", y, [x = tape.save(x)](const Tensor& g, Backward& bw) {
      bw.grad(0) = g * digamma(bw.saved(x));
    });
  }
  return y;
}

Tensor digamma(const Tensor& x, Into into) {
  Output y = into(kernels::digamma(x.array(), into.array()));
  if (Tape tape(x); tape) {
    tape.record("DigammaBackward0", y, [x = tape.save(x)](const Tensor& g, Backward& bw) {
      bw.grad(0) = g * polygamma(1, bw.saved(x));
    });
  }
  return y;
}

Tensor polygamma(int64_t n, const Tensor& x, Into into) {
  Output y = into(kernels::polygamma(n, x.array(), into.array()));
  if (Tape tape(x); tape) {
    const char* name = into.array() ? "PolygammaBackward1" : "PolygammaBackward0";
    tape.record(name, y, [x = tape.save(x), n](const Tensor& g, Backward& bw) {
      bw.grad(0) = g * polygamma(n + 1, bw.saved(x));
    });
  }
  return y;
}

Tensor mvlgamma(const Tensor& x, int64_t p, Location at) {
  LocationScope scope(at);
  GRADLAB_CHECK(x.dtype() != kBool, "The input tensor may not be a boolean tensor.");
  GRADLAB_CHECK(p >= 1, "p has to be greater than or equal to 1");
  // x, x - 1/2, ... along a new last dimension.
  const auto arguments = [p](const Tensor& t) {
    const auto dtype = is_floating_point(t.dtype()) ? t.dtype() : get_default_dtype();
    return t.unsqueeze(-1) + arange(0, -0.5 * static_cast<double>(p), -0.5, dtype);
  };
  const double constant = static_cast<double>(p * (p - 1)) * std::log(kPi) / 4;
  Tensor y;
  {
    NoGradGuard guard;
    y = sum(lgamma(arguments(x)), -1) + constant;
  }
  if (Tape tape(x); tape) {
    tape.record("MvlgammaBackward0", y,
                [x = tape.save(x), arguments](const Tensor& g, Backward& bw) {
                  bw.grad(0) = g * sum(digamma(arguments(bw.saved(x))), -1);
                });
  }
  return y;
}

Tensor erfinv(const Tensor& x, Into into) {
  Output y = into(kernels::erfinv(x.array(), into.array()));
  if (Tape tape(x); tape) {
    tape.record("ErfinvBackward0", y, [x = tape.save(x)](const Tensor& g, Backward& bw) {
      bw.grad(0) = g * (0.5 * std::sqrt(kPi) * exp(square(erfinv(bw.saved(x)))));
    });
  }
  return y;
}

Tensor i0(const Tensor& x, Into into) {
  Output y = into(kernels::i0(x.array(), into.array()));
  if (Tape tape(x); tape) {
    tape.record("I0Backward0", y, [x = tape.save(x)](const Tensor& g, Backward& bw) {
      bw.grad(0) = g * special_i1(bw.saved(x));
    });
  }
  return y;
}

// i0(x) - i1(x) / x, 1/2 at 0.
Tensor special_i1(const Tensor& x, Location at) {
  LocationScope scope(at);
  Tensor y(kernels::i1(x.array()));
  if (Tape tape(x); tape) {
    tape.record("SpecialI1Backward0", y,
                [x = tape.save(x), y = tape.save_output(y)](const Tensor& g, Backward& bw) {
                  const Tensor v = bw.saved(x), zero = v.detach() == 0;
                  const Tensor quotient = bw.saved(y) / masked_fill(v, zero, 1);
                  bw.grad(0) = g * (i0(v) - masked_fill(quotient, zero, 0.5));
                });
  }
  return y;
}

Tensor sinc(const Tensor& x, Into into) {
  Output y = into(kernels::sinc(x.array(), into.array()));
  if (Tape tape(x); tape) {
    tape.record("SincBackward0", y, [x = tape.save(x)](const Tensor& g, Backward& bw) {
      const Tensor v = bw.saved(x), angle = v * kPi, divisor = angle * v;
      const Tensor slope = (angle * cos(angle) - sin(angle)) / divisor;
      bw.grad(0) = g * masked_fill(slope, divisor.detach() == 0, 0);
    });
  }
  return y;
}

Tensor logit(const Tensor& x, std::optional<double> eps, Into into) {
  Output y = into(kernels::logit(x.array(), eps, into.array()));
  if (Tape tape(x); tape) {
    const bool clamped = eps && *eps >= 0;
    const double lo = clamped ? *eps : 0, hi = 1 - lo;
    const double outside = clamped ? 0 : std::numeric_limits<double>::quiet_NaN();
    tape.record("LogitBackward0", y,
                [x = tape.save(x), lo, hi, outside](const Tensor& g, Backward& bw) {
                  const Tensor v = bw.saved(x), d = v.detach();
                  const Tensor slope = g / (v * (1 - v));
                  bw.grad(0) = masked_fill(slope, logical_or(d<lo, d> hi), outside);
                });
  }
  return y;
}

Tensor special_entr(const Tensor& x, Location at) {
  LocationScope scope(at);
  Tensor y(kernels::entr(x.array()));
  if (Tape tape(x); tape) {
    tape.record("SpecialEntrBackward0", y, [x = tape.save(x)](const Tensor& g, Backward& bw) {
      bw.grad(0) = g * (-1 - log(bw.saved(x)));
    });
  }
  return y;
}

namespace {

Tensor in_other_unit(const char* name, const Tensor& x, double factor, Into into) {
  Output y = into(kernels::mul(x.array(), factor, into.array()));
  if (Tape tape(x); tape) {
    tape.record(name, y, [factor](const Tensor& g, Backward& bw) { bw.grad(0) = g * factor; });
  }
  return y;
}

}  // namespace

Tensor deg2rad(const Tensor& x, Into into) {
  return in_other_unit("Deg2RadBackward0", x, kPi / 180, into);
}
Tensor rad2deg(const Tensor& x, Into into) {
  return in_other_unit("Rad2DegBackward0", x, 180 / kPi, into);
}

Tensor nan_to_num(const Tensor& x, std::optional<double> nan, std::optional<double> posinf,
                  std::optional<double> neginf, Into into) {
  Output y = into(kernels::nan_to_num(x.array(), nan, posinf, neginf, into.array()));
  if (Tape tape(x); tape) {
    tape.record("NanToNumBackward0", y, [x = tape.save(x)](const Tensor& g, Backward& bw) {
      bw.grad(0) = g * isfinite(bw.saved(x));
    });
  }
  return y;
}

std::tuple<Tensor, Tensor> frexp(const Tensor& x, Location at) {
  LocationScope scope(at);
  kernels::Frexp parts = kernels::frexp(x.array());
  Tensor mantissa(std::move(parts.mantissa)), exponent(std::move(parts.exponent));
  if (Tape tape(x); tape) {
    tape.record("FrexpBackward0", mantissa,
                [exponent = tape.save(exponent)](const Tensor& g, Backward& bw) {
                  bw.grad(0) = g / exp2(bw.saved(exponent).to(g.dtype()));
                });
  }
  return {mantissa, exponent};
}

}  // namespace gradlab
