#include "gradlab/autograd/ops/linalg_lu.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "gradlab/autograd/graph/tape.h"
#include "gradlab/autograd/ops/diagonal.h"
#include "gradlab/autograd/ops/factory.h"
#include "gradlab/autograd/ops/linalg.h"
#include "gradlab/autograd/ops/linalg_common.h"
#include "gradlab/autograd/ops/matmul.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/autograd/ops/shape.h"
#include "gradlab/tensor/error.h"
#include "gradlab/tensor/kernels/linalg.h"
#include "gradlab/tensor/warn.h"

namespace gradlab {
namespace {

// The triangles of packed factors.
Tensor lower_of(const Tensor& lu) {
  const int64_t k = std::min(lu.size(-2), lu.size(-1));
  return tril(lu.narrow(-1, 0, k), -1) + eye(lu.size(-2), k, lu.dtype());
}
Tensor upper_of(const Tensor& lu) {
  return triu(lu.narrow(-2, 0, std::min(lu.size(-2), lu.size(-1))));
}

// Gradients of the triangles as one of the packed matrix of these sizes; either may be undefined.
Tensor packed(const Tensor& g_lower, const Tensor& g_upper, IntArrayRef sizes, ScalarType dtype) {
  const int64_t m = sizes[sizes.size() - 2], n = sizes[sizes.size() - 1], k = std::min(m, n);
  std::vector<int64_t> rest = sizes.vec();
  Tensor sum;
  if (g_lower.defined()) {
    sum = tril(g_lower, -1);
    rest[rest.size() - 1] = n - k;
    if (k < n) sum = cat({sum, zeros(rest, dtype)}, -1);
  }
  if (g_upper.defined()) {
    Tensor upper = triu(g_upper);
    rest = sizes.vec();
    rest[rest.size() - 2] = m - k;
    if (k < m) upper = cat({upper, zeros(rest, dtype)}, -2);
    sum = sum.defined() ? sum + upper : upper;
  }
  return sum;
}

// The permutation matrices [.., m, m] that `pivots` describe: 1 in row r of column i where row i
// after the exchanges was row r.
Array permutation_of(const Array& pivots, int64_t m, ScalarType dtype) {
  std::vector<int64_t> sizes = pivots.sizes().vec();
  const int64_t k = sizes.back();
  sizes.back() = m;
  sizes.push_back(m);
  const Array p = zeros(sizes, dtype).array();
  const int* exchanged = pivots.data<int>();
  const int64_t count = k == 0 ? (m == 0 ? 0 : p.numel() / (m * m)) : pivots.numel() / k;
  std::vector<int64_t> rows(static_cast<size_t>(m));
  for (int64_t matrix = 0; matrix < count; ++matrix) {
    for (int64_t i = 0; i < m; ++i) rows[static_cast<size_t>(i)] = i;
    for (int64_t i = 0; i < k; ++i) {
      const int row = exchanged[matrix * k + i];
      GRADLAB_CHECK(1 <= row && row <= m,
                    "pivots passed to lu_unpack must be between 1 and LU.size(-2) inclusive."
                    "Did you properly pass the result of lu_factor?");
      std::swap(rows[static_cast<size_t>(i)], rows[static_cast<size_t>(row - 1)]);
    }
    const auto set = [&]<class T>() {
      T* out = p.data<T>() + matrix * m * m;
      for (int64_t i = 0; i < m; ++i) out[rows[static_cast<size_t>(i)] * m + i] = 1;
    };
    dtype == kFloat ? set.template operator()<float>() : set.template operator()<double>();
  }
  return p;
}

// What d(P^T a) = dL U + L dU gives. For square factors: P L^-T M U^-T where M has the lower
// triangle of L^T gL and the upper one, with the diagonal, of gU U^T. The columns of a beyond the
// square (rows, for a tall matrix) depend on it through U2 = L^-1 P^T a2 (L2 = a2 U^-1).
Tensor lu_gradient(const Tensor& g_lower, const Tensor& g_upper, const Tensor& p,
                   const Tensor& lower, const Tensor& upper) {
  const int64_t m = lower.size(-2), n = upper.size(-1), k = lower.size(-1);
  const Tensor l1 = lower.narrow(-2, 0, k), u1 = upper.narrow(-1, 0, k);
  const Tensor gl = g_lower.defined() ? tril(g_lower, -1) : Tensor();
  const Tensor gu = g_upper.defined() ? triu(g_upper) : Tensor();
  const auto add = [](const Tensor& sum, const Tensor& t) { return sum.defined() ? sum + t : t; };
  Tensor below, above;  // what the two triangles of M are made of
  if (gl.defined()) below = matmul(l1.mT(), gl.narrow(-2, 0, k));
  if (gu.defined()) above = matmul(gu.narrow(-1, 0, k), u1.mT());
  Tensor rest;
  if (n > k && gu.defined()) {
    const Tensor g2 = gu.narrow(-1, k, n - k);
    below = add(below, -matmul(g2, upper.narrow(-1, k, n - k).mT()));
    rest = linalg::solve_triangular(l1.mT(), g2, /*upper=*/true, /*left=*/true, true);
  } else if (m > k && gl.defined()) {
    const Tensor g2 = gl.narrow(-2, k, m - k);
    above = add(above, -matmul(lower.narrow(-2, k, m - k).mT(), g2));
    rest = linalg::solve_triangular(u1.mT(), g2, /*upper=*/false, /*left=*/false);
  }
  Tensor middle = below.defined() ? tril(below, -1) : Tensor();
  if (above.defined()) middle = add(middle, triu(above));
  Tensor result = linalg::solve_triangular(u1.mT(), middle, /*upper=*/false, /*left=*/false);
  result = linalg::solve_triangular(l1.mT(), result, /*upper=*/true, /*left=*/true, true);
  const int64_t dim = m > n ? -2 : -1;
  if (m != n) {
    if (!rest.defined()) {
      std::vector<int64_t> sizes = result.sizes().vec();
      sizes[sizes.size() - (m > n ? 2 : 1)] = std::max(m, n) - k;
      rest = zeros(sizes, result.dtype());
    }
    result = cat({result, rest}, dim);
  }
  return matmul(p, result);
}

kernels::Lu factors_of(const Tensor& a, bool pivot) {
  GRADLAB_CHECK(a.dim() >= 2,
                "torch.lu_factor: Expected tensor with 2 or more dimensions. Got size: ", a.sizes(),
                " instead");
  GRADLAB_CHECK(pivot, "linalg.lu_factor: LU without pivoting is not implemented on the CPU");
  GRADLAB_CHECK_KIND(NotImplementedError, a.dtype() == kFloat || a.dtype() == kDouble,
                     "\"lu_cpu\" not implemented for '", a.scalar_type(), "'");
  return kernels::lu_factor(a.array());
}

std::tuple<Tensor, Tensor, Tensor> factor(const char* check, const Tensor& a, bool pivot) {
  kernels::Lu factors = factors_of(a, pivot);
  if (check) {
    linalg::check_info(check, factors.info, [](int i) {
      return str("U[", i, ",", i,
                 "] is zero and using it on lu_solve would result in a division by zero. If you "
                 "still want to perform the factorization, consider calling linalg.lu(A, pivot) or "
                 "linalg.lu_factor_ex(A, pivot)");
    });
  }
  Tensor lu(std::move(factors.lu)), pivots(std::move(factors.pivots));
  if (Tape tape(a); tape) {
    tape.record(
        "LinalgLuFactorExBackward0", lu,
        [lu = tape.save_output(lu), pivots = tape.save(pivots)](const Tensor& g, Backward& bw) {
          const Tensor both = bw.saved(lu), rows = bw.saved(pivots);
          const int64_t m = g.size(-2), k = std::min(m, g.size(-1));
          const Tensor p(permutation_of(rows.array(), m, g.scalar_type()));
          bw.grad(0) = lu_gradient(g.narrow(-1, 0, k), g.narrow(-2, 0, k), p, lower_of(both),
                                   upper_of(both));
        });
  }
  return {lu, pivots, Tensor(std::move(factors.info))};
}

void check_pivots(const Tensor& pivots, int64_t n) {
  const Tensor rows = pivots.contiguous();
  const int* p = rows.data_ptr<int>();
  for (int64_t i = 0; i < rows.numel(); ++i) {
    GRADLAB_CHECK(p[i] >= 1,
                  "Pivots given to lu_solve must all be greater or equal to 1. Did you properly "
                  "pass the result of lu_factor?");
    GRADLAB_CHECK(p[i] <= n,
                  "Pivots given to lu_solve must all be smaller or equal to LU.size(-2). Did you "
                  "properly pass the result of lu_factor?");
  }
}

void check_lu_solve(const Tensor& lu, const Tensor& pivots, const Tensor& b, bool left) {
  linalg::check_floating("torch.linalg.lu_solve", lu);
  linalg::check_matrix("torch.linalg.lu_solve", lu);
  linalg::check_square_sizes("torch.linalg.lu_solve: ", lu);
  GRADLAB_CHECK(lu.dtype() == b.dtype(),
                "linalg.lu_solve: Expected LU and B to have the same dtype, but found LU of type ",
                lu.scalar_type(), " and B of type ", b.scalar_type(), " instead");
  GRADLAB_CHECK(pivots.scalar_type() == kInt,
                "linalg.lu_solve: pivots should be a Tensor of scalar type torch.int32");
  linalg::check_matrix("linalg.lu_solve", b, "B");
  linalg::check_compatible("linalg.lu_solve", lu, b, left);
  GRADLAB_CHECK(pivots.dim() >= 1 && pivots.size(-1) == lu.size(-1),
                "linalg.lu_solve: Number of pivots per batch should be same as the dimension of "
                "the matrix");
  GRADLAB_CHECK(linalg::batch_of(lu) == pivots.sizes().slice(0, pivots.sizes().size() - 1),
                "linalg.lu_solve: Expected LU.shape[:-1] and pivots.shape to be the same, but got "
                "pivots with shape ",
                pivots.sizes(), " instead");
  check_pivots(pivots, lu.size(-1));
}

}  // namespace

namespace linalg {

std::tuple<Tensor, Tensor, Tensor> lu(const Tensor& a, bool pivot, Location at) {
  LocationScope scope(at);
  const kernels::Lu factors = factors_of(a, pivot);
  Tensor p, lower, upper;
  {
    NoGradGuard no_grad;
    const Tensor both(Array(factors.lu));
    p = Tensor(permutation_of(factors.pivots, a.size(-2), a.scalar_type()));
    lower = lower_of(both);
    upper = upper_of(both);
  }
  if (Tape tape(a); tape) {
    Tensor* outs[] = {&lower, &upper};
    tape.record("LinalgLuBackward0", outs,
                [p = tape.save(p), lower = tape.save_output(lower, 0),
                 upper = tape.save_output(upper, 1)](Backward& bw) {
                  const Tensor &gl = bw.incoming(0), &gu = bw.incoming(1);
                  if (!gl.defined() && !gu.defined()) return;
                  bw.grad(0) = lu_gradient(gl, gu, bw.saved(p), bw.saved(lower), bw.saved(upper));
                });
  }
  return {p, lower, upper};
}

std::tuple<Tensor, Tensor> lu_factor(const Tensor& a, bool pivot, Location at) {
  LocationScope scope(at);
  auto [lu, pivots, info] = factor("torch.linalg.lu_factor", a, pivot);
  return {lu, pivots};
}

std::tuple<Tensor, Tensor, Tensor> lu_factor_ex(const Tensor& a, bool pivot, bool check_errors,
                                                Location at) {
  LocationScope scope(at);
  return factor(check_errors ? "torch.linalg.lu_factor_ex" : nullptr, a, pivot);
}

// The gradient of b solves the transposed equation. That of M = L U is -M^-T g x^T, with the rows
// of x permuted, of which L takes the part times U^T and U that after L^T.
Tensor lu_solve(const Tensor& lu, const Tensor& pivots, const Tensor& b, bool left, bool adjoint,
                Location at) {
  LocationScope scope(at);
  check_lu_solve(lu, pivots, b, left);
  const std::vector<int64_t> batch = broadcast_sizes(batch_of(lu), batch_of(b));
  std::vector<int64_t> pivot_sizes = batch;
  pivot_sizes.push_back(lu.size(-1));
  const kernels::Lu factors{kernels::copy_columns(with_batch(lu.detach(), batch).array()),
                            pivots.expand(pivot_sizes).contiguous().array(), Array()};
  const Array right = with_batch(b.detach(), batch).array();
  // x a = b is a^T x^T = b^T.
  Array x = left ? kernels::lu_solve(factors, right, adjoint)
                 : kernels::lu_solve(factors, right.transpose(-2, -1), !adjoint).transpose(-2, -1);
  Output out(std::move(x), at);
  if (Tape tape(lu, b); tape) {
    tape.record("LinalgLuSolveBackward0", out,
                [left, adjoint, lu = tape.save(lu), pivots = tape.save(pivots),
                 x = tape.save_if_output(tape.needs(0), out)](const Tensor& g, Backward& bw) {
                  const Tensor both = bw.saved(lu), rows = bw.saved(pivots);
                  if (bw.needs(1)) bw.grad(1) = lu_solve(both, rows, g, left, !adjoint);
                  if (!bw.needs(0)) return;
                  const Tensor solution = left ? bw.saved(x) : bw.saved(x).mT(),
                               gx = left ? g : g.mT();
                  const bool transposed = left ? adjoint : !adjoint;
                  const Tensor lower = lower_of(both), upper = upper_of(both);
                  const auto unit_lower = [&lower](const Tensor& t) {
                    return linalg::solve_triangular(lower.mT(), t, true, true, true);
                  };
                  const auto upper_transposed = [&upper](const Tensor& t) {
                    return linalg::solve_triangular(upper.mT(), t, false);
                  };
                  Tensor gm;
                  if (transposed) {
                    // M^T (P^T x) = b.
                    const Tensor p(permutation_of(rows.array(), both.size(-2), both.scalar_type()));
                    const Tensor turned = matmul(p.mT(), gx);
                    const Tensor half = linalg::solve_triangular(lower, turned, false, true, true);
                    const Tensor inner = linalg::solve_triangular(upper, half, true);
                    gm = -matmul(matmul(p.mT(), solution), inner.mT());
                  } else {
                    gm = -matmul(unit_lower(upper_transposed(gx)), solution.mT());
                  }
                  bw.grad(0) = tril(matmul(gm, upper.mT()), -1) + triu(matmul(lower.mT(), gm));
                });
  }
  return out;
}

}  // namespace linalg

std::tuple<Tensor, Tensor, Tensor> lu_unpack(const Tensor& lu, const Tensor& pivots,
                                             bool unpack_data, bool unpack_pivots, Location at) {
  LocationScope scope(at);
  GRADLAB_CHECK(lu.dim() >= 2,
                "torch.lu_unpack: Expected tensor with 2 or more dimensions. Got size: ",
                lu.sizes(), " instead");
  GRADLAB_CHECK(!unpack_pivots || pivots.scalar_type() == kInt,
                "torch.lu_unpack: LU_pivots is expected to be a contiguous tensor of torch.int32 "
                "dtype.");
  linalg::check_floating("torch.lu_unpack", lu);
  Tensor p = empty({0}, lu.dtype()), lower = empty({0}, lu.dtype()), upper = lower;
  if (unpack_pivots) {
    std::vector<int64_t> sizes = linalg::batch_of(lu).vec();
    sizes.push_back(std::min(lu.size(-2), lu.size(-1)));
    GRADLAB_CHECK(pivots.sizes() == sizes, "lu_unpack: pivots must have the sizes ",
                  IntArrayRef(sizes), ", not ", pivots.sizes());
    p = Tensor(permutation_of(pivots.contiguous().array(), lu.size(-2), lu.scalar_type()));
  }
  if (!unpack_data) return {p, lower, upper};
  {
    NoGradGuard no_grad;
    lower = lower_of(lu);
    upper = upper_of(lu);
  }
  if (Tape tape(lu); tape) {
    Tensor* outs[] = {&lower, &upper};
    tape.record("LuUnpackBackward0", outs,
                [sizes = lu.sizes().vec(), dtype = lu.scalar_type()](Backward& bw) {
                  const Tensor g = packed(bw.incoming(0), bw.incoming(1), sizes, dtype);
                  if (g.defined()) bw.grad(0) = g;
                });
  }
  return {p, lower, upper};
}

Tensor lu_solve(const Tensor& b, const Tensor& lu, const Tensor& pivots, Location at) {
  LocationScope scope(at);
  GRADLAB_WARN_ONCE(
      "torch.lu_solve is deprecated in favor of torch.linalg.lu_solveand will be removed in a "
      "future PyTorch release.\n"
      "Note that torch.linalg.lu_solve has its arguments reversed.\n"
      "X = torch.lu_solve(B, LU, pivots)\n"
      "should be replaced with\n"
      "X = torch.linalg.lu_solve(LU, pivots, B)");
  return linalg::lu_solve(lu, pivots, b);
}

}  // namespace gradlab
