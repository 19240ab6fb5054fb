// Triangles and diagonals of matrices.
//
// A diagonal is counted from the main one: positive above, negative below it. Matrices are the last
// two dimensions; those before are batches.
#ifndef GRADLAB_AUTOGRAD_OPS_DIAGONAL_H_
#define GRADLAB_AUTOGRAD_OPS_DIAGONAL_H_

#include <cstdint>

#include "gradlab/autograd/graph/into.h"
#include "gradlab/autograd/tensor.h"
#include "gradlab/tensor/location.h"

namespace gradlab {

// The elements on and below the diagonal, on and above it, with zeros elsewhere.
Tensor tril(const Tensor& t, int64_t diagonal = 0, Into into = {});
Tensor triu(const Tensor& t, int64_t diagonal = 0, Into into = {});
// The sum over the main diagonal of one matrix.
Tensor trace(const Tensor& t, Location at = Location::here());
// The diagonal of a matrix, as a copy; of a vector, the matrix with it as diagonal.
Tensor diag(const Tensor& t, int64_t diagonal = 0, Location at = Location::here());
// The matrix with all elements of t on its diagonal.
Tensor diagflat(const Tensor& t, int64_t offset = 0, Location at = Location::here());
// Matrices whose diagonals are the last dimension of t, in dimensions dim1 and dim2 of the result.
Tensor diag_embed(const Tensor& t, int64_t offset = 0, int64_t dim1 = -2, int64_t dim2 = -1,
                  Location at = Location::here());
// Writes the main diagonal, of equal sizes if there are more than two. `wrap`: in a tall matrix the
// diagonal starts again below, after a row without one.
Tensor& fill_diagonal_(const Tensor& t, const Scalar& value, bool wrap = false,
                       Location at = Location::here());

// The positions of the triangles of a matrix, row by row: [2, count], int64 unless the options say
// int32.
Tensor tril_indices(int64_t row, int64_t col, int64_t offset = 0, TensorOptions options = kLong,
                    Location at = Location::here());
Tensor triu_indices(int64_t row, int64_t col, int64_t offset = 0, TensorOptions options = kLong,
                    Location at = Location::here());

}  // namespace gradlab

#endif  // GRADLAB_AUTOGRAD_OPS_DIAGONAL_H_
