// GradientShape: what a gradient must look like to be accepted: the sizes and dtype of the tensor
// it belongs to. Every node keeps one for each of its outputs, so it is small: up to two sizes in
// place, more in a pooled block.
#ifndef GRADLAB_AUTOGRAD_GRAPH_GRADIENT_SHAPE_H_
#define GRADLAB_AUTOGRAD_GRAPH_GRADIENT_SHAPE_H_

#include <cstdint>
#include <utility>

#include "gradlab/autograd/tensor_options.h"
#include "gradlab/tensor/allocator.h"
#include "gradlab/tensor/array.h"

namespace gradlab {

class Tensor;

class GradientShape {
 public:
  GradientShape() = default;
  explicit GradientShape(const Array& like) : GradientShape(like.dtype(), like.sizes()) {}
  GradientShape(ScalarType dtype, IntArrayRef sizes)
      : dim_(static_cast<uint32_t>(sizes.size())), dtype_(dtype) {
    int64_t* to = inline_;
    if (dim_ > kInline) to = heap_ = static_cast<int64_t*>(allocate_object(dim_ * sizeof(int64_t)));
    for (uint32_t i = 0; i < dim_; ++i) to[i] = sizes[i];
  }
  GradientShape(const GradientShape& o) : GradientShape(o.dtype_, o.sizes()) {}
  GradientShape(GradientShape&& o) noexcept { swap(o); }
  GradientShape& operator=(const GradientShape& o) { return *this = GradientShape(o); }
  GradientShape& operator=(GradientShape&& o) noexcept {
    swap(o);
    return *this;
  }
  ~GradientShape() {
    if (dim_ > kInline) free_object(heap_, dim_ * sizeof(int64_t));
  }

  TypeMeta dtype() const { return TypeMeta(dtype_); }
  Device device() const { return Device(kCPU); }
  TensorOptions options() const { return TensorOptions(dtype_).device(device()); }
  IntArrayRef sizes() const { return {dim_ > kInline ? heap_ : inline_, dim_}; }
  bool matches(const Array& a) const { return a.dtype() == dtype_ && a.sizes() == sizes(); }

  // libtorch's questions to its InputMetadata: whether a gradient has these sizes, whether summing
  // it gives them, that sum, and zeros of this shape.
  Layout layout() const { return kStrided; }
  bool is_tensor_subclass() const { return false; }
  bool is_same_shape(const Tensor& gradient) const;
  bool is_expandable_to_shape(const Tensor& gradient) const;
  Tensor reduce_grad(const Tensor& gradient) const;
  Tensor zeros_like() const;

 private:
  static constexpr uint32_t kInline = 2;

  void swap(GradientShape& o) {
    std::swap(dim_, o.dim_);
    std::swap(dtype_, o.dtype_);
    std::swap(inline_, o.inline_);  // the heap pointer lies in the same bytes
  }

  uint32_t dim_ = 0;
  ScalarType dtype_ = ScalarType::Undefined;
  union {
    int64_t inline_[kInline] = {0, 0};
    int64_t* heap_;
  };
};

}  // namespace gradlab

#endif  // GRADLAB_AUTOGRAD_GRAPH_GRADIENT_SHAPE_H_
