// Graphs are freed when nobody can use them any more: node, saved-tensor and byte counters return
// to where they were.
#include <malloc.h>
#include <sys/resource.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <vector>

#include "gradlab/autograd/autograd.h"
#include "gradlab/autograd/grad_mode.h"
#include "gradlab/autograd/ops/factory.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/autograd/ops/reduce.h"
#include "gradlab/autograd/ops/shape.h"
#include "gradlab/autograd/ops/unary.h"
#include "gradlab/autograd/tensor.h"
#include "gradlab/tensor/allocator.h"
#include "gradlab/tensor/counters.h"
#include "gtest/gtest.h"

namespace gradlab {
namespace {

// What is alive now, to compare with later.
struct Alive {
  int64_t nodes = counter_value(Counter::kNodes);
  int64_t saved = counter_value(Counter::kSavedTensors);
  int64_t bytes = counter_value(Counter::kStorageBytes);
};

void expect_unchanged(const Alive& before) {
  const Alive now;
  EXPECT_EQ(now.nodes, before.nodes);
  EXPECT_EQ(now.saved, before.saved);
  EXPECT_EQ(now.bytes, before.bytes);
}

TEST(LifetimeTest, GraphDiesWithItsLastTensor) {
  const Alive before;
  {
    Tensor x = ones({8}).requires_grad_();
    Tensor y = (exp(x) * sigmoid(x)).sum();
    EXPECT_GT(counter_value(Counter::kNodes), before.nodes);
    EXPECT_GT(counter_value(Counter::kSavedTensors), before.saved);
  }
  expect_unchanged(before);
}

TEST(LifetimeTest, BackwardFreesSavedTensorsUnlessRetained) {
  Tensor x = ones({1000}).requires_grad_();
  const Alive before;
  Tensor loss = exp(exp(x)).sum();
  const int64_t kept = counter_value(Counter::kStorageBytes) - before.bytes;
  EXPECT_EQ(kept, 2 * 4000 + 4);  // both exponentials and the loss
  loss.backward({}, true);
  const int64_t grad = 4000;
  EXPECT_EQ(counter_value(Counter::kStorageBytes) - before.bytes, kept + grad);
  loss.backward();
  EXPECT_EQ(counter_value(Counter::kStorageBytes) - before.bytes, 4 + grad);
  EXPECT_EQ(counter_value(Counter::kSavedTensors), before.saved);
}

TEST(LifetimeTest, SavedOutputsDoNotKeepThemselvesAlive) {
  const Alive before;
  {
    Tensor x = ones({8}).requires_grad_();
    Tensor y = exp(x);
    Tensor z = tanh(y);
  }
  expect_unchanged(before);
}

TEST(LifetimeTest, GradientWithHistoryDoesNotKeepItsLeafAlive) {
  const Alive before;
  {
    Tensor x = ones({8}).requires_grad_();
    (x * x * x).sum().backward({}, std::nullopt, /*create_graph=*/true);
    ASSERT_TRUE(x.grad().requires_grad());
    (x.grad() * x).sum().backward({}, std::nullopt, /*create_graph=*/true);
  }
  expect_unchanged(before);
}

TEST(LifetimeTest, RetainedGradWithHistoryDoesNotKeepItsTensorAlive) {
  const Alive before;
  {
    Tensor x = ones({8}).requires_grad_();
    Tensor y = x * x;
    y.retain_grad();
    (y * y).sum().backward({}, std::nullopt, /*create_graph=*/true);
    ASSERT_TRUE(y.grad().requires_grad());
  }
  expect_unchanged(before);
}

TEST(LifetimeTest, BackwardReachesALeafThatHasDied) {
  const Alive before;
  {
    Tensor y;
    {
      Tensor x = ones({8}).requires_grad_();
      y = (x * x).sum();
    }
    y.backward();
  }
  expect_unchanged(before);
}

TEST(LifetimeTest, ViewsAndInPlaceWritesLeaveNothingBehind) {
  const Alive before;
  {
    Tensor x = ones({8}).requires_grad_();
    Tensor y = x * 2;
    y.slice(0, 0, 4).mul_(x.slice(0, 4, 8));
    y.select(0, 7).add_(1);
    y.sum().backward();
  }
  expect_unchanged(before);
}

TEST(LifetimeTest, AThousandStepsLeaveCountersWhereTheyWere) {
  Tensor w = ones({4, 4}).requires_grad_();
  Tensor x = ones({2, 4});
  auto step = [&] {
    Tensor loss = tanh(x.matmul(w)).sum();
    loss.backward();
    NoGradGuard no_grad;
    w.sub_(w.grad(), 0.01);
    w.mutable_grad().zero_();
  };
  step();
  const Alive before;
  for (int i = 0; i < 1000; ++i) step();
  expect_unchanged(before);
}

// --- Memory ---

// Bytes of memory, headers of malloc included, that one call of `operation` keeps alive while its
// result lives, without those that its result would take if nothing were recorded.
template <class Operation>
double bytes_of_record(const Operation& operation) {
  constexpr int kCalls = 2000, kRounds = 5;
  std::vector<Tensor> results;
  results.reserve(2 * kRounds * kCalls);
  empty_cache();
  const auto bytes_of_calls = [&] {
    const size_t before = mallinfo2().uordblks;
    for (int i = 0; i < kCalls; ++i) results.push_back(operation());
    return static_cast<double>(mallinfo2().uordblks - before);
  };
  // malloc may give blocks a little larger than asked for while it has such at hand, never smaller.
  double recorded = HUGE_VAL, plain = HUGE_VAL;
  for (int round = 0; round < kRounds; ++round) {
    recorded = std::min(recorded, bytes_of_calls());
    NoGradGuard no_grad;
    plain = std::min(plain, bytes_of_calls());
  }
  return (recorded - plain) / kCalls;
}

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool kMallocTells = false;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
constexpr bool kMallocTells = false;
#else
constexpr bool kMallocTells = true;
#endif
#else
constexpr bool kMallocTells = true;
#endif

TEST(LifetimeTest, ARecordedMultiplicationOfOneElementKeepsAtMost256BytesAlive) {
  if (!kMallocTells) GTEST_SKIP() << "a sanitizer's malloc has headers of its own";
  for (const std::vector<int64_t>& shape : std::vector<std::vector<int64_t>>{{}, {1}, {1, 1}}) {
    const Tensor x = ones(shape).requires_grad_(), y = ones(shape).requires_grad_();
    (x * y).sum().backward();  // the nodes of the leaves, which outlive every operation
    const Alive before;
    const Tensor z = x * y;
    EXPECT_EQ(counter_value(Counter::kNodes), before.nodes + 1);
    EXPECT_EQ(counter_value(Counter::kSavedTensors), before.saved + 2);
    EXPECT_EQ(counter_value(Counter::kStorageBytes), before.bytes + 4) << "the result's";
    const double bytes = bytes_of_record([&] { return x * y; });
    EXPECT_LE(bytes, 256);
    EXPECT_GE(bytes, sizeof(Node)) << "or nothing was measured";
    EXPECT_LE(bytes_of_record([&] { return x * 2.0; }), 256);
  }
}

// Runs `body` on a thread with a stack of 256 KB, as under `ulimit -s 256`.
template <class Body>
void with_small_stack(Body body) {
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  ASSERT_EQ(pthread_attr_setstacksize(&attributes, 256 * 1024), 0);
  pthread_t thread;
  ASSERT_EQ(pthread_create(
                &thread, &attributes,
                [](void* b) -> void* {
                  (*static_cast<Body*>(b))();
                  return nullptr;
                },
                &body),
            0);
  pthread_join(thread, nullptr);
  pthread_attr_destroy(&attributes);
}

// How much larger than usual the largest graphs are. 10 makes the chains of 10,000,000 nodes and
// sums of 1,000,000 inputs that must work, in 7 GB: bazel test //autograd:lifetime_full_test
int scale() {
  const char* text = std::getenv("GRADLAB_TEST_SCALE");
  return text != nullptr ? std::atoi(text) : 1;
}

TEST(LifetimeTest, ChainOfAMillionNodesRunsAndDiesOnASmallStack) {
  const Alive before;
  double gradient = 0;
  with_small_stack([&] {
    Tensor x = full({}, 1.0, kDouble).requires_grad_();
    Tensor y = x;
    for (int i = 0; i < 1'000'000 * scale(); ++i) y = y * 1.0;
    y.backward();
    gradient = x.grad().item<double>();
  });
  EXPECT_EQ(gradient, 1.0);
  expect_unchanged(before);
}

TEST(LifetimeTest, ChainOfAMillionNodesDiesUnusedOnASmallStack) {
  const Alive before;
  with_small_stack([&] {
    Tensor x = full({}, 1.0, kDouble).requires_grad_();
    Tensor y = x;
    for (int i = 0; i < 1'000'000 * scale(); ++i) y = exp(y * 0.0);
  });
  expect_unchanged(before);
}

TEST(LifetimeTest, SumOfAHundredThousandInputsRunsAndDies) {
  const Alive before;
  with_small_stack([&] {
    Tensor x = full({}, 1.0, kDouble).requires_grad_();
    std::vector<Tensor> parts;
    const int inputs = 100'000 * scale();
    for (int i = 0; i < inputs; ++i) parts.push_back(x * 1.0);
    stack(parts).sum().backward();
    EXPECT_EQ(x.grad().item<double>(), inputs);
  });
  expect_unchanged(before);
}

}  // namespace
}  // namespace gradlab
