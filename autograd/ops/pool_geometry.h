// What the functions of pooling.h have in common: their arguments, checked with PyTorch's texts,
// the windows that these make, and the recorded operations in terms of windows.
#ifndef GRADLAB_AUTOGRAD_OPS_POOL_GEOMETRY_H_
#define GRADLAB_AUTOGRAD_OPS_POOL_GEOMETRY_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <tuple>

#include "gradlab/autograd/tensor.h"
#include "gradlab/tensor/kernels/pooling.h"
#include "gradlab/tensor/memory_format.h"

namespace gradlab {

// One value per spatial dimension; only the first `dims` count.
using PoolSizes = std::array<int64_t, kernels::kMaxPoolDims>;

struct PoolGeometry {
  size_t dims;
  PoolSizes kernel, stride, padding, dilation;
  bool ceil_mode;
};

// How the texts of an operation begin and what they say of a list with the wrong length.
struct PoolTexts {
  const char* name;    // "max_pool2d"
  const char* kernel;  // "kernel_size must either be a single int, or a tuple of two ints"
  const char* stride;
  const char* padding;
  const char* dilation;
};
PoolGeometry pool_geometry(const PoolTexts& texts, size_t dims, IntArrayRef kernel_size,
                           IntArrayRef stride, IntArrayRef padding, IntArrayRef dilation,
                           bool ceil_mode);

// The spatial sizes of the output. Throws for a stride of 0, for negative padding or too much.
PoolSizes pooled_sizes(const Tensor& x, const PoolGeometry& geometry);
// The other checks of two and of three dimensions. `function`: the name in the texts of the latter;
// `kernel_fits`: whether a kernel larger than the input is refused.
void check_pool2d(const Tensor& x, const PoolGeometry& geometry, const PoolSizes& out);
void check_pool3d(const Tensor& x, const PoolGeometry& geometry, const PoolSizes& out,
                  const char* function, bool kernel_fits);

// The windows of output positions 0..n-1 along one dimension of `size` elements, without divisors.
kernels::PoolWindowList sliding_windows(const PoolGeometry& geometry, size_t d, int64_t size,
                                        int64_t n);
kernels::PoolWindows adaptive_windows(const Tensor& x, IntArrayRef output_size);

// "Expected 2 to 3 dimensions, but got 4-dimensional tensor for argument #1 'self' (while checking
// arguments for avg_pool1d)" and "avg_pool1d() argument 'stride' should contain one int (got 2)".
void check_pool1d_input(const char* name, const Tensor& x);
void check_one_int(const char* name, const char* argument, IntArrayRef values);

// For two dimensions the one that x suggests, else contiguous.
MemoryFormat pool_format(const Tensor& x, size_t dims);

// Which dtypes the kernel `name` has besides Float and Double. Throws PyTorch's text for others: in
// channels-last formats its kernel has another name.
enum class MoreDtypes { kNone, kBFloat16, kBFloat16AndLong, kLong, kHalf };
void check_pool_dtype(const Tensor& x, const char* name, MoreDtypes more, MemoryFormat format);

// The names of an operation's node and of the operations inside of its gradient.
struct PoolNodes {
  const char* node;
  const char* gradient;
};
std::tuple<Tensor, Tensor> max_pool_of(const PoolNodes& nodes, const Tensor& x,
                                       const kernels::PoolWindows& windows, MemoryFormat format);
// The same for what was found in windows over the last `dims` dimensions.
std::tuple<Tensor, Tensor> max_pool_of(const PoolNodes& nodes, const Tensor& x,
                                       kernels::ValuesIndices found, size_t dims,
                                       MemoryFormat format);
Tensor average_pool_of(const PoolNodes& nodes, const Tensor& x, kernels::PoolWindows windows,
                       kernels::PoolDivision division, MemoryFormat format);
// kernels::take_at_indices, recorded: the gradient of everything that puts elements at indices.
Tensor take_at_indices(const char* node, const Tensor& x, const Tensor& indices, size_t dims,
                       MemoryFormat format);

}  // namespace gradlab

#endif  // GRADLAB_AUTOGRAD_OPS_POOL_GEOMETRY_H_
