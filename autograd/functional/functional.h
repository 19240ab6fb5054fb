// torch.autograd.functional: derivatives of functions, as tensors.
//
//   Tensor j = functional::jacobian([](const Tensor& x) { return x.pow(2); }, x);
//
// Each takes a function of one tensor, or of a list (which returns one tensor or a list) with a
// list of inputs. The inputs themselves get no .grad. create_graph: the results can be
// differentiated again, also with respect to the inputs. An output that does not depend on an input
// has derivative zero; with `strict` it is an error, and so is a derivative that is constant where
// a derivative of it is computed.
#ifndef GRADLAB_AUTOGRAD_FUNCTIONAL_FUNCTIONAL_H_
#define GRADLAB_AUTOGRAD_FUNCTIONAL_FUNCTIONAL_H_

#include <functional>
#include <string_view>
#include <utility>
#include <vector>

#include "gradlab/autograd/functions/list_function.h"
#include "gradlab/autograd/tensor.h"

namespace gradlab::autograd::functional {

using Function = std::function<Tensor(const Tensor&)>;
// Entry [i][j] belongs to output i and input j.
using TensorTable = std::vector<variable_list>;

// The derivatives of each element of the output by each of the input: of shape output + input. One
// backward pass for each element of the outputs; with strategy "forward-mode", for each element of
// the inputs, which is less where the outputs have more. That strategy needs `vectorize`, which
// means nothing else here, and takes neither create_graph nor strict.
Tensor jacobian(const Function& f, const Tensor& input, bool create_graph = false,
                bool strict = false, bool vectorize = false,
                std::string_view strategy = "reverse-mode");
TensorTable jacobian(const ListFunction& f, const variable_list& inputs, bool create_graph = false,
                     bool strict = false, bool vectorize = false,
                     std::string_view strategy = "reverse-mode");

// The second derivatives of a function with one element as its result: of shape input + input; for
// a list [i][j], of shape input i + input j. Throws "The Tensor returned by the function given to
// hessian should contain a single element". The strategy is that of the Jacobian of the gradient.
Tensor hessian(const Function& f, const Tensor& input, bool create_graph = false,
               bool strict = false, bool vectorize = false,
               std::string_view outer_jacobian_strategy = "reverse-mode");
TensorTable hessian(const ListFunction& f, const variable_list& inputs, bool create_graph = false,
                    bool strict = false, bool vectorize = false,
                    std::string_view outer_jacobian_strategy = "reverse-mode");

// Each of the following returns what f returns, and the product.

// v^T J, with v of the output's shape; v may be left out for a result with one element.
std::pair<Tensor, Tensor> vjp(const Function& f, const Tensor& input, const Tensor& v = {},
                              bool create_graph = false, bool strict = false);
std::pair<variable_list, variable_list> vjp(const ListFunction& f, const variable_list& inputs,
                                            const variable_list& v = {}, bool create_graph = false,
                                            bool strict = false);
// J v, with v of the input's shape; v may be left out for an input with one element. Computed as
// the derivative of u^T J by u, at the price of two backward passes.
std::pair<Tensor, Tensor> jvp(const Function& f, const Tensor& input, const Tensor& v = {},
                              bool create_graph = false, bool strict = false);
std::pair<variable_list, variable_list> jvp(const ListFunction& f, const variable_list& inputs,
                                            const variable_list& v = {}, bool create_graph = false,
                                            bool strict = false);
// v^T H and H v for a function with one element as its result, v of the input's shape. The Hessian
// is symmetric where it is continuous, and then vhp gives the same with one backward pass less.
std::pair<Tensor, Tensor> vhp(const Function& f, const Tensor& input, const Tensor& v = {},
                              bool create_graph = false, bool strict = false);
std::pair<Tensor, variable_list> vhp(const ListFunction& f, const variable_list& inputs,
                                     const variable_list& v = {}, bool create_graph = false,
                                     bool strict = false);
std::pair<Tensor, Tensor> hvp(const Function& f, const Tensor& input, const Tensor& v = {},
                              bool create_graph = false, bool strict = false);
std::pair<Tensor, variable_list> hvp(const ListFunction& f, const variable_list& inputs,
                                     const variable_list& v = {}, bool create_graph = false,
                                     bool strict = false);

}  // namespace gradlab::autograd::functional

#endif  // GRADLAB_AUTOGRAD_FUNCTIONAL_FUNCTIONAL_H_
