// An array as text, in PyTorch's two formats: Python's, and that of libtorch's operator<<. Both
// read the elements through the strides and format the exact value of each.
#ifndef GRADLAB_TENSOR_PRINT_FORMAT_H_
#define GRADLAB_TENSOR_PRINT_FORMAT_H_

#include <cstdint>
#include <ostream>
#include <string>
#include <vector>

#include "gradlab/tensor/array.h"

namespace gradlab {

// What Python's repr() shows, by print_options():
//   tensor([1.0000, 2.5000], dtype=torch.float64, grad_fn=<MulBackward0>)
// Size and dtype are added where PyTorch adds them; `suffixes` are further ones, such as
// "grad_fn=<MulBackward0>" or "requires_grad=True", which go behind and to a line of their own
// where they would not fit.
std::string format_python(const Array& a, const std::vector<std::string>& suffixes = {});

// What libtorch's operator<< writes: every element, as double, in lines of `linesize` characters.
// The stream's precision and fill are used as libtorch uses them, and are as before afterwards.
void print_libtorch(std::ostream& os, const Array& a, int64_t linesize = 80);

// Both of an array without elements of its own, not even a dtype.
inline constexpr const char* kUndefinedText = "[ Tensor (undefined) ]";

}  // namespace gradlab

#endif  // GRADLAB_TENSOR_PRINT_FORMAT_H_
