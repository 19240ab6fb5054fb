#include <utility>

#include "gradlab/autograd/graph/tape.h"
#include "gradlab/autograd/ops/pool_geometry.h"
#include "gradlab/autograd/ops/pooling.h"
#include "gradlab/tensor/error.h"
#include "gradlab/tensor/kernels/pooling.h"

namespace gradlab {
namespace {

void check_operands(const char* function, const Tensor& x, const Tensor& indices) {
  GRADLAB_CHECK(x.sizes() == indices.sizes(),
                "Expected shape of indices to be same as that of the input tensor (", x.sizes(),
                ") but got indices tensor with shape: ", indices.sizes());
  for (int64_t d = 1; d < x.dim(); ++d) {
    GRADLAB_CHECK(x.size(d) > 0, function,
                  "(): Expected input to have non-zero size for non-batch dimensions, but got ",
                  x.sizes(), " with dimension ", d, " being empty.");
  }
}

Tensor unpool(const PoolNodes& nodes, const char* kernel, const Tensor& x, const Tensor& indices,
              IntArrayRef space) {
  const MemoryFormat format = pool_format(x, space.size());
  check_pool_dtype(x, kernel, MoreDtypes::kNone, format);
  Tensor out(kernels::set_at_indices(x.array(), indices.array(), space, format));
  if (Tape tape(x); tape) {
    tape.record(nodes.node, out,
                [indices = tape.save(indices), node = nodes.gradient, dims = space.size(),
                 format](const Tensor& g, Backward& bw) {
                  bw.grad(0) = take_at_indices(node, g, bw.saved(indices), dims, format);
                });
  }
  return out;
}

}  // namespace

Tensor max_unpool2d(const Tensor& x, const Tensor& indices, IntArrayRef output_size, Location at) {
  LocationScope scope(at);
  GRADLAB_CHECK(indices.dtype() == kLong, "elements in indices should be type int64 but got: ",
                indices.scalar_type());
  GRADLAB_CHECK(output_size.size() == 2,
                "There should be exactly two elements (height, width) in output_size, but got ",
                output_size.size(), " elements.");
  GRADLAB_CHECK(x.dim() == 3 || x.dim() == 4,
                "Input to max_unpooling2d should be a 3d or 4d Tensor, but got a tensor with ",
                x.dim(), " dimensions.");
  check_operands("max_unpooling2d_forward_out_cpu", x, indices);
  return unpool({"MaxUnpool2DBackward0", "MaxUnpool2DBackwardBackward0"}, "max_unpool2d", x,
                indices, output_size);
}

Tensor max_unpool3d(const Tensor& x, const Tensor& indices, IntArrayRef output_size,
                    IntArrayRef stride, IntArrayRef padding, Location at) {
  LocationScope scope(at);
  GRADLAB_CHECK(indices.dtype() == kLong, "elements in indices should be type int64");
  GRADLAB_CHECK(x.dim() == 4 || x.dim() == 5,
                "Input to max_unpooling3d should be a 4d or 5d Tensor, but got a tensor with ",
                x.dim(), " dimensions.");
  constexpr const char* kExactly = "There should be exactly three elements (depth, height, width) ";
  GRADLAB_CHECK(output_size.size() == 3, kExactly, "in output_size, but got ", output_size.size(),
                " elements.");
  GRADLAB_CHECK(stride.size() == 3, kExactly, "in stride, but got: ", stride.size(), " elements.");
  GRADLAB_CHECK(padding.size() == 3, kExactly, "in padding, but got: ", padding.size(),
                " elements.");
  GRADLAB_CHECK(stride[0] > 0 && stride[1] > 0 && stride[2] > 0,
                "strides should be greater than zero, but got stride: ", stride);
  check_operands("max_unpooling3d_forward_out_cpu", x, indices);
  return unpool({"MaxUnpool3DBackward0", "MaxUnpool3DBackwardBackward0"}, "max_unpool3d", x,
                indices, output_size);
}

}  // namespace gradlab
