// Bessel functions and Airy's of arrays, elementwise: special_bessel.h says which.
//
// Integers and bools give the default dtype; float32 and float64 only. For `into` see Note [into]
// in binary.h.
#ifndef GRADLAB_TENSOR_KERNELS_BESSEL_H_
#define GRADLAB_TENSOR_KERNELS_BESSEL_H_

#include "gradlab/tensor/array.h"

namespace gradlab::kernels {

Array bessel_j0(const Array& a, const Array* into = nullptr);
Array bessel_j1(const Array& a, const Array* into = nullptr);
Array bessel_y0(const Array& a, const Array* into = nullptr);
Array bessel_y1(const Array& a, const Array* into = nullptr);
Array modified_bessel_i0(const Array& a, const Array* into = nullptr);
Array modified_bessel_i1(const Array& a, const Array* into = nullptr);
Array modified_bessel_k0(const Array& a, const Array* into = nullptr);
Array modified_bessel_k1(const Array& a, const Array* into = nullptr);
Array scaled_modified_bessel_k0(const Array& a, const Array* into = nullptr);
Array scaled_modified_bessel_k1(const Array& a, const Array* into = nullptr);
Array spherical_bessel_j0(const Array& a, const Array* into = nullptr);
Array airy_ai(const Array& a, const Array* into = nullptr);

}  // namespace gradlab::kernels

#endif  // GRADLAB_TENSOR_KERNELS_BESSEL_H_
