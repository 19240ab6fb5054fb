#include "gradlab/autograd/ops/convolution.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "gradlab/autograd/graph/tape.h"
#include "gradlab/autograd/ops/factory.h"
#include "gradlab/autograd/ops/reduce.h"
#include "gradlab/autograd/ops/shape.h"
#include "gradlab/tensor/error.h"
#include "gradlab/tensor/kernels/binary.h"
#include "gradlab/tensor/kernels/convolution.h"

namespace gradlab {
namespace {

using Sizes = std::vector<int64_t>;

constexpr size_t kMaxDims = 3;
constexpr const char* kNode = "ConvolutionBackward0";
// Of the operations inside of its gradients.
constexpr const char* kNodeOfGradient = "ConvolutionBackwardBackward0";

// One value per spatial dimension, where a list has one for all of them.
using PerDim = std::array<int64_t, kMaxDims>;

struct Geometry {
  size_t dims;
  PerDim stride, padding, dilation;
  int64_t groups;

  kernels::ConvolutionGeometry view() const {
    return {{stride.data(), dims}, {padding.data(), dims}, {dilation.data(), dims}, groups};
  }
};

const Array* array_or_null(const Tensor& t) { return t.defined() ? &t.array() : nullptr; }

// The sum over everything but the channels.
Tensor bias_gradient(const Tensor& g) {
  Sizes dims = {0};
  for (int64_t d = 2; d < g.dim(); ++d) dims.push_back(d);
  return sum(g, dims);
}

// Each of these three is linear in its tensors, and the other two are its derivatives.
Tensor convolve(const char* node, const Tensor& x, const Tensor& w, const Tensor& bias,
                const Geometry& geometry);
Tensor input_gradient(const char* node, const Tensor& g, const Tensor& w, const Tensor& bias,
                      const Sizes& input_sizes, const Geometry& geometry);
Tensor weight_gradient(const char* node, const Tensor& g, const Tensor& x,
                       const Sizes& weight_sizes, const Geometry& geometry);

Tensor convolve(const char* node, const Tensor& x, const Tensor& w, const Tensor& bias,
                const Geometry& geometry) {
  Tensor out(kernels::convolve(x.array(), w.array(), array_or_null(bias), geometry.view()));
  if (Tape tape(x, w, bias); tape) {
    tape.record(
        node, out,
        [x = tape.save_if(tape.needs(1), x), w = tape.save_if(tape.needs(0), w),
         x_sizes = x.sizes().vec(), w_sizes = w.sizes().vec(),
         geometry](const Tensor& g, Backward& bw) {
          if (bw.needs(0)) {
            bw.grad(0) = input_gradient(kNodeOfGradient, g, bw.saved(w), {}, x_sizes, geometry);
          }
          if (bw.needs(1)) {
            bw.grad(1) = weight_gradient(kNodeOfGradient, g, bw.saved(x), w_sizes, geometry);
          }
          if (bw.needs(2)) bw.grad(2) = bias_gradient(g);
        });
  }
  return out;
}

Tensor input_gradient(const char* node, const Tensor& g, const Tensor& w, const Tensor& bias,
                      const Sizes& input_sizes, const Geometry& geometry) {
  Array result =
      kernels::convolve_input_gradient(g.array(), w.array(), input_sizes, geometry.view());
  if (bias.defined()) {
    Sizes sizes(input_sizes.size(), 1);
    sizes[1] = bias.numel();
    kernels::add(result, bias.array().view(sizes), 1, &result);
  }
  Tensor out(std::move(result));
  if (Tape tape(g, w, bias); tape) {
    tape.record(node, out,
                [g = tape.save_if(tape.needs(1), g), w = tape.save_if(tape.needs(0), w),
                 w_sizes = w.sizes().vec(), geometry](const Tensor& gg, Backward& bw) {
                  if (bw.needs(0)) {
                    bw.grad(0) = convolve(kNodeOfGradient, gg, bw.saved(w), {}, geometry);
                  }
                  if (bw.needs(1)) {
                    bw.grad(1) =
                        weight_gradient(kNodeOfGradient, bw.saved(g), gg, w_sizes, geometry);
                  }
                  if (bw.needs(2)) bw.grad(2) = bias_gradient(gg);
                });
  }
  return out;
}

Tensor weight_gradient(const char* node, const Tensor& g, const Tensor& x,
                       const Sizes& weight_sizes, const Geometry& geometry) {
  Tensor out(
      kernels::convolve_weight_gradient(g.array(), x.array(), weight_sizes, geometry.view()));
  if (Tape tape(g, x); tape) {
    tape.record(node, out,
                [g = tape.save_if(tape.needs(1), g), x = tape.save_if(tape.needs(0), x),
                 x_sizes = x.sizes().vec(), geometry](const Tensor& gg, Backward& bw) {
                  if (bw.needs(0)) {
                    bw.grad(0) = convolve(kNodeOfGradient, bw.saved(x), gg, {}, geometry);
                  }
                  if (bw.needs(1)) {
                    bw.grad(1) =
                        input_gradient(kNodeOfGradient, bw.saved(g), gg, {}, x_sizes, geometry);
                  }
                });
  }
  return out;
}

PerDim per_dim(const char* name, IntArrayRef values, size_t dims) {
  GRADLAB_CHECK(values.size() == 1 || values.size() == dims, "expected ", name,
                " to be a single integer value or a list of ", dims,
                " values to match the convolution dimensions, but got ", name, "=", values);
  PerDim result = {};
  for (size_t d = 0; d < dims; ++d) result[d] = values[values.size() == 1 ? 0 : d];
  return result;
}

// "3 x 4"
std::string by(const Sizes& sizes) {
  std::string text;
  for (int64_t n : sizes) text += str(text.empty() ? "" : " x ", n);
  return text;
}

void check_geometry(const Geometry& geometry, const PerDim& output_padding) {
  for (size_t d = 0; d < geometry.dims; ++d) {
    GRADLAB_CHECK(geometry.padding[d] >= 0, "negative padding is not supported");
    GRADLAB_CHECK(output_padding[d] >= 0, "negative output_padding is not supported");
    GRADLAB_CHECK(geometry.stride[d] > 0, "non-positive stride is not supported");
  }
  GRADLAB_CHECK(geometry.groups > 0, "non-positive groups is not supported");
  for (size_t d = 0; d < geometry.dims; ++d) {
    GRADLAB_CHECK(geometry.dilation[d] > 0, "dilation should be greater than zero, but got ",
                  geometry.view().dilation);
  }
}

// PyTorch has several kernels, and not all are there for all integers.
void check_dtype(ScalarType dtype, const Geometry& geometry, bool transposed) {
  bool dilated = false;
  for (size_t d = 0; d < geometry.dims; ++d) dilated |= geometry.dilation[d] > 1;
  const char* kernel = transposed           ? (geometry.dims == 3 ? "slow_conv_transpose3d_out_cpu"
                                                                  : "slow_conv_transpose2d_out_cpu")
                       : dilated            ? "slow_conv_dilated<>"
                       : geometry.dims == 3 ? "compute_columns3d"
                                            : "slow_conv2d_cpu";
  const bool any_integer = !transposed && !dilated && dtype != kBool;
  if (!any_integer && !is_floating_point(dtype) && dtype != kLong) {
    throw_not_implemented_for(kernel, dtype);
  }
}

void check_operands(const Tensor& x, const Tensor& w, const Tensor& bias, const Geometry& geometry,
                    bool transposed) {
  const int64_t groups = geometry.groups;
  GRADLAB_CHECK(x.dim() == w.dim(), "Expected ", w.dim(), "-dimensional input for ", w.dim(),
                "-dimensional weight ", w.sizes(), ", but got ", x.dim(),
                "-dimensional input of size ", x.sizes(), " instead");
  GRADLAB_CHECK(w.size(0) >= groups, "Given groups=", groups, ", expected weight to be at least ",
                groups, " at dimension 0, but got weight of size ", w.sizes(), " instead");
  GRADLAB_CHECK(w.size(0) % groups == 0, "Given groups=", groups,
                ", expected weight to be divisible by ", groups,
                " at dimension 0, but got weight of size [", w.sizes(), "] instead");
  const int64_t in = transposed ? w.size(0) : w.size(1) * groups;
  const int64_t out = transposed ? w.size(1) * groups : w.size(0);
  const std::string given = transposed ? str("transposed=1") : str("groups=", groups);
  GRADLAB_CHECK(x.size(1) == in, "Given ", given, ", weight of size ", w.sizes(),
                ", expected input", x.sizes(), " to have ", in, " channels, but got ", x.size(1),
                " channels instead");
  GRADLAB_CHECK(!bias.defined() || (bias.dim() == 1 && bias.size(0) == out), "Given ",
                transposed ? given + ", " : "", "weight of size ", w.sizes(),
                ", expected bias to be 1-dimensional with ", out,
                " elements, but got bias of size ", bias.sizes(), " instead");
  for (size_t d = 0; d < geometry.dims; ++d) {
    GRADLAB_CHECK(w.sizes()[d + 2] > 0, "kernel size should be greater than zero, but got ",
                  w.sizes().slice(2));
  }
  check_dtype(x.dtype(), geometry, transposed);
  GRADLAB_CHECK(w.dtype() == x.dtype(), "expected scalar type ", x.scalar_type(), " but found ",
                w.scalar_type());
  GRADLAB_CHECK(!bias.defined() || bias.dtype() == x.dtype(), "expected scalar type ",
                x.scalar_type(), " but found ", bias.scalar_type());
}

void check_kernel_fits(const Tensor& x, const Tensor& w, const Geometry& geometry) {
  Sizes padded, kernel;
  bool fits = true;
  for (size_t d = 0; d < geometry.dims; ++d) {
    padded.push_back(x.sizes()[d + 2] + 2 * geometry.padding[d]);
    kernel.push_back(geometry.dilation[d] * (w.sizes()[d + 2] - 1) + 1);
    fits &= padded[d] >= kernel[d];
  }
  GRADLAB_CHECK(fits, "Calculated padded input size per channel: (", by(padded),
                "). Kernel size: (", by(kernel),
                "). Kernel size can't be greater than actual input size");
}

// "output_padding_height: 1 output_padding_width: 1"; one dimension counts as the width of two.
std::string named(const char* name, const PerDim& values, size_t dims, int64_t missing) {
  static constexpr const char* kAxes[] = {"depth", "height", "width"};
  std::string text = dims == 1 ? str(name, "_height: ", missing) : "";
  for (size_t d = 0; d < dims; ++d) {
    text += str(text.empty() ? "" : " ", name, "_", kAxes[kMaxDims - dims + d], ": ", values[d]);
  }
  return text;
}

// The sizes of a transposed convolution's result.
Sizes transposed_sizes(const Tensor& x, const Tensor& w, const Geometry& geometry,
                       const PerDim& output_padding) {
  const size_t dims = geometry.dims;
  Sizes sizes = {x.size(0), w.size(1) * geometry.groups}, in, out;
  bool smaller = true;
  for (size_t d = 0; d < dims; ++d) {
    in.push_back(x.sizes()[d + 2]);
    out.push_back((in[d] - 1) * geometry.stride[d] - 2 * geometry.padding[d] +
                  geometry.dilation[d] * (w.sizes()[d + 2] - 1) + output_padding[d] + 1);
    sizes.push_back(out[d]);
    smaller &= output_padding[d] < std::max(geometry.stride[d], geometry.dilation[d]);
  }
  GRADLAB_CHECK(smaller, "output padding must be smaller than either stride or dilation, but got ",
                named("output_padding", output_padding, dims, 0), " ",
                named("stride", geometry.stride, dims, 1), " ",
                named("dilation", geometry.dilation, dims, 1));
  GRADLAB_CHECK(*std::min_element(out.begin(), out.end()) > 0, "Given input size per channel: (",
                by(in), "). Calculated output size per channel: (", by(out),
                "). Output size is too small");
  return sizes;
}

// convolution() of a batch, or of one image.
Tensor with_batch(const char* name, int64_t dims, const Tensor& input, const Tensor& weight,
                  const Tensor& bias, IntArrayRef stride, IntArrayRef padding, IntArrayRef dilation,
                  bool transposed, IntArrayRef output_padding, int64_t groups, Location at) {
  LocationScope scope(at);
  GRADLAB_CHECK(input.dim() == dims + 1 || input.dim() == dims + 2, "Expected ", dims + 1,
                "D (unbatched) or ", dims + 2, "D (batched) input to ", name,
                ", but got input of size: ", input.sizes());
  const bool single = input.dim() == dims + 1;
  const Tensor out = convolution(single ? input.unsqueeze(0) : input, weight, bias, stride, padding,
                                 dilation, transposed, output_padding, groups, at);
  return single ? out.squeeze(0) : out;
}

Tensor with_named_padding(const char* name, int64_t dims, const Tensor& input, const Tensor& weight,
                          const Tensor& bias, IntArrayRef stride, std::string_view padding,
                          IntArrayRef dilation, int64_t groups, Location at) {
  LocationScope scope(at);
  GRADLAB_CHECK(padding == "valid" || padding == "same", "Invalid padding string: '", padding, "'");
  Sizes amounts(static_cast<size_t>(dims), 0);
  Tensor padded = input;
  if (padding == "same") {
    const auto n = static_cast<size_t>(dims);
    const PerDim steps = per_dim("stride", stride, n), wide = per_dim("dilation", dilation, n);
    for (size_t d = 0; d < n; ++d) {
      GRADLAB_CHECK(steps[d] == 1, "padding='same' is not supported for strided convolutions");
      if (weight.dim() != dims + 2) continue;  // refused later
      const int64_t total = wide[d] * (weight.sizes()[d + 2] - 1);
      amounts[d] = total / 2;
      if (total % 2 == 0) continue;
      const auto axis = static_cast<size_t>(input.dim() - dims) + d;
      Sizes one = padded.sizes().vec();
      one[axis] = 1;
      padded = cat({padded, zeros(one, padded.options())}, static_cast<int64_t>(axis));
    }
  }
  return with_batch(name, dims, padded, weight, bias, stride, amounts, dilation, false, 0, groups,
                    at);
}

}  // namespace

Tensor convolution(const Tensor& input, const Tensor& weight, OptionalTensorRef bias,
                   IntArrayRef stride, IntArrayRef padding, IntArrayRef dilation, bool transposed,
                   IntArrayRef output_padding, int64_t groups, Location at) {
  LocationScope scope(at);
  GRADLAB_CHECK(weight.dim() >= 3, "weight should have at least three dimensions");
  GRADLAB_CHECK(weight.dim() <= 5,
                "convolution: the weight must have 3 to 5 dimensions; ", weight.sizes());
  const auto dims = static_cast<size_t>(weight.dim()) - 2;
  const Geometry geometry{dims, per_dim("stride", stride, dims), per_dim("padding", padding, dims),
                          per_dim("dilation", dilation, dims), groups};
  const PerDim more = per_dim("output_padding", output_padding, dims);
  check_geometry(geometry, more);
  check_operands(input, weight, bias, geometry, transposed);
  if (transposed) {
    return input_gradient(kNode, input, weight, bias,
                          transposed_sizes(input, weight, geometry, more), geometry);
  }
  check_kernel_fits(input, weight, geometry);
  return convolve(kNode, input, weight, bias, geometry);
}

#define GRADLAB_CONVOLUTION(dims)                                                                  \
  Tensor conv##dims##d(const Tensor& input, const Tensor& weight, OptionalTensorRef bias,          \
                       IntArrayRef stride, IntArrayRef padding, IntArrayRef dilation,              \
                       int64_t groups, Location at) {                                              \
    return with_batch("conv" #dims "d", dims, input, weight, bias, stride, padding, dilation,      \
                      false, 0, groups, at);                                                       \
  }                                                                                                \
  Tensor conv##dims##d(const Tensor& input, const Tensor& weight, OptionalTensorRef bias,          \
                       IntArrayRef stride, std::string_view padding, IntArrayRef dilation,         \
                       int64_t groups, Location at) {                                              \
    return with_named_padding("conv" #dims "d", dims, input, weight, bias, stride, padding,        \
                              dilation, groups, at);                                               \
  }                                                                                                \
  Tensor conv_transpose##dims##d(const Tensor& input, const Tensor& weight, OptionalTensorRef bias,\
                                 IntArrayRef stride, IntArrayRef padding,                          \
                                 IntArrayRef output_padding, int64_t groups, IntArrayRef dilation, \
                                 Location at) {                                                    \
    return with_batch("conv_transpose" #dims "d", dims, input, weight, bias, stride, padding,      \
                      dilation, true, output_padding, groups, at);                                 \
  }
GRADLAB_CONVOLUTION(1)
GRADLAB_CONVOLUTION(2)
GRADLAB_CONVOLUTION(3)
#undef GRADLAB_CONVOLUTION

Tensor conv_tbc(const Tensor& input, const Tensor& weight, const Tensor& bias, int64_t pad,
                Location at) {
  LocationScope scope(at);
  GRADLAB_CHECK(input.dim() == 3, "Input must have 3 dims: time, batch, in_channel");
  GRADLAB_CHECK(weight.dim() == 3,
                "Weight tensor must have 3 dims: kernel_width, in_channels, out_channels.");
  GRADLAB_CHECK(bias.dim() == 1, "Bias must be 1-D");
  GRADLAB_CHECK(input.size(2) == weight.size(1),
                "Input dim 2 (input channels) is not == dim 1 in the weight tensor");
  GRADLAB_CHECK(bias.size(0) == weight.size(2),
                "Bias size must equal dim 2 in the weight tensor (output channels).");
  const Tensor out =
      conv1d(input.permute({1, 2, 0}), weight.permute({2, 1, 0}), bias, 1, pad);
  return out.permute({2, 0, 1}).contiguous();
}

}  // namespace gradlab
