// The texts of the errors of pooling.
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "gradlab/autograd/ops/factory.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/autograd/ops/pooling.h"
#include "gradlab/autograd/test_util.h"
#include "gradlab/tensor/error.h"
#include "gtest/gtest.h"

namespace gradlab {
namespace {

TEST(PoolingErrors, SayWhatIsWrongWithOneDimension) {
  const Tensor x = ones({2, 3, 6}), recorded = ones({2, 3, 6}).requires_grad_();
  expect_texts({
      {[=] { max_pool1d(x, 0); }, "max_pool1d() kernel_size must be greater than zero, but got 0"},
      {[=] { max_pool1d(recorded, 0); }, "stride should not be zero"},
      {[=] { max_pool1d(x, 2, -1); }, "max_pool1d() stride must be greater than zero, but got -1"},
      {[=] { max_pool1d(recorded, 2, -1); },
       "stride should be greater than zero, but got dH: 1 dW: -1"},
      {[=] { max_pool1d(x, 2, 1, -1); }, "max_pool1d() padding must be non-negative, but got -1"},
      {[=] { max_pool1d(x, 2, 1, 2); },
       "max_pool1d() padding should be at most half of kernel size, but got padding=2 and "
       "kernel_size=2"},
      {[=] { max_pool1d(x, 2, 1, 0, 0); },
       "max_pool1d() dilation must be greater than zero, but got 0"},
      {[=] { max_pool1d(x, {2, 2}); },
       "max_pool1d() kernel_size must be an int, list of ints or tuple of ints of size 1 but got "
       "size 2"},
      {[=] { max_pool1d(recorded, {2, 2}); },
       "max_pool1d() argument 'kernel_size' should contain one int (got 2)"},
      {[=] { max_pool1d(ones({1, 1, 2}), 9, 1); },
       "max_pool1d() Invalid computed output size: -6"},
      {[=] { max_pool1d(ones({4}), 2); },
       "max_pool1d: Expected 2D or 3D (batch mode) tensor with optional 0 dim batch size for "
       "input, but got:[4]"},
      {[=] { max_pool1d(ones({2, 3, 6}, kLong), 2); },
       "\"max_pool1d_impl\" not implemented for 'Long'"},
      {[=] { avg_pool1d(x, 7); },
       "Given input size: (3x1x6). Calculated output size: (3x1x0). Output size is too small"},
      {[=] { avg_pool1d(ones({4}), 2); },
       "Expected 2 to 3 dimensions, but got 1-dimensional tensor for argument #1 'self' (while "
       "checking arguments for avg_pool1d)"},
      {[=] { avg_pool1d(ones({2, 3, 6}, kInt), 2); }, "\"avg_pool2d\" not implemented for 'Int'"},
      {[=] { adaptive_avg_pool1d(x, {2, 2}); },
       "adaptive_avg_pool1d() argument 'output_size' should contain one int (got 2)"},
      {[=] { adaptive_max_pool1d(x, -1); },
       "Trying to create tensor with negative dimension -1: [2, 3, 1, -1]"},
  });
}

TEST(PoolingErrors, SayWhatIsWrongWithTwoDimensions) {
  const Tensor x = ones({2, 3, 6, 6}), flat = ones({4, 4}), none = ones({2, 0, 4, 4});
  const Tensor half = x.to(kHalf).contiguous(MemoryFormat::ChannelsLast);
  expect_texts({
      {[=] { max_pool2d(x, {2, 2, 2}); },
       "max_pool2d: kernel_size must either be a single int, or a tuple of two ints"},
      {[=] { max_pool2d(x, 2, {2, 2, 2}); },
       "max_pool2d: stride must either be omitted, a single int, or a tuple of two ints"},
      {[=] { max_pool2d(x, 2, 2, {1, 1, 1}); },
       "max_pool2d: padding must be either be a single int, or a tuple of two ints"},
      {[=] { max_pool2d(x, 2, 2, 0, {1, 1, 1}); },
       "max_pool2d: dilation must be either a single int, or a tuple of two ints"},
      {[=] { max_pool2d(x, {1LL << 40, 2}); }, "integer out of range"},
      {[=] { max_pool2d(x, -1); },
       "kernel size should be greater than zero, but got kH: -1 kW: -1"},
      {[=] { max_pool2d(x, 2, 1, -1); }, "pad must be non-negative, but got pad: -1"},
      {[=] { max_pool2d(x, 2, 1, 2); },
       "pad should be at most half of kernel size, but got pad=2 and kernel_size=2"},
      {[=] { max_pool2d(x, 2, 1, 0, 0); },
       "dilation should be greater than zero, but got dilationH: 0 dilationW: 0"},
      {[=] { max_pool2d(x, 7); },
       "Given input size: (3x6x6). Calculated output size: (3x0x0). Output size is too small"},
      {[=] { max_pool2d(flat, 2); },
       "non-empty 3D or 4D (batch mode) tensor expected for input"},
      {[=] { max_pool2d(none, 2); },
       "Expected 3D or 4D (batch mode) tensor with optional 0 dim batch size for input, but "
       "got:[2, 0, 4, 4]"},
      {[=] { max_pool2d(half, 2); }, "\"max_pool2d_channels_last\" not implemented for 'Half'"},
      {[=] { avg_pool2d(x, {2, 2, 2}); },
       "avg_pool2d: kernel_size must either be a single int, or a tuple of two ints"},
      {[=] { avg_pool2d(x, 2, 2, 0, false, true, 0); }, "divisor must be not zero"},
      {[=] { avg_pool2d(flat, 2); },
       "Dimension out of range (expected to be in range of [-2, 1], but got -3)"},
      {[=] { adaptive_avg_pool2d(x, 2); }, "adaptive_avg_pool2d: output_size must be 2"},
      {[=] { adaptive_avg_pool2d(x, {1, -3}); },
       "adaptive_avg_pool2d: elements of output_size must be greater than or equal to 0 but "
       "received {1, -3}"},
      {[=] { adaptive_avg_pool2d(flat, {2, 2}); },
       "adaptive_avg_pool2d(): Expected 3D or 4D tensor, but got [4, 4]"},
      {[=] { adaptive_avg_pool2d(ones({2, 3, 0, 4}), {2, 2}); },
       "adaptive_avg_pool2d(): Expected input to have non-zero size for non-batch dimensions, but "
       "input has sizes [2, 3, 0, 4] with dimension 2 being empty"},
      {[=] { adaptive_max_pool2d(flat, {2, 2}); },
       "adaptive_max_pool2d(): Expected 3D or 4D tensor, but got: [4, 4]"},
      {[=] { adaptive_max_pool2d(x, 2); },
       "adaptive_max_pool2d(): internal error: output_size.size() must be 2"},
      {[=] { adaptive_max_pool2d(none, {2, 2}); },
       "adaptive_max_pool2d(): Expected input to have non-zero size for non-batch dimensions, but "
       "input has sizes [2, 0, 4, 4] with dimension 1 being empty"},
  });
}

TEST(PoolingErrors, SayWhatIsWrongWithThreeDimensions) {
  const Tensor x = ones({2, 3, 6, 6, 6}), none = ones({2, 0, 4, 4, 4});
  expect_texts({
      {[=] { max_pool3d(x, {2, 2}); },
       "max_pool3d: kernel_size must either be a single int, or a tuple of three ints"},
      {[=] { avg_pool3d(x, {2, 2}); },
       "avg_pool3d: kernel_size must be a single int, or a tuple of three ints"},
      {[=] { max_pool3d(x, 2, -1); },
       "stride should be greater than zero, but got dT: -1 dH: -1 dW: -1"},
      {[=] { max_pool3d(ones({4, 4, 4}), 2); },
       "non-empty 4D or 5D (batch mode) tensor expected for input"},
      {[=] { max_pool3d(none, 2); },
       "max_pool3d_with_indices_out_cpu_template(): Expected input's non-batch dimensions to have "
       "positive length, but input has a shape of [2, 0, 4, 4, 4] and non-batch dimension 0 has "
       "length zero!"},
      {[=] { avg_pool3d(none, 2); },
       "avg_pool3d(): Expected input's non-batch dimensions to have positive length, but input has "
       "a shape of [2, 0, 4, 4, 4] and non-batch dimension 0 has length zero!"},
      {[=] { avg_pool3d(x, 7); },
       "input image (T: 6 H: 6 W: 6) smaller than kernel size (kT: 7 kH: 7 kW: 7)"},
      {[=] { max_pool3d(x, 7); },
       "Given input size: (3x6x6x6). Calculated output size: (3x0x0x0). Output size is too small"},
      {[=] { max_pool3d(x.to(kBFloat16), 2); },
       "\"max_pool3d_with_indices_cpu\" not implemented for 'BFloat16'"},
      {[=] { adaptive_avg_pool3d(x, {1, 1, -3}); },
       "adaptive_avg_pool2d: elements of output_size must be greater than or equal to 0 but "
       "received {1, 1,-3}"},
      {[=] { adaptive_max_pool3d(none, {2, 2, 2}); },
       "adaptive_max_pool3d(): Expected input to have non-zero size for non-batch dimensions, but "
       "input has sizes [2, 0, 4, 4, 4] with dimension 1 being empty"},
  });
}

TEST(PoolingErrors, SayWhatIsWrongWithUnpooling) {
  const Tensor x = ones({1, 1, 2, 2}), i = zeros({1, 1, 2, 2}, kLong);
  const Tensor cube = ones({1, 1, 2, 2, 2}), j = zeros({1, 1, 2, 2, 2}, kLong);
  expect_texts({
      {[=] { max_unpool2d(x, i.to(kInt), {4, 4}); },
       "elements in indices should be type int64 but got: Int"},
      {[=] { max_unpool2d(x, i, 4); },
       "There should be exactly two elements (height, width) in output_size, but got 1 elements."},
      {[=] { max_unpool2d(x, i.squeeze(0), {4, 4}); },
       "Expected shape of indices to be same as that of the input tensor ([1, 1, 2, 2]) but got "
       "indices tensor with shape: [1, 2, 2]"},
      {[=] { max_unpool2d(x, i.add(16), {4, 4}); },
       "Found an invalid max index: 16 (output volumes are of size 4x4"},
      {[=] { max_unpool2d(x, i.sub(1), {4, 4}); },
       "Found an invalid max index: -1 (output volumes are of size 4x4"},
      {[=] { max_unpool2d(x[0][0], i[0][0], {4, 4}); },
       "Input to max_unpooling2d should be a 3d or 4d Tensor, but got a tensor with 2 dimensions."},
      {[=] { max_unpool2d(x.to(kBFloat16), i, {4, 4}); },
       "\"max_unpool2d\" not implemented for 'BFloat16'"},
      {[=] { max_unpool3d(cube, j, {4, 4}, {2, 2, 2}, {0, 0, 0}); },
       "There should be exactly three elements (depth, height, width) in output_size, but got 2 "
       "elements."},
      {[=] { max_unpool3d(cube, j, {4, 4, 4}, {2, 2}, {0, 0, 0}); },
       "There should be exactly three elements (depth, height, width) in stride, but got: 2 "
       "elements."},
      {[=] { max_unpool3d(cube, j, {4, 4, 4}, {2, 0, 2}, {0, 0, 0}); },
       "strides should be greater than zero, but got stride: [2, 0, 2]"},
      {[=] { max_unpool3d(cube, j.add(64), {4, 4, 4}, {2, 2, 2}, {0, 0, 0}); },
       "Found an invalid max index: 64 (output volumes are of size 4x4x4"},
  });
}

}  // namespace
}  // namespace gradlab
