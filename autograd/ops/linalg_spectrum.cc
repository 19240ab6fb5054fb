// Eigenvalues and singular values.
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

namespace gradlab {
namespace linalg {
namespace {

// x_j - x_i, with 1 on the diagonal: what the coordinates of a rotation are divided by.
Tensor differences(const Tensor& x) {
  return x.unsqueeze(-2) - x.unsqueeze(-1) + eye(x.size(-1), x.dtype());
}

Tensor skew(const Tensor& t) { return t - t.mT(); }

// The gradient of v diag(w) v^T: dw = diag(v^T da v), dv = v ((v^T da v) / differences(w)).
Tensor eigh_gradient(const Tensor& gw, const Tensor& gv, const Tensor& w, const Tensor& v) {
  Tensor inner;
  if (gv.defined()) inner = skew(matmul(v.mT(), gv)) / 2 / differences(w);
  if (gw.defined()) inner = inner.defined() ? inner + gw.diag_embed() : gw.diag_embed();
  return matmul(v, matmul(inner, v.mT()));
}

// The gradient of u diag(s) vh with orthonormal columns of u and rows of vh: rotations among the
// vectors, the singular values, and what lies outside of the spaces they span (Townsend,
// Differentiating the singular value decomposition, 2016).
Tensor svd_gradient(const Tensor& gu, const Tensor& gs, const Tensor& gvh, const Tensor& u,
                    const Tensor& s, const Tensor& vh) {
  const int64_t m = u.size(-2), n = vh.size(-1), k = s.size(-1);
  const Tensor rows = s.unsqueeze(-1), cols = s.unsqueeze(-2);
  if (!gu.defined() && !gvh.defined()) {
    return m >= n ? matmul(u, gs.unsqueeze(-1) * vh) : matmul(u * gs.unsqueeze(-2), vh);
  }
  const Tensor apart = differences(s * s);
  Tensor inner;
  auto add = [&inner](const Tensor& t) { inner = inner.defined() ? inner + t : t; };
  if (gu.defined()) add(skew(matmul(u.mT(), gu)) / apart * cols);
  if (gvh.defined()) add(rows * (skew(matmul(vh, gvh.mT())) / apart));
  if (gs.defined()) add(gs.diag_embed());
  Tensor left = matmul(u, inner);
  if (m > k && gu.defined()) left = left + (gu - matmul(u, matmul(u.mT(), gu))) / cols;
  Tensor result = matmul(left, vh);
  if (n > k && gvh.defined()) {
    result = result + matmul(u / cols, gvh - matmul(matmul(gvh, vh.mT()), vh));
  }
  return result;
}

// The first k vectors of all that a full decomposition gives: the others have no gradient.
Tensor first(const Tensor& t, int64_t dim, int64_t k) {
  return t.defined() && t.size(dim) != k ? t.narrow(dim, 0, k) : t;
}

// `vectors`: without them, u and vh are empty and there is no gradient.
std::tuple<Tensor, Tensor, Tensor> decompose(const Tensor& a, bool full_matrices, bool vectors) {
  check_matrix("linalg.svd", a);
  check_floating("linalg.svd", a);
  kernels::Svd parts = kernels::svd(a.array(), full_matrices, vectors);
  check_info("linalg.svd", parts.info, [](int info) {
    return info < 0 ? std::string(
                          "The algorithm failed to converge because the input matrix "
                          "contained non-finite values.")
                    : str("The algorithm failed to converge because the input matrix is "
                          "ill-conditioned or has too many repeated singular values (error code: ",
                          info, ").");
  });
  auto or_empty = [&](Array&& x) {
    return Tensor(x.defined() ? std::move(x) : Array::empty({0}, a.dtype()));
  };
  Tensor u = or_empty(std::move(parts.u)), s(std::move(parts.s)),
         vh = or_empty(std::move(parts.vh));
  if (Tape tape(a); tape && vectors) {
    Tensor* outs[] = {&u, &s, &vh};
    tape.record("LinalgSvdBackward0", outs,
                [u = tape.save_output(u, 0), s = tape.save_output(s, 1),
                 vh = tape.save_output(vh, 2)](Backward& bw) {
                  const Tensor values = bw.saved(s);
                  const int64_t k = values.size(-1);
                  const Tensor &gu = bw.incoming(0), &gs = bw.incoming(1), &gvh = bw.incoming(2);
                  if (!gu.defined() && !gs.defined() && !gvh.defined()) return;
                  bw.grad(0) =
                      svd_gradient(first(gu, -1, k), gs, first(gvh, -2, k),
                                   first(bw.saved(u), -1, k), values, first(bw.saved(vh), -2, k));
                });
  }
  return {u, s, vh};
}

bool records(const Tensor& a) { return GradMode::is_enabled() && a.requires_grad(); }

std::tuple<Tensor, Tensor> eigen(const Tensor& a, std::string_view uplo, bool vectors) {
  check_square("linalg.eigh", a);
  const char side = uplo.empty() ? ' ' : uplo[0];
  GRADLAB_CHECK(uplo.size() == 1 && (side == 'L' || side == 'U' || side == 'l' || side == 'u'),
                "Expected UPLO argument to be 'L' or 'U', but got ", uplo);
  GRADLAB_CHECK_KIND(NotImplementedError, a.is_floating_point(),
                     "\"linalg_eigh_cpu\" not implemented for '", a.scalar_type(), "'");
  kernels::Eigen parts = kernels::eigh(a.array(), side == 'U' || side == 'u', vectors);
  check_info("linalg.eigh", parts.info, [](int info) {
    return str(
        "The algorithm failed to converge because the input matrix is ill-conditioned or "
        "has too many repeated eigenvalues (error code: ",
        info, ").");
  });
  Tensor w(std::move(parts.values));
  Tensor v(vectors ? std::move(parts.vectors) : Array::empty({0}, a.dtype()));
  if (Tape tape(a); tape && vectors) {
    Tensor* outs[] = {&w, &v};
    tape.record("LinalgEighBackward0", outs,
                [w = tape.save_output(w, 0), v = tape.save_output(v, 1)](Backward& bw) {
                  const Tensor &gw = bw.incoming(0), &gv = bw.incoming(1);
                  if (!gw.defined() && !gv.defined()) return;
                  bw.grad(0) = eigh_gradient(gw, gv, bw.saved(w), bw.saved(v));
                });
  }
  return {w, v};
}

}  // namespace

std::tuple<Tensor, Tensor> eigh(const Tensor& a, std::string_view uplo, Location at) {
  LocationScope scope(at);
  return eigen(a, uplo, true);
}

// The gradient of the values needs the vectors.
Tensor eigvalsh(const Tensor& a, std::string_view uplo, Location at) {
  LocationScope scope(at);
  return std::get<0>(eigen(a, uplo, records(a)));
}

namespace {

void check_driver(std::optional<std::string_view> driver) {
  GRADLAB_CHECK(!driver,
                "torch.linalg.svd: keyword argument `driver=` is only supported on CUDA inputs "
                "with cuSOLVER backend.");
}

}  // namespace

std::tuple<Tensor, Tensor, Tensor> svd(const Tensor& a, bool full_matrices,
                                       std::optional<std::string_view> driver, Location at) {
  LocationScope scope(at);
  check_driver(driver);
  return decompose(a, full_matrices, true);
}

Tensor svdvals(const Tensor& a, std::optional<std::string_view> driver, Location at) {
  LocationScope scope(at);
  check_driver(driver);
  return std::get<1>(decompose(a, false, records(a)));
}

}  // namespace linalg

std::tuple<Tensor, Tensor, Tensor> svd(const Tensor& a, bool some, bool compute_uv, Location at) {
  LocationScope scope(at);
  GRADLAB_CHECK(a.dim() >= 2, "linalg.svd: The input tensor A must have at least 2 dimensions.");
  if (!compute_uv) {
    const int64_t m = a.size(-2), n = a.size(-1);
    std::vector<int64_t> u = linalg::batch_of(a).vec(), v = u;
    u.insert(u.end(), {m, m});
    v.insert(v.end(), {n, n});
    return {zeros(u, a.dtype()), linalg::svdvals(a), zeros(v, a.dtype()).mT()};
  }
  auto [u, s, vh] = linalg::svd(a, !some);
  return {u, s, vh.mT()};
}

}  // namespace gradlab
