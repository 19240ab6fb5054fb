#include "gradlab/autograd/functional/gradcheck_jacobian.h"

#include <algorithm>
#include <cmath>
#include <iterator>

#include "gradlab/autograd/functional/forward_ad.h"
#include "gradlab/autograd/ops/factory.h"
#include "gradlab/tensor/error.h"
#include "gradlab/tensor/python_text.h"

namespace gradlab::autograd::derivatives {
namespace {

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

// The values of the floating outputs of f.
std::vector<Numbers> outputs_of(const GradcheckFunction& f, const variable_list& inputs) {
  std::vector<Numbers> values;
  for (const Tensor& t : floating(f(inputs))) values.push_back(values_of(t));
  return values;
}

// (above - below) / (2 eps) for each output.
std::vector<Numbers> difference(const std::vector<Numbers>& above,
                                const std::vector<Numbers>& below, double eps) {
  std::vector<Numbers> result;
  for (size_t k = 0; k < above.size(); ++k) {
    GRADLAB_CHECK(k < below.size() && below[k].size() == above[k].size(),
                  "Expected `func` to return outputs with the same shape when inputs are perturbed "
                  "by ",
                  eps, ", but output ", k, " differs.");
    Numbers numbers(above[k].size());
    for (size_t i = 0; i < numbers.size(); ++i) {
      numbers[i] = (above[k][i] - below[k][i]) / (2 * eps);
    }
    result.push_back(std::move(numbers));
  }
  return result;
}

variable_list with(const variable_list& inputs, const Tensor& input, const Tensor& replacement) {
  variable_list result = inputs;
  for (Tensor& t : result) {
    if (t.is_same(input)) t = replacement;
  }
  return result;
}

Tensor one_hot(const Tensor& like, int64_t i) {
  Tensor t = zeros(like.sizes(), like.dtype());
  dispatch_floating(t.dtype(), "gradcheck", [&]<class T>() { t.data_ptr<T>()[i] = 1; });
  return t;
}

}  // namespace

Tensor Jacobian::tensor(ScalarType dtype) const {
  Tensor t = empty({rows, columns}, kDouble);
  std::copy(values.begin(), values.end(), t.data_ptr<double>());
  return t.to(dtype);
}

Numbers values_of(const Tensor& t) {
  Numbers values(static_cast<size_t>(t.numel()));
  dispatch_floating(t.dtype(), "gradcheck", [&]<class T>() {
    for_each_element<T>(t.array(), [&](T& v, int64_t i) { values[i] = v; });
  });
  return values;
}

variable_list differentiable(const variable_list& tensors) {
  variable_list out;
  std::copy_if(tensors.begin(), tensors.end(), std::back_inserter(out),
               [](const Tensor& t) { return t.requires_grad(); });
  return out;
}

variable_list floating(const variable_list& tensors) {
  variable_list out;
  std::copy_if(tensors.begin(), tensors.end(), std::back_inserter(out),
               [](const Tensor& t) { return t.is_floating_point(); });
  return out;
}

std::vector<Jacobian> numerical_jacobians(const GradcheckFunction& f, const variable_list& inputs,
                                          const Tensor& input, const variable_list& outputs,
                                          double eps) {
  std::vector<Jacobian> jacobians;
  for (const Tensor& t : floating(outputs)) jacobians.emplace_back(input.numel(), t.numel());
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
      const auto columns = difference(outputs_of(f, inputs), below, eps);
      for (size_t k = 0; k < jacobians.size(); ++k) {
        GRADLAB_CHECK(
            k < columns.size() && static_cast<int64_t>(columns[k].size()) == jacobians[k].columns,
            "Expected `func` to return outputs with the same shape when inputs are "
            "perturbed by ",
            eps, ", but output ", k, " differs.");
        std::copy(columns[k].begin(), columns[k].end(),
                  jacobians[k].values.begin() + row * jacobians[k].columns);
      }
    });
  });
  return jacobians;
}

std::vector<Numbers> numerical_products(const GradcheckFunction& f, const variable_list& inputs,
                                        const Tensor& input, const Numbers& u, double eps) {
  std::vector<Numbers> result;
  dispatch_floating(input.dtype(), "gradcheck", [&]<class T>() {
    const Numbers before = values_of(input);
    auto move = [&](double step) {
      for_each_element<T>(input.array(), [&](T& element, int64_t i) {
        element = static_cast<T>(before[i] + step * u[i]);
      });
    };
    struct Restore {
      decltype(move)& to;
      ~Restore() { to(0); }
    } restore{move};
    move(-eps);
    const auto below = outputs_of(f, inputs);
    move(eps);
    result = difference(outputs_of(f, inputs), below, eps);
  });
  return result;
}

std::vector<Numbers> analytical_products(const Tensor& output, const variable_list& inputs,
                                         const Tensor& v, const GradcheckOptions& options) {
  std::vector<Numbers> result;
  const variable_list grads = grad({output}, inputs, {v}, true, false, true);
  for (size_t k = 0; k < inputs.size(); ++k) {
    if (!grads[k].defined()) {
      result.emplace_back(static_cast<size_t>(inputs[k].numel()));
      continue;
    }
    GRADLAB_CHECK_KIND(autograd::GradcheckError, grads[k].sizes() == inputs[k].sizes(),
                       "Analytical gradient has incorrect size");
    GRADLAB_CHECK_KIND(autograd::GradcheckError,
                       !options.check_grad_dtypes || grads[k].dtype() == inputs[k].dtype(),
                       "Gradient has dtype mismatch");
    result.push_back(values_of(grads[k]));
  }
  return result;
}

std::vector<Jacobian> analytical_jacobians(const Tensor& output, const variable_list& inputs,
                                           const GradcheckOptions& options) {
  std::vector<Jacobian> jacobians;
  for (const Tensor& t : inputs) jacobians.emplace_back(t.numel(), output.numel());
  for (int64_t column = 0; column < output.numel(); ++column) {
    const auto rows = analytical_products(output, inputs, one_hot(output, column), options);
    for (size_t k = 0; k < inputs.size(); ++k) {
      for (int64_t row = 0; row < jacobians[k].rows; ++row) {
        jacobians[k].at(row, column) = rows[k][row];
      }
    }
  }
  return jacobians;
}

std::vector<Numbers> forward_products(const GradcheckFunction& f, const variable_list& inputs,
                                      const Tensor& input, const Tensor& u) {
  forward_ad::dual_level level;
  std::vector<Numbers> result;
  const Tensor dual = forward_ad::make_dual(input.detach(), u);
  for (const Tensor& t : floating(f(with(inputs, input, dual)))) {
    const Tensor tangent = forward_ad::unpack_dual(t).tangent;
    result.push_back(tangent.defined() ? values_of(tangent)
                                       : Numbers(static_cast<size_t>(t.numel())));
  }
  return result;
}

std::vector<Jacobian> forward_jacobians(const GradcheckFunction& f, const variable_list& inputs,
                                        const Tensor& input, const variable_list& outputs) {
  std::vector<Jacobian> jacobians;
  for (const Tensor& t : floating(outputs)) jacobians.emplace_back(input.numel(), t.numel());
  for (int64_t row = 0; row < input.numel(); ++row) {
    const auto columns = forward_products(f, inputs, input, one_hot(input, row));
    for (size_t k = 0; k < jacobians.size(); ++k) {
      std::copy(columns[k].begin(), columns[k].end(),
                jacobians[k].values.begin() + row * jacobians[k].columns);
    }
  }
  return jacobians;
}

bool close(const Numbers& a, const Numbers& n, double atol, double rtol) {
  for (size_t i = 0; i < a.size(); ++i) {
    if (a[i] == n[i]) continue;  // infinities too
    if (!(std::fabs(a[i] - n[i]) <= atol + rtol * std::fabs(n[i]))) return false;
    if (std::isinf(n[i])) return false;
  }
  return true;
}

void check_reentrant(const Numbers& first, const Numbers& second, double tolerance) {
  for (size_t i = 0; i < first.size(); ++i) {
    GRADLAB_CHECK_KIND(autograd::GradcheckError, !(std::fabs(first[i] - second[i]) > tolerance),
                       "Backward is not reentrant, i.e., running backward with same input and "
                       "grad_output multiple times gives different values, although analytical "
                       "gradient matches numerical gradient.The tolerance for nondeterminism was ",
                       python_text(tolerance), ".");
  }
}

}  // namespace gradlab::autograd::derivatives
