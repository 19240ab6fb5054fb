#include "gradlab/autograd/ops/out.h"

#include <gtest/gtest.h>

#include <string>
#include <tuple>
#include <vector>

#include "gradlab/autograd/autograd.h"
#include "gradlab/autograd/tensor_data.h"
#include "gradlab/tensor/error.h"
#include "gradlab/tensor/warn.h"

namespace gradlab {
namespace {

template <class Call>
std::string error_of(Call call) {
  try {
    call();
  } catch (const Error& e) {
    return e.what();
  }
  return "no error";
}

class Warnings : public WarningHandler {
 public:
  Warnings() : guard_(this) {}
  void process(const Warning& warning) override { texts.push_back(warning.msg()); }
  std::vector<std::string> texts;

 private:
  WarningUtils::WarningHandlerGuard guard_;
};

TEST(Out, WritesIntoTheTensorAndReturnsIt) {
  Tensor out = empty({2});
  const void* const memory = out.data_ptr();
  const int64_t version = out._version();
  Tensor& returned = add_out(out, tensor({1.0, 2.0}), tensor({10.0, 20.0}), 2);
  EXPECT_EQ(&returned, &out);
  EXPECT_EQ(out.data_ptr(), memory);
  EXPECT_TRUE(out.equal(tensor({21.0, 42.0})));
  EXPECT_EQ(out._version(), version + 1);
}

TEST(Out, FamiliesComputeWhatTheirFunctionsDo) {
  const Tensor a = tensor({{1.0, 2.0}, {3.0, 4.0}}), b = tensor({{2.0, 0.5}, {1.0, 5.0}});
  Tensor out = empty({0});
  EXPECT_TRUE(mul_out(out, a, b).equal(a * b));
  EXPECT_TRUE(div_out(out, a, 4).equal(a / 4));
  EXPECT_TRUE(div_out(out, a, b, "floor").equal(div(a, b, "floor")));
  EXPECT_TRUE(exp_out(out, a).equal(exp(a)));
  EXPECT_TRUE(clamp_out(out, a, 2, 3).equal(a.clamp(2, 3)));
  EXPECT_TRUE(mm_out(out, a, b).equal(mm(a, b)));
  EXPECT_TRUE(matmul_out(out, a, b).equal(mm(a, b)));
  EXPECT_TRUE(addmm_out(out, a, a, b).equal(addmm(a, a, b)));
  Tensor rows = empty({2});
  EXPECT_TRUE(sum_out(rows, a, {1}).equal(a.sum(1)));
  EXPECT_TRUE(mean_out(rows, a, 0).equal(a.mean(0)));
  Tensor joined = empty({0}), mask = empty({0}, kBool);
  EXPECT_TRUE(cat_out(joined, {a, b}, 1).equal(cat({a, b}, 1)));
  EXPECT_TRUE(stack_out(joined = empty({0}), {a, b}).equal(stack({a, b})));
  EXPECT_TRUE(gt_out(mask, a, b).equal(a > b));
  Tensor values = empty({0}), indices = empty({0}, kLong);
  max_out(values, indices, a, 1);
  EXPECT_TRUE(values.equal(tensor({2.0, 4.0})));
  EXPECT_TRUE(indices.equal(tensor({1, 1})));
}

TEST(Out, ScansMatricesAndSpecialFunctionsHaveOne) {
  const Tensor x = tensor({0.5, 0.25, 0.75}, kDouble), a = diag(x);
  Tensor y = empty({0}, kDouble), indices = empty({0}, kLong), integers = empty({3}, kLong);
  EXPECT_TRUE(cumsum_out(y, x, 0).equal(cumsum(x, 0)));
  EXPECT_TRUE(cumsum_out(integers, x, 0).equal(zeros({3}, kLong)));
  sort_out(y, indices, x);
  EXPECT_TRUE(y.equal(tensor({0.25, 0.5, 0.75}, kDouble)));
  EXPECT_TRUE(indices.equal(tensor({1, 0, 2})));
  EXPECT_TRUE(special_erfcx_out(y, x).equal(special_erfcx(x)));
  EXPECT_TRUE(igamma_out(y, x, 2 * x).equal(igamma(x, 2 * x)));
  Tensor matrix = empty({3, 3}, kDouble);
  EXPECT_TRUE(linalg_inv_out(matrix, a).equal(linalg::inv(a)));
  EXPECT_TRUE(tril_out(matrix, ones({3, 3}, kDouble)).equal(tril(ones({3, 3}, kDouble))));
  Tensor singles = empty({3, 3});
  EXPECT_EQ(error_of([&] { linalg_inv_out(singles, a); }),
            "Expected out tensor to have dtype double, but got float instead");
  EXPECT_EQ(error_of([&] { lgamma_out(integers, x); }),
            "result type Double can't be cast to the desired output type Long");
}

TEST(Out, AnotherShapeIsResizedWithAWarningUnlessEmpty) {
  Warnings warnings;
  Tensor out = empty({0});
  EXPECT_EQ(exp_out(out, zeros({3})).sizes(), IntArrayRef({3}));
  EXPECT_TRUE(warnings.texts.empty());
  EXPECT_TRUE(exp_out(out, zeros({2, 2})).equal(ones({2, 2})));
  EXPECT_EQ(
      warnings.texts,
      std::vector<std::string>{
          "An output with one or more elements was resized since it had shape [3], which does not "
          "match the required output shape [2, 2]. This behavior is deprecated, and in a future "
          "PyTorch release outputs will not be resized unless they have zero elements. You can "
          "explicitly reuse an out tensor t by resizing it, inplace, to zero elements with "
          "t.resize_(0)."});
}

TEST(Out, DtypesAreConvertedWhereTheResultMay) {
  Tensor wide = empty({2}, kDouble);
  EXPECT_TRUE(add_out(wide, tensor({1, 2}), tensor({0.5, 0.5})).equal(tensor({1.5, 2.5}, kDouble)));
  Tensor integers = zeros({2}, kInt);
  EXPECT_EQ(error_of([&] { exp_out(integers, ones({2})); }),
            "result type Float can't be cast to the desired output type Int");
  Tensor matrix = zeros({2, 2}, kInt);
  EXPECT_EQ(error_of([&] {
              mm_out(matrix, ones({2, 2}), ones({2, 2}));
            }),
            "Expected out tensor to have dtype float, but got int instead");
  EXPECT_TRUE(integers.equal(zeros({2}, kInt)));
  EXPECT_TRUE(sum_out(integers, full({2, 2}, 1.5), 0).equal(tensor({2, 2}, kInt)));
}

TEST(Out, GradientsAreRefused) {
  const std::string text =
      "add(): functions with out=... arguments don't support automatic differentiation, but one of "
      "the arguments requires grad.";
  const Tensor x = ones({2}).requires_grad_();
  Tensor out = zeros({2}), leaf = zeros({2}).requires_grad_(), joined = zeros({2});
  EXPECT_EQ(error_of([&] { add_out(out, x, x); }), text);
  EXPECT_EQ(error_of([&] { add_out(leaf, ones({2}), ones({2})); }), text);
  EXPECT_EQ(error_of([&] { cat_out(joined, {x}); }), "cat" + text.substr(3));
  NoGradGuard no_grad;
  EXPECT_TRUE(add_out(out, x, x).equal(full({2}, 2.0)));
  EXPECT_FALSE(out.requires_grad());
}

TEST(Out, MayBeAnInputButNotAPartOfOne) {
  Tensor x = tensor({{1.0, 2.0}, {3.0, 4.0}});
  EXPECT_TRUE(mm_out(x, x, x).equal(tensor({{7.0, 10.0}, {15.0, 22.0}})));
  const Tensor line = arange(4, kFloat);
  Tensor head = line.slice(0, 0, 3);
  EXPECT_EQ(error_of([&] { exp_out(head, line.slice(0, 1, 4)); }),
            "unsupported operation: some elements of the input tensor and the written-to tensor "
            "refer to a single memory location. Please clone() the tensor before performing the "
            "operation.");
  Tensor broadcast = zeros({1}).expand({3});
  EXPECT_EQ(error_of([&] { exp_out(broadcast, zeros({3})); }),
            "unsupported operation: more than one element of the written-to tensor refers to a "
            "single memory location. Please clone() the tensor before performing the operation.");
  EXPECT_TRUE(line.equal(arange(4, kFloat)));
}

TEST(Out, StridedOutputsKeepTheirLayout) {
  Tensor whole = zeros({3, 2});
  Tensor columns = whole.t();
  add_out(columns, arange(6, kFloat).view({2, 3}), 1);
  EXPECT_TRUE(whole.equal(tensor({{1.0, 4.0}, {2.0, 5.0}, {3.0, 6.0}})));
}

TEST(Out, ComposedFormsRecordGradients) {
  const Tensor x = ones({2}).requires_grad_();
  Tensor out = zeros({2});
  add_out(out, x, 1).sum().backward();
  EXPECT_TRUE(x.grad().equal(ones({2})));
  Tensor leaf = zeros({2}).requires_grad_();
  EXPECT_EQ(error_of([&] { celu_out(leaf, ones({2})); }),
            "a leaf Variable that requires grad is being used in an in-place operation.");
  Tensor result = 2 * zeros({3}).requires_grad_();
  EXPECT_EQ(error_of([&] { celu_out(result, ones({2})); }),
            "cannot resize variables that require grad");
}

TEST(Out, ListsOfPartsAreWrittenOneByOne) {
  const Tensor x = arange(5, kFloat);
  const std::vector<Tensor> parts = {empty({0}), empty({0}), empty({0})};
  unsafe_split_out(parts, x, 2);
  EXPECT_TRUE(parts[0].equal(tensor({0.0, 1.0})));
  EXPECT_TRUE(parts[2].equal(tensor({4.0})));
  unsafe_split_with_sizes_outf(x, {1, 1, 3}, 0, {parts[0], parts[1], parts[2]});
  EXPECT_TRUE(parts[2].equal(tensor({2.0, 3.0, 4.0})));
  EXPECT_EQ(error_of([&] { unsafe_split_out({parts[0]}, x, 2); }),
            "unsafe_split_out: expected a tensor for each of the 3 parts; got 1");
}

TEST(Out, RangesKeepTheShapeOfAsManyElements) {
  Tensor grid = empty({2, 3});
  EXPECT_TRUE(arange_out(grid, 6).equal(arange(6, kFloat).view({2, 3})));
  EXPECT_TRUE(linspace_outf(0, 10, 6, grid).equal(linspace(0, 10, 6).view({2, 3})));
  Warnings warnings;
  EXPECT_EQ(arange_out(grid, 4).sizes(), IntArrayRef({4}));
  EXPECT_EQ(warnings.texts,
            std::vector<std::string>{
                "The number of elements in the out tensor of shape [2, 3] is 6 which does not "
                "match the computed number of elements 4. Note that this may occur as a result of "
                "rounding error. The out tensor will be resized to a tensor of shape (4,)."});
}

TEST(Out, SeveralOutputsAreUnchangedWhenOneIsOfAnotherDtype) {
  const Tensor x = tensor({{1.0, 3.0, 2.0}});
  Tensor values = zeros({1}), indices = zeros({1});
  EXPECT_EQ(error_of([&] { max_outf(x, 1, false, values, indices); }),
            "Expected out tensor to have dtype long int, but got float instead");
  EXPECT_TRUE(values.equal(zeros({1})));
  indices = zeros({1}, kLong);
  const auto [first, second] = max_outf(x, 1, false, values, indices);
  EXPECT_EQ(&first, &values);
  EXPECT_EQ(&second, &indices);
  EXPECT_TRUE(values.equal(tensor({3.0})));
}

}  // namespace
}  // namespace gradlab
