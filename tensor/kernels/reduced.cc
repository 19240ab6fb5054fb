#include "gradlab/tensor/kernels/reduced.h"

#include "gradlab/tensor/kernels/copy.h"

namespace gradlab::kernels {
namespace {

Array reinterpreted(const Array& a, ScalarType t) {
  return Array::view_of(a.storage(), a.storage_offset(), a.sizes(), a.strides(), t);
}

}  // namespace

Array widened(const Array& a) { return is_reduced(a) ? cast(a, kFloat) : a; }

Array rounded(const Array& computed, ScalarType t) {
  return computed.dtype() == kFloat ? cast(computed, t) : computed;
}

Array as_bits(const Array& a) { return is_reduced(a) ? reinterpreted(a, kShort) : a; }

Array from_bits(const Array& bits, ScalarType t) {
  return bits.dtype() == t ? bits : reinterpreted(bits, t);
}

}  // namespace gradlab::kernels
