#include "gradlab/autograd/ops/pool_geometry.h"

#include <algorithm>
#include <limits>
#include <string>

#include "gradlab/tensor/error.h"

namespace gradlab {
namespace {

using kernels::PoolWindow;
using kernels::PoolWindowList;

PoolSizes per_dim(const PoolTexts& texts, const char* rule, size_t dims, IntArrayRef values) {
  GRADLAB_CHECK(values.size() == 1 || values.size() == dims, texts.name, ": ", rule);
  PoolSizes result = {1, 1, 1};
  for (size_t d = 0; d < dims; ++d) {
    result[d] = values[values.size() == 1 ? 0 : d];
    GRADLAB_CHECK(result[d] >= std::numeric_limits<int32_t>::min() &&
                      result[d] <= std::numeric_limits<int32_t>::max(),
                  "integer out of range");
  }
  return result;
}

int64_t floor_divide(int64_t a, int64_t b) {
  const int64_t q = a / b;
  return a % b != 0 && (a < 0) != (b < 0) ? q - 1 : q;
}

int64_t size_along(const Tensor& x, const PoolGeometry& g, size_t d) {
  return x.size(static_cast<int64_t>(d) - static_cast<int64_t>(g.dims));
}

// "kH: 2 kW: 3"
std::string named(const PoolGeometry& g, const char* name, const PoolSizes& values) {
  std::string text;
  for (size_t d = 0; d < g.dims; ++d) {
    text += str(text.empty() ? "" : " ", name, "THW"[kernels::kMaxPoolDims - g.dims + d], ": ",
                values[d]);
  }
  return text;
}

bool all_positive(const PoolGeometry& g, const PoolSizes& values) {
  return std::all_of(values.begin(), values.begin() + g.dims, [](int64_t v) { return v > 0; });
}

void check_positive(const PoolGeometry& g) {
  GRADLAB_CHECK(all_positive(g, g.kernel), "kernel size should be greater than zero, but got ",
                named(g, "k", g.kernel));
  GRADLAB_CHECK(all_positive(g, g.stride), "stride should be greater than zero, but got ",
                named(g, "d", g.stride));
  GRADLAB_CHECK(all_positive(g, g.dilation), "dilation should be greater than zero, but got ",
                named(g, "dilation", g.dilation));
}

void check_output(const Tensor& x, const PoolGeometry& g, const PoolSizes& out) {
  const int64_t channels = x.size(-static_cast<int64_t>(g.dims) - 1);
  std::string from = str(channels), to = from;
  for (size_t d = 0; d < g.dims; ++d) {
    from += str("x", size_along(x, g, d));
    to += str("x", out[d]);
  }
  GRADLAB_CHECK(all_positive(g, out), "Given input size: (", from, "). Calculated output size: (",
                to, "). Output size is too small");
}

}  // namespace

PoolGeometry pool_geometry(const PoolTexts& texts, size_t dims, IntArrayRef kernel_size,
                           IntArrayRef stride, IntArrayRef padding, IntArrayRef dilation,
                           bool ceil_mode) {
  const PoolSizes kernel = per_dim(texts, texts.kernel, dims, kernel_size);
  const PoolSizes step = stride.empty() ? kernel : per_dim(texts, texts.stride, dims, stride);
  const PoolSizes pad = per_dim(texts, texts.padding, dims, padding);
  return {dims, kernel, step, pad, per_dim(texts, texts.dilation, dims, dilation), ceil_mode};
}

PoolSizes pooled_sizes(const Tensor& x, const PoolGeometry& g) {
  PoolSizes out = {1, 1, 1};
  for (size_t d = 0; d < g.dims; ++d) {
    const int64_t size = size_along(x, g, d), stride = g.stride[d], pad = g.padding[d];
    GRADLAB_CHECK(stride != 0, "stride should not be zero");
    GRADLAB_CHECK(pad >= 0, "pad must be non-negative, but got pad: ", pad);
    GRADLAB_CHECK(pad <= g.kernel[d] / 2,
                  "pad should be at most half of kernel size, but got pad=", pad,
                  " and kernel_size=", g.kernel[d]);
    const int64_t reach = g.dilation[d] * (g.kernel[d] - 1);
    out[d] = floor_divide(
                 size + 2 * pad - reach - 1 + (g.ceil_mode ? stride - 1 : 0), stride) +
             1;
    // The last window starts inside of the input, or of the padding before it.
    if (g.ceil_mode && (out[d] - 1) * stride >= size + pad) --out[d];
  }
  return out;
}

void check_pool2d(const Tensor& x, const PoolGeometry& g, const PoolSizes& out) {
  check_positive(g);
  const IntArrayRef sizes = x.sizes();
  const bool batched = x.dim() == 4;
  bool fits = batched || x.dim() == 3;
  for (size_t i = batched ? 1 : 0; fits && i < sizes.size(); ++i) fits = sizes[i] != 0;
  GRADLAB_CHECK(fits,
                "Expected 3D or 4D (batch mode) tensor with optional 0 dim batch size for input, "
                "but got:",
                sizes);
  check_output(x, g, out);
}

void check_pool3d(const Tensor& x, const PoolGeometry& g, const PoolSizes& out,
                  const char* function, bool kernel_fits) {
  check_positive(g);
  GRADLAB_CHECK(x.dim() == 4 || x.dim() == 5, function,
                ": Expected 4D or 5D tensor for input, but got: ", x.sizes());
  const IntArrayRef sizes = x.sizes();
  for (size_t i = x.dim() == 5 ? 1 : 0; i < sizes.size(); ++i) {
    GRADLAB_CHECK(sizes[i] > 0, function,
                  ": Expected input's non-batch dimensions to have positive length, but input has "
                  "a shape of ",
                  sizes, " and non-batch dimension ", sizes[i], " has length zero!");
  }
  if (kernel_fits) {
    PoolSizes in = {};
    bool fits = true;
    for (size_t d = 0; d < g.dims; ++d) {
      in[d] = size_along(x, g, d);
      fits &= in[d] >= g.kernel[d];
    }
    GRADLAB_CHECK(fits, "input image (", named(g, "", in), ") smaller than kernel size (",
                  named(g, "k", g.kernel), ")");
  }
  check_output(x, g, out);
}

PoolWindowList sliding_windows(const PoolGeometry& g, size_t d, int64_t size, int64_t n) {
  PoolWindowList windows;
  windows.reserve(static_cast<size_t>(n));
  const int64_t step = g.dilation[d];
  for (int64_t o = 0; o < n; ++o) {
    int64_t first = o * g.stride[d] - g.padding[d];
    const int64_t last = std::min(first + (g.kernel[d] - 1) * step + 1, size);
    if (first < 0) first += (-first + step - 1) / step * step;
    windows.push_back({first, last, step, 1});
  }
  return windows;
}

kernels::PoolWindows adaptive_windows(const Tensor& x, IntArrayRef output_size) {
  kernels::PoolWindows windows{output_size.size(), {}};
  for (size_t d = 0; d < kernels::kMaxPoolDims; ++d) {
    const size_t missing = kernels::kMaxPoolDims - windows.dims;
    const int64_t n = d < missing ? 1 : output_size[d - missing];
    const int64_t size =
        d < missing ? 1 : x.size(static_cast<int64_t>(d) - int64_t{kernels::kMaxPoolDims});
    for (int64_t o = 0; o < n; ++o) {
      const int64_t first = o * size / n, last = ((o + 1) * size + n - 1) / n;
      windows.along[d].push_back({first, last, 1, last - first});
    }
  }
  return windows;
}

void check_pool1d_input(const char* name, const Tensor& x) {
  GRADLAB_CHECK(x.dim() == 2 || x.dim() == 3, "Expected 2 to 3 dimensions, but got ", x.dim(),
                "-dimensional tensor for argument #1 'self' (while checking arguments for ", name,
                ")");
}

void check_one_int(const char* name, const char* argument, IntArrayRef values) {
  GRADLAB_CHECK(values.size() == 1, name, "() argument '", argument,
                "' should contain one int (got ", values.size(), ")");
}

MemoryFormat pool_format(const Tensor& x, size_t dims) {
  return dims == 2 && x.dim() == 4 ? x.suggest_memory_format() : MemoryFormat::Contiguous;
}

void check_pool_dtype(const Tensor& x, const char* name, MoreDtypes more, MemoryFormat format) {
  const ScalarType t = x.dtype();
  switch (t) {
    case kFloat:
    case kDouble:
      return;
    case kBFloat16:
      if (more == MoreDtypes::kBFloat16 || more == MoreDtypes::kBFloat16AndLong) return;
      break;
    case kLong:
      if (more == MoreDtypes::kLong || more == MoreDtypes::kBFloat16AndLong) return;
      break;
    case kHalf:
      if (more == MoreDtypes::kHalf) return;
      break;
    default:
      break;
  }
  const bool last = format != MemoryFormat::Contiguous;
  throw_not_implemented_for(str(name, last ? "_channels_last" : "").c_str(), t);
}

}  // namespace gradlab
