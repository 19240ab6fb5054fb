// RandomRecipe: which of PyTorch's two sets of CPU kernels the last bits of random numbers follow.
//
// The number of words drawn is the same, so streams stay in step whichever is used.
#ifndef GRADLAB_TENSOR_RANDOM_RECIPE_H_
#define GRADLAB_TENSOR_RANDOM_RECIPE_H_

namespace gradlab {

enum class RandomRecipe {
  // What PyTorch's x86 builds compute on every machine with AVX2: a multiplication followed by an
  // addition rounds once, and 16 or more float normals use the Cephes approximations of logarithm,
  // sine and cosine. The default, and the same bits on every machine.
  kAvx2,
  // What PyTorch computes elsewhere: two roundings, and the functions of the C library, whose last
  // bits are its own.
  kBaseline,
};

// For the whole process; a fill that is running in another thread may still use the former one.
void set_random_recipe(RandomRecipe recipe);
RandomRecipe random_recipe();

}  // namespace gradlab

#endif  // GRADLAB_TENSOR_RANDOM_RECIPE_H_
