// Exercise 1.11: seeds.
#ifndef GRADLAB_LAB_PART1_EX_1_11_H_
#define GRADLAB_LAB_PART1_EX_1_11_H_

#include <cstdint>
#include <vector>

#include "gradlab/gradlab.h"
#include "gradlab/lab/fw/exercise.h"

namespace ex_1_11 {
using namespace gradlab;

// `n` tensors of shape [size] (float32), drawn one after another with randn from the stream of
// `seed`: the same ones in every call with this seed.
std::vector<Tensor> batches(uint64_t seed, int64_t n, int64_t size);

// The rows of `data` in the order randperm(number of rows) of a generator that starts from `seed`.
// The default generator, which everybody else draws from, stays where it was.
Tensor shuffled(const Tensor& data, uint64_t seed);

LAB_CONTRACT(batches, shuffled)

}  // namespace ex_1_11

#endif  // GRADLAB_LAB_PART1_EX_1_11_H_
