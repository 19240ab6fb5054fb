// What the operation table cannot show of scatter_reduce, index_reduce and index_fill.
#include <cmath>
#include <limits>
#include <string>

#include "gradlab/autograd/ops/compare.h"
#include "gradlab/autograd/ops/factory.h"
#include "gradlab/autograd/ops/index.h"
#include "gradlab/autograd/ops/reduce.h"
#include "gradlab/autograd/tensor_data.h"
#include "gradlab/autograd/test_util.h"
#include "gtest/gtest.h"

namespace gradlab {
namespace {

TEST(ScatterReduceTest, ReductionsHaveNames) {
  const Tensor t = ones({3, 2}), index = zeros({1, 2}, kLong);
  EXPECT_EQ(message([&] { t.scatter(0, index, t, "mul"); }),
            "reduce argument must be either add or multiply.");
  EXPECT_EQ(message([&] { t.scatter(0, index, 2, "sum"); }),
            "reduce argument must be either add or multiply.");
  EXPECT_EQ(message([&] { t.scatter_reduce(0, index, t, "add"); }),
            "reduce argument must be either sum, prod, mean, amax or amin.");
  EXPECT_EQ(message([&] {
              t.index_reduce(0, zeros({2}, kLong), ones({2, 2}), "sum");
            }),
            "index_reduce(): Expected reduce to be one of prod, mean, amax or amin but got sum.");
  const Tensor flags = t > 0;
  EXPECT_EQ(message([&] { flags.scatter_reduce(0, index, flags, "mean"); }),
            "\"scatter_gather_tensor_cpu_reduce_mean\" not implemented for 'Bool'");
}

TEST(ScatterReduceTest, IndicesAreCheckedFirst) {
  Tensor t = ones({3, 2});
  EXPECT_EQ(message([&] {
              t.scatter_reduce_(0, tensor({{0, 3}}), ones({3, 2}), "amin");
            }),
            "index 3 is out of bounds for dimension 0 with size 3");
  EXPECT_EQ(message([&] {
              t.scatter_reduce_(0, tensor({0}), ones({3, 2}), "amin");
            }),
            "Index tensor must have the same number of dimensions as self tensor");
  EXPECT_EQ(message([&] {
              t.scatter_reduce_(0, tensor({{0, 1, 1}}), ones({3, 2}), "amin");
            }),
            "Expected index [1, 3] to be smaller than self [3, 2] apart from dimension 0 and to be "
            "smaller size than src [3, 2]");
  EXPECT_EQ(message([&] {
              t.index_reduce_(0, tensor({0, 3}), ones({2, 2}), "mean");
            }),
            "index out of range in self");
  EXPECT_EQ(message([&] {
              t.index_reduce_(0, tensor({0, 2}), ones({3, 2}), "mean");
            }),
            "index_reduce_(): Number of indices (2) should be equal to source.size(dim): (3), for "
            "dim: 0");
  EXPECT_EQ(message([&] {
              t.index_reduce_(0, tensor({0, 2}), ones({2, 2}, kLong), "mean");
            }),
            "index_reduce_(): self (Float) and source (Long) must have the same scalar type");
  EXPECT_TRUE(t.equal(ones({3, 2})));
}

TEST(ScatterReduceTest, IntegerMeansAreRoundedDown) {
  const Tensor index = zeros({2, 1}, kLong);
  EXPECT_EQ(full({1, 1}, -1).scatter_reduce(0, index, full({2, 1}, -4), "mean").item<int64_t>(),
            -3);
  EXPECT_EQ(full({1, 1}, 2).scatter_reduce(0, index, full({2, 1}, -4), "mean").item<int64_t>(), -2);
  EXPECT_EQ(full({1, 1}, 0).scatter_reduce(0, index, full({2, 1}, -1), "mean").item<int64_t>(), -1);
}

TEST(ScatterReduceTest, NaNWinsAgainstEveryNumber) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const Tensor src = tensor({nan, 3., 9.}), index = tensor({0, 0, 0});
  for (const char* reduce : {"amax", "amin"}) {
    EXPECT_TRUE(std::isnan(ones({1}).scatter_reduce(0, index, src, reduce).item<double>()));
    EXPECT_TRUE(std::isnan(
        full({1}, nan).scatter_reduce(0, tensor({0}), ones({1}), reduce).item<double>()));
  }
}

TEST(ScatterReduceTest, HasNoDerivativeByTheOldName) {
  const Tensor t = ones({3}).requires_grad_();
  const Tensor out = t.scatter(0, tensor({0}), 2, "multiply");
  EXPECT_EQ(message([&] { out.sum().backward(); }),
            "derivative for aten::scatter is not implemented");
  const Tensor written = t.clone().scatter_(0, tensor({0}), 2, "multiply");
  EXPECT_EQ(message([&] { written.sum().backward(); }),
            "derivative for aten::scatter_ is not implemented");
}

TEST(IndexFillTest, IsChecked) {
  Tensor t = ones({3, 2});
  EXPECT_EQ(message([&] {
              t.index_fill_(0, tensor({0, 3}), 5);
            }),
            "index 3 is out of bounds for dimension 0 with size 3");
  EXPECT_EQ(message([&] {
              t.index_fill_(0, tensor({0, -4}), 5);
            }),
            "index -4 is out of bounds for dimension 0 with size 3");
  EXPECT_EQ(message([&] {
              t.index_fill_(0, tensor({{0, 1}}), 5);
            }),
            "Index has to be a vector/scalar");
  EXPECT_EQ(message([&] {
              t.index_fill_(0, tensor({0., 1.}), 5);
            }),
            "index_fill_(): Expected dtype int64 for index.");
  EXPECT_EQ(message([&] { t.index_fill_(0, tensor({0}), ones({1})); }),
            "index_fill_ only supports a 0-dimensional value tensor, but got tensor with 1 "
            "dimension(s).");
  EXPECT_TRUE(t.equal(ones({3, 2})));
}

TEST(OneHotTest, ClassesAreChecked) {
  EXPECT_EQ(message([] {
              one_hot(tensor({0, 2}), 2);
            }),
            "Class values must be smaller than num_classes.");
  EXPECT_EQ(message([] { one_hot(tensor({0, -2})); }), "Class values must be non-negative.");
  EXPECT_EQ(message([] {
              one_hot(tensor({0., 2.}));
            }),
            "one_hot is only applicable to index tensor.");
  EXPECT_EQ(message([] { one_hot(empty({0}, kLong)); }),
            "Can not infer total number of classes from empty tensor.");
}

}  // namespace
}  // namespace gradlab
