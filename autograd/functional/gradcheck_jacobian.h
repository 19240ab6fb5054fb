// What gradcheck compares: Jacobians and directional derivatives, by differences and by autograd.
// For gradcheck*.cc only.
//
// They hold plain numbers: the check must not rely on operations that it may be checking.
#ifndef GRADLAB_AUTOGRAD_FUNCTIONAL_GRADCHECK_JACOBIAN_H_
#define GRADLAB_AUTOGRAD_FUNCTIONAL_GRADCHECK_JACOBIAN_H_

#include <cstdint>
#include <vector>

#include "gradlab/autograd/functional/gradcheck.h"
#include "gradlab/autograd/tensor.h"

namespace gradlab::autograd::derivatives {

using Numbers = std::vector<double>;

// d output[column] / d input[row].
struct Jacobian {
  int64_t rows, columns;
  Numbers values;

  Jacobian(int64_t rows, int64_t columns)
      : rows(rows), columns(columns), values(static_cast<size_t>(rows * columns)) {}
  double& at(int64_t row, int64_t column) { return values[row * columns + column]; }
  Tensor tensor(ScalarType dtype) const;
};

// The elements in row-major order.
Numbers values_of(const Tensor& t);
// Those that require grad, and those of floating dtype.
variable_list differentiable(const variable_list& tensors);
variable_list floating(const variable_list& tensors);

// One for each floating output, with respect to `input`, one of `inputs`, by central differences.
// The input is changed in place meanwhile.
std::vector<Jacobian> numerical_jacobians(const GradcheckFunction& f, const variable_list& inputs,
                                          const Tensor& input, const variable_list& outputs,
                                          double eps);
// J u for each floating output.
std::vector<Numbers> numerical_products(const GradcheckFunction& f, const variable_list& inputs,
                                        const Tensor& input, const Numbers& u, double eps);

// One Jacobian of `output` for each input, from a backward pass per element.
std::vector<Jacobian> analytical_jacobians(const Tensor& output, const variable_list& inputs,
                                           const GradcheckOptions& options);
// v^T J of `output` for each input, as numbers; zeros where there is no dependence.
std::vector<Numbers> analytical_products(const Tensor& output, const variable_list& inputs,
                                         const Tensor& v, const GradcheckOptions& options);

// The same as numerical_jacobians and numerical_products by forward mode.
std::vector<Jacobian> forward_jacobians(const GradcheckFunction& f, const variable_list& inputs,
                                        const Tensor& input, const variable_list& outputs);
std::vector<Numbers> forward_products(const GradcheckFunction& f, const variable_list& inputs,
                                      const Tensor& input, const Tensor& u);

// |a - n| <= atol + rtol * |n| for all; infinities must be equal.
bool close(const Numbers& a, const Numbers& n, double atol, double rtol);
// Throws "Backward is not reentrant, ..." if two passes differ by more than the tolerance.
void check_reentrant(const Numbers& first, const Numbers& second, double tolerance);

// The checks of fast_mode (gradcheck_fast.cc), which compare v^T J u, or J u by forward mode, for
// random u and v. Throw GradcheckError.
void check_fast(const GradcheckFunction& f, const variable_list& inputs,
                const variable_list& outputs, const GradcheckOptions& options);
void check_forward_fast(const GradcheckFunction& f, const variable_list& inputs,
                        const variable_list& outputs, const GradcheckOptions& options);

}  // namespace gradlab::autograd::derivatives

#endif  // GRADLAB_AUTOGRAD_FUNCTIONAL_GRADCHECK_JACOBIAN_H_
