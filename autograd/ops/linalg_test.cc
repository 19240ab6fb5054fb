#include "gradlab/autograd/ops/linalg.h"

#include <cmath>
#include <limits>
#include <string>

#include "gradlab/autograd/ops/copy.h"
#include "gradlab/autograd/ops/diagonal.h"
#include "gradlab/autograd/ops/factory.h"
#include "gradlab/autograd/ops/matmul.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/autograd/ops/reduce.h"
#include "gradlab/autograd/ops/shape.h"
#include "gradlab/autograd/tensor_data.h"
#include "gradlab/autograd/test_util.h"
#include "gradlab/tensor/error.h"
#include "gtest/gtest.h"

namespace gradlab {
namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
constexpr double kInf = std::numeric_limits<double>::infinity();

TEST(LinalgTest, SquareMatricesAreAskedFor) {
  const Tensor wide = ones({2, 3}), vector = ones({3});
  EXPECT_EQ(message([&] { linalg::inv(wide); }),
            "linalg.inv: A must be batches of square matrices, but they are 2 by 3 matrices");
  EXPECT_EQ(message([&] { inverse(vector); }),
            "linalg.inv: The input tensor A must have at least 2 dimensions.");
  EXPECT_EQ(message([&] { wide.det(); }),
            "linalg.det: A must be batches of square matrices, but they are 2 by 3 matrices");
  EXPECT_EQ(message([&] { wide.logdet(); }),
            "logdet: A must be batches of square matrices, but they are 2 by 3 matrices");
  EXPECT_EQ(message([&] { slogdet(vector); }),
            "linalg.slogdet: The input tensor A must have at least 2 dimensions.");
  EXPECT_EQ(message([&] { wide.cholesky(); }),
            "cholesky: A must be batches of square matrices, but they are 2 by 3 matrices");
  EXPECT_EQ(message([&] { linalg::cholesky(wide); }),
            "linalg.cholesky: A must be batches of square matrices, but they are 2 by 3 matrices");
  EXPECT_EQ(message([&] { linalg::eigh(wide); }),
            "linalg.eigh: A must be batches of square matrices, but they are 2 by 3 matrices");
  EXPECT_EQ(message([&] { matrix_power(wide, 2); }),
            "linalg.matrix_power: A must be batches of square matrices, but they are 2 by 3 "
            "matrices");
  EXPECT_EQ(message([&] { linalg::qr(vector); }),
            "linalg.qr: The input tensor A must have at least 2 dimensions.");
  EXPECT_EQ(message([&] { linalg::svd(vector); }),
            "linalg.svd: The input tensor A must have at least 2 dimensions.");
  EXPECT_EQ(
      message([&] { linalg::pinv(vector); }),
      "linalg.pinv(Float{[3]}): expected a tensor with 2 or more dimensions of float, double, "
      "cfloat or cdouble types");
  EXPECT_EQ(message([&] { linalg::matrix_rank(vector); }),
            "torch.linalg.matrix_rank: The input tensor input must have at least 2 dimensions.");
}

TEST(LinalgTest, IntegersAreRefused) {
  const Tensor t = ones({2, 2}, kLong);
  EXPECT_EQ(message([&] { linalg::inv(t); }),
            "linalg.inv: Expected a floating point or complex tensor as input. Got Long");
  EXPECT_EQ(message([&] { linalg::eigh(t); }), "\"linalg_eigh_cpu\" not implemented for 'Long'");
  EXPECT_EQ(message([&] { linalg::lstsq(t, t); }),
            "This function doesn't handle types other than float and double");
  EXPECT_EQ(message([&] { linalg::solve_triangular(t, t, true); }),
            "\"triangular_solve_cpu\" not implemented for 'Long'");
}

TEST(LinalgTest, SingularMatricesHaveNoInverse) {
  EXPECT_EQ(message([] {
              linalg::inv(tensor({{1., 2.}, {2., 4.}}));
            }),
            "linalg.inv: The diagonal element 2 is zero, the inversion could not be completed "
            "because the input matrix is singular.");
  EXPECT_EQ(
      message([] {
        inverse(zeros({2, 3, 3}));
      }),
      "linalg.inv: (Batch element 0): The diagonal element 1 is zero, the inversion could not "
      "be completed because the input matrix is singular.");
  EXPECT_EQ(message([] {
              linalg::solve(zeros({3, 3}), ones({3}));
            }),
            "torch.linalg.solve: The solver failed because the input matrix is singular.");
  EXPECT_THROW(linalg::inv(zeros({1, 1})), LinAlgError);
}

TEST(LinalgTest, SolveAsksForShapesThatFit) {
  const Tensor a = eye(3);
  EXPECT_EQ(message([&] {
              linalg::solve(a, ones({2, 2}));
            }),
            "linalg.solve: Incompatible shapes of A and B for the equation AX = B (3x3 and 2x2)");
  EXPECT_EQ(message([&] { linalg::solve(a, ones({3}), false); }),
            "linalg.solve: Incompatible shapes of A and B for the equation XA = B (3x3 and 3x1)");
  EXPECT_EQ(message([&] { linalg::solve(a, ones({3}, kDouble)); }),
            "linalg.solve: Expected A and B to have the same dtype, but found A of type Float and "
            "B of type Double instead");
  EXPECT_EQ(message([&] { linalg::solve_triangular(a, ones({3}), true); }),
            "linalg.solve_triangular: The input tensor B must have at least 2 dimensions.");
  EXPECT_EQ(message([&] {
              triangular_solve(ones({2, 2}), a);
            }),
            "Incompatible matrix sizes for triangular_solve: each A matrix is 3 by 3 but each b "
            "matrix is 2 by 2");
  EXPECT_EQ(message([&] { cholesky_solve(ones({3}), a); }),
            "b should have at least 2 dimensions, but has 1 dimensions instead");
  EXPECT_EQ(message([&] {
              cholesky_solve(ones({2, 2}), a);
            }),
            "Incompatible matrix sizes for cholesky_solve: each A matrix is 3 by 3 but each b "
            "matrix is 2 by 2");
}

TEST(LinalgTest, TrianglesMayBeSingular) {
  const Tensor x = linalg::solve_triangular(zeros({2, 2}), ones({2, 1}), true);
  EXPECT_TRUE(std::isnan(x[0][0].item<float>()));
  EXPECT_EQ(x[1][0].item<double>(), kInf);
}

TEST(LinalgTest, CholeskyNeedsAPositiveDefiniteMatrix) {
  const Tensor bad = tensor({{1., 2.}, {2., 1.}});
  EXPECT_EQ(message([&] { linalg::cholesky(bad); }),
            "linalg.cholesky: The factorization could not be completed because the input is not "
            "positive-definite (the leading minor of order 2 is not positive-definite).");
  EXPECT_EQ(message([&] {
              linalg::cholesky(stack({eye(2), bad}));
            }),
            "linalg.cholesky: (Batch element 1): The factorization could not be completed because "
            "the input is not positive-definite (the leading minor of order 2 is not "
            "positive-definite).");
  EXPECT_EQ(
      message([] {
        cholesky_inverse(zeros({3, 3}));
      }),
      "cholesky_inverse: The diagonal element 1 is zero, the inversion could not be completed "
      "because the input matrix is singular.");
}

TEST(LinalgTest, DeterminantsOfSingularMatrices) {
  const Tensor zero = zeros({3, 3});
  EXPECT_EQ(det(zero).item<double>(), 0);
  EXPECT_EQ(std::get<0>(slogdet(zero)).item<double>(), 0);
  EXPECT_EQ(std::get<1>(slogdet(zero)).item<double>(), -kInf);
  EXPECT_EQ(logdet(zero).item<double>(), -kInf);
  EXPECT_TRUE(std::isnan(logdet(-eye(3)).item<double>()));
}

// The matrix of cofactors, by hand.
TEST(LinalgTest, GradientOfASingularDeterminantIsTheMatrixOfCofactors) {
  const Tensor a = tensor({{1., 2., 3.}, {2., 4., 6.}, {1., 0., 1.}}, dtype(kDouble));
  a.requires_grad_();
  det(a).backward();
  const Tensor cofactors = tensor({{4., 4., -4.}, {-2., -2., 2.}, {0., 0., 0.}}, dtype(kDouble));
  EXPECT_TRUE(a.grad().allclose(cofactors, 1e-12, 1e-12)) << a.grad();
}

TEST(LinalgTest, ModesAndSidesAreChecked) {
  EXPECT_EQ(message([] { linalg::qr(eye(2), "x"); }),
            "qr received unrecognized mode 'x' but expected one of 'reduced' (default), 'r', or "
            "'complete'");
  EXPECT_EQ(message([] { linalg::eigh(eye(2), "x"); }),
            "Expected UPLO argument to be 'L' or 'U', but got x");
  EXPECT_EQ(message([] { linalg::lstsq(eye(2), eye(2), std::nullopt, "x"); }),
            "torch.linalg.lstsq: parameter `driver` should be one of (gels, gelsy, gelsd, gelss)");
}

TEST(LinalgTest, SomeFormsOfQrHaveNoDerivative) {
  const Tensor a = tensor({{1., 2.}, {3., 4.}, {5., 7.}}, dtype(kDouble)).requires_grad_();
  EXPECT_EQ(
      message([&] { std::get<1>(linalg::qr(a, "r")).sum().backward(); }),
      "The derivative of linalg.qr depends on Q, which is not computed when mode='r'. Please "
      "use linalg.qr(A, mode='reduced') if you are going to differentiate through linalg.qr.");
  EXPECT_EQ(message([&] { std::get<1>(linalg::qr(a, "complete")).sum().backward(); }),
            "The QR decomposition is not differentiable when mode='complete' and nrows > ncols.");
}

TEST(LinalgTest, NaNStopsTheSingularValueDecomposition) {
  EXPECT_EQ(message([] {
              linalg::svd(tensor({{kNan, 1.}, {1., 1.}}));
            }),
            "linalg.svd: The algorithm failed to converge because the input matrix contained "
            "non-finite values.");
}

TEST(LinalgTest, EighReadsOneTriangle) {
  const Tensor lower = tensor({{2., 99.}, {1., 2.}}), upper = tensor({{2., 1.}, {99., 2.}});
  const Tensor expected = tensor({1., 3.});
  EXPECT_TRUE(linalg::eigvalsh(lower, "L").allclose(expected, 1e-6));
  EXPECT_TRUE(linalg::eigvalsh(upper, "u").allclose(expected, 1e-6));
}

TEST(LinalgTest, SvdWithoutVectorsGivesZerosForThem) {
  const auto [u, s, v] = ones({3, 2}).svd(true, false);
  EXPECT_TRUE(u.equal(zeros({3, 3})));
  EXPECT_TRUE(v.equal(zeros({2, 2})));
  EXPECT_NEAR(s[0].item<double>(), std::sqrt(6.0), 1e-6);
}

TEST(LinalgTest, RankCountsValuesAboveTheTolerance) {
  const Tensor a = tensor({4., 2., 1e-3}).diag();
  EXPECT_EQ(linalg::matrix_rank(a).item<int64_t>(), 3);
  EXPECT_EQ(linalg::matrix_rank(a, 1e-2).item<int64_t>(), 2);
  EXPECT_EQ(linalg::matrix_rank(a, std::optional<double>(), 0.6).item<int64_t>(), 1);
  EXPECT_EQ(linalg::matrix_rank(-a, 3.0, std::nullopt, true).item<int64_t>(), 1);
}

TEST(LinalgTest, LeastSquaresAsksForRowsThatFit) {
  EXPECT_EQ(message([] {
              linalg::lstsq(ones({4, 2}), ones({3, 3}));
            }),
            "torch.linalg.lstsq: input.size(-2) should match other.size(-2)");
  EXPECT_EQ(message([] {
              linalg::lstsq(ones({2, 4, 2}), ones({2, 3}));
            }),
            "torch.linalg.lstsq: input.size(-2) should match other.size(-1)");
  EXPECT_EQ(message([] {
              linalg::lstsq(ones({4}), ones({3, 3}));
            }),
            "torch.linalg.lstsq: input must have at least 2 dimensions.");
  EXPECT_EQ(message([] {
              linalg::lstsq(ones({4, 2}), ones({4}, kDouble));
            }),
            "torch.linalg.lstsq: Expected input and other to have the same dtype, but got input's "
            "dtype Float and other's dtype Double");
}

TEST(LinalgTest, InputsStayAsTheyWere) {
  const Tensor a = tensor({{4., 1.}, {1., 3.}}), b = tensor({{1., 2.}, {3., 4.}});
  const Tensor before_a = a.clone(), before_b = b.clone();
  linalg::solve(a, b);
  linalg::cholesky(a);
  linalg::eigh(a);
  linalg::svd(a);
  linalg::qr(a);
  linalg::lstsq(a, b);
  linalg::solve_triangular(a, b, true);
  EXPECT_TRUE(a.equal(before_a));
  EXPECT_TRUE(b.equal(before_b));
  EXPECT_EQ(a._version(), 0);
}

}  // namespace
}  // namespace gradlab
