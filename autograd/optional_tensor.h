// OptionalTensorRef: a parameter for a tensor that may be missing, as libtorch's
// const c10::optional<Tensor>&. It takes a tensor, an optional one, {} and nullopt, and copies none
// of them.
#ifndef GRADLAB_AUTOGRAD_OPTIONAL_TENSOR_H_
#define GRADLAB_AUTOGRAD_OPTIONAL_TENSOR_H_

#include <optional>

#include "gradlab/autograd/tensor.h"

namespace gradlab {

// Refers to its argument, which it must not outlive.
class OptionalTensorRef {
 public:
  OptionalTensorRef() = default;
  OptionalTensorRef(std::nullopt_t) {}
  OptionalTensorRef(const Tensor& t) : tensor_(&t) {}
  OptionalTensorRef(const std::optional<Tensor>& t) : tensor_(t ? &*t : &none()) {}

  bool defined() const { return tensor_->defined(); }
  // The tensor; undefined if there is none.
  const Tensor& operator*() const { return *tensor_; }
  operator const Tensor&() const { return *tensor_; }

 private:
  static const Tensor& none() {
    static const Tensor undefined;
    return undefined;
  }

  const Tensor* tensor_ = &none();
};

}  // namespace gradlab

#endif  // GRADLAB_AUTOGRAD_OPTIONAL_TENSOR_H_
