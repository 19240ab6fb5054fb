// The methods of Tensor that make new tensors of its dtype.
#include "gradlab/autograd/ops/factory.h"

#include "gradlab/autograd/tensor.h"

namespace gradlab {
namespace {

TensorOptions options_of(const Tensor& t, const TensorOptions& options) {
  return options.has_dtype() ? options : options.dtype(t.dtype());
}

}  // namespace

Tensor Tensor::new_empty(IntArrayRef sizes, TensorOptions options) const {
  return gradlab::empty(sizes, options_of(*this, options));
}

Tensor Tensor::new_zeros(IntArrayRef sizes, TensorOptions options) const {
  return gradlab::zeros(sizes, options_of(*this, options));
}

Tensor Tensor::new_ones(IntArrayRef sizes, TensorOptions options) const {
  return gradlab::ones(sizes, options_of(*this, options));
}

Tensor Tensor::new_full(IntArrayRef sizes, const Scalar& value, TensorOptions options) const {
  return gradlab::full(sizes, value, options_of(*this, options));
}

Tensor Tensor::new_empty_strided(IntArrayRef sizes, IntArrayRef strides, TensorOptions options,
                                 Location at) const {
  LocationScope scope(at);
  return gradlab::empty_strided(sizes, strides, options_of(*this, options));
}

}  // namespace gradlab
