// Triangular factors: Cholesky and QR.
#include <utility>

#include "gradlab/autograd/graph/tape.h"
#include "gradlab/autograd/ops/diagonal.h"
#include "gradlab/autograd/ops/factory.h"
#include "gradlab/autograd/ops/linalg.h"
#include "gradlab/autograd/ops/linalg_common.h"
#include "gradlab/autograd/ops/matmul.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/autograd/ops/shape.h"
#include "gradlab/tensor/kernels/linalg.h"
#include "gradlab/tensor/warn.h"

namespace gradlab {
namespace {

// With a = L L^T and phi(X) the lower triangle with half the diagonal, the gradient of a is
// L^-T sym(phi(L^T g)) L^-1 (Murray, Differentiation of the Cholesky decomposition, 2016).
Tensor cholesky_gradient(const Tensor& g, const Tensor& lower) {
  const Tensor product = matmul(lower.mT(), g);
  const Tensor middle = (product.tril() + product.tril(-1).mT()) / 2;
  const Tensor left = linalg::solve_triangular(lower.mT(), middle, /*upper=*/true);
  return linalg::solve_triangular(lower, left, /*upper=*/false, /*left=*/false);
}

// `check`: the name for the error that a matrix is which is not positive definite, if it is one.
std::tuple<Tensor, Tensor> cholesky_of(const char* name, const char* check, const char* node,
                                       const Tensor& a, bool upper) {
  linalg::check_square(name, a);
  linalg::check_floating(name, a);
  kernels::Cholesky result = kernels::cholesky(a.array(), upper);
  if (check) {
    linalg::check_info(check, result.info, [](int info) {
      return str(
          "The factorization could not be completed because the input is not "
          "positive-definite (the leading minor of order ",
          info, " is not positive-definite).");
    });
  }
  Tensor out(std::move(result.factor));
  if (Tape tape(a); tape) {
    tape.record(node, out, [upper, factor = tape.save_output(out)](const Tensor& g, Backward& bw) {
      const Tensor f = bw.saved(factor);
      bw.grad(0) = upper ? cholesky_gradient(g.mT(), f.mT()) : cholesky_gradient(g, f);
    });
  }
  return {out, Tensor(std::move(result.info))};
}

// For q r with a square triangle r: with M the upper triangle of gr r^T - q^T gq, made symmetric,
// the gradient is (gq + q M) r^-T (Walter and Lehmann, Algorithmic differentiation of linear
// algebra functions, 2010).
Tensor qr_gradient(const Tensor& gq, const Tensor& gr, const Tensor& q, const Tensor& r) {
  Tensor inner;
  if (gr.defined()) inner = matmul(gr, r.mT());
  if (gq.defined()) {
    const Tensor turned = matmul(q.mT(), gq);
    inner = inner.defined() ? inner - turned : -turned;
  }
  inner = inner.triu() + inner.triu(1).mT();
  Tensor sum = matmul(q, inner);
  if (gq.defined()) sum = gq + sum;
  return linalg::solve_triangular(r.mT(), sum, /*upper=*/false, /*left=*/false);
}

// For more columns than rows, a = [x y] and r = [u v]: x = q u, y = q v.
Tensor wide_qr_gradient(const Tensor& gq, const Tensor& gr, const Tensor& q, const Tensor& r) {
  const int64_t m = q.size(-2), rest = r.size(-1) - m;
  const Tensor u = r.narrow(-1, 0, m), v = r.narrow(-1, m, rest);
  if (!gr.defined()) {
    const Tensor gx = qr_gradient(gq, {}, q, u);
    std::vector<int64_t> sizes = r.sizes().vec();
    sizes.back() = rest;
    return cat({gx, zeros(sizes, r.dtype())}, -1);
  }
  const Tensor gu = gr.narrow(-1, 0, m), gv = gr.narrow(-1, m, rest);
  const Tensor through_v = matmul(matmul(q, v), gv.mT());
  const Tensor whole = gq.defined() ? gq + through_v : through_v;
  return cat({qr_gradient(whole, gu, q, u), matmul(q, gv)}, -1);
}

}  // namespace

Tensor linalg::cholesky(const Tensor& a, bool upper, Location at) {
  LocationScope scope(at);
  constexpr const char* kName = "linalg.cholesky";
  return std::get<0>(cholesky_of(kName, kName, "LinalgCholeskyExBackward0", a, upper));
}

std::tuple<Tensor, Tensor> linalg::cholesky_ex(const Tensor& a, bool upper, bool check_errors,
                                               Location at) {
  LocationScope scope(at);
  return cholesky_of("linalg.cholesky", check_errors ? "linalg.cholesky_ex" : nullptr,
                     "LinalgCholeskyExBackward0", a, upper);
}

Tensor cholesky(const Tensor& a, bool upper, Location at) {
  LocationScope scope(at);
  GRADLAB_WARN_ONCE(
      "torch.cholesky is deprecated in favor of torch.linalg.cholesky and will be removed in a "
      "future PyTorch release.\n"
      "L = torch.cholesky(A)\n"
      "should be replaced with\n"
      "L = torch.linalg.cholesky(A)\n"
      "and\n"
      "U = torch.cholesky(A, upper=True)\n"
      "should be replaced with\n"
      "U = torch.linalg.cholesky(A).mH().\n"
      "This transform will produce equivalent results for all valid (symmetric positive definite) "
      "inputs.");
  return std::get<0>(cholesky_of("cholesky", "cholesky", "CholeskyBackward0", a, upper));
}

Tensor cholesky_solve(const Tensor& b, const Tensor& factor, bool upper, Location at) {
  LocationScope scope(at);
  GRADLAB_CHECK(b.dim() >= 2, "b should have at least 2 dimensions, but has ", b.dim(),
                " dimensions instead");
  GRADLAB_CHECK(factor.dim() >= 2, "u should have at least 2 dimensions, but has ", factor.dim(),
                " dimensions instead");
  GRADLAB_CHECK(b.dtype() == factor.dtype(),
                "Expected b and A to have the same dtype, but found b of type ", b.scalar_type(),
                " and A of type ", factor.scalar_type(), " instead.");
  linalg::check_square_sizes("", factor);
  GRADLAB_CHECK(factor.size(-2) == b.size(-2),
                "Incompatible matrix sizes for cholesky_solve: each A matrix is ", factor.size(-1),
                " by ", factor.size(-1), " but each b matrix is ", b.size(-2), " by ", b.size(-1));
  GRADLAB_CHECK_KIND(NotImplementedError, b.is_floating_point(),
                     "\"cholesky_solve_cpu\" not implemented for '", b.scalar_type(), "'");
  const std::vector<int64_t> batch = broadcast_sizes(linalg::batch_of(b), linalg::batch_of(factor));
  Output out(kernels::cholesky_solve(linalg::with_batch(b.detach(), batch).array(),
                                     linalg::with_batch(factor.detach(), batch).array(), upper),
             at);
  if (Tape tape(b, factor); tape) {
    tape.record("CholeskySolveBackward0", out,
                [upper, factor = tape.save(factor), x = tape.save_if_output(tape.needs(1), out)](
                    const Tensor& g, Backward& bw) {
                  const Tensor f = bw.saved(factor);
                  const Tensor gb = cholesky_solve(g, f, upper);
                  if (bw.needs(0)) bw.grad(0) = gb;
                  if (bw.needs(1)) {
                    const Tensor half = matmul(gb, bw.saved(x).mT());
                    const Tensor both = half + half.mT();
                    bw.grad(1) = upper ? -matmul(f, both) : -matmul(both, f);
                  }
                });
  }
  return out;
}

Tensor cholesky_inverse(const Tensor& factor, bool upper, Location at) {
  LocationScope scope(at);
  linalg::check_square("cholesky_inverse", factor);
  GRADLAB_CHECK_KIND(NotImplementedError, factor.is_floating_point(),
                     "\"cholesky_inverse_out_cpu\" not implemented for '", factor.scalar_type(),
                     "'");
  kernels::Cholesky result = kernels::cholesky_inverse(factor.array(), upper);
  linalg::check_info("cholesky_inverse", result.info, [](int info) {
    return str("The diagonal element ", info,
               " is zero, the inversion could not be completed because the input matrix is "
               "singular.");
  });
  Tensor out(std::move(result.factor));
  if (Tape tape(factor); tape) {
    tape.record("CholeskyInverseBackward0", out,
                [upper, factor = tape.save(factor), inverse = tape.save_output(out)](
                    const Tensor& g, Backward& bw) {
                  const Tensor f = bw.saved(factor), i = bw.saved(inverse);
                  const Tensor both = matmul(i, matmul(g + g.mT(), i));
                  bw.grad(0) = upper ? -matmul(f, both) : -matmul(both, f);
                });
  }
  return out;
}

std::tuple<Tensor, Tensor> linalg::qr(const Tensor& a, std::string_view mode, Location at) {
  LocationScope scope(at);
  GRADLAB_CHECK(mode == "reduced" || mode == "complete" || mode == "r",
                "qr received unrecognized mode '", mode,
                "' but expected one of 'reduced' (default), 'r', or 'complete'");
  check_matrix("linalg.qr", a);
  check_floating("linalg.qr", a);
  const bool complete = mode == "complete", wants_q = mode != "r";
  kernels::Qr factors = kernels::qr(a.array(), complete, wants_q);
  Tensor q(wants_q ? std::move(factors.q) : Array::empty({0}, a.dtype()));
  Tensor r(std::move(factors.r));
  if (Tape tape(a); tape) {
    Tensor* outs[] = {&q, &r};
    tape.record(
        "LinalgQrBackward0", outs,
        [complete, wants_q, q = tape.save_output(q, 0), r = tape.save_output(r, 1)](Backward& bw) {
          GRADLAB_CHECK(wants_q,
                        "The derivative of linalg.qr depends on Q, which is not computed "
                        "when mode='r'. Please use linalg.qr(A, mode='reduced') if you are "
                        "going to differentiate through linalg.qr.");
          const Tensor qs = bw.saved(q), rs = bw.saved(r);
          const int64_t m = qs.size(-2), n = rs.size(-1);
          GRADLAB_CHECK(!complete || m <= n,
                        "The QR decomposition is not differentiable when mode='complete' "
                        "and nrows > ncols.");
          const Tensor &gq = bw.incoming(0), &gr = bw.incoming(1);
          if (!gq.defined() && !gr.defined()) return;
          bw.grad(0) = m < n ? wide_qr_gradient(gq, gr, qs, rs) : qr_gradient(gq, gr, qs, rs);
        });
  }
  return {q, r};
}

std::tuple<Tensor, Tensor> qr(const Tensor& a, bool some, Location at) {
  LocationScope scope(at);
  GRADLAB_WARN_ONCE(
      "torch.qr is deprecated in favor of torch.linalg.qr and will be removed in a future PyTorch "
      "release.\n"
      "The boolean parameter 'some' has been replaced with a string parameter 'mode'.\n"
      "Q, R = torch.qr(A, some)\n"
      "should be replaced with\n"
      "Q, R = torch.linalg.qr(A, 'reduced' if some else 'complete')");
  return linalg::qr(a, some ? "reduced" : "complete");
}

}  // namespace gradlab
