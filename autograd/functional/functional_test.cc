// torch.autograd.functional: values in closed form, texts as PyTorch 1.13.1 gives them.
#include "gradlab/autograd/functional/functional.h"

#include <string>

#include "gmock/gmock.h"
#include "gradlab/autograd/autograd.h"
#include "gradlab/autograd/grad_mode.h"
#include "gradlab/autograd/ops/compare.h"
#include "gradlab/autograd/ops/factory.h"
#include "gradlab/autograd/ops/matmul.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/autograd/ops/reduce.h"
#include "gradlab/autograd/ops/shape.h"
#include "gradlab/autograd/ops/unary.h"
#include "gradlab/autograd/tensor.h"
#include "gradlab/autograd/tensor_data.h"
#include "gradlab/autograd/test_util.h"
#include "gradlab/tensor/error.h"
#include "gtest/gtest.h"

namespace gradlab::autograd::functional {
namespace {


const Tensor kX = tensor({1.0, 2.0, 3.0}, kDouble);
const Tensor kY = tensor({0.5, -1.0}, kDouble);

// (x0^2 x1, x1 x2): its Jacobian is ((2 x0 x1, x0^2, 0), (0, x2, x1)).
Tensor products(const Tensor& x) { return stack({x[0].pow(2) * x[1], x[1] * x[2]}); }
// x0^2 x1 x2, with Hessian ((2 x1 x2, 2 x0 x2, 2 x0 x1), (.., 0, x0^2), (.., .., 0)).
Tensor monomial(const Tensor& x) { return x[0].pow(2) * x[1] * x[2]; }
Tensor linear_map(const Tensor& x) { return 3 * x; }
Tensor constant(const Tensor& x) { return ones_like(x.detach()); }
// x . x + sum(y^3), and the value 2 x that depends on x alone.
variable_list two_outputs(const variable_list& in) {
  return {in[0].dot(in[0]) + in[1].pow(3).sum(), 2 * in[0]};
}
Tensor mixed(const variable_list& in) { return in[0].sum() * in[1].pow(2).sum(); }

void expect_near(const Tensor& got, const Tensor& expected) {
  ASSERT_EQ(got.sizes(), expected.sizes());
  EXPECT_TRUE(allclose(got, expected, 1e-12, 1e-12)) << got << "\nexpected\n" << expected;
}

TEST(Jacobian, HasTheShapeOfTheOutputAndThenOfTheInput) {
  expect_near(jacobian(products, kX), tensor({{4.0, 1.0, 0.0}, {0.0, 3.0, 2.0}}, kDouble));
  auto matrix = [](const Tensor& x) { return x.matmul(x.t()); };
  EXPECT_EQ(jacobian(matrix, ones({2, 3})).sizes(), IntArrayRef({2, 2, 2, 3}));
  EXPECT_EQ(jacobian([](const Tensor& x) { return x.sum(); }, ones({2, 3})).sizes(),
            IntArrayRef({2, 3}));
  EXPECT_EQ(jacobian([](const Tensor& x) { return x.slice(0, 0, 0); }, ones({2})).sizes(),
            IntArrayRef({0, 2}));
}

TEST(Jacobian, OfListsIsATableOfOutputsByInputs) {
  const TensorTable j = jacobian(two_outputs, {kX, kY});
  ASSERT_EQ(j.size(), 2u);
  ASSERT_EQ(j[0].size(), 2u);
  expect_near(j[0][0], 2 * kX);
  expect_near(j[0][1], 3 * kY.pow(2));
  expect_near(j[1][0], 2 * eye(3, kDouble));
  expect_near(j[1][1], zeros({3, 2}, kDouble));
}

// In forward mode.
Tensor columns(const Function& f, const Tensor& x) {
  return jacobian(f, x, false, false, /*vectorize=*/true, "forward-mode");
}

TEST(Jacobian, ColumnByColumnIsTheSame) {
  int calls = 0;
  const auto counted = [&](const Tensor& x) { return ++calls, products(x); };
  expect_near(columns(counted, kX), tensor({{4.0, 1.0, 0.0}, {0.0, 3.0, 2.0}}, kDouble));
  EXPECT_EQ(calls, 1);
  const Tensor x = arange(1, 7, kDouble).view({2, 3});
  for (const auto& f : {Function([](const Tensor& t) { return t.matmul(t.t()).tanh(); }),
                        Function([](const Tensor& t) { return t.sum(); }), Function(linear_map),
                        Function(constant), Function([](const Tensor& t) { return t[0]; })}) {
    expect_near(columns(f, x.t()), jacobian(f, x.t()));
    EXPECT_FALSE(columns(f, x.clone().requires_grad_()).requires_grad());
  }
  EXPECT_EQ(columns([](const Tensor& t) { return t.slice(0, 0, 0); }, ones({2})).sizes(),
            IntArrayRef({0, 2}));
  EXPECT_EQ(columns([](const Tensor& t) { return t.sum().expand({3}); }, ones({0})).sizes(),
            IntArrayRef({3, 0}));
  const TensorTable j = jacobian(two_outputs, {kX, kY}, false, false, true, "forward-mode");
  expect_near(j[0][0], 2 * kX);
  expect_near(j[0][1], 3 * kY.pow(2));
  expect_near(j[1][0], 2 * eye(3, kDouble));
  expect_near(j[1][1], zeros({3, 2}, kDouble));
  expect_near(hessian(monomial, kX, false, false, true, "forward-mode"), hessian(monomial, kX));
}

TEST(Jacobian, StrategiesAreChecked) {
  EXPECT_ERROR(
      jacobian(products, kX, false, false, true, "foo"),
      "Expected strategy to be either \"forward-mode\" or \"reverse-mode\". Hint: If your "
      "function has more outputs than inputs, \"forward-mode\" tends to be more performant. "
      "Otherwise, prefer to use \"reverse-mode\".");
  EXPECT_ERROR(jacobian(products, kX, false, false, false, "forward-mode"),
               "Computing Jacobian using forward-AD or forward-over-reverse Hessian isonly "
               "implemented for `vectorize=True`.");
  EXPECT_ERROR(jacobian(products, kX, true, false, true, "forward-mode"),
               "torch.autograd.functional.jacobian: `create_graph=True` and "
               "`strategy=\"forward-mode\"` are not supported together (yet). Please either set "
               "`create_graph=False` or `strategy=\"reverse-mode\"`.");
  EXPECT_ERROR(jacobian(products, kX, false, true, true, "forward-mode"),
               "torch.autograd.functional.jacobian: `strict=True` and `strategy=\"forward-mode\"` "
               "are not supported together (yet). Please either set `strict=False` or "
               "`strategy=\"reverse-mode\"`.");
  EXPECT_ERROR(jacobian(products, kX, false, true, true),
               "torch.autograd.functional.jacobian: `strict=True` and `vectorized=True` are not "
               "supported together. Please either set `strict=False` or `vectorize=False`.");
  expect_near(jacobian(products, kX, false, false, true), jacobian(products, kX));
}

TEST(Jacobian, LeavesNoTraceWithoutCreateGraph) {
  const Tensor x = kX.clone().requires_grad_();
  const Tensor j = jacobian(products, x);
  EXPECT_FALSE(j.requires_grad());
  EXPECT_FALSE(x.grad().defined());
  NoGradGuard no_grad;
  expect_near(jacobian(products, x), j);
}

TEST(Jacobian, WithCreateGraphLeadsBackToTheInput) {
  const Tensor x = kX.clone().requires_grad_();
  const Tensor j = jacobian(products, x, /*create_graph=*/true);
  j.sum().backward();  // of 2 x0 x1 + x0^2 + x2 + x1
  expect_near(x.grad(), tensor({2 * 2.0 + 2 * 1.0, 2 * 1.0 + 1, 1.0}, kDouble));
}

TEST(Jacobian, StrictTexts) {
  EXPECT_ERROR(
      jacobian(constant, kX, false, true),
      "Output 0 of the user-provided function does not require gradients. The outputs must "
      "be computed in a differentiable manner from the input when running in strict mode.");
  EXPECT_ERROR(jacobian(two_outputs, {kX, kY}, false, true),
               "Output 1 of the user-provided function is independent of input 1. This is not "
               "allowed in strict mode.");
  EXPECT_ERROR(jacobian(linear_map, kX.clone().requires_grad_(), true, true),
               "The jacobian of the user-provided function is independent of input 0. This is not "
               "allowed in strict mode when create_graph=True.");
  expect_near(jacobian(constant, kX), zeros({3, 3}, kDouble));
}

TEST(Hessian, OfOneTensorAndOfLists) {
  expect_near(hessian(monomial, kX),
              tensor({{12.0, 6.0, 4.0}, {6.0, 0.0, 1.0}, {4.0, 1.0, 0.0}}, kDouble));
  const TensorTable h = hessian(mixed, {kX, kY});  // sum(x) * sum(y^2)
  expect_near(h[0][0], zeros({3, 3}, kDouble));
  expect_near(h[0][1], (2 * kY).expand({3, 2}));
  expect_near(h[1][0], (2 * kY).expand({3, 2}).t());
  expect_near(h[1][1], 12 * eye(2, kDouble));
}

TEST(Hessian, CreateGraphGivesThirdDerivatives) {
  const Tensor x = kX.clone().requires_grad_();
  hessian([](const Tensor& t) { return t.pow(3).sum(); }, x, true).sum().backward();
  expect_near(x.grad(), full({3}, 6.0, kDouble));
}

TEST(Hessian, Texts) {
  EXPECT_ERROR(hessian(products, kX),
               "The Tensor returned by the function given to hessian should contain a single "
               "element");
  EXPECT_ERROR(hessian(two_outputs, {kX, kY}),
               "The function given to hessian should return a single Tensor");
  EXPECT_ERROR(
      hessian([](const Tensor& t) { return t.sum(); }, kX, false, true),
      "While computing the hessian, found that the jacobian of the user-provided function with "
      "respect to input 0 is independent of the input. This is not allowed in strict mode. You "
      "should ensure that your function is twice differentiable and that the jacobian depends on "
      "the inputs (this would be violated by a linear function for example).");
}

TEST(Products, AreRowsAndColumnsOfTheJacobian) {
  const Tensor v = tensor({2.0, -1.0}, kDouble), u = tensor({1.0, 0.5, -2.0}, kDouble);
  const Tensor j = jacobian(products, kX);
  auto [value, vj] = vjp(products, kX, v);
  expect_near(value, products(kX));
  expect_near(vj, v.matmul(j));
  auto [same, ju] = jvp(products, kX, u);
  expect_near(same, products(kX));
  expect_near(ju, j.matmul(u));
  EXPECT_FALSE(value.requires_grad() || vj.requires_grad() || ju.requires_grad());
}

TEST(Products, WithTheHessian) {
  const Tensor u = tensor({1.0, 0.5, -2.0}, kDouble);
  const Tensor h = hessian(monomial, kX);
  auto [value, product] = hvp(monomial, kX, u);
  expect_near(value, monomial(kX));
  expect_near(product, h.matmul(u));
  expect_near(vhp(monomial, kX, u).second, u.matmul(h));
}

TEST(Products, OfLists) {
  const variable_list v = {tensor(2.0, kDouble), ones({3}, kDouble)};
  const variable_list vj = vjp(two_outputs, {kX, kY}, v).second;
  expect_near(vj[0], 4 * kX + 2);
  expect_near(vj[1], 6 * kY.pow(2));
  const variable_list u = {ones({3}, kDouble), ones({2}, kDouble)};
  const variable_list ju = jvp(two_outputs, {kX, kY}, u).second;
  expect_near(ju[0], (2 * kX).sum() + (3 * kY.pow(2)).sum());
  expect_near(ju[1], full({3}, 2.0, kDouble));
  const variable_list hu = hvp(mixed, {kX, kY}, u).second;
  expect_near(hu[0], (2 * kY).sum().expand({3}));
  expect_near(hu[1], 3 * 2 * kY + 2 * kX.sum());
}

TEST(Products, TheVectorMayBeLeftOutForOneElement) {
  expect_near(vjp(monomial, kX).second, tensor({12.0, 3.0, 2.0}, kDouble));
  const Tensor two = tensor(2.0, kDouble);
  expect_near(jvp([](const Tensor& x) { return x.pow(3); }, two).second, tensor(12.0, kDouble));
  EXPECT_ERROR(
      vjp(products, kX),
      "The vector v can only be None if the user-provided function returns a single Tensor "
      "with a single element.");
  EXPECT_ERROR(jvp(products, kX),
               "The vector v can only be None if the input to the user-provided function is a "
               "single Tensor with a single element.");
}

TEST(Products, TheVectorMustFit) {
  EXPECT_ERROR(vjp(products, kX, ones({3}, kDouble)),
               "v has invalid size: should be torch.Size([2]) but got torch.Size([3]).");
  EXPECT_ERROR(jvp(two_outputs, {kX, kY}, {kX}),
               "v is a tuple of invalid length: should be 2 but got 1.");
  EXPECT_ERROR(hvp(mixed, {kX, kY}, {kX, kX}),
               "Entry 1 in v has invalid size: should be torch.Size([2]) but got torch.Size([3]).");
  EXPECT_ERROR(vhp(products, kX, ones({3}, kDouble)),
               "The Tensor returned by the function given to vhp should contain a single element");
}

TEST(Products, CreateGraphLeadsBackToInputAndVector) {
  const Tensor x = kX.clone().requires_grad_(), u = ones({3}, kDouble).requires_grad_();
  auto [value, product] = jvp([](const Tensor& t) { return t.pow(3); }, x, u, true);
  product.sum().backward();  // 3 x^2 u
  expect_near(x.grad(), 6 * kX);
  expect_near(u.grad(), 3 * kX.pow(2));
  EXPECT_TRUE(value.requires_grad());
}

TEST(Products, StrictTexts) {
  const Tensor u = ones({3}, kDouble);
  expect_near(jvp(linear_map, kX, u, false, true).second, 3 * u);
  auto first = [](const variable_list& in) { return in[0] * 2; };
  EXPECT_ERROR(vjp(first, {kX, kY}, {u}, false, true),
               "The output of the user-provided function is independent of input 1. This is not "
               "allowed in strict mode.");
  EXPECT_ERROR(vhp([](const Tensor& t) { return t.sum(); }, kX, u, false, true),
               "While computing the hessian, found that the jacobian of the user-provided function "
               "with respect to input 0 is independent of the input. This is not allowed in strict "
               "mode. You should ensure that your function is twice differentiable and that the "
               "jacobian depends on the inputs (this would be violated by a linear function for "
               "example).");
  expect_near(hvp([](const Tensor& t) { return t.sum(); }, kX, u).second, zeros({3}, kDouble));
}

}  // namespace
}  // namespace gradlab::autograd::functional
