// Into: where an operation writes its result: a new tensor, or an existing one in place.
//
// An operation with an in-place form takes an Into as its last argument and passes it to its
// kernel:
//
//   Tensor exp(const Tensor& x, Into into) {
//     Output y = into(kernels::exp(x.array(), into.array()));
//     if (Tape tape(x); tape) tape.record("ExpBackward0", y, ...);
//     return y;
//   }
//
// and x.exp_() is in_place(x, ...) around it. So both forms share kernel and rule.
#ifndef GRADLAB_AUTOGRAD_GRAPH_INTO_H_
#define GRADLAB_AUTOGRAD_GRAPH_INTO_H_

#include <utility>

#include "gradlab/autograd/grad_mode.h"
#include "gradlab/autograd/graph/graph.h"
#include "gradlab/autograd/inference_mode.h"
#include "gradlab/autograd/tensor.h"
#include "gradlab/tensor/location.h"

namespace gradlab {

// A result that knows whether it was written in place, which decides how it gets its history.
class Output : public Tensor {
 public:
  Output(Array&& array, Location at) : Tensor(std::move(array)), at_(at) {}
  explicit Output(const Tensor& written) : Tensor(written), in_place_(true) {}
  bool in_place() const { return in_place_; }
  // Where the operation was called, if the Into knew.
  Location location() const { return at_; }

 private:
  bool in_place_ = false;
  Location at_ = Location::unknown();
};

class Into {
 public:
  // A new tensor, made by the call at this place (Note [Locations]).
  Into(Location at = Location::here()) : at_(at) {}
  // This tensor, in place. The reference is kept for the call only.
  explicit Into(const Tensor& target) : target_(&target) {}

  // For the kernel: the array to write, null for a new one.
  const Array* array() const { return target_ ? &target_->array() : nullptr; }
  // The result that the kernel made.
  Output operator()(Array&& result) const {
    return target_ ? Output(*target_) : Output(std::move(result), at_);
  }

 private:
  const Tensor* target_ = nullptr;
  Location at_ = Location::unknown();
};

// A copy of the values with the history of `t`, for an in-place operation whose rule needs what
// it overwrites.
Tensor copy_before_write(const Tensor& t);

// For in-place operations whose rule saves `other` for the gradient of `self`: refuses what cannot
// be saved before anything is written.
inline void check_saved_operand(const Tensor& self, const Tensor& other) {
  if (__builtin_expect(other.is_inference(), 0) && GradMode::is_enabled() && self.requires_grad()) {
    throw_inference_saved();
  }
}

// Runs body(input, into) for the in-place form of an operation on `self`, then counts the write.
// The count comes last, so that an input which shares memory with self (x.mul_(x)) is saved with
// the version it had and found modified by the backward pass. `other_needs_grad`: another input
// requires grad. `saves_self`: the rule saves self as it was, so that the operation reads a copy
// instead. `operation` is the method that calls this.
template <class Body>
Tensor& in_place(const Tensor& self, bool other_needs_grad, bool saves_self, Body&& body,
                 const char* operation = __builtin_FUNCTION()) {
  if (__builtin_expect(self.is_inference(), 0) && !InferenceMode::is_enabled()) {
    throw_inference_write();
  }
  const bool records = GradMode::is_enabled() && !InferenceMode::is_enabled() &&
                       (self.requires_grad() || other_needs_grad);
  if (records) check_in_place(*self.impl(), records);
  if (records && saves_self) {
    body(copy_before_write(self), Into(self));
  } else {
    body(self, Into(self));
  }
  self.array().bump_version(operation);
  return const_cast<Tensor&>(self);
}

}  // namespace gradlab

#endif  // GRADLAB_AUTOGRAD_GRAPH_INTO_H_
