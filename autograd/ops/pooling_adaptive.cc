// Pooling to a given size: the windows follow from the sizes.
#include <algorithm>
#include <utility>
#include <vector>

#include "gradlab/autograd/ops/pool_geometry.h"
#include "gradlab/autograd/ops/pooling.h"
#include "gradlab/autograd/ops/reduce.h"
#include "gradlab/tensor/error.h"
#include "gradlab/tensor/kernels/pooling.h"

namespace gradlab {
namespace {

// All dimensions from `first` on must have elements. `colon`: after "got", of the maximum.
void check_adaptive(const char* name, const Tensor& x, int64_t dims, int64_t first,
                    const char* colon) {
  GRADLAB_CHECK(x.dim() == dims + 1 || x.dim() == dims + 2, name, "(): Expected ", dims + 1,
                "D or ", dims + 2, "D tensor, but got", colon, " ", x.sizes());
  for (int64_t d = first; d < x.dim(); ++d) {
    GRADLAB_CHECK(x.size(d) > 0, name,
                  "(): Expected input to have non-zero size for non-batch dimensions, but input "
                  "has sizes ",
                  x.sizes(), " with dimension ", d, " being empty");
  }
}

bool all_ones(IntArrayRef sizes) {
  for (int64_t n : sizes) {
    if (n != 1) return false;
  }
  return true;
}

std::tuple<Tensor, Tensor> adaptive_max(const PoolNodes& nodes, const char* name,
                                        const char* kernel, MoreDtypes more, int64_t dims,
                                        const Tensor& x, IntArrayRef output_size) {
  check_adaptive(name, x, dims, 1, ":");
  GRADLAB_CHECK(static_cast<int64_t>(output_size.size()) == dims, name,
                "(): internal error: output_size.size() must be ", dims);
  std::vector<int64_t> sizes = x.sizes().vec();
  std::copy(output_size.begin(), output_size.end(), sizes.end() - dims);
  for (int64_t n : output_size) {
    GRADLAB_CHECK(n >= 0, "Trying to create tensor with negative dimension ", n, ": ",
                  IntArrayRef(sizes));
  }
  const MemoryFormat format = pool_format(x, output_size.size());
  check_pool_dtype(x, kernel, more, format);
  return max_pool_of(nodes, x, adaptive_windows(x, output_size), format);
}

}  // namespace

Tensor adaptive_avg_pool2d(const Tensor& x, IntArrayRef output_size, Location at) {
  LocationScope scope(at);
  GRADLAB_CHECK(output_size.size() == 2, "adaptive_avg_pool2d: output_size must be 2");
  GRADLAB_CHECK(output_size[0] >= 0 && output_size[1] >= 0,
                "adaptive_avg_pool2d: elements of output_size must be greater than or equal to 0 "
                "but received {",
                output_size[0], ", ", output_size[1], "}");
  if (all_ones(output_size)) {
    const Tensor out = mean(x, {-1, -2}, true);
    if (x.suggest_memory_format() != MemoryFormat::ChannelsLast) return out;
    const int64_t n = x.size(0), c = x.size(1);
    return out.as_strided({n, c, 1, 1}, {c, 1, c, c});
  }
  check_adaptive("adaptive_avg_pool2d", x, 2, x.dim() - 2, "");
  const MemoryFormat format = pool_format(x, 2);
  check_pool_dtype(x, "adaptive_avg_pool2d", MoreDtypes::kBFloat16, format);
  return average_pool_of({"AdaptiveAvgPool2DBackward0", "AdaptiveAvgPool2DBackwardBackward0"}, x,
                         adaptive_windows(x, output_size), kernels::PoolDivision::kInTurn, format);
}

Tensor adaptive_avg_pool3d(const Tensor& x, IntArrayRef output_size, Location at) {
  LocationScope scope(at);
  GRADLAB_CHECK(output_size.size() == 3, "adaptive_avg_pool3d: output_size must be 3");
  // PyTorch's text names the other function, and has no space there.
  GRADLAB_CHECK(output_size[0] >= 0 && output_size[1] >= 0 && output_size[2] >= 0,
                "adaptive_avg_pool2d: elements of output_size must be greater than or equal to 0 "
                "but received {",
                output_size[0], ", ", output_size[1], ",", output_size[2], "}");
  if (all_ones(output_size)) return mean(x, {-1, -2, -3}, true);
  check_adaptive("adaptive_avg_pool3d", x, 3, 1, "");
  check_pool_dtype(x, "adaptive_avg_pool3d_cpu", MoreDtypes::kHalf, MemoryFormat::Contiguous);
  return average_pool_of({"AdaptiveAvgPool3DBackward0", "AdaptiveAvgPool3DBackwardBackward0"}, x,
                         adaptive_windows(x, output_size), kernels::PoolDivision::kInTurn,
                         MemoryFormat::Contiguous);
}

// Of an image with one row.
Tensor adaptive_avg_pool1d(const Tensor& x, IntArrayRef output_size, Location at) {
  LocationScope scope(at);
  check_pool1d_input("adaptive_avg_pool1d", x);
  check_one_int("adaptive_avg_pool1d", "output_size", output_size);
  return adaptive_avg_pool2d(x.unsqueeze(-2), {1, output_size[0]}, at).squeeze(-2);
}

std::tuple<Tensor, Tensor> adaptive_max_pool2d(const Tensor& x, IntArrayRef output_size,
                                               Location at) {
  LocationScope scope(at);
  return adaptive_max({"AdaptiveMaxPool2DBackward0", "AdaptiveMaxPool2DBackwardBackward0"},
                      "adaptive_max_pool2d", "adaptive_max_pool2d", MoreDtypes::kBFloat16, 2, x,
                      output_size);
}

std::tuple<Tensor, Tensor> adaptive_max_pool3d(const Tensor& x, IntArrayRef output_size,
                                               Location at) {
  LocationScope scope(at);
  return adaptive_max({"AdaptiveMaxPool3DBackward0", "AdaptiveMaxPool3DBackwardBackward0"},
                      "adaptive_max_pool3d", "adaptive_max_pool3d_cpu", MoreDtypes::kNone, 3, x,
                      output_size);
}

std::tuple<Tensor, Tensor> adaptive_max_pool1d(const Tensor& x, IntArrayRef output_size,
                                               Location at) {
  LocationScope scope(at);
  check_pool1d_input("adaptive_max_pool1d", x);
  check_one_int("adaptive_max_pool1d", "output_size", output_size);
  const auto [values, indices] = adaptive_max_pool2d(x.unsqueeze(-2), {1, output_size[0]}, at);
  return {values.squeeze(-2), indices.squeeze(-2)};
}

}  // namespace gradlab
