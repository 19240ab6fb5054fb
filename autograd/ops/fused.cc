// Short formulas of three tensors.
#include "gradlab/autograd/graph/tape.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/autograd/ops/unary.h"
#include "gradlab/tensor/kernels/select.h"

namespace gradlab {

Tensor lerp(const Tensor& start, const Tensor& end, const Scalar& weight, Into into) {
  Output out = into(kernels::lerp(start.array(), end.array(), weight, into.array()));
  if (Tape tape(start, end); tape) {
    tape.record("LerpBackward0", out, [weight](const Tensor& g, Backward& bw) {
      if (bw.needs(0)) bw.grad(0) = g * (1 - weight.toDouble());
      if (bw.needs(1)) bw.grad(1) = g * weight;
    });
  }
  return out;
}

Tensor lerp(const Tensor& start, const Tensor& end, const Tensor& weight, Into into) {
  Output out = into(kernels::lerp(start.array(), end.array(), weight.array(), into.array()));
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
               Into into) {
  Output out = into(kernels::addcmul(x.array(), t1.array(), t2.array(), value, into.array()));
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
               Into into) {
  Output out = into(kernels::addcdiv(x.array(), t1.array(), t2.array(), value, into.array()));
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
