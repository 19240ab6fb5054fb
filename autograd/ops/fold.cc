#include "gradlab/autograd/ops/fold.h"

#include <array>
#include <cstdint>
#include <string>

#include "gradlab/autograd/graph/tape.h"
#include "gradlab/tensor/error.h"
#include "gradlab/tensor/kernels/copy.h"
#include "gradlab/tensor/kernels/fold.h"

namespace gradlab {
namespace {

using kernels::BlockGrid;
using kernels::BlockLine;

void check_two(const char* name, IntArrayRef list) {
  GRADLAB_CHECK(list.size() == 2, "It is expected ", name, " equals to 2, but got size ",
                list.size());
}

// How many places the window has; rounded down, also when it does not fit.
int64_t places(const BlockLine& line, int64_t size) {
  int64_t padded = 0, span = 0;
  GRADLAB_CHECK(!__builtin_mul_overflow(line.padding, 2, &padded) &&
                    !__builtin_add_overflow(padded, size, &padded) &&
                    !__builtin_mul_overflow(line.kernel - 1, line.dilation, &span),
                "im2col: the sizes overflow; size ", size, ", padding ", line.padding, ", kernel ",
                line.kernel, ", dilation ", line.dilation);
  const int64_t room = padded - span - 1;
  return room < 0 ? (room + 1) / line.stride : room / line.stride + 1;
}

// "(2, 3)"
std::string both(const BlockGrid& grid, int64_t BlockLine::*what) {
  return str("(", grid[0].*what, ", ", grid[1].*what, ")");
}

void check_at_least(const BlockGrid& grid, int64_t BlockLine::*what, int64_t least,
                    const char* name, const char* part) {
  GRADLAB_CHECK(grid[0].*what >= least && grid[1].*what >= least, name, " should be ",
                least > 0 ? "greater than zero" : "non-negative", ", but got ", part, "_height: ",
                grid[0].*what, " ", part, "_width: ", grid[1].*what);
}

BlockGrid checked_grid(IntArrayRef kernel, IntArrayRef dilation, IntArrayRef padding,
                       IntArrayRef stride) {
  BlockGrid grid;
  for (size_t d = 0; d < 2; ++d) grid[d] = {kernel[d], dilation[d], padding[d], stride[d], 0};
  check_at_least(grid, &BlockLine::kernel, 1, "kernel size", "kernel");
  check_at_least(grid, &BlockLine::dilation, 1, "dilation", "dilation");
  check_at_least(grid, &BlockLine::padding, 0, "padding", "pad");
  check_at_least(grid, &BlockLine::stride, 1, "stride", "stride");
  return grid;
}

// Whether x is a batch; only its size may be 0. Throws `expected`.
bool check_input(const Tensor& x, int64_t dims, const char* expected) {
  const bool batch = x.dim() == dims;
  bool ok = batch || x.dim() == dims - 1;
  for (int64_t d = batch ? 1 : 0; d < x.dim(); ++d) ok &= x.size(d) != 0;
  GRADLAB_CHECK(ok, expected, x.sizes());
  return batch;
}

Array batch_of(const Tensor& x, bool batch) { return batch ? x.array() : x.array().unsqueeze(0); }
Tensor without_batch(Array&& out, bool batch) { return Tensor(batch ? out : out.select(0, 0)); }

}  // namespace

Tensor im2col(const Tensor& x, IntArrayRef kernel_size, IntArrayRef dilation, IntArrayRef padding,
              IntArrayRef stride, Location at) {
  LocationScope scope(at);
  check_two("kernel_size", kernel_size);
  check_two("dilation", dilation);
  check_two("padding", padding);
  check_two("stride", stride);
  BlockGrid grid = checked_grid(kernel_size, dilation, padding, stride);
  const bool batch = check_input(x, 4,
                                 "Expected 3D or 4D (batch mode) tensor with possibly 0 batch size "
                                 "and other non-zero dimensions for input, but got: ");
  const int64_t h = x.size(-2), w = x.size(-1);
  grid[0].count = places(grid[0], h);
  grid[1].count = places(grid[1], w);
  // PyTorch names the height twice.
  GRADLAB_CHECK(grid[0].count > 0 && grid[1].count > 0, "Given input with spatial size (", h, ", ",
                h, "), kernel_size=", both(grid, &BlockLine::kernel),
                ", dilation=", both(grid, &BlockLine::dilation),
                ", padding=", both(grid, &BlockLine::padding),
                ", calculated shape of the array of sliding blocks as ",
                both(grid, &BlockLine::count), ", but its components must be at least one.");
  Tensor out = without_batch(kernels::unfold_blocks(batch_of(x, batch), grid), batch);
  if (Tape tape(x); tape) {
    tape.record("Im2ColBackward0", out,
                [h, w, kernel = kernel_size.vec(), dilation = dilation.vec(),
                 padding = padding.vec(), stride = stride.vec()](const Tensor& g, Backward& bw) {
                  bw.grad(0) = col2im(g, {h, w}, kernel, dilation, padding, stride);
                });
  }
  return out;
}

Tensor col2im(const Tensor& x, IntArrayRef output_size, IntArrayRef kernel_size,
              IntArrayRef dilation, IntArrayRef padding, IntArrayRef stride, Location at) {
  LocationScope scope(at);
  check_two("output_size", output_size);
  check_two("kernel_size", kernel_size);
  check_two("dilation", dilation);
  check_two("padding", padding);
  check_two("stride", stride);
  BlockGrid grid = checked_grid(kernel_size, dilation, padding, stride);
  const bool batch = check_input(x, 3,
                                 "Expected 2D or 3D (batch mode) tensor for input with possibly 0 "
                                 "batch size and non-zero dimensions for input, but got: ");
  const int64_t h = output_size[0], w = output_size[1];
  int64_t window;
  GRADLAB_CHECK(!__builtin_mul_overflow(kernel_size[0], kernel_size[1], &window) &&
                    x.size(-2) % window == 0,
                "Expected size of input's dimension 1 to be divisible by the product of "
                "kernel_size, but got input.size(1)=",
                x.size(-2), " and kernel_size=", both(grid, &BlockLine::kernel), ".");
  grid[0].count = places(grid[0], h);
  grid[1].count = places(grid[1], w);
  int64_t blocks;
  const bool fits = !__builtin_mul_overflow(grid[0].count, grid[1].count, &blocks) &&
                    x.size(-1) == blocks;
  GRADLAB_CHECK(fits, "Given output_size=(", h, ", ", w,
                "), kernel_size=", both(grid, &BlockLine::kernel),
                ", dilation=", both(grid, &BlockLine::dilation),
                ", padding=", both(grid, &BlockLine::padding),
                ", stride=", both(grid, &BlockLine::stride),
                ", expected size of input's dimension 2 to match the calculated number of sliding "
                "blocks ",
                grid[0].count, " * ", grid[1].count, " = ", blocks,
                ", but got input.size(2)=", x.size(-1), ".");
  GRADLAB_CHECK(grid[0].count > 0 && grid[1].count > 0, "Given output_size=(", h, ", ", w,
                "), kernel_size=", both(grid, &BlockLine::kernel),
                ", dilation=", both(grid, &BlockLine::dilation),
                ", padding=", both(grid, &BlockLine::padding),
                ", stride=", both(grid, &BlockLine::stride),
                ", calculated shape of the array of sliding blocks as ",
                both(grid, &BlockLine::count), ", which is too small (non-positive)");
  GRADLAB_CHECK(h > 0 && w > 0,
                "Expected output spatial size to be positive, but got: output_size=(", h, ", ", w,
                ").");
  Tensor out = without_batch(kernels::fold_blocks(batch_of(x, batch), h, w, grid), batch);
  if (Tape tape(x); tape) {
    tape.record("Col2ImBackward0", out,
                [kernel = kernel_size.vec(), dilation = dilation.vec(), padding = padding.vec(),
                 stride = stride.vec()](const Tensor& g, Backward& bw) {
                  bw.grad(0) = im2col(g, kernel, dilation, padding, stride);
                });
  }
  return out;
}

}  // namespace gradlab
