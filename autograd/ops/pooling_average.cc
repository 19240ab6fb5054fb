#include <algorithm>
#include <memory>
#include <optional>
#include <utility>

#include "gradlab/autograd/graph/tape.h"
#include "gradlab/autograd/ops/pool_geometry.h"
#include "gradlab/autograd/ops/pooling.h"
#include "gradlab/tensor/error.h"
#include "gradlab/tensor/kernels/pooling.h"
#include "gradlab/tensor/size_vector.h"

namespace gradlab {
namespace {

using kernels::kMaxPoolDims;
using kernels::PoolWindow;

// The dilation is never given.
constexpr PoolTexts kAverage2d = {
    "avg_pool2d", "kernel_size must either be a single int, or a tuple of two ints",
    "stride must either be omitted, a single int, or a tuple of two ints",
    "padding must either be a single int, or a tuple of two ints", ""};
constexpr PoolTexts kAverage3d = {"avg_pool3d",
                                  "kernel_size must be a single int, or a tuple of three ints",
                                  "stride must be omitted, a single int, or a tuple of three ints",
                                  "padding must be a single int, or a tuple of three ints", ""};

kernels::PoolWindows windows_of(const Tensor& x, const PoolGeometry& geometry, const PoolSizes& out,
                                bool count_include_pad, std::optional<int64_t> divisor_override) {
  kernels::PoolWindows windows{geometry.dims, {}};
  const size_t missing = kMaxPoolDims - geometry.dims;
  for (size_t d = 0; d < missing; ++d) windows.along[d].push_back({0, 1, 1, 1});
  for (size_t d = 0; d < geometry.dims; ++d) {
    const int64_t size = x.size(static_cast<int64_t>(d) - static_cast<int64_t>(geometry.dims));
    kernels::PoolWindowList along = sliding_windows(geometry, d, size, out[d]);
    int64_t start = -geometry.padding[d];  // of the window in the padded input
    for (PoolWindow& w : along) {
      const int64_t padded =
          std::min(start + geometry.kernel[d], size + geometry.padding[d]) - start;
      w.divisor = count_include_pad ? padded : w.last - w.first;
      if (divisor_override) w.divisor = d == 0 ? *divisor_override : 1;
      start += geometry.stride[d];
    }
    windows.along[missing + d] = std::move(along);
  }
  return windows;
}

// What an average pooling and its gradient share.
struct Average {
  kernels::PoolWindows windows;
  kernels::PoolDivision division;
  MemoryFormat format;
  PoolNodes nodes;
};
using AveragePlan = std::shared_ptr<const Average>;

// Linear, and each other's derivative.
Tensor average(const char* node, const Tensor& x, const AveragePlan& plan);
Tensor share(const Tensor& g, const AveragePlan& plan, IntArrayRef space);

Tensor average(const char* node, const Tensor& x, const AveragePlan& plan) {
  Tensor out(kernels::average_pool(x.array(), plan->windows, plan->division, plan->format));
  if (Tape tape(x); tape) {
    const IntArrayRef space = x.sizes().slice(x.sizes().size() - plan->windows.dims);
    // PyTorch keeps the input for its sizes.
    tape.save(Scalar(0));
    tape.record(node, out, [plan, space = size_vector(space)](const Tensor& g, Backward& bw) {
      bw.grad(0) = share(g, plan, space);
    });
  }
  return out;
}

Tensor share(const Tensor& g, const AveragePlan& plan, IntArrayRef space) {
  Tensor out(kernels::average_pool_backward(g.array(), plan->windows, plan->division, space,
                                            plan->format));
  if (Tape tape(g); tape) {
    tape.save(Scalar(0));
    tape.record(plan->nodes.gradient, out, [plan](const Tensor& gg, Backward& bw) {
      bw.grad(0) = average(plan->nodes.gradient, gg, plan);
    });
  }
  return out;
}

}  // namespace

Tensor average_pool_of(const PoolNodes& nodes, const Tensor& x, kernels::PoolWindows windows,
                       kernels::PoolDivision division, MemoryFormat format) {
  return average(nodes.node, x,
                 std::make_shared<const Average>(
                     Average{std::move(windows), division, format, nodes}));
}

Tensor avg_pool2d(const Tensor& x, IntArrayRef kernel_size, IntArrayRef stride, IntArrayRef padding,
                  bool ceil_mode, bool count_include_pad, std::optional<int64_t> divisor_override,
                  Location at) {
  LocationScope scope(at);
  const PoolGeometry geometry =
      pool_geometry(kAverage2d, 2, kernel_size, stride, padding, 1, ceil_mode);
  GRADLAB_CHECK(divisor_override != 0, "divisor must be not zero");
  x.size(-3);  // refuses fewer dimensions
  const PoolSizes out = pooled_sizes(x, geometry);
  check_pool2d(x, geometry, out);
  const MemoryFormat format = pool_format(x, 2);
  check_pool_dtype(x, "avg_pool2d", MoreDtypes::kBFloat16AndLong, format);
  return average_pool_of({"AvgPool2DBackward0", "AvgPool2DBackwardBackward0"}, x,
                         windows_of(x, geometry, out, count_include_pad, divisor_override),
                         kernels::PoolDivision::kByProduct, format);
}

Tensor avg_pool3d(const Tensor& x, IntArrayRef kernel_size, IntArrayRef stride, IntArrayRef padding,
                  bool ceil_mode, bool count_include_pad, std::optional<int64_t> divisor_override,
                  Location at) {
  LocationScope scope(at);
  const PoolGeometry geometry =
      pool_geometry(kAverage3d, 3, kernel_size, stride, padding, 1, ceil_mode);
  GRADLAB_CHECK(x.dim() == 4 || x.dim() == 5,
                "non-empty 4D or 5D (batch mode) tensor expected for input");
  GRADLAB_CHECK(divisor_override != 0, "divisor must be not zero");
  const PoolSizes out = pooled_sizes(x, geometry);
  check_pool3d(x, geometry, out, "avg_pool3d()", true);
  check_pool_dtype(x, "avg_pool3d_out_frame", MoreDtypes::kLong, MemoryFormat::Contiguous);
  return average_pool_of({"AvgPool3DBackward0", "AvgPool3DBackwardBackward0"}, x,
                         windows_of(x, geometry, out, count_include_pad, divisor_override),
                         kernels::PoolDivision::kByProduct, MemoryFormat::Contiguous);
}

// Of an image with one row.
Tensor avg_pool1d(const Tensor& x, IntArrayRef kernel_size, IntArrayRef stride, IntArrayRef padding,
                  bool ceil_mode, bool count_include_pad, Location at) {
  LocationScope scope(at);
  if (stride.empty()) stride = kernel_size;
  check_pool1d_input("avg_pool1d", x);
  check_one_int("avg_pool1d", "kernel_size", kernel_size);
  check_one_int("avg_pool1d", "stride", stride);
  check_one_int("avg_pool1d", "padding", padding);
  return avg_pool2d(x.unsqueeze(-2), {1, kernel_size[0]}, {1, stride[0]}, {0, padding[0]},
                    ceil_mode, count_include_pad, std::nullopt, at)
      .squeeze(-2);
}

}  // namespace gradlab
