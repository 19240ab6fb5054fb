// torch::autograd::impl and what stands beside it in libtorch's variable.h.
#include "gradlab/autograd/test_util.h"
#include "gradlab/autograd/variable.h"

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "gmock/gmock.h"
#include "gradlab/autograd/autograd.h"
#include "gradlab/autograd/functions/basic_functions.h"
#include "gradlab/autograd/graph/hooks.h"
#include "gradlab/autograd/ops/compare.h"
#include "gradlab/autograd/ops/factory.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/autograd/ops/reduce.h"
#include "gradlab/autograd/ops/shape.h"
#include "gradlab/tensor/error.h"
#include "gtest/gtest.h"

namespace gradlab::autograd {
namespace {

using ::testing::StartsWith;

Tensor leaf(double value) { return full({2}, value, kDouble).requires_grad_(); }

// a * b.
struct Product : public Node {
  variable_list apply(variable_list&& grads) override {
    return {grads[0] * b.unpack(), grads[0] * a.unpack()};
  }
  SavedVariable a, b;
};

TEST(ImplTest, HistoriesAreReadAndRebased) {
  Tensor x = leaf(2), used = leaf(3);
  EXPECT_FALSE(impl::try_get_grad_accumulator(x));
  const Tensor h = used * 2;
  EXPECT_EQ(impl::try_get_grad_accumulator(used), impl::grad_accumulator(used));
  EXPECT_EQ(impl::grad_fn_unsafe(h), h.grad_fn().get());
  // h is overwritten by h * x, computed by hand; its view shows it.
  const auto node = std::make_shared<Product>();
  node->set_next_edges(collect_next_edges(h, x));
  node->a = SavedVariable(h.clone(), false);
  node->b = SavedVariable(x, false);
  const Tensor view = h.view({2, 1});
  node->add_input_metadata(h);
  h.detach().mul_(x.detach());
  impl::rebase_history(h, {node, 0});
  EXPECT_EQ(view.grad_fn()->name(), "AsStridedBackward0");
  view.sum().backward();
  EXPECT_TRUE(equal(used.grad(), full({2}, 4.0, kDouble)));
  EXPECT_TRUE(equal(x.grad(), full({2}, 6.0, kDouble)));
  EXPECT_ERROR(impl::rebase_history(h, {}), "rebase_history: the edge leads nowhere");
}

TEST(ImplTest, HooksAsObjectsSeeTheGradient) {
  struct Twice : public FunctionPreHook {
    variable_list operator()(const variable_list& grads) override { return {grads[0] * 2}; }
  };
  struct Look : public FunctionPreHook {
    explicit Look(double& s) : sum(s) {}
    variable_list operator()(const variable_list& grads) override {
      sum = grads[0].sum().item<double>();
      return {};
    }
    double& sum;
  };
  Tensor x = leaf(2);
  double sum = 0;
  impl::add_hook(x, std::make_shared<Twice>());
  impl::add_hook(x, std::make_shared<Look>(sum));
  (x * 3).sum().backward();
  EXPECT_EQ(sum, 12);
  EXPECT_TRUE(equal(x.grad(), full({2}, 6.0, kDouble)));
}

TEST(ImplTest, HooksAreListedAsObjectsAndTakenAway) {
  struct Nothing : public FunctionPreHook {
    variable_list operator()(const variable_list&) override { return {}; }
  };
  Tensor x = leaf(2);
  EXPECT_TRUE(impl::hooks(x).empty());
  impl::create_cpp_hook(x);
  EXPECT_TRUE(impl::hooks(x).empty());
  const auto object = std::make_shared<Nothing>();
  x.register_hook([](const Tensor& g) { return g * 2; });
  impl::add_hook(x, object);
  x.register_hook([](const Tensor& g) { return g + 1; });
  const auto hooks = impl::hooks(x);
  ASSERT_EQ(hooks.size(), 2u) << "one for both functions";
  EXPECT_EQ(hooks[1], object);
  EXPECT_TRUE(equal((*hooks[0])({ones({2})})[0], full({2}, 3.0)));
  EXPECT_ERROR((CppFunctionPreHook(std::make_shared<hooks_list>(hooks_list{[](const Tensor& g) {
                                     return g.sum();
                                   }}),
                                   0)({ones({2})})),
               "hook '0' has changed the size of value");
  impl::clear_hooks(x);
  EXPECT_TRUE(impl::hooks(x).empty());
  (x * 3).sum().backward();
  EXPECT_TRUE(equal(x.grad(), full({2}, 3.0, kDouble)));
  EXPECT_TRUE(impl::hooks(ones({2})).empty());
  EXPECT_ERROR(impl::add_hook(ones({2}), object),
               "cannot register a hook on a tensor that doesn't require gradient");
}

TEST(ImplTest, HistoriesAreSetByHand) {
  Tensor x = leaf(2), h = x * 5;
  Tensor y = full({2}, 7.0, kDouble);
  impl::set_gradient_edge(y, impl::gradient_edge(h));
  EXPECT_FALSE(y.is_leaf());
  EXPECT_EQ(y.grad_fn(), h.grad_fn());
  y.sum().backward();
  EXPECT_TRUE(equal(x.grad(), full({2}, 5.0, kDouble)));
}

TEST(ImplTest, VersionCountersAreReadBumpedAndSet) {
  Tensor x = ones({2}), same = x.detach();
  impl::bump_version(x);
  EXPECT_EQ(impl::version_counter(x).current_version(), 1u);
  impl::set_version_counter(same, impl::version_counter(x));
  increment_version(x);
  EXPECT_EQ(same._version(), 2) << "still shares memory and count";
  impl::set_version_counter(same, VariableVersion(7));
  EXPECT_EQ(same._version(), 7);
  same.add_(1);
  EXPECT_EQ(same._version(), 8);
  EXPECT_EQ(x._version(), 2);
  EXPECT_TRUE(equal(x, full({2}, 2.0))) << "the memory is the same";
  EXPECT_EQ(VariableVersion().current_version(), 0u);
  InferenceMode mode;
  EXPECT_ERROR(impl::version_counter(ones({2})).current_version(),
               "Inference tensors do not track version counter.");
}

TEST(ImplTest, SavedTensorIsFoundModifiedAfterItsCounterWasSet) {
  Tensor x = leaf(2), h = x * 1.0;
  impl::set_version_counter(h, VariableVersion(4));
  Tensor y = h * h;
  h.detach().add_(1);
  EXPECT_ERROR(y.sum().backward(),
               StartsWith("one of the variables needed for gradient computation has been modified "
                          "by an inplace operation"));
}

TEST(ImplTest, WhatAutogradKnowsIsMadeWhenAskedFor) {
  Tensor x = ones({2});
  EXPECT_EQ(impl::get_autograd_meta(x), nullptr);
  AutogradMeta* meta = impl::materialize_autograd_meta(x);
  ASSERT_NE(meta, nullptr);
  EXPECT_EQ(impl::get_autograd_meta(x), meta);
  EXPECT_FALSE(meta->requires_grad());
  x.requires_grad_();
  EXPECT_TRUE(meta->requires_grad());
}

TEST(ImplTest, TensorsMayHaveNames) {
  Tensor x = ones({2});
  EXPECT_EQ(x.name(), "");
  impl::set_name(x, "weight");
  EXPECT_EQ(x.name(), "weight");
  EXPECT_EQ(x.detach().name(), "");
}

TEST(VariableTest, OperationsOfTheUsersCheckInPlaceWrites) {
  Tensor x = leaf(2);
  EXPECT_ERROR(check_inplace(x, true),
               "a leaf Variable that requires grad is being used in an in-place operation.");
  check_inplace(x, false);
  check_inplace({x * 2, ones({2})}, true);
  EXPECT_ERROR(throw_error_out_requires_grad("f"),
               "f(): functions with out=... arguments don't support automatic differentiation, but "
               "one of the arguments requires grad.");
}

TEST(VariableTest, HistoryOfAWrittenVariableIsRebased) {
  Tensor x = leaf(2), h = x * 3;
  const Tensor view = h.view({2, 1});
  auto node = std::make_shared<Identity>(collect_next_edges(h));
  rebase_history(h, node);
  EXPECT_EQ(h.grad_fn()->name(), "Identity");
  rebase_history(h, nullptr);
  EXPECT_EQ(h.grad_fn()->name(), "Identity");
  Tensor k = x * 2;
  auto both = std::make_shared<Identity>(collect_next_edges(k, x));
  rebase_history(variable_list{k, Tensor()}, both);
  EXPECT_EQ(both->num_inputs(), 2u);
  k.sum().backward();
  EXPECT_TRUE(equal(x.grad(), full({2}, 2.0, kDouble)));
}

TEST(VariableTest, OutputsAreWrappedIfAnInputRequiresGrad) {
  Tensor x = leaf(2), values = ones({2}, kDouble);
  const auto make = [](edge_list&& edges) { return std::make_shared<Identity>(std::move(edges)); };
  const variable_list out = wrap_outputs({x}, {values}, make);
  EXPECT_EQ(out[0].grad_fn()->name(), "Identity");
  EXPECT_FALSE(values.requires_grad());
  EXPECT_FALSE(wrap_outputs({values}, {values}, make)[0].requires_grad());
  out[0].sum().backward();
  EXPECT_TRUE(equal(x.grad(), ones({2}, kDouble)));
}

TEST(VariableTest, ArgumentsAreCheckedAndFlattened) {
  const Tensor x = ones({2});
  EXPECT_ERROR(check_input_variables("f", {x}, 2), "f: expected 2 arguments (got 1)");
  EXPECT_ERROR(check_input_variables("f", {x, Tensor()}, 2),
               "f: expected Tensor at argument 1 (got None)");
  check_input_variables("f", {x, Tensor()}, 2, 1);
  EXPECT_EQ(flatten_tensor_args(x, 3, std::vector<Tensor>{x, x}).size(), 3u);
  EXPECT_TRUE(any_variable_requires_grad({x, leaf(1)}));
  EXPECT_FALSE(any_variable_requires_grad({x, x}));
}

TEST(VariableTest, CopySlicesTellsWhatWasWritten) {
  Tensor x = full({4}, 1.0, kDouble).requires_grad_();
  Tensor base = x * 1.0;
  base.slice(0, 1, 3).mul_(5);
  auto* slices = dynamic_cast<CopySlices*>(base.grad_fn().get());
  ASSERT_NE(slices, nullptr);
  EXPECT_EQ(slices->base.sizes(), IntArrayRef({4}));
  EXPECT_EQ(slices->view.sizes(), IntArrayRef({2}));
  EXPECT_EQ(slices->view.storage_offset(), 1);
  EXPECT_EQ(slices->fn->name(), "MulBackward1");
}

}  // namespace
}  // namespace gradlab::autograd
