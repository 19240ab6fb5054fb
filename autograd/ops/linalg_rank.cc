// What depends on the rank of a matrix: pseudo-inverse, least squares.
#include <algorithm>
#include <limits>
#include <utility>

#include "gradlab/autograd/grad_mode.h"
#include "gradlab/autograd/graph/tape.h"
#include "gradlab/autograd/ops/compare.h"
#include "gradlab/autograd/ops/factory.h"
#include "gradlab/autograd/ops/index.h"
#include "gradlab/autograd/ops/linalg.h"
#include "gradlab/autograd/ops/linalg_common.h"
#include "gradlab/autograd/ops/matmul.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/autograd/ops/reduce.h"
#include "gradlab/autograd/ops/shape.h"
#include "gradlab/autograd/ops/unary.h"
#include "gradlab/tensor/kernels/linalg.h"

namespace gradlab {
namespace linalg {
namespace {

double default_rtol(const Tensor& a) {
  const double epsilon = a.dtype() == kFloat ? std::numeric_limits<float>::epsilon()
                                             : std::numeric_limits<double>::epsilon();
  return epsilon * static_cast<double>(std::max(a.size(-2), a.size(-1)));
}

// Up to where values count as 0, for each matrix: [.., 1].
Tensor cutoff(const Tensor& a, const Tensor& values, std::optional<double> atol,
              std::optional<double> rtol) {
  const double relative = rtol.value_or(atol.value_or(0) > 0 ? 0 : default_rtol(a));
  return clamp_min(amax(values, {-1}, true) * relative, atol.value_or(0));
}

// The same with tolerances that broadcast against the batch.
Tensor cutoff(const Tensor& a, const Tensor& values, const std::optional<Tensor>& atol,
              const std::optional<Tensor>& rtol) {
  const Tensor absolute = atol.value_or(zeros({}, kDouble));
  Tensor relative = rtol.value_or(full({}, default_rtol(a), kDouble));
  if (atol && !rtol) relative = where(absolute > 0, zeros_like(absolute), relative);
  return maximum(absolute.unsqueeze(-1), relative.unsqueeze(-1) * amax(values, {-1}, true));
}

// With p the pseudo-inverse (Golub and Pereyra, The differentiation of pseudo-inverses, 1973):
// dp = -p da p + p p^T da^T (1 - a p) + (1 - p a) da^T p^T p. Written so that the smaller products
// come first.
Tensor pinv_gradient(const Tensor& g, const Tensor& p, const Tensor& a) {
  const Tensor gt = g.mT(), pt = p.mT();
  if (a.size(-2) <= a.size(-1)) {
    const Tensor k = matmul(gt, p), kp = matmul(k, pt);
    return -matmul(p, k).mT() + kp - matmul(matmul(a, p), kp) +
           matmul(matmul(pt, p), gt - matmul(k, a));
  }
  const Tensor k = matmul(p, gt), pk = matmul(pt, k);
  return -matmul(k, p).mT() + matmul(matmul(gt - matmul(a, k), p), pt) + pk -
         matmul(matmul(pk, p), a);
}

template <class Tolerance>
Tensor pinv_value(const Tensor& a, const Tolerance& atol, const Tolerance& rtol, bool hermitian) {
  if (a.numel() == 0) {
    std::vector<int64_t> sizes = a.sizes().vec();
    std::swap(sizes[sizes.size() - 1], sizes[sizes.size() - 2]);
    return zeros(sizes, a.dtype());
  }
  Tensor u, values, vh;
  if (hermitian) {
    std::tie(values, u) = eigh(a);
    vh = u.mT();
  } else {
    std::tie(u, values, vh) = linalg::svd(a, false);
  }
  const Tensor size = hermitian ? values.abs() : values;
  const Tensor inverse =
      where(size > cutoff(a, size, atol, rtol), values.reciprocal(), zeros_like(values));
  return matmul(vh.mT() * inverse.unsqueeze(-2), u.mT());
}

template <class Tolerance>
Tensor pinv_with(const Tensor& a, const Tolerance& atol, const Tolerance& rtol, bool hermitian) {
  GRADLAB_CHECK(a.is_floating_point() && a.dim() >= 2, "linalg.pinv(", a.scalar_type(), "{",
                a.sizes(),
                "}): expected a tensor with 2 or more dimensions of float, double, cfloat or "
                "cdouble types");
  Tensor out;
  {
    NoGradGuard no_grad;
    out = pinv_value(a, atol, rtol, hermitian);
  }
  if (Tape tape(a); tape) {
    tape.record("LinalgPinvBackward0", out,
                [a = tape.save(a), p = tape.save_output(out)](const Tensor& g, Backward& bw) {
                  bw.grad(0) = pinv_gradient(g, bw.saved(p), bw.saved(a));
                });
  }
  return out;
}

}  // namespace

Tensor pinv(const Tensor& a, std::optional<double> atol, std::optional<double> rtol, bool hermitian,
            Location at) {
  LocationScope scope(at);
  return pinv_with(a, atol, rtol, hermitian);
}
Tensor pinv(const Tensor& a, const std::optional<Tensor>& atol, const std::optional<Tensor>& rtol,
            bool hermitian, Location at) {
  LocationScope scope(at);
  return pinv_with(a, atol, rtol, hermitian);
}
Tensor pinv(const Tensor& a, const Tensor& rcond, bool hermitian, Location at) {
  LocationScope scope(at);
  return pinv_with<std::optional<Tensor>>(a, zeros({}, kDouble), rcond, hermitian);
}
Tensor pinv(const Tensor& a, double rcond, bool hermitian, Location at) {
  LocationScope scope(at);
  return pinv_with<std::optional<double>>(a, 0.0, rcond, hermitian);
}
Tensor pinv(const Tensor& a, Location at) {
  LocationScope scope(at);
  return pinv_with<std::optional<double>>(a, std::nullopt, std::nullopt, false);
}

namespace {

template <class Tolerance>
Tensor rank_of(const Tensor& a, const Tolerance& atol, const Tolerance& rtol, bool hermitian) {
  check_matrix("torch.linalg.matrix_rank", a, "input");
  // The default depends on the dtype; without it the decomposition refuses.
  GRADLAB_CHECK(rtol || a.is_floating_point(),
                "This function doesn't handle types other than float and double");
  NoGradGuard no_grad;
  if (a.numel() == 0) return zeros(batch_of(a), kLong);
  const Tensor values = hermitian ? eigvalsh(a).abs() : svdvals(a);
  return sum(values > cutoff(a, values, atol, rtol), {-1});
}

}  // namespace

Tensor matrix_rank(const Tensor& a, std::optional<double> atol, std::optional<double> rtol,
                   bool hermitian, Location at) {
  LocationScope scope(at);
  return rank_of(a, atol, rtol, hermitian);
}
Tensor matrix_rank(const Tensor& a, const std::optional<Tensor>& atol,
                   const std::optional<Tensor>& rtol, bool hermitian, Location at) {
  LocationScope scope(at);
  return rank_of(a, atol, rtol, hermitian);
}
Tensor matrix_rank(const Tensor& a, const Tensor& tol, bool hermitian, Location at) {
  LocationScope scope(at);
  return rank_of<std::optional<Tensor>>(a, tol, zeros({}, kDouble), hermitian);
}

Tensor matrix_rank(const Tensor& a, double tol, bool hermitian, Location at) {
  LocationScope scope(at);
  return rank_of<std::optional<double>>(a, tol, 0.0, hermitian);
}
Tensor matrix_rank(const Tensor& a, Location at) {
  LocationScope scope(at);
  return rank_of<std::optional<double>>(a, std::nullopt, std::nullopt, false);
}

namespace {

kernels::lapack::LeastSquares driver_named(std::optional<std::string_view> name) {
  using kernels::lapack::LeastSquares;
  const std::string_view driver = name.value_or("gelsy");
  if (driver == "gels") return LeastSquares::kGels;
  if (driver == "gelsy") return LeastSquares::kGelsy;
  if (driver == "gelsd") return LeastSquares::kGelsd;
  if (driver == "gelss") return LeastSquares::kGelss;
  GRADLAB_THROW(Error,
                "torch.linalg.lstsq: parameter `driver` should be one of (gels, gelsy, gelsd, "
                "gelss)");
}

void check_least_squares(const Tensor& a, const Tensor& b, bool vector) {
  GRADLAB_CHECK(a.dim() >= 2, "torch.linalg.lstsq: input must have at least 2 dimensions.");
  GRADLAB_CHECK(b.dim() >= 1, "torch.linalg.lstsq: other must have at least 1 dimension.");
  GRADLAB_CHECK(a.dtype() == b.dtype(),
                "torch.linalg.lstsq: Expected input and other to have the same dtype, but got "
                "input's dtype ",
                a.scalar_type(), " and other's dtype ", b.scalar_type());
  GRADLAB_CHECK(a.is_floating_point(),
                "This function doesn't handle types other than float and double");
  GRADLAB_CHECK(vector || a.dim() == b.dim(),
                "torch.linalg.lstsq: input.dim() must be greater or equal to other.dim() and "
                "(input.dim() - other.dim()) <= 1");
  const int64_t expected = vector ? -1 : -2;
  GRADLAB_CHECK(a.size(-2) == b.size(expected),
                "torch.linalg.lstsq: input.size(-2) should match other.size(", expected, ")");
}

}  // namespace

std::tuple<Tensor, Tensor, Tensor, Tensor> lstsq(const Tensor& a, const Tensor& b,
                                                 std::optional<double> rcond,
                                                 std::optional<std::string_view> driver,
                                                 Location at) {
  LocationScope scope(at);
  const kernels::lapack::LeastSquares method = driver_named(driver);
  const bool vector = a.dim() - b.dim() == 1;
  check_least_squares(a, b, vector);
  const Tensor right = vector ? b.unsqueeze(-1) : b;
  const std::vector<int64_t> batch = broadcast_sizes(batch_of(a), batch_of(right));
  const Array left = with_batch(a.detach(), batch).array();
  const Array rhs = with_batch(right.detach(), batch).array();
  kernels::LeastSquaresSolution found =
      kernels::least_squares(left, rhs, rcond.value_or(default_rtol(a)), method);
  check_info("torch.linalg.lstsq", found.info, [](int info) {
    return str(
        "The least squares solution could not be computed because the input matrix does not "
        "have full rank (error code: ",
        info, ").");
  });
  Tensor x(vector ? found.x.squeeze(-1) : found.x);
  if (Tape tape(a, b); tape) {
    tape.record("LinalgLstsqBackward0", x,
                [vector, a = tape.save(a), b = tape.save_if(tape.needs(0), b)](const Tensor& g,
                                                                               Backward& bw) {
                  auto matrix = [&](const Tensor& t) { return vector ? t.unsqueeze(-1) : t; };
                  const Tensor as = bw.saved(a), gx = matrix(g), p = pinv(as);
                  if (bw.needs(0)) {
                    bw.grad(0) = pinv_gradient(matmul(gx, matrix(bw.saved(b)).mT()), p, as);
                  }
                  if (bw.needs(1)) {
                    const Tensor gb = matmul(p.mT(), gx);
                    bw.grad(1) = vector ? gb.squeeze(-1) : gb;
                  }
                });
  }
  auto or_empty = [](Array& array, ScalarType dtype) {
    return Tensor(array.defined() ? std::move(array) : Array::empty({0}, dtype));
  };
  Tensor rank = or_empty(found.rank, kLong), values = or_empty(found.singular_values, a.dtype());
  // Only of full rank, and of a driver that says so.
  Tensor residuals = empty({0}, a.dtype());
  NoGradGuard no_grad;
  const int64_t m = a.size(-2), n = a.size(-1);
  const bool full_rank = rank.dim() == 1 && rank.numel() == 0
                             ? method == kernels::lapack::LeastSquares::kGels
                             : (rank == n).all().item<bool>();
  if (m > n && method != kernels::lapack::LeastSquares::kGelsy && full_rank) {
    const Tensor off = matmul(Tensor(Array(left)), Tensor(Array(found.x))) - Tensor(Array(rhs));
    residuals = sum(square(off), {-2});
  }
  return {x, residuals, rank, values};
}

}  // namespace linalg

Tensor pinverse(const Tensor& a, double rcond, Location at) {
  LocationScope scope(at);
  return linalg::pinv(a, rcond);
}

}  // namespace gradlab
