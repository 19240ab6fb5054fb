#include "gradlab/autograd/ops/selected.h"

#include <utility>

#include "gradlab/autograd/graph/tape.h"
#include "gradlab/autograd/ops/compare.h"
#include "gradlab/autograd/ops/copy.h"
#include "gradlab/autograd/ops/factory.h"
#include "gradlab/autograd/ops/index.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/autograd/ops/reduce.h"
#include "gradlab/autograd/ops/reduced.h"

namespace gradlab {

std::tuple<Tensor, Tensor> selected_along(const char* name, const Tensor& t, int64_t dim,
                                          bool has_dim, kernels::ValuesIndices found) {
  Tensor values(std::move(found.values)), indices(std::move(found.indices));
  if (Tape tape(t); tape) {
    tape.record(name, values,
                [indices = tape.save(indices), sizes = t.sizes().vec(), dim, has_dim](
                    const Tensor& g, Backward& bw) {
                  Tensor index = bw.saved(indices), grad = g;
                  if (!has_dim && !sizes.empty()) {
                    index = index.unsqueeze(dim);
                    grad = g.unsqueeze(dim);
                  }
                  bw.grad(0) = scatter_add(zeros(sizes, g.dtype()), dim, index, grad);
                });
  }
  return {values, indices};
}

Tensor shared_selection(const char* name, const Tensor& t, Array selected, IntArrayRef dims) {
  Tensor out(std::move(selected));
  if (Tape tape(t); tape) {
    tape.record(name, out,
                [t = tape.save(t), out = tape.save_output(out), r = Reduced(t, dims),
                 dims = dims.vec()](const Tensor& g, Backward& bw) {
                  const Tensor x = bw.saved(t).detach();
                  const Tensor y = r.aligned(bw.saved(out).detach());
                  // NaN is the extreme where there is one, although it equals nothing.
                  const Tensor hit =
                      logical_or(x == y, logical_and(isnan(x), isnan(y))).to(g.dtype());
                  bw.grad(0) = hit * (r.aligned(g) / sum(hit, dims, true));
                });
  }
  return out;
}

}  // namespace gradlab
