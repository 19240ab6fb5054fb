// The functions of special.h that belong to distributions: the error function's relatives, the
// incomplete gamma functions, the zeta function, scaled Bessel functions.
#include <cmath>

#include "gradlab/autograd/graph/tape.h"
#include "gradlab/autograd/ops/compare.h"
#include "gradlab/autograd/ops/index.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/autograd/ops/special.h"
#include "gradlab/autograd/ops/unary.h"
#include "gradlab/tensor/error.h"
#include "gradlab/tensor/kernels/special.h"

namespace gradlab {
namespace {

constexpr double kPi = 3.14159265358979323846;
constexpr double kRootHalf = 0.70710678118654752440;

}  // namespace

// y' = i1e(x) - sign(x) y.
Tensor special_i0e(const Tensor& x, Location at) {
  LocationScope scope(at);
  Tensor y(kernels::i0e(x.array()));
  if (Tape tape(x); tape) {
    tape.record("SpecialI0EBackward0", y,
                [x = tape.save(x), y = tape.save_output(y)](const Tensor& g, Backward& bw) {
                  const Tensor v = bw.saved(x);
                  bw.grad(0) = g * (special_i1e(v) - sgn(v) * bw.saved(y));
                });
  }
  return y;
}

// y' = i0e(x) - (sign(x) + 1 / x) y, 1/2 at 0.
Tensor special_i1e(const Tensor& x, Location at) {
  LocationScope scope(at);
  Tensor y(kernels::i1e(x.array()));
  if (Tape tape(x); tape) {
    tape.record("SpecialI1EBackward0", y,
                [x = tape.save(x), y = tape.save_output(y)](const Tensor& g, Backward& bw) {
                  const Tensor v = bw.saved(x), zero = v.detach() == 0;
                  const Tensor inverse = reciprocal(masked_fill(v, zero, 1));
                  const Tensor slope = special_i0e(v) - bw.saved(y) * (sgn(v) + inverse);
                  bw.grad(0) = g * masked_fill(slope, zero, 0.5);
                });
  }
  return y;
}

// y' = 2 x y - 2 / sqrt(pi).
Tensor special_erfcx(const Tensor& x, Location at) {
  LocationScope scope(at);
  Tensor y(kernels::erfcx(x.array()));
  if (Tape tape(x); tape) {
    tape.record("SpecialErfcxBackward0", y,
                [x = tape.save(x), y = tape.save_output(y)](const Tensor& g, Backward& bw) {
                  bw.grad(0) = g * (2 * bw.saved(x) * bw.saved(y) - 2 / std::sqrt(kPi));
                });
  }
  return y;
}

Tensor special_ndtr(const Tensor& x, Location at) {
  LocationScope scope(at);
  return (erf(x * kRootHalf) + 1) * 0.5;
}

// y' is one over the density at y.
Tensor special_ndtri(const Tensor& x, Location at) {
  LocationScope scope(at);
  Tensor y(kernels::ndtri(x.array()));
  if (Tape tape(x); tape) {
    tape.record("SpecialNdtriBackward0", y,
                [y = tape.save_output(y)](const Tensor& g, Backward& bw) {
                  bw.grad(0) = g * (std::sqrt(2 * kPi) * exp(square(bw.saved(y)) / 2));
                });
  }
  return y;
}

// y' is the density divided by the share: sqrt(2 / pi) / erfcx(-x / sqrt(2)).
Tensor special_log_ndtr(const Tensor& x, Location at) {
  LocationScope scope(at);
  Tensor y(kernels::log_ndtr(x.array()));
  if (Tape tape(x); tape) {
    tape.record("SpecialLogNdtrBackward0", y, [x = tape.save(x)](const Tensor& g, Backward& bw) {
      bw.grad(0) = g / special_erfcx(bw.saved(x) * -kRootHalf) * std::sqrt(2 / kPi);
    });
  }
  return y;
}

namespace {

[[noreturn]] void throw_not_implemented(const char* derivative) {
  GRADLAB_THROW(NotImplementedError, "the derivative for '", derivative, "' is not implemented.");
}

}  // namespace

// d zeta(s, q) / dq = -s zeta(s + 1, q).
Tensor special_zeta(const Tensor& s, const Tensor& q, Location at) {
  LocationScope scope(at);
  Tensor y(kernels::zeta(s.array(), q.array()));
  if (Tape tape(s, q); tape) {
    tape.record("SpecialZetaBackward0", y,
                [s = tape.save(s), q = tape.save(q)](const Tensor& g, Backward& bw) {
                  if (bw.needs(0)) throw_not_implemented("zeta");
                  const Tensor order = bw.saved(s);
                  bw.grad(1) = g * -order * special_zeta(order + 1, bw.saved(q));
                });
  }
  return y;
}

Tensor special_zeta(const Tensor& s, const Scalar& q, Location at) {
  LocationScope scope(at);
  Tensor y(kernels::zeta(s.array(), q));
  if (Tape tape(s); tape) {
    tape.record("SpecialZetaBackward2", y,
                [](const Tensor&, Backward&) { throw_not_implemented("zeta"); });
  }
  return y;
}

Tensor special_zeta(const Scalar& s, const Tensor& q, Location at) {
  LocationScope scope(at);
  Tensor y(kernels::zeta(s, q.array()));
  if (Tape tape(q); tape) {
    tape.record("SpecialZetaBackward1", y,
                [order = s.toDouble(), q = tape.save(q)](const Tensor& g, Backward& bw) {
                  bw.grad(0) = g * -order * special_zeta(Scalar(order + 1), bw.saved(q));
                });
  }
  return y;
}

namespace {

// The derivative by x is the integrand, x^(a - 1) e^-x / gamma(a), or minus it.
Tensor incomplete_gamma(const char* node, const char* argument, double sign, Output y,
                        const Tensor& a, const Tensor& x) {
  if (Tape tape(a, x); tape) {
    tape.record(
        node, y,
        [argument, sign, a = tape.save(a), x = tape.save(x)](const Tensor& g, Backward& bw) {
          if (bw.needs(0)) throw_not_implemented(argument);
          const Tensor order = bw.saved(a), v = bw.saved(x);
          bw.grad(1) = g * (sign * exp((order - 1) * log(v) - v - lgamma(order)));
        });
  }
  return y;
}

}  // namespace

Tensor igamma(const Tensor& a, const Tensor& x, Into into) {
  return incomplete_gamma("IgammaBackward0", "igamma: input", 1,
                          into(kernels::igamma(a.array(), x.array(), into.array())), a, x);
}
Tensor igammac(const Tensor& a, const Tensor& x, Into into) {
  return incomplete_gamma("IgammacBackward0", "igammac: input", -1,
                          into(kernels::igammac(a.array(), x.array(), into.array())), a, x);
}

}  // namespace gradlab
