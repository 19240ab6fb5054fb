// The norms of reduce.h, and that of vectors of linalg_norm.h.
#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "gradlab/autograd/graph/tape.h"
#include "gradlab/autograd/ops/compare.h"
#include "gradlab/autograd/ops/copy.h"
#include "gradlab/autograd/ops/factory.h"
#include "gradlab/autograd/ops/index.h"
#include "gradlab/autograd/ops/linalg_common.h"
#include "gradlab/autograd/ops/linalg_norm.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/autograd/ops/reduce.h"
#include "gradlab/autograd/ops/reduced.h"
#include "gradlab/autograd/ops/unary.h"
#include "gradlab/tensor/error.h"
#include "gradlab/tensor/kernels/reduce.h"

namespace gradlab {
namespace {

// The gradient of the norm n of x along `dims`, all with x's dimensions. Undefined for p = 0, as in
// PyTorch.
Tensor norm_backward(const Tensor& grad, const Tensor& x, const Tensor& n, double p,
                     IntArrayRef dims) {
  if (p == 0) return {};
  if (p == 1) return sign(x) * grad;
  if (p == 2) return grad * masked_fill(x / n, n.detach() == 0, 0);
  if (std::isinf(p)) {
    const Tensor hit = (abs(x.detach()) == n.detach()).to(grad.dtype());
    return sign(x) * (hit / sum(hit, dims, true) * grad);
  }
  const Tensor outer = masked_fill(grad / pow(n, p - 1), n.detach() == 0, 0);
  // |x|^(p-1) is infinite at 0 for p < 1; PyTorch takes 0 there.
  if (p < 2) return masked_fill(sign(x) * pow(abs(x), p - 1), x.detach() == 0, 0) * outer;
  return x * pow(abs(x), p - 2) * outer;
}

Tensor norm_named(const char* name, const Tensor& t, double p, IntArrayRef dim, bool keepdim) {
  Tensor out(kernels::norm(t.array(), p, dim, keepdim));
  if (Tape tape(t); tape) {
    tape.record(name, out,
                [t = tape.save(t), out = tape.save_output(out), r = Reduced(t, dim),
                 dims = dim.vec(), p](const Tensor& g, Backward& bw) {
                  bw.grad(0) =
                      norm_backward(r.aligned(g), bw.saved(t), r.aligned(bw.saved(out)), p, dims);
                });
  }
  return out;
}

}  // namespace

Tensor norm(const Tensor& t, const Scalar& p, Location at) {
  LocationScope scope(at);
  return norm_named("NormBackward0", t, p.toDouble(), {}, false);
}
Tensor norm(const Tensor& t, const std::optional<Scalar>& p, ScalarType dtype, Location at) {
  LocationScope scope(at);
  return norm_named("NormBackward2", t.to(dtype), p.value_or(2).toDouble(), {}, false);
}
Tensor norm(const Tensor& t, const std::optional<Scalar>& p, IntArrayRef dim, bool keepdim,
            Location at) {
  LocationScope scope(at);
  return norm_named("NormBackward1", t, p.value_or(2).toDouble(), dim, keepdim);
}
Tensor norm(const Tensor& t, const std::optional<Scalar>& p, IntArrayRef dim, bool keepdim,
            ScalarType dtype, Location at) {
  LocationScope scope(at);
  return norm_named("NormBackward3", t.to(dtype), p.value_or(2).toDouble(), dim, keepdim);
}

namespace linalg {

Tensor vector_norm(const Tensor& t, const Scalar& ord, OptionalIntArrayRef dim, bool keepdim,
                   std::optional<ScalarType> dtype, Location at) {
  LocationScope scope(at);
  check_floating("linalg.vector_norm", t);
  if (dtype) {
    GRADLAB_CHECK(is_floating_point(*dtype),
                  "linalg.vector_norm: dtype should be floating point or complex, but got ",
                  *dtype);
    GRADLAB_CHECK(promote_types(t.scalar_type(), *dtype) == *dtype,
                  "linalg.vector_norm: the dtype of the input (", t.scalar_type(),
                  ") should be convertible without narrowing to the specified dtype (", *dtype,
                  ")");
  }
  const double p = ord.toDouble();
  const IntArrayRef dims = dim ? *dim : IntArrayRef();
  if (t.numel() == 0 && (p < 0 || std::isinf(p))) {
    GRADLAB_CHECK(!dims.empty(), "linalg.vector_norm cannot compute the ", p,
                  " norm on an empty tensor because the operation does not have an identity");
    for (const int64_t d : dims) {
      GRADLAB_CHECK(t.size(d) != 0, "linalg.vector_norm cannot compute the ", p,
                    " norm on the dimension ", d,
                    "because this dimension is empty and the operation does not have an identity");
    }
  }
  return norm_named("LinalgVectorNormBackward0", dtype ? t.to(*dtype) : t, p, dims, keepdim);
}

}  // namespace linalg

Tensor dist(const Tensor& a, const Tensor& b, const Scalar& p, Location at) {
  LocationScope scope(at);
  const double power = p.toDouble();
  Tensor difference;
  {
    NoGradGuard guard;
    difference = a - b;
  }
  Tensor out(kernels::norm(difference.array(), power));
  if (Tape tape(a, b); tape) {
    tape.record("DistBackward0", out,
                [a = tape.save(a), b = tape.save(b), out = tape.save_output(out), power](
                    const Tensor& g, Backward& bw) {
                  const Tensor grad =
                      norm_backward(g, bw.saved(a) - bw.saved(b), bw.saved(out), power, {});
                  if (!grad.defined()) return;
                  if (bw.needs(0)) bw.grad(0) = grad;
                  if (bw.needs(1)) bw.grad(1) = -grad;
                });
  }
  return out;
}

// A slice whose norm is too large is divided by it, with 1e-7 added so that it stays below.
Tensor renorm(const Tensor& t, const Scalar& p, int64_t dim, const Scalar& maxnorm, Location at) {
  LocationScope scope(at);
  const double power = p.toDouble(), limit = maxnorm.toDouble();
  GRADLAB_CHECK(power > 0, "renorm: non-positive-norm not supported");
  GRADLAB_CHECK(limit >= 0, "renorm: expected maxnorm to be >= 0 but got ", limit);
  GRADLAB_CHECK(t.dim() > 1, "renorm: input needs at least 2 dimensions, got ", t.dim(),
                " dimensions");
  const int64_t along = t.array().wrap_dim(dim);
  std::vector<int64_t> dims;
  for (int64_t d = 0; d < t.dim(); ++d) {
    if (d != along) dims.push_back(d);
  }
  constexpr double kEpsilon = 1e-7;
  Tensor out;
  {
    NoGradGuard guard;
    const Tensor n = norm(t, power, dims, true);
    out = t * where(n > limit, limit / (n + kEpsilon), ones_like(n));
  }
  if (Tape tape(t); tape) {
    tape.record("RenormBackward0", out,
                [t = tape.save(t), dims, power, limit](const Tensor& g, Backward& bw) {
                  const Tensor x = bw.saved(t), n = norm(x, power, dims, true);
                  const Tensor inverse = reciprocal(n + kEpsilon);
                  const Tensor along_x = norm_backward(sum(x * g, dims, true), x, n, power, dims);
                  bw.grad(0) = where(n > limit, limit * inverse * (g - inverse * along_x), g);
                });
  }
  return out;
}

}  // namespace gradlab
