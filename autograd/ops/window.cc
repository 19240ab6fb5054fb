#include "gradlab/autograd/ops/window.h"

#include "gradlab/autograd/grad_mode.h"
#include "gradlab/autograd/ops/factory.h"
#include "gradlab/autograd/ops/new_tensor.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/autograd/ops/special.h"
#include "gradlab/autograd/ops/unary.h"
#include "gradlab/tensor/error.h"

namespace gradlab {
namespace {

constexpr double kPi = 3.14159265358979323846;

// values(0, 1, ... as a tensor, the last of them).
template <class Values>
Tensor window(const char* name, int64_t length, bool periodic, const TensorOptions& options,
              const Values& values) {
  GRADLAB_CHECK(is_floating_point(options.dtype()), name,
                " expects floating point dtypes, got: ", options);
  GRADLAB_CHECK(length >= 0, name,
                " requires non-negative window_length, got window_length=", length);
  return new_tensor(options, [&](ScalarType dtype) {
    if (length <= 1) return full({length}, 1, dtype).array();
    NoGradGuard no_grad;
    const int64_t count = periodic ? length + 1 : length;
    const Tensor w = values(arange(count, dtype), static_cast<double>(count - 1));
    return w.narrow(0, 0, length).array();
  });
}

}  // namespace

Tensor hamming_window(int64_t window_length, TensorOptions options) {
  return hamming_window(window_length, true, options);
}
Tensor hamming_window(int64_t window_length, bool periodic, TensorOptions options) {
  return hamming_window(window_length, periodic, 0.54, options);
}
Tensor hamming_window(int64_t window_length, bool periodic, double alpha, TensorOptions options) {
  return hamming_window(window_length, periodic, alpha, 0.46, options);
}
Tensor hamming_window(int64_t window_length, bool periodic, double alpha, double beta,
                      TensorOptions options) {
  return window("hamming_window", window_length, periodic, options,
                [alpha, beta](const Tensor& i, double last) {
                  return cos(i * (2 * kPi / last)) * -beta + alpha;
                });
}

Tensor hann_window(int64_t window_length, TensorOptions options) {
  return hann_window(window_length, true, options);
}
Tensor hann_window(int64_t window_length, bool periodic, TensorOptions options) {
  return window("hann_window", window_length, periodic, options, [](const Tensor& i, double last) {
    return cos(i * (2 * kPi / last)) * -0.5 + 0.5;
  });
}

Tensor bartlett_window(int64_t window_length, TensorOptions options) {
  return bartlett_window(window_length, true, options);
}
Tensor bartlett_window(int64_t window_length, bool periodic, TensorOptions options) {
  return window("bartlett_window", window_length, periodic, options,
                [](const Tensor& i, double last) {
                  const Tensor w = i * (2 / last);
                  return minimum(w, w * -1 + 2);
                });
}

Tensor blackman_window(int64_t window_length, TensorOptions options) {
  return blackman_window(window_length, true, options);
}
Tensor blackman_window(int64_t window_length, bool periodic, TensorOptions options) {
  return window("blackman_window", window_length, periodic, options,
                [](const Tensor& i, double last) {
                  const Tensor w = i * (kPi / last);
                  return cos(w * 4) * 0.08 - cos(w * 2) * 0.5 + 0.42;
                });
}

Tensor kaiser_window(int64_t window_length, TensorOptions options) {
  return kaiser_window(window_length, true, options);
}
Tensor kaiser_window(int64_t window_length, bool periodic, TensorOptions options) {
  return kaiser_window(window_length, periodic, 12.0, options);
}
Tensor kaiser_window(int64_t window_length, bool periodic, double beta, TensorOptions options) {
  return window("kaiser_window", window_length, periodic, options,
                [beta](const Tensor& i, double last) {
                  const double middle = last / 2;
                  const Tensor off = (i - middle) / middle;
                  const Tensor peak = i0(full({1}, beta, i.dtype()));
                  return i0(sqrt(abs(1 - square(off))) * beta) / peak;
                });
}

}  // namespace gradlab
