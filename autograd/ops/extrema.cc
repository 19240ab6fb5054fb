// The larger and the smaller of two, and limits.
#include "gradlab/autograd/graph/tape.h"
#include "gradlab/autograd/ops/compare.h"
#include "gradlab/autograd/ops/factory.h"
#include "gradlab/autograd/ops/index.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/tensor/kernels/binary.h"
#include "gradlab/tensor/kernels/select.h"

namespace gradlab {
namespace {

// is_not(x, y): x is not the extreme of the two. Equal ones share the gradient.
template <class IsNot>
Tensor shared_extremum(const char* name, Array extremum, const Tensor& a, const Tensor& b,
                       IsNot is_not) {
  Tensor out(std::move(extremum));
  if (Tape tape(a, b); tape) {
    tape.record(name, out,
                [a = tape.save(a), b = tape.save(b), is_not](const Tensor& g, Backward& bw) {
                  const Tensor x = bw.saved(a).detach(), y = bw.saved(b).detach();
                  const Tensor shared = where(x == y, g / 2, g);
                  if (bw.needs(0)) bw.grad(0) = masked_fill(shared, is_not(x, y), 0);
                  if (bw.needs(1)) bw.grad(1) = masked_fill(shared, is_not(y, x), 0);
                });
  }
  return out;
}

// The first of equal ones gets the gradient, and the other one of a NaN.
template <class Wins>
Tensor number_extremum(const char* name, Array extremum, const Tensor& a, const Tensor& b,
                       Wins wins) {
  Tensor out(std::move(extremum));
  if (Tape tape(a, b); tape) {
    tape.record(name, out,
                [a = tape.save(a), b = tape.save(b), wins](const Tensor& g, Backward& bw) {
                  const Tensor x = bw.saved(a).detach(), y = bw.saved(b).detach();
                  const Tensor first = logical_or(wins(x, y), isnan(y));
                  if (bw.needs(0)) bw.grad(0) = masked_fill(g, logical_not(first), 0);
                  if (bw.needs(1)) bw.grad(1) = masked_fill(g, first, 0);
                });
  }
  return out;
}

}  // namespace

Tensor maximum(const Tensor& a, const Tensor& b, Location at) {
  LocationScope scope(at);
  return shared_extremum("MaximumBackward0", kernels::maximum(a.array(), b.array()), a, b,
                         [](const Tensor& x, const Tensor& y) { return x < y; });
}
Tensor minimum(const Tensor& a, const Tensor& b, Location at) {
  LocationScope scope(at);
  return shared_extremum("MinimumBackward0", kernels::minimum(a.array(), b.array()), a, b,
                         [](const Tensor& x, const Tensor& y) { return x > y; });
}
Tensor fmax(const Tensor& a, const Tensor& b, Location at) {
  LocationScope scope(at);
  return number_extremum("FmaxBackward0", kernels::fmax(a.array(), b.array()), a, b,
                         [](const Tensor& x, const Tensor& y) { return x >= y; });
}
Tensor fmin(const Tensor& a, const Tensor& b, Location at) {
  LocationScope scope(at);
  return number_extremum("FminBackward0", kernels::fmin(a.array(), b.array()), a, b,
                         [](const Tensor& x, const Tensor& y) { return x <= y; });
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

// A bound gets the gradient where it is the result. An undefined tensor is no bound.
Tensor clamp_tensors(const char* name, const Tensor& x, const Tensor& lo, const Tensor& hi,
                     Into into) {
  const auto array_of = [](const Tensor& t) { return t.defined() ? &t.array() : nullptr; };
  Output out = into(kernels::clamp(x.array(), array_of(lo), array_of(hi), into.array()));
  if (Tape tape(x, lo, hi); tape) {
    tape.record(name, out,
                [x = tape.save(x), lo = tape.save_if(lo.defined(), lo),
                 hi = tape.save_if(hi.defined(), hi)](const Tensor& g, Backward& bw) {
                  const Tensor v = bw.saved(x).detach(), zero = zeros_like(g);
                  const Tensor low = bw.saved(lo), high = bw.saved(hi);
                  Tensor inside, below, above;
                  if (low.defined()) below = v < low, inside = v >= low;
                  if (high.defined()) above = v > high, inside = v <= high;
                  if (low.defined() && high.defined()) {
                    inside = logical_and(v >= low, inside);
                    below = logical_and(below, low < high);
                    above = logical_or(above, high < low);
                  }
                  if (bw.needs(0)) bw.grad(0) = where(inside, g, zero);
                  if (bw.needs(1)) bw.grad(1) = where(below, g, zero);
                  if (bw.needs(2)) bw.grad(2) = where(above, g, zero);
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

Tensor clamp(const Tensor& x, const std::optional<Tensor>& min, const std::optional<Tensor>& max,
             Into into) {
  return clamp_tensors("ClampBackward0", x, min.value_or(Tensor()), max.value_or(Tensor()), into);
}
Tensor clamp_min(const Tensor& x, const Tensor& min, Into into) {
  return clamp_tensors("ClampMinBackward1", x, min, {}, into);
}
Tensor clamp_max(const Tensor& x, const Tensor& max, Into into) {
  return clamp_tensors("ClampMaxBackward1", x, {}, max, into);
}

}  // namespace gradlab
