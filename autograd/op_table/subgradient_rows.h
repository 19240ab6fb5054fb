// The functions behind the lines of testdata/subgradients_1.13.txt.
#ifndef GRADLAB_AUTOGRAD_OP_TABLE_SUBGRADIENT_ROWS_H_
#define GRADLAB_AUTOGRAD_OP_TABLE_SUBGRADIENT_ROWS_H_

#include <functional>
#include <ostream>
#include <string>
#include <vector>

#include "gradlab/autograd/tensor.h"

namespace gradlab::op_table {

using Values = std::vector<double>;

struct SubgradientRow {
  std::string name;            // that of the line
  std::vector<Values> inputs;  // 1-dim, float64
  std::function<Tensor(const variable_list&)> f;
};

// For GoogleTest's messages.
inline std::ostream& operator<<(std::ostream& os, const SubgradientRow& row) {
  return os << row.name;
}

std::vector<SubgradientRow> subgradient_rows();

}  // namespace gradlab::op_table

#endif  // GRADLAB_AUTOGRAD_OP_TABLE_SUBGRADIENT_ROWS_H_
