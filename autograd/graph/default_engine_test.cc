// The engine called by hand: roots and wanted gradients as edges.
#include "gradlab/autograd/graph/default_engine.h"

#include <memory>

#include "gmock/gmock.h"
#include "gradlab/autograd/functions/basic_functions.h"
#include "gradlab/autograd/ops/compare.h"
#include "gradlab/autograd/ops/factory.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/autograd/test_util.h"
#include "gradlab/autograd/variable.h"
#include "gradlab/tensor/error.h"
#include "gtest/gtest.h"

namespace gradlab::autograd {
namespace {

using ::testing::StartsWith;

Tensor leaf(double value) { return full({2}, value, kDouble).requires_grad_(); }

TEST(DefaultEngineTest, RunsWhatEdgesLeadTo) {
  Engine& engine = Engine::get_default_engine();
  Tensor x = leaf(2), y = leaf(5);
  Tensor h = x * y, z = h * x;
  const edge_list root = {impl::gradient_edge(z)};
  const Tensor g = ones({2}, kDouble);
  const edge_list wanted = {impl::gradient_edge(h), impl::gradient_edge(y), {}};
  const variable_list grads = engine.execute(root, {g}, /*keep_graph=*/true, false, false, wanted);
  ASSERT_EQ(grads.size(), 3u);
  EXPECT_TRUE(equal(grads[0], full({2}, 2.0, kDouble)));
  EXPECT_TRUE(equal(grads[1], full({2}, 4.0, kDouble)));
  EXPECT_FALSE(grads[2].defined());
  EXPECT_FALSE(x.grad().defined());
  EXPECT_TRUE(engine.execute(root, {g}, true, false, true, {impl::gradient_edge(y)}).empty());
  EXPECT_TRUE(equal(y.grad(), full({2}, 4.0, kDouble)));
  EXPECT_FALSE(x.grad().defined());
  bool called = false;
  h.register_hook([&](const Tensor&) {
    EXPECT_TRUE(engine.is_checkpoint_valid());
    engine.queue_callback([&] { called = true; });
  });
  engine.execute(root, {g}, false, false, true);
  EXPECT_TRUE(called);
  EXPECT_TRUE(equal(x.grad(), full({2}, 20.0, kDouble)));
  EXPECT_TRUE(engine.is_checkpoint_valid()) << "outside of any pass";
  EXPECT_ERROR(engine.execute(root, {g}, false, false, true), StartsWith("Trying to backward"));
  EXPECT_ERROR(engine.execute(root, {}, false, false, true), "got 1 roots and 0 gradients");
  EXPECT_ERROR(engine.execute(root, {Tensor()}, false, false, true),
               "the gradient of root 0 is undefined");
  EXPECT_ERROR(engine.execute({Edge()}, {g}, false, false, true), "root 0 is an edge to nowhere");
}

TEST(DefaultEngineTest, RootsAndIdentitiesAreMadeByHand) {
  Tensor x = leaf(2), y = leaf(5);
  Tensor z = x * y;
  const auto root = std::make_shared<GraphRoot>(collect_next_edges(z, y),
                                                variable_list{full({2}, 3.0, kDouble), y.detach()});
  EXPECT_EQ(root->num_inputs(), 2u);
  const auto same = std::make_shared<Identity>(edge_list{{root, 0}});
  same->add_input_metadata(z);
  Engine::get_default_engine().execute({{same, 0}}, {ones({2}, kDouble)}, false, false, true);
  EXPECT_TRUE(equal(x.grad(), full({2}, 15.0, kDouble)));
  EXPECT_TRUE(equal(y.grad(), full({2}, 3.0 * 2 + 5, kDouble)));
}

}  // namespace
}  // namespace gradlab::autograd
