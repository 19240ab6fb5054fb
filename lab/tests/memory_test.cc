// When a graph lives and dies, in numbers: nodes, saved tensors, bytes.
#include <gtest/gtest.h>

#include <cstdint>

#include "gradlab/gradlab.h"
#include "gradlab/tensor/counters.h"

namespace gradlab {
namespace {

constexpr int64_t kBytes = 4000;  // of x, and of every tensor of its shape

// What is alive beyond what was alive when it was made.
class Alive {
 public:
  int64_t nodes() const { return counter_value(Counter::kNodes) - nodes_; }
  int64_t saved() const { return counter_value(Counter::kSavedTensors) - saved_; }
  int64_t bytes() const { return counter_value(Counter::kStorageBytes) - bytes_; }

 private:
  int64_t nodes_ = counter_value(Counter::kNodes);
  int64_t saved_ = counter_value(Counter::kSavedTensors);
  int64_t bytes_ = counter_value(Counter::kStorageBytes);
};

Tensor leaf() { return full({1000}, 0.5, requires_grad()); }

// exp keeps its result, the product keeps both factors: one storage, three times.
Tensor f(const Tensor& x) {
  Tensor a = x.exp();
  return (a * a).sum();
}

TEST(Memory, BackwardFreesWhatTheGraphSaved) {
  Tensor x = leaf();
  x.mutable_grad() = zeros({1000});
  const Alive alive;
  Tensor y = f(x);
  const int64_t result_bytes = static_cast<int64_t>(y.nbytes());
  EXPECT_EQ(alive.saved(), 3);
  EXPECT_EQ(alive.bytes(), kBytes + result_bytes);
  y.backward();
  EXPECT_EQ(alive.saved(), 0);
  EXPECT_EQ(alive.bytes(), result_bytes);
}

TEST(Memory, RetainGraphKeepsItUntilTheResultDies) {
  Tensor x = leaf();
  x.mutable_grad() = zeros({1000});
  const Alive alive;
  {
    Tensor y = f(x);
    y.backward({}, /*retain_graph=*/true);
    EXPECT_EQ(alive.saved(), 3);
    EXPECT_EQ(alive.bytes(), kBytes + static_cast<int64_t>(y.nbytes()));
  }
  EXPECT_EQ(alive.saved(), 0);
  EXPECT_EQ(alive.bytes(), 0);
}

TEST(Memory, TheNodesLiveAsLongAsTheResult) {
  Tensor x = leaf();
  const Alive alive;
  {
    Tensor y = f(x);
    EXPECT_EQ(alive.nodes(), 4);  // exp, mul, sum and the accumulator of x
    y.backward();
    EXPECT_EQ(alive.nodes(), 4);
  }
  EXPECT_LE(alive.nodes(), 1);  // x may keep its accumulator
  x.reset();
  EXPECT_EQ(alive.nodes(), 0);
}

TEST(Memory, RecomputingNeedsOneGraphAtATime) {
  Tensor x = leaf();
  f(x).backward();
  reset_counter_peak(Counter::kStorageBytes);
  const int64_t before = counter_value(Counter::kStorageBytes);
  f(x).backward();
  const int64_t once = counter_peak(Counter::kStorageBytes) - before;
  EXPECT_GE(once, kBytes);
  for (int i = 0; i < 10; ++i) f(x).backward();
  EXPECT_EQ(counter_peak(Counter::kStorageBytes) - before, once);
  EXPECT_EQ(counter_value(Counter::kStorageBytes), before);
}

TEST(Memory, NothingIsRecordedUnderNoGrad) {
  Tensor x = leaf();
  const Alive alive;
  NoGradGuard no_grad;
  Tensor y = f(x);
  EXPECT_FALSE(y.requires_grad());
  EXPECT_EQ(alive.nodes(), 0);
  EXPECT_EQ(alive.saved(), 0);
}

TEST(Memory, ASumOfLossesKeepsEveryGraphAndASumOfNumbersKeepsNone) {
  Tensor x = leaf();
  x.mutable_grad() = zeros({1000});
  const Alive alive;
  double number = 0;
  for (int i = 0; i < 100; ++i) {
    Tensor loss = f(x);
    loss.backward();
    number += loss.item<double>();
  }
  EXPECT_LE(alive.nodes(), 1);
  EXPECT_EQ(alive.bytes(), 0);
  {
    Tensor total = zeros({});
    for (int i = 0; i < 100; ++i) total = total + f(x);
    EXPECT_GE(alive.nodes(), 400);
    EXPECT_GE(alive.bytes(), 100 * kBytes);
    EXPECT_NEAR(total.item<double>(), number, 1e-4 * number);
  }
  EXPECT_LE(alive.nodes(), 1);
  EXPECT_EQ(alive.bytes(), 0);
}

}  // namespace
}  // namespace gradlab
