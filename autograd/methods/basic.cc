// The methods of Tensor that libtorch's base class has: assignment to elements, accessors, names.
#include <cstdint>
#include <iostream>
#include <limits>
#include <string>

#include "gradlab/autograd/tensor.h"
#include "gradlab/autograd/tensor_type.h"
#include "gradlab/tensor/error.h"

namespace gradlab {

Tensor& Tensor::operator=(const Tensor& source) && { return copy_(source); }
Tensor& Tensor::operator=(Tensor&& source) && { return copy_(source); }
Tensor& Tensor::operator=(const Scalar& value) && { return fill_(value); }

void Tensor::check_accessor(size_t dims, Location at) const {
  LocationScope scope(at);
  GRADLAB_CHECK(static_cast<int64_t>(dims) == dim(), "TensorAccessor expected ", dims,
                " dims but tensor has ", dim());
}

void Tensor::check_packed_accessor32(Location at) const {
  LocationScope scope(at);
  GRADLAB_CHECK(numel() <= std::numeric_limits<int32_t>::max(),
                "numel needs to be smaller than int32_t max; otherwise, please use "
                "packed_accessor64");
}

bool Tensor::is_set_to(const Tensor& other) const {
  return is_alias_of(other) && storage_offset() == other.storage_offset() &&
         sizes() == other.sizes() && strides() == other.strides();
}

std::string Tensor::toString() const { return defined() ? type().toString() : "UndefinedType"; }

std::string TensorType::toString() const {
  return std::string("CPU") + dtype_name(dtype_) + "Type";
}

void Tensor::print() const {
  if (!defined()) {
    std::cerr << "[UndefinedTensor]" << std::endl;
  } else {
    std::cerr << "[" << toString() << " " << sizes() << "]" << std::endl;
  }
}

Tensor Tensor::cuda() const { return to(Device(kCUDA)); }

}  // namespace gradlab
