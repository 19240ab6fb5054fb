// The extremes of reduce.h.
#include <utility>

#include "gradlab/autograd/graph/tape.h"
#include "gradlab/autograd/ops/compare.h"
#include "gradlab/autograd/ops/copy.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/autograd/ops/reduce.h"
#include "gradlab/autograd/ops/reduced.h"
#include "gradlab/autograd/ops/selected.h"
#include "gradlab/tensor/error.h"
#include "gradlab/tensor/kernels/reduce.h"

namespace gradlab {

Tensor max(const Tensor& t, Location at) {
  LocationScope scope(at);
  return shared_selection("MaxBackward1", t, kernels::max_all(t.array()), {});
}
Tensor min(const Tensor& t, Location at) {
  LocationScope scope(at);
  return shared_selection("MinBackward1", t, kernels::min_all(t.array()), {});
}
Tensor amax(const Tensor& t, IntArrayRef dim, bool keepdim, Location at) {
  LocationScope scope(at);
  return shared_selection("AmaxBackward0", t, kernels::amax(t.array(), dim, keepdim), dim);
}
Tensor amin(const Tensor& t, IntArrayRef dim, bool keepdim, Location at) {
  LocationScope scope(at);
  return shared_selection("AminBackward0", t, kernels::amin(t.array(), dim, keepdim), dim);
}
std::tuple<Tensor, Tensor> max(const Tensor& t, int64_t dim, bool keepdim, Location at) {
  LocationScope scope(at);
  return selected_along("MaxBackward0", t, t.array().wrap_dim(dim), keepdim,
                        kernels::max_dim(t.array(), dim, keepdim));
}
std::tuple<Tensor, Tensor> min(const Tensor& t, int64_t dim, bool keepdim, Location at) {
  LocationScope scope(at);
  return selected_along("MinBackward0", t, t.array().wrap_dim(dim), keepdim,
                        kernels::min_dim(t.array(), dim, keepdim));
}

Tensor argmax(const Tensor& t, std::optional<int64_t> dim, bool keepdim) {
  return Tensor(kernels::argmax(t.array(), dim, keepdim));
}
Tensor argmin(const Tensor& t, std::optional<int64_t> dim, bool keepdim) {
  return Tensor(kernels::argmin(t.array(), dim, keepdim));
}

std::tuple<Tensor, Tensor> aminmax(const Tensor& t, std::optional<int64_t> dim, bool keepdim,
                                   Location at) {
  LocationScope scope(at);
  std::vector<int64_t> dims;
  if (dim) {
    const int64_t d = t.array().wrap_dim(*dim);
    GRADLAB_CHECK_INDEX(t.dim() == 0 || t.size(d) > 0, "aminmax: Expected reduction dim ", d,
                        " to have non-zero size.");
    dims = {d};
  } else {
    GRADLAB_CHECK(t.numel() > 0,
                  "aminmax(): cannot compute aminmax over an empty dimension as the operation has "
                  "no identity.");
  }
  Tensor lo(kernels::amin(t.array(), dims, keepdim)), hi(kernels::amax(t.array(), dims, keepdim));
  if (Tape tape(t); tape) {
    tape.record("AminmaxBackward0", {&lo, &hi},
                [t = tape.save(t), lo = tape.save_output(lo, 0), hi = tape.save_output(hi, 1),
                 r = Reduced(t, dims), dims](Backward& bw) {
                  const Tensor x = bw.saved(t).detach();
                  const Tensor extremes[] = {bw.saved(lo), bw.saved(hi)};
                  for (uint32_t i : {0, 1}) {
                    const Tensor& g = bw.incoming(i);
                    if (!g.defined()) continue;
                    const Tensor hit = (x == r.aligned(extremes[i].detach())).to(g.dtype());
                    const Tensor grad = hit * (r.aligned(g) / sum(hit, dims, true));
                    bw.grad(0) = bw.grad(0).defined() ? bw.grad(0) + grad : grad;
                  }
                });
  }
  return {lo, hi};
}

}  // namespace gradlab
