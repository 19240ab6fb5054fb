// gradcheck with fast_mode: one projection of each Jacobian instead of all its elements.
#include <cmath>
#include <numeric>

#include "gradlab/autograd/functional/gradcheck_jacobian.h"
#include "gradlab/autograd/ops/factory.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/autograd/ops/random.h"
#include "gradlab/autograd/ops/reduce.h"
#include "gradlab/autograd/tensor_data.h"
#include "gradlab/tensor/error.h"
#include "gradlab/tensor/python_text.h"
#include "gradlab/tensor/random/generator.h"

namespace gradlab::autograd::derivatives {
namespace {

// Positive and of length 1; the same stream as PyTorch's, which leaves the user's alone.
Tensor random_direction(const Tensor& like, const Generator& generator) {
  NoGradGuard no_grad;
  const Tensor t = rand({like.numel()}, generator).to(like.dtype());
  return (t / t.norm()).view(like.sizes());
}

double dot(const Numbers& a, const Numbers& b) {
  return std::inner_product(a.begin(), a.end(), b.begin(), 0.0);
}
double total(const Numbers& a) { return std::accumulate(a.begin(), a.end(), 0.0); }

Tensor as_tensor(const Numbers& numbers) { return tensor(ArrayRef<double>(numbers), kDouble); }

// The step with which PyTorch computes the numerical Jacobian for the message, whatever
// options.eps.
constexpr double kStepForMessage = 1e-3;

// Both Jacobians in full, for the message.
std::string in_slow_mode(const Jacobian& numerical, const Jacobian& analytical,
                         const GradcheckOptions& options) {
  double largest = 0;
  for (size_t i = 0; i < numerical.values.size(); ++i) {
    largest = std::fmax(largest, std::fabs(numerical.values[i] - analytical.values[i]));
  }
  std::string text = str(
      "\nThe above quantities relating the numerical and analytical jacobians are computed \nin "
      "fast "
      "mode. See: https://github.com/pytorch/pytorch/issues/53876 for more background \nabout fast "
      "mode. Below, we recompute numerical and analytical jacobians in slow mode:\n\nNumerical:\n ",
      repr(numerical.tensor(kDouble)), "\nAnalytical:\n", repr(analytical.tensor(kDouble)),
      "\n\nThe max per-element difference (slow mode) is: ", python_text(largest), ".\n");
  if (close(analytical.values, numerical.values, options.atol, options.rtol)) {
    text +=
        "\nFast gradcheck failed, but the differences of the elements are small: this may pass "
        "with fast_mode = false.\n";
  }
  return text;
}

}  // namespace

void check_fast(const GradcheckFunction& f, const variable_list& inputs,
                const variable_list& outputs, const GradcheckOptions& options) {
  const variable_list wanted = differentiable(inputs), all = floating(outputs);
  const Generator generator(kDefaultGeneratorSeed);
  std::vector<Numbers> u;
  for (const Tensor& input : wanted) u.push_back(values_of(random_direction(input, generator)));
  std::vector<std::vector<Numbers>> products;  // J u, [input][output]
  for (size_t i = 0; i < wanted.size(); ++i) {
    products.push_back(numerical_products(f, inputs, wanted[i], u[i], options.eps));
  }
  size_t number = 0;
  for (size_t j = 0; j < all.size(); ++j) {
    if (!all[j].requires_grad()) continue;
    const Tensor v = random_direction(all[j], generator);
    const Numbers v_numbers = values_of(v);
    const std::vector<Numbers> rows = analytical_products(all[j], wanted, v, options);
    const std::vector<Numbers> again = analytical_products(all[j], wanted, v, options);
    for (size_t i = 0; i < wanted.size(); ++i) {
      check_reentrant(rows[i], again[i], options.nondet_tol);
      const double n = dot(products[i][j], v_numbers), a = dot(rows[i], u[i]);
      if (close({a}, {n}, options.atol * total(u[i]) * total(v_numbers), options.rtol)) continue;
      throw GradcheckError(str(
          "Jacobian mismatch for output ", number, " with respect to input ", i, ",\nnumerical:",
          repr(tensor(n, kDouble)), "\nanalytical:", repr(tensor(a, kDouble)), "\n",
          in_slow_mode(numerical_jacobians(f, inputs, wanted[i], outputs, kStepForMessage)[j],
                       analytical_jacobians(all[j], wanted, options)[i], options)));
    }
    ++number;
  }
  if (number > 0) return;
  for (const auto& of_input : products) {
    for (const Numbers& of_output : of_input) {
      for (double value : of_output) {
        GRADLAB_CHECK_KIND(autograd::GradcheckError, value == 0,
                           "Numerical gradient for function expected to be zero");
      }
    }
  }
}

void check_forward_fast(const GradcheckFunction& f, const variable_list& inputs,
                        const variable_list& outputs, const GradcheckOptions& options) {
  const variable_list wanted = differentiable(inputs);
  const Generator generator(kDefaultGeneratorSeed);
  for (size_t i = 0; i < wanted.size(); ++i) {
    const Tensor u = random_direction(wanted[i], generator);
    const Numbers u_numbers = values_of(u);
    const auto numerical = numerical_products(f, inputs, wanted[i], u_numbers, options.eps);
    const auto analytical = forward_products(f, inputs, wanted[i], u);
    for (size_t j = 0; j < numerical.size(); ++j) {
      const double atol = options.atol * total(u_numbers);
      if (close(analytical[j], numerical[j], atol, options.rtol)) continue;
      throw GradcheckError(
          str("Jacobian computed with forward mode mismatch for output ", j,
              " with respect to input ", i, ",\nnumerical:", repr(as_tensor(numerical[j])),
              "\nanalytical:", repr(as_tensor(analytical[j])), "\n",
              in_slow_mode(numerical_jacobians(f, inputs, wanted[i], outputs, kStepForMessage)[j],
                           forward_jacobians(f, inputs, wanted[i], outputs)[j], options)));
    }
  }
}

}  // namespace gradlab::autograd::derivatives
