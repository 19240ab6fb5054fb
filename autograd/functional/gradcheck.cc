#include "gradlab/autograd/functional/gradcheck.h"

#include <algorithm>
#include <cstdint>
#include <vector>

#include "gradlab/autograd/functional/gradcheck_jacobian.h"
#include "gradlab/autograd/grad_mode.h"
#include "gradlab/autograd/graph/tape.h"
#include "gradlab/autograd/ops/factory.h"
#include "gradlab/tensor/random/generator.h"
#include "gradlab/tensor/warn.h"

namespace gradlab::autograd {
namespace {

using derivatives::differentiable;
using derivatives::Jacobian;

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

// The Jacobians of the inputs that require grad, [input][floating output].
std::vector<std::vector<Jacobian>> numerical_table(const GradcheckFunction& f,
                                                   const variable_list& inputs,
                                                   const variable_list& outputs, double eps) {
  std::vector<std::vector<Jacobian>> table;
  for (const Tensor& input : differentiable(inputs)) {
    table.push_back(derivatives::numerical_jacobians(f, inputs, input, outputs, eps));
  }
  return table;
}

void check_forward(const GradcheckFunction& f, const variable_list& inputs,
                   const variable_list& outputs, const GradcheckOptions& options) {
  const auto numerical = numerical_table(f, inputs, outputs, options.eps);
  const variable_list wanted = differentiable(inputs);
  for (size_t k = 0; k < wanted.size(); ++k) {
    const auto analytical = derivatives::forward_jacobians(f, inputs, wanted[k], outputs);
    for (size_t j = 0; j < analytical.size(); ++j) {
      GRADLAB_CHECK_KIND(autograd::GradcheckError,
                         derivatives::close(analytical[j].values, numerical[k][j].values,
                                            options.atol, options.rtol),
                         "Jacobian computed with forward mode mismatch for output ", j,
                         " with respect to input ", k,
                         ",\nnumerical:", repr(numerical[k][j].tensor(wanted[k].dtype())),
                         "\nanalytical:", repr(analytical[j].tensor(wanted[k].dtype())), "\n");
    }
  }
}

void check_values(const GradcheckFunction& f, const variable_list& inputs,
                  const variable_list& outputs, const GradcheckOptions& options) {
  const variable_list wanted = differentiable(inputs);
  const auto numerical = numerical_table(f, inputs, outputs, options.eps);
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
    const auto analytical = derivatives::analytical_jacobians(output, wanted, options);
    const auto again = derivatives::analytical_jacobians(output, wanted, options);
    for (size_t k = 0; k < wanted.size(); ++k) {
      derivatives::check_reentrant(analytical[k].values, again[k].values, options.nondet_tol);
    }
    for (size_t k = 0; k < wanted.size(); ++k) {
      GRADLAB_CHECK_KIND(autograd::GradcheckError,
                         derivatives::close(analytical[k].values, numerical[k][place].values,
                                            options.atol, options.rtol),
                         "Jacobian mismatch for output ", number, " with respect to input ", k,
                         ",\nnumerical:", repr(numerical[k][place].tensor(output.dtype())),
                         "\nanalytical:", repr(analytical[k].tensor(wanted[k].dtype())), "\n");
    }
  }
}

variable_list zeros_for(const variable_list& outputs) {
  variable_list zeros;
  for (const Tensor& t : outputs) zeros.push_back(gradlab::zeros(t.sizes(), t.dtype()));
  return zeros;
}

bool all_zero(const Tensor& t) {
  for (double v : derivatives::values_of(t)) {
    if (v != 0) return false;
  }
  return true;
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
    } catch (const gradlab::Error& error) {
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
  GRADLAB_CHECK(options.check_forward_ad || options.check_backward_ad,
                "Expected at least one of check_forward_ad or check_backward_ad to be True");
  AutoGradMode record(true);
  check_inputs(inputs);
  try {
    const variable_list all = f(inputs);
    if (options.check_forward_ad) {
      (options.fast_mode ? derivatives::check_forward_fast : check_forward)(f, inputs, all,
                                                                            options);
    }
    if (!options.check_backward_ad) return true;
    (options.fast_mode ? derivatives::check_fast : check_values)(f, inputs, all, options);
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
  GRADLAB_CHECK(options.check_fwd_over_rev || options.check_rev_over_rev,
                "Expected at least one of check_fwd_over_rev or check_rev_over_rev to be True");
  GRADLAB_CHECK(options.check_rev_over_rev || !options.check_undefined_grad,
                "Setting check_undefined_grad=True requires check_rev_over_rev to be True");
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
  GradcheckOptions of_gradients = options;
  of_gradients.check_forward_ad = options.check_fwd_over_rev;
  of_gradients.check_backward_ad = options.check_rev_over_rev;
  return gradcheck(first_gradients, arguments, of_gradients);
}

}  // namespace gradlab::autograd
