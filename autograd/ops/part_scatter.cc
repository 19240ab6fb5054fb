// Copies of a tensor with a part replaced.
#include <limits>
#include <utility>

#include "gradlab/autograd/graph/tape.h"
#include "gradlab/autograd/ops/copy.h"
#include "gradlab/autograd/ops/factory.h"
#include "gradlab/autograd/ops/shape.h"
#include "gradlab/autograd/ops/strided.h"
#include "gradlab/tensor/error.h"
#include "gradlab/tensor/kernels/copy.h"

namespace gradlab {
namespace {

void write_part(const Array& target, const Tensor& src) {
  GRADLAB_CHECK(target.sizes() == src.sizes(),
                "expected src to have a size equal to the slice of self. src size = ", src.sizes(),
                ", slice size = ", target.sizes());
  kernels::copy_into(target, src.array());
}

// `part` shows the part of an Array or a Tensor.
template <class Part>
Tensor part_scatter(const char* name, const Tensor& t, const Tensor& src, Part part) {
  Array whole = kernels::clone(t.array());
  write_part(part(whole), src);
  Tensor out(std::move(whole));
  if (Tape tape(t, src); tape) {
    tape.record(name, out, [name, part, sizes = src.sizes().vec()](const Tensor& g, Backward& bw) {
      if (bw.needs(0)) bw.grad(0) = part_scatter(name, g, zeros(sizes, g.dtype()), part);
      if (bw.needs(1)) bw.grad(1) = part(g);
    });
  }
  return out;
}

}  // namespace

Tensor select_scatter(const Tensor& t, const Tensor& src, int64_t dim, int64_t index, Location at) {
  LocationScope scope(at);
  return part_scatter("SelectScatterBackward0", t, src,
                      [=](const auto& x) { return x.select(dim, index); });
}

Tensor slice_scatter(const Tensor& t, const Tensor& src, int64_t dim, std::optional<int64_t> start,
                     std::optional<int64_t> end, int64_t step, Location at) {
  LocationScope scope(at);
  const int64_t from = start.value_or(0);
  const int64_t to = end.value_or(std::numeric_limits<int64_t>::max());
  return part_scatter("SliceScatterBackward0", t, src,
                      [=](const auto& x) { return x.slice(dim, from, to, step); });
}

Tensor diagonal_scatter(const Tensor& t, const Tensor& src, int64_t offset, int64_t dim1,
                        int64_t dim2, Location at) {
  LocationScope scope(at);
  return part_scatter("DiagonalScatterBackward0", t, src,
                      [=](const auto& x) { return x.diagonal(offset, dim1, dim2); });
}

Tensor as_strided_scatter(const Tensor& t, const Tensor& src, IntArrayRef sizes,
                          IntArrayRef strides, std::optional<int64_t> storage_offset, Location at) {
  LocationScope scope(at);
  // The gradient is laid out as t, so that the same part of it is meant.
  Array whole = kernels::clone(t.array());
  const StridedGeometry layout(whole);
  const int64_t offset = storage_offset.value_or(t.storage_offset());
  write_part(whole.as_strided(sizes, strides, offset), src);
  Tensor out(std::move(whole));
  if (Tape tape(t, src); tape) {
    tape.record("AsStridedScatterBackward0", out,
                [layout, offset, sizes = sizes.vec(), strides = strides.vec()](const Tensor& g,
                                                                               Backward& bw) {
                  const Tensor laid_out = copy_to_layout(g, layout);
                  if (bw.needs(0)) {
                    bw.grad(0) = as_strided_scatter(laid_out, zeros(sizes, g.dtype()), sizes,
                                                    strides, offset);
                  }
                  if (bw.needs(1)) bw.grad(1) = as_strided(laid_out, sizes, strides, offset);
                });
  }
  return out;
}

}  // namespace gradlab
