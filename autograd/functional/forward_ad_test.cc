// Forward-mode AD: tangents against Jacobians, the rules and texts of PyTorch 1.13.1.
#include "gradlab/autograd/functional/forward_ad.h"

#include <functional>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gradlab/autograd/autograd.h"
#include "gradlab/autograd/functional/functional.h"
#include "gradlab/autograd/grad_mode.h"
#include "gradlab/autograd/ops/activation.h"
#include "gradlab/autograd/ops/compare.h"
#include "gradlab/autograd/ops/factory.h"
#include "gradlab/autograd/ops/index.h"
#include "gradlab/autograd/ops/matmul.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/autograd/ops/reduce.h"
#include "gradlab/autograd/ops/shape.h"
#include "gradlab/autograd/ops/unary.h"
#include "gradlab/autograd/tensor.h"
#include "gradlab/autograd/tensor_data.h"
#include "gradlab/tensor/counters.h"
#include "gradlab/tensor/error.h"
#include "gtest/gtest.h"

namespace gradlab::autograd::forward_ad {
namespace {

using ::testing::ThrowsMessage;

const Tensor kX = tensor({{0.5, 1.5, 2.0}, {0.25, 0.75, 1.25}}, kDouble);
const Tensor kV = tensor({{1.0, -2.0, 0.5}, {0.0, 3.0, -1.0}}, kDouble);

void expect_near(const Tensor& got, const Tensor& expected) {
  ASSERT_TRUE(got.defined());
  ASSERT_EQ(got.sizes(), expected.sizes());
  EXPECT_TRUE(allclose(got, expected, 1e-10, 1e-10)) << got << "\nexpected\n" << expected;
}

#define EXPECT_ERROR(kind, statement, text) \
  EXPECT_THAT([&] { statement; }, ThrowsMessage<kind>(text))

TEST(ForwardAd, ADualTensorIsItsTwoHalves) {
  dual_level level;
  const Tensor dual = make_dual(kX, kV);
  auto [primal, tangent] = unpack_dual(dual);
  EXPECT_TRUE(equal(primal, kX));
  EXPECT_FALSE(primal.requires_grad());
  EXPECT_TRUE(tangent.is_same(kV));
  EXPECT_FALSE(unpack_dual(primal).tangent.defined());
  EXPECT_FALSE(unpack_dual(kX).tangent.defined());
}

TEST(ForwardAd, TangentsAreJacobianTimesDirection) {
  const std::vector<std::pair<const char*, std::function<Tensor(const Tensor&)>>> functions = {
      {"mul", [](const Tensor& x) { return x * x; }},
      {"add", [](const Tensor& x) { return x + 1; }},
      {"div", [](const Tensor& x) { return 1 / x; }},
      {"exp", [](const Tensor& x) { return x.exp(); }},
      {"log", [](const Tensor& x) { return x.log(); }},
      {"tanh", [](const Tensor& x) { return x.tanh(); }},
      {"sigmoid", [](const Tensor& x) { return x.sigmoid(); }},
      {"relu", [](const Tensor& x) { return (x - 1).relu(); }},
      {"pow", [](const Tensor& x) { return pow(x, x); }},
      {"sum", [](const Tensor& x) { return x.sum(0); }},
      {"mean", [](const Tensor& x) { return x.mean(); }},
      {"prod", [](const Tensor& x) { return x.prod(1); }},
      {"std", [](const Tensor& x) { return x.std(); }},
      {"max", [](const Tensor& x) { return std::get<0>(x.max(1)); }},
      {"matmul", [](const Tensor& x) { return x.matmul(x.t()); }},
      {"softmax", [](const Tensor& x) { return softmax(x, 1); }},
      {"log_softmax", [](const Tensor& x) { return log_softmax(x, 0); }},
      {"views", [](const Tensor& x) { return x.t().reshape({6}).slice(0, 1, 5); }},
      {"cat",
       [](const Tensor& x) {
         return cat({x, x * x}, 1);
       }},
      {"index",
       [](const Tensor& x) {
         return x.index_select(1, tensor({2, 0, 2}));
       }},
      {"expand",
       [](const Tensor& x) {
         return x[0].expand({4, 3}) * 2;
       }},
      {"in place", [](const Tensor& x) {
         Tensor y = x * 1;
         y.mul_(x).sin_();
         y.select(0, 1).add_(x[0]);
         return y;
       }}};
  for (const auto& [name, f] : functions) {
    SCOPED_TRACE(name);
    const Tensor j = functional::jacobian(f, kX);
    dual_level level;
    auto [value, tangent] = unpack_dual(f(make_dual(kX, kV)));
    expect_near(value, f(kX));
    expect_near(tangent, j.reshape({-1, 6}).matmul(kV.reshape({6})).view(value.sizes()));
    EXPECT_FALSE(value.requires_grad() || tangent.requires_grad());
  }
}

TEST(ForwardAd, SeveralDualsAddUp) {
  dual_level level;
  const Tensor a = make_dual(kX, kV), b = make_dual(2 * kX, kX);
  expect_near(unpack_dual(a * b).tangent, kV * 2 * kX + kX * kX);
  expect_near(unpack_dual(a + 3).tangent, kV);
}

TEST(ForwardAd, InPlaceOnADual) {
  dual_level level;
  Tensor dual = make_dual(kX.clone(), kV);
  dual.mul_(3);
  auto [value, tangent] = unpack_dual(dual);
  expect_near(value, 3 * kX);
  expect_near(tangent, 3 * kV);
}

TEST(ForwardAd, ConstantFunctionsHaveTangentZeroAndDetachNone) {
  dual_level level;
  const Tensor dual = make_dual(kX, kV);
  expect_near(unpack_dual(sign(dual)).tangent, zeros_like(kX));
  EXPECT_FALSE(unpack_dual((dual * 2).detach()).tangent.defined());
  EXPECT_FALSE(unpack_dual(dual > 0).tangent.defined());
}

TEST(ForwardAd, UnderNoGradResultsHaveNoTangent) {
  dual_level level;
  const Tensor dual = make_dual(kX, kV);
  Tensor y;
  {
    NoGradGuard no_grad;
    y = dual * dual;
    EXPECT_TRUE(unpack_dual(dual).tangent.is_same(kV)) << "the dual tensor itself keeps it";
  }
  EXPECT_FALSE(unpack_dual(y).tangent.defined());
  EXPECT_FALSE(unpack_dual(y * 2).tangent.defined());
  EXPECT_FALSE(y.requires_grad());
}

TEST(ForwardAd, TangentsVanishWithTheLevel) {
  Tensor y;
  {
    dual_level level;
    y = make_dual(kX, kV) * 2;
  }
  EXPECT_FALSE(unpack_dual(y).tangent.defined());
  dual_level next;
  EXPECT_FALSE(unpack_dual(y).tangent.defined());
}

TEST(ForwardAd, AnUnpackedPrimalPassesNoTangentOnButItsGradient) {
  const Tensor x = kX.clone().requires_grad_();
  dual_level level;
  const Tensor dual = make_dual(x, kV);
  const Tensor primal = unpack_dual(dual * dual).primal;
  ASSERT_TRUE(primal.requires_grad());
  expect_near(unpack_dual(primal * dual).tangent.detach(), kX * kX * kV);
  expect_near(grad({primal.sum()}, {x})[0], 2 * kX);
}

TEST(ForwardAd, ReverseOverForward) {
  // d/dx of (3 x^2 v) is 6 x v.
  const Tensor x = kX.clone().requires_grad_(), v = kV.clone().requires_grad_();
  dual_level level;
  const Tensor tangent = unpack_dual(make_dual(x, v).pow(3)).tangent;
  tangent.sum().backward();
  expect_near(x.grad(), 6 * kX * kV);
  expect_near(v.grad(), 3 * kX * kX);
}

TEST(ForwardAd, ForwardOverReverseIsTheHessianTimesTheDirection) {
  auto f = [](const Tensor& x) { return (x.pow(3) * x.sum()).sum(); };
  const Tensor expected = functional::hvp(f, kX, kV).second;
  dual_level level;
  const Tensor x = kX.clone().requires_grad_();
  const Tensor dual = make_dual(x, kV);
  const Tensor g = grad({f(dual)}, {x}, {}, std::nullopt, /*create_graph=*/true)[0];
  auto [gradient, product] = unpack_dual(g);
  expect_near(product.detach(), expected);
  expect_near(gradient.detach(), functional::vjp(f, kX).second);
}

TEST(ForwardAd, Texts) {
  EXPECT_ERROR(gradlab::Error, make_dual(kX, kV),
               "Trying to create a dual Tensor for forward AD but no level exists, make sure to "
               "enter_dual_level() first.");
  EXPECT_ERROR(gradlab::Error, exit_dual_level(), "Dual level must be a positive number.");
  dual_level level;
  EXPECT_ERROR(gradlab::Error, enter_dual_level(),
               "Nested forward mode AD is not supported at the moment");
  EXPECT_ERROR(gradlab::Error, exit_dual_level(5),
               "Trying to exit a forward AD level that was not the last one that was created. This "
               "is not supported.");
  EXPECT_ERROR(
      gradlab::Error, make_dual(ones({3}), ones({2})),
      "Trying to set a forward gradient that has a different size than that of the original "
      "Tensor, this is not supported. Tensor is of size [3] while the given forward "
      "gradient is of size [2].");
  EXPECT_ERROR(ValueError, make_dual(ones({3}, kLong), ones({3})),
               "Expected primal to be floating point or complex, but got: torch.int64");
  EXPECT_ERROR(ValueError, make_dual(ones({3}), ones({3}, kLong)),
               "Expected tangent to be floating point or complex, but got: torch.int64");
  const Tensor dual = make_dual(kX, kV);
  EXPECT_ERROR(gradlab::Error, make_dual(dual * 2, kV),
               "Making a dual Tensor based on a Tensor that already has a forward gradient at the "
               "same level 0 is not supported.");
  NoGradGuard no_grad;
  EXPECT_ERROR(gradlab::Error, make_dual(kX, kV),
               "make_dual: forward mode needs a graph, but grad mode is off");
}

TEST(ForwardAd, LeavesNothingBehind) {
  const int64_t nodes = counter_value(Counter::kNodes),
                bytes = counter_value(Counter::kStorageBytes);
  {
    dual_level level;
    const Tensor x = kX.clone().requires_grad_();
    auto [primal, tangent] = unpack_dual(make_dual(x, kV).exp());
  }
  EXPECT_EQ(counter_value(Counter::kNodes), nodes);
  EXPECT_EQ(counter_value(Counter::kStorageBytes), bytes);
}

}  // namespace
}  // namespace gradlab::autograd::forward_ad
