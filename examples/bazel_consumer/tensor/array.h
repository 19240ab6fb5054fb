// Stress tensors of a structure, as engineers use the word.
#ifndef TENSOR_ARRAY_H_
#define TENSOR_ARRAY_H_

#include <array>

namespace tensor {

using Stress = std::array<double, 6>;  // xx, yy, zz, xy, yz, zx

constexpr double pressure(const Stress& s) { return -(s[0] + s[1] + s[2]) / 3; }

}  // namespace tensor

#endif  // TENSOR_ARRAY_H_
