// Poisson's distribution.
//
// Large rates: the transformed rejection method PTRS of W. Hoermann, The transformed rejection
// method for generating Poisson random variables, 1993, whose constants these are. Small rates: how
// many uniform numbers can be multiplied before the product falls to e^-rate.
#include <cmath>
#include <mutex>

#include "gradlab/tensor/error.h"
#include "gradlab/tensor/random/distributions.h"
#include "gradlab/tensor/random/draw.h"
#include "gradlab/tensor/random/memory_order.h"

namespace gradlab::kernels {
namespace {

using internal::draw_unit;

// log k!, without the global that std::lgamma writes.
double log_factorial(double k) {
  int sign;
  return ::lgamma_r(k + 1, &sign);
}

double draw_large(double rate, GeneratorState& g) {
  const double b = 0.931 + 2.53 * std::sqrt(rate), a = -0.059 + 0.02483 * b;
  const double inverse_alpha = 1.1239 + 1.1328 / (b - 3.4), bound = 0.9277 - 3.6224 / (b - 2);
  while (true) {
    const double u = draw_unit<double>(g) - 0.5;
    const double v = draw_unit<double>(g);
    const double edge = 0.5 - std::abs(u);
    const double k = std::floor((2 * a / edge + b) * u + rate + 0.43);
    if (edge >= 0.07 && v <= bound) return k;
    if (k < 0 || (edge < 0.013 && v > edge)) continue;
    if (std::log(v) + std::log(inverse_alpha) - std::log(a / (edge * edge) + b) <=
        -rate + k * std::log(rate) - log_factorial(k)) {
      return k;
    }
  }
}

double draw_poisson(double rate, GeneratorState& g) {
  if (rate >= 10) return std::isinf(rate) ? rate : draw_large(rate, g);
  if (rate == 0) return 0;
  const double limit = std::exp(-rate);
  double product = 1;
  for (double k = 0;; ++k) {
    product *= draw_unit<double>(g);
    if (product <= limit) return k;
  }
}

}  // namespace

Array poisson(const Array& rates, const Generator& g) {
  const Array out = Array::empty(rates.sizes(), rates.dtype());
  internal::dispatch_drawn(rates.dtype(), "poisson_cpu", [&]<class T>() {
    const T* data = rates.data<T>();
    const internal::MemoryOrder order(out);
    order.for_each_with(rates, [&](int64_t, int64_t i) {
      GRADLAB_CHECK(data[i] >= 0, "invalid Poisson rate, expected rate to be non-negative");
    });
    std::lock_guard<std::mutex> lock(g.mutex());
    GeneratorState& state = g.state();
    T* result = out.data<T>();
    order.for_each_with(rates, [&](int64_t offset, int64_t i) {
      result[offset] = static_cast<T>(draw_poisson(static_cast<double>(data[i]), state));
    });
  });
  return out;
}

}  // namespace gradlab::kernels
