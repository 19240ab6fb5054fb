#include "gradlab/autograd/ops/dropout.h"

#include "gradlab/autograd/ops/factory.h"
#include "gradlab/tensor/error.h"

namespace gradlab {
namespace {

// Whether anything is to be done.
bool drops(const Tensor& x, double p, bool train) {
  GRADLAB_CHECK(p >= 0 && p <= 1, "dropout probability has to be between 0 and 1, but got ", p);
  return train && p != 0 && x.numel() != 0;
}

// What x is multiplied by: 0, or 1 / (1 - p).
Tensor mask(const Tensor& x, double p) {
  if (p == 1) return zeros({}, x.dtype());
  Tensor noise = empty_like(x);
  noise.bernoulli_(1 - p);
  return noise.div_(1 - p);
}

}  // namespace

Tensor dropout(const Tensor& x, double p, bool train, Location at) {
  LocationScope scope(at);
  return drops(x, p, train) ? x.mul(mask(x, p)) : x;
}

Tensor& dropout_(const Tensor& x, double p, bool train, Location at) {
  LocationScope scope(at);
  if (drops(x, p, train)) return x.mul_(mask(x, p));
  return const_cast<Tensor&>(x);
}

}  // namespace gradlab
