// What the operation table cannot show of matrix products: messages, and writes in place.
#include <limits>
#include <string>
#include <vector>

#include "gradlab/autograd/ops/copy.h"
#include "gradlab/autograd/ops/factory.h"
#include "gradlab/autograd/ops/matmul.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/autograd/ops/reduce.h"
#include "gradlab/autograd/tensor_data.h"
#include "gradlab/autograd/test_util.h"
#include "gtest/gtest.h"

namespace gradlab {
namespace {

Tensor filled(IntArrayRef sizes) { return ones(sizes); }

TEST(ProductsTest, AddedProductsAskForShapesThatFit) {
  EXPECT_EQ(message([] {
              addmv(filled({2}), filled({2, 3}), filled({2}));
            }),
            "size mismatch, got input (2), mat (2x3), vec (2)");
  EXPECT_EQ(message([] { addmv(filled({2}), filled({2}), filled({2})); }),
            "vector + matrix @ vector expected, got 1, 1, 1");
  EXPECT_EQ(message([] {
              addr(filled({3}), filled({2, 1}), filled({3}));
            }),
            "addr: Expected 1-D argument vec1, but got 2-D");
  EXPECT_EQ(message([] { addr(filled({2}), filled({2}), filled({3})); }),
            "The expanded size of the tensor (3) must match the existing size (2) at non-singleton "
            "dimension 1.  Target sizes: [2, 3].  Tensor sizes: [2]");
  EXPECT_EQ(message([] {
              addbmm(filled({2, 4}), filled({3, 2, 3}), filled({2, 3, 4}));
            }),
            "batch1 and batch2 must have same number of batches, got 3 and 2");
  EXPECT_EQ(message([] {
              addbmm(filled({2, 4}), filled({3, 2, 3}), filled({3, 2, 4}));
            }),
            "Incompatible matrix sizes for bmm (2x3 and 2x4)");
  EXPECT_EQ(message([] {
              baddbmm(filled({4}), filled({2, 3}), filled({3, 3, 4}));
            }),
            "batch1 must be a 3D tensor");
}

TEST(ProductsTest, InPlaceFormsKeepTheSizes) {
  EXPECT_EQ(message([] {
              zeros({4}).addmm_(filled({2, 3}), filled({3, 4}));
            }),
            "Bad in-place call: input tensor size [4] and output tensor size [2, 4] should match");
  EXPECT_EQ(message([] {
              zeros({4}).baddbmm_(filled({3, 2, 3}), filled({3, 3, 4}));
            }),
            "Bad in-place call: input tensor size [4] and output tensor size [3, 2, 4] should "
            "match");
  EXPECT_EQ(message([] { zeros({3}).addr_(filled({2}), filled({3})); }),
            "2D tensor expected, got 1D tensor for input");
  EXPECT_EQ(message([] {
              zeros({2, 4}).addr_(filled({2}), filled({3}));
            }),
            "size mismatch, input: [2, 4], v1: [2], v2: [3]");
}

TEST(ProductsTest, NumbersOfIntegerOuterProductsAreIntegers) {
  const Tensor m = ones({2, 3}, kLong), x = ones({2}, kLong), y = ones({3}, kLong);
  EXPECT_EQ(message([&] { addr(m, x, y, 1.5); }),
            "For integral input tensors, argument beta must not be a floating point number.");
  EXPECT_EQ(message([&] { addr(m, x, y, 1, 1.5); }),
            "For integral input tensors, argument alpha must not be a floating point number.");
}

// The target is an operand too.
TEST(ProductsTest, AProductIsFormedBeforeItIsWritten) {
  Tensor a = tensor({{1., 2.}, {3., 4.}});
  a.addmm_(a, a, 0);
  EXPECT_TRUE(a.equal(tensor({{7., 10.}, {15., 22.}})));
  EXPECT_EQ(a._version(), 1);
}

TEST(ProductsTest, TheBiasIsNotReadForBetaZero) {
  const Tensor nan = full({2, 2}, std::numeric_limits<double>::quiet_NaN());
  EXPECT_TRUE(addmm(nan, eye(2), eye(2), 0).equal(eye(2)));
  EXPECT_TRUE(addr(nan, ones({2}), ones({2}), 0).equal(ones({2, 2})));
}

TEST(ProductsTest, CrossProductsAreOfThreeElements) {
  EXPECT_EQ(message([] {
              cross(filled({2, 4}), filled({2, 4}));
            }),
            "no dimension of size 3 in input");
  EXPECT_EQ(message([] {
              cross(filled({3, 2}), filled({3, 2}), 1);
            }),
            "linalg.cross: inputs dimension 1 must have length 3. Got 2 and 2");
  EXPECT_EQ(message([] {
              linalg::cross(filled({3}), filled({2, 3}));
            }),
            "linalg.cross: inputs must have the same number of dimensions.");
  EXPECT_EQ(message([] {
              cross(filled({2, 3}), filled({3, 3}), 1);
            }),
            "The size of tensor a (2) must match the size of tensor b (3) at non-singleton "
            "dimension 0");
}

TEST(ProductsTest, ContractedDimensionsMatch) {
  EXPECT_EQ(message([] {
              inner(filled({2, 3}), filled({4, 2}));
            }),
            "inner() the last dimension must match on both input tensors but got shapes [2, 3] and "
            "[4, 2]");
  EXPECT_EQ(message([] {
              tensordot(filled({2, 3}), filled({3, 4}), -1);
            }),
            "tensordot expects dims >= 0, but got dims=-1");
  EXPECT_EQ(message([] {
              tensordot(filled({2, 3}), filled({3, 4}), 2);
            }),
            "contracted dimensions need to match, but first has size 2 in dim -2 and second has "
            "size 3 in dim 0");
  EXPECT_EQ(message([] {
              tensordot(filled({2, 3}), filled({4, 3}), {1, 0}, {1});
            }),
            "both dimension lists should have same length");
  EXPECT_EQ(
      message([] {
        tensordot(filled({2, 3}), filled({4, 3}), {1}, {0});
      }),
      "contracted dimensions need to match, but first has size 3 in dim 1 and second has size "
      "4 in dim 0");
}

TEST(ProductsTest, ChainsFitTogether) {
  EXPECT_EQ(message([] {
              linalg::multi_dot({filled({2, 3})});
            }),
            "multi_dot(): expected at least 2 tensors but got 1");
  EXPECT_EQ(message([] {
              linalg::multi_dot({filled({3}), filled({3, 3}), filled({2, 2}), filled({3})});
            }),
            "multi_dot(): tensors 1 and 2 with shapes [3, 3] and [2, 2] cannot be multiplied");
  EXPECT_EQ(message([] {
              linalg::multi_dot({filled({2, 3}), filled({3, 2, 2})});
            }),
            "multi_dot(): the last tensor must be 1D or 2D but got 3D");
  EXPECT_EQ(message([] {
              linalg::multi_dot({filled({2, 3}), filled({3, 2, 2}), filled({2, 2})});
            }),
            "multi_dot(): tensor 1 must be 2D but got 3D");
  EXPECT_EQ(message([] {
              linalg::multi_dot({filled({2, 3}), ones({3, 2}, kLong)});
            }),
            "multi_dot(): all tensors must have be the same dtype but tensor 0 is float and tensor "
            "1 long int");
  EXPECT_EQ(message([] {
              chain_matmul({filled({2}), filled({2, 3})});
            }),
            "Tensor dimension is 1, expected 2 instead.");
}

TEST(EinsumTest, EquationsAreChecked) {
  auto of = [](const char* equation, std::vector<Tensor> operands) {
    return message([&] { einsum(equation, operands); });
  };
  const Tensor m = filled({2, 3});
  EXPECT_EQ(of("ij,jk->ik", {m}),
            "einsum(): fewer operands were provided than specified in the equation");
  EXPECT_EQ(of("ij", {m, m}),
            "einsum(): more operands were provided than specified in the equation");
  EXPECT_EQ(
      of("i1", {m}),
      "einsum(): invalid subscript given at index 1 in the equation string, subscripts must be "
      "in [a-zA-Z]");
  EXPECT_EQ(of("i.j", {m}), "einsum(): found '.' for operand 0 that is not part of any ellipsis");
  EXPECT_EQ(of("...i...", {m}),
            "einsum(): found '.' for operand 0 for which an ellipsis was already found");
  EXPECT_EQ(of("ijk", {m}),
            "einsum(): the number of subscripts in the equation (3) does not match the number of "
            "dimensions (2) for operand 0 and no ellipsis was given");
  EXPECT_EQ(of("ijk...", {m}),
            "einsum(): the number of subscripts in the equation (3) is more than the number of "
            "dimensions (2) for operand 0");
  EXPECT_EQ(of("ij->ii", {m}), "einsum(): output subscript i appears more than once in the output");
  EXPECT_EQ(of("ij->ik", {m}),
            "einsum(): output subscript k does not appear in the equation for any input operand");
  EXPECT_EQ(of("ij->i...j...", {m}),
            "einsum(): found '.' for output but an ellipsis (...) was already found");
  EXPECT_EQ(of("ij->i.j", {m}),
            "einsum(): found '.' for output that is not part of any ellipsis (...)");
  EXPECT_EQ(
      of("ij->i$", {m}),
      "einsum(): invalid subscript given at index 5 in the equation string, subscripts must be "
      "in [a-zA-Z]");
  EXPECT_EQ(
      of("ij,ij->", {m, filled({2, 4})}),
      "einsum(): subscript j has size 4 for operand 1 which does not broadcast with previously "
      "seen size 3");
  EXPECT_EQ(of("ii", {m}),
            "einsum(): subscript i is repeated for operand 0 but the sizes don't match, 3 != 2");
  EXPECT_EQ(of("i...,i...", {m, filled({2, 4})}),
            "einsum(): dimension 1 covered by ellipsis in operand 1has size 4 which does not "
            "broadcast with previously seen ellipsis with size 3 for the respective dimension");
  EXPECT_EQ(of("", {}), "einsum(): must provide at least one operand");
}

TEST(EinsumTest, APathChangesTheOrderAndNotTheResult) {
  const Tensor a = arange(6).view({2, 3}), b = arange(12).view({3, 4}), c = arange(8).view({4, 2});
  const Tensor expected = matmul(matmul(a, b), c);
  for (const std::vector<int64_t>& path :
       {std::vector<int64_t>{0, 1, 0, 1}, {1, 2, 0, 1}, {0, 2, 0, 1}}) {
    EXPECT_TRUE(einsum("ij,jk,kl->il", {a, b, c}, IntArrayRef(path)).equal(expected));
  }
}

}  // namespace
}  // namespace gradlab
