#include <array>
#include <tuple>

#include "gradlab/autograd/ops/pooling.h"
#include "gradlab/autograd/ops/random.h"
#include "gradlab/nn/functional/pooling.h"
#include "gradlab/tensor/error.h"

namespace gradlab::nn::functional {
namespace {

template <size_t D>
std::array<int64_t, D> output_size_of(const Tensor& input,
                                      const FractionalMaxPoolOptions<D>& options) {
  GRADLAB_CHECK(options.output_size() || options.output_ratio(), "fractional_max_pool", D,
                "d requires specifying either an output_size or an output_ratio");
  if (options.output_size()) return **options.output_size();
  std::array<int64_t, D> sizes;
  for (size_t d = 0; d < D; ++d) {
    const int64_t size = input.size(static_cast<int64_t>(d) - static_cast<int64_t>(D));
    sizes[d] = static_cast<int64_t>(static_cast<double>(size) * (**options.output_ratio())[d]);
  }
  return sizes;
}

// For an input without batch these are more than needed, as in libtorch.
template <size_t D>
Tensor samples_of(const Tensor& input, const FractionalMaxPoolOptions<D>& options) {
  if (options._random_samples().defined()) return options._random_samples();
  return rand({input.size(0), input.size(1), static_cast<int64_t>(D)}, input.scalar_type());
}

}  // namespace

std::tuple<Tensor, Tensor> fractional_max_pool2d_with_indices(
    const Tensor& input, const FractionalMaxPool2dFuncOptions& options, Location at) {
  LocationScope scope(at);
  const std::array<int64_t, 2> size = output_size_of(input, options);
  return gradlab::fractional_max_pool2d(input, options.kernel_size(), size,
                                        samples_of(input, options));
}

std::tuple<Tensor, Tensor> fractional_max_pool3d_with_indices(
    const Tensor& input, const FractionalMaxPool3dFuncOptions& options, Location at) {
  LocationScope scope(at);
  const std::array<int64_t, 3> size = output_size_of(input, options);
  return gradlab::fractional_max_pool3d(input, options.kernel_size(), size,
                                        samples_of(input, options));
}

Tensor fractional_max_pool2d(const Tensor& input, const FractionalMaxPool2dFuncOptions& options,
                             Location at) {
  return std::get<0>(fractional_max_pool2d_with_indices(input, options, at));
}
Tensor fractional_max_pool3d(const Tensor& input, const FractionalMaxPool3dFuncOptions& options,
                             Location at) {
  return std::get<0>(fractional_max_pool3d_with_indices(input, options, at));
}

}  // namespace gradlab::nn::functional
