#include "gradlab/autograd/functional/functional.h"

#include <algorithm>
#include <string>

#include "gradlab/autograd/autograd.h"
#include "gradlab/autograd/functional/jacobian_columns.h"
#include "gradlab/autograd/grad_mode.h"
#include "gradlab/autograd/ops/factory.h"
#include "gradlab/autograd/ops/shape.h"
#include "gradlab/tensor/error.h"

namespace gradlab::autograd::functional {
namespace {

// The tensors to differentiate by: the start of a graph of our own, or with create_graph views, so
// that the results lead back to the caller's.
variable_list prepared(const variable_list& tensors, bool create_graph, bool need_graph = true) {
  variable_list result;
  for (const Tensor& t : tensors) {
    result.push_back(create_graph ? t.view_as(t) : t.detach().requires_grad_(need_graph));
  }
  return result;
}

variable_list finished(variable_list tensors, bool create_graph) {
  if (!create_graph) {
    for (Tensor& t : tensors) t = t.detach();
  }
  return tensors;
}

// autograd::grad of those outputs that have a history; undefined where nothing leads.
variable_list grad_of(const variable_list& outputs, const variable_list& inputs,
                      const variable_list& grad_outputs, bool create_graph,
                      std::optional<bool> retain_graph = std::nullopt) {
  variable_list with_history, gradients;
  for (size_t i = 0; i < outputs.size(); ++i) {
    if (!outputs[i].requires_grad()) continue;
    with_history.push_back(outputs[i]);
    if (!grad_outputs.empty()) gradients.push_back(grad_outputs[i]);
  }
  if (with_history.empty()) return variable_list(inputs.size());
  return autograd::grad(with_history, inputs, gradients, retain_graph, create_graph,
                        /*allow_unused=*/true);
}

variable_list zeros_to_differentiate(const variable_list& like) {
  variable_list result;
  for (const Tensor& t : like) result.push_back(zeros_like(t).requires_grad_());
  return result;
}

void check_vector(const variable_list& v, const variable_list& like) {
  GRADLAB_CHECK(v.size() == like.size(), "v is a tuple of invalid length: should be ", like.size(),
                " but got ", v.size(), ".");
  for (size_t i = 0; i < v.size(); ++i) {
    const std::string entry = v.size() > 1 ? str("Entry ", i, " in ") : std::string();
    GRADLAB_CHECK(v[i].sizes() == like[i].sizes(), entry,
                  "v has invalid size: should be torch.Size(", like[i].sizes(),
                  ") but got torch.Size(", v[i].sizes(), ").");
  }
}

// v, or 1 where `like` is a single number, which is what leaving it out means.
variable_list vector_or_one(const variable_list& v, const variable_list& like, bool create_graph,
                            const char* what_is_single) {
  if (!v.empty()) {
    const variable_list result = prepared(v, create_graph, /*need_graph=*/false);
    check_vector(result, like);
    return result;
  }
  GRADLAB_CHECK(like.size() == 1 && like[0].numel() == 1, "The vector v can only be None if the ",
                what_is_single, " a single Tensor with a single element.");
  return {ones_like(like[0].detach())};
}

constexpr const char* kFunctionReturns = "user-provided function returns";
constexpr const char* kInputIs = "input to the user-provided function is";

void check_outputs(const variable_list& outputs, bool strict) {
  if (!strict) return;
  for (size_t i = 0; i < outputs.size(); ++i) {
    GRADLAB_CHECK(
        outputs[i].requires_grad(), "Output ", i,
        " of the user-provided function does not require gradients. The outputs must be "
        "computed in a differentiable manner from the input when running in strict mode.");
  }
}

// In strict mode a derivative must be there, and depend on the inputs. `why` is what is said of
// derivative i when it does not.
template <class Why>
void check_derivatives(const variable_list& derivatives, bool strict, Why why) {
  if (!strict) return;
  for (size_t i = 0; i < derivatives.size(); ++i) {
    GRADLAB_CHECK(derivatives[i].defined(),
                  "The output of the user-provided function is "
                  "independent of input ",
                  i, ". This is not allowed in strict mode.");
    GRADLAB_CHECK(derivatives[i].requires_grad(), why(i));
  }
}

std::string jacobian_is_constant(size_t i) {
  return str(
      "While computing the hessian, found that the jacobian of the user-provided function "
      "with respect to input ",
      i,
      " is independent of the input. This is not allowed in strict mode. You should ensure "
      "that your function is twice differentiable and that the jacobian depends on the "
      "inputs (this would be violated by a linear function for example).");
}

// The results of one of the products, with zeros where there is no dependence.
struct Product {
  const char* missing_before;  // in strict mode: this text, the index,
  const char* missing_after;   // and this
  const char* constant;        // with create_graph: what is said to be independent of an input
};
variable_list with_zeros(variable_list results, const variable_list& like, bool strict,
                         bool create_graph, const Product& product) {
  for (size_t i = 0; i < results.size(); ++i) {
    if (!results[i].defined()) {
      GRADLAB_CHECK(!strict, product.missing_before, i, product.missing_after);
      results[i] = zeros_like(like[i]);
    } else {
      GRADLAB_CHECK(!strict || !create_graph || results[i].requires_grad(), "The ",
                    product.constant, " of the user-provided function is independent of input ", i,
                    ". This is not allowed in strict mode when create_graph=True.");
    }
  }
  return results;
}

void check_single(const variable_list& outputs, const char* name) {
  GRADLAB_CHECK(outputs.size() == 1, "The function given to ", name,
                " should return a single Tensor");
  GRADLAB_CHECK(outputs[0].numel() == 1, "The Tensor returned by the function given to ", name,
                " should contain a single element");
}

// The gradients of one output element with respect to all inputs, as rows of the Jacobian.
void append_rows(const Tensor& element, size_t output, const variable_list& inputs,
                 bool create_graph, bool strict, TensorTable& rows) {
  const variable_list grads = grad_of({element}, inputs, {}, create_graph, /*retain_graph=*/true);
  for (size_t i = 0; i < inputs.size(); ++i) {
    if (grads[i].defined()) {
      GRADLAB_CHECK(!strict || !create_graph || grads[i].requires_grad(),
                    "The jacobian of the user-provided function is independent of input ", i,
                    ". This is not allowed in strict mode when create_graph=True.");
      rows[i].push_back(grads[i]);
    } else {
      GRADLAB_CHECK(!strict, "Output ", output,
                    " of the user-provided function is independent of input ", i,
                    ". This is not allowed in strict mode.");
      rows[i].push_back(zeros_like(inputs[i]));
    }
  }
}

bool is_forward(std::string_view strategy) {
  GRADLAB_CHECK(
      strategy == "forward-mode" || strategy == "reverse-mode",
      "Expected strategy to be either \"forward-mode\" or \"reverse-mode\". Hint: If your "
      "function has more outputs than inputs, \"forward-mode\" tends to be more performant. "
      "Otherwise, prefer to use \"reverse-mode\".");
  return strategy == "forward-mode";
}

// f of one tensor as a function of a list.
ListFunction listed(const Function& f) {
  return ListFunction([&f](const variable_list& inputs) { return f(inputs[0]); });
}
variable_list listed(const Tensor& v) { return v.defined() ? variable_list{v} : variable_list{}; }

// The value, its gradient with a history, and the inputs they depend on.
struct Gradient {
  variable_list inputs, outputs, jacobian, v;
};
Gradient gradient_of(const ListFunction& f, const variable_list& inputs, const variable_list& v,
                     bool create_graph, bool strict, const char* name) {
  AutoGradMode enable(true);
  Gradient g;
  g.inputs = prepared(inputs, create_graph);
  g.v = vector_or_one(v, g.inputs, create_graph, kInputIs);
  g.outputs = f(g.inputs);
  check_outputs(g.outputs, strict);
  check_single(g.outputs, name);
  g.jacobian = grad_of(g.outputs, g.inputs, {}, /*create_graph=*/true);
  check_derivatives(g.jacobian, strict, jacobian_is_constant);
  return g;
}

}  // namespace

TensorTable jacobian(const ListFunction& f, const variable_list& inputs, bool create_graph,
                     bool strict, bool vectorize, std::string_view strategy) {
  if (is_forward(strategy)) {
    GRADLAB_CHECK_KIND(
        NotImplementedError, !create_graph,
        "torch.autograd.functional.jacobian: `create_graph=True` and "
        "`strategy=\"forward-mode\"` are not supported together (yet). Please either "
        "set `create_graph=False` or `strategy=\"reverse-mode\"`.");
    GRADLAB_CHECK(!strict,
                  "torch.autograd.functional.jacobian: `strict=True` and "
                  "`strategy=\"forward-mode\"` are not supported together (yet). Please either set "
                  "`strict=False` or `strategy=\"reverse-mode\"`.");
    GRADLAB_CHECK_KIND(NotImplementedError, vectorize,
                       "Computing Jacobian using forward-AD or forward-over-reverse Hessian is"
                       "only implemented for `vectorize=True`.");
    return jacobian_by_columns(f, inputs);
  }
  AutoGradMode enable(true);
  const variable_list x = prepared(inputs, create_graph);
  const variable_list outputs = f(x);
  check_outputs(outputs, strict);
  GRADLAB_CHECK(!vectorize || !strict,
                "torch.autograd.functional.jacobian: `strict=True` and `vectorized=True` are not "
                "supported together. Please either set `strict=False` or `vectorize=False`.");
  TensorTable table;
  for (size_t i = 0; i < outputs.size(); ++i) {
    TensorTable rows(x.size());
    const Tensor flat = outputs[i].reshape({-1});
    for (int64_t k = 0; k < flat.numel(); ++k) {
      append_rows(flat.select(0, k), i, x, create_graph, strict, rows);
    }
    variable_list blocks;
    for (size_t j = 0; j < x.size(); ++j) {
      std::vector<int64_t> sizes = outputs[i].sizes().vec();
      sizes.insert(sizes.end(), x[j].sizes().begin(), x[j].sizes().end());
      blocks.push_back(rows[j].empty() ? zeros(sizes, x[j].options()) : stack(rows[j]).view(sizes));
    }
    table.push_back(finished(std::move(blocks), create_graph));
  }
  return table;
}

Tensor jacobian(const Function& f, const Tensor& input, bool create_graph, bool strict,
                bool vectorize, std::string_view strategy) {
  return jacobian(listed(f), variable_list{input}, create_graph, strict, vectorize, strategy)[0][0];
}

TensorTable hessian(const ListFunction& f, const variable_list& inputs, bool create_graph,
                    bool strict, bool vectorize, std::string_view outer_jacobian_strategy) {
  auto single = [&](const variable_list& x) {
    const variable_list outputs = f(x);
    check_outputs(outputs, strict);
    check_single(outputs, "hessian");
    return outputs[0].reshape({});
  };
  auto gradient = [&](const variable_list& x) {
    const variable_list jac = jacobian(ListFunction(single), x, /*create_graph=*/true)[0];
    check_derivatives(jac, strict, jacobian_is_constant);
    return jac;
  };
  return jacobian(ListFunction(gradient), inputs, create_graph, strict, vectorize,
                  outer_jacobian_strategy);
}

Tensor hessian(const Function& f, const Tensor& input, bool create_graph, bool strict,
               bool vectorize, std::string_view outer_jacobian_strategy) {
  return hessian(listed(f), variable_list{input}, create_graph, strict, vectorize,
                 outer_jacobian_strategy)[0][0];
}

std::pair<variable_list, variable_list> vjp(const ListFunction& f, const variable_list& inputs,
                                            const variable_list& v, bool create_graph,
                                            bool strict) {
  AutoGradMode enable(true);
  const variable_list x = prepared(inputs, create_graph);
  const variable_list outputs = f(x);
  check_outputs(outputs, strict);
  const variable_list weights = vector_or_one(v, outputs, create_graph, kFunctionReturns);
  variable_list result =
      with_zeros(grad_of(outputs, x, weights, create_graph), x, strict, create_graph,
                 {"The output of the user-provided function is independent of "
                  "input ",
                  ". This is not allowed in strict mode.", "jacobian"});
  return {finished(outputs, create_graph), finished(std::move(result), create_graph)};
}

std::pair<Tensor, Tensor> vjp(const Function& f, const Tensor& input, const Tensor& v,
                              bool create_graph, bool strict) {
  auto [outputs, result] = vjp(listed(f), variable_list{input}, listed(v), create_graph, strict);
  return {outputs[0], result[0]};
}

std::pair<variable_list, variable_list> jvp(const ListFunction& f, const variable_list& inputs,
                                            const variable_list& v, bool create_graph,
                                            bool strict) {
  AutoGradMode enable(true);
  const variable_list x = prepared(inputs, create_graph);
  const variable_list direction = vector_or_one(v, x, create_graph, kInputIs);
  const variable_list outputs = f(x);
  check_outputs(outputs, strict);
  const variable_list u = zeros_to_differentiate(outputs);
  const variable_list ujac = grad_of(outputs, x, u, /*create_graph=*/true);
  check_derivatives(ujac, strict, [](size_t i) {
    return str(
        "The gradient with respect to input ", i,
        " is independent of the inputs of the user-provided function. This is not allowed in "
        "strict mode.");
  });
  variable_list result =
      with_zeros(grad_of(ujac, u, direction, create_graph), outputs, strict, create_graph,
                 {"The gradient with respect to the input is independent of entry ",
                  " in the grad_outputs when using the double backward trick to compute forward "
                  "mode gradients. "
                  "This is not allowed in strict mode.",
                  "jacobian"});
  return {finished(outputs, create_graph), finished(std::move(result), create_graph)};
}

std::pair<Tensor, Tensor> jvp(const Function& f, const Tensor& input, const Tensor& v,
                              bool create_graph, bool strict) {
  auto [outputs, result] = jvp(listed(f), variable_list{input}, listed(v), create_graph, strict);
  return {outputs[0], result[0]};
}

std::pair<Tensor, variable_list> vhp(const ListFunction& f, const variable_list& inputs,
                                     const variable_list& v, bool create_graph, bool strict) {
  const Gradient g = gradient_of(f, inputs, v, create_graph, strict, "vhp");
  AutoGradMode enable(true);
  variable_list result =
      with_zeros(grad_of(g.jacobian, g.inputs, g.v, create_graph), g.inputs, strict, create_graph,
                 {"The jacobian of the user-provided function is independent of "
                  "input ",
                  ". This is not allowed in strict mode.", "hessian"});
  return {finished(g.outputs, create_graph)[0], finished(std::move(result), create_graph)};
}

std::pair<Tensor, Tensor> vhp(const Function& f, const Tensor& input, const Tensor& v,
                              bool create_graph, bool strict) {
  auto [output, result] = vhp(listed(f), variable_list{input}, listed(v), create_graph, strict);
  return {output, result[0]};
}

std::pair<Tensor, variable_list> hvp(const ListFunction& f, const variable_list& inputs,
                                     const variable_list& v, bool create_graph, bool strict) {
  const Gradient g = gradient_of(f, inputs, v, create_graph, strict, "hvp");
  AutoGradMode enable(true);
  const variable_list u = zeros_to_differentiate(g.inputs);
  const variable_list u_hessian = grad_of(g.jacobian, g.inputs, u, /*create_graph=*/true);
  variable_list result = with_zeros(
      grad_of(u_hessian, u, g.v, create_graph), g.inputs, strict, create_graph,
      {"The hessian of the user-provided function is independent of entry ",
       " in the grad_jacobian. This is not allowed in strict mode as it prevents from using the "
       "double backward trick to replace forward mode AD.",
       "hessian"});
  return {finished(g.outputs, create_graph)[0], finished(std::move(result), create_graph)};
}

std::pair<Tensor, Tensor> hvp(const Function& f, const Tensor& input, const Tensor& v,
                              bool create_graph, bool strict) {
  auto [output, result] = hvp(listed(f), variable_list{input}, listed(v), create_graph, strict);
  return {output, result[0]};
}

}  // namespace gradlab::autograd::functional
