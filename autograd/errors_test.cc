// The texts of misuse, as PyTorch 1.13.1 gives them, and that nothing changes when they are thrown.
#include "gmock/gmock.h"
#include "gradlab/autograd/autograd.h"
#include "gradlab/autograd/ops/compare.h"
#include "gradlab/autograd/ops/copy.h"
#include "gradlab/autograd/ops/factory.h"
#include "gradlab/autograd/ops/index.h"
#include "gradlab/autograd/ops/loss.h"
#include "gradlab/autograd/ops/matmul.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/autograd/ops/reduce.h"
#include "gradlab/autograd/ops/shape.h"
#include "gradlab/autograd/tensor.h"
#include "gradlab/autograd/tensor_index.h"
#include "gradlab/tensor/error.h"
#include "gtest/gtest.h"

namespace gradlab {
namespace {

using ::testing::StartsWith;
using ::testing::ThrowsMessage;

Tensor leaf(IntArrayRef sizes) { return ones(sizes).requires_grad_(); }

// `statement` throws a gradlab::Error with exactly this text.
#define EXPECT_ERROR(statement, text) EXPECT_THAT([&] { statement; }, ThrowsMessage<Error>(text))

TEST(BackwardErrors, WhatCannotBeDifferentiated) {
  EXPECT_ERROR(ones({2}).sum().backward(),
               "element 0 of tensors does not require grad and does not have a grad_fn");
  EXPECT_ERROR((leaf({3, 2}) * 2).backward(),
               "grad can be implicitly created only for scalar outputs");
  EXPECT_ERROR((leaf({0}) * 2).backward(),
               "grad can be implicitly created only for scalar outputs");
  EXPECT_NO_THROW((leaf({1, 1}) * 2).backward());
  EXPECT_ERROR((leaf({3}) * 2).backward(ones({2})),
               "Mismatch in shape: grad_output[0] has a shape of [2] and output[0] has a shape of "
               "[3].");
  Tensor x = leaf({3});
  EXPECT_NO_THROW((x * 2).backward(ones({3}, kDouble)));
  EXPECT_EQ(x.grad().dtype(), kFloat);
}

TEST(BackwardErrors, InputsOfGrad) {
  Tensor x = leaf({}), plain = ones({});
  EXPECT_ERROR(autograd::grad({x * plain}, {plain}),
               "One of the differentiated Tensors does not require grad");
  EXPECT_ERROR(autograd::grad({x * plain}, {plain}, {}, std::nullopt, false, true),
               "One of the differentiated Tensors does not require grad");
  EXPECT_ERROR(autograd::grad({plain * 2}, {x}),
               "element 0 of tensors does not require grad and does not have a grad_fn");
  EXPECT_ERROR((x * 2).backward({}, std::nullopt, false, TensorList()),
               "'inputs' argument to backward() cannot be empty.");
}

TEST(BackwardErrors, UndefinedTensors) {
  Tensor none;
  EXPECT_ERROR(none.sum(), "Expected a proper Tensor but got None (or an undefined Tensor in C++)");
  EXPECT_ERROR(none.backward(),
               "element 0 of tensors does not require grad and does not have a grad_fn");
  EXPECT_FALSE(none.grad().defined());
  EXPECT_FALSE(none.requires_grad());
}

TEST(FlagErrors, OnlyFloatingLeavesChangeTheirFlag) {
  EXPECT_ERROR(ones({2}, kLong).requires_grad_(),
               "Only Tensors of floating point and complex dtype can require gradients");
  EXPECT_ERROR(ones({2}, kLong).set_requires_grad(true),
               "Only Tensors of floating point and complex dtype can require gradients");
  EXPECT_ERROR(ones({2}, dtype(kLong).requires_grad(true)),
               "Only Tensors of floating point and complex dtype can require gradients");
  EXPECT_ERROR((leaf({2}) * 2).requires_grad_(false),
               "you can only change requires_grad flags of leaf variables. If you want to use a "
               "computed variable in a subgraph that doesn't require differentiation use "
               "var_no_grad = var.detach().");
  EXPECT_ERROR(ones({2}).retain_grad(), "can't retain_grad on Tensor that has requires_grad=False");
  EXPECT_ERROR(ones({2}).register_hook([](const Tensor&) {}),
               "cannot register a hook on a tensor that doesn't require gradient");
  EXPECT_THAT(
      [] {
        (leaf({4}) * 1).view({2, 2}).detach_();
      },
      ThrowsMessage<Error>(StartsWith("Can't detach views in-place. Use detach() instead.")));
}

TEST(ShapeErrors, TextsOfPyTorch) {
  EXPECT_ERROR(ones({2, 3}) + ones({4}),
               "The size of tensor a (3) must match the size of tensor b (4) at non-singleton "
               "dimension 1");
  EXPECT_ERROR(ones({2, 3}).matmul(ones({2, 3})),
               "mat1 and mat2 shapes cannot be multiplied (2x3 and 2x3)");
  EXPECT_ERROR(ones({2, 3}).view({5}), "shape '[5]' is invalid for input of size 6");
  EXPECT_ERROR(ones({2, 3}).t().view({6}),
               "view size is not compatible with input tensor's size and stride (at least one "
               "dimension spans across two contiguous subspaces). Use .reshape(...) instead.");
  EXPECT_ERROR(ones({2, 3}).sum(3),
               "Dimension out of range (expected to be in range of [-2, 1], but got 3)");
  EXPECT_ERROR(cat({ones({2, 3}), ones({2, 2})}),
               "Sizes of tensors must match except in dimension 0. Expected size 3 but got size 2 "
               "for tensor number 1 in the list.");
  EXPECT_ERROR(
      stack({ones({2}), ones({3})}),
      "stack expects each tensor to be equal size, but got [2] at entry 0 and [3] at entry "
      "1");
  EXPECT_ERROR(ones({2}).expand({3}),
               "The expanded size of the tensor (3) must match the existing size (2) at "
               "non-singleton dimension 0.  Target sizes: [3].  Tensor sizes: [2]");
  EXPECT_ERROR(ones({3}).split(0),
               "split_size can only be 0 if dimension size is 0, but got dimension size of 3");
  EXPECT_ERROR(ones({2, 3}).permute({0, 0}), "permute(): duplicate dims are not allowed.");
  EXPECT_ERROR(ones({3}).narrow(0, 2, 5), "start (2) + length (5) exceeds dimension size (3).");
  EXPECT_ERROR(ones({2, -1}), "Trying to create tensor with negative dimension -1: [2, -1]");
  EXPECT_ERROR(ones({2, 2, 2}).t(), "t() expects a tensor with <= 2 dimensions, but self is 3D");
}

TEST(ValueErrors, TextsOfPyTorch) {
  EXPECT_ERROR(
      ones({2}, kLong).mean(),
      "mean(): could not infer output dtype. Input dtype must be either a floating point or "
      "complex dtype. Got: Long");
  EXPECT_ERROR(ones({0}).max(),
               "max(): Expected reduction dim to be specified for input.numel() == 0. Specify the "
               "reduction dim with the 'dim' argument.");
  EXPECT_ERROR(ones({2}).is_nonzero(),
               "Boolean value of Tensor with more than one value is ambiguous");
  EXPECT_ERROR(ones({2}).item(), "a Tensor with 2 elements cannot be converted to Scalar");
  EXPECT_ERROR(ones({2}).data_ptr<double>(), "expected scalar type Double but found Float");
  EXPECT_ERROR(embedding(ones({3, 2}), full({1}, 3, kLong)), "index out of range in self");
  EXPECT_ERROR(nll_loss(ones({2, 2}), full({2}, 2, kLong)), "Target 2 is out of bounds.");
  EXPECT_ERROR(nll_loss(ones({2, 2}), full({3}, 1, kLong)),
               "Expected input batch_size (2) to match target batch_size (3).");
}

TEST(InPlaceErrors, OperandsStayAsTheyWere) {
  Tensor x = ones({2}, kLong);
  EXPECT_ERROR(x.mul_(2.5), "result type Float can't be cast to the desired output type Long");
  EXPECT_ERROR(x.add_(ones({2, 2}, kLong)),
               "output with shape [2] doesn't match the broadcast shape [2, 2]");
  EXPECT_TRUE(equal(x, ones({2}, kLong)));
  EXPECT_EQ(x._version(), 0);

  // A recorded operation that fails leaves the history alone.
  Tensor w = leaf({2});
  Tensor h = w * 3;
  EXPECT_ERROR(h.add_(ones({3})),
               "The size of tensor a (2) must match the size of tensor b (3) at non-singleton "
               "dimension 0");
  h.sum().backward();
  EXPECT_TRUE(equal(w.grad(), full({2}, 3.0f)));
}

}  // namespace
}  // namespace gradlab
