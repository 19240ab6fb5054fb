// What still works but warns, in PyTorch 1.13's words.
#include <functional>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gradlab/autograd/ops/factory.h"
#include "gradlab/autograd/ops/index.h"
#include "gradlab/autograd/ops/linalg.h"
#include "gradlab/autograd/ops/linalg_lu.h"
#include "gradlab/autograd/ops/matmul.h"
#include "gradlab/autograd/ops/shape.h"
#include "gradlab/autograd/tensor.h"
#include "gradlab/autograd/tensor_index.h"
#include "gradlab/tensor/warn.h"
#include "gtest/gtest.h"

namespace gradlab {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> warnings;

// The warnings of a call.
std::vector<std::string> warnings_of(const std::function<void()>& call) {
  const WarningUtils::WarnAlways always;
  warnings.clear();
  set_warning_handler([](const std::string& message) { warnings.push_back(message); });
  call();
  set_warning_handler(nullptr);
  return warnings;
}

TEST(DeprecatedTest, MasksOfBytesAreIndicesAndConditionsStill) {
  const Tensor x = arange(6, kFloat).view({2, 3}), rows = ones({2}, kByte);
  const std::string text =
      "indexing with dtype torch.uint8 is now deprecated, please use a dtype torch.bool instead.";
  EXPECT_THAT(warnings_of([&] { x.index({rows}); }), ElementsAre(text));
  EXPECT_THAT(warnings_of([&] { x.clone().index_put_({rows}, x); }), ElementsAre(text));
  EXPECT_THAT(warnings_of([&] { x.index({rows.to(kBool)}); }), IsEmpty());
  EXPECT_THAT(warnings_of([&] { where(ones({3}, kByte), x[0], x[1]); }),
              ElementsAre("where received a uint8 condition tensor. This behavior is deprecated "
                          "and will be removed in a future version of PyTorch. Use a boolean "
                          "condition instead."));
}

TEST(DeprecatedTest, GridsThatDoNotSayTheirOrder) {
  const Tensor x = arange(3);
  EXPECT_THAT(warnings_of([&] { meshgrid({x, x}); }),
              ElementsAre("torch.meshgrid: in an upcoming release, it will be required to pass the "
                          "indexing argument."));
  EXPECT_THAT(warnings_of([&] {
                meshgrid({x, x}, "ij");
                cartesian_prod({x, x});
              }),
              IsEmpty());
}

TEST(DeprecatedTest, ReversedShapeOfWhatIsNoMatrix) {
  EXPECT_THAT(
      warnings_of([] { ones({3}).numpy_T(); }),
      ElementsAre("The use of `x.T` on tensors of dimension other than 2 to reverse their shape is "
                  "deprecated and it will throw an error in a future release. Consider `x.mT` to "
                  "transpose batches of matrices or `x.permute(*torch.arange(x.ndim - 1, -1, -1))` "
                  "to reverse the dimensions of a tensor."));
  EXPECT_THAT(warnings_of([] {
                ones({}).numpy_T();
                ones({2, 3}).numpy_T();
              }),
              IsEmpty());
}

TEST(DeprecatedTest, LinearAlgebraThatMovedToLinalg) {
  const Tensor a = eye(2);
  EXPECT_THAT(
      warnings_of([&] { a.cholesky(); }),
      ElementsAre("torch.cholesky is deprecated in favor of torch.linalg.cholesky and will be "
                  "removed in a future PyTorch release.\nL = torch.cholesky(A)\nshould be replaced "
                  "with\nL = torch.linalg.cholesky(A)\nand\nU = torch.cholesky(A, "
                  "upper=True)\nshould be replaced with\nU = torch.linalg.cholesky(A).mH().\nThis "
                  "transform will produce equivalent results for all valid (symmetric positive "
                  "definite) inputs."));
  EXPECT_THAT(warnings_of([&] { a.qr(); }),
              ElementsAre("torch.qr is deprecated in favor of torch.linalg.qr and will be removed "
                          "in a future PyTorch release.\nThe boolean parameter 'some' has been "
                          "replaced with a string parameter 'mode'.\nQ, R = torch.qr(A, "
                          "some)\nshould be replaced with\nQ, R = torch.linalg.qr(A, 'reduced' if "
                          "some else 'complete')"));
  EXPECT_THAT(warnings_of([&] { a.lu_solve(a, arange(1, 3, kInt)); }),
              ElementsAre("torch.lu_solve is deprecated in favor of torch.linalg.lu_solveand will "
                          "be removed in a future PyTorch release.\nNote that "
                          "torch.linalg.lu_solve has its arguments reversed.\nX = "
                          "torch.lu_solve(B, LU, pivots)\nshould be replaced with\nX = "
                          "torch.linalg.lu_solve(LU, pivots, B)"));
  EXPECT_THAT(warnings_of([&] { a.triangular_solve(a); }),
              ElementsAre("torch.triangular_solve is deprecated in favor of "
                          "torch.linalg.solve_triangularand will be removed in a future PyTorch "
                          "release.\ntorch.linalg.solve_triangular has its arguments reversed and "
                          "does not return a copy of one of the inputs.\nX = "
                          "torch.triangular_solve(B, A).solution\nshould be replaced with\nX = "
                          "torch.linalg.solve_triangular(A, B)."));
  EXPECT_THAT(warnings_of([&] { chain_matmul({a, a}); }),
              ElementsAre("torch.chain_matmul is deprecated and will be removed in a future "
                          "PyTorch release. Use torch.linalg.multi_dot instead, which accepts a "
                          "list of two or more tensors rather than multiple parameters."));
}

}  // namespace
}  // namespace gradlab
