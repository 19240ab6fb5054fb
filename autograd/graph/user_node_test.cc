// Nodes whose class is the user's, written as for libtorch.
#include <memory>
#include <string>
#include <thread>
#include <unordered_map>
#include <utility>
#include <vector>

#include "gmock/gmock.h"
#include "gradlab/autograd/autograd.h"
#include "gradlab/autograd/graph/default_engine.h"
#include "gradlab/autograd/graph/error_places.h"
#include "gradlab/autograd/graph/hooks.h"
#include "gradlab/autograd/graph/product_node.h"
#include "gradlab/autograd/ops/compare.h"
#include "gradlab/autograd/ops/factory.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/autograd/ops/reduce.h"
#include "gradlab/autograd/ops/shape.h"
#include "gradlab/autograd/ops/unary.h"
#include "gradlab/autograd/tensor_data.h"
#include "gradlab/autograd/test_util.h"
#include "gradlab/autograd/variable.h"
#include "gradlab/tensor/counters.h"
#include "gradlab/tensor/error.h"
#include "gtest/gtest.h"

namespace gradlab::autograd {
namespace {

using ::testing::HasSubstr;

TEST(UserNodeTest, ReceivesGradientsAndReturnsOneForEveryEdge) {
  Tensor x = leaf(2), y = leaf(5);
  Tensor z = product(x, y * 3);
  EXPECT_TRUE(z.requires_grad());
  (z * 2).sum().backward();
  EXPECT_TRUE(equal(x.grad(), full({2}, 30.0, kDouble)));
  EXPECT_TRUE(equal(y.grad(), full({2}, 12.0, kDouble)));
}

TEST(UserNodeTest, TellsItsPlaceInTheGraph) {
  Tensor x = leaf(2), y = full({2}, 5.0, kDouble), h = x.exp();
  Tensor z = product(h, y);
  const std::shared_ptr<Node> node = z.grad_fn();
  EXPECT_EQ(node->name(), "torch::autograd::Product");
  EXPECT_EQ(node->num_inputs(), 1u);
  EXPECT_EQ(node->input_metadata(0).sizes(), z.sizes());
  EXPECT_EQ(node->num_outputs(), 2u);
  EXPECT_EQ(node->next_edges().size(), 2u);
  const Edge& edge = node->next_edge(0);
  EXPECT_TRUE(edge.is_valid());
  EXPECT_EQ(edge.function->name(), "ExpBackward0");
  EXPECT_EQ(edge.input_nr, 0u);
  EXPECT_EQ(edge, impl::gradient_edge(h));
  EXPECT_EQ(edge, Edge(h.grad_fn(), 0));
  EXPECT_FALSE(node->next_edge(1).is_valid());
  EXPECT_TRUE(node->should_compute_output(0));
  EXPECT_FALSE(node->should_compute_output({{1, 2}}));
  EXPECT_ERROR(node->should_compute_output(2), "Index out of range");
  EXPECT_GT(node->sequence_nr(), h.grad_fn()->sequence_nr());
  EXPECT_EQ(node->getptr(), node);
}

TEST(UserNodeTest, TopologicalNumbersAreLengthsOfTheLongestPath) {
  Tensor x = leaf(2), y = full({2}, 5.0, kDouble);
  EXPECT_EQ(impl::gradient_edge(x).function->topological_nr(), 0u);
  Tensor a = x.exp(), b = product(a * 2, x);
  EXPECT_EQ(a.grad_fn()->topological_nr(), 1u);
  EXPECT_EQ(b.grad_fn()->topological_nr(), 3u);
  EXPECT_EQ((x + b * a).grad_fn()->topological_nr(), 5u);
  EXPECT_EQ(std::make_shared<Product>()->topological_nr(), 0u) << "no edges";
  EXPECT_EQ(product(y, x).grad_fn()->topological_nr(), 1u) << "an edge to nowhere";
}

TEST(UserNodeTest, ThreadIdIsThatOfTheThreadThatRecorded) {
  Tensor x = leaf(2);
  const uint64_t here = (x * 2).grad_fn()->thread_id();
  EXPECT_GE(here, 1u);
  EXPECT_EQ(product(x, x).grad_fn()->thread_id(), here);
  uint64_t there = 0, again = 0;
  std::thread([&] {
    there = (x * 2).grad_fn()->thread_id();
    again = product(x, x).grad_fn()->thread_id();
  }).join();
  EXPECT_NE(there, here);
  EXPECT_EQ(again, there);
}

TEST(UserNodeTest, DescriptionsOfInputsAreValuesThatSumGradients) {
  const Tensor x = leaf(2);
  const InputMetadata shape = (x * x).grad_fn()->input_metadata(0);
  EXPECT_EQ(shape.dtype(), kDouble);
  EXPECT_TRUE(shape.is_same_shape(ones({2})));
  EXPECT_FALSE(shape.is_same_shape(ones({2, 2})));
  EXPECT_TRUE(shape.is_expandable_to_shape(ones({3, 2})));
  EXPECT_FALSE(shape.is_expandable_to_shape(ones({3})));
  EXPECT_TRUE(equal(shape.reduce_grad(ones({3, 2})), full({2}, 3.0)));
  EXPECT_TRUE(equal(shape.zeros_like(), zeros({2}, kDouble)));
}

TEST(UserNodeTest, EdgesAreKeysOfHashTables) {
  Tensor x = leaf(2), h = x * 2;
  const variable_list parts = unbind(h);
  std::unordered_map<Edge, int> number;
  number[impl::gradient_edge(parts[0])] = 1;
  number[impl::gradient_edge(parts[1])] = 2;
  number[impl::gradient_edge(x)] = 3;
  number[Edge()] = 4;
  EXPECT_EQ(number.size(), 4u);
  EXPECT_EQ(number.at(Edge(parts[1].grad_fn(), 1)), 2);
  EXPECT_EQ(number.count(impl::gradient_edge(h)), 0u);
  EXPECT_EQ(std::hash<Edge>()(Edge(h.grad_fn(), 0)), std::hash<Edge>()(impl::gradient_edge(h)));
}

TEST(UserNodeTest, SayWhetherTheirRulesAreWrittenOnTensors) {
  struct Traceable : public TraceableFunction {
    variable_list apply(variable_list&& grads) override { return std::move(grads); }
  };
  EXPECT_TRUE(std::make_shared<Traceable>()->is_traceable());
  EXPECT_FALSE(std::make_shared<Product>()->is_traceable());
  EXPECT_FALSE(std::make_shared<Product>()->passes_state_transparently());
}

TEST(UserNodeTest, OnlyWantedGradientsAreComputed) {
  Tensor x = leaf(2), y = leaf(5);
  Tensor z = product(x, y);
  const variable_list g = grad({z.sum()}, {y});
  EXPECT_TRUE(equal(g[0], full({2}, 2.0, kDouble)));
}

TEST(UserNodeTest, IsDifferentiableItself) {
  Tensor x = leaf(2), y = leaf(5);
  const Tensor g = grad({product(x * x, y).sum()}, {x}, {}, std::nullopt, true)[0];
  EXPECT_TRUE(equal(grad({g.sum()}, {x}, {}, true)[0], full({2}, 10.0, kDouble)));
  EXPECT_TRUE(equal(grad({g.sum()}, {y})[0], full({2}, 4.0, kDouble)));
}

// --- Ownership ---

TEST(UserNodeTest, LivesAsLongAsTheGraphOrAHandleOfTheProgram) {
  ASSERT_EQ(Product::alive, 0);
  const int64_t nodes = counter_value(Counter::kNodes);
  for (const bool shared : {false, true}) {
    SCOPED_TRACE(shared ? "made by make_shared" : "made with deleteNode");
    const auto make = [&] {
      return shared ? std::make_shared<Product>()
                    : std::shared_ptr<Product>(new Product, deleteNode);
    };
    Tensor x = leaf(2);
    {
      Tensor z = product(x, x, make());
      EXPECT_EQ(Product::alive, 1);
      z.sum().backward();
    }
    EXPECT_EQ(Product::alive, 0) << "the graph is gone";
    std::shared_ptr<Product> handle = make();
    { Tensor z = product(x, x, handle); }
    EXPECT_EQ(Product::alive, 1) << "the handle keeps it";
    {
      Tensor again = zeros({2}, kDouble);
      impl::set_gradient_edge(again, {handle, 0});
      std::weak_ptr<Node> weak = handle;
      handle.reset();
      EXPECT_EQ(Product::alive, 1) << "the graph keeps it";
      again.sum().backward();
    }
    EXPECT_EQ(Product::alive, 0);
    { const std::shared_ptr<Product> unused = make(); }
    EXPECT_EQ(Product::alive, 0);
    std::shared_ptr<Node> late;
    {
      Tensor z = product(x, x, make());
      late = z.grad_fn();
    }
    EXPECT_EQ(Product::alive, 1);
    late.reset();
    EXPECT_EQ(Product::alive, 0);
  }
  EXPECT_EQ(counter_value(Counter::kNodes), nodes);
}

TEST(UserNodeTest, LongChainsDieWithoutRecursion) {
  for (const bool shared : {false, true}) {
    Tensor x = leaf(1);
    Tensor y = x;
    for (int i = 0; i < 200'000; ++i) {
      y = product(
          y, x,
          shared ? std::make_shared<Product>() : std::shared_ptr<Product>(new Product, deleteNode));
    }
    EXPECT_EQ(Product::alive, 200'000);
    y.reset();
    EXPECT_EQ(Product::alive, 0);
  }
}

// --- libtorch's engine ---

// --- Several outputs, edges that change ---

struct Halves : public Node {
  using Node::Node;
  std::string name() const override { return "Halves"; }
  variable_list apply(variable_list&& grads) override {
    EXPECT_EQ(grads.size(), 5u);
    Tensor sum;
    for (size_t i = 0; i < grads.size(); ++i) {
      if (!grads[i].defined()) continue;
      sum = sum.defined() ? sum + grads[i] * static_cast<double>(i + 1)
                          : grads[i] * static_cast<double>(i + 1);
    }
    return {sum};
  }
};

TEST(UserNodeTest, ManyOutputsAreNumberedInTheOrderOfTheirMetadata) {
  Tensor x = leaf(1);
  const std::shared_ptr<Node> node(new Halves(collect_next_edges(x)), deleteNode);
  variable_list outs;
  for (int i = 0; i < 4; ++i) outs.push_back(zeros({2}, kDouble));
  set_history(outs[0], node);
  set_history(Tensor(), node);
  set_history({outs[1], outs[2]}, node);
  EXPECT_EQ(node->add_input_metadata(TensorOptions(kDouble), {2}), 4u);
  impl::set_gradient_edge(outs[3], {node, 4});
  EXPECT_EQ(outs[2].output_nr(), 3u);
  EXPECT_EQ(outs[2].grad_fn()->name(), "Halves");
  (outs[0] + outs[2] * 10 + outs[3] * 100).sum().backward();
  EXPECT_TRUE(equal(x.grad(), full({2}, 1 + 40 + 500.0, kDouble)));
  EXPECT_ERROR(impl::set_gradient_edge(outs[0], {node, 5}),
               "there is no input 5 of Halves, which has 5");
  EXPECT_ERROR(node->add_next_edge({node, 7}), HasSubstr("input 7 of Halves, which has 5"));
  EXPECT_ERROR(node->set_next_edge(1, {}), "Index out of range");
}

TEST(UserNodeTest, EdgesMayBeSetOneByOne) {
  Tensor x = leaf(2), y = leaf(3);
  const auto node = std::make_shared<Product>();
  Tensor z = product(x, x, node);
  node->set_next_edge(1, impl::gradient_edge(y));
  z.sum().backward();
  EXPECT_TRUE(equal(x.grad(), full({2}, 2.0, kDouble)));
  EXPECT_TRUE(equal(y.grad(), full({2}, 2.0, kDouble)));
}

TEST(UserNodeTest, CollectsEdgesOfTensorsOptionalsAndLists) {
  Tensor x = leaf(1), y = leaf(2), plain = zeros({2}, kDouble);
  const edge_list edges =
      collect_next_edges(x, variable_list{y, plain}, std::optional<Tensor>(y),
                         std::optional<Tensor>(), Tensor(), 3.0, std::string("text"));
  ASSERT_EQ(edges.size(), 6u);
  EXPECT_EQ(edges[0], impl::gradient_edge(x));
  EXPECT_EQ(edges[1], impl::gradient_edge(y));
  EXPECT_FALSE(edges[2].is_valid());
  EXPECT_EQ(edges[3], edges[1]);
  EXPECT_FALSE(edges[4].is_valid() || edges[5].is_valid());
  EXPECT_TRUE(any_variable_requires_grad(plain, variable_list{plain, y}));
  EXPECT_FALSE(any_variable_requires_grad(plain, 1, std::optional<Tensor>()));
  const NoGradGuard no_grad;
  EXPECT_FALSE(compute_requires_grad(x));
}

// --- Errors, hooks, calling nodes ---

TEST(UserNodeTest, ResultsAreValidatedLikeThoseOfTheLibrary) {
  struct Wrong : public Halves {
    using Halves::Halves;
    variable_list apply(variable_list&&) override { return results; }
    variable_list results;
  };
  const auto run = [](variable_list results) {
    Tensor x = full({3}, 1.0, kDouble).requires_grad_();
    const auto node = std::make_shared<Wrong>(collect_next_edges(x));
    node->results = std::move(results);
    Tensor y = zeros({2}, kDouble);
    set_history(y, node);
    y.sum().backward();
    return x.grad();
  };
  EXPECT_ERROR(run({}),
               "Function Halves returned an invalid number of gradients - expected 1, but got 0");
  EXPECT_ERROR(run({ones({2}), ones({2})}),
               "Function Halves returned an invalid number of gradients - expected 1, but got 2");
  EXPECT_ERROR(run({ones({2})}),
               "Function Halves returned an invalid gradient at index 0 - got [2] but expected "
               "shape compatible with [3]");
  EXPECT_FALSE(run({Tensor()}).defined());
  EXPECT_TRUE(equal(run({ones({4, 3})}), full({3}, 4.0, kDouble))) << "summed and cast";
  struct Silent : public Node {};
  Tensor y = zeros({2}, kDouble);
  set_history(y, std::make_shared<Silent>());
  EXPECT_ERROR(y.sum().backward(), "a class derived from Node must override apply()");
  Tensor integers = zeros({2}, kLong);
  EXPECT_ERROR(set_history(integers, std::make_shared<Silent>()),
               "only Tensors of floating point dtype can have a history");
}

TEST(UserNodeTest, HasHooks) {
  Tensor x = leaf(2), y = leaf(5);
  Tensor z = product(x, y);
  std::vector<size_t> counts;
  z.grad_fn()->register_prehook([&](const variable_list& grads) {
    counts.push_back(grads.size());
    return variable_list{grads[0] * 10};
  });
  z.grad_fn()->register_hook([&](const variable_list& results, const variable_list& grads) {
    counts.push_back(results.size() + grads.size());
    return variable_list();
  });
  z.sum().backward();
  EXPECT_THAT(counts, ::testing::ElementsAre(1, 3));
  EXPECT_TRUE(equal(x.grad(), full({2}, 50.0, kDouble)));
}

TEST(NodeTest, MayBeCalledByHand) {
  Tensor x = leaf(2), y = leaf(5);
  for (Tensor z : {x * y, product(x, y)}) {
    for (int i = 0; i < 2; ++i) {
      const variable_list results = (*z.grad_fn())({full({2}, 3.0, kDouble)});
      ASSERT_EQ(results.size(), 2u);
      EXPECT_TRUE(equal(results[0], full({2}, 15.0, kDouble)));
      EXPECT_TRUE(equal(results[1], full({2}, 6.0, kDouble)));
    }
  }
  EXPECT_ERROR((*(x * y).grad_fn())({}), "MulBackward0: expected 1 gradients, but got 0");
  EXPECT_FALSE(x.grad().defined());
}

}  // namespace
}  // namespace gradlab::autograd
