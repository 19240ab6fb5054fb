// ConvolutionPlan: the sizes that the loops of a convolution need. For convolution*.cc only.
#ifndef GRADLAB_TENSOR_KERNELS_CONVOLUTION_PLAN_H_
#define GRADLAB_TENSOR_KERNELS_CONVOLUTION_PLAN_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "gradlab/tensor/array_ref.h"
#include "gradlab/tensor/kernels/convolution.h"

namespace gradlab::kernels {

inline constexpr int kConvolutionDims = 3;
// Missing spatial dimensions are leading ones of size 1.
struct ConvolutionPlan {
  int64_t batch, groups;
  int64_t in_channels, out_channels;  // per group
  int64_t in[kConvolutionDims] = {1, 1, 1}, out[kConvolutionDims] = {1, 1, 1},
          kernel[kConvolutionDims] = {1, 1, 1};
  int64_t stride[kConvolutionDims] = {1, 1, 1}, padding[kConvolutionDims] = {0, 0, 0},
          dilation[kConvolutionDims] = {1, 1, 1};

  ConvolutionPlan() = default;
  ConvolutionPlan(IntArrayRef input, IntArrayRef weight, const ConvolutionGeometry& geometry)
      : batch(input[0]),
        groups(geometry.groups),
        in_channels(weight[1]),
        out_channels(weight[0] / geometry.groups) {
    const size_t dims = input.size() - 2;
    for (size_t i = 0; i < dims; ++i) {
      const size_t d = kConvolutionDims - dims + i;
      in[d] = input[i + 2];
      kernel[d] = weight[i + 2];
      stride[d] = geometry.stride[i];
      padding[d] = geometry.padding[i];
      dilation[d] = geometry.dilation[i];
      out[d] = convolved_size(in[d], kernel[d], stride[d], padding[d], dilation[d]);
    }
  }

  static int64_t product(const int64_t (&n)[kConvolutionDims]) { return n[0] * n[1] * n[2]; }
  int64_t in_positions() const { return product(in); }
  int64_t out_positions() const { return product(out); }
  // The output positions [first, last) of dimension d that see the image, not its padding, at
  // kernel position k.
  struct Range {
    int64_t first, last;
  };
  Range inside(int d, int64_t k) const {
    const int64_t shift = k * dilation[d] - padding[d], step = stride[d];
    const int64_t begin = shift >= 0 ? 0 : (-shift + step - 1) / step;
    const int64_t end = in[d] > shift ? (in[d] - shift - 1) / step + 1 : 0;
    const int64_t first = std::min(begin, out[d]);
    return {first, std::clamp(end, first, out[d])};
  }
  // Rows of the matrix of columns: one per channel of the group and kernel position.
  int64_t column_rows() const { return in_channels * product(kernel); }
  std::vector<int64_t> out_sizes(size_t dims) const {
    std::vector<int64_t> sizes = {batch, groups * out_channels};
    sizes.insert(sizes.end(), out + kConvolutionDims - dims, out + kConvolutionDims);
    return sizes;
  }
  // Whether the matrix of columns is the image itself.
  bool columns_are_image() const {
    bool same = true;
    for (int d = 0; d < kConvolutionDims; ++d)
      same &= kernel[d] == 1 && stride[d] == 1 && padding[d] == 0;
    return same;
  }
};

}  // namespace gradlab::kernels

#endif  // GRADLAB_TENSOR_KERNELS_CONVOLUTION_PLAN_H_
