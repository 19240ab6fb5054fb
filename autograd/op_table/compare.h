// Comparing what a row computes with what was recorded. Differences are returned as lines of text.
#ifndef GRADLAB_AUTOGRAD_OP_TABLE_COMPARE_H_
#define GRADLAB_AUTOGRAD_OP_TABLE_COMPARE_H_

#include <string>
#include <vector>

#include "gradlab/autograd/op_table/recorded.h"
#include "gradlab/autograd/op_table/row.h"

namespace gradlab::op_table {

// What is wrong, one line per failure.
using Failures = std::vector<std::string>;

void append(Failures& to, const Failures& more);

// How a failure of this case begins: "2x3,3 float64 float64, transposed: ".
std::string label(const RecordedCase& recorded, InMemory layout);

// The same elements.
Failures compare_exactly(const std::string& what, const Tensor& t, const Tensor& expected);

// The outputs for inputs in this layout: count, dtype, sizes, strides and values.
Failures compare_outputs(const Row& row, const RecordedCase& recorded, InMemory layout,
                         const variable_list& outputs);

// The gradients `got` of the inputs numbered `which` among those that want one: defined or not,
// dtype, sizes and values.
Failures compare_gradients(const Row& row, const RecordedCase& recorded, const std::string& where,
                           const variable_list& got, const std::vector<size_t>& which);

}  // namespace gradlab::op_table

#endif  // GRADLAB_AUTOGRAD_OP_TABLE_COMPARE_H_
