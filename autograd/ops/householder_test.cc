// What the operation table cannot show of reflectors and of decompositions L D L^T: messages.
#include "gradlab/autograd/ops/householder.h"

#include <string>

#include "gradlab/autograd/autograd.h"
#include "gradlab/autograd/ops/compare.h"
#include "gradlab/autograd/ops/factory.h"
#include "gradlab/autograd/ops/linalg.h"
#include "gradlab/autograd/ops/matmul.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/autograd/ops/reduce.h"
#include "gradlab/autograd/tensor_data.h"
#include "gradlab/autograd/test_util.h"
#include "gtest/gtest.h"

namespace gradlab {
namespace {

TEST(HouseholderTest, ReflectorsMultiplyToTheQOfQr) {
  const Tensor a = tensor({{1.0, 2.0}, {-3.0, 0.5}, {2.0, 4.0}}).to(kDouble);
  const auto [packed, tau] = geqrf(a);
  const Tensor q = orgqr(packed, tau);
  EXPECT_TRUE(allclose(q, std::get<0>(linalg::qr(a))));
  // All columns, times the identity.
  const Tensor whole = ormqr(packed, tau, eye(3, kDouble));
  EXPECT_TRUE(allclose(whole.narrow(1, 0, 2), q));
  EXPECT_TRUE(allclose(matmul(whole.t(), whole), eye(3, kDouble)));
  EXPECT_TRUE(allclose(ormqr(packed, tau, whole, true, true), eye(3, kDouble)));
}

TEST(HouseholderTest, BadArgumentsAreNamed) {
  const Tensor a = ones({4, 3}), tau = ones({3}), c = ones({4, 2});
  EXPECT_EQ(message([&] { geqrf(tau); }),
            "torch.geqrf: input must have at least 2 dimensions.");
  EXPECT_EQ(message([&] { geqrf(a.to(kInt)); }), "\"geqrf_cpu\" not implemented for 'Int'");
  const std::string product = "torch.linalg.householder_product: ";
  EXPECT_EQ(message([&] { orgqr(a.narrow(0, 0, 2), tau); }),
            product + "input.shape[-2] must be greater than or equal to input.shape[-1]");
  EXPECT_EQ(message([&] { orgqr(a, ones({4})); }),
            product + "input.shape[-1] must be greater than or equal to tau.shape[-1]");
  EXPECT_EQ(message([&] { orgqr(a, tau.to(kDouble)); }),
            product + "tau dtype Double does not match input dtype Float");
  EXPECT_EQ(message([&] { orgqr(ones({2, 3, 3}), tau); }),
            product + "Expected tau to have one dimension less than input, but got tau.ndim equal "
                      "to 1 and input.ndim is equal to 3");
  EXPECT_EQ(message([&] { orgqr(ones({2, 3, 3}), ones({3, 3})); }),
            product + "Expected batch dimensions of tau to be equal to input.shape[:-2], but got "
                      "[3]");
  EXPECT_EQ(message([&] { ormqr(a, tau, ones({3, 2})); }),
            "torch.ormqr: other.shape[-2] must be equal to input.shape[-2]");
  EXPECT_EQ(message([&] { ormqr(a, tau, ones({4, 3}), false); }),
            "torch.ormqr: other.shape[-1] must be equal to input.shape[-2]");
  EXPECT_EQ(message([&] { ormqr(a, tau, c.to(kDouble)); }),
            "torch.ormqr: Expected input and other to have the same dtype, but input has "
            "dtypeFloat and other has dtype Double");
  EXPECT_EQ(message([&] { ormqr(a, ones({4}), c); }),
            "torch.ormqr: tau.shape[-1] must be less than or equal to input.shape[-1]");
}

TEST(LdlTest, SolvesSymmetricSystems) {
  const Tensor a = tensor({{0.0, 2.0, 3.0}, {2.0, -4.0, 5.0}, {3.0, 5.0, 0.0}}).to(kDouble);
  const Tensor b = ones({3, 2}, kDouble);
  const auto [ld, pivots] = linalg::ldl_factor(a);
  EXPECT_TRUE(allclose(matmul(a, linalg::ldl_solve(ld, pivots, b)), b));
  EXPECT_TRUE(allclose(linalg::ldl_solve(ld, pivots.to(kLong), b), linalg::solve(a, b)));
}

TEST(LdlTest, BadArgumentsAreNamed) {
  const Tensor ld = eye(3), pivots = tensor({1, 2, 3}).to(kInt), b = ones({3, 2});
  EXPECT_EQ(message([] { linalg::ldl_factor(ones({3, 2})); }),
            "torch.linalg.ldl_factor_ex: A must be batches of square matrices, but they are 3 by 2 "
            "matrices");
  EXPECT_EQ(message([] { linalg::ldl_factor(zeros({2, 2})); }),
            "torch.linalg.ldl_factor: D[1,1] is zero and using it on ldl_solve would result in a "
            "division by zero.");
  const std::string solve = "torch.linalg.ldl_solve: ";
  EXPECT_EQ(message([&] { linalg::ldl_solve(ld, pivots, ones({2, 2})); }),
            "Incompatible matrix sizes for torch.linalg.ldl_solve: each A matrix is 3 by 3 but "
            "each b matrix is 2 by 2");
  EXPECT_EQ(message([&] { linalg::ldl_solve(ld, pivots.narrow(0, 0, 2), b); }),
            solve + "Expected LD.shape[:-1] and pivots.shape to be the same, but got pivots with "
                    "shape [2] instead");
  EXPECT_EQ(message([&] { linalg::ldl_solve(ld, pivots * 9, b); }),
            solve + "pivots must be between 1 and 3 in absolute value, not 9. Did you properly "
                    "pass the result of ldl_factor?");
  for (const auto& broken : {std::vector<int>{1, 2, -3}, {1, -2, 3}, {-1, -2, -3}}) {
    EXPECT_EQ(message([&] { linalg::ldl_solve(ld, tensor(broken).to(kInt), b); }),
              solve + "negative pivots must come in pairs. Did you properly pass the result of "
                      "ldl_factor?");
  }
}

}  // namespace
}  // namespace gradlab
