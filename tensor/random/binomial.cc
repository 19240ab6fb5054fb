// The binomial distribution.
//
// Many expected successes: the transformed rejection method BTRS of W. Hoermann, The generation of
// binomial random variates, 1993, whose constants these are. Few: how many geometrically
// distributed waiting times fit into the trials (L. Devroye, Non-uniform random variate generation,
// 1986, page 525).
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <mutex>
#include <vector>

#include "gradlab/tensor/error.h"
#include "gradlab/tensor/random/distributions.h"
#include "gradlab/tensor/random/draw.h"
#include "gradlab/tensor/random/memory_order.h"

namespace gradlab::kernels {
namespace {

using internal::draw_unit;

// log k! less Stirling's approximation of it, in this form: (k + 1/2) log(k + 1) - (k + 1) +
// log(2 pi) / 2.
double stirling_rest(double k) {
  constexpr double kFirst[] = {0.0810614667953272, 0.0413406959554092,  0.0276779256849983,
                               0.02079067210376509, 0.0166446911898211, 0.0138761288230707,
                               0.0118967099458917, 0.0104112652619720,  0.00925546218271273,
                               0.00833056343336287};
  if (k <= 9) return kFirst[static_cast<size_t>(k)];
  const double square = (k + 1) * (k + 1);
  return (1.0 / 12 - (1.0 / 360 - 1.0 / 1260 / square) / square) / (k + 1);
}

// Counts and probabilities keep their dtype, so that the numbers are PyTorch's.
template <class T>
T draw_few(T count, T p, GeneratorState& g) {
  const double log_failure = std::log1p(-p);
  double trials = 0;
  for (T successes = 0;; successes += 1) {
    trials += std::ceil(std::log(draw_unit<double>(g)) / log_failure);
    if (!(trials <= static_cast<double>(count))) return successes;
  }
}

template <class T>
T draw_many(T count, T p, GeneratorState& g) {
  const double n = count;
  const double deviation = std::sqrt(count * p * (1 - p));
  const double b = 1.15 + 2.53 * deviation;
  const double a = -0.0873 + 0.0248 * b + 0.01 * static_cast<double>(p);
  const double center = static_cast<double>(count * p) + 0.5;
  const double bound = 0.92 - 4.2 / b;
  const double odds = p / (1 - p);
  const double alpha = (2.83 + 5.1 / b) * deviation;
  const double mode = std::floor((count + 1) * p);
  while (true) {
    const double u = draw_unit<double>(g) - 0.5;
    const double v = draw_unit<double>(g);
    const double edge = 0.5 - std::abs(u);
    const double k = static_cast<T>(std::floor((2 * a / edge + b) * u + center));
    if (k < 0 || k > n) continue;
    if (edge >= 0.07 && v <= bound) return static_cast<T>(k);
    const double limit = (mode + 0.5) * std::log((mode + 1) / (odds * (n - mode + 1))) +
                         (n + 1) * std::log((n - mode + 1) / (n - k + 1)) +
                         (k + 0.5) * std::log(odds * (n - k + 1) / (k + 1)) + stirling_rest(mode) +
                         stirling_rest(n - mode) - stirling_rest(k) - stirling_rest(n - k);
    if (std::log(v * alpha / (a / (edge * edge) + b)) <= limit) return static_cast<T>(k);
  }
}

template <class T>
T draw_binomial(T count, T p, GeneratorState& g) {
  if (count <= 0 || p <= 0) return 0;
  if (p >= 1) return count;
  // An infinite or undefined number of trials has no number of successes.
  if (!std::isfinite(count) || p != p) return std::numeric_limits<T>::quiet_NaN();
  if (p > static_cast<T>(0.5)) return count - draw_binomial<T>(count, 1 - p, g);
  return count * p >= 10 ? draw_many(count, p, g) : draw_few(count, p, g);
}

}  // namespace

Array binomial(const Array& count, const Array& prob, const Generator& g) {
  GRADLAB_CHECK(count.dtype() == prob.dtype(), "Found dtype ", prob.dtype(), " but expected ",
                count.dtype());
  const std::vector<int64_t> sizes = broadcast_sizes(count.sizes(), prob.sizes());
  const Array counts = count.expand(sizes), probs = prob.expand(sizes);
  const Array out = Array::empty(sizes, count.dtype());
  dispatch_floating(count.dtype(), "binomial_cpu", [&]<class T>() {
    const T* p = probs.data<T>();
    T* result = out.data<T>();
    const internal::MemoryOrder order(out);
    // The counts first, where the results go.
    const T* n = counts.data<T>();
    order.for_each_with(counts, [&](int64_t offset, int64_t i) { result[offset] = n[i]; });
    std::lock_guard<std::mutex> lock(g.mutex());
    GeneratorState& state = g.state();
    order.for_each_with(probs, [&](int64_t offset, int64_t i) {
      result[offset] = draw_binomial<T>(result[offset], p[i], state);
    });
  });
  return out;
}

Array rrelu_slopes(const Array& x, double lower, double upper, const Generator& g) {
  const Array out = Array::empty(x.sizes(), x.dtype());
  const auto draw = [&]<class T>() {
    const T* data = x.data<T>();
    T* result = out.data<T>();
    std::lock_guard<std::mutex> lock(g.mutex());
    GeneratorState& state = g.state();
    internal::MemoryOrder(out).for_each_with(x, [&](int64_t offset, int64_t i) {
      using Number = internal::Computed<T>;
      const bool falls = static_cast<Number>(data[i]) <= 0;
      const double slope = falls ? draw_unit<double>(state) * (upper - lower) + lower : 1;
      result[offset] = static_cast<T>(static_cast<Number>(slope));
    });
  };
  if (x.dtype() == kBFloat16) {
    draw.template operator()<BFloat16>();
  } else {
    dispatch_floating(x.dtype(), "rrelu_with_noise_out_cpu", draw);
  }
  return out;
}

}  // namespace gradlab::kernels
