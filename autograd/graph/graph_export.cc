#include "gradlab/autograd/graph/graph_export.h"

#include <limits>
#include <sstream>
#include <unordered_map>
#include <utility>
#include <vector>

#include "gradlab/autograd/graph/graph.h"
#include "gradlab/tensor/counters.h"
#include "gradlab/tensor/error.h"

namespace gradlab::autograd {
namespace {

// The reachable nodes, numbered in the order in which they are met.
class Walk {
 public:
  Walk(const Tensor& root, const TensorNames& names) {
    if (root.requires_grad()) visit(gradient_edge(*root.impl()).function.get());
    for (size_t i = 0; i < nodes_.size(); ++i) {  // grows meanwhile
      const Node* node = nodes_[i];
      for (uint32_t e = 0; e < node->num_edges(); ++e) visit(node->edge(e).function.get());
    }
    names_.resize(nodes_.size());
    for (const auto& [name, tensor] : names) {
      if (!tensor.requires_grad()) continue;
      const auto found = ids_.find(gradient_edge(*tensor.impl()).function.get());
      if (found != ids_.end()) names_[found->second].push_back(name);
    }
  }

  size_t size() const { return nodes_.size(); }
  const Node& node(size_t id) const { return *nodes_[id]; }
  size_t id(const Node* node) const { return ids_.at(node); }
  // The user's names of the outputs of a node.
  const std::vector<std::string>& names(size_t id) const { return names_[id]; }

 private:
  void visit(const Node* node) {
    if (node == nullptr || !ids_.emplace(node, nodes_.size()).second) return;
    nodes_.push_back(node);
  }

  std::vector<const Node*> nodes_;
  std::unordered_map<const Node*, size_t> ids_;
  std::vector<std::vector<std::string>> names_;
};

// In double quotes, for JSON and for Graphviz alike.
std::string quoted(const std::string& text) {
  std::ostringstream os;
  os << '"';
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      os << '\\' << c;
    } else if (c == '\n') {
      os << "\\n";
    } else if (static_cast<unsigned char>(c) < 0x20) {
      os << "\\u00"
         << "0123456789abcdef"[c >> 4] << "0123456789abcdef"[c & 15];
    } else {
      os << c;
    }
  }
  os << '"';
  return os.str();
}

std::string label(const Walk& walk, size_t id) {
  const Node& node = walk.node(id);
  std::ostringstream os;
  for (const std::string& name : walk.names(id)) os << name << '\n';
  os << node.name();
  for (uint32_t i = 0; i < node.num_inputs(); ++i) {
    os << '\n' << dtype_name(node.input_shape(i).dtype()) << ' ' << node.input_shape(i).sizes();
  }
  if (node.is_freed()) {
    os << "\nfreed";
  } else if (node.saved_bytes() > 0) {
    os << "\nsaves " << node.saved_bytes() << " bytes";
  }
  if (node.created_at()) os << '\n' << node.created_at();
  return os.str();
}

std::string place(Location at) { return at ? quoted(str(at)) : std::string("null"); }

// `items` with commas between them.
template <class Item>
void list(std::ostream& os, size_t count, Item item) {
  for (size_t i = 0; i < count; ++i) {
    if (i > 0) os << ", ";
    item(i);
  }
}

void write_json(std::ostream& os, const Walk& walk, size_t id) {
  const Node& node = walk.node(id);
  const std::vector<std::string>& names = walk.names(id);
  os << "  {\"id\": " << id << ", \"name\": " << quoted(node.name());
  // AccumulateGrad runs first whatever is made later, and so has no number of its own.
  os << ", \"sequence_nr\": ";
  node.sequence_nr() == std::numeric_limits<uint64_t>::max() ? os << "null"
                                                             : os << node.sequence_nr();
  os << ", \"tensors\": [";
  list(os, names.size(), [&](size_t i) { os << quoted(names[i]); });
  os << "], \"outputs\": [";
  list(os, node.num_inputs(), [&](size_t i) {
    const GradientShape& shape = node.input_shape(static_cast<uint32_t>(i));
    os << "{\"shape\": [";
    list(os, shape.sizes().size(), [&](size_t d) { os << shape.sizes()[d]; });
    os << "], \"dtype\": " << quoted(dtype_name(shape.dtype())) << '}';
  });
  os << "], \"saved_bytes\": " << node.saved_bytes()
     << ", \"freed\": " << (node.is_freed() ? "true" : "false")
     << ", \"created_at\": " << place(node.created_at())
     << ", \"freed_at\": " << place(node.freed_at()) << '}';
}

// Calls edge(from, input, to, output) for each of the graph.
template <class Visit>
void for_each_edge(const Walk& walk, Visit visit) {
  for (size_t id = 0; id < walk.size(); ++id) {
    const Node& node = walk.node(id);
    for (uint32_t i = 0; i < node.num_edges(); ++i) {
      const Edge& edge = node.edge(i);
      if (edge.defined()) visit(id, i, walk.id(edge.function.get()), edge.input_nr);
    }
  }
}

}  // namespace

std::string to_dot(const Tensor& root, const TensorNames& names) {
  const Walk walk(root, names);
  std::ostringstream os;
  os << "digraph {\n  node [shape=box];\n";
  for (size_t id = 0; id < walk.size(); ++id) {
    os << "  n" << id << " [label=" << quoted(label(walk, id));
    if (walk.node(id).num_edges() == 0) os << ", style=filled";
    os << "];\n";
  }
  for_each_edge(walk, [&](size_t from, uint32_t input, size_t to, uint32_t output) {
    os << "  n" << from << " -> n" << to;
    const bool several = walk.node(from).num_edges() > 1, many = walk.node(to).num_inputs() > 1;
    if (several) os << " [taillabel=" << input << (many ? "" : "]");
    if (many) os << (several ? ", " : " [") << "headlabel=" << output << ']';
    os << ";\n";
  });
  os << "}\n";
  return os.str();
}

std::string to_json(const Tensor& root, const TensorNames& names) {
  const Walk walk(root, names);
  std::ostringstream os;
  os << "{\"nodes\": [";
  for (size_t id = 0; id < walk.size(); ++id) {
    os << (id > 0 ? ",\n" : "\n");
    write_json(os, walk, id);
  }
  os << "\n], \"edges\": [";
  bool first = true;
  for_each_edge(walk, [&](size_t from, uint32_t input, size_t to, uint32_t output) {
    os << (std::exchange(first, false) ? "\n" : ",\n") << "  {\"from\": " << from
       << ", \"to\": " << to << ", \"input\": " << input << ", \"output\": " << output << '}';
  });
  os << "\n]}\n";
  return os.str();
}

GraphStats graph_stats() {
  return {.nodes = counter_value(Counter::kNodes),
          .saved_tensors = counter_value(Counter::kSavedTensors),
          .saved_bytes = counter_value(Counter::kSavedBytes),
          .live_bytes = counter_value(Counter::kStorageBytes),
          .peak_bytes = counter_peak(Counter::kStorageBytes)};
}

void reset_peak_bytes() { reset_counter_peak(Counter::kStorageBytes); }

}  // namespace gradlab::autograd
