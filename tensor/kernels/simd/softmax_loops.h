// Softmax and log-softmax of row-major arrays [outer, n, inner] along n, and their backward
// formulas: the loops of kernels/softmax.h, in the vector instructions of the machine.
#ifndef GRADLAB_TENSOR_KERNELS_SIMD_SOFTMAX_LOOPS_H_
#define GRADLAB_TENSOR_KERNELS_SIMD_SOFTMAX_LOOPS_H_

#include <cstdint>

namespace gradlab::kernels::simd {

struct SoftmaxShape {
  int64_t outer, n, inner;
};

template <class T>
struct SoftmaxLoops {
  using Forward = void (*)(const T* x, T* y, const SoftmaxShape& shape);
  using Backward = void (*)(const T* g, const T* y, T* out, const SoftmaxShape& shape);

  Forward softmax, log_softmax;
  Backward softmax_backward, log_softmax_backward;
};

struct SoftmaxTable {
  SoftmaxLoops<float> f;
  SoftmaxLoops<double> d;
};
extern const SoftmaxTable kSoftmaxBaseline;
extern const SoftmaxTable kSoftmaxAvx2;
extern const SoftmaxTable kSoftmaxAvx512;

}  // namespace gradlab::kernels::simd

#endif  // GRADLAB_TENSOR_KERNELS_SIMD_SOFTMAX_LOOPS_H_
