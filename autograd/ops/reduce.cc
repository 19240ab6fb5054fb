#include "gradlab/autograd/ops/reduce.h"

#include <algorithm>
#include <limits>
#include <vector>

#include "gradlab/autograd/graph/tape.h"
#include "gradlab/autograd/ops/compare.h"
#include "gradlab/autograd/ops/factory.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/autograd/ops/reduced.h"
#include "gradlab/autograd/ops/shape.h"
#include "gradlab/autograd/ops/unary.h"
#include "gradlab/tensor/error.h"
#include "gradlab/tensor/kernels/reduce.h"
#include "gradlab/tensor/kernels/special.h"

namespace gradlab {
namespace {

constexpr double kInf = std::numeric_limits<double>::infinity();

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

Tensor nansum(const Tensor& t, OptionalIntArrayRef dim, bool keepdim,
              std::optional<ScalarType> dtype, Location at) {
  LocationScope scope(at);
  if (!is_floating_point(t.dtype())) return sum(t, dim.value_or_empty(), keepdim, dtype);
  const IntArrayRef dims = dim.value_or_empty();
  const Array numbers = kernels::nan_to_num(t.array(), 0, kInf, -kInf);
  Tensor out(kernels::sum(numbers, dims, keepdim, or_undefined(dtype)));
  if (Tape tape(t); tape) {
    tape.record("NansumBackward0", out,
                [t = tape.save(t), r = Reduced(t, dims)](const Tensor& g, Backward& bw) {
                  bw.grad(0) = r.expanded(g) * logical_not(isnan(bw.saved(t)));
                });
  }
  return out;
}

Tensor nanmean(const Tensor& t, OptionalIntArrayRef dim, bool keepdim,
               std::optional<ScalarType> dtype, Location at) {
  LocationScope scope(at);
  GRADLAB_CHECK(is_floating_point(t.dtype()),
                "nanmean(): expected input to have floating point dtype but got ", t.scalar_type());
  const Tensor count = sum(logical_not(isnan(t)), dim.value_or_empty(), keepdim);
  return nansum(t, dim, keepdim, dtype) / count;
}

Tensor count_nonzero(const Tensor& t, IntArrayRef dim) { return sum(t != 0, dim); }
Tensor count_nonzero(const Tensor& t, std::optional<int64_t> dim) {
  return dim ? count_nonzero(t, IntArrayRef(*dim)) : sum(t != 0);
}

Tensor any(const Tensor& t) { return Tensor(kernels::any(t.array())); }
Tensor all(const Tensor& t) { return Tensor(kernels::all(t.array())); }
Tensor any(const Tensor& t, int64_t dim, bool keepdim) {
  return Tensor(kernels::any(t.array(), {dim}, keepdim));
}
Tensor all(const Tensor& t, int64_t dim, bool keepdim) {
  return Tensor(kernels::all(t.array(), {dim}, keepdim));
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

namespace {

// Sums over what expanding a tensor of these sizes to t's added or repeated.
Tensor sum_expanded(const Tensor& t, IntArrayRef sizes, std::optional<ScalarType> dtype) {
  const int64_t leading = t.dim() - static_cast<int64_t>(sizes.size());
  std::vector<int64_t> dims;
  for (int64_t d = 0; d < t.dim(); ++d) {
    if (d < leading || (sizes[d - leading] == 1 && t.size(d) != 1)) dims.push_back(d);
  }
  const Tensor out = dims.empty() ? t : sum(t, dims, true, dtype);
  return leading == 0 ? out : out.view(sizes);
}

}  // namespace

Tensor sum_to(const Tensor& t, IntArrayRef sizes) {
  if (t.sizes() == sizes) return t;
  if (Tape tape(t); !tape) return Tensor(kernels::sum_to(t.array(), sizes));
  // Recorded as what it is made of.
  GRADLAB_CHECK(is_expandable_to(sizes, t.sizes()), "sum_to: ", t.sizes(),
                " is not an expansion of ", sizes);
  return sum_expanded(t, sizes, t.dtype());
}

// Unlike sum_to, integers add up to int64.
Tensor sum_to_size(const Tensor& t, IntArrayRef size, Location at) {
  LocationScope scope(at);
  GRADLAB_CHECK(is_expandable_to(size, t.sizes()), "size {", size, "} is not expandable to size {",
                t.sizes(), "}.");
  return t.sizes() == size ? t : sum_expanded(t, size, std::nullopt);
}

}  // namespace gradlab
