// Choosing and writing along one dimension, and in a tensor seen as 1-dim.
#include <utility>

#include "gradlab/autograd/graph/tape.h"
#include "gradlab/autograd/ops/factory.h"
#include "gradlab/autograd/ops/index.h"
#include "gradlab/autograd/ops/index_write.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/autograd/ops/shape.h"
#include "gradlab/tensor/error.h"
#include "gradlab/tensor/kernels/index.h"

namespace gradlab {
namespace {

// The slices that an index names, in the shape of `source`.
Tensor slices_for(const Tensor& g, int64_t dim, const Tensor& index, IntArrayRef source) {
  return index_select(g, dim, index).reshape(source);
}

}  // namespace

Tensor corner_of(const Tensor& src, IntArrayRef sizes) {
  Tensor corner = src;
  for (int64_t d = 0; d < src.dim(); ++d) {
    if (corner.size(d) != sizes[d]) corner = corner.narrow(d, 0, sizes[d]);
  }
  return corner;
}

Tensor in_corner(const Tensor& g, IntArrayRef sizes) {
  if (g.sizes() == sizes) return g;
  Tensor whole = zeros(sizes, g.dtype());
  corner_of(whole, g.sizes()).copy_(g);
  return whole;
}

Tensor index_select(const Tensor& t, int64_t dim, const Tensor& index, Location at) {
  LocationScope scope(at);
  Tensor out(kernels::index_select(t.array(), dim, index.array()));
  if (Tape tape(t); tape) {
    tape.record(
        "IndexSelectBackward0", out,
        [dim, sizes = t.sizes().vec(), index = tape.save(index)](const Tensor& g, Backward& bw) {
          bw.grad(0) = index_add(zeros(sizes, g.dtype()), dim, bw.saved(index), g);
        });
  }
  return out;
}

Tensor index_add(const Tensor& t, int64_t dim, const Tensor& index, const Tensor& source,
                 const Scalar& alpha, Into into) {
  Output out = write_into(t, into, CopyLayout::kRowMajor, [&](const Array& a) {
    kernels::index_add(a, dim, index.array(), source.array(), alpha);
  });
  if (Tape tape(t, source); tape) {
    tape.record("IndexAddBackward0", out,
                [dim, alpha, sizes = source.sizes().vec(),
                 index = tape.save_if(tape.needs(1), index)](const Tensor& g, Backward& bw) {
                  if (bw.needs(0)) bw.grad(0) = g;
                  if (bw.needs(1)) {
                    bw.grad(1) = slices_for(g, dim, bw.saved(index), sizes) * alpha;
                  }
                });
  }
  return out;
}

Tensor index_copy(const Tensor& t, int64_t dim, const Tensor& index, const Tensor& source,
                  Into into) {
  Output out = write_into(t, into, CopyLayout::kRowMajor, [&](const Array& a) {
    kernels::index_copy(a, dim, index.array(), source.array());
  });
  if (Tape tape(t, source); tape) {
    tape.record("IndexCopyBackward0", out,
                [dim, sizes = source.sizes().vec(), saved = tape.save(index)](const Tensor& g,
                                                                              Backward& bw) {
                  const Tensor index = bw.saved(saved);
                  if (bw.needs(0)) bw.grad(0) = index_copy(g, dim, index, zeros(sizes, g.dtype()));
                  if (bw.needs(1)) bw.grad(1) = slices_for(g, dim, index, sizes);
                });
  }
  return out;
}

Tensor gather(const Tensor& t, int64_t dim, const Tensor& index, bool /*sparse_grad*/,
              Location at) {
  LocationScope scope(at);
  Tensor out(kernels::gather(t.array(), dim, index.array()));
  if (Tape tape(t); tape) {
    tape.record(
        "GatherBackward0", out,
        [dim, sizes = t.sizes().vec(), index = tape.save(index)](const Tensor& g, Backward& bw) {
          bw.grad(0) = scatter_add(zeros(sizes, g.dtype()), dim, bw.saved(index), g);
        });
  }
  return out;
}

Tensor take_along_dim(const Tensor& t, const Tensor& indices, std::optional<int64_t> dim,
                      Location at) {
  LocationScope scope(at);
  GRADLAB_CHECK(indices.dtype() == kLong,
                "torch.take_along_dim(): dtype of indices should be Long but got ",
                indices.scalar_type());
  if (!dim) return gather(t.reshape({-1}), 0, indices.reshape({-1}));
  GRADLAB_CHECK(t.dim() == indices.dim(),
                "torch.take_along_dim(): input and indices should have the same number of "
                "dimensions, but got ",
                t.dim(), " dimensions for input, and ", indices.dim(), " dimensions for indices");
  const int64_t d = wrap_dim(*dim, t.dim());
  if (t.dim() == 0) return gather(t, d, indices);
  std::vector<int64_t> from = t.sizes().vec(), to = indices.sizes().vec();
  from[d] = to[d] = 1;
  from = to = broadcast_sizes(from, to);
  from[d] = t.size(d);
  to[d] = indices.size(d);
  return gather(t.expand(from), d, indices.expand(to));
}

Tensor scatter(const Tensor& t, int64_t dim, const Tensor& index, const Tensor& src, Into into) {
  Output out = write_into(t, into, CopyLayout::kRowMajor, [&](const Array& a) {
    kernels::scatter(a, dim, index.array(), src.array());
  });
  if (Tape tape(t, src); tape) {
    tape.record(
        "ScatterBackward0", out,
        [dim, sizes = src.sizes().vec(), saved = tape.save(index)](const Tensor& g, Backward& bw) {
          const Tensor index = bw.saved(saved);
          if (bw.needs(0)) bw.grad(0) = scatter(g, dim, index, 0);
          if (bw.needs(1)) bw.grad(1) = in_corner(gather(g, dim, index), sizes);
        });
  }
  return out;
}

Tensor scatter(const Tensor& t, int64_t dim, const Tensor& index, const Scalar& value, Into into) {
  Output out = write_into(t, into, CopyLayout::kRowMajor,
                          [&](const Array& a) { kernels::scatter(a, dim, index.array(), value); });
  if (Tape tape(t); tape) {
    tape.record("ScatterBackward1", out,
                [dim, index = tape.save(index)](const Tensor& g, Backward& bw) {
                  bw.grad(0) = scatter(g, dim, bw.saved(index), 0);
                });
  }
  return out;
}

Tensor scatter_add(const Tensor& t, int64_t dim, const Tensor& index, const Tensor& src,
                   Into into) {
  Output out = write_into(t, into, CopyLayout::kRowMajor, [&](const Array& a) {
    kernels::scatter_add(a, dim, index.array(), src.array());
  });
  if (Tape tape(t, src); tape) {
    tape.record("ScatterAddBackward0", out,
                [dim, sizes = src.sizes().vec(), index = tape.save_if(tape.needs(1), index)](
                    const Tensor& g, Backward& bw) {
                  if (bw.needs(0)) bw.grad(0) = g;
                  if (bw.needs(1)) bw.grad(1) = in_corner(gather(g, dim, bw.saved(index)), sizes);
                });
  }
  return out;
}

Tensor take(const Tensor& t, const Tensor& index, Location at) {
  LocationScope scope(at);
  Tensor out(kernels::take(t.array(), index.array()));
  if (Tape tape(t); tape) {
    tape.record("TakeBackward0", out,
                [sizes = t.sizes().vec(), index = tape.save(index)](const Tensor& g, Backward& bw) {
                  bw.grad(0) = put(zeros(sizes, g.dtype()), bw.saved(index), g, true);
                });
  }
  return out;
}

Tensor put(const Tensor& t, const Tensor& index, const Tensor& source, bool accumulate, Into into) {
  Output out = write_into(t, into, CopyLayout::kOfInput, [&](const Array& a) {
    kernels::put(a, index.array(), source.array(), accumulate);
  });
  if (Tape tape(t, source); tape) {
    tape.record("PutBackward0", out,
                [accumulate, sizes = source.sizes().vec(), saved = tape.save(index)](
                    const Tensor& g, Backward& bw) {
                  const Tensor index = bw.saved(saved);
                  if (bw.needs(0)) {
                    bw.grad(0) = accumulate ? g : put(g, index, zeros(sizes, g.dtype()));
                  }
                  if (bw.needs(1)) bw.grad(1) = take(g, index).reshape(sizes);
                });
  }
  return out;
}

}  // namespace gradlab
