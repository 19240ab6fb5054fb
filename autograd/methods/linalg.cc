// The methods of Tensor that decompose matrices: each calls the free function of its name.
#include "gradlab/autograd/ops/householder.h"
#include "gradlab/autograd/ops/linalg.h"
#include "gradlab/autograd/ops/linalg_lu.h"
#include "gradlab/autograd/tensor.h"

namespace gradlab {

Tensor Tensor::lu_solve(const Tensor& LU_data, const Tensor& LU_pivots, Location at) const {
  LocationScope scope(at);
  return gradlab::lu_solve(*this, LU_data, LU_pivots);
}
Tensor Tensor::inverse(Location at) const {
  LocationScope scope(at);
  return linalg::inv(*this);
}
Tensor Tensor::pinverse(double rcond, Location at) const {
  LocationScope scope(at);
  return gradlab::pinverse(*this, rcond);
}
Tensor Tensor::det(Location at) const {
  LocationScope scope(at);
  return linalg::det(*this);
}
Tensor Tensor::logdet(Location at) const {
  LocationScope scope(at);
  return gradlab::logdet(*this);
}
std::tuple<Tensor, Tensor> Tensor::slogdet(Location at) const {
  LocationScope scope(at);
  return linalg::slogdet(*this);
}
Tensor Tensor::cholesky(bool upper, Location at) const {
  LocationScope scope(at);
  return gradlab::cholesky(*this, upper);
}
Tensor Tensor::cholesky_solve(const Tensor& factor, bool upper, Location at) const {
  LocationScope scope(at);
  return gradlab::cholesky_solve(*this, factor, upper);
}
Tensor Tensor::cholesky_inverse(bool upper, Location at) const {
  LocationScope scope(at);
  return gradlab::cholesky_inverse(*this, upper);
}
std::tuple<Tensor, Tensor> Tensor::triangular_solve(const Tensor& A, bool upper, bool transpose,
                                                    bool unitriangular, Location at) const {
  LocationScope scope(at);
  return gradlab::triangular_solve(*this, A, upper, transpose, unitriangular);
}
std::tuple<Tensor, Tensor> Tensor::qr(bool some, Location at) const {
  LocationScope scope(at);
  return gradlab::qr(*this, some);
}
std::tuple<Tensor, Tensor, Tensor> Tensor::svd(bool some, bool compute_uv, Location at) const {
  LocationScope scope(at);
  return gradlab::svd(*this, some, compute_uv);
}
Tensor Tensor::matrix_power(int64_t n, Location at) const {
  LocationScope scope(at);
  return linalg::matrix_power(*this, n);
}

Tensor Tensor::matrix_exp(Location at) const {
  LocationScope scope(at);
  return linalg::matrix_exp(*this);
}

std::tuple<Tensor, Tensor> Tensor::geqrf(Location at) const {
  LocationScope scope(at);
  return gradlab::geqrf(*this);
}
Tensor Tensor::orgqr(const Tensor& tau, Location at) const {
  LocationScope scope(at);
  return gradlab::orgqr(*this, tau);
}
Tensor Tensor::ormqr(const Tensor& tau, const Tensor& other, bool left, bool transpose,
                     Location at) const {
  LocationScope scope(at);
  return gradlab::ormqr(*this, tau, other, left, transpose);
}

}  // namespace gradlab
