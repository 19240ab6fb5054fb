#include "gradlab/autograd/ops/reduce.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>
#include <vector>

#include "gradlab/autograd/ops/compare.h"
#include "gradlab/autograd/ops/copy.h"
#include "gradlab/autograd/ops/factory.h"
#include "gradlab/autograd/ops/index.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/autograd/ops/shape.h"
#include "gradlab/autograd/ops/unary.h"
#include "gradlab/autograd/tape.h"
#include "gradlab/tensor/error.h"
#include "gradlab/tensor/kernels/reduce.h"

namespace gradlab {
namespace {

// What a reduction did to a shape, to bring a result or its gradient back to it.
struct Reduced {
  std::vector<int64_t> sizes;  // of the input
  std::vector<int64_t> kept;   // the same with 1 for the reduced dimensions

  Reduced(const Tensor& t, IntArrayRef dims) : sizes(t.sizes().vec()), kept(sizes) {
    if (dims.empty()) std::fill(kept.begin(), kept.end(), 1);
    for (int64_t d : dims) {
      if (t.dim() > 0) kept[t.array().wrap_dim(d)] = 1;
    }
  }
  // With the reduced dimensions in place, so that it broadcasts against the input.
  Tensor aligned(const Tensor& result) const { return result.reshape(kept); }
  Tensor expanded(const Tensor& result) const { return aligned(result).expand(sizes); }
  // Elements that went into one result; may be 0.
  double count() const {
    double n = 1;
    for (size_t i = 0; i < sizes.size(); ++i) n *= kept[i] == sizes[i] ? 1 : sizes[i];
    return n;
  }
};

ScalarType or_undefined(std::optional<ScalarType> dtype) {
  return dtype.value_or(ScalarType::Undefined);
}

Tensor sum_named(const char* name, const Tensor& t, IntArrayRef dim, bool keepdim,
                 std::optional<ScalarType> dtype) {
  Tensor out(kernels::sum(t.array(), dim, keepdim, or_undefined(dtype)));
  if (Tape tape(t); tape) {
    tape.record(name, out, [r = Reduced(t, dim)](const Tensor& g, Backward& bw) {
      bw.grad(0) = r.expanded(g);
    });
  }
  return out;
}

Tensor mean_named(const char* name, const Tensor& t, IntArrayRef dim, bool keepdim,
                  std::optional<ScalarType> dtype) {
  Tensor out(kernels::mean(t.array(), dim, keepdim, or_undefined(dtype)));
  if (Tape tape(t); tape) {
    tape.record(name, out, [r = Reduced(t, dim)](const Tensor& g, Backward& bw) {
      // Divides the small tensor, before it is expanded. A mean of nothing has no elements to
      // divide for, but a second derivative of which 0 / 0 must stay out.
      bw.grad(0) = r.expanded(g / std::max(r.count(), 1.0));
    });
  }
  return out;
}

// Equal extremes share the gradient evenly.
Tensor shared_extreme(const char* name, const Tensor& t, Array extreme, IntArrayRef dim) {
  Tensor out(std::move(extreme));
  if (Tape tape(t); tape) {
    tape.record(name, out,
                [t = tape.save(t), out = tape.save_output(out), r = Reduced(t, dim),
                 dims = dim.vec()](const Tensor& g, Backward& bw) {
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

std::tuple<Tensor, Tensor> indexed_extreme(const char* name, const Tensor& t, int64_t dim,
                                           bool keepdim, kernels::ValuesIndices found) {
  Tensor values(std::move(found.values)), indices(std::move(found.indices));
  if (Tape tape(t); tape) {
    tape.record(name, values,
                [indices = tape.save(indices), sizes = t.sizes().vec(), dim, keepdim](
                    const Tensor& g, Backward& bw) {
                  Tensor index = bw.saved(indices), grad = g;
                  if (!keepdim && !sizes.empty()) {
                    index = index.unsqueeze(dim);
                    grad = g.unsqueeze(dim);
                  }
                  bw.grad(0) = scatter_add(zeros(sizes, g.dtype()), dim, index, grad);
                });
  }
  return {values, indices};
}

}  // namespace

Tensor sum(const Tensor& t, std::optional<ScalarType> dtype, Location at) {
  LocationScope scope(at);

  return sum_named("SumBackward0", t, {}, false, dtype);
}
Tensor sum(const Tensor& t, IntArrayRef dim, bool keepdim, std::optional<ScalarType> dtype,
           Location at) {
  LocationScope scope(at);

  return sum_named("SumBackward1", t, dim, keepdim, dtype);
}

Tensor mean(const Tensor& t, std::optional<ScalarType> dtype, Location at) {
  LocationScope scope(at);

  return mean_named("MeanBackward0", t, {}, false, dtype);
}
Tensor mean(const Tensor& t, IntArrayRef dim, bool keepdim, std::optional<ScalarType> dtype,
            Location at) {
  LocationScope scope(at);

  return mean_named("MeanBackward1", t, dim, keepdim, dtype);
}

namespace {

// d prod / d x_i, without dividing by x_i: the product of what stands before times what stands
// after it along the last dimension.
Tensor product_of_others(const Tensor& x) {
  const Tensor one = ones_like(x.slice(-1, 0, 1));
  const int64_t n = x.size(-1);
  std::vector<Tensor> before = {one}, after = {one};
  for (int64_t i = 0; i + 1 < n; ++i) {
    before.push_back(before.back() * x.slice(-1, i, i + 1));
    after.push_back(after.back() * x.slice(-1, n - 1 - i, n - i));
  }
  std::reverse(after.begin(), after.end());
  return cat(before, -1) * cat(after, -1);
}

}  // namespace

Tensor prod(const Tensor& t, std::optional<ScalarType> dtype, Location at) {
  LocationScope scope(at);

  Tensor out(kernels::prod(t.array(), {}, false, or_undefined(dtype)));
  if (Tape tape(t); tape) {
    tape.record("ProdBackward0", out,
                [t = tape.save(t), out = tape.save_output(out)](const Tensor& g, Backward& bw) {
                  const Tensor x = bw.saved(t);
                  if (x.numel() == 0) {
                    bw.grad(0) = zeros_like(x);
                  } else if (!GradMode::is_enabled() && !any(x == 0).item<bool>()) {
                    bw.grad(0) = g * bw.saved(out) / x;  // the cheap form, without zeros
                  } else {
                    bw.grad(0) = g * product_of_others(x.reshape({-1})).reshape(x.sizes());
                  }
                });
  }
  return out;
}

Tensor prod(const Tensor& t, int64_t dim, bool keepdim, std::optional<ScalarType> dtype,
            Location at) {
  LocationScope scope(at);

  const int64_t along = t.array().wrap_dim(dim);
  Tensor out(kernels::prod(t.array(), {along}, keepdim, or_undefined(dtype)));
  if (Tape tape(t); tape) {
    tape.record("ProdBackward1", out,
                [t = tape.save(t), out = tape.save_output(out), r = Reduced(t, {along}), along](
                    const Tensor& g, Backward& bw) {
                  const Tensor x = bw.saved(t);
                  if (x.numel() == 0 || x.dim() == 0) {
                    bw.grad(0) = x.dim() == 0 ? g : zeros_like(x);
                  } else if (!GradMode::is_enabled() && !any(x == 0).item<bool>()) {
                    bw.grad(0) = r.aligned(g * bw.saved(out)) / x;
                  } else {
                    bw.grad(0) = r.aligned(g) *
                                 product_of_others(x.transpose(along, -1)).transpose(along, -1);
                  }
                });
  }
  return out;
}

Tensor max(const Tensor& t, Location at) {
  LocationScope scope(at);

  return shared_extreme("MaxBackward1", t, kernels::max_all(t.array()), {});
}
Tensor min(const Tensor& t, Location at) {
  LocationScope scope(at);

  return shared_extreme("MinBackward1", t, kernels::min_all(t.array()), {});
}
Tensor amax(const Tensor& t, IntArrayRef dim, bool keepdim, Location at) {
  LocationScope scope(at);

  return shared_extreme("AmaxBackward0", t, kernels::amax(t.array(), dim, keepdim), dim);
}
Tensor amin(const Tensor& t, IntArrayRef dim, bool keepdim, Location at) {
  LocationScope scope(at);

  return shared_extreme("AminBackward0", t, kernels::amin(t.array(), dim, keepdim), dim);
}
std::tuple<Tensor, Tensor> max(const Tensor& t, int64_t dim, bool keepdim, Location at) {
  LocationScope scope(at);

  return indexed_extreme("MaxBackward0", t, t.array().wrap_dim(dim), keepdim,
                         kernels::max_dim(t.array(), dim, keepdim));
}
std::tuple<Tensor, Tensor> min(const Tensor& t, int64_t dim, bool keepdim, Location at) {
  LocationScope scope(at);

  return indexed_extreme("MinBackward0", t, t.array().wrap_dim(dim), keepdim,
                         kernels::min_dim(t.array(), dim, keepdim));
}

Tensor argmax(const Tensor& t, std::optional<int64_t> dim, bool keepdim) {
  return Tensor(kernels::argmax(t.array(), dim, keepdim));
}
Tensor argmin(const Tensor& t, std::optional<int64_t> dim, bool keepdim) {
  return Tensor(kernels::argmin(t.array(), dim, keepdim));
}
Tensor any(const Tensor& t) { return Tensor(kernels::any(t.array())); }
Tensor all(const Tensor& t) { return Tensor(kernels::all(t.array())); }
Tensor any(const Tensor& t, int64_t dim, bool keepdim) {
  return Tensor(kernels::any(t.array(), {dim}, keepdim));
}
Tensor all(const Tensor& t, int64_t dim, bool keepdim) {
  return Tensor(kernels::all(t.array(), {dim}, keepdim));
}

namespace {

double correction_of(const std::optional<Scalar>& correction) {
  return correction ? correction->toDouble() : 1;
}

}  // namespace

Tensor var(const Tensor& t, bool unbiased, Location at) {
  LocationScope scope(at);
  return var(t, std::nullopt, unbiased);
}
Tensor var(const Tensor& t, OptionalIntArrayRef dim, bool unbiased, bool keepdim, Location at) {
  LocationScope scope(at);

  return var(t, dim, Scalar(unbiased ? 1 : 0), keepdim);
}

Tensor var(const Tensor& t, OptionalIntArrayRef dim, const std::optional<Scalar>& correction,
           bool keepdim, Location at) {
  LocationScope scope(at);

  const IntArrayRef dims = dim.value_or_empty();
  const double less = correction_of(correction);
  Tensor out(kernels::var(t.array(), dims, less, keepdim));
  if (Tape tape(t); tape) {
    tape.record("VarBackward0", out,
                [t = tape.save(t), r = Reduced(t, dims), dims = dims.vec(), less](const Tensor& g,
                                                                                  Backward& bw) {
                  const Tensor x = bw.saved(t);
                  bw.grad(0) =
                      (2.0 / (r.count() - less)) * r.aligned(g) * (x - mean(x, dims, true));
                });
  }
  return out;
}

Tensor std(const Tensor& t, bool unbiased, Location at) {
  LocationScope scope(at);
  return std(t, std::nullopt, unbiased);
}
Tensor std(const Tensor& t, OptionalIntArrayRef dim, bool unbiased, bool keepdim, Location at) {
  LocationScope scope(at);

  return std(t, dim, Scalar(unbiased ? 1 : 0), keepdim);
}

// Gradient 0 where the deviation is 0.
Tensor std(const Tensor& t, OptionalIntArrayRef dim, const std::optional<Scalar>& correction,
           bool keepdim, Location at) {
  LocationScope scope(at);

  const IntArrayRef dims = dim.value_or_empty();
  const double less = correction_of(correction);
  Array root = kernels::var(t.array(), dims, less, keepdim);
  Tensor out = sqrt(Tensor(std::move(root)));
  if (Tape tape(t); tape) {
    tape.record("StdBackward0", out,
                [t = tape.save(t), out = tape.save_output(out), r = Reduced(t, dims),
                 dims = dims.vec(), less](const Tensor& g, Backward& bw) {
                  const Tensor x = bw.saved(t), deviation = bw.saved(out);
                  const Tensor slope = masked_fill(g / (deviation * 2), deviation.detach() == 0, 0);
                  bw.grad(0) =
                      (2.0 / (r.count() - less)) * r.aligned(slope) * (x - mean(x, dims, true));
                });
  }
  return out;
}

namespace {

Tensor norm_named(const char* name, const Tensor& t, double p, IntArrayRef dim, bool keepdim) {
  Tensor out(kernels::norm(t.array(), p, dim, keepdim));
  if (Tape tape(t); tape) {
    tape.record(name, out,
                [t = tape.save(t), out = tape.save_output(out), r = Reduced(t, dim),
                 dims = dim.vec(), p](const Tensor& g, Backward& bw) {
                  const Tensor x = bw.saved(t), grad = r.aligned(g);
                  const Tensor n = r.aligned(bw.saved(out));
                  if (p == 0) return;  // no gradient, as in PyTorch
                  if (p == 1) {
                    bw.grad(0) = sign(x) * grad;
                  } else if (p == 2) {
                    bw.grad(0) = grad * masked_fill(x / n, n.detach() == 0, 0);
                  } else if (std::isinf(p)) {
                    const Tensor hit = (abs(x.detach()) == n.detach()).to(g.dtype());
                    bw.grad(0) = sign(x) * (hit / sum(hit, dims, true) * grad);
                  } else if (p < 2) {
                    // |x|^(p-1) is infinite at 0 for p < 1; PyTorch takes 0 there.
                    const Tensor slope =
                        masked_fill(sign(x) * pow(abs(x), p - 1), x.detach() == 0, 0);
                    bw.grad(0) = slope * masked_fill(grad / pow(n, p - 1), n.detach() == 0, 0);
                  } else {
                    bw.grad(0) = x * pow(abs(x), p - 2) *
                                 masked_fill(grad / pow(n, p - 1), n.detach() == 0, 0);
                  }
                });
  }
  return out;
}

}  // namespace

Tensor norm(const Tensor& t, const Scalar& p, Location at) {
  LocationScope scope(at);

  return norm_named("NormBackward0", t, p.toDouble(), {}, false);
}
Tensor norm(const Tensor& t, const std::optional<Scalar>& p, ScalarType dtype, Location at) {
  LocationScope scope(at);

  return norm_named("NormBackward2", t.to(dtype), p.value_or(2).toDouble(), {}, false);
}
Tensor norm(const Tensor& t, const std::optional<Scalar>& p, IntArrayRef dim, bool keepdim,
            Location at) {
  LocationScope scope(at);

  return norm_named("NormBackward1", t, p.value_or(2).toDouble(), dim, keepdim);
}
Tensor norm(const Tensor& t, const std::optional<Scalar>& p, IntArrayRef dim, bool keepdim,
            ScalarType dtype, Location at) {
  LocationScope scope(at);

  return norm_named("NormBackward3", t.to(dtype), p.value_or(2).toDouble(), dim, keepdim);
}

Tensor cumsum(const Tensor& t, int64_t dim, Location at) {
  LocationScope scope(at);

  Tensor out(kernels::cumsum(t.array(), dim));
  if (Tape tape(t); tape) {
    tape.record("CumsumBackward0", out, [dim](const Tensor& g, Backward& bw) {
      // Every element counts in its own and all later sums.
      bw.grad(0) = g.dim() == 0 ? g : g.flip({dim}).cumsum(dim).flip({dim});
    });
  }
  return out;
}

Tensor logsumexp(const Tensor& t, IntArrayRef dim, bool keepdim, Location at) {
  LocationScope scope(at);

  Tensor out(kernels::logsumexp(t.array(), dim, keepdim));
  if (Tape tape(t); tape) {
    tape.record("LogsumexpBackward0", out,
                [t = tape.save(t), out = tape.save_output(out), r = Reduced(t, dim)](
                    const Tensor& g, Backward& bw) {
                  bw.grad(0) = r.aligned(g) * exp(bw.saved(t) - r.aligned(bw.saved(out)));
                });
  }
  return out;
}

Tensor sum_to(const Tensor& t, IntArrayRef sizes) {
  if (t.sizes() == sizes) return t;
  if (Tape tape(t); !tape) return Tensor(kernels::sum_to(t.array(), sizes));
  // Recorded as what it is made of.
  GRADLAB_CHECK(is_expandable_to(sizes, t.sizes()), "sum_to: ", t.sizes(),
                " is not an expansion of ", sizes);
  const int64_t leading = t.dim() - static_cast<int64_t>(sizes.size());
  std::vector<int64_t> dims;
  for (int64_t d = 0; d < t.dim(); ++d) {
    if (d < leading || (sizes[d - leading] == 1 && t.size(d) != 1)) dims.push_back(d);
  }
  const Tensor out = dims.empty() ? t : sum(t, dims, true, t.dtype());
  return leading == 0 ? out : out.view(sizes);
}

}  // namespace gradlab
