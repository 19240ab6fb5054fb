#include "gradlab/autograd/ops/index.h"

#include <cmath>
#include <functional>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gradlab/autograd/autograd.h"
#include "gradlab/autograd/grad_mode.h"
#include "gradlab/autograd/graph/node.h"
#include "gradlab/autograd/ops/compare.h"
#include "gradlab/autograd/ops/factory.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/autograd/ops/reduce.h"
#include "gradlab/autograd/ops/shape.h"
#include "gradlab/autograd/tensor_data.h"
#include "gradlab/autograd/tensor_index.h"
#include "gradlab/tensor/error.h"
#include "gtest/gtest.h"

namespace gradlab {
namespace {

using indexing::Ellipsis;
using indexing::None;
using indexing::Slice;
using ::testing::ElementsAre;
using ::testing::ElementsAreArray;
using ::testing::StrEq;
using ::testing::ThrowsMessage;

using Inputs = std::vector<Tensor>;
using Function = std::function<Tensor(const Inputs&)>;

std::vector<double> values(const Tensor& t) {
  const Tensor d = t.to(kDouble).contiguous();
  return std::vector<double>(d.data_ptr<double>(), d.data_ptr<double>() + d.numel());
}

std::vector<int64_t> sizes(const Tensor& t) { return t.sizes().vec(); }

Tensor numbers(IntArrayRef sizes, double first = 0) {
  int64_t n = 1;
  for (int64_t s : sizes) n *= s;
  return arange(first, first + static_cast<double>(n), kDouble).view(sizes);
}

// A case recorded from PyTorch: the result for the inputs, and the gradients of the inputs for the
// incoming gradient 1, 2, 3, ...
struct Recorded {
  const char* node;
  Function f;
  Inputs inputs;
  std::vector<double> result;
  std::vector<std::vector<double>> gradients;
};

Inputs leaves(const Inputs& inputs) {
  Inputs out;
  for (const Tensor& t : inputs) out.push_back(t.clone().requires_grad_());
  return out;
}

// What f's square, weighted, changes by: not linear in anything.
Tensor weighted_square(const Function& f, const Inputs& inputs) {
  const Tensor y = f(inputs);
  return sum(y * y * numbers(y.sizes(), 1));
}

// For first derivatives, and for the second ones along the direction 1, 2, 3, ...
void expect_central_differences(const std::function<Tensor(const Inputs&)>& loss,
                                const Inputs& inputs, const Inputs& gradients) {
  NoGradGuard no_grad;
  constexpr double kStep = 1e-4;
  for (size_t k = 0; k < inputs.size(); ++k) {
    const std::vector<double> got = values(gradients[k]);
    for (int64_t i = 0; i < inputs[k].numel(); ++i) {
      double at[2];
      for (const int side : {0, 1}) {
        Inputs moved;
        for (const Tensor& t : inputs) moved.push_back(t.detach().clone());
        moved[k].data_ptr<double>()[i] += side ? kStep : -kStep;
        AutoGradMode on(true);
        at[side] = loss(leaves(moved)).item<double>();
      }
      const double want = (at[1] - at[0]) / (2 * kStep);
      EXPECT_NEAR(got[i], want, 1e-5 * std::max(1.0, std::abs(want))) << "input " << k << ", " << i;
    }
  }
}

void expect_derivatives(const Function& f, const Inputs& inputs) {
  const auto loss = [&](const Inputs& xs) { return weighted_square(f, xs); };
  Inputs xs = leaves(inputs);
  const variable_list first = autograd::grad({loss(xs)}, xs, {}, std::nullopt, true);
  expect_central_differences(loss, inputs, first);

  const auto slope = [&](const Inputs& xs) {
    const variable_list g = autograd::grad({loss(xs)}, xs, {}, std::nullopt, true);
    Tensor total = zeros({}, kDouble);
    for (const Tensor& t : g) total = total + sum(t * numbers(t.sizes(), 1));
    return total;
  };
  Inputs ys = leaves(inputs);
  expect_central_differences(slope, inputs, autograd::grad({slope(ys)}, ys));
}

const Tensor& x34() {
  static const Tensor& x = *new Tensor(numbers({3, 4}));
  return x;
}
const Tensor& row() {
  static const Tensor& v = *new Tensor(tensor({{10., 20., 30., 40.}}, kDouble));
  return v;
}
Tensor rows(int64_t n) {
  std::vector<Tensor> parts;
  for (int64_t i = 0; i < n; ++i) parts.push_back(row() + i);
  return cat(parts);
}
Tensor mask34() {
  return tensor(
      {{true, false, false, true}, {false, false, false, false}, {false, true, false, false}});
}

const std::vector<Recorded>& recorded() {
  const Tensor i = tensor({2, 0, 2}), m = mask34();
  using R = Recorded;
  static const std::vector<Recorded>& cases = *new std::vector<Recorded>{
      R{"IndexBackward0", [=](const Inputs& x) { return x[0].index({i}); }, {x34()},
        {8, 9, 10, 11, 0, 1, 2, 3, 8, 9, 10, 11},
        {{5, 6, 7, 8, 0, 0, 0, 0, 10, 12, 14, 16}}},
      R{"IndexBackward0",
        [=](const Inputs& x) { return x[0].index({i, tensor({{1}, {3}})}); }, {x34()},
        {9, 1, 9, 11, 3, 11},
        {{0, 2, 0, 5, 0, 0, 0, 0, 0, 4, 0, 10}}},
      R{"IndexBackward0",
        [=](const Inputs& x) { return x[0].index({Slice(), tensor({-1, 0})}); }, {x34()},
        {3, 0, 7, 4, 11, 8},
        {{2, 0, 0, 1, 4, 0, 0, 3, 6, 0, 0, 5}}},
      R{"IndexBackward0", [=](const Inputs& x) { return x[0].index({m}); }, {x34()}, {0, 3, 9},
        {{1, 0, 0, 2, 0, 0, 0, 0, 0, 3, 0, 0}}},
      R{"IndexBackward0",
        [=](const Inputs& x) { return x[0].index({tensor({true, false, true})}); }, {x34()},
        {0, 1, 2, 3, 8, 9, 10, 11},
        {{1, 2, 3, 4, 0, 0, 0, 0, 5, 6, 7, 8}}},
      R{"IndexPutBackward0",
        [=](const Inputs& x) {
          Tensor y = x[0].clone();
          return y.index_put_({tensor({0, 2})}, x[1]);
        },
        {x34(), row()},
        {10, 20, 30, 40, 4, 5, 6, 7, 10, 20, 30, 40},
        {{0, 0, 0, 0, 5, 6, 7, 8, 0, 0, 0, 0}, {10, 12, 14, 16}}},
      R{"IndexPutBackward0",
        [=](const Inputs& x) { return index_put(x[0], {tensor({0, 0})}, x[1], true); },
        {x34(), row()},
        {20, 41, 62, 83, 4, 5, 6, 7, 8, 9, 10, 11},
        {{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}, {2, 4, 6, 8}}},
      R{"CopySlices",
        [=](const Inputs& x) {
          Tensor y = x[0].clone();
          return y.index_put_({Slice(1), None, Slice(None, None, 2)},
                              x[1].index({Slice(), Slice(None, 2)}));
        },
        {x34(), row()},
        {0, 1, 2, 3, 10, 5, 20, 7, 10, 9, 20, 11},
        {{1, 2, 3, 4, 0, 6, 0, 8, 0, 10, 0, 12}, {14, 18, 0, 0}}},
      R{"IndexSelectBackward0", [=](const Inputs& x) { return x[0].index_select(1, i); }, {x34()},
        {2, 0, 2, 6, 4, 6, 10, 8, 10},
        {{2, 0, 4, 0, 5, 0, 10, 0, 8, 0, 16, 0}}},
      R{"GatherBackward0",
        [=](const Inputs& x) { return x[0].gather(0, tensor({{0, 2, 2}, {0, 1, 0}})); }, {x34()},
        {0, 9, 10, 0, 5, 2},
        {{5, 0, 6, 0, 0, 5, 0, 0, 0, 2, 3, 0}}},
      R{"ScatterBackward0",
        [=](const Inputs& x) { return x[0].scatter(0, tensor({{0, 2, 2}}), x[1]); },
        {x34(), row().slice(1, 0, 3)},
        {10, 1, 2, 3, 4, 5, 6, 7, 8, 20, 30, 11},
        {{0, 2, 3, 4, 5, 6, 7, 8, 9, 0, 0, 12}, {1, 10, 11}}},
      R{"ScatterBackward1",
        [=](const Inputs& x) { return x[0].scatter(1, tensor({{0}, {2}, {1}}), -1); }, {x34()},
        {-1, 1, 2, 3, 4, 5, -1, 7, 8, -1, 10, 11},
        {{0, 2, 3, 4, 5, 6, 0, 8, 9, 0, 11, 12}}},
      R{"ScatterAddBackward0",
        [=](const Inputs& x) {
          return x[0].scatter_add(0, tensor({{0, 2, 2, 0}, {0, 1, 2, 0}}), x[1]);
        },
        {x34(), rows(2)},
        {21, 1, 2, 84, 4, 26, 6, 7, 8, 29, 71, 11},
        {{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}, {1, 10, 11, 4, 1, 6, 11, 4}}},
      R{"IndexAddBackward0", [=](const Inputs& x) { return x[0].index_add(0, i, x[1], 2); },
        {x34(), rows(3)},
        {22, 43, 64, 85, 4, 5, 6, 7, 52, 93, 134, 175},
        {{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}, {18, 20, 22, 24, 2, 4, 6, 8, 18, 20, 22, 24}}},
      R{"IndexCopyBackward0",
        [=](const Inputs& x) { return x[0].index_copy(0, tensor({2, 0}), x[1]); },
        {x34(), rows(2)},
        {11, 21, 31, 41, 4, 5, 6, 7, 10, 20, 30, 40},
        {{0, 0, 0, 0, 5, 6, 7, 8, 0, 0, 0, 0}, {9, 10, 11, 12, 1, 2, 3, 4}}},
      R{"TakeBackward0",
        [=](const Inputs& x) { return x[0].take(tensor({{0, -1}, {0, 5}})); }, {x34()},
        {0, 11, 0, 5},
        {{4, 0, 0, 0, 0, 4, 0, 0, 0, 0, 0, 2}}},
      R{"PutBackward0",
        [=](const Inputs& x) { return x[0].put(tensor({{0, -1}, {1, 5}}), x[1]); }, {x34(), row()},
        {10, 30, 2, 3, 4, 40, 6, 7, 8, 9, 10, 20},
        {{0, 0, 3, 4, 5, 0, 7, 8, 9, 10, 11, 0}, {1, 12, 2, 6}}},
      R{"MaskedFillBackward0", [=](const Inputs& x) { return x[0].masked_fill(m, 7); }, {x34()},
        {7, 1, 2, 7, 4, 5, 6, 7, 8, 7, 10, 11},
        {{0, 2, 3, 0, 5, 6, 7, 8, 9, 0, 11, 12}}},
      R{"MaskedFillBackward1", [=](const Inputs& x) { return x[0].masked_fill(m, x[1]); },
        {x34(), full({}, 7, kDouble)},
        {7, 1, 2, 7, 4, 5, 6, 7, 8, 7, 10, 11},
        {{0, 2, 3, 0, 5, 6, 7, 8, 9, 0, 11, 12}, {15}}},
      R{"MaskedSelectBackward0", [=](const Inputs& x) { return x[0].masked_select(m); }, {x34()},
        {0, 3, 9},
        {{1, 0, 0, 2, 0, 0, 0, 0, 0, 3, 0, 0}}},
      R{"MaskedSelectBackward0",
        [=](const Inputs& x) { return x[0].masked_select(tensor({true, false, true, false})); },
        {x34()},
        {0, 2, 4, 6, 8, 10},
        {{1, 0, 2, 0, 3, 0, 4, 0, 5, 0, 6, 0}}},
      R{"MaskedScatterBackward0", [=](const Inputs& x) { return x[0].masked_scatter(m, x[1]); },
        {x34(), row()},
        {10, 1, 2, 20, 4, 5, 6, 7, 8, 30, 10, 11},
        {{0, 2, 3, 0, 5, 6, 7, 8, 9, 0, 11, 12}, {1, 4, 10, 0}}},
      R{"WhereBackward0", [=](const Inputs& x) { return where(m, x[0], x[1]); }, {x34(), row()},
        {0, 20, 30, 3, 10, 20, 30, 40, 10, 9, 30, 40},
        {{1, 0, 0, 4, 0, 0, 0, 0, 0, 10, 0, 0}, {14, 8, 21, 20}}},
      R{"GatherBackward0",
        [=](const Inputs& x) { return take_along_dim(x[0], tensor({{3, 1}}), 1); }, {x34()},
        {3, 1, 7, 5, 11, 9},
        {{0, 2, 0, 1, 0, 4, 0, 3, 0, 6, 0, 5}}},
      R{"EmbeddingBackward0",
        [=](const Inputs& x) { return embedding(x[0], tensor({{1, 2}, {1, 0}}), 0, true); },
        {x34()},
        {4, 5, 6, 7, 8, 9, 10, 11, 4, 5, 6, 7, 0, 1, 2, 3},
        {{0, 0, 0, 0, 5, 6, 7, 8, 5, 6, 7, 8}}},
      R{"EmbeddingBackward0",
        [=](const Inputs& x) { return embedding(x[0], tensor({{1, 2}, {1, 0}}), 2); }, {x34()},
        {4, 5, 6, 7, 8, 9, 10, 11, 4, 5, 6, 7, 0, 1, 2, 3},
        {{13, 14, 15, 16, 10, 12, 14, 16, 0, 0, 0, 0}}},
  };
  return cases;
}

TEST(IndexOperationsTest, ResultsAndGradientsAreThoseRecordedFromPyTorch) {
  int number = 0;
  for (const Recorded& c : recorded()) {
    SCOPED_TRACE(testing::Message() << "case " << number++ << ", " << c.node);
    const Inputs xs = leaves(c.inputs);
    const Tensor y = c.f(xs);
    EXPECT_THAT(values(y), ElementsAreArray(c.result));
    ASSERT_TRUE(y.grad_fn());
    EXPECT_EQ(y.grad_fn()->name(), c.node);
    const variable_list g = autograd::grad({y}, xs, {numbers(y.sizes(), 1)});
    for (size_t k = 0; k < xs.size(); ++k) {
      EXPECT_EQ(sizes(g[k]), sizes(xs[k]));
      EXPECT_THAT(values(g[k]), ElementsAreArray(c.gradients[k]));
    }
  }
}

// padding_idx and scale_grad_by_freq make a gradient that is not the derivative, on purpose.
TEST(IndexOperationsTest, FirstAndSecondDerivativesMatchCentralDifferences) {
  int number = 0;
  for (const Recorded& c : recorded()) {
    if (std::string(c.node) == "EmbeddingBackward0") continue;
    SCOPED_TRACE(testing::Message() << "case " << number++ << ", " << c.node);
    expect_derivatives(c.f, c.inputs);
  }
  expect_derivatives(
      [](const Inputs& x) {
        return embedding(x[0], tensor({{1, 2}, {1, 0}}));
      },
      {x34()});
}

TEST(IndexOperationsTest, InputsOfAnyLayoutGiveTheSameResultsAndGradients) {
  for (const Recorded& c : recorded()) {
    Inputs xs;
    for (const Tensor& t : c.inputs) {
      // Every second element of a larger, transposed tensor.
      std::vector<int64_t> larger = t.sizes().vec();
      for (int64_t& s : larger) s *= 2;
      Tensor spread = zeros(larger, kDouble);
      if (t.dim() == 2) spread = transpose(zeros({larger[1], larger[0]}, kDouble), 0, 1);
      for (int64_t d = 0; d < t.dim(); ++d) spread = spread.slice(d, 0, std::nullopt, 2);
      spread.copy_(t);
      xs.push_back(spread.detach().requires_grad_());
    }
    const Tensor y = c.f(xs);
    EXPECT_THAT(values(y), ElementsAreArray(c.result)) << c.node;
    const variable_list g = autograd::grad({y}, xs, {numbers(y.sizes(), 1)});
    for (size_t k = 0; k < xs.size(); ++k) {
      EXPECT_THAT(values(g[k]), ElementsAreArray(c.gradients[k])) << c.node;
    }
  }
}

TEST(IndexOperationsTest, OnlyOneInputMayNeedAGradient) {
  for (const Recorded& c : recorded()) {
    for (size_t k = 0; k < c.inputs.size(); ++k) {
      Inputs xs = c.inputs;
      xs[k] = xs[k].clone().requires_grad_();
      const Tensor y = c.f(xs);
      const variable_list g = autograd::grad({y}, {xs[k]}, {numbers(y.sizes(), 1)});
      EXPECT_THAT(values(g[0]), ElementsAreArray(c.gradients[k])) << c.node;
    }
  }
}

TEST(IndexOperationsTest, InPlaceMethodsWriteWhatTheFunctionsReturn) {
  const Tensor i = tensor({2, 0}), m = mask34(), at = tensor({{0, 2, 2, 1}});
  const auto check = [&](const Tensor& want, const std::function<Tensor&(Tensor&)>& write) {
    Tensor leaf = x34().clone().requires_grad_(), y = leaf * 1;
    const int64_t version = y._version();
    EXPECT_TRUE(write(y).is_same(y));
    EXPECT_EQ(y._version(), version + 1);
    EXPECT_EQ(values(y), values(want));
    EXPECT_THROW(write(leaf), Error);
    EXPECT_EQ(values(leaf), values(x34()));
  };
  const Tensor& x = x34();
  check(x.index_add(0, i, rows(2)),
        [&](Tensor& t) -> Tensor& { return t.index_add_(0, i, rows(2)); });
  check(x.index_copy(0, i, rows(2)),
        [&](Tensor& t) -> Tensor& { return t.index_copy_(0, i, rows(2)); });
  check(x.scatter(0, at, row()), [&](Tensor& t) -> Tensor& { return t.scatter_(0, at, row()); });
  check(x.scatter(0, at, 5), [&](Tensor& t) -> Tensor& { return t.scatter_(0, at, 5); });
  check(x.scatter_add(0, at, row()),
        [&](Tensor& t) -> Tensor& { return t.scatter_add_(0, at, row()); });
  check(x.put(at, row(), true), [&](Tensor& t) -> Tensor& { return t.put_(at, row(), true); });
  check(x.masked_fill(m, 5), [&](Tensor& t) -> Tensor& { return t.masked_fill_(m, 5); });
  check(x.masked_fill(m, full({}, 5, kDouble)),
        [&](Tensor& t) -> Tensor& { return t.masked_fill_(m, full({}, 5, kDouble)); });
  check(x.masked_scatter(m, row()),
        [&](Tensor& t) -> Tensor& { return t.masked_scatter_(m, row()); });
}

TEST(IndexOperationsTest, RepeatedSourcesKeepTheLastValueButAllGetTheGradient) {
  const Tensor src = tensor({1., 2.}, dtype(kDouble).requires_grad(true));
  const Tensor y = zeros({2}, kDouble).index_put_({tensor({0, 0})}, src);
  EXPECT_THAT(values(y), ElementsAre(2, 0));
  y.backward(tensor({10., 20.}, kDouble));
  EXPECT_THAT(values(src.grad()), ElementsAre(10, 10));
}

TEST(IndexOperationsTest, ASrcLargerThanTheIndexGetsZerosBeyondIt) {
  const Tensor src = numbers({2, 3}).requires_grad_();
  const Tensor y = zeros({2, 2}, kDouble).scatter_add(0, tensor({{1, 0}}), src);
  EXPECT_THAT(values(y), ElementsAre(0, 1, 0, 0));
  y.backward(tensor({{1., 2.}, {3., 4.}}, kDouble));
  EXPECT_THAT(values(src.grad()), ElementsAre(3, 2, 0, 0, 0, 0));
}

// Differentiating the gradient of an embedding: the map from g is linear, so this is its transpose.
TEST(EmbeddingTest, TheGradientIsDifferentiableWithPaddingAndFrequencies) {
  const Tensor ids = tensor({{1, 2}, {1, 0}});
  const auto f = [&](const Inputs& x) { return embedding_dense_backward(x[0], ids, 3, 2, true); };
  expect_derivatives(f, {numbers({2, 2, 3}, 1)});
}

TEST(EmbeddingTest, BadArgumentsThrow) {
  EXPECT_THAT(
      [] {
        embedding(ones({3, 2}), tensor({5}));
      },
      ThrowsMessage<IndexError>(StrEq("index out of range in self")));
  EXPECT_THAT([] { embedding(ones({3}), tensor({1})); },
              ThrowsMessage<Error>(StrEq("'weight' must be 2-D")));
  EXPECT_THROW(embedding(ones({3, 2}), tensor({1}), -1, false, true), NotImplementedError);
}

TEST(WhereTest, NumbersPromoteAsInPyTorch) {
  const Tensor c = tensor({true, false, true});
  EXPECT_EQ(where(c, 1, 2).dtype(), kLong);
  EXPECT_EQ(where(c, 1.5, 2).dtype(), kFloat);
  EXPECT_EQ(where(c, arange(3), 2.5).dtype(), kFloat);
  EXPECT_EQ(where(c, arange(3), ones({3}, kDouble)).dtype(), kDouble);
  EXPECT_THAT(values(where(c, 0.5, arange(3))), ElementsAre(0.5, 1, 0.5));
  EXPECT_THAT(values(where(c.to(kByte), arange(3), -1)), ElementsAre(0, -1, 2));
  EXPECT_THAT(values(arange(3).where(c, -1)), ElementsAre(0, -1, 2));
}

TEST(WhereTest, TheUnchosenBranchGetsZeroAndNumbersNone) {
  const Tensor x = tensor({1., 2.}, requires_grad());
  const Tensor y = where(tensor({true, false}), 3, x);
  EXPECT_EQ(y.grad_fn()->name(), "WhereBackward0");
  sum(y).backward();
  EXPECT_THAT(values(x.grad()), ElementsAre(0, 1));
}

TEST(WhereTest, OfAConditionAloneGivesThePositions) {
  const std::vector<Tensor> at = where(mask34());
  ASSERT_EQ(at.size(), 2u);
  EXPECT_THAT(values(at[0]), ElementsAre(0, 0, 2));
  EXPECT_THAT(values(at[1]), ElementsAre(0, 3, 1));
  EXPECT_THAT(values(where(tensor(true))[0]), ElementsAre(0));
  EXPECT_EQ(sizes(nonzero(tensor(5))), (std::vector<int64_t>{1, 0}));
  EXPECT_EQ(sizes(mask34().nonzero()), (std::vector<int64_t>{3, 2}));
}

TEST(TakeAlongDimTest, BroadcastsAndChecks) {
  const Tensor z = numbers({2, 3});
  EXPECT_THAT(values(z.take_along_dim(tensor({{0, 1, 0}}), 0)), ElementsAre(0, 4, 2));
  EXPECT_THAT(values(z.take_along_dim(tensor({{0}, {1}}), 1)), ElementsAre(0, 4));
  EXPECT_THAT(values(z.take_along_dim(tensor({0, 4}))), ElementsAre(0, 4));
  EXPECT_THAT(values(z.take_along_dim(tensor({{0}}), 0)), ElementsAre(0, 1, 2));
  EXPECT_THAT(
      [&] { z.take_along_dim(tensor({0}), 0); },
      ThrowsMessage<Error>(StrEq("torch.take_along_dim(): input and indices should have the "
                                 "same number of dimensions, but got 2 dimensions for "
                                 "input, and 1 dimensions for indices")));
  EXPECT_THAT([&] { z.take_along_dim(tensor({{0}}, kInt), 0); },
              ThrowsMessage<Error>(
                  StrEq("torch.take_along_dim(): dtype of indices should be Long but got Int")));
}

TEST(MaskedTest, BadArgumentsThrowAndChangeNothing) {
  const Tensor z = numbers({2, 3}), before = z.clone();
  EXPECT_THAT(
      [&] {
        z.masked_fill_(ones({2, 3}, kBool), ones({2}));
      },
      ThrowsMessage<Error>(StrEq("masked_fill_ only supports a 0-dimensional value tensor, "
                                 "but got tensor with 1 dimension(s).")));
  EXPECT_THROW(z.masked_fill_(ones({2, 2, 3}, kBool), 1), Error);
  EXPECT_THAT(
      [&] {
        z.masked_scatter_(ones({2, 3}, kBool), ones({1}, kDouble));
      },
      ThrowsMessage<Error>(StrEq("Number of elements of source < number of ones in mask")));
  EXPECT_THAT(
      [&] { z.masked_select(z); },
      ThrowsMessage<Error>(StrEq("masked_select: expected BoolTensor or ByteTensor for mask")));
  EXPECT_EQ(values(z), values(before));
  EXPECT_EQ(sizes(z.masked_fill(ones({2, 2, 3}, kBool), 1)), (std::vector<int64_t>{2, 2, 3}));
}

TEST(IndexWriteTest, ExpandedTensorsAreNotWritten) {
  const Tensor base = numbers({3});
  const Tensor wide = base.expand({2, 3});
  const auto refuses = ThrowsMessage<Error>(
      StrEq("unsupported operation: more than one element of the written-to tensor refers to a "
            "single memory location. Please clone() the tensor before performing the operation."));
  EXPECT_THAT([&] { wide.scatter_(0, tensor({{0}}), 9); }, refuses);
  EXPECT_THAT([&] { wide.index_put_({tensor({0})}, 9); }, refuses);
  EXPECT_THAT([&] { wide.index_add_(0, tensor({0}), ones({1, 3}, kDouble)); }, refuses);
  EXPECT_THAT(values(base), ElementsAre(0, 1, 2));
}

TEST(IndexWriteTest, ASourceThatWouldBeOverwrittenIsRefused) {
  const Tensor a = numbers({6});
  const auto refuses = ThrowsMessage<Error>(
      StrEq("unsupported operation: some elements of the input tensor and the written-to tensor "
            "refer to a single memory location. Please clone() the tensor before performing the "
            "operation."));
  EXPECT_THAT([&] { a.index_put_({tensor({1, 2})}, a.slice(0, 0, 2)); }, refuses);
  EXPECT_THAT([&] { a.scatter_(0, tensor({1, 2}), a.slice(0, 0, 2)); }, refuses);
  EXPECT_THAT([&] { a.index_add_(0, tensor({1, 2}), a.slice(0, 0, 2)); }, refuses);
  EXPECT_THAT(values(a), ElementsAre(0, 1, 2, 3, 4, 5));
  a.slice(0, 0, 3).index_put_({tensor({2, 0})}, a.slice(0, 3, 5));
  EXPECT_THAT(values(a), ElementsAre(4, 1, 3, 3, 4, 5));
}

}  // namespace
}  // namespace gradlab
