// Matrix products.
//
// float32 and float64 go to BLAS, integers to a plain loop (they wrap around); bool is refused. An
// operand is used where it lies when BLAS can address it: transposed, or with rows further apart
// than their length. Both operands have one dtype. A sum over nothing is 0. Results are row-major.
#ifndef GRADLAB_TENSOR_KERNELS_MATMUL_H_
#define GRADLAB_TENSOR_KERNELS_MATMUL_H_

#include "gradlab/tensor/array.h"
#include "gradlab/tensor/dtype.h"
#include "gradlab/tensor/scalar.h"

namespace gradlab::kernels {

// [n, k] x [k, m] -> [n, m].
Array mm(const Array& a, const Array& b);
// beta * bias + alpha * mm(a, b); `bias` is expanded to [n, m] and not read when beta is 0.
Array addmm(const Array& bias, const Array& a, const Array& b, const Scalar& beta = 1,
            const Scalar& alpha = 1);
// [n, k] x [k] -> [n].
Array mv(const Array& a, const Array& x);
// [k] x [k] -> [].
Array dot(const Array& x, const Array& y);
// beta * bias + alpha * mv(a, x); `bias` is expanded to [n].
Array addmv(const Array& bias, const Array& a, const Array& x, const Scalar& beta = 1,
            const Scalar& alpha = 1);
// [n] x [m] -> [n, m], x[i] * y[j]; bool too.
Array outer(const Array& x, const Array& y);
// [b, n, k] x [b, k, m] -> [b, n, m], one product per batch.
Array bmm(const Array& a, const Array& b);
// beta * bias + alpha * bmm(a, b); `bias` is expanded to [b, n, m].
Array baddbmm(const Array& bias, const Array& a, const Array& b, const Scalar& beta = 1,
              const Scalar& alpha = 1);
// The same with all products of the batch added up: `bias` is expanded to [n, m].
Array addbmm(const Array& bias, const Array& a, const Array& b, const Scalar& beta = 1,
             const Scalar& alpha = 1);

}  // namespace gradlab::kernels

#endif  // GRADLAB_TENSOR_KERNELS_MATMUL_H_
