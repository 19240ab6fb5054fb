// Exercise 1.02: reading a tensor.
#ifndef GRADLAB_LAB_PART1_EX_1_02_H_
#define GRADLAB_LAB_PART1_EX_1_02_H_

#include <string>
#include <vector>

#include "gradlab/gradlab.h"
#include "gradlab/lab/fw/exercise.h"

namespace ex_1_02 {
using namespace gradlab;

// What a tensor tells about itself.
struct Description {
  int64_t axes = 0;              // how many axes (dimensions) it has
  int64_t elements = 0;          // how many numbers in all
  std::vector<int64_t> shape;    // the size of each axis
  std::vector<int64_t> strides;  // along each axis: how many elements on in memory the next one is
  int64_t bytes = 0;             // that all its elements take: elements * bytes of one
  ScalarType dtype = kFloat32;
};

Description describe(const Tensor& t);

// Whether `t` is a scalar: a tensor without any axis, shape [].
bool is_scalar(const Tensor& t);

// A scalar with this value, shape [], float32.
Tensor scalar(double value);

// A list with this one value, shape [1], float32.
Tensor list_of_one(double value);

// The text that Python prints for `t`: "tensor([1, 2])".
std::string printed(const Tensor& t);

LAB_CONTRACT(describe, is_scalar, scalar, list_of_one, printed)

}  // namespace ex_1_02

#endif  // GRADLAB_LAB_PART1_EX_1_02_H_
