// Activation functions of whole rows of floats and their gradients, in vector instructions: those
// that need an elementary function. One table per level; for the baseline there is none, kernels
// then compute one element after another. See math_table.h for what such a file may define.
#ifndef GRADLAB_TENSOR_KERNELS_SIMD_ACTIVATION_TABLE_H_
#define GRADLAB_TENSOR_KERNELS_SIMD_ACTIVATION_TABLE_H_

#include <cstdint>

namespace gradlab::kernels::simd {

// The numbers that some functions have.
struct Numbers {
  float first = 0, second = 0, third = 0;
};

// out[i] = f(a[i]), and out[i] = f(a[i], b[i]), for i < n. out may be an input. An element's value
// does not depend on its place.
using ActivationRow = void (*)(float* out, const float* a, int64_t n, const Numbers& numbers);
using ActivationRow2 = void (*)(float* out, const float* a, const float* b, int64_t n,
                                const Numbers& numbers);

// The functions are those of kernels/smooth_activation.cc. Of two arguments the first is the
// gradient of the output, the second the input; but gate(a, b) is a * sigmoid(b).
#define GRADLAB_SIMD_ACTIVATIONS(X) \
  X(elu) X(softplus) X(log_sigmoid) X(gelu) X(gelu_tanh) X(silu) X(mish)
#define GRADLAB_SIMD_ACTIVATION_GRADIENTS(X) \
  X(elu_backward)                            \
  X(softplus_backward)                       \
  X(log_sigmoid_backward)                    \
  X(gelu_backward) X(gelu_tanh_backward) X(silu_backward) X(mish_backward) X(gate)

struct Activations {
#define GRADLAB_SIMD_MEMBER(f) ActivationRow f;
#define GRADLAB_SIMD_MEMBER2(f) ActivationRow2 f;
  GRADLAB_SIMD_ACTIVATIONS(GRADLAB_SIMD_MEMBER)
  GRADLAB_SIMD_ACTIVATION_GRADIENTS(GRADLAB_SIMD_MEMBER2)
#undef GRADLAB_SIMD_MEMBER
#undef GRADLAB_SIMD_MEMBER2
};

extern const Activations kActivationsAvx2;
extern const Activations kActivationsAvx512;

}  // namespace gradlab::kernels::simd

#endif  // GRADLAB_TENSOR_KERNELS_SIMD_ACTIVATION_TABLE_H_
