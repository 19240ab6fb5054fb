// The graph as text: everything that is said of nodes and edges.
#include "gradlab/autograd/graph/graph_export.h"

#include <string>

#include "gmock/gmock.h"
#include "gradlab/autograd/ops/factory.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/autograd/ops/reduce.h"
#include "gradlab/autograd/ops/shape.h"
#include "gradlab/autograd/ops/unary.h"
#include "gradlab/autograd/tensor.h"
#include "gradlab/tensor/location.h"
#include "gtest/gtest.h"

namespace gradlab::autograd {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

// Without what differs from run to run.
std::string without_numbers(std::string text) {
  const std::string key = "\"sequence_nr\": ";
  for (size_t at = text.find(key); at != std::string::npos; at = text.find(key, at + 1)) {
    const size_t from = at + key.size();
    text.replace(from, text.find(',', from) - from, "N");
  }
  return text;
}

TEST(GraphJson, TellsAllOfNodesAndEdges) {
  Tensor x = ones({2, 3}).requires_grad_();
  Tensor y = gradlab::mul(x, x, Location::unknown());
  Tensor z = gradlab::sum(y, std::nullopt, Location::unknown());
  EXPECT_EQ(without_numbers(to_json(z, {{"x", x}, {"the \"loss\"", z}})),
            R"({"nodes": [
  {"id": 0, "name": "SumBackward0", "sequence_nr": N, "tensors": ["the \"loss\""], )"
            R"("outputs": [{"shape": [], "dtype": "Float"}], "saved_bytes": 0, )"
            R"("freed": false, "created_at": null, "freed_at": null},
  {"id": 1, "name": "MulBackward0", "sequence_nr": N, "tensors": [], )"
            R"("outputs": [{"shape": [2, 3], "dtype": "Float"}], "saved_bytes": 48, )"
            R"("freed": false, "created_at": null, "freed_at": null},
  {"id": 2, "name": "AccumulateGrad", "sequence_nr": N, "tensors": ["x"], )"
            R"("outputs": [{"shape": [2, 3], "dtype": "Float"}], "saved_bytes": 0, )"
            R"("freed": false, "created_at": null, "freed_at": null}
], "edges": [
  {"from": 0, "to": 1, "input": 0, "output": 0},
  {"from": 1, "to": 2, "input": 0, "output": 0},
  {"from": 1, "to": 2, "input": 1, "output": 0}
]}
)");
}

TEST(GraphJson, TellsWhatIsFreedAndWhere) {
  Tensor x = ones({2}).requires_grad_();
  Tensor y = exp(x).sum();
  const int created = __LINE__ - 1;
  y.backward();
  const int freed = __LINE__ - 1;
  const std::string file = "\"" + std::string(__FILE__) + ":";
  EXPECT_THAT(to_json(y), HasSubstr("\"saved_bytes\": 0, \"freed\": true, \"created_at\": " + file +
                                    std::to_string(created) + "\", \"freed_at\": " + file +
                                    std::to_string(freed) + "\"}"));
}

TEST(GraphJson, OfATensorWithoutHistoryIsEmpty) {
  EXPECT_EQ(to_json(ones({2})), "{\"nodes\": [\n], \"edges\": [\n]}\n");
  EXPECT_EQ(to_json(Tensor()), "{\"nodes\": [\n], \"edges\": [\n]}\n");
}

TEST(GraphJson, NodesWithSeveralOutputsSayWhichIsUsed) {
  Tensor x = ones({4}).requires_grad_();
  const std::vector<Tensor> parts = x.split(2);
  EXPECT_THAT(to_json(parts[1] + 1), HasSubstr("\"to\": 1, \"input\": 0, \"output\": 1"));
}

TEST(GraphDot, DrawsNodesAndEdges) {
  Tensor x = ones({2, 3}).requires_grad_();
  Tensor y = gradlab::mul(x, x, Location::unknown());
  EXPECT_EQ(to_dot(y, {{"x", x}}), R"(digraph {
  node [shape=box];
  n0 [label="MulBackward0\nFloat [2, 3]\nsaves 48 bytes"];
  n1 [label="x\nAccumulateGrad\nFloat [2, 3]", style=filled];
  n0 -> n1 [taillabel=0];
  n0 -> n1 [taillabel=1];
}
)");
  y.sum().backward();
  EXPECT_THAT(to_dot(y), HasSubstr("MulBackward0\\nFloat [2, 3]\\nfreed"));
}

TEST(GraphDot, EachNodeIsDrawnOnceAndDeepGraphsWork) {
  Tensor x = ones({}).requires_grad_();
  Tensor y = x;
  for (int i = 0; i < 30; ++i) y = y + y;  // 2^30 paths
  const std::string dot = to_dot(y);
  EXPECT_THAT(dot, HasSubstr("n30 ["));
  EXPECT_THAT(dot, Not(HasSubstr("n31")));
  Tensor z = x;
  for (int i = 0; i < 100'000; ++i) z = z + 1.0;
  EXPECT_THAT(to_dot(z), HasSubstr("n100000 ["));
}

TEST(GraphStatsTest, CountsWhatIsAlive) {
  const GraphStats before = graph_stats();
  {
    Tensor x = ones({100}).requires_grad_();
    Tensor y = x * x;
    const GraphStats now = graph_stats();
    EXPECT_EQ(now.nodes - before.nodes, 2);
    EXPECT_EQ(now.saved_tensors - before.saved_tensors, 2);
    EXPECT_EQ(now.saved_bytes - before.saved_bytes, 400);
    EXPECT_EQ(now.live_bytes - before.live_bytes, 800);
    reset_peak_bytes();
    { Tensor big = zeros({1000}); }
    EXPECT_EQ(graph_stats().peak_bytes - now.live_bytes, 4000);
  }
  const GraphStats after = graph_stats();
  EXPECT_EQ(after.nodes, before.nodes);
  EXPECT_EQ(after.saved_bytes, before.saved_bytes);
  EXPECT_EQ(after.live_bytes, before.live_bytes);
}

}  // namespace
}  // namespace gradlab::autograd
