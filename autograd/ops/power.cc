// Powers.
#include <cmath>

#include "gradlab/autograd/graph/tape.h"
#include "gradlab/autograd/ops/compare.h"
#include "gradlab/autograd/ops/copy.h"
#include "gradlab/autograd/ops/factory.h"
#include "gradlab/autograd/ops/index.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/autograd/ops/unary.h"
#include "gradlab/tensor/kernels/binary.h"

namespace gradlab {

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

Tensor float_power(const Tensor& base, const Tensor& exponent, Location at) {
  LocationScope scope(at);
  return pow(to_dtype(base, kDouble), to_dtype(exponent, kDouble));
}
Tensor float_power(const Tensor& base, const Scalar& exponent, Location at) {
  LocationScope scope(at);
  return pow(to_dtype(base, kDouble), exponent.toDouble());
}
Tensor float_power(const Scalar& base, const Tensor& exponent, Location at) {
  LocationScope scope(at);
  return pow(base.toDouble(), to_dtype(exponent, kDouble));
}

Tensor ldexp(const Tensor& x, const Tensor& exponent, Location at) {
  LocationScope scope(at);
  return mul(x, pow(2.0, exponent));
}

}  // namespace gradlab
