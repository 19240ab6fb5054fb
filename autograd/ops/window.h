// Windows of signal processing: weights that fall to the ends of a list.
//
// Common to all: `periodic` leaves out the last of one element more, so that the window repeats.
// One element is 1. Floating dtypes only; throws "hann_window requires non-negative window_length,
// got window_length=-1". x is 0 at the first element and 1 at the last (the one left out, if
// periodic).
#ifndef GRADLAB_AUTOGRAD_OPS_WINDOW_H_
#define GRADLAB_AUTOGRAD_OPS_WINDOW_H_

#include <cstdint>

#include "gradlab/autograd/tensor.h"
#include "gradlab/autograd/tensor_options.h"

namespace gradlab {

// alpha - beta cos(2 pi x). Hann: 0.5 - 0.5 cos(2 pi x).
Tensor hamming_window(int64_t window_length, TensorOptions options = {});
Tensor hamming_window(int64_t window_length, bool periodic, TensorOptions options = {});
Tensor hamming_window(int64_t window_length, bool periodic, double alpha,
                      TensorOptions options = {});
Tensor hamming_window(int64_t window_length, bool periodic, double alpha, double beta,
                      TensorOptions options = {});
Tensor hann_window(int64_t window_length, TensorOptions options = {});
Tensor hann_window(int64_t window_length, bool periodic, TensorOptions options = {});
// 2 x up to the middle, 2 - 2 x beyond.
Tensor bartlett_window(int64_t window_length, TensorOptions options = {});
Tensor bartlett_window(int64_t window_length, bool periodic, TensorOptions options = {});
// 0.42 - 0.5 cos(2 pi x) + 0.08 cos(4 pi x).
Tensor blackman_window(int64_t window_length, TensorOptions options = {});
Tensor blackman_window(int64_t window_length, bool periodic, TensorOptions options = {});
// i0(beta sqrt(1 - (2 x - 1)^2)) / i0(beta).
Tensor kaiser_window(int64_t window_length, TensorOptions options = {});
Tensor kaiser_window(int64_t window_length, bool periodic, TensorOptions options = {});
Tensor kaiser_window(int64_t window_length, bool periodic, double beta, TensorOptions options = {});

}  // namespace gradlab

#endif  // GRADLAB_AUTOGRAD_OPS_WINDOW_H_
