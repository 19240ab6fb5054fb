#include "gradlab/autograd/graph/node_name.h"

namespace gradlab {

std::string python_node_name(std::string name) {
  if (const size_t colon = name.rfind("::"); colon != name.npos) name.erase(0, colon + 2);
  for (const char* operation : {"Add", "Sub", "Mul", "Div"}) {
    if (name == operation + std::string("Backward1")) name.back() = '0';
  }
  return name;
}

}  // namespace gradlab
