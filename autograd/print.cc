// Text of tensors: the arrays' text (tensor/print) and where they stand in the graph.
#include <string>
#include <vector>

#include "gradlab/autograd/graph/graph.h"
#include "gradlab/autograd/graph/node.h"
#include "gradlab/autograd/graph/node_name.h"
#include "gradlab/autograd/tensor.h"
#include "gradlab/tensor/print/format.h"

namespace gradlab {

std::ostream& operator<<(std::ostream& os, const Tensor& t) {
  if (!t.defined()) return os << kUndefinedText;
  print_libtorch(os, t.array());
  return os;
}

std::string repr(const Tensor& t) {
  if (!t.defined()) return kUndefinedText;
  std::vector<std::string> suffixes;
  if (const Ref<Node>& node = current_grad_fn(*t.impl())) {
    suffixes.push_back("grad_fn=<" + python_node_name(node->name()) + ">");
  } else if (t.requires_grad()) {
    suffixes.push_back("requires_grad=True");
  }
  return format_python(t.array(), suffixes);
}

}  // namespace gradlab
