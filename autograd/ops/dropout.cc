#include "gradlab/autograd/ops/dropout.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

#include "gradlab/autograd/ops/factory.h"
#include "gradlab/tensor/error.h"

namespace gradlab {
namespace {

// Whether anything is to be done.
bool drops(const Tensor& x, double p, bool train) {
  GRADLAB_CHECK(p >= 0 && p <= 1, "dropout probability has to be between 0 and 1, but got ", p);
  return train && p != 0 && x.numel() != 0;
}

// 1 for what stays and 0 for what does not, for each element or for each feature.
Tensor kept(const Tensor& x, double p, bool features) {
  Tensor noise;
  if (features) {
    GRADLAB_CHECK(x.dim() >= 2, "Feature dropout requires at least 2 dimensions in the input");
    std::vector<int64_t> sizes = x.sizes().vec();
    std::fill(sizes.begin() + 2, sizes.end(), 1);
    noise = empty(sizes, x.dtype());
  } else {
    noise = empty_like(x);
  }
  return noise.bernoulli_(1 - p);
}

// What x is multiplied by: 0, or 1 / (1 - p).
Tensor factor(const Tensor& x, double p, bool features) {
  return p == 1 ? zeros({}, x.dtype()) : kept(x, p, features).div_(1 - p);
}

// What x is multiplied by and what is added then, which is undefined when all of x is dropped.
struct Affine {
  Tensor scale, shift;
};
Affine alpha_affine(const Tensor& x, double p, bool features) {
  if (p == 1) return {zeros({}, x.dtype()), Tensor()};
  // -scale * alpha of selu is what dropped elements become; a keeps the variance.
  constexpr double kLimit = 1.7580993408473766;
  const double a = 1 / std::sqrt((kLimit * kLimit * p + 1) * (1 - p));
  Tensor scale = kept(x, p, features);
  const Tensor shift = scale.add(-1).mul_(kLimit * a).add_(kLimit * a * p);
  return {scale.mul_(a), shift};
}

Tensor with_alpha(const Tensor& x, double p, bool train, bool features) {
  if (!drops(x, p, train)) return x;
  const Affine noise = alpha_affine(x, p, features);
  const Tensor scaled = x.mul(noise.scale);
  return noise.shift.defined() ? scaled.add(noise.shift) : scaled;
}

Tensor& with_alpha_(const Tensor& x, double p, bool train, bool features) {
  if (!drops(x, p, train)) return const_cast<Tensor&>(x);
  const Affine noise = alpha_affine(x, p, features);
  Tensor& scaled = x.mul_(noise.scale);
  return noise.shift.defined() ? scaled.add_(noise.shift) : scaled;
}

}  // namespace

Tensor dropout(const Tensor& x, double p, bool train, Location at) {
  LocationScope scope(at);
  return drops(x, p, train) ? x.mul(factor(x, p, false)) : x;
}
Tensor feature_dropout(const Tensor& x, double p, bool train, Location at) {
  LocationScope scope(at);
  return drops(x, p, train) ? x.mul(factor(x, p, true)) : x;
}
Tensor alpha_dropout(const Tensor& x, double p, bool train, Location at) {
  LocationScope scope(at);
  return with_alpha(x, p, train, false);
}
Tensor feature_alpha_dropout(const Tensor& x, double p, bool train, Location at) {
  LocationScope scope(at);
  return with_alpha(x, p, train, true);
}

Tensor& dropout_(const Tensor& x, double p, bool train, Location at) {
  LocationScope scope(at);
  return drops(x, p, train) ? x.mul_(factor(x, p, false)) : const_cast<Tensor&>(x);
}
Tensor& feature_dropout_(const Tensor& x, double p, bool train, Location at) {
  LocationScope scope(at);
  return drops(x, p, train) ? x.mul_(factor(x, p, true)) : const_cast<Tensor&>(x);
}
Tensor& alpha_dropout_(const Tensor& x, double p, bool train, Location at) {
  LocationScope scope(at);
  return with_alpha_(x, p, train, false);
}
Tensor& feature_alpha_dropout_(const Tensor& x, double p, bool train, Location at) {
  LocationScope scope(at);
  return with_alpha_(x, p, train, true);
}

}  // namespace gradlab
