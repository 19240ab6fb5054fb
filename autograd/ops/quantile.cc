// quantile and nanquantile.
#include <cmath>
#include <vector>

#include "gradlab/autograd/ops/compare.h"
#include "gradlab/autograd/ops/factory.h"
#include "gradlab/autograd/ops/index.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/autograd/ops/reduce.h"
#include "gradlab/autograd/ops/shape.h"
#include "gradlab/autograd/ops/sort.h"
#include "gradlab/autograd/ops/unary.h"
#include "gradlab/tensor/error.h"

namespace gradlab {
namespace {

void check_arguments(const Tensor& t, const Tensor& q, std::string_view interpolation) {
  GRADLAB_CHECK(t.numel() > 0, "quantile() input tensor must be non-empty");
  GRADLAB_CHECK(q.dim() <= 1, "quantile() q must be a scalar or 1D tensor");
  GRADLAB_CHECK(is_floating_point(t.dtype()),
                "quantile() input tensor must be either float or double dtype");
  GRADLAB_CHECK(t.dtype() == q.dtype(),
                "quantile() q tensor must be same dtype as the input tensor");
  GRADLAB_CHECK(interpolation == "linear" || interpolation == "lower" ||
                    interpolation == "higher" || interpolation == "midpoint" ||
                    interpolation == "nearest",
                "quantile() interpolation must be one of linear, lower, higher, midpoint or "
                "nearest, but got ",
                interpolation);
  GRADLAB_CHECK(all(logical_and(q >= 0, q <= 1)).item<bool>(),
                "quantile() q values must be in the range [0, 1]");
}

// What lies at the fractional positions `ranks` along the last dimension.
Tensor interpolate(const Tensor& sorted, Tensor ranks, std::string_view interpolation) {
  if (interpolation == "lower") ranks = floor(ranks);
  if (interpolation == "higher") ranks = ceil(ranks);
  if (interpolation == "nearest") ranks = round(ranks);
  const Tensor below = ranks.to(kLong);
  const Tensor value = gather(sorted, -1, below);
  if (interpolation != "linear" && interpolation != "midpoint") return value;
  const Tensor weight = interpolation == "linear" ? ranks - below : full_like(ranks, 0.5);
  const Tensor above = ceil(ranks).to(kLong);
  return lerp(value, gather(sorted, -1, above), weight);
}

Tensor compute(const Tensor& t, const Tensor& q, std::optional<int64_t> dim, bool keepdim,
               std::string_view interpolation, bool ignore_nan) {
  check_arguments(t, q, interpolation);
  std::vector<int64_t> kept = t.sizes().vec();
  Tensor lines;
  if (dim && t.dim() > 0) {
    const int64_t along = t.array().wrap_dim(*dim);
    lines = t.transpose(along, -1);
    if (along != t.dim() - 1) lines = t.unsqueeze(-1).transpose(along, -1).squeeze(along);
    kept[along] = 1;
  } else {
    lines = t.reshape({-1});
    kept.assign(t.dim(), 1);
  }
  const Tensor sorted = std::get<0>(sort(lines, -1));
  const int64_t n = sorted.size(-1);
  GRADLAB_CHECK(n <= (int64_t{1} << 24), "quantile() input tensor is too large");

  const Tensor many = q.reshape({-1}), nan = isnan(sorted.detach());
  Tensor ranks;
  if (ignore_nan) {
    // Among the numbers, which come first; with NaN only, the first.
    const Tensor last = sum(logical_not(nan), {-1}, true) - 1;
    ranks = clamp_min(many * last, 0);
  } else {
    // With a NaN, the last element, which is one.
    ranks = where(any(nan, -1, true), full({}, static_cast<double>(n - 1), q.dtype()),
                  many * static_cast<double>(n - 1));
  }
  // The lines' dimensions, and the quantiles as the last one.
  Tensor out = interpolate(sorted, ranks.to(t.dtype()), interpolation);
  if (q.dim() == 0) {
    out = out.squeeze(-1);
  } else {
    out = out.unsqueeze(0).transpose(0, -1).squeeze(-1);
  }
  if (!keepdim) return out;
  if (q.dim() > 0) kept.insert(kept.begin(), q.numel());
  return out.reshape(kept);
}

Tensor number(const Tensor& t, double q) {
  GRADLAB_CHECK(q >= 0 && q <= 1, "quantile() q must be in the range [0, 1] but got ", q);
  return full({}, q, t.dtype());
}

}  // namespace

Tensor quantile(const Tensor& t, const Tensor& q, std::optional<int64_t> dim, bool keepdim,
                std::string_view interpolation, Location at) {
  LocationScope scope(at);
  return compute(t, q, dim, keepdim, interpolation, false);
}
Tensor quantile(const Tensor& t, double q, std::optional<int64_t> dim, bool keepdim,
                std::string_view interpolation, Location at) {
  LocationScope scope(at);
  return compute(t, number(t, q), dim, keepdim, interpolation, false);
}
Tensor nanquantile(const Tensor& t, const Tensor& q, std::optional<int64_t> dim, bool keepdim,
                   std::string_view interpolation, Location at) {
  LocationScope scope(at);
  return compute(t, q, dim, keepdim, interpolation, true);
}
Tensor nanquantile(const Tensor& t, double q, std::optional<int64_t> dim, bool keepdim,
                   std::string_view interpolation, Location at) {
  LocationScope scope(at);
  return compute(t, number(t, q), dim, keepdim, interpolation, true);
}

}  // namespace gradlab
