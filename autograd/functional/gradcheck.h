// gradcheck: compares the gradients that a function's backward computes with central differences.
//
// For inputs of dtype float64 that stay away from kinks, the defaults tell a right gradient from a
// wrong one. The cost is 2 calls of the function per input element and 2 backward passes per output
// element, so inputs should be small.
#ifndef GRADLAB_AUTOGRAD_FUNCTIONAL_GRADCHECK_H_
#define GRADLAB_AUTOGRAD_FUNCTIONAL_GRADCHECK_H_

#include "gradlab/autograd/autograd.h"
#include "gradlab/autograd/functions/list_function.h"
#include "gradlab/autograd/tensor.h"
#include "gradlab/tensor/error.h"

namespace gradlab::autograd {

// Thrown when a check fails; misuse throws Error and ValueError.
class GradcheckError : public gradlab::Error {
 public:
  using gradlab::Error::Error;
};

// The names and defaults of PyTorch's keyword arguments.
struct GradcheckOptions {
  double eps = 1e-6;  // step of the central differences
  // Analytical a and numerical n agree when |a - n| <= atol + rtol * |n|.
  double atol = 1e-5;
  double rtol = 1e-3;
  bool raise_exception = true;  // false: return false where GradcheckError would be thrown
  double nondet_tol = 0.0;      // how much two backward passes may differ
  // Also check that the backward accepts undefined gradients of outputs as zeros.
  bool check_undefined_grad = true;
  bool check_grad_dtypes = false;  // also that gradients have the dtypes of their inputs
  bool check_forward_ad = false;   // the same by forward mode (forward_ad.h)
  bool check_backward_ad = true;
  // Compare one random projection of each Jacobian, for a cost that does not grow with the sizes. A
  // failure shows the Jacobians in full.
  bool fast_mode = false;
};

struct GradgradcheckOptions : GradcheckOptions {
  bool gen_non_contig_grad_outputs = false;  // let the generated gradients have gaps in memory
  bool check_fwd_over_rev = false;           // differentiate the gradients by forward mode too
  bool check_rev_over_rev = true;
};

using GradcheckFunction = ListFunction;

// Whether the gradients of f at `inputs`, with respect to those that require grad, are right.
// Beyond the values it checks that two passes agree, that a zero incoming gradient gives zero, and
// that an undefined one is accepted. `inputs` are changed in place during the call and as before
// afterwards. Throws ValueError when no input requires grad; warns about inputs other than float64.
bool gradcheck(const GradcheckFunction& f, const variable_list& inputs,
               const GradcheckOptions& options = {});

// The same for the gradients of f as a function of `inputs` and of the gradients `grad_outputs` of
// its outputs, which default to random ones in [-1, 1).
bool gradgradcheck(const GradcheckFunction& f, const variable_list& inputs,
                   const variable_list& grad_outputs = {},
                   const GradgradcheckOptions& options = {});

}  // namespace gradlab::autograd

#endif  // GRADLAB_AUTOGRAD_FUNCTIONAL_GRADCHECK_H_
