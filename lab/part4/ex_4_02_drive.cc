#include <algorithm>
#include <map>
#include <set>

#include "gradlab/lab/fw/drive.h"
#include "gradlab/lab/part4/ex_4_02.h"

namespace ex_4_02 {
namespace {

void drive(lab::Driver& d, const Written& student) {
  Counts counts;
  std::vector<NodePtr> nodes;
  const int64_t size = d.integer(1, 12);
  for (int64_t i = 0; i < size; ++i) {
    std::vector<Input> inputs;
    for (int64_t k = i == 0 ? 0 : d.integer(0, 3); k > 0; --k) {
      inputs.push_back({nodes[static_cast<size_t>(d.integer(std::max<int64_t>(0, i - 4), i - 1))],
                        d.number(-2, 2)});
    }
    nodes.push_back(std::make_shared<Node>(static_cast<double>(i), std::move(inputs), &counts));
    nodes.back()->grad = d.number(-1, 1);
  }
  const std::vector<NodePtr> all = nodes;
  const auto place = [&](const Node* node) {
    return std::find_if(all.begin(), all.end(), [&](const NodePtr& p) { return p.get() == node; }) -
           all.begin();
  };
  // Orders may differ and still do the same: which nodes there are, and for each input whether it
  // comes after its user.
  d("order", [&] {
    const std::vector<Node*> order = student.order(nodes.back());
    std::vector<int64_t> record;
    std::map<const Node*, size_t> at;
    for (const Node* node : order) record.push_back(place(node));
    std::sort(record.begin(), record.end());
    for (size_t i = 0; i < order.size(); ++i) at[order[i]] = i;
    for (const NodePtr& node : all) {
      if (at.count(node.get()) == 0) continue;
      for (const Input& input : node->inputs()) {
        record.push_back(at.count(input.node.get()) && at[input.node.get()] > at[node.get()]);
      }
    }
    return lab::Value(record);
  });
  for (int pass = 0; pass < 2; ++pass) {
    d("grads", [&] {
      student.backward(nodes.back());
      std::vector<double> grads;
      for (const NodePtr& node : all) grads.push_back(node->grad);
      return tensor(grads, kFloat64);
    });
  }
  // Somebody holds some of the nodes.
  d("released", [&] {
    Counts own;
    std::vector<NodePtr> graph, held;
    for (const NodePtr& node : all) {
      std::vector<Input> inputs;
      for (const Input& input : node->inputs()) {
        inputs.push_back({graph[static_cast<size_t>(place(input.node.get()))], input.slope});
      }
      graph.push_back(std::make_shared<Node>(node->value, std::move(inputs), &own));
      if (d.integer(0, 3) == 0) held.push_back(graph.back());
    }
    NodePtr root = std::move(graph.back());
    graph.clear();
    student.release(std::move(root));
    std::vector<int64_t> record = {own.alive};
    for (const NodePtr& node : held) {
      record.push_back(static_cast<int64_t>(node->value));
      for (const Input& input : node->inputs()) {
        record.push_back(input.node ? static_cast<int64_t>(input.node->value) : -1);
      }
    }
    return lab::Value(record);
  });
  if (d.integer(0, 19) != 0) return;  // what follows takes long
  const int64_t n = d.integer(300000, 310000);
  d("deep", [&] {
    return lab::in_child([&] {
             Counts own;
             NodePtr y = std::make_shared<Node>(1, std::vector<Input>{}, &own);
             for (int64_t i = 1; i < n; ++i) {
               y = std::make_shared<Node>(1, std::vector<Input>{{y, 1}, {y, 1}}, &own);
             }
             student.release(std::move(y));
           })
        .returned;
  });
}

}  // namespace

LAB_DRIVER(drive)

}  // namespace ex_4_02
