// Products of reflectors H_i = 1 - tau_i v_i v_i^T (A. S. Householder, 1958), in LAPACK's form: v_i
// is 0 above row i, 1 there, and column i of a matrix below. And decompositions L D L^T.
//
// Matrices may have batch dimensions. float32 and float64 only.
#ifndef GRADLAB_AUTOGRAD_OPS_HOUSEHOLDER_H_
#define GRADLAB_AUTOGRAD_OPS_HOUSEHOLDER_H_

#include <tuple>

#include "gradlab/autograd/tensor.h"
#include "gradlab/tensor/location.h"

namespace gradlab {

// a = q r as reflectors below the diagonal and r above it, with their tau [.., min(m, n)]. Its
// backward throws, as PyTorch's does: linalg::qr has a derivative.
std::tuple<Tensor, Tensor> geqrf(const Tensor& a, Location at = Location::here());
// The first n columns of H_1 H_2 .. H_k for a [.., m, n] with m >= n and tau [.., k] with k <= n.
Tensor orgqr(const Tensor& a, const Tensor& tau, Location at = Location::here());
// All columns of it, or its transpose, times `other`; or `other` times that unless `left`.
Tensor ormqr(const Tensor& a, const Tensor& tau, const Tensor& other, bool left = true,
             bool transpose = false, Location at = Location::here());

namespace linalg {

// orgqr under the name that PyTorch prefers.
Tensor householder_product(const Tensor& a, const Tensor& tau, Location at = Location::here());

// a = L D L^T for symmetric matrices, of which the lower triangle is read: L below the diagonal and
// D in one matrix, and the row exchanges (Bunch and Kaufman; LAPACK's sytrf). `info` says which
// diagonal element is zero, 0 for none; that throws if errors are checked. `hermitian` makes no
// difference. The backward throws, as PyTorch's does.
std::tuple<Tensor, Tensor> ldl_factor(const Tensor& a, bool hermitian = false,
                                      Location at = Location::here());
std::tuple<Tensor, Tensor, Tensor> ldl_factor_ex(const Tensor& a, bool hermitian = false,
                                                 bool check_errors = false,
                                                 Location at = Location::here());
// The x of a x = b for the result of ldl_factor(a); batches broadcast. Its backward throws.
Tensor ldl_solve(const Tensor& ld, const Tensor& pivots, const Tensor& b, bool hermitian = false,
                 Location at = Location::here());

}  // namespace linalg
}  // namespace gradlab

#endif  // GRADLAB_AUTOGRAD_OPS_HOUSEHOLDER_H_
