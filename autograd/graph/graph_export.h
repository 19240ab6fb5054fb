// The graph for people: as text for Graphviz, as JSON, and its counters.
//
//   std::ofstream("loss.dot") << autograd::to_dot(loss, {{"weight", w}, {"loss", loss}});
#ifndef GRADLAB_AUTOGRAD_GRAPH_GRAPH_EXPORT_H_
#define GRADLAB_AUTOGRAD_GRAPH_GRAPH_EXPORT_H_

#include <cstdint>
#include <map>
#include <string>

#include "gradlab/autograd/tensor.h"

namespace gradlab::autograd {

// What to call tensors that the reader knows: leaves, or results of recorded operations.
using TensorNames = std::map<std::string, Tensor>;

// All nodes that a backward pass from `root` can reach, `root`'s first, with their edges pointing
// the way that gradients go. Each node shows its name, the user's names of its outputs, their
// shapes, the bytes it saved or that they are freed, and where it was created. Of a tensor without
// history, no node. `dot -Tsvg` draws it.
std::string to_dot(const Tensor& root, const TensorNames& names = {});

// The same as {"nodes": [...], "edges": [...]}:
//   node: "id" (0 is root's), "name", "sequence_nr", "tensors" (the user's names), "outputs" (each
//         with "shape", "dtype"), "saved_bytes", "freed", "created_at" ("file:line" or null),
//         "freed_at" (the same)
//   edge: "from", "to" (ids), "input" (which input of the operation `from`), "output" (which output
//         of `to`)
std::string to_json(const Tensor& root, const TensorNames& names = {});

// What is alive in the program; exact for this thread and those that have ended (counters.h).
struct GraphStats {
  int64_t nodes = 0;          // live graph nodes
  int64_t saved_tensors = 0;  // values that nodes keep
  int64_t saved_bytes = 0;    // bytes of the storages of these values, each storage once
  int64_t live_bytes = 0;     // bytes of all storages
  int64_t peak_bytes = 0;     // their maximum since the start or reset_peak_bytes()
};
GraphStats graph_stats();
void reset_peak_bytes();

}  // namespace gradlab::autograd

#endif  // GRADLAB_AUTOGRAD_GRAPH_GRAPH_EXPORT_H_
