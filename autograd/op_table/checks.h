// The checks that every row of the operation table must pass. Each returns what is wrong, so that
// the tests of the checks themselves can see that a broken operation fails.
#ifndef GRADLAB_AUTOGRAD_OP_TABLE_CHECKS_H_
#define GRADLAB_AUTOGRAD_OP_TABLE_CHECKS_H_

#include "gradlab/autograd/op_table/compare.h"
#include "gradlab/autograd/op_table/recorded.h"
#include "gradlab/autograd/op_table/row.h"

namespace gradlab::op_table {

// The data was recorded for this row as it is.
Failures check_up_to_date(const Row& row, const RecordedRow& recorded);

// For every case and layout: PyTorch's values, dtype, sizes and strides, or its error where PyTorch
// refuses the inputs; the inputs are as before.
Failures check_values(const Row& row, const RecordedRow& recorded);

// For every case and layout: PyTorch's gradients for a random incoming gradient, of the input's
// dtype and sizes, undefined where PyTorch has none; PyTorch's node names; the same gradients when
// only one input requires grad.
Failures check_gradients(const Row& row, const RecordedRow& recorded);

// The gradient is the derivative, and its gradient is the second derivative (gradcheck.h), in
// float64, for contiguous and for other layouts.
Failures check_derivative(const Row& row, const RecordedRow& recorded);
// Forward mode computes the same derivative (forward_ad.h).
Failures check_forward_mode(const Row& row, const RecordedRow& recorded);
Failures check_second_derivative(const Row& row, const RecordedRow& recorded);

// Without grad mode, or without an input that requires grad, nothing is recorded or saved.
Failures check_nothing_recorded(const Row& row, const RecordedRow& recorded);

// Results and gradients have the same bits for 1, 2, 3 and 8 threads, when work of any size is
// shared.
Failures check_threads(const Row& row, const RecordedRow& recorded);

// Nodes, saved tensors and bytes are back to where they were when the results are gone: without a
// backward pass, after one, and after one with create_graph.
Failures check_lifetime(const Row& row, const RecordedRow& recorded);

}  // namespace gradlab::op_table

#endif  // GRADLAB_AUTOGRAD_OP_TABLE_CHECKS_H_
