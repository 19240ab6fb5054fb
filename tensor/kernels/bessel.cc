#include "gradlab/tensor/kernels/bessel.h"

#include "gradlab/tensor/kernels/special_apply.h"
#include "gradlab/tensor/kernels/special_bessel.h"
#include "gradlab/tensor/kernels/special_functions.h"

namespace gradlab::kernels {

#define GRADLAB_BESSEL(name, function)                                                \
  Array name(const Array& a, const Array* into) {                                     \
    return full_precision(#name "_cpu", a, OfDouble<function>(), into);               \
  }
GRADLAB_BESSEL(bessel_j0, bessel_j0_of)
GRADLAB_BESSEL(bessel_j1, bessel_j1_of)
GRADLAB_BESSEL(bessel_y0, bessel_y0_of)
GRADLAB_BESSEL(bessel_y1, bessel_y1_of)
GRADLAB_BESSEL(modified_bessel_i0, bessel_i0)
GRADLAB_BESSEL(modified_bessel_i1, bessel_i1)
GRADLAB_BESSEL(modified_bessel_k0, bessel_k0_of)
GRADLAB_BESSEL(modified_bessel_k1, bessel_k1_of)
GRADLAB_BESSEL(scaled_modified_bessel_k0, bessel_k0e_of)
GRADLAB_BESSEL(scaled_modified_bessel_k1, bessel_k1e_of)
GRADLAB_BESSEL(spherical_bessel_j0, spherical_bessel_j0_of)
GRADLAB_BESSEL(airy_ai, airy_ai_of)
#undef GRADLAB_BESSEL

}  // namespace gradlab::kernels
