// Sums, products, quotients and remainders.
//
// Note [Numbers]
// The forms with a number are operations of their own, as in libtorch's C++ frontend: AddBackward1,
// MulBackward1, ... Products and quotients count the number as saved, as in Python, which makes a
// tensor of it: a second pass through them throws unless the first one retained the graph.
#include "gradlab/autograd/graph/tape.h"
#include "gradlab/autograd/ops/derivative_free.h"
#include "gradlab/autograd/ops/factory.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/autograd/ops/unary.h"
#include "gradlab/tensor/kernels/binary.h"

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
    tape.record("AddBackward1", out, [](const Tensor& g, Backward& bw) { bw.grad(0) = g; });
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
    tape.record("SubBackward1", out, [](const Tensor& g, Backward& bw) { bw.grad(0) = g; });
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
    tape.record("MulBackward1", out,
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
  return div_number("DivBackward1", a, b, into);
}

// Note [Numbers on the left]
// For -, / and %, libtorch's C++ operators make a tensor like the other operand of the number, and
// write the result over it: 0.5 - integers loses the half, and 1 / integers throws. Python's
// operators are rsub() and reciprocal(). The result for float and double needs no such tensor.
namespace {

bool takes_number(const Tensor& t) {
  return t.scalar_type() == kFloat || t.scalar_type() == kDouble;
}

}  // namespace

Tensor operator-(const Scalar& a, Operand b) {
  LocationScope scope(b.at);
  if (!takes_number(b.value)) return full_like(b.value, a).sub_(b.value);
  Tensor out(kernels::sub(a, b.value.array()));
  if (Tape tape(b.value); tape) {
    tape.record("SubBackward0", out, [](const Tensor& g, Backward& bw) { bw.grad(0) = neg(g); });
  }
  return out;
}

Tensor operator/(const Scalar& a, Operand divisor) {
  LocationScope scope(divisor.at);
  const Tensor& b = divisor.value;
  if (!takes_number(b)) return full_like(b, a).div_(b);
  Tensor out(kernels::div(a, b.array()));
  if (Tape tape(b); tape) {
    tape.record("DivBackward0", out, [a, b = tape.save(b)](const Tensor& g, Backward& bw) {
      const Tensor d = bw.saved(b);
      bw.grad(0) = -g * (a / d / d);
    });
  }
  return out;
}

Tensor operator%(const Scalar& a, Operand b) {
  LocationScope scope(b.at);
  return full_like(b.value, a).remainder_(b.value);
}

Tensor div(const Tensor& a, const Tensor& b, std::optional<std::string_view> rounding_mode,
           Into into) {
  if (!rounding_mode) return div_tensor("DivBackward2", a, b, into);
  return piecewise_constant(
      "DivBackward2", into(kernels::div_mode(a.array(), b.array(), *rounding_mode, into.array())),
      a, b);
}

Tensor div(const Tensor& a, const Scalar& b, std::optional<std::string_view> rounding_mode,
           Into into) {
  if (!rounding_mode) return div_number("DivBackward2", a, b, into);
  return piecewise_constant("DivBackward2",
                            into(kernels::div_mode(a.array(), b, *rounding_mode, into.array())), a);
}

Tensor floor_divide(const Tensor& a, const Tensor& b, Into into) {
  return not_differentiable("floor_divide",
                            into(kernels::floor_divide(a.array(), b.array(), into.array())), a, b);
}

Tensor floor_divide(const Tensor& a, const Scalar& b, Into into) {
  return not_differentiable("floor_divide", into(kernels::floor_divide(a.array(), b, into.array())),
                            a);
}

namespace {

// A remainder is a - b * quotient, and the quotient rounded so is constant almost everywhere.
Tensor remainder_of(const char* name, Output out, const Tensor& a, const Tensor& b,
                    const char* rounding_mode) {
  if (Tape tape(a, b); tape) {
    tape.record(name, out,
                [a = tape.save_if(tape.needs(1), a), b = tape.save_if(tape.needs(1), b),
                 rounding_mode](const Tensor& g, Backward& bw) {
                  if (bw.needs(0)) bw.grad(0) = g;
                  if (bw.needs(1)) bw.grad(1) = -g * div(bw.saved(a), bw.saved(b), rounding_mode);
                });
  }
  return out;
}

Tensor remainder_of(const char* name, Output out, const Tensor& a) {
  if (Tape tape(a); tape) {
    tape.record(name, out, [](const Tensor& g, Backward& bw) { bw.grad(0) = g; });
  }
  return out;
}

}  // namespace

Tensor remainder(const Tensor& a, const Tensor& b, Into into) {
  return remainder_of("RemainderBackward1",
                      into(kernels::remainder(a.array(), b.array(), into.array())), a, b, "floor");
}
Tensor remainder(const Tensor& a, const Scalar& b, Into into) {
  return remainder_of("RemainderBackward0", into(kernels::remainder(a.array(), b, into.array())),
                      a);
}
Tensor remainder(const Scalar& a, const Tensor& b, Location at) {
  return not_differentiable("remainder", Output(kernels::remainder(a, b.array()), at), b);
}

Tensor fmod(const Tensor& a, const Tensor& b, Into into) {
  return remainder_of("FmodBackward1", into(kernels::fmod(a.array(), b.array(), into.array())), a,
                      b, "trunc");
}
Tensor fmod(const Tensor& a, const Scalar& b, Into into) {
  return remainder_of("FmodBackward0", into(kernels::fmod(a.array(), b, into.array())), a);
}

}  // namespace gradlab
