#include "gradlab/autograd/ops/unary.h"

#include "gradlab/autograd/graph/tape.h"
#include "gradlab/autograd/ops/compare.h"
#include "gradlab/autograd/ops/derivative_free.h"
#include "gradlab/autograd/ops/factory.h"
#include "gradlab/autograd/ops/index.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/tensor/error.h"
#include "gradlab/tensor/kernels/special.h"
#include "gradlab/tensor/kernels/unary.h"

namespace gradlab {
namespace {

constexpr double kLn2 = 0.693147180559945309417;
constexpr double kLn10 = 2.30258509299404568402;
constexpr double kTwoOverSqrtPi = 1.12837916709551257390;

// One pass over memory when no history is wanted, else the same formula as operations.
Tensor sigmoid_backward(const Tensor& g, const Tensor& y) {
  if (!GradMode::is_enabled()) return Tensor(kernels::sigmoid_backward(g.array(), y.array()));
  return g * (1 - y) * y;
}

Tensor tanh_backward(const Tensor& g, const Tensor& y) {
  if (!GradMode::is_enabled()) return Tensor(kernels::tanh_backward(g.array(), y.array()));
  return g * (1 - square(y));
}

Tensor relu_backward(const Tensor& g, const Tensor& y) {
  if (!GradMode::is_enabled()) return Tensor(kernels::relu_backward(g.array(), y.array()));
  return masked_fill(g, y.detach() <= 0, 0);
}

}  // namespace

Tensor neg(const Tensor& x, Into into) {
  Output y = into(kernels::neg(x.array(), into.array()));
  if (Tape tape(x); tape) {
    tape.record("NegBackward0", y, [](const Tensor& g, Backward& bw) { bw.grad(0) = -g; });
  }
  return y;
}

Tensor abs(const Tensor& x, Into into) {
  Output y = into(kernels::abs(x.array(), into.array()));
  if (Tape tape(x); tape) {
    tape.record("AbsBackward0", y, [x = tape.save(x)](const Tensor& g, Backward& bw) {
      bw.grad(0) = g * sign(bw.saved(x));
    });
  }
  return y;
}

Tensor sign(const Tensor& x, Into into) {
  return piecewise_constant("SignBackward0", into(kernels::sign(x.array(), into.array())), x);
}

Tensor sgn(const Tensor& x, Into into) {
  return piecewise_constant("SgnBackward0", into(kernels::sign(x.array(), into.array())), x);
}

Tensor floor(const Tensor& x, Into into) {
  return piecewise_constant("FloorBackward0", into(kernels::floor(x.array(), into.array())), x);
}

Tensor ceil(const Tensor& x, Into into) {
  return piecewise_constant("CeilBackward0", into(kernels::ceil(x.array(), into.array())), x);
}

Tensor round(const Tensor& x, Into into) {
  return piecewise_constant("RoundBackward0", into(kernels::round(x.array(), into.array())), x);
}

Tensor round(const Tensor& x, int64_t decimals, Into into) {
  return piecewise_constant("RoundBackward1",
                            into(kernels::round_decimals(x.array(), decimals, into.array())), x);
}

Tensor trunc(const Tensor& x, Into into) {
  return piecewise_constant("TruncBackward0", into(kernels::trunc(x.array(), into.array())), x);
}

Tensor frac(const Tensor& x, Into into) {
  Output y = into(kernels::frac(x.array(), into.array()));
  if (Tape tape(x); tape) {
    tape.record("FracBackward0", y, [](const Tensor& g, Backward& bw) { bw.grad(0) = g; });
  }
  return y;
}

Tensor square(const Tensor& x, Into into) { return pow(x, 2, into); }

Tensor reciprocal(const Tensor& x, Into into) {
  Output y = into(kernels::reciprocal(x.array(), into.array()));
  if (Tape tape(x); tape) {
    tape.record("ReciprocalBackward0", y, [y = tape.save_output(y)](const Tensor& g, Backward& bw) {
      bw.grad(0) = -g * square(bw.saved(y));
    });
  }
  return y;
}

Tensor sqrt(const Tensor& x, Into into) {
  Output y = into(kernels::sqrt(x.array(), into.array()));
  if (Tape tape(x); tape) {
    tape.record("SqrtBackward0", y, [y = tape.save_output(y)](const Tensor& g, Backward& bw) {
      bw.grad(0) = g / (2 * bw.saved(y));
    });
  }
  return y;
}

Tensor rsqrt(const Tensor& x, Into into) {
  Output y = into(kernels::rsqrt(x.array(), into.array()));
  if (Tape tape(x); tape) {
    tape.record("RsqrtBackward0", y, [y = tape.save_output(y)](const Tensor& g, Backward& bw) {
      bw.grad(0) = -0.5 * g * pow(bw.saved(y), 3);
    });
  }
  return y;
}

Tensor exp(const Tensor& x, Into into) {
  Output y = into(kernels::exp(x.array(), into.array()));
  if (Tape tape(x); tape) {
    tape.record("ExpBackward0", y, [y = tape.save_output(y)](const Tensor& g, Backward& bw) {
      bw.grad(0) = g * bw.saved(y);
    });
  }
  return y;
}

Tensor exp2(const Tensor& x, Into into) {
  Output y = into(kernels::exp2(x.array(), into.array()));
  if (Tape tape(x); tape) {
    tape.record("Exp2Backward0", y, [y = tape.save_output(y)](const Tensor& g, Backward& bw) {
      bw.grad(0) = g * bw.saved(y) * kLn2;
    });
  }
  return y;
}

Tensor expm1(const Tensor& x, Into into) {
  Output y = into(kernels::expm1(x.array(), into.array()));
  if (Tape tape(x); tape) {
    tape.record("Expm1Backward0", y, [y = tape.save_output(y)](const Tensor& g, Backward& bw) {
      bw.grad(0) = g * (bw.saved(y) + 1);
    });
  }
  return y;
}

Tensor log(const Tensor& x, Into into) {
  Output y = into(kernels::log(x.array(), into.array()));
  if (Tape tape(x); tape) {
    tape.record("LogBackward0", y, [x = tape.save(x)](const Tensor& g, Backward& bw) {
      bw.grad(0) = g / bw.saved(x);
    });
  }
  return y;
}

Tensor log2(const Tensor& x, Into into) {
  Output y = into(kernels::log2(x.array(), into.array()));
  if (Tape tape(x); tape) {
    tape.record("Log2Backward0", y, [x = tape.save(x)](const Tensor& g, Backward& bw) {
      bw.grad(0) = g / (bw.saved(x) * kLn2);
    });
  }
  return y;
}

Tensor log10(const Tensor& x, Into into) {
  Output y = into(kernels::log10(x.array(), into.array()));
  if (Tape tape(x); tape) {
    tape.record("Log10Backward0", y, [x = tape.save(x)](const Tensor& g, Backward& bw) {
      bw.grad(0) = g / (bw.saved(x) * kLn10);
    });
  }
  return y;
}

Tensor log1p(const Tensor& x, Into into) {
  Output y = into(kernels::log1p(x.array(), into.array()));
  if (Tape tape(x); tape) {
    tape.record("Log1PBackward0", y, [x = tape.save(x)](const Tensor& g, Backward& bw) {
      bw.grad(0) = g / (bw.saved(x) + 1);
    });
  }
  return y;
}

Tensor sin(const Tensor& x, Into into) {
  Output y = into(kernels::sin(x.array(), into.array()));
  if (Tape tape(x); tape) {
    tape.record("SinBackward0", y, [x = tape.save(x)](const Tensor& g, Backward& bw) {
      bw.grad(0) = g * cos(bw.saved(x));
    });
  }
  return y;
}

Tensor cos(const Tensor& x, Into into) {
  Output y = into(kernels::cos(x.array(), into.array()));
  if (Tape tape(x); tape) {
    tape.record("CosBackward0", y, [x = tape.save(x)](const Tensor& g, Backward& bw) {
      bw.grad(0) = g * -sin(bw.saved(x));
    });
  }
  return y;
}

Tensor tan(const Tensor& x, Into into) {
  Output y = into(kernels::tan(x.array(), into.array()));
  if (Tape tape(x); tape) {
    tape.record("TanBackward0", y, [y = tape.save_output(y)](const Tensor& g, Backward& bw) {
      bw.grad(0) = g * (1 + square(bw.saved(y)));
    });
  }
  return y;
}

Tensor asin(const Tensor& x, Into into) {
  Output y = into(kernels::asin(x.array(), into.array()));
  if (Tape tape(x); tape) {
    tape.record("AsinBackward0", y, [x = tape.save(x)](const Tensor& g, Backward& bw) {
      bw.grad(0) = g * rsqrt(1 - square(bw.saved(x)));
    });
  }
  return y;
}

Tensor acos(const Tensor& x, Into into) {
  Output y = into(kernels::acos(x.array(), into.array()));
  if (Tape tape(x); tape) {
    tape.record("AcosBackward0", y, [x = tape.save(x)](const Tensor& g, Backward& bw) {
      bw.grad(0) = g * -rsqrt(1 - square(bw.saved(x)));
    });
  }
  return y;
}

Tensor atan(const Tensor& x, Into into) {
  Output y = into(kernels::atan(x.array(), into.array()));
  if (Tape tape(x); tape) {
    tape.record("AtanBackward0", y, [x = tape.save(x)](const Tensor& g, Backward& bw) {
      bw.grad(0) = g / (square(bw.saved(x)) + 1);
    });
  }
  return y;
}

Tensor sinh(const Tensor& x, Into into) {
  Output y = into(kernels::sinh(x.array(), into.array()));
  if (Tape tape(x); tape) {
    tape.record("SinhBackward0", y, [x = tape.save(x)](const Tensor& g, Backward& bw) {
      bw.grad(0) = g * cosh(bw.saved(x));
    });
  }
  return y;
}

Tensor cosh(const Tensor& x, Into into) {
  Output y = into(kernels::cosh(x.array(), into.array()));
  if (Tape tape(x); tape) {
    tape.record("CoshBackward0", y, [x = tape.save(x)](const Tensor& g, Backward& bw) {
      bw.grad(0) = g * sinh(bw.saved(x));
    });
  }
  return y;
}

Tensor tanh(const Tensor& x, Into into) {
  Output y = into(kernels::tanh(x.array(), into.array()));
  if (Tape tape(x); tape) {
    tape.record("TanhBackward0", y, [y = tape.save_output(y)](const Tensor& g, Backward& bw) {
      bw.grad(0) = tanh_backward(g, bw.saved(y));
    });
  }
  return y;
}

Tensor asinh(const Tensor& x, Into into) {
  Output y = into(kernels::asinh(x.array(), into.array()));
  if (Tape tape(x); tape) {
    const char* name = into.array() ? "AsinhBackward1" : "AsinhBackward0";
    tape.record(name, y, [x = tape.save(x)](const Tensor& g, Backward& bw) {
      bw.grad(0) = g * rsqrt(square(bw.saved(x)) + 1);
    });
  }
  return y;
}

Tensor acosh(const Tensor& x, Into into) {
  Output y = into(kernels::acosh(x.array(), into.array()));
  if (Tape tape(x); tape) {
    const char* name = into.array() ? "AcoshBackward1" : "AcoshBackward0";
    tape.record(name, y, [x = tape.save(x)](const Tensor& g, Backward& bw) {
      bw.grad(0) = g * rsqrt(square(bw.saved(x)) - 1);
    });
  }
  return y;
}

Tensor atanh(const Tensor& x, Into into) {
  Output y = into(kernels::atanh(x.array(), into.array()));
  if (Tape tape(x); tape) {
    const char* name = into.array() ? "AtanhBackward1" : "AtanhBackward0";
    tape.record(name, y, [x = tape.save(x)](const Tensor& g, Backward& bw) {
      bw.grad(0) = g / (1 - square(bw.saved(x)));
    });
  }
  return y;
}

Tensor erf(const Tensor& x, Into into) {
  Output y = into(kernels::erf(x.array(), into.array()));
  if (Tape tape(x); tape) {
    tape.record("ErfBackward0", y, [x = tape.save(x)](const Tensor& g, Backward& bw) {
      bw.grad(0) = g * (kTwoOverSqrtPi * exp(-square(bw.saved(x))));
    });
  }
  return y;
}

Tensor erfc(const Tensor& x, Into into) {
  Output y = into(kernels::erfc(x.array(), into.array()));
  if (Tape tape(x); tape) {
    tape.record("ErfcBackward0", y, [x = tape.save(x)](const Tensor& g, Backward& bw) {
      bw.grad(0) = g * (-kTwoOverSqrtPi * exp(-square(bw.saved(x))));
    });
  }
  return y;
}

Tensor sigmoid(const Tensor& x, Into into) {
  Output y = into(kernels::sigmoid(x.array(), into.array()));
  if (Tape tape(x); tape) {
    tape.record("SigmoidBackward0", y, [y = tape.save_output(y)](const Tensor& g, Backward& bw) {
      bw.grad(0) = sigmoid_backward(g, bw.saved(y));
    });
  }
  return y;
}

Tensor relu(const Tensor& x, Into into) {
  Output y = into(kernels::relu(x.array(), into.array()));
  if (Tape tape(x); tape) {
    tape.record("ReluBackward0", y, [y = tape.save_output(y)](const Tensor& g, Backward& bw) {
      bw.grad(0) = relu_backward(g, bw.saved(y));
    });
  }
  return y;
}

Tensor positive(const Tensor& x, Location at) {
  LocationScope scope(at);
  GRADLAB_CHECK(x.dtype() != kBool, "The `+` operator, on a bool tensor is not supported.");
  return x;
}

}  // namespace gradlab
