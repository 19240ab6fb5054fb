// Hooks: kinds, order, replacement, removal (the rules of PyTorch 2.x; texts recorded with 1.13.1).
#include "gradlab/autograd/graph/hooks.h"

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "gmock/gmock.h"
#include "gradlab/autograd/autograd.h"
#include "gradlab/autograd/grad_mode.h"
#include "gradlab/autograd/graph/graph.h"
#include "gradlab/autograd/graph/multi_grad_hook.h"
#include "gradlab/autograd/ops/compare.h"
#include "gradlab/autograd/ops/factory.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/autograd/ops/reduce.h"
#include "gradlab/autograd/ops/shape.h"
#include "gradlab/autograd/tensor_data.h"
#include "gradlab/autograd/test_util.h"
#include "gradlab/tensor/counters.h"
#include "gradlab/tensor/error.h"
#include "gtest/gtest.h"

namespace gradlab {
namespace {

using autograd::grad;
using ::testing::ElementsAre;

Tensor leaf(double value) { return full({}, value, kDouble).requires_grad_(); }
double value(const Tensor& t) { return t.item<double>(); }
Node& node_of(const Tensor& t) { return *gradient_edge(*t.impl()).function; }

using Log = std::vector<std::string>;

// --- Order ---

TEST(HooksTest, TensorHooksThenPreHooksThenRetainGradThenTheNodeThenPostHooks) {
  Tensor x = leaf(1);
  Tensor y = x * 2;
  Log log;
  y.retain_grad();  // called first, stores what the later hooks made of the gradient
  y.grad_fn()->register_hook(
      [&](const variable_list& grad_inputs, const variable_list& grad_outputs) {
        log.push_back(str("post ", value(grad_inputs[0]), " ", value(grad_outputs[0])));
        EXPECT_EQ(value(y.grad()), 30);
        return variable_list();
      });
  y.grad_fn()->register_prehook([&](const variable_list& grads) {
    log.push_back(str("pre ", value(grads[0])));
    EXPECT_FALSE(y.grad().defined());
    return variable_list{grads[0] * 3};
  });
  y.register_hook([&](const Tensor& g) {
    log.push_back(str("tensor ", value(g)));
    return g * 2;
  });
  y.register_hook([&](const Tensor& g) {
    log.push_back(str("tensor ", value(g)));
    return g * 5;
  });
  y.backward();
  EXPECT_THAT(log, ElementsAre("tensor 1", "tensor 2", "pre 10", "post 60 30"));
  EXPECT_EQ(value(y.grad()), 30);
  EXPECT_EQ(value(x.grad()), 60);
}

TEST(HooksTest, OfALeafTheAccumulationAndThePostAccumulateHooksComeBeforeThePostHooks) {
  Tensor x = leaf(1);
  Log log;
  node_of(x).register_hook(
      [&](const variable_list& grad_inputs, const variable_list& grad_outputs) {
        log.push_back(str("post ", grad_inputs.size(), " ", value(grad_outputs[0])));
        return variable_list();
      });
  x.register_post_accumulate_grad_hook(
      [&](const Tensor& t) { log.push_back(str("accumulated ", value(t.grad()))); });
  node_of(x).register_prehook([&](const variable_list& grads) {
    log.push_back(str("pre ", value(grads[0])));
    return variable_list{grads[0] + 1};
  });
  x.register_hook([&](const Tensor& g) {
    log.push_back(str("tensor ", value(g)));
    return g * 10;
  });
  (x * 2).backward();
  EXPECT_THAT(log, ElementsAre("tensor 2", "pre 20", "accumulated 21", "post 0 21"));
}

TEST(HooksTest, SeeTheSumOfAllGradientsOncePerPass) {
  Tensor x = leaf(1);
  Log log;
  x.register_hook([&](const Tensor& g) { log.push_back(str(value(g))); });
  (x * 2 + x * 3).backward();
  (x * 7).backward();  // the contribution of this pass, not what has accumulated
  EXPECT_THAT(log, ElementsAre("5", "7"));
  EXPECT_EQ(value(x.grad()), 12);
}

TEST(HooksTest, RunWithTheGradModeOfThePass) {
  Tensor x = leaf(1);
  std::vector<bool> modes;
  x.register_hook([&](const Tensor&) { modes.push_back(GradMode::is_enabled()); });
  (x * x).backward();
  (x * x).backward({}, std::nullopt, true);
  EXPECT_THAT(modes, ElementsAre(false, true));
}

// --- Tensor hooks ---

TEST(TensorHookTest, ReplacesTheGradientAndCanBeRemoved) {
  Tensor x = leaf(3);
  const unsigned h = x.register_hook([](const Tensor& g) { return g * 10; });
  (x * 2).backward();
  EXPECT_EQ(value(x.grad()), 20);
  x.remove_hook(h);
  (x * 2).backward();
  EXPECT_EQ(value(x.grad()), 22);
  EXPECT_ERROR(x.remove_hook(1), "Invalid index, no hook at position 1");
}

TEST(TensorHookTest, HandlesCountTheHooksOfOneTensor) {
  Tensor x = ones({2}, kDouble).requires_grad_();
  const std::vector<Tensor> parts = x.unbind();
  Log log;
  EXPECT_EQ(parts[0].register_hook([&](const Tensor&) { log.push_back("a"); }), 0u);
  EXPECT_EQ(parts[1].register_hook([&](const Tensor&) { log.push_back("b"); }), 0u);
  EXPECT_EQ(parts[1].register_hook([&](const Tensor&) { log.push_back("c"); }), 1u);
  parts[1].remove_hook(0);
  (parts[0] + parts[1]).backward();
  EXPECT_THAT(log, ElementsAre("a", "c"));
}

TEST(TensorHookTest, MayRemoveItselfWhileItRuns) {
  Tensor x = leaf(3);
  int calls = 0;
  unsigned handle = 0;
  const auto token = std::make_shared<int>(0);
  handle = x.register_hook([&, token](const Tensor&) {
    x.remove_hook(handle);
    calls += 1 + *token;  // the captures are still there
  });
  (x * 2).backward();
  (x * 2).backward();
  EXPECT_EQ(calls, 1);
  EXPECT_EQ(token.use_count(), 1);
}

TEST(TensorHookTest, MustKeepSizeAndDtypeOfTheGradient) {
  Tensor x = ones({2}).requires_grad_();
  const unsigned h = x.register_hook([](const Tensor&) { return ones({3}); });
  EXPECT_ERROR((x * 2).sum().backward(), "hook '0' has changed the size of value");
  x.remove_hook(h);
  x.register_hook([](const Tensor& g) { return g.toType(kDouble); });
  EXPECT_ERROR((x * 2).sum().backward(),
               "hook '1' has changed the type of value (was torch.FloatTensor got "
               "torch.DoubleTensor)");
}

TEST(TensorHookTest, NeedsATensorThatRequiresGrad) {
  EXPECT_ERROR(ones({2}).register_hook([](const Tensor&) {}),
               "cannot register a hook on a tensor that doesn't require gradient");
}

TEST(TensorHookTest, OnAViewMadeUnderNoGradIsNeverCalled) {
  Tensor x = leaf(1), view;
  {
    NoGradGuard no_grad;
    view = x.view({1});
  }
  bool called = false;
  view.register_hook([&](const Tensor&) { called = true; });
  (view * 2).sum().backward();
  EXPECT_FALSE(called);
  EXPECT_FALSE(x.grad().defined());
}

TEST(TensorHookTest, FiresForAnInputOfGradAndChangesWhatIsReturned) {
  Tensor x = leaf(3);
  Tensor h = x * 2;
  h.register_hook([](const Tensor& g) { return g * 100; });
  x.register_hook([](const Tensor& g) { return g + 1; });
  const variable_list grads = grad({h * h}, {h, x});
  EXPECT_EQ(value(grads[0]), 1200);
  EXPECT_EQ(value(grads[1]), 2401);
}

TEST(TensorHookTest, StaysWithTheValueBeforeAnInPlaceWrite) {
  Tensor x = leaf(3);
  Tensor y = x * 1.0;
  Log log;
  y.register_hook([&](const Tensor& g) { log.push_back(str("old ", value(g))); });
  y.mul_(5);
  y.register_hook([&](const Tensor& g) { log.push_back(str("new ", value(g))); });
  (y * 2).backward();
  EXPECT_THAT(log, ElementsAre("new 2", "old 10"));
}

// --- retain_grad ---

TEST(RetainGradTest, KeepsTheGradientOfANonLeaf) {
  Tensor x = leaf(3);
  Tensor y = x * 2;
  y.retain_grad();
  EXPECT_TRUE(y.retains_grad());
  (y * y).backward();
  EXPECT_EQ(value(y.grad()), 12);
}

TEST(RetainGradTest, AccumulatesOverPassesInAMemoryOfItsOwn) {
  Tensor y = leaf(3) * 2;
  y.retain_grad();
  const Tensor g = full({}, 5.0, kDouble);
  y.backward(g, true);
  EXPECT_NE(y.grad().data_ptr(), g.data_ptr());
  y.backward(g);
  EXPECT_EQ(value(y.grad()), 10);
}

TEST(RetainGradTest, OfALeafDoesNothing) {
  Tensor x = leaf(3);
  x.retain_grad();
  EXPECT_FALSE(x.retains_grad());
  (x * 2).backward();
  EXPECT_EQ(value(x.grad()), 2);
}

TEST(RetainGradTest, NeedsATensorThatRequiresGrad) {
  EXPECT_ERROR(ones({2}).retain_grad(), "can't retain_grad on Tensor that has requires_grad=False");
}

TEST(RetainGradTest, FollowsATensorThatIsModifiedInPlace) {
  Tensor x = leaf(1);
  Tensor y = x * 1.0;
  y.retain_grad();
  y.mul_(3);
  (y * 2).backward();
  EXPECT_EQ(value(y.grad()), 2);
  EXPECT_EQ(value(x.grad()), 6);
}

TEST(RetainGradTest, FollowsAViewWhoseBaseIsModifiedInPlace) {
  Tensor x = ones({4}, kDouble).requires_grad_();
  Tensor base = x * 1.0;
  Tensor view = base.slice(0, 0, 2);
  view.retain_grad();
  base.mul_(3);
  (view * 2).sum().backward();
  EXPECT_TRUE(equal(view.grad(), full({2}, 2.0, kDouble)));
}

// --- Hooks of nodes ---

TEST(NodeHookTest, RunOnlyIfTheNodeRuns) {
  Tensor x = leaf(3);
  Tensor h = x * 2;
  int calls = 0;
  h.grad_fn()->register_prehook([&](const variable_list&) {
    ++calls;
    return variable_list();
  });
  grad({h * h}, {h}, {}, true);
  EXPECT_EQ(calls, 0);
  autograd::backward({h * h}, {}, true, false, {h});
  EXPECT_EQ(calls, 1);
}

TEST(NodeHookTest, PostHookReplacesTheGradientsOfTheInputs) {
  Tensor x = leaf(3), y = leaf(5);
  Tensor z = x * y;
  RemovableHandle handle =
      z.grad_fn()->register_hook([](const variable_list& grads, const variable_list&) {
        return variable_list{grads[0] * 10, Tensor()};
      });
  z.backward({}, true);
  EXPECT_EQ(value(x.grad()), 50);
  EXPECT_FALSE(y.grad().defined());
  handle.remove();
  handle.remove();  // harmless
  z.backward();
  EXPECT_EQ(value(x.grad()), 55);
}

TEST(NodeHookTest, ReplacementsAreCheckedLikeAnyGradient) {
  Tensor x = ones({3}, kDouble).requires_grad_();
  Tensor z = x * 2;
  z.grad_fn()->register_hook(
      [](const variable_list&, const variable_list&) { return variable_list{ones({2}, kDouble)}; });
  EXPECT_ERROR(
      z.sum().backward(),
      "Function MulBackward1 returned an invalid gradient at index 0 - got [2] but expected "
      "shape compatible with [3]");
  Tensor w = x * 2;
  w.grad_fn()->register_prehook([](const variable_list&) { return variable_list(2); });
  EXPECT_ERROR(w.sum().backward(),
               "hook has returned an incorrect number of values (got 2, but expected 1)");
}

TEST(NodeHookTest, ObjectsOfLibtorchsClassesWorkToo) {
  struct Pre : FunctionPreHook {
    variable_list operator()(const variable_list& grads) override { return {grads[0] * 2}; }
  };
  struct Post : FunctionPostHook {
    variable_list operator()(const variable_list& outputs, const variable_list& inputs) override {
      return {outputs[0] + inputs[0]};
    }
  };
  Tensor x = leaf(3);
  Tensor y = x * 5;
  y.grad_fn()->add_pre_hook(std::make_unique<Pre>());
  const uintptr_t key = y.grad_fn()->add_post_hook(std::make_unique<Post>());
  y.backward({}, true);
  EXPECT_EQ(value(x.grad()), 12);
  EXPECT_TRUE(y.grad_fn()->del_post_hook(key));
  EXPECT_FALSE(y.grad_fn()->del_post_hook(key));
  y.backward();
  EXPECT_EQ(value(x.grad()), 22);
}

TEST(NodeHookTest, AreListedInTheOrderOfRegistration) {
  struct Times : FunctionPreHook {
    explicit Times(double f) : factor(f) {}
    variable_list operator()(const variable_list& grads) override { return {grads[0] * factor}; }
    double factor;
  };
  struct Same : FunctionPostHook {
    variable_list operator()(const variable_list& outputs, const variable_list&) override {
      return outputs;
    }
  };
  Tensor x = leaf(3), y = x * 5;
  Node& node = *y.grad_fn();
  EXPECT_TRUE(node.pre_hooks().empty());
  EXPECT_TRUE(node.post_hooks().empty());
  auto times = std::make_unique<Times>(2);
  const FunctionPreHook* object = times.get();
  node.add_pre_hook(std::move(times));
  RemovableHandle handle =
      node.register_prehook([](const variable_list& g) -> variable_list { return {g[0] + 1}; });
  ASSERT_EQ(node.pre_hooks().size(), 2u);
  EXPECT_EQ(node.pre_hooks()[0].get(), object);
  EXPECT_EQ(value((*node.pre_hooks()[1])({leaf(4)})[0]), 5) << "calls the function";
  handle.remove();
  EXPECT_EQ(node.pre_hooks().size(), 1u);
  const uintptr_t key = node.add_post_hook(std::make_unique<Same>());
  node.register_hook([](const variable_list& grad_inputs, const variable_list& grad_outputs) {
    return variable_list{grad_inputs[0] * grad_outputs[0]};
  });
  ASSERT_EQ(node.post_hooks().size(), 2u);
  EXPECT_EQ(reinterpret_cast<uintptr_t>(node.post_hooks()[0].get()), key);
  EXPECT_EQ(value((*node.post_hooks()[1])({leaf(4)}, {leaf(7)})[0]), 28);
  node.del_post_hook(key);
  EXPECT_EQ(node.post_hooks().size(), 1u);
}

// --- Post-accumulate-grad hooks ---

TEST(PostAccumulateHookTest, ReceivesTheLeafAndMayStepAndClearIt) {
  Tensor x = leaf(3);
  RemovableHandle handle = x.register_post_accumulate_grad_hook([](const Tensor& t) {
    EXPECT_TRUE(t.is_leaf());
    EXPECT_TRUE(t.requires_grad());
    NoGradGuard no_grad;
    t.sub_(t.grad(), 0.5);
    t.mutable_grad() = Tensor();
  });
  (x * x).backward();
  EXPECT_EQ(value(x), 0);
  EXPECT_FALSE(x.grad().defined());
  handle.remove();
  (x * 2).backward();
  EXPECT_EQ(value(x.grad()), 2);
}

TEST(PostAccumulateHookTest, NeedsALeafThatRequiresGrad) {
  EXPECT_ERROR(leaf(3).mul(2).register_post_accumulate_grad_hook([](const Tensor&) {}),
               "post accumulate grad hooks cannot be registered on non-leaf tensors");
  EXPECT_ERROR(ones({2}).register_post_accumulate_grad_hook([](const Tensor&) {}),
               "cannot register a hook on a tensor that doesn't require gradient");
}

TEST(PostAccumulateHookTest, IsNotCalledWhenNothingArrivesOrGradIsAsked) {
  Tensor x = leaf(3);
  int calls = 0;
  x.register_post_accumulate_grad_hook([&](const Tensor&) { ++calls; });
  grad({x * 2}, {x});
  leaf(1).backward();
  EXPECT_EQ(calls, 0);
}

// --- Hooks on several tensors ---

TEST(MultiGradHookTest, IsCalledOnceWithAllGradientsThatThePassComputes) {
  Tensor a = leaf(1), b = leaf(1), unused = leaf(1);
  std::vector<variable_list> calls;
  RemovableHandle handle = autograd::register_multi_grad_hook(
      {a, b, unused}, [&](const variable_list& grads) { calls.push_back(grads); });
  (a * 2 + b * 3).backward();
  ASSERT_EQ(calls.size(), 1);
  EXPECT_EQ(value(calls[0][0]), 2);
  EXPECT_EQ(value(calls[0][1]), 3);
  EXPECT_FALSE(calls[0][2].defined());
  grad({a * b}, {b});
  ASSERT_EQ(calls.size(), 2);
  EXPECT_FALSE(calls[1][0].defined());
  EXPECT_EQ(value(calls[1][1]), 1);
  handle.remove();
  (a * b).backward();
  EXPECT_EQ(calls.size(), 2);
}

TEST(MultiGradHookTest, OfAnyGradientIsCalledWithTheFirst) {
  Tensor a = leaf(1), b = leaf(1);
  Tensor u = a * 2, v = b * 3;  // v runs first
  Log log;
  autograd::register_any_grad_hook({u, v}, [&](const Tensor& g) { log.push_back(str(value(g))); });
  (u * 5 + v * 7).backward();
  EXPECT_THAT(log, ElementsAre("7"));
}

TEST(MultiGradHookTest, KeepsNoNodeAlive) {
  const int64_t nodes = counter_value(Counter::kNodes);
  Tensor a = leaf(1);
  int calls = 0;
  {
    Tensor gone = leaf(1) * 2;
    autograd::register_multi_grad_hook({a, gone}, [&](const variable_list&) { ++calls; });
  }
  EXPECT_EQ(counter_value(Counter::kNodes) - nodes, 1);  // the accumulator of a
  (a * 2).backward();
  EXPECT_EQ(calls, 1);
}

TEST(HooksTest, DieWithTheirNode) {
  const auto token = std::make_shared<int>(0);
  {
    Tensor y = leaf(1) * 2;
    y.register_hook([token](const Tensor&) {});
    y.grad_fn()->register_prehook([token](const variable_list&) { return variable_list(); });
    EXPECT_EQ(token.use_count(), 3);
  }
  EXPECT_EQ(token.use_count(), 1);
}

}  // namespace
}  // namespace gradlab
