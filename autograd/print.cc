// Text of tensors: the arrays' text (tensor/print) and where they stand in the graph.
#include <string>
#include <vector>

#include "gradlab/autograd/graph/graph.h"
#include "gradlab/autograd/graph/node.h"
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
    std::string name = node->name();
    // Python leaves the namespace of the node's class out.
    if (const size_t colon = name.rfind("::"); colon != name.npos) name.erase(0, colon + 2);
    suffixes.push_back("grad_fn=<" + name + ">");
  } else if (t.requires_grad()) {
    suffixes.push_back("requires_grad=True");
  }
  return format_python(t.array(), suffixes);
}

}  // namespace gradlab
