// Linear equations, inverses and determinants.
#include <cmath>
#include <limits>
#include <utility>

#include "gradlab/autograd/graph/tape.h"
#include "gradlab/autograd/ops/compare.h"
#include "gradlab/autograd/ops/copy.h"
#include "gradlab/autograd/ops/diagonal.h"
#include "gradlab/autograd/ops/factory.h"
#include "gradlab/autograd/ops/index.h"
#include "gradlab/autograd/ops/linalg.h"
#include "gradlab/autograd/ops/linalg_common.h"
#include "gradlab/autograd/ops/matmul.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/autograd/ops/reduce.h"
#include "gradlab/autograd/ops/shape.h"
#include "gradlab/tensor/kernels/copy.h"
#include "gradlab/tensor/kernels/factory.h"
#include "gradlab/tensor/kernels/linalg.h"
#include "gradlab/tensor/warn.h"

namespace gradlab {
namespace linalg {
namespace {

// The inverse, infinities and NaN for a singular matrix; LAPACK's info.
std::tuple<Tensor, Array> inverse_of(const Tensor& a) {
  const kernels::Lu factors = kernels::lu_factor(a.array());
  const int64_t n = a.size(-1);
  const Array identity = kernels::eye(n, n, a.dtype()).expand(a.sizes());
  Tensor out(kernels::lu_solve(factors, identity));
  if (Tape tape(a); tape) {
    tape.record("LinalgInvExBackward0", out,
                [inverse = tape.save_output(out)](const Tensor& g, Backward& bw) {
                  const Tensor turned = bw.saved(inverse).mT();
                  bw.grad(0) = -matmul(turned, matmul(g, turned));
                });
  }
  return {out, factors.info};
}

std::tuple<Tensor, Tensor> checked_inverse(const char* name, const Tensor& a, bool check) {
  check_square("linalg.inv", a);
  check_floating("linalg.inv", a);
  auto [inverse, info] = inverse_of(a);
  if (check) {
    check_info(name, info, [](int element) {
      return str("The diagonal element ", element,
                 " is zero, the inversion could not be completed because the input matrix is "
                 "singular.");
    });
  }
  return {inverse, Tensor(std::move(info))};
}

// b is one vector for each matrix of a (or one for all), not a matrix.
bool is_vector(const Tensor& a, const Tensor& b) {
  return b.dim() == 1 ||
         (a.dim() - 1 == b.dim() && b.sizes() == a.sizes().slice(0, static_cast<size_t>(b.dim())));
}

// `check`: the name for the error that a singular matrix is then. Else `info` is set.
Array solve_array(const Array& a, const Array& b, bool left, const char* check, Array* info) {
  const kernels::Lu factors = kernels::lu_factor(left ? a : a.transpose(-2, -1));
  if (check) {
    check_info(check, factors.info,
               [](int) { return "The solver failed because the input matrix is singular."; });
  }
  *info = factors.info;
  if (left) return kernels::lu_solve(factors, b);
  return kernels::lu_solve(factors, b.transpose(-2, -1)).transpose(-2, -1);
}

}  // namespace

Tensor inv(const Tensor& a, Location at) {
  LocationScope scope(at);
  return std::get<0>(checked_inverse("linalg.inv", a, true));
}

std::tuple<Tensor, Tensor> inv_ex(const Tensor& a, bool check_errors, Location at) {
  LocationScope scope(at);
  return checked_inverse("linalg.inv_ex", a, check_errors);
}

namespace {

std::tuple<Tensor, Tensor> solve_checked(const Tensor& a, const Tensor& b, bool left,
                                         const char* check, Location at) {
  check_square("linalg.solve", a);
  check_floating("linalg.solve", a);
  GRADLAB_CHECK(a.dtype() == b.dtype(),
                "linalg.solve: Expected A and B to have the same dtype, but found A of type ",
                a.scalar_type(), " and B of type ", b.scalar_type(), " instead");
  const bool vector = is_vector(a, b);
  if (!vector) check_matrix("linalg.solve", b, "B");
  const Tensor right = vector ? b.unsqueeze(-1) : b;
  check_compatible("linalg.solve", a, right, left);
  const std::vector<int64_t> batch = broadcast_sizes(batch_of(a), batch_of(right));
  Array info;
  Array x = solve_array(with_batch(a.detach(), batch).array(),
                        with_batch(right.detach(), batch).array(), left, check, &info);
  Output out(vector ? x.squeeze(-1) : std::move(x), at);
  if (Tape tape(a, b); tape) {
    tape.record("LinalgSolveExBackward0", out,
                [left, vector, a = tape.save(a), x = tape.save_if_output(tape.needs(0), out)](
                    const Tensor& g, Backward& bw) {
                  auto matrix = [&](const Tensor& t) { return vector ? t.unsqueeze(-1) : t; };
                  const Tensor gb = solve(bw.saved(a).mT(), matrix(g), left);
                  if (bw.needs(0)) {
                    const Tensor turned = matrix(bw.saved(x)).mT();
                    bw.grad(0) = left ? -matmul(gb, turned) : -matmul(turned, gb);
                  }
                  if (bw.needs(1)) bw.grad(1) = vector ? gb.squeeze(-1) : gb;
                });
  }
  return {out, Tensor(std::move(info))};
}

}  // namespace

Tensor solve(const Tensor& a, const Tensor& b, bool left, Location at) {
  LocationScope scope(at);
  return std::get<0>(solve_checked(a, b, left, "torch.linalg.solve", at));
}

std::tuple<Tensor, Tensor> solve_ex(const Tensor& a, const Tensor& b, bool left, bool check_errors,
                                    Location at) {
  LocationScope scope(at);
  return solve_checked(a, b, left, check_errors ? "torch.linalg.solve_ex" : nullptr, at);
}

Tensor solve_triangular(const Tensor& a, const Tensor& b, bool upper, bool left, bool unitriangular,
                        Location at) {
  LocationScope scope(at);
  check_matrix("linalg.solve_triangular", a);
  check_matrix("linalg.solve_triangular", b, "B");
  check_square("linalg.solve_triangular", a);
  check_compatible("linalg.solve_triangular", a, b, left);
  GRADLAB_CHECK_KIND(NotImplementedError, a.is_floating_point(),
                     "\"triangular_solve_cpu\" not implemented for '", a.scalar_type(), "'");
  GRADLAB_CHECK(a.dtype() == b.dtype(),
                "linalg.solve_triangular: Expected A and B to have the same dtype, but found A of "
                "type ",
                a.scalar_type(), " and B of type ", b.scalar_type(), " instead");
  const std::vector<int64_t> batch = broadcast_sizes(batch_of(a), batch_of(b));
  Output out(
      kernels::solve_triangular(with_batch(a.detach(), batch).array(),
                                with_batch(b.detach(), batch).array(), upper, left, unitriangular),
      at);
  if (Tape tape(a, b); tape) {
    tape.record("LinalgSolveTriangularBackward0", out,
                [upper, left, unitriangular, a = tape.save(a),
                 x = tape.save_if_output(tape.needs(0), out)](const Tensor& g, Backward& bw) {
                  const Tensor gb =
                      solve_triangular(bw.saved(a).mT(), g, !upper, left, unitriangular);
                  if (bw.needs(0)) {
                    const Tensor turned = bw.saved(x).mT();
                    const Tensor ga = left ? -matmul(gb, turned) : -matmul(turned, gb);
                    const int64_t diagonal = unitriangular ? 1 : 0;
                    bw.grad(0) = upper ? ga.triu(diagonal) : ga.tril(-diagonal);
                  }
                  if (bw.needs(1)) bw.grad(1) = gb;
                });
  }
  return out;
}

namespace {

// The matrix of cofactors, d det(a) / d a = det(a) a^-T, which exists for singular matrices too:
// a = u diag(s) vh, so its adjugate is that of each factor, and that of diag(s) has the products of
// the other singular values.
Tensor cofactors(const Tensor& a) {
  const auto [u, s, vh] = linalg::svd(a, false);
  const int64_t n = a.size(-1);
  std::vector<Tensor> products;
  const std::vector<Tensor> values = s.unbind(-1);
  for (int64_t i = 0; i < n; ++i) {
    Tensor product = ones_like(values[i]);
    for (int64_t j = 0; j < n; ++j) {
      if (j != i) product = product * values[j];
    }
    products.push_back(product);
  }
  const Tensor sign = linalg::det(u) * linalg::det(vh);
  return matmul(u * stack(products, -1).unsqueeze(-2), vh) * sign.unsqueeze(-1).unsqueeze(-1);
}

}  // namespace

Tensor det(const Tensor& a, Location at) {
  LocationScope scope(at);
  check_square("linalg.det", a);
  check_floating("linalg.det", a);
  Tensor out(kernels::lu_det(kernels::lu_factor(a.array())));
  if (Tape tape(a); tape) {
    tape.record("LinalgDetBackward0", out,
                [a = tape.save(a), det = tape.save_output(out)](const Tensor& g, Backward& bw) {
                  const Tensor matrix = bw.saved(a);
                  if (matrix.numel() == 0) return;
                  const Tensor value = bw.saved(det);
                  const bool singular = (value == 0).any().item<bool>();
                  const auto scale = [](const Tensor& t) { return t.unsqueeze(-1).unsqueeze(-1); };
                  bw.grad(0) = singular ? scale(g) * cofactors(matrix)
                                        : scale(g * value) * std::get<0>(inverse_of(matrix)).mT();
                });
  }
  return out;
}

std::tuple<Tensor, Tensor> slogdet(const Tensor& a, Location at) {
  LocationScope scope(at);
  check_square("linalg.slogdet", a);
  check_floating("linalg.slogdet", a);
  kernels::SignAndLog parts = kernels::lu_slogdet(kernels::lu_factor(a.array()));
  Tensor sign(std::move(parts.sign)), log(std::move(parts.log));
  if (Tape tape(a); tape) {
    Tensor* outs[] = {&sign, &log};
    tape.record("LinalgSlogdetBackward0", outs, [a = tape.save(a)](Backward& bw) {
      const Tensor& g = bw.incoming(1);
      const Tensor matrix = bw.saved(a);
      bw.grad(0) = g.defined()
                       ? g.unsqueeze(-1).unsqueeze(-1) * std::get<0>(inverse_of(matrix)).mT()
                       : zeros_like(matrix);
    });
  }
  return {sign, log};
}

Tensor matrix_power(const Tensor& a, int64_t n, Location at) {
  LocationScope scope(at);
  check_square("linalg.matrix_power", a);
  if (n == 0) {
    const Array identity = kernels::eye(a.size(-1), a.size(-1), a.dtype()).expand(a.sizes());
    Tensor out(Array::empty(a.sizes(), a.dtype()));
    kernels::copy_into(out.array(), identity);
    if (Tape tape(a); tape) {
      tape.record("CopyBackwards", out,
                  [](const Tensor& g, Backward& bw) { bw.grad(0) = zeros_like(g); });
    }
    return out;
  }
  if (n == 1) return clone(a, MemoryFormat::Contiguous);
  if (n == -1) return inv(a);
  Tensor square = n > 0 ? a : inv(a), result;
  uint64_t left = n > 0 ? static_cast<uint64_t>(n) : -static_cast<uint64_t>(n);
  if (left == 3) return matmul(matmul(square, square), square);
  while (left > 0) {
    if (left & 1) result = result.defined() ? matmul(result, square) : square;
    left >>= 1;
    if (left > 0) square = matmul(square, square);
  }
  return result;
}

}  // namespace linalg

Tensor inverse(const Tensor& a, Location at) {
  LocationScope scope(at);
  return linalg::inv(a);
}
Tensor det(const Tensor& a, Location at) {
  LocationScope scope(at);
  return linalg::det(a);
}
std::tuple<Tensor, Tensor> slogdet(const Tensor& a, Location at) {
  LocationScope scope(at);
  return linalg::slogdet(a);
}
Tensor matrix_power(const Tensor& a, int64_t n, Location at) {
  LocationScope scope(at);
  return linalg::matrix_power(a, n);
}

Tensor logdet(const Tensor& a, Location at) {
  LocationScope scope(at);
  linalg::check_square("logdet", a);
  const auto [sign, log] = linalg::slogdet(a);
  return where(sign == -1, std::numeric_limits<double>::quiet_NaN(), log);
}

std::tuple<Tensor, Tensor> triangular_solve(const Tensor& b, const Tensor& a, bool upper,
                                            bool transpose, bool unitriangular, Location at) {
  LocationScope scope(at);
  GRADLAB_WARN_ONCE(
      "torch.triangular_solve is deprecated in favor of torch.linalg.solve_triangularand will be "
      "removed in a future PyTorch release.\n"
      "torch.linalg.solve_triangular has its arguments reversed and does not return a copy of one "
      "of the inputs.\n"
      "X = torch.triangular_solve(B, A).solution\n"
      "should be replaced with\n"
      "X = torch.linalg.solve_triangular(A, B).");
  GRADLAB_CHECK(b.dim() >= 2,
                "torch.triangular_solve: Expected b to have at least 2 dimensions, but it has ",
                b.dim(), " dimensions instead");
  GRADLAB_CHECK(a.dim() >= 2,
                "torch.triangular_solve: Expected A to have at least 2 dimensions, but it has ",
                a.dim(), " dimensions instead");
  GRADLAB_CHECK(a.dtype() == b.dtype(),
                "Expected b and A to have the same dtype, but found b of type ", b.scalar_type(),
                " and A of type ", a.scalar_type(), " instead.");
  linalg::check_square_sizes("", a);
  GRADLAB_CHECK(a.size(-2) == b.size(-2),
                "Incompatible matrix sizes for triangular_solve: each A matrix is ", a.size(-1),
                " by ", a.size(-1), " but each b matrix is ", b.size(-2), " by ", b.size(-1));
  GRADLAB_CHECK_KIND(NotImplementedError, a.is_floating_point(),
                     "\"triangular_solve_cpu\" not implemented for '", a.scalar_type(), "'");
  const std::vector<int64_t> batch = broadcast_sizes(linalg::batch_of(a), linalg::batch_of(b));
  const Array full_a = linalg::with_batch(a.detach(), batch).array();
  Tensor x(kernels::solve_triangular(transpose ? full_a.transpose(-2, -1) : full_a,
                                     linalg::with_batch(b.detach(), batch).array(),
                                     upper != transpose, true, unitriangular));
  Tensor copy(kernels::copy_columns(full_a));
  if (Tape tape(b, a); tape) {
    Tensor* outs[] = {&x, &copy};
    tape.record(
        "TriangularSolveBackward0", outs,
        [upper, transpose, unitriangular, a = tape.save(a), x = tape.save_output(x)](Backward& bw) {
          const Tensor &g = bw.incoming(0), &copied = bw.incoming(1);
          Tensor ga = copied;
          if (g.defined()) {
            const Tensor matrix = bw.saved(a);
            const Tensor gb = linalg::solve_triangular(transpose ? matrix : matrix.mT(), g,
                                                       upper == transpose, true, unitriangular);
            if (bw.needs(0)) bw.grad(0) = gb;
            if (bw.needs(1)) {
              const Tensor& solution = bw.saved(x);
              const Tensor full =
                  transpose ? -matmul(solution, gb.mT()) : -matmul(gb, solution.mT());
              const int64_t diagonal = unitriangular ? 1 : 0;
              const Tensor part = upper ? full.triu(diagonal) : full.tril(-diagonal);
              ga = copied.defined() ? copied + part : part;
            }
          }
          if (bw.needs(1) && ga.defined()) bw.grad(1) = ga;
        });
  }
  return {x, copy};
}

}  // namespace gradlab
