// Several threads run forward and backward at once.
#include "gradlab/autograd/graph/threads.h"

#include <atomic>
#include <cmath>
#include <string>
#include <thread>
#include <vector>

#include "gmock/gmock.h"
#include "gradlab/autograd/autograd.h"
#include "gradlab/autograd/grad_mode.h"
#include "gradlab/autograd/ops/compare.h"
#include "gradlab/autograd/ops/factory.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/autograd/ops/reduce.h"
#include "gradlab/autograd/ops/shape.h"
#include "gradlab/autograd/ops/unary.h"
#include "gradlab/autograd/tensor_data.h"
#include "gradlab/tensor/error.h"
#include "gtest/gtest.h"

namespace gradlab {
namespace {

constexpr int kThreads = 8;

// Runs body(0) .. body(kThreads - 1), each on a thread of its own, starting at the same time.
template <class Body>
void on_threads(Body body) {
  std::atomic<int> waiting{kThreads};
  std::vector<std::thread> threads;
  for (int i = 0; i < kThreads; ++i) {
    threads.emplace_back([&, i] {
      --waiting;
      while (waiting.load() > 0) std::this_thread::yield();
      body(i);
    });
  }
  for (std::thread& t : threads) t.join();
}

TEST(ThreadsTest, GraphsOfTheirOwn) {
  std::vector<double> results(kThreads);
  on_threads([&](int i) {
    Tensor x = full({}, 1.0 + i, kDouble).requires_grad_();
    for (int s = 0; s < 100; ++s) {
      Tensor y = x;
      for (int k = 0; k < 10; ++k) y = y * 2.0;
      y.backward();
    }
    results[i] = x.grad().item<double>();
  });
  EXPECT_THAT(results, ::testing::Each(102400.0));
}

TEST(ThreadsTest, GraphsThatShareLeavesAndSumsAreExact) {
  Tensor x = ones({4}, kDouble).requires_grad_(), y = full({4}, 2.0, kDouble).requires_grad_();
  constexpr int kSteps = 200;
  on_threads([&](int i) {
    for (int s = 0; s < kSteps; ++s) (x * y * (1.0 + i)).sum().backward();
  });
  EXPECT_TRUE(equal(x.grad(), full({4}, 2.0 * kSteps * 36, kDouble)));
  EXPECT_TRUE(equal(y.grad(), full({4}, 1.0 * kSteps * 36, kDouble)));
}

TEST(ThreadsTest, OneGraphThatIsRetained) {
  Tensor x = ones({4}, kDouble).requires_grad_();
  Tensor h = x * 2.0;
  Tensor y = (h * h).exp().log().sum();
  constexpr int kSteps = 100;
  on_threads([&](int) {
    for (int s = 0; s < kSteps; ++s) y.backward({}, /*retain_graph=*/true);
  });
  const double expected = 8.0 * kThreads * kSteps;
  EXPECT_TRUE(allclose(x.grad(), full({4}, expected, kDouble)));
}

TEST(ThreadsTest, OneGraphThatIsFreedServesSomeAndFailsCleanlyForTheOthers) {
  for (int round = 0; round < 50; ++round) {
    Tensor x = ones({4}, kDouble).requires_grad_();
    Tensor y = (x * 2.0).exp().sum();
    std::atomic<int> done{0};
    on_threads([&](int) {
      try {
        y.backward();
        ++done;
      } catch (const Error& e) {
        EXPECT_THAT(e.msg(),
                    ::testing::StartsWith("Trying to backward through the graph a second"));
      }
    });
    EXPECT_GE(done.load(), 1);
    EXPECT_TRUE(allclose(x.grad(), full({4}, 2 * std::exp(2.0) * done.load(), kDouble)));
  }
}

TEST(ThreadsTest, GradOfOneGraphIsIndependent) {
  Tensor x = ones({4}, kDouble).requires_grad_();
  Tensor y = (x * x * x).sum();
  on_threads([&](int) {
    for (int s = 0; s < 50; ++s) {
      const Tensor g = autograd::grad({y}, {x}, {}, true, /*create_graph=*/true)[0];
      EXPECT_TRUE(equal(autograd::grad({g.sum()}, {x}, {}, true)[0], full({4}, 6.0, kDouble)));
    }
  });
  EXPECT_FALSE(x.grad().defined());
}

TEST(ThreadsTest, ViewsOfABaseThatWasModified) {
  for (int round = 0; round < 50; ++round) {
    Tensor x = ones({4}, kDouble).requires_grad_();
    Tensor base = x * 1.0;
    Tensor view = base.slice(0, 0, 2);
    base.mul_(3);
    on_threads([&](int) { (view * 2).sum().backward({}, /*retain_graph=*/true); });
    EXPECT_TRUE(equal(x.grad(), tensor({6.0, 6.0, 0.0, 0.0}, kDouble) * kThreads));
  }
}

TEST(ThreadsTest, GradModeOfOneDoesNotReachTheOthers) {
  Tensor x = ones({4}, kDouble).requires_grad_();
  on_threads([&](int i) {
    AutoGradMode mode(i % 2 == 0);
    for (int s = 0; s < 100; ++s) EXPECT_EQ((x * 2).requires_grad(), i % 2 == 0);
  });
}

TEST(ThreadsTest, LeafIsMadePartOfAGraphOnce) {
  for (int round = 0; round < 50; ++round) {
    Tensor x = ones({1}, kDouble).requires_grad_();
    on_threads([&](int) { (x * 3).sum().backward(); });
    EXPECT_EQ(x.grad().item<double>(), 3.0 * kThreads);
  }
}

TEST(NewStackTest, RunsTheBodyWithTheStateOfTheCaller) {
  const NoGradGuard no_grad;
  bool grad_mode = true;
  std::thread::id id;
  run_on_new_stack([&] {
    grad_mode = GradMode::is_enabled();
    id = std::this_thread::get_id();
    EXPECT_FALSE(stack_is_half_used());
  });
  EXPECT_FALSE(grad_mode);
  EXPECT_NE(id, std::this_thread::get_id());
  EXPECT_THROW(run_on_new_stack([] { GRADLAB_THROW(Error, "inside"); }), Error);
}

}  // namespace
}  // namespace gradlab
