#include "gradlab/autograd/ops/householder.h"

#include <cstdint>
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

namespace gradlab {
namespace {

void check_tau(const char* name, const Tensor& a, const Tensor& tau) {
  GRADLAB_CHECK(a.dim() - tau.dim() == 1, name,
                ": Expected tau to have one dimension less than input, but got tau.ndim equal to ",
                tau.dim(), " and input.ndim is equal to ", a.dim());
  GRADLAB_CHECK(linalg::batch_of(a) == tau.sizes().slice(0, tau.sizes().size() - 1), name,
                ": Expected batch dimensions of tau to be equal to input.shape[:-2], but got ",
                tau.sizes().slice(0, tau.sizes().size() - 1));
}

// The gradients of a [.., m, n] and tau [.., k] for the gradient g [.., m, p] of the first p
// columns of H_1 .. H_k.
//
// With P = H_1 .. H_(i-1) and S = H_(i+1) .. H_k restricted to these columns, H_i contributes
// -P (dtau v v^T + tau dv v^T + tau v dv^T) S. So with w = P v and u = S^T v the gradient of tau is
// -w^T g u, and that of v is -tau (P^T g u + S g^T w).
std::pair<Tensor, Tensor> reflector_gradients(const Tensor& g, const Tensor& a,
                                              const Tensor& tau) {
  const int64_t m = a.size(-2), n = a.size(-1), k = tau.size(-1), p = g.size(-1);
  if (k == 0) return {};  // nothing depends on them
  const Tensor vectors = tril(a.narrow(-1, 0, k), -1) + eye(m, k, a.scalar_type());
  const auto vector = [&](int64_t i) { return vectors.narrow(-1, i, 1); };
  const auto factor = [&](int64_t i) { return tau.narrow(-1, i, 1).unsqueeze(-1); };
  // S for each i, from the last one on.
  std::vector<Tensor> after(static_cast<size_t>(k));
  std::vector<int64_t> sizes = linalg::batch_of(a).vec();
  sizes.insert(sizes.end(), {m, p});
  Tensor product = eye(m, p, a.scalar_type()).expand(sizes);
  for (int64_t i = k - 1; i >= 0; --i) {
    after[static_cast<size_t>(i)] = product;
    product = product - factor(i) * matmul(vector(i), matmul(vector(i).mT(), product));
  }
  sizes.back() = m;
  Tensor before = eye(m, m, a.scalar_type()).expand(sizes);
  std::vector<Tensor> g_vectors, g_tau;
  for (int64_t i = 0; i < k; ++i) {
    const Tensor v = vector(i), &s = after[static_cast<size_t>(i)];
    const Tensor w = matmul(before, v), gu = matmul(g, matmul(s.mT(), v));
    g_tau.push_back(-matmul(w.mT(), gu).squeeze(-1));
    g_vectors.push_back(-factor(i) * (matmul(before.mT(), gu) + matmul(s, matmul(g.mT(), w))));
    before = before - factor(i) * matmul(w, v.mT());
  }
  Tensor ga = tril(cat(g_vectors, -1), -1);
  sizes.back() = n - k;
  if (k < n) ga = cat({ga, zeros(sizes, a.scalar_type())}, -1);
  return {ga, cat(g_tau, -1)};
}

Tensor reflector_product(const Tensor& a, const Tensor& tau) {
  constexpr const char* kName = "torch.linalg.householder_product";
  GRADLAB_CHECK(a.dim() >= 2, kName, ": input must have at least 2 dimensions.");
  GRADLAB_CHECK(a.size(-2) >= a.size(-1), kName,
                ": input.shape[-2] must be greater than or equal to input.shape[-1]");
  GRADLAB_CHECK(tau.dim() == 0 || a.size(-1) >= tau.size(-1), kName,
                ": input.shape[-1] must be greater than or equal to tau.shape[-1]");
  check_tau(kName, a, tau);
  GRADLAB_CHECK(tau.dtype() == a.dtype(), kName, ": tau dtype ", tau.scalar_type(),
                " does not match input dtype ", a.scalar_type());
  Tensor out(kernels::householder_product(a.array(), tau.array()));
  if (Tape tape(a, tau); tape) {
    tape.record("LinalgHouseholderProductBackward0", out,
                [a = tape.save(a), tau = tape.save(tau)](const Tensor& g, Backward& bw) {
                  auto [ga, gtau] = reflector_gradients(g, bw.saved(a), bw.saved(tau));
                  if (bw.needs(0)) bw.grad(0) = ga;
                  if (bw.needs(1)) bw.grad(1) = gtau;
                });
  }
  return out;
}

void check_ormqr(const Tensor& a, const Tensor& tau, const Tensor& other, bool left) {
  constexpr const char* kName = "torch.ormqr";
  GRADLAB_CHECK(a.dim() >= 2, kName, ": input must have at least 2 dimensions.");
  GRADLAB_CHECK(other.dim() >= 2, kName, ": other must have at least 2 dimensions.");
  const char* side = left ? "-2" : "-1";
  const int64_t size = other.size(left ? -2 : -1);
  GRADLAB_CHECK(tau.dim() == 0 || size >= tau.size(-1), kName, ": other.shape[", side,
                "] must be greater than or equal to tau.shape[-1]");
  GRADLAB_CHECK(size == a.size(-2), kName, ": other.shape[", side,
                "] must be equal to input.shape[-2]");
  GRADLAB_CHECK(tau.dim() == 0 || tau.size(-1) <= a.size(-1), kName,
                ": tau.shape[-1] must be less than or equal to input.shape[-1]");
  check_tau(kName, a, tau);
  GRADLAB_CHECK(a.dim() == other.dim(), kName,
                ": Expected other to have the same number of dimensions as input, but got "
                "other.ndim equal to ",
                other.dim(), " and input.ndim is equal to ", a.dim());
  GRADLAB_CHECK(linalg::batch_of(a) == linalg::batch_of(other), kName,
                ": Expected batch dimensions of other to be equal to input.shape[:-2], but got ",
                linalg::batch_of(other));
  GRADLAB_CHECK(tau.dtype() == a.dtype(), kName,
                ": Expected input and tau to have the same dtype, but input has dtype",
                a.scalar_type(), " and tau has dtype ", tau.scalar_type());
  GRADLAB_CHECK(other.dtype() == a.dtype(), kName,
                ": Expected input and other to have the same dtype, but input has dtype",
                a.scalar_type(), " and other has dtype ", other.scalar_type());
}

}  // namespace

std::tuple<Tensor, Tensor> geqrf(const Tensor& a, Location at) {
  LocationScope scope(at);
  GRADLAB_CHECK(a.dim() >= 2, "torch.geqrf: input must have at least 2 dimensions.");
  kernels::Reflectors result = kernels::geqrf(a.array());
  Tensor packed(std::move(result.a)), tau(std::move(result.tau));
  if (Tape tape(a); tape) {
    Tensor* outs[] = {&packed, &tau};
    tape.record("GeqrfBackward0", outs, [](Backward&) {
      GRADLAB_THROW(NotImplementedError, "the derivative for 'geqrf' is not implemented.");
    });
  }
  return {packed, tau};
}

Tensor orgqr(const Tensor& a, const Tensor& tau, Location at) {
  LocationScope scope(at);
  return reflector_product(a, tau);
}
Tensor linalg::householder_product(const Tensor& a, const Tensor& tau, Location at) {
  LocationScope scope(at);
  return reflector_product(a, tau);
}

Tensor ormqr(const Tensor& a, const Tensor& tau, const Tensor& other, bool left, bool transpose,
             Location at) {
  LocationScope scope(at);
  check_ormqr(a, tau, other, left);
  Tensor out(kernels::ormqr(a.array(), tau.array(), other.array(), left, transpose));
  if (Tape tape(a, tau, other); tape) {
    tape.record("OrmqrBackward0", out,
                [a = tape.save(a), tau = tape.save(tau),
                 other = tape.save_if(tape.needs(0) || tape.needs(1), other), left,
                 transpose](const Tensor& g, Backward& bw) {
                  const Tensor as = bw.saved(a), factors = bw.saved(tau);
                  if (bw.needs(2)) bw.grad(2) = ormqr(as, factors, g, left, !transpose);
                  if (!bw.needs(0) && !bw.needs(1)) return;
                  // The gradient of the product of the reflectors, or of its transpose.
                  const Tensor c = bw.saved(other);
                  const Tensor gq = left ? matmul(g, c.mT()) : matmul(c.mT(), g);
                  auto [ga, gtau] = reflector_gradients(transpose ? gq.mT() : gq, as, factors);
                  if (bw.needs(0)) bw.grad(0) = ga;
                  if (bw.needs(1)) bw.grad(1) = gtau;
                });
  }
  return out;
}

}  // namespace gradlab
