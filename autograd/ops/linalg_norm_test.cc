// Norms, packed factors and tensors as matrices: what is refused, and values in closed form.
#include "gradlab/autograd/ops/linalg_norm.h"

#include <limits>
#include <string>

#include "gradlab/autograd/ops/factory.h"
#include "gradlab/autograd/ops/linalg_lu.h"
#include "gradlab/autograd/ops/linalg_names.h"
#include "gradlab/autograd/ops/linalg_tensors.h"
#include "gradlab/autograd/ops/matmul.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/autograd/tensor_data.h"
#include "gradlab/autograd/test_util.h"
#include "gtest/gtest.h"

namespace gradlab {
namespace {

constexpr double kInf = std::numeric_limits<double>::infinity();

TEST(LinalgNormTest, VectorNormsCheckDtypesAndEmptyDimensions) {
  const Tensor x = ones({2, 3}), none = ones({0, 3});
  EXPECT_EQ(message([&] { linalg::vector_norm(x.to(kLong)); }),
            "linalg.vector_norm: Expected a floating point or complex tensor as input. Got Long");
  EXPECT_EQ(message([&] { linalg::vector_norm(x, 2, std::nullopt, false, kInt); }),
            "linalg.vector_norm: dtype should be floating point or complex, but got Int");
  EXPECT_EQ(message([&] { linalg::vector_norm(x.to(kDouble), 2, std::nullopt, false, kFloat); }),
            "linalg.vector_norm: the dtype of the input (Double) should be convertible without "
            "narrowing to the specified dtype (Float)");
  EXPECT_EQ(message([&] { linalg::vector_norm(none, kInf); }),
            "linalg.vector_norm cannot compute the inf norm on an empty tensor because the "
            "operation does not have an identity");
  EXPECT_EQ(message([&] { linalg::vector_norm(none, -1, IntArrayRef({0})); }),
            "linalg.vector_norm cannot compute the -1 norm on the dimension 0because this "
            "dimension is empty and the operation does not have an identity");
  EXPECT_EQ(linalg::vector_norm(x, 2, std::nullopt, false, kDouble).dtype(), kDouble);
  EXPECT_EQ(linalg::vector_norm(none).item<float>(), 0);
}

TEST(LinalgNormTest, MatrixNormsCheckTheirDimensionsAndOrder) {
  const Tensor x = ones({2, 3});
  EXPECT_EQ(message([&] { linalg::matrix_norm(ones({3})); }),
            "linalg.matrix_norm: The input tensor A must have at least 2 dimensions.");
  EXPECT_EQ(message([&] { linalg::matrix_norm(x, 3); }),
            "linalg.matrix_norm: Order 3 not supported.");
  EXPECT_EQ(message([&] { linalg::matrix_norm(x, 2.5); }),
            "linalg.matrix_norm: Order 2.5 not supported.");
  EXPECT_EQ(message([&] { linalg::matrix_norm(x, "foo"); }),
            "linalg.matrix_norm: Order foo not supported.");
  EXPECT_EQ(message([&] {
              linalg::matrix_norm(x, "fro", {0, 0});
            }),
            "linalg.matrix_norm: dims must be different. Got (0, 0)");
  EXPECT_EQ(message([&] {
              linalg::matrix_norm(x, 1, {0, 1, 2});
            }),
            "linalg.matrix_norm: dim must be a 2-tuple. Got 0 1 2");
  EXPECT_EQ(message([&] {
              linalg::norm(ones({2, 2, 2}), 2);
            }),
            "linalg.norm: If dim is not specified but ord is, the input must be 1D or 2D. Got 3D.");
  EXPECT_EQ(message([&] {
              linalg::norm(x, std::nullopt, IntArrayRef({0, 1, 2}));
            }),
            "linalg.norm: If dim is specified, it must be of length 1 or 2. Got [0, 1, 2]");
}

TEST(LinalgNormTest, ConditionNumbersOfSingularMatricesAreInfinite) {
  EXPECT_EQ(linalg::cond(zeros({2, 2}), 1).item<float>(), kInf);
  EXPECT_EQ(linalg::cond(eye(3), "fro").item<float>(), 3);
  EXPECT_EQ(message([] { linalg::cond(ones({2})); }),
            "linalg.cond: The input tensor must have at least 2 dimensions.");
  EXPECT_EQ(message([] {
              linalg::cond(ones({2, 3}), 1);
            }),
            "linalg.cond(ord=1): A must be batches of square matrices, but they are 2 by 3 "
            "matrices");
  EXPECT_EQ(message([] { linalg::cond(eye(2), 3); }), "linalg.cond got an invalid norm type: 3");
  EXPECT_EQ(message([] { linalg::cond(eye(2), "foo"); }),
            "linalg.cond got an invalid norm type: foo");
}

TEST(LinalgNormTest, FormsWithInfoReportInsteadOfThrowing) {
  const Tensor singular = zeros({2, 2});
  EXPECT_EQ(std::get<1>(linalg::inv_ex(singular)).item<int>(), 1);
  EXPECT_EQ(std::get<1>(linalg::solve_ex(singular, ones({2, 1}))).item<int>(), 1);
  EXPECT_EQ(std::get<1>(linalg::cholesky_ex(-eye(2))).item<int>(), 1);
  EXPECT_EQ(std::get<2>(linalg::lu_factor_ex(singular)).item<int>(), 1);
  EXPECT_EQ(message([&] { linalg::inv_ex(singular, true); }),
            "linalg.inv_ex: The diagonal element 1 is zero, the inversion could not be completed "
            "because the input matrix is singular.");
  EXPECT_EQ(message([&] {
              linalg::solve_ex(singular, ones({2, 1}), true, true);
            }),
            "torch.linalg.solve_ex: The solver failed because the input matrix is singular.");
  EXPECT_EQ(message([] { linalg::cholesky_ex(-eye(2), false, true); }),
            "linalg.cholesky_ex: The factorization could not be completed because the input is "
            "not positive-definite (the leading minor of order 1 is not positive-definite).");
  EXPECT_EQ(message([] {
              linalg::lu_factor(zeros({3, 2, 2}));
            }),
            "torch.linalg.lu_factor: (Batch element 0): U[1,1] is zero and using it on lu_solve "
            "would result in a division by zero. If you still want to perform the factorization, "
            "consider calling linalg.lu(A, pivot) or linalg.lu_factor_ex(A, pivot)");
}

TEST(LinalgNormTest, PackedFactorsAreChecked) {
  const Tensor a = eye(3), pivots = tensor({1, 2, 3}, kInt);
  EXPECT_EQ(message([] { linalg::lu_factor(ones({3})); }),
            "torch.lu_factor: Expected tensor with 2 or more dimensions. Got size: [3] instead");
  EXPECT_EQ(message([&] { linalg::lu_factor(a.to(kLong)); }),
            "\"lu_cpu\" not implemented for 'Long'");
  EXPECT_EQ(message([&] { linalg::lu(a, false); }),
            "linalg.lu_factor: LU without pivoting is not implemented on the CPU");
  EXPECT_EQ(message([&] { linalg::lu_solve(a, pivots.to(kLong), a); }),
            "linalg.lu_solve: pivots should be a Tensor of scalar type torch.int32");
  EXPECT_EQ(message([&] { linalg::lu_solve(a, pivots, ones({3})); }),
            "linalg.lu_solve: The input tensor B must have at least 2 dimensions.");
  EXPECT_EQ(message([&] {
              linalg::lu_solve(a, pivots, ones({2, 3}));
            }),
            "linalg.lu_solve: Incompatible shapes of A and B for the equation AX = B (3x3 and "
            "2x3)");
  EXPECT_EQ(message([&] {
              linalg::lu_solve(a, tensor({1, 2}, kInt), a);
            }),
            "linalg.lu_solve: Number of pivots per batch should be same as the dimension of the "
            "matrix");
  EXPECT_EQ(message([&] { linalg::lu_solve(a, pivots, a.to(kDouble)); }),
            "linalg.lu_solve: Expected LU and B to have the same dtype, but found LU of type "
            "Float and B of type Double instead");
  EXPECT_EQ(message([&] {
              linalg::lu_solve(a, tensor({0, 2, 3}, kInt), a);
            }),
            "Pivots given to lu_solve must all be greater or equal to 1. Did you properly pass "
            "the result of lu_factor?");
  EXPECT_EQ(message([&] {
              linalg::lu_solve(a, tensor({1, 9, 3}, kInt), a);
            }),
            "Pivots given to lu_solve must all be smaller or equal to LU.size(-2). Did you "
            "properly pass the result of lu_factor?");
  EXPECT_EQ(message([&] { lu_unpack(a, pivots.to(kLong)); }),
            "torch.lu_unpack: LU_pivots is expected to be a contiguous tensor of torch.int32 "
            "dtype.");
  EXPECT_EQ(message([&] {
              lu_unpack(a, tensor({1, 9, 3}, kInt));
            }),
            "pivots passed to lu_unpack must be between 1 and LU.size(-2) inclusive.Did you "
            "properly pass the result of lu_factor?");
  EXPECT_EQ(std::get<0>(lu_unpack(a, pivots, true, false)).numel(), 0);
  EXPECT_EQ(std::get<1>(lu_unpack(a, pivots, false)).numel(), 0);
}

TEST(LinalgNormTest, TensorsMustBeSquareAsMatrices) {
  EXPECT_EQ(message([] {
              linalg::tensorinv(eye(4).view({2, 2, 4}), 1);
            }),
            "Expected self to satisfy the requirement prod(self.shape[ind:]) == "
            "prod(self.shape[:ind]), but got 8 != 2");
  EXPECT_EQ(message([] { linalg::tensorinv(eye(2), 0); }),
            "Expected a strictly positive integer for 'ind', but got 0");
  EXPECT_EQ(message([] {
              linalg::tensorsolve(ones({2, 3}), ones({2}));
            }),
            "Expected self to satisfy the requirement prod(self.shape[other.ndim:]) == "
            "prod(self.shape[:other.ndim]), but got 3 != 2");
  EXPECT_EQ(message([] { linalg::vander(ones({3}), 1); }), "N must be greater than 1.");
  EXPECT_EQ(message([] { linalg::vecdot(ones({3}), ones({3}, kDouble)); }),
            "linalg.vecdot: Expected x and y to have the same dtype, but found x of type Float "
            "and y of type Double instead");
  EXPECT_EQ(message([] { linalg::svd(eye(2), true, "gesvd"); }),
            "torch.linalg.svd: keyword argument `driver=` is only supported on CUDA inputs with "
            "cuSOLVER backend.");
}

TEST(LinalgNormTest, SecondNamesAreTheSameFunctions) {
  const Tensor a = tensor({{4.0, 1.0}, {2.0, 3.0}}, kDouble);
  EXPECT_NEAR(linalg_det(a).item<double>(), 10, 1e-13);
  EXPECT_TRUE(linalg_inv(a).equal(linalg::inv(a)));
  EXPECT_TRUE(linalg_norm(a, "fro").equal(linalg_matrix_norm(a)));
  EXPECT_TRUE(linalg_vector_norm(a).equal(linalg_norm(a)));
  EXPECT_TRUE(linalg_multi_dot({a, a}).equal(matmul(a, a)));
  const auto [lu, pivots] = linalg_lu_factor(a);
  EXPECT_TRUE(a.lu_solve(lu, pivots).allclose(eye(2, kDouble)));
}

}  // namespace
}  // namespace gradlab
