#include "gradlab/autograd/ops/scan.h"

#include <algorithm>
#include <limits>
#include <utility>
#include <vector>

#include "gradlab/autograd/graph/tape.h"
#include "gradlab/autograd/ops/compare.h"
#include "gradlab/autograd/ops/copy.h"
#include "gradlab/autograd/ops/factory.h"
#include "gradlab/autograd/ops/index.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/autograd/ops/reduce.h"
#include "gradlab/autograd/ops/selected.h"
#include "gradlab/autograd/ops/shape.h"
#include "gradlab/autograd/ops/unary.h"
#include "gradlab/tensor/error.h"
#include "gradlab/tensor/kernels/copy.h"
#include "gradlab/tensor/kernels/scan.h"

namespace gradlab {
namespace {

using Scan = Array (*)(const Array&, int64_t, ScalarType);

Output run_scan(Scan scan, const Tensor& t, int64_t dim, std::optional<ScalarType> dtype,
                Into into) {
  if (into.array() == nullptr) {
    return into(scan(t.array(), dim, dtype.value_or(ScalarType::Undefined)));
  }
  // In place the dtype stays.
  GRADLAB_CHECK(!dtype || *dtype == t.dtype(), "Bad in-place call: input tensor dtype ",
                TypeMeta(t.dtype()), " and output tensor dtype ", TypeMeta(*dtype),
                " should match");
  Array result = scan(t.array(), dim, t.dtype());
  kernels::copy_into(*into.array(), result);
  return into(std::move(result));
}

// From the end to the beginning.
Tensor reverse_cumsum(const Tensor& t, int64_t dim) {
  return t.dim() == 0 ? t : t.flip({dim}).cumsum(dim).flip({dim});
}

}  // namespace

Tensor cumsum(const Tensor& t, int64_t dim, std::optional<ScalarType> dtype, Into into) {
  Output out = run_scan(kernels::cumsum, t, dim, dtype, into);
  if (Tape tape(t); tape) {
    tape.record("CumsumBackward0", out, [dim](const Tensor& g, Backward& bw) {
      // Every element counts in its own and all later sums.
      bw.grad(0) = reverse_cumsum(g, dim);
    });
  }
  return out;
}

namespace {

// Without dividing: what stands before x_k, times g_k + x_(k+1) (g_(k+1) + x_(k+2) (...)).
Tensor cumprod_backward(const Tensor& g, const Tensor& x, int64_t dim) {
  const int64_t n = x.size(dim);
  Tensor before = ones_like(x.narrow(dim, 0, 1)), after = g.narrow(dim, n - 1, 1);
  std::vector<Tensor> befores = {before}, afters = {after};
  for (int64_t i = 0; i + 1 < n; ++i) {
    before = before * x.narrow(dim, i, 1);
    befores.push_back(before);
    after = g.narrow(dim, n - 2 - i, 1) + x.narrow(dim, n - 1 - i, 1) * after;
    afters.push_back(after);
  }
  std::reverse(afters.begin(), afters.end());
  return cat(befores, dim) * cat(afters, dim);
}

}  // namespace

Tensor cumprod(const Tensor& t, int64_t dim, std::optional<ScalarType> dtype, Into into) {
  Output out = run_scan(kernels::cumprod, t, dim, dtype, into);
  if (Tape tape(t); tape) {
    tape.record(
        "CumprodBackward0", out,
        [t = tape.save(t), out = tape.save_output(out), dim](const Tensor& g, Backward& bw) {
          const Tensor x = bw.saved(t);
          if (x.dim() == 0 || x.numel() == 0) {
            bw.grad(0) = g;
          } else if (!GradMode::is_enabled() && !any(x == 0).item<bool>()) {
            bw.grad(0) = reverse_cumsum(g * bw.saved(out), dim) / x;  // the cheap form
          } else {
            bw.grad(0) = cumprod_backward(g, x, dim);
          }
        });
  }
  return out;
}

std::tuple<Tensor, Tensor> cummax(const Tensor& t, int64_t dim, Location at) {
  LocationScope scope(at);
  const int64_t along = t.array().wrap_dim(dim);
  return selected_along("CummaxBackward0", t, along, true, kernels::cummax(t.array(), along));
}
std::tuple<Tensor, Tensor> cummin(const Tensor& t, int64_t dim, Location at) {
  LocationScope scope(at);
  const int64_t along = t.array().wrap_dim(dim);
  return selected_along("CumminBackward0", t, along, true, kernels::cummin(t.array(), along));
}

namespace {

// The gradient of x_k is the sum of g_i exp(x_k - y_i) over i >= k. As logarithms, of positive and
// negative gradients apart: three scans, but not linear in g.
Tensor logcumsumexp_backward(const Tensor& g, const Tensor& x, const Tensor& y, int64_t dim) {
  const auto part = [&](const Tensor& size) {
    const double least = size.dtype() == kDouble ? std::numeric_limits<double>::lowest()
                                                 : std::numeric_limits<float>::lowest();
    const Tensor terms = where(size > 0, log(size), full_like(size, least)) - y;
    if (terms.dim() == 0) return exp(terms + x);
    return exp(terms.flip({dim}).logcumsumexp(dim).flip({dim}) + x);
  };
  return part(g) - part(-g);
}

// The same from the end to the beginning, for derivatives of it: exp(x_k - y_k) times
// g_k + exp(y_k - y_(k+1)) (g_(k+1) + ...), in which no exponential exceeds 1.
Tensor linear_logcumsumexp_backward(const Tensor& g, const Tensor& x, const Tensor& y,
                                    int64_t dim) {
  if (x.dim() == 0 || x.numel() == 0) return g * exp(x - y);
  const int64_t n = x.size(dim);
  const Tensor step = exp(y.narrow(dim, 0, n - 1) - y.narrow(dim, 1, n - 1));
  std::vector<Tensor> sums = {g.narrow(dim, n - 1, 1)};
  for (int64_t k = n - 2; k >= 0; --k) {
    sums.push_back(g.narrow(dim, k, 1) + step.narrow(dim, k, 1) * sums.back());
  }
  std::reverse(sums.begin(), sums.end());
  return exp(x - y) * cat(sums, dim);
}

}  // namespace

Tensor logcumsumexp(const Tensor& t, int64_t dim, Location at) {
  LocationScope scope(at);
  Tensor out(kernels::logcumsumexp(t.array(), dim));
  if (Tape tape(t); tape) {
    tape.record(
        "LogcumsumexpBackward0", out,
        [t = tape.save(t), out = tape.save_output(out), dim](const Tensor& g, Backward& bw) {
          const auto rule =
              GradMode::is_enabled() ? linear_logcumsumexp_backward : logcumsumexp_backward;
          bw.grad(0) = rule(g, bw.saved(t), bw.saved(out), dim);
        });
  }
  return out;
}

Tensor diff(const Tensor& t, int64_t n, int64_t dim, const std::optional<Tensor>& prepend,
            const std::optional<Tensor>& append, Location at) {
  LocationScope scope(at);
  GRADLAB_CHECK(t.dim() >= 1, "diff expects input to be at least one-dimensional");
  GRADLAB_CHECK(n >= 0, "order must be non-negative but got ", n);
  const int64_t along = t.array().wrap_dim(dim);
  for (const std::optional<Tensor>* more : {&prepend, &append}) {
    if (!*more) continue;
    const Tensor& other = **more;
    GRADLAB_CHECK(other.dim() == t.dim(),
                  "diff expects prepend or append to be the same dimension as input");
    for (int64_t d = 0; d < t.dim(); ++d) {
      GRADLAB_CHECK(d == along || other.size(d) == t.size(d),
                    "diff expects the shape of tensor to prepend or append to match that of input "
                    "except along the differencing dimension; input.size(",
                    d, ") = ", t.size(d), ", but got tensor.size(", d, ") = ", other.size(d));
    }
  }
  if (n == 0) return clone(t);
  std::vector<Tensor> parts;
  if (prepend) parts.push_back(*prepend);
  parts.push_back(t);
  if (append) parts.push_back(*append);
  Tensor x = parts.size() == 1 ? t : cat(parts, along);
  for (int64_t i = std::min(n, x.size(along)); i > 0; --i) {
    const Tensor later = x.narrow(along, 1, x.size(along) - 1);
    const Tensor earlier = x.narrow(along, 0, x.size(along) - 1);
    x = x.dtype() == kBool ? logical_xor(later, earlier) : later - earlier;
  }
  return x;
}

}  // namespace gradlab
