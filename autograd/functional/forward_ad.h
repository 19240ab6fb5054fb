// Forward-mode AD: derivatives in one direction, along with the values, as dual tensors.
//
//   autograd::forward_ad::dual_level level;
//   Tensor x = make_dual(primal, direction);
//   auto [value, derivative] = unpack_dual(f(x));  // f(primal) and J direction
//
// Note [Forward mode by reverse mode]
// Nothing is computed along with the forward pass: the dual tensors are inputs of the usual graph,
// and unpack_dual computes the derivative of its argument from that graph. A backward pass is
// linear in the gradient u that it starts from, so u^T J is computed with a graph of its own for u
// = 0, and its derivative by u in the direction v is J v. That is exact for every operation whose
// backward rule is written on tensors, which all rules are, and no operation pays for it outside.
// It costs two backward passes for each unpack_dual instead of about one forward pass in all, and
// the memory of the graph. What follows from this:
//   - operations on dual tensors are recorded and their results require grad; under no_grad and in
//     InferenceMode there is no graph, so that results have no tangent, where PyTorch's have one
//     under no_grad. (To record there would need a second history for each tensor: the one that it
//     has decides whether it requires grad, may be written and gets gradients.)
//   - in-place writes that a backward pass would refuse are refused;
//   - a gradient by autograd::grad has a tangent only with create_graph = true.
#ifndef GRADLAB_AUTOGRAD_FUNCTIONAL_FORWARD_AD_H_
#define GRADLAB_AUTOGRAD_FUNCTIONAL_FORWARD_AD_H_

#include <cstdint>

#include "gradlab/autograd/tensor.h"

namespace gradlab::autograd::forward_ad {

// Opens the level of this thread, 0; there is only one. Throws "Nested forward mode AD is not
// supported at the moment".
int64_t enter_dual_level();
// Closes it; -1 means the last. Tangents vanish with it.
void exit_dual_level(int64_t level = -1);

// A level for a scope.
class dual_level {
 public:
  dual_level() : level_(enter_dual_level()) {}
  ~dual_level() { exit_dual_level(level_); }
  dual_level(const dual_level&) = delete;
  dual_level& operator=(const dual_level&) = delete;

 private:
  int64_t level_;
};

// A tensor with the values and the history of `primal`, whose tangent is `tangent`, of the same
// size. Throws PyTorch's texts, and when grad mode is off.
Tensor make_dual(const Tensor& primal, const Tensor& tangent);

struct UnpackedDualTensor {
  Tensor primal;   // without the tangent
  Tensor tangent;  // undefined if there is none
};
// The tangent has a history if the primals or tangents it came from have one.
UnpackedDualTensor unpack_dual(const Tensor& tensor);

}  // namespace gradlab::autograd::forward_ad

#endif  // GRADLAB_AUTOGRAD_FUNCTIONAL_FORWARD_AD_H_
