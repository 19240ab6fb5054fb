#include "gradlab/autograd/ops/strided.h"

#include <utility>

#include "gradlab/autograd/graph/tape.h"
#include "gradlab/tensor/kernels/copy.h"
#include "gradlab/tensor/kernels/factory.h"
#include "gradlab/tensor/kernels/index.h"

namespace gradlab {
namespace {

// Where the elements of the view lie, counted from the first element of the base.
Array positions(const StridedGeometry& base, const StridedGeometry& view, int64_t length) {
  Array all = kernels::arange(0, length, 1, kLong);
  return kernels::contiguous(all.as_strided(view.sizes, view.strides, view.offset - base.offset));
}

int64_t span(const StridedGeometry& g) {
  int64_t last = 0;
  for (size_t i = 0; i < g.sizes.size(); ++i) {
    if (g.sizes[i] == 0) return 0;
    last += (g.sizes[i] - 1) * g.strides[i];
  }
  return last + 1;
}

}  // namespace

Tensor copy_to_layout(const Tensor& t, const StridedGeometry& layout) {
  Array copy = Array::empty_strided(layout.sizes, layout.strides, t.dtype());
  kernels::copy_into(copy, t.array());
  Tensor out(std::move(copy));
  if (Tape tape(t); tape) {
    tape.record("CopyBackwards", out, [](const Tensor& g, Backward& bw) { bw.grad(0) = g; });
  }
  return out;
}

Tensor as_strided(const Tensor& t, IntArrayRef sizes, IntArrayRef strides,
                  std::optional<int64_t> storage_offset, Location at) {
  LocationScope scope(at);
  Tensor out(t.array().as_strided(sizes, strides, storage_offset.value_or(t.storage_offset())));
  set_view_of(*out.impl(), *t.impl(), CreationMeta::DEFAULT);
  if (Tape tape(t); tape) {
    tape.record(
        "AsStridedBackward0", out,
        [from = StridedGeometry(t.array()), to = StridedGeometry(out.array())](
            const Tensor& g, Backward& bw) { bw.grad(0) = as_strided_backward(g, from, to); });
  }
  return out;
}

Tensor as_strided_backward(const Tensor& g, const StridedGeometry& base,
                           const StridedGeometry& view) {
  // Both lie in a common range of memory that starts at the earlier offset.
  const int64_t start = std::min(base.offset, view.offset);
  StridedGeometry from = base, to = view;
  from.offset -= start;
  to.offset -= start;
  const int64_t length = std::max(from.offset + span(from), to.offset + span(to));
  StridedGeometry origin;
  Array memory = kernels::full({length}, 0, g.dtype());
  Array where = positions(origin, to, length);
  kernels::index_add(memory, 0, where.view({-1}), kernels::contiguous(g.array()).view({-1}), 1);
  Tensor out(memory.as_strided(from.sizes, from.strides, from.offset));
  if (Tape tape(g); tape) {
    tape.record("AsStridedBackwardBackward0", out, [base, view](const Tensor& gg, Backward& bw) {
      Tensor laid_out = copy_to_layout(gg, base);
      bw.grad(0) = as_strided(laid_out, view.sizes, view.strides, view.offset - base.offset);
    });
  }
  return out;
}

}  // namespace gradlab
