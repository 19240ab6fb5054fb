#include "gradlab/autograd/ops/statistics.h"

#include <vector>

#include "gradlab/autograd/ops/compare.h"
#include "gradlab/autograd/ops/diagonal.h"
#include "gradlab/autograd/ops/factory.h"
#include "gradlab/autograd/ops/matmul.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/autograd/ops/reduce.h"
#include "gradlab/autograd/ops/scan.h"
#include "gradlab/autograd/ops/shape.h"
#include "gradlab/autograd/ops/unary.h"
#include "gradlab/tensor/error.h"
#include "gradlab/tensor/warn.h"

namespace gradlab {
namespace {

void check_variables(const char* name, const Tensor& t) {
  GRADLAB_CHECK(t.dim() <= 2, name,
                "(): expected input to have two or fewer dimensions but got an input with ",
                t.dim(), " dimensions");
}

void check_weights(const char* name, const Tensor& weights, int64_t observations) {
  GRADLAB_CHECK(weights.dim() <= 1, "cov(): expected ", name,
                " to have one or fewer dimensions but got ", name, " with ", weights.dim(),
                " dimensions");
  GRADLAB_CHECK(weights.numel() == observations, "cov(): expected ", name,
                " to have the same numel as there are observations in the input but got ",
                weights.numel(), " != ", observations);
  GRADLAB_CHECK(weights.numel() == 0 || weights.detach().min().item<double>() >= 0, "cov(): ", name,
                " cannot be negative");
}

}  // namespace

Tensor cov(const Tensor& t, int64_t correction, const std::optional<Tensor>& fweights,
           const std::optional<Tensor>& aweights, Location at) {
  LocationScope scope(at);
  check_variables("cov", t);
  GRADLAB_CHECK(t.scalar_type() != kBool, "cov(): bool dtype is not supported for input");
  const Tensor in = t.dim() < 2 ? t.view({1, -1}) : t;
  const int64_t observations = in.size(1);
  Tensor w;
  if (fweights && fweights->defined()) {
    GRADLAB_CHECK(is_integral(fweights->scalar_type(), false),
                  "cov(): expected fweights to have integral dtype but got fweights with ",
                  fweights->scalar_type(), " dtype");
    check_weights("fweights", *fweights, observations);
    w = *fweights;
  }
  const bool by_importance = aweights && aweights->defined();
  if (by_importance) {
    GRADLAB_CHECK(aweights->is_floating_point(),
                  "cov(): expected aweights to have floating point dtype but got aweights with ",
                  aweights->scalar_type(), " dtype");
    check_weights("aweights", *aweights, observations);
    w = w.defined() ? w * *aweights : *aweights;
  }
  const Tensor total = w.defined() ? sum(w) : scalar_tensor(observations, kLong);
  GRADLAB_CHECK(!w.defined() || total.item<double>() != 0,
                "cov(): weights sum to zero, can't be normalized");
  const Tensor mean = sum(w.defined() ? in * w : in, {1}) / total;
  Tensor freedom;
  if (by_importance && correction != 0) {
    freedom = total - correction * sum(w * *aweights) / total;
  } else {
    freedom = total - correction;
  }
  if (freedom.item<double>() <= 0) {
    GRADLAB_WARN("cov(): degrees of freedom is <= 0");
    freedom = zeros_like(freedom);
  }
  const Tensor off = in - mean.unsqueeze(1);
  const Tensor product = mm(off, (w.defined() ? off * w : off).t());
  return (product / freedom).squeeze();
}

Tensor corrcoef(const Tensor& t, Location at) {
  LocationScope scope(at);
  check_variables("corrcoef", t);
  const Tensor c = cov(t);
  if (c.dim() == 0) return c / c;
  const Tensor deviation = sqrt(diag(c));
  return clamp(c / deviation.view({-1, 1}) / deviation.view({1, -1}), Scalar(-1), Scalar(1));
}

namespace {

// The samples but the last and but the first.
struct Sides {
  Tensor left, right;
};
Sides sides(const Tensor& t, int64_t dim) { return {t.slice(dim, 0, -1), t.slice(dim, 1)}; }

// The sum of each two neighbours times their distance in x.
Tensor twice_the_areas(const char* name, const Tensor& y, const Tensor& x, int64_t dim) {
  Tensor viewed = x;
  if (x.dim() == 1) {
    GRADLAB_CHECK(x.size(0) == y.size(dim), name,
                  ": There must be one `x` value for each sample point");
    std::vector<int64_t> sizes(static_cast<size_t>(y.dim()), 1);
    sizes[static_cast<size_t>(y.array().wrap_dim(dim))] = x.size(0);
    viewed = x.view(sizes);
  } else if (x.dim() < y.dim()) {
    std::vector<int64_t> sizes(static_cast<size_t>(y.dim() - x.dim()), 1);
    sizes.insert(sizes.end(), x.sizes().begin(), x.sizes().end());
    viewed = x.view(sizes);
  }
  const Sides at = sides(viewed, dim), of = sides(y, dim);
  return (of.left + of.right) * (at.right - at.left);
}

void check_no_bools(const char* name, const Tensor& y, const Tensor* x) {
  GRADLAB_CHECK(y.scalar_type() != kBool && !(x && x->scalar_type() == kBool), name,
                ": received a bool input for ", x ? "`x` or `y`" : "`y`",
                ", but bool is not supported");
}

// The integral over no samples.
Tensor zeros_without(const Tensor& y, int64_t dim) {
  std::vector<int64_t> sizes = y.sizes().vec();
  sizes.erase(sizes.begin() + y.array().wrap_dim(dim));
  return zeros(sizes, y.dtype());
}

}  // namespace

Tensor trapezoid(const Tensor& y, const Tensor& x, int64_t dim, Location at) {
  LocationScope scope(at);
  if (y.size(dim) == 0) return zeros_without(y, dim);
  check_no_bools("trapezoid", y, &x);
  return sum(twice_the_areas("trapezoid", y, x, dim), {dim}) / 2.0;
}

Tensor trapezoid(const Tensor& y, const Scalar& dx, int64_t dim, Location at) {
  LocationScope scope(at);
  if (y.size(dim) == 0) return zeros_without(y, dim);
  check_no_bools("trapezoid", y, nullptr);
  return (sum(y, {dim}) - (y.select(dim, 0) + y.select(dim, -1)) * 0.5) * dx.toDouble();
}

Tensor trapz(const Tensor& y, const Tensor& x, int64_t dim, Location at) {
  return trapezoid(y, x, dim, at);
}
Tensor trapz(const Tensor& y, double dx, int64_t dim, Location at) {
  return trapezoid(y, Scalar(dx), dim, at);
}

Tensor cumulative_trapezoid(const Tensor& y, const Tensor& x, int64_t dim, Location at) {
  LocationScope scope(at);
  check_no_bools("cumulative_trapezoid", y, &x);
  return cumsum(twice_the_areas("cumulative_trapezoid", y, x, dim), dim) / 2.0;
}

Tensor cumulative_trapezoid(const Tensor& y, const Scalar& dx, int64_t dim, Location at) {
  LocationScope scope(at);
  check_no_bools("cumulative_trapezoid", y, nullptr);
  const Sides of = sides(y, dim);
  return cumsum((of.left + of.right) * (dx.toDouble() / 2), dim);
}

Tensor vander(const Tensor& x, std::optional<int64_t> N, bool increasing, Location at) {
  LocationScope scope(at);
  GRADLAB_CHECK(x.dim() == 1, "x must be a one-dimensional tensor.");
  const int64_t n = x.size(0), count = N.value_or(n);
  GRADLAB_CHECK(count >= 0, "N must be non-negative.");
  const ScalarType dtype = promote_types(x.scalar_type(), kLong);
  if (count == 0) return zeros({n, 0}, dtype);
  Tensor powers = ones({n, 1}, dtype);
  if (count > 1) {
    powers = cat({powers, cumprod(x.to(dtype).unsqueeze(1).expand({n, count - 1}), 1)}, 1);
  }
  return increasing ? powers : flip(powers, {1});
}

}  // namespace gradlab
