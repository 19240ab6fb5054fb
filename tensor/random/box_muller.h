// The arithmetic of uniform and normal numbers on blocks, in both recipes. See Note [Recipes].
#ifndef GRADLAB_TENSOR_RANDOM_BOX_MULLER_H_
#define GRADLAB_TENSOR_RANDOM_BOX_MULLER_H_

#include <cmath>
#include <cstdint>

#include "gradlab/tensor/random/recipe.h"

namespace gradlab::internal {

// Note [Recipes]
// PyTorch compiles its kernels twice; with AVX2 the compiler makes one fused operation of every
// a * b + c, which is visible in the last bit. Fusing is part of the recipe here: std::fma is exact
// on every machine, just slower where the processor has no instruction for it.
template <class T>
T multiply_add(T a, T b, T c, RandomRecipe recipe) {
  return recipe == RandomRecipe::kAvx2 ? std::fma(a, b, c) : a * b + c;
}

// out[i] = u * (to - from) + from with u = 24 low bits of the word / 2^24.
void uniform_from_words(const uint32_t* words, int64_t n, float from, float to, RandomRecipe recipe,
                        float* out);

// Turns blocks of 16 uniform numbers of [0, 1) into normal ones, in place: the i-th and the
// (i+8)-th become R cos(t) std + mean and R sin(t) std + mean, R = sqrt(-2 ln(1 - u[i])),
// t = 2 pi u[i+8]. n is a multiple of 16.
void box_muller(float* data, int64_t n, float mean, float std, RandomRecipe recipe);
void box_muller(double* data, int64_t n, double mean, double std, RandomRecipe recipe);

}  // namespace gradlab::internal

#endif  // GRADLAB_TENSOR_RANDOM_BOX_MULLER_H_
