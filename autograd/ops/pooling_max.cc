#include <tuple>
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

constexpr PoolTexts kMax2d = {
    "max_pool2d", "kernel_size must either be a single int, or a tuple of two ints",
    "stride must either be omitted, a single int, or a tuple of two ints",
    "padding must be either be a single int, or a tuple of two ints",
    "dilation must be either a single int, or a tuple of two ints"};
constexpr PoolTexts kMax3d = {
    "max_pool3d", "kernel_size must either be a single int, or a tuple of three ints",
    "stride must either be omitted, a single int, or a tuple of three ints",
    "padding must be either be a single int, or a tuple of three ints",
    "dilation must be either a single int, or a tuple of three ints"};
constexpr PoolNodes kMax2dNodes = {"MaxPool2DWithIndicesBackward0",
                                   "MaxPool2DWithIndicesBackwardBackward0"};
constexpr PoolNodes kMax3dNodes = {"MaxPool3DWithIndicesBackward0",
                                   "MaxPool3DWithIndicesBackwardBackward0"};

kernels::PoolWindows windows_of(const Tensor& x, const PoolGeometry& geometry,
                                const PoolSizes& out) {
  kernels::PoolWindows windows{geometry.dims, {}};
  const size_t missing = kMaxPoolDims - geometry.dims;
  for (size_t d = 0; d < kMaxPoolDims; ++d) {
    if (d < missing) {
      windows.along[d].push_back({0, 1, 1, 1});
    } else {
      windows.along[d] = sliding_windows(
          geometry, d - missing, x.size(static_cast<int64_t>(d) - int64_t{kMaxPoolDims}),
          out[d - missing]);
    }
  }
  return windows;
}

// kernels::add_at_indices, recorded; it and take_at_indices are linear in their first argument and
// each other's derivative.
Tensor add_at_indices(const char* node, const Tensor& g, const Tensor& indices, IntArrayRef space,
                      MemoryFormat format) {
  Tensor out(kernels::add_at_indices(g.array(), indices.array(), space, format));
  if (Tape tape(g); tape) {
    tape.record(node, out,
                [indices = tape.save(indices), node, dims = space.size(),
                 format](const Tensor& gg, Backward& bw) {
                  bw.grad(0) = take_at_indices(node, gg, bw.saved(indices), dims, format);
                });
  }
  return out;
}

// The arguments of max_pool1d where nothing is recorded: PyTorch has other texts then.
void check_unrecorded_max_pool1d(const Tensor& x, IntArrayRef kernel_size, IntArrayRef stride,
                                 IntArrayRef padding, IntArrayRef dilation, bool ceil_mode) {
  GRADLAB_CHECK((x.dim() == 2 && x.size(0) != 0 && x.size(1) != 0) ||
                    (x.dim() == 3 && x.size(1) != 0 && x.size(2) != 0),
                "max_pool1d: Expected 2D or 3D (batch mode) tensor with optional 0 dim batch size "
                "for input, but got:",
                x.sizes());
  GRADLAB_CHECK(kernel_size.size() == 1,
                "max_pool1d() kernel_size must be an int, list of ints or tuple of ints of size 1 "
                "but got size ",
                kernel_size.size());
  GRADLAB_CHECK(stride.empty() || stride.size() == 1,
                "max_pool1d() stride must be None, an int, list of ints, or tuple of ints of size "
                "1 but got size ",
                stride.size());
  GRADLAB_CHECK(padding.size() == 1,
                "max_pool1d() padding must be an int, list of ints, or tuple of ints of size 1 but "
                "got size ",
                padding.size());
  GRADLAB_CHECK(dilation.size() == 1,
                "max_pool1d() dilation must be an int, list of ints or tuple of ints of size 1 but "
                "got size ",
                dilation.size());
  const int64_t kernel = kernel_size[0], step = stride.empty() ? kernel : stride[0];
  const int64_t pad = padding[0], wide = dilation[0];
  GRADLAB_CHECK(kernel > 0, "max_pool1d() kernel_size must be greater than zero, but got ", kernel);
  GRADLAB_CHECK(step > 0, "max_pool1d() stride must be greater than zero, but got ", step);
  GRADLAB_CHECK(pad >= 0, "max_pool1d() padding must be non-negative, but got ", pad);
  GRADLAB_CHECK(pad <= kernel / 2,
                "max_pool1d() padding should be at most half of kernel size, but got padding=", pad,
                " and kernel_size=", kernel);
  GRADLAB_CHECK(wide > 0, "max_pool1d() dilation must be greater than zero, but got ", wide);
  const PoolGeometry geometry{1, {kernel}, {step}, {pad}, {wide}, ceil_mode};
  const int64_t size = pooled_sizes(x, geometry)[0];
  GRADLAB_CHECK(size >= 0, "max_pool1d() Invalid computed output size: ", size);
}

}  // namespace

Tensor take_at_indices(const char* node, const Tensor& x, const Tensor& indices, size_t dims,
                       MemoryFormat format) {
  Tensor out(kernels::take_at_indices(x.array(), indices.array(), dims, format));
  if (Tape tape(x); tape) {
    const IntArrayRef space = x.sizes().slice(x.sizes().size() - dims);
    tape.record(node, out,
                [indices = tape.save(indices), node, space = size_vector(space),
                 format](const Tensor& gg, Backward& bw) {
                  bw.grad(0) = add_at_indices(node, gg, bw.saved(indices), space, format);
                });
  }
  return out;
}

std::tuple<Tensor, Tensor> max_pool_of(const PoolNodes& nodes, const Tensor& x,
                                       const kernels::PoolWindows& windows, MemoryFormat format) {
  return max_pool_of(nodes, x, kernels::max_pool(x.array(), windows, format), windows.dims,
                     format);
}

std::tuple<Tensor, Tensor> max_pool_of(const PoolNodes& nodes, const Tensor& x,
                                       kernels::ValuesIndices found, size_t dims,
                                       MemoryFormat format) {
  Tensor values(std::move(found.values)), indices(std::move(found.indices));
  if (Tape tape(x); tape) {
    const IntArrayRef space = x.sizes().slice(x.sizes().size() - dims);
    tape.record(nodes.node, {&values, &indices},
                [indices = tape.save(indices), node = nodes.gradient, space = size_vector(space),
                 format](Backward& bw) {
                  if (const Tensor& g = bw.incoming(0); g.defined()) {
                    bw.grad(0) = add_at_indices(node, g, bw.saved(indices), space, format);
                  }
                });
  }
  return {values, indices};
}

std::tuple<Tensor, Tensor> max_pool2d_with_indices(const Tensor& x, IntArrayRef kernel_size,
                                                   IntArrayRef stride, IntArrayRef padding,
                                                   IntArrayRef dilation, bool ceil_mode,
                                                   Location at) {
  LocationScope scope(at);
  const PoolGeometry geometry =
      pool_geometry(kMax2d, 2, kernel_size, stride, padding, dilation, ceil_mode);
  GRADLAB_CHECK(x.suggest_memory_format() != MemoryFormat::ChannelsLast3d,
                "Unsupport memory format. Supports only ChannelsLast, Contiguous");
  GRADLAB_CHECK(x.dim() == 3 || x.dim() == 4,
                "non-empty 3D or 4D (batch mode) tensor expected for input");
  const PoolSizes out = pooled_sizes(x, geometry);
  check_pool2d(x, geometry, out);
  const MemoryFormat format = pool_format(x, 2);
  check_pool_dtype(x, "max_pool2d", MoreDtypes::kBFloat16, format);
  return max_pool_of(kMax2dNodes, x, windows_of(x, geometry, out), format);
}

std::tuple<Tensor, Tensor> max_pool3d_with_indices(const Tensor& x, IntArrayRef kernel_size,
                                                   IntArrayRef stride, IntArrayRef padding,
                                                   IntArrayRef dilation, bool ceil_mode,
                                                   Location at) {
  LocationScope scope(at);
  const PoolGeometry geometry =
      pool_geometry(kMax3d, 3, kernel_size, stride, padding, dilation, ceil_mode);
  GRADLAB_CHECK(x.dim() == 4 || x.dim() == 5,
                "non-empty 4D or 5D (batch mode) tensor expected for input");
  const PoolSizes out = pooled_sizes(x, geometry);
  check_pool3d(x, geometry, out, "max_pool3d_with_indices_out_cpu_template()", false);
  check_pool_dtype(x, "max_pool3d_with_indices_cpu", MoreDtypes::kNone, MemoryFormat::Contiguous);
  return max_pool_of(kMax3dNodes, x, windows_of(x, geometry, out), MemoryFormat::Contiguous);
}

// Of an image with one row.
std::tuple<Tensor, Tensor> max_pool1d_with_indices(const Tensor& x, IntArrayRef kernel_size,
                                                   IntArrayRef stride, IntArrayRef padding,
                                                   IntArrayRef dilation, bool ceil_mode,
                                                   Location at) {
  LocationScope scope(at);
  if (stride.empty()) stride = kernel_size;
  check_pool1d_input("max_pool1d", x);
  check_one_int("max_pool1d", "kernel_size", kernel_size);
  check_one_int("max_pool1d", "stride", stride);
  check_one_int("max_pool1d", "padding", padding);
  check_one_int("max_pool1d", "dilation", dilation);
  const auto [values, indices] =
      max_pool2d_with_indices(x.unsqueeze(-2), {1, kernel_size[0]}, {1, stride[0]}, {0, padding[0]},
                              {1, dilation[0]}, ceil_mode, at);
  return {values.squeeze(-2), indices.squeeze(-2)};
}

Tensor max_pool1d(const Tensor& x, IntArrayRef kernel_size, IntArrayRef stride, IntArrayRef padding,
                  IntArrayRef dilation, bool ceil_mode, Location at) {
  if (x.requires_grad() && GradMode::is_enabled()) {
    return std::get<0>(
        max_pool1d_with_indices(x, kernel_size, stride, padding, dilation, ceil_mode, at));
  }
  check_unrecorded_max_pool1d(x, kernel_size, stride, padding, dilation, ceil_mode);
  check_pool_dtype(x, "max_pool1d_impl", MoreDtypes::kBFloat16, MemoryFormat::Contiguous);
  const PoolGeometry geometry{1,
                              {kernel_size[0]},
                              {stride.empty() ? kernel_size[0] : stride[0]},
                              {padding[0]},
                              {dilation[0]},
                              ceil_mode};
  return Tensor(kernels::max_pool(x.array(), windows_of(x, geometry, pooled_sizes(x, geometry)),
                                  MemoryFormat::Contiguous)
                    .values);
}

Tensor max_pool2d(const Tensor& x, IntArrayRef kernel_size, IntArrayRef stride, IntArrayRef padding,
                  IntArrayRef dilation, bool ceil_mode, Location at) {
  return std::get<0>(
      max_pool2d_with_indices(x, kernel_size, stride, padding, dilation, ceil_mode, at));
}

Tensor max_pool3d(const Tensor& x, IntArrayRef kernel_size, IntArrayRef stride, IntArrayRef padding,
                  IntArrayRef dilation, bool ceil_mode, Location at) {
  return std::get<0>(
      max_pool3d_with_indices(x, kernel_size, stride, padding, dilation, ceil_mode, at));
}

}  // namespace gradlab
