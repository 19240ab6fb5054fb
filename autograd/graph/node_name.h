// Names of nodes as Python shows them.
#ifndef GRADLAB_AUTOGRAD_GRAPH_NODE_NAME_H_
#define GRADLAB_AUTOGRAD_GRAPH_NODE_NAME_H_

#include <string>

namespace gradlab {

// Node::name() is what libtorch's C++ frontend says. Python leaves the namespace of a class out,
// and makes a tensor of the number in x + 1, so that AddBackward1, SubBackward1, MulBackward1 and
// DivBackward1 do not occur there: they are AddBackward0 and so on.
std::string python_node_name(std::string name);

}  // namespace gradlab

#endif  // GRADLAB_AUTOGRAD_GRAPH_NODE_NAME_H_
