// What nodes whose class is the user's save: libtorch's SavedVariable.
#include <any>
#include <memory>
#include <utility>

#include "gmock/gmock.h"
#include "gradlab/autograd/autograd.h"
#include "gradlab/autograd/graph/product_node.h"
#include "gradlab/autograd/graph/saved_tensor_hooks.h"
#include "gradlab/autograd/ops/compare.h"
#include "gradlab/autograd/ops/factory.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/autograd/ops/reduce.h"
#include "gradlab/autograd/ops/unary.h"
#include "gradlab/autograd/test_util.h"
#include "gradlab/autograd/variable.h"
#include "gradlab/tensor/counters.h"
#include "gtest/gtest.h"

namespace gradlab::autograd {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

TEST(UserNodeTest, SavedVariablesTakeHooks) {
  for (const bool as_object : {false, true}) {
    Tensor x = leaf(2), y = leaf(5);
    const auto node = std::make_shared<Product>();
    Tensor z = product(x * 3, y, node);
    int packs = 0, unpacks = 0;
    if (as_object) {
      struct Halve : public SavedVariableHooks {
        Halve(int& p, int& u) : packs(p), unpacks(u) {}
        void call_pack_hook(const Tensor& t) override { ++packs, packed = t.detach() / 2; }
        Tensor call_unpack_hook() override { return ++unpacks, packed; }
        int &packs, &unpacks;
        Tensor packed;
      };
      node->a.register_hooks(std::make_unique<Halve>(packs, unpacks));
    } else {
      node->a.register_hooks(
          [&](const Tensor& t) -> std::any { return ++packs, t.detach() / 2; },
          [&](const std::any& packed) { return ++unpacks, std::any_cast<Tensor>(packed); });
    }
    EXPECT_EQ(packs, 1);
    EXPECT_EQ(unpacks, 0);
    z.sum().backward({}, /*retain_graph=*/true, /*create_graph=*/true);
    EXPECT_EQ(unpacks, 1);
    EXPECT_TRUE(equal(y.grad().detach(), full({2}, 3.0, kDouble))) << "half of x * 3";
    EXPECT_TRUE(equal(grad({y.grad().sum()}, {x})[0], full({2}, 3.0, kDouble)))
        << "with the history of x * 3";
    EXPECT_EQ(packs, 1);
  }
}

// Saves its result.
struct Exp : public Node {
  variable_list apply(variable_list&& grads) override {
    return {grads[0] * result.unpack(getptr())};
  }
  SavedVariable result;
};
Tensor exp_of(const Tensor& x, const std::shared_ptr<Exp>& node) {
  node->add_next_edge(impl::gradient_edge(x));
  Tensor y = x.detach().exp();
  create_gradient_edge(y, node);
  node->result = SavedVariable(y, /*is_output=*/true);
  return y;
}

TEST(UserNodeTest, SavedOutputsTakeHooksToo) {
  Tensor x = leaf(0);
  const auto node = std::make_shared<Exp>();
  const Tensor y = exp_of(x, node);
  node->result.register_hooks([](const Tensor& t) -> std::any { return t * 7; },
                              [](const std::any& t) { return std::any_cast<Tensor>(t); });
  const Tensor g = grad({y.sum()}, {x}, {}, std::nullopt, true)[0];
  EXPECT_TRUE(equal(g, full({2}, 7.0, kDouble)));
  EXPECT_TRUE(equal(grad({g.sum()}, {x}, {}, true)[0], full({2}, 7.0, kDouble)))
      << "what comes back has the history of the output";
}

TEST(UserNodeTest, SavedVariablesTakeOnePairOfHooksWhileTheyHoldSomething) {
  const auto pack = [](const Tensor& t) -> std::any { return t; };
  const auto unpack = [](const std::any& t) { return std::any_cast<Tensor>(t); };
  Tensor x = leaf(2), h = x * 1;
  SavedVariable none, saved(h, false), written(h, false);
  EXPECT_ERROR(none.register_hooks(pack, unpack),
               "Calling register_hooks on a saved tensor with value None is forbidden");
  saved.register_hooks(pack, unpack);
  EXPECT_ERROR(saved.register_hooks(pack, unpack),
               "Calling register_hooks on a saved tensor whose hooks have already been set. Hint: "
               "only one pair of hooks is allowed at a time.");
  saved.reset_data();
  EXPECT_ERROR(saved.register_hooks(pack, unpack),
               StartsWith("Calling register_hooks on a saved tensor after it has been freed."));
  h.mul_(2);
  EXPECT_ERROR(written.register_hooks(pack, unpack), HasSubstr("expected version 0 instead."));
  autograd::graph::saved_tensors_hooks scope(pack, unpack);
  SavedVariable in_scope(h, false);
  EXPECT_ERROR(in_scope.register_hooks(pack, unpack), HasSubstr("have already been set"));
}

TEST(UserNodeTest, SavedVariablesAreFreedAndCheckedLikeThoseOfTheLibrary) {
  Tensor x = leaf(2), h = x * 1.0;
  Tensor z = product(h, h);
  const auto node = std::static_pointer_cast<Product>(std::shared_ptr<Node>(z.grad_fn()));
  z.sum().backward({}, /*retain_graph=*/true);
  EXPECT_FALSE(node->announced);
  z.sum().backward();
  EXPECT_TRUE(node->announced);
  EXPECT_ERROR(z.sum().backward(), StartsWith("Trying to backward through the graph a second"));

  Tensor w = product(h, h);
  h.mul_(2);
  EXPECT_ERROR(w.sum().backward(), HasSubstr("is at version 1; expected version 0 instead."));
}

TEST(UserNodeTest, SavedOutputsNeedTheirNodeAndDoNotKeepThemselvesAlive) {
  struct CheckedExp : public Exp {
    variable_list apply(variable_list&& grads) override {
      EXPECT_ERROR(result.unpack(), "No grad_fn for non-leaf saved tensor");
      return Exp::apply(std::move(grads));
    }
  };
  const int64_t nodes = counter_value(Counter::kNodes), bytes = counter_value(Counter::kSavedBytes);
  {
    Tensor x = leaf(0);
    const Tensor y = exp_of(x, std::make_shared<CheckedExp>());
    const Tensor g = grad({y.sum()}, {x}, {}, std::nullopt, true)[0];
    EXPECT_TRUE(equal(g, ones({2}, kDouble)));
    EXPECT_TRUE(equal(grad({g.sum()}, {x}, {}, true)[0], ones({2}, kDouble)));
  }
  EXPECT_EQ(counter_value(Counter::kNodes), nodes);
  EXPECT_EQ(counter_value(Counter::kSavedBytes), bytes);
}

}  // namespace
}  // namespace gradlab::autograd
