#include "gradlab/autograd/gradcheck.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

#include "gradlab/autograd/grad_mode.h"
#include "gradlab/autograd/ops/factory.h"
#include "gradlab/autograd/tape.h"
#include "gradlab/tensor/python_text.h"
#include "gradlab/tensor/random/generator.h"
#include "gradlab/tensor/warn.h"

namespace gradlab::autograd {
namespace {

// d output[column] / d input[row]. Plain numbers: the check must not rely on operations that it may
// be checking.
struct Jacobian {
  int64_t rows, columns;
  std::vector<double> values;

  Jacobian(int64_t rows, int64_t columns)
      : rows(rows), columns(columns), values(static_cast<size_t>(rows * columns)) {}
  double& at(int64_t row, int64_t column) { return values[row * columns + column]; }

  Tensor tensor(ScalarType dtype) const {
    Tensor t = empty({rows, columns}, kDouble);
    std::copy(values.begin(), values.end(), t.data_ptr<double>());
    return t.to(dtype);
  }
};

// Calls visit(address, index) for the elements in row-major order.
template <class T, class Visit>
void for_each_element(const Array& a, Visit visit) {
  std::vector<int64_t> index(a.dim(), 0);
  T* data = a.data<T>();
  for (int64_t i = 0; i < a.numel(); ++i) {
    int64_t offset = 0;
    for (int64_t d = 0; d < a.dim(); ++d) offset += index[d] * a.stride(d);
    visit(data[offset], i);
    for (int64_t d = a.dim() - 1; d >= 0 && ++index[d] == a.size(d); --d) index[d] = 0;
  }
}

std::vector<double> values_of(const Tensor& t) {
  std::vector<double> values(static_cast<size_t>(t.numel()));
  dispatch_floating(t.dtype(), "gradcheck", [&]<class T>() {
    for_each_element<T>(t.array(), [&](T& v, int64_t i) { values[i] = v; });
  });
  return values;
}

variable_list differentiable(const variable_list& tensors) {
  variable_list out;
  for (const Tensor& t : tensors) {
    if (t.requires_grad()) out.push_back(t);
  }
  return out;
}

variable_list zeros_for(const variable_list& outputs) {
  variable_list zeros;
  for (const Tensor& t : outputs) zeros.push_back(gradlab::zeros(t.sizes(), t.dtype()));
  return zeros;
}

bool all_zero(const Tensor& t) {
  for (double v : values_of(t)) {
    if (v != 0) return false;
  }
  return true;
}

void check_inputs(const variable_list& inputs) {
  for (size_t i = 0; i < inputs.size(); ++i) {
    const Tensor& input = inputs[i];
    if (!input.requires_grad()) continue;
    if (input.dtype() != kDouble) {
      GRADLAB_WARN(
          "Input #", i,
          " requires gradient and is not a double precision floating point or complex. This "
          "check will likely fail if all the inputs are not of double precision floating "
          "point or complex. ");
    }
    for (int64_t d = 0; d < input.dim(); ++d) {
      GRADLAB_CHECK(
          input.stride(d) > 0 || input.size(d) <= 1, "The ", i,
          "th input has a dimension with stride 0. gradcheck only supports inputs that are "
          "non-overlapping to be able to compute the numerical gradients correctly. You "
          "should call .contiguous on the input before passing it to gradcheck.");
    }
  }
  GRADLAB_CHECK_VALUE(
      !differentiable(inputs).empty(),
      "gradcheck expects at least one input tensor to require gradient, but none of "
      "the them have requires_grad=True.");
}

// The values of the floating outputs of f.
std::vector<std::vector<double>> outputs_of(const GradcheckFunction& f,
                                            const variable_list& inputs) {
  std::vector<std::vector<double>> values;
  for (const Tensor& t : f(inputs)) {
    if (t.is_floating_point()) values.push_back(values_of(t));
  }
  return values;
}

// One Jacobian for each floating output, with respect to `input`, one of `inputs`.
std::vector<Jacobian> numerical_jacobians(const GradcheckFunction& f, const variable_list& inputs,
                                          const Tensor& input, const variable_list& outputs,
                                          double eps) {
  std::vector<Jacobian> jacobians;
  for (const Tensor& t : outputs) {
    if (t.is_floating_point()) jacobians.emplace_back(input.numel(), t.numel());
  }
  dispatch_floating(input.dtype(), "gradcheck", [&]<class T>() {
    // Written past autograd, as through .data: the saved values of no graph are read afterwards.
    for_each_element<T>(input.array(), [&](T& element, int64_t row) {
      struct Restore {
        T& element;
        const T value;
        ~Restore() { element = value; }
      } restore{element, element};
      element = static_cast<T>(restore.value - eps);
      const auto below = outputs_of(f, inputs);
      element = static_cast<T>(restore.value + eps);
      const auto above = outputs_of(f, inputs);
      for (size_t k = 0; k < jacobians.size(); ++k) {
        GRADLAB_CHECK(k < below.size() && k < above.size() && below[k].size() == above[k].size() &&
                          static_cast<int64_t>(below[k].size()) == jacobians[k].columns,
                      "Expected `func` to return outputs with the same shape when inputs are "
                      "perturbed by ",
                      eps, ", but output ", k, " differs.");
        for (int64_t column = 0; column < jacobians[k].columns; ++column) {
          jacobians[k].at(row, column) = (above[k][column] - below[k][column]) / (2 * eps);
        }
      }
    });
  });
  return jacobians;
}

// One Jacobian of `output` for each input, from a backward pass per element.
std::vector<Jacobian> analytical_jacobians(const Tensor& output, const variable_list& inputs) {
  std::vector<Jacobian> jacobians;
  for (const Tensor& t : inputs) jacobians.emplace_back(t.numel(), output.numel());
  for (int64_t column = 0; column < output.numel(); ++column) {
    Tensor one_hot = zeros(output.sizes(), output.dtype());
    dispatch_floating(output.dtype(), "gradcheck",
                      [&]<class T>() { one_hot.data_ptr<T>()[column] = 1; });
    const variable_list grads = grad({output}, inputs, {one_hot}, true, false, true);
    for (size_t k = 0; k < inputs.size(); ++k) {
      if (!grads[k].defined()) continue;
      GRADLAB_CHECK_KIND(autograd::GradcheckError, grads[k].sizes() == inputs[k].sizes(),
                         "Analytical gradient has incorrect size");
      const std::vector<double> values = values_of(grads[k]);
      for (int64_t row = 0; row < jacobians[k].rows; ++row) {
        jacobians[k].at(row, column) = values[row];
      }
    }
  }
  return jacobians;
}

bool close(const Jacobian& a, const Jacobian& n, const GradcheckOptions& options) {
  for (size_t i = 0; i < a.values.size(); ++i) {
    const double x = a.values[i], y = n.values[i];
    if (x == y) continue;  // infinities too
    if (!(std::fabs(x - y) <= options.atol + options.rtol * std::fabs(y))) return false;
    if (std::isinf(y)) return false;
  }
  return true;
}

void check_reentrant(const std::vector<Jacobian>& first, const std::vector<Jacobian>& second,
                     double tolerance) {
  for (size_t k = 0; k < first.size(); ++k) {
    for (size_t i = 0; i < first[k].values.size(); ++i) {
      GRADLAB_CHECK_KIND(autograd::GradcheckError,
                         !(std::fabs(first[k].values[i] - second[k].values[i]) > tolerance),
                         "Backward is not reentrant, i.e., running backward with same input and "
                         "grad_output multiple "
                         "times gives different values, although analytical gradient matches "
                         "numerical gradient.The "
                         "tolerance for nondeterminism was ",
                         python_text(tolerance), ".");
    }
  }
}

void check_values(const GradcheckFunction& f, const variable_list& inputs,
                  const variable_list& outputs, const GradcheckOptions& options) {
  const variable_list wanted = differentiable(inputs);
  // [input][output]
  std::vector<std::vector<Jacobian>> numerical;
  for (const Tensor& input : wanted) {
    numerical.push_back(numerical_jacobians(f, inputs, input, outputs, options.eps));
  }
  if (differentiable(outputs).empty()) {
    for (const auto& of_input : numerical) {
      for (const Jacobian& jacobian : of_input) {
        for (double v : jacobian.values) {
          GRADLAB_CHECK_KIND(autograd::GradcheckError, v == 0,
                             "Numerical gradient for function expected to be zero");
        }
      }
    }
    return;
  }
  size_t among_floating = 0, among_differentiable = 0;
  for (const Tensor& output : outputs) {
    if (!output.is_floating_point()) continue;
    const size_t place = among_floating++;
    if (!output.requires_grad()) continue;
    const size_t number = among_differentiable++;
    const std::vector<Jacobian> analytical = analytical_jacobians(output, wanted);
    check_reentrant(analytical, analytical_jacobians(output, wanted), options.nondet_tol);
    for (size_t k = 0; k < wanted.size(); ++k) {
      GRADLAB_CHECK_KIND(autograd::GradcheckError,
                         close(analytical[k], numerical[k][place], options),
                         "Jacobian mismatch for output ", number, " with respect to input ", k,
                         ",\nnumerical:", repr(numerical[k][place].tensor(output.dtype())),
                         "\nanalytical:", repr(analytical[k].tensor(wanted[k].dtype())), "\n");
    }
  }
}

// Frees the graph of the outputs.
void check_zero_gradient(const variable_list& outputs, const variable_list& inputs) {
  for (const Tensor& g : grad(outputs, inputs, zeros_for(outputs), false, false, true)) {
    GRADLAB_CHECK_KIND(autograd::GradcheckError, !g.defined() || all_zero(g),
                       "backward not multiplied by grad_output");
  }
}

// t, but its gradient becomes undefined.
Tensor without_gradient(const Tensor& t) {
  Tensor out{Array(t.array())};
  if (Tape tape(t); tape) tape.record("UndefinedGrad", out, [](const Tensor&, Backward&) {});
  return out;
}

void check_undefined(const GradcheckFunction& f, const variable_list& inputs) {
  const variable_list wanted = differentiable(inputs);
  auto check = [&](const variable_list& outputs) {
    variable_list grads;
    try {
      grads = grad(outputs, wanted, zeros_for(outputs), false, false, true);
    } catch (const Error& error) {
      GRADLAB_THROW(autograd::GradcheckError,
                    "Expected backward function to handle undefined output grads. ",
                    "It threw: ", error.what());
    }
    for (const Tensor& g : grads) {
      GRADLAB_CHECK_KIND(
          autograd::GradcheckError, !g.defined() || all_zero(g),
          "Expected all input grads to be undefined or zero when all output grads are "
          "undefined or zero.");
    }
  };
  variable_list none = differentiable(f(inputs));
  const size_t count = none.size();
  for (Tensor& t : none) t = without_gradient(t);
  check(none);
  for (size_t i = 0; count > 1 && i < count; ++i) {
    variable_list all_but_one = differentiable(f(inputs));
    all_but_one[i] = without_gradient(all_but_one[i]);
    check(all_but_one);
  }
}

}  // namespace

bool gradcheck(const GradcheckFunction& f, const variable_list& inputs,
               const GradcheckOptions& options) {
  AutoGradMode record(true);
  check_inputs(inputs);
  try {
    const variable_list all = f(inputs);
    check_values(f, inputs, all, options);
    const variable_list outputs = differentiable(all);
    if (outputs.empty()) return true;
    check_zero_gradient(outputs, differentiable(inputs));
    if (options.check_undefined_grad) check_undefined(f, inputs);
  } catch (const GradcheckError&) {
    if (options.raise_exception) throw;
    return false;
  }
  return true;
}

bool gradgradcheck(const GradcheckFunction& f, const variable_list& inputs,
                   const variable_list& grad_outputs, const GradgradcheckOptions& options) {
  AutoGradMode record(true);
  variable_list gradients = grad_outputs;
  if (gradients.empty()) {
    // A generator of its own, so that the user's random numbers stay as they were.
    const Generator generator(kDefaultGeneratorSeed);
    for (const Tensor& output : differentiable(f(inputs))) {
      Tensor g = empty(output.sizes(), output.dtype());
      if (options.gen_non_contig_grad_outputs && output.dim() > 0) {
        std::vector<int64_t> wide = output.sizes().vec();
        wide.back() *= 2;
        g = empty(wide, output.dtype()).slice(-1, 0, wide.back(), 2).detach();
      }
      gradients.push_back(g.uniform_(-1, 1, generator).requires_grad_());
    }
  }
  GRADLAB_CHECK_VALUE(!gradients.empty(),
                      "gradgradcheck: at least one output must require grad, got none");
  variable_list arguments = inputs;
  arguments.insert(arguments.end(), gradients.begin(), gradients.end());
  const size_t count = inputs.size();
  auto first_gradients = [&f, count](const variable_list& arguments) {
    const variable_list inputs(arguments.begin(), arguments.begin() + count);
    const variable_list gradients(arguments.begin() + count, arguments.end());
    variable_list grads = grad(differentiable(f(inputs)), differentiable(inputs), gradients,
                               std::nullopt, true, true);
    std::erase_if(grads, [](const Tensor& g) { return !g.defined(); });
    return grads;
  };
  return gradcheck(first_gradients, arguments, options);
}

}  // namespace gradlab::autograd
