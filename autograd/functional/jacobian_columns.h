// Jacobians column by column: for functional.cc only.
#ifndef GRADLAB_AUTOGRAD_FUNCTIONAL_JACOBIAN_COLUMNS_H_
#define GRADLAB_AUTOGRAD_FUNCTIONAL_JACOBIAN_COLUMNS_H_

#include "gradlab/autograd/functional/functional.h"
#include "gradlab/autograd/functions/list_function.h"
#include "gradlab/autograd/tensor.h"

namespace gradlab::autograd::functional {

// What jacobian() returns without create_graph, for the price of one backward pass for each element
// of the inputs and one more: u^T J with a history gives J e as its derivative by u in direction e.
TensorTable jacobian_by_columns(const ListFunction& f, const variable_list& inputs);

}  // namespace gradlab::autograd::functional

#endif  // GRADLAB_AUTOGRAD_FUNCTIONAL_JACOBIAN_COLUMNS_H_
