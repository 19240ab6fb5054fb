#include "gradlab/tensor/kernels/matmul.h"

#include <algorithm>

#include "gradlab/tensor/error.h"
#include "gradlab/tensor/kernels/binary.h"
#include "gradlab/tensor/kernels/convert.h"
#include "gradlab/tensor/kernels/copy.h"
#include "gradlab/tensor/kernels/product.h"
#include "gradlab/tensor/kernels/reduced.h"
#include "gradlab/tensor/parallel.h"

namespace gradlab::kernels {
namespace {

void check_same_dtype(const Array& m1, const Array& m2) {
  GRADLAB_CHECK(m1.dtype() == m2.dtype(),
                "expected m1 and m2 to have the same dtype, but got: ", TypeMeta(m1.dtype()),
                " != ", TypeMeta(m2.dtype()));
}
void check_scalar_type(const Array& expected, const Array& found) {
  GRADLAB_CHECK(expected.dtype() == found.dtype(), "expected scalar type ", expected.dtype(),
                " but found ", found.dtype());
}
void check_shapes(const Array& a, const Array& b) {
  GRADLAB_CHECK(a.size(1) == b.size(0), "mat1 and mat2 shapes cannot be multiplied (", a.size(0),
                "x", a.size(1), " and ", b.size(0), "x", b.size(1), ")");
}

// `a`, or a copy of it that BLAS can address. Integers are multiplied where they lie.
Array addressable(const Array& a) {
  const IntArrayRef sizes = a.sizes(), strides = a.strides();
  const size_t row = sizes.size() - 2, col = sizes.size() - 1;
  const bool copy = is_floating_point(a.dtype()) && a.numel() > 0 &&
                    !blas_can_address(sizes[row], sizes[col], strides[row], strides[col]);
  if (!copy) return a;
  Array packed = Array::empty(sizes, a.dtype());
  copy_into(packed, a);
  return packed;
}

// The matrix of the last two dimensions, at an offset of elements.
template <class T>
Matrix<T> matrix(const Array& a, int64_t offset = 0) {
  const IntArrayRef sizes = a.sizes(), strides = a.strides();
  const size_t row = sizes.size() - 2, col = sizes.size() - 1;
  return {static_cast<T*>(a.raw_data()) + offset, sizes[row], sizes[col], strides[row],
          strides[col]};
}

// out = beta * out + alpha * a * b for matrices, or for each of a batch of them. A matrix `out` for
// a batch takes the sum of the products.
void multiply_into(const Array& out, const char* name, const Array& a, const Array& b,
                   const Scalar& beta, const Scalar& alpha) {
  if (is_reduced(out)) {
    const Array wide = widened(out);
    multiply_into(wide, name, widened(a), widened(b), beta, alpha);
    return copy_into(out, wide);
  }
  const Array left = addressable(a), right = addressable(b);
  const bool batched = a.dim() == 3, summed = !batched || out.dim() == 2;
  const int64_t batches = batched ? a.size(0) : 1;
  dispatch_numeric(out.dtype(), name, [&]<class T>() {
    const T x = wrapped<T>(alpha), y = wrapped<T>(beta);
    const auto multiply_range = [&](int64_t first, int64_t last) {
      for (int64_t i = first; i < last; ++i) {
        multiply<T>(matrix<const T>(left, batched ? i * left.stride(0) : 0),
                    matrix<const T>(right, batched ? i * right.stride(0) : 0), x,
                    i > 0 && summed ? T{1} : y,
                    matrix<T>(out, batched && !summed ? i * out.stride(0) : 0));
      }
    };
    if (summed || batches < get_num_threads()) return multiply_range(0, batches);
    // Threads take whole products, which are too small to be shared. One multiplication and
    // addition of a product takes some tenth of one of a pointwise kernel.
    const double each = static_cast<double>(left.size(1)) * static_cast<double>(left.size(2)) *
                        static_cast<double>(right.size(2));
    const double grain = std::min(10.0 * parallel_grain() / std::max(each, 1.0) + 1, 1e9);
    parallel_for(0, batches, static_cast<int64_t>(grain), multiply_range);
  });
}

// The output starts as the bias; nothing is read where it would be multiplied by zero.
Array start_from(const Array& bias, IntArrayRef sizes, ScalarType dtype, const Scalar& beta) {
  const Array expanded = bias.expand(sizes);
  Array out = Array::empty(sizes, dtype);
  if (!beta.equal(0)) copy_into(out, expanded);
  return out;
}

// For vectors of `bias_dim` dimensions with `bias_size` elements added to a x.
void check_matrix_vector(const Array& a, const Array& x, int64_t bias_dim, int64_t bias_size) {
  GRADLAB_CHECK(a.dim() == 2 && x.dim() == 1 && bias_dim <= 1,
                "vector + matrix @ vector expected, got ", bias_dim, ", ", a.dim(), ", ", x.dim());
  GRADLAB_CHECK(a.size(1) == x.size(0) && (bias_size == a.size(0) || bias_size == 1),
                "size mismatch, got input (", bias_size, "), mat (", a.size(0), "x", a.size(1),
                "), vec (", x.size(0), ")");
  check_scalar_type(a, x);
}

void check_batches(const Array& a, const Array& b) {
  GRADLAB_CHECK(a.dim() == 3, "batch1 must be a 3D tensor");
  GRADLAB_CHECK(b.dim() == 3, "batch2 must be a 3D tensor");
  GRADLAB_CHECK(b.size(0) == a.size(0) && b.size(1) == a.size(2),
                "Expected size for first two dimensions of batch2 tensor to be: [", a.size(0), ", ",
                a.size(2), "] but got: [", b.size(0), ", ", b.size(1), "].");
}

}  // namespace

Array mm(const Array& a, const Array& b) {
  GRADLAB_CHECK(a.dim() == 2, "self must be a matrix");
  GRADLAB_CHECK(b.dim() == 2, "mat2 must be a matrix");
  check_shapes(a, b);
  check_same_dtype(a, b);
  Array out = Array::empty({a.size(0), b.size(1)}, a.dtype());
  multiply_into(out, "addmm_impl_cpu_", a, b, 0, 1);
  return out;
}

Array addmm(const Array& bias, const Array& a, const Array& b, const Scalar& beta,
            const Scalar& alpha) {
  GRADLAB_CHECK(a.dim() == 2, "mat1 must be a matrix, got ", a.dim(), "-D tensor");
  GRADLAB_CHECK(b.dim() == 2, "mat2 must be a matrix, got ", b.dim(), "-D tensor");
  check_shapes(a, b);
  check_same_dtype(a, b);
  GRADLAB_CHECK(bias.dtype() == b.dtype(), "self and mat2 must have the same dtype, but got ",
                bias.dtype(), " and ", b.dtype());
  Array out = start_from(bias, {a.size(0), b.size(1)}, a.dtype(), beta);
  multiply_into(out, "addmm_impl_cpu_", a, b, beta, alpha);
  return out;
}

Array mv(const Array& a, const Array& x) {
  check_matrix_vector(a, x, 1, a.dim() == 2 ? a.size(0) : 0);
  Array out = Array::empty({a.size(0)}, a.dtype());
  multiply_into(out.unsqueeze(1), "addmv_impl_cpu", a, x.unsqueeze(1), 0, 1);
  return out;
}

Array addmv(const Array& bias, const Array& a, const Array& x, const Scalar& beta,
            const Scalar& alpha) {
  check_matrix_vector(a, x, bias.dim(), bias.numel());
  check_scalar_type(a, bias);
  Array out = start_from(bias, {a.size(0)}, a.dtype(), beta);
  multiply_into(out.unsqueeze(1), "addmv_impl_cpu", a, x.unsqueeze(1), beta, alpha);
  return out;
}

Array dot(const Array& x, const Array& y) {
  GRADLAB_CHECK(x.dim() == 1 && y.dim() == 1, "1D tensors expected, but got ", x.dim(), "D and ",
                y.dim(), "D tensors");
  GRADLAB_CHECK(x.dtype() == y.dtype(),
                "dot : expected both vectors to have same dtype, but found ", x.dtype(), " and ",
                y.dtype());
  GRADLAB_CHECK(x.numel() == y.numel(), "inconsistent tensor size, expected tensor [", x.numel(),
                "] and src [", y.numel(), "] to have the same number of elements, but got ",
                x.numel(), " and ", y.numel(), " elements respectively");
  Array out = Array::empty({}, x.dtype());
  multiply_into(out.view({1, 1}), "dot", x.unsqueeze(0), y.unsqueeze(1), 0, 1);
  return out;
}

Array outer(const Array& x, const Array& y) {
  GRADLAB_CHECK(x.dim() == 1, "outer: Expected 1-D argument self, but got ", x.dim(), "-D");
  GRADLAB_CHECK(y.dim() == 1, "outer: Expected 1-D argument vec2, but got ", y.dim(), "-D");
  return mul(x.unsqueeze(1), y.unsqueeze(0));
}

Array bmm(const Array& a, const Array& b) {
  check_batches(a, b);
  check_scalar_type(a, b);
  Array out = Array::empty({a.size(0), a.size(1), b.size(2)}, a.dtype());
  multiply_into(out, "bmm", a, b, 0, 1);
  return out;
}

Array baddbmm(const Array& bias, const Array& a, const Array& b, const Scalar& beta,
              const Scalar& alpha) {
  check_batches(a, b);
  check_scalar_type(a, b);
  check_scalar_type(a, bias);
  Array out = start_from(bias, {a.size(0), a.size(1), b.size(2)}, a.dtype(), beta);
  multiply_into(out, "baddbmm", a, b, beta, alpha);
  return out;
}

Array addbmm(const Array& bias, const Array& a, const Array& b, const Scalar& beta,
             const Scalar& alpha) {
  GRADLAB_CHECK(a.dim() == 3, "batch1 must be a 3D tensor");
  GRADLAB_CHECK(b.dim() == 3, "batch2 must be a 3D tensor");
  GRADLAB_CHECK(a.size(0) == b.size(0), "batch1 and batch2 must have same number of batches, got ",
                a.size(0), " and ", b.size(0));
  GRADLAB_CHECK(a.size(2) == b.size(1), "Incompatible matrix sizes for bmm (", a.size(1), "x",
                a.size(2), " and ", b.size(1), "x", b.size(2), ")");
  GRADLAB_CHECK(a.dtype() == b.dtype(), "mat1 and mat2 must have the same dtype, but got ",
                a.dtype(), " and ", b.dtype());
  GRADLAB_CHECK(bias.dtype() == b.dtype(), "self and mat2 must have the same dtype, but got ",
                bias.dtype(), " and ", b.dtype());
  Array out = start_from(bias, {a.size(1), b.size(2)}, a.dtype(), beta);
  // A sum over no batches is a product over nothing.
  const bool none = a.size(0) == 0;
  multiply_into(out, "addbmm", none ? Array::empty({a.size(1), 0}, a.dtype()) : a,
                none ? Array::empty({0, b.size(2)}, a.dtype()) : b, beta, alpha);
  return out;
}

}  // namespace gradlab::kernels
