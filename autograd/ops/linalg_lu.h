// Triangular factors with row exchanges: a = P L U.
//
// L is [.., m, k] with ones on its diagonal and U [.., k, n] for a [.., m, n] and k = min(m, n), P
// a permutation matrix [.., m, m]. Packed, they are one matrix of a's sizes, without L's diagonal,
// and the exchanges as `pivots`, int32 [.., k]: row i was exchanged with row pivots[i] - 1, for
// i = 0, 1, ... in turn. Rows are always exchanged: throws unless `pivot`.
#ifndef GRADLAB_AUTOGRAD_OPS_LINALG_LU_H_
#define GRADLAB_AUTOGRAD_OPS_LINALG_LU_H_

#include <tuple>

#include "gradlab/autograd/tensor.h"
#include "gradlab/tensor/location.h"

namespace gradlab {
namespace linalg {

// P, L and U.
std::tuple<Tensor, Tensor, Tensor> lu(const Tensor& a, bool pivot = true,
                                      Location at = Location::here());
// Packed, and the pivots. Throws when an element of U's diagonal is 0.
std::tuple<Tensor, Tensor> lu_factor(const Tensor& a, bool pivot = true,
                                     Location at = Location::here());
// The same, and which element is 0 (int32, from 1; 0 if none): throws only if `check_errors`.
std::tuple<Tensor, Tensor, Tensor> lu_factor_ex(const Tensor& a, bool pivot = true,
                                                bool check_errors = false,
                                                Location at = Location::here());
// The x of a x = b, or of x a = b unless `left`, for the packed factors of a; for a^T if `adjoint`.
Tensor lu_solve(const Tensor& lu, const Tensor& pivots, const Tensor& b, bool left = true,
                bool adjoint = false, Location at = Location::here());

}  // namespace linalg

// P, L and U of packed factors; empty ones for what is not wanted.
std::tuple<Tensor, Tensor, Tensor> lu_unpack(const Tensor& lu, const Tensor& pivots,
                                             bool unpack_data = true, bool unpack_pivots = true,
                                             Location at = Location::here());
// linalg::lu_solve(lu, pivots, b).
Tensor lu_solve(const Tensor& b, const Tensor& lu, const Tensor& pivots,
                Location at = Location::here());

}  // namespace gradlab

#endif  // GRADLAB_AUTOGRAD_OPS_LINALG_LU_H_
