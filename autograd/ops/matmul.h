// Matrix products and what is made of them.
#ifndef GRADLAB_AUTOGRAD_OPS_MATMUL_H_
#define GRADLAB_AUTOGRAD_OPS_MATMUL_H_

#include <concepts>
#include <optional>
#include <string_view>

#include "gradlab/autograd/graph/into.h"
#include "gradlab/autograd/optional_tensor.h"
#include "gradlab/autograd/tensor.h"
#include "gradlab/tensor/location.h"

namespace gradlab {

// [n, k] x [k, m] -> [n, m].
Tensor mm(const Tensor& a, const Tensor& b, Location at = Location::here());
// [b, n, k] x [b, k, m] -> [b, n, m].
Tensor bmm(const Tensor& a, const Tensor& b, Location at = Location::here());
// [n, k] x [k] -> [n].
Tensor mv(const Tensor& a, const Tensor& x, Location at = Location::here());
// [k] x [k] -> []. Both are the same: there are no complex numbers to conjugate.
Tensor dot(const Tensor& a, const Tensor& b, Location at = Location::here());
Tensor vdot(const Tensor& a, const Tensor& b, Location at = Location::here());
// [n] x [m] -> [n, m]. Two names of one operation.
Tensor outer(const Tensor& a, const Tensor& b, Location at = Location::here());
Tensor ger(const Tensor& a, const Tensor& b, Location at = Location::here());
// The product for any ranks: 1-dim operands count as a row on the left and a column on the right,
// dimensions before the last two are batches that broadcast.
Tensor matmul(const Tensor& a, const Tensor& b, Location at = Location::here());
// x * weight^T + bias for x [..., in], weight [out, in], bias [out] or undefined -> [..., out].
Tensor linear(const Tensor& x, const Tensor& weight, OptionalTensorRef bias = {},
              Location at = Location::here());

// beta * bias + alpha * (a x b), the bias broadcast to the product's shape and not read if beta is
// 0 (add_product.cc). x.addmm_(...) and so on are the methods that write in place.
Tensor addmm(const Tensor& bias, const Tensor& a, const Tensor& b, const Scalar& beta = 1,
             const Scalar& alpha = 1, Into into = {});
// The same for mv, and for outer, which promotes dtypes.
Tensor addmv(const Tensor& bias, const Tensor& a, const Tensor& x, const Scalar& beta = 1,
             const Scalar& alpha = 1, Into into = {});
Tensor addr(const Tensor& bias, const Tensor& x, const Tensor& y, const Scalar& beta = 1,
            const Scalar& alpha = 1, Into into = {});
// The same for bmm, and for the sum over its batch: [n, m].
Tensor baddbmm(const Tensor& bias, const Tensor& a, const Tensor& b, const Scalar& beta = 1,
               const Scalar& alpha = 1, Into into = {});
Tensor addbmm(const Tensor& bias, const Tensor& a, const Tensor& b, const Scalar& beta = 1,
              const Scalar& alpha = 1, Into into = {});

// The sum over products of the last dimensions (contract.cc): [.., k], [.., k] -> the other
// dimensions of both.
Tensor inner(const Tensor& a, const Tensor& b, Location at = Location::here());
// The Kronecker product: sizes are multiplied, missing ones in front are 1.
Tensor kron(const Tensor& a, const Tensor& b, Location at = Location::here());
// The cross product of vectors of 3 along `dim`, by default the first dimension of size 3. Sizes
// broadcast.
Tensor cross(const Tensor& a, const Tensor& b, std::optional<int64_t> dim = std::nullopt,
             Location at = Location::here());
// The sum over pairs of dimensions; those of a that remain come first.
Tensor tensordot(const Tensor& a, const Tensor& b, IntArrayRef dims_a, IntArrayRef dims_b,
                 Location at = Location::here());
// The same over the last `dims` dimensions of a and the first of b.
Tensor tensordot_inner(const Tensor& a, const Tensor& b, int64_t dims);
// A template, so that a braced list always means a list.
template <std::integral I>
Tensor tensordot(const Tensor& a, const Tensor& b, I dims, Location at = Location::here()) {
  LocationScope scope(at);
  return tensordot_inner(a, b, dims);
}
// The product of matrices in the order that takes the fewest multiplications.
Tensor chain_matmul(TensorList matrices, Location at = Location::here());
// Sums of products in Einstein's notation (einsum.cc): einsum("bij,bjk->bik", {a, b}).
//
// A letter names a dimension of an operand, "..." stands for those without one, which broadcast;
// a letter that occurs twice in an operand takes the diagonal. Letters that are not named after
// "->" are summed over; without "->", the ellipsis and the letters that occur once remain, sorted.
// Operands are contracted from left to right, in the order of `path` if given: positions of pairs,
// whose product goes to the end of the list.
Tensor einsum(std::string_view equation, TensorList operands,
              OptionalIntArrayRef path = std::nullopt,
              Location at = Location::here());

namespace linalg {

// The cross product along `dim`, without a search for a dimension of size 3.
Tensor cross(const Tensor& a, const Tensor& b, int64_t dim = -1, Location at = Location::here());
// As chain_matmul; the first operand may be a row, the last a column of one dimension.
Tensor multi_dot(TensorList matrices, Location at = Location::here());

}  // namespace linalg
}  // namespace gradlab

#endif  // GRADLAB_AUTOGRAD_OPS_MATMUL_H_
