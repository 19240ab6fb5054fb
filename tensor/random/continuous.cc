// The continuous distributions.
#include <algorithm>
#include <cmath>
#include <limits>
#include <mutex>
#include <numbers>
#include <type_traits>

#include "gradlab/tensor/half.h"
#include "gradlab/tensor/random/box_muller.h"
#include "gradlab/tensor/random/distributions.h"
#include "gradlab/tensor/random/draw.h"
#include "gradlab/tensor/random/memory_order.h"
#include "gradlab/tensor/random/recipe.h"

namespace gradlab::kernels {
namespace {

using internal::check_no_internal_overlap;
using internal::dispatch_drawn;
using internal::draw_normal;
using internal::draw_unit;
using internal::fill_in_memory_order;
using internal::multiply_add;

void check_std(double std) {
  GRADLAB_CHECK(std >= 0.0, "normal expects std >= 0.0, but found std ", std);
}

void check_std(const Array& std) {
  dispatch_all_and_reduced(std.dtype(), "min_all", [&]<class T>() {
    const T* data = std.data<T>();
    internal::MemoryOrder(std).for_each_with(std, [&](int64_t i, int64_t) {
      GRADLAB_CHECK(data[i] >= T(0), "normal expects all elements of std >= 0.0");
    });
  });
}

template <class T>
void check_uniform_bounds(double from, double to, ScalarType dtype) {
  constexpr double kMax = std::numeric_limits<T>::max();
  GRADLAB_CHECK(from >= -kMax && from <= kMax, "from is out of bounds for ", TypeMeta(dtype));
  GRADLAB_CHECK(to >= -kMax && to <= kMax, "to is out of bounds for ", TypeMeta(dtype));
  GRADLAB_CHECK(from <= to, "uniform_ expects to return a [from, to) range, but found from=", from,
                " > to=", to);
  GRADLAB_CHECK(to - from <= kMax, "uniform_ expects to-from <= std::numeric_limits<", dtype,
                ">::max(), but found to=", to, " and from=", from,
                " which result in to-from to exceed the limit");
}

// Uniform numbers for `n` elements that lie one after another.
void fill_uniform(float* data, int64_t n, float from, float to, GeneratorState& g,
                  RandomRecipe recipe) {
  for (int64_t i = 0, got = 0; i < n; i += got) {
    const uint32_t* words = g.engine.take(n - i, &got);
    internal::uniform_from_words(words, got, from, to, recipe, data + i);
  }
}
void fill_uniform(double* data, int64_t n, double from, double to, GeneratorState& g,
                  RandomRecipe recipe) {
  for (int64_t i = 0; i < n; ++i) {
    data[i] = multiply_add(draw_unit<double>(g), to - from, from, recipe);
  }
}

template <ReducedFloat T>
void fill_uniform(T* data, int64_t n, T from, T to, GeneratorState& g, RandomRecipe recipe) {
  const float range = to - from;
  for (int64_t i = 0; i < n; ++i) {
    data[i] = multiply_add(draw_unit<T>(g), range, static_cast<float>(from), recipe);
  }
}
// With PyTorch's roundings: of BFloat16 after every step, of Half where a variable is written.
template <ReducedFloat T>
void reduced_box_muller(T* block, T mean, T std) {
  using Step = std::conditional_t<std::is_same_v<T, BFloat16>, BFloat16, float>;
  for (int j = 0; j < 8; ++j) {
    const T u1 = T(1) - block[j], u2 = block[j + 8];
    const Step log = std::log(static_cast<float>(u1));
    const T radius = std::sqrt(static_cast<float>(Step(-2) * log));
    const T angle = static_cast<float>(2.0 * std::numbers::pi * static_cast<double>(u2));
    const Step cos = std::cos(static_cast<float>(angle));
    const Step sin = std::sin(static_cast<float>(angle));
    block[j] = Step(radius) * cos * Step(std) + Step(mean);
    block[j + 8] = Step(radius) * sin * Step(std) + Step(mean);
  }
}

// n >= 16. Uniform numbers are turned into normal ones a piece at a time, while the cache has them.
template <class T>
void fill_normal(T* data, int64_t n, T mean, T std, GeneratorState& g, RandomRecipe recipe) {
  constexpr int64_t kBlock = 16, kPiece = 128 * kBlock;
  const auto transform = [&](T* from, int64_t count) {
    if constexpr (ReducedFloat<T>) {
      for (int64_t i = 0; i < count; i += kBlock) reduced_box_muller(from + i, mean, std);
    } else {
      internal::box_muller(from, count, mean, std, recipe);
    }
  };
  for (int64_t i = 0; i < n; i += kPiece) {
    const int64_t count = std::min(kPiece, n - i);
    fill_uniform(data + i, count, T(0), T(1), g, recipe);
    transform(data + i, count / kBlock * kBlock);
  }
  if (n % kBlock == 0) return;
  // The last block is drawn anew and covers what is left, with some elements that were ready.
  T* last = data + n - kBlock;
  fill_uniform(last, kBlock, T(0), T(1), g, recipe);
  transform(last, kBlock);
}

// Fills with draw(state) as T, drawn as double.
template <class Draw>
void fill_from_doubles(const Array& a, const char* kernel, const Generator& g, Draw draw) {
  check_no_internal_overlap(a);
  dispatch_drawn(a.dtype(), kernel, [&]<class T>() {
    std::lock_guard<std::mutex> lock(g.mutex());
    GeneratorState& state = g.state();
    fill_in_memory_order<T>(a, [&] { return static_cast<T>(draw(state)); });
  });
}

// out = op(out, b), with b broadcast: computed in the dtype that PyTorch promotes the two to, and
// rounded to that of `out`.
template <class Op>
void combine_in_place(const Array& out, const Array& b, Op op) {
  const Array wide = b.expand(out.sizes());
  const bool in_double = b.dtype() == kDouble && (b.dim() > 0 || out.dim() == 0);
  dispatch_drawn(out.dtype(), "normal", [&]<class T>() {
    dispatch_all_and_reduced(b.dtype(), "normal", [&]<class B>() {
      T* x = out.data<T>();
      const B* y = wide.data<B>();
      internal::MemoryOrder(out).for_each_with(wide, [&](int64_t i, int64_t j) {
        if (in_double) {
          x[i] = static_cast<T>(op(static_cast<double>(x[i]), static_cast<double>(y[j])));
        } else {
          x[i] = op(x[i], static_cast<T>(y[j]));
        }
      });
    });
  });
}

constexpr auto kMultiply = [](auto x, auto y) { return x * y; };
constexpr auto kAdd = [](auto x, auto y) { return x + y; };

}  // namespace

void uniform_(const Array& a, double from, double to, const Generator& g) {
  dispatch_drawn(a.dtype(), "check_uniform_bounds", [&]<class T>() {
    check_uniform_bounds<T>(from, to, a.dtype());
    check_no_internal_overlap(a);
    const T low = static_cast<T>(from), high = static_cast<T>(to);
    const RandomRecipe recipe = random_recipe();
    std::lock_guard<std::mutex> lock(g.mutex());
    GeneratorState& state = g.state();
    if (a.is_non_overlapping_and_dense()) {
      fill_uniform(a.data<T>(), a.numel(), low, high, state, recipe);
    } else {
      fill_in_memory_order<T>(
          a, [&, from = internal::Computed<T>(low), range = internal::Computed<T>(high - low)] {
            return multiply_add(draw_unit<T>(state), range, from, recipe);
          });
    }
  });
}

void normal_(const Array& a, double mean, double std, const Generator& g) {
  check_std(std);
  const RandomRecipe recipe = random_recipe();
  if (a.numel() < 16 || !a.is_contiguous()) {
    fill_from_doubles(a, "normal_kernel_cpu", g, [=](GeneratorState& state) {
      return multiply_add(draw_normal(state), std, mean, recipe);
    });
    return;
  }
  dispatch_drawn(a.dtype(), "normal_kernel_cpu", [&]<class T>() {
    std::lock_guard<std::mutex> lock(g.mutex());
    fill_normal(a.data<T>(), a.numel(), static_cast<T>(mean), static_cast<T>(std), g.state(),
                recipe);
  });
}

Array normal(const Array& mean, double std, const Generator& g) {
  check_std(std);
  Array out = Array::empty(mean.sizes(), mean.dtype());
  normal_(out, 0, std, g);
  combine_in_place(out, mean, kAdd);
  return out;
}

Array normal(double mean, const Array& std, const Generator& g) {
  check_std(std);
  Array out = Array::empty(std.sizes(), std.dtype());
  normal_(out, 0, 1, g);
  combine_in_place(out, std, kMultiply);
  dispatch_drawn(out.dtype(), "normal", [&]<class T>() {
    T* x = out.data<T>();
    for (int64_t i = 0; i < out.numel(); ++i) x[i] += static_cast<T>(mean);
  });
  return out;
}

Array normal(const Array& mean, const Array& std, const Generator& g) {
  check_std(std);
  Array out = Array::empty(broadcast_sizes(mean.sizes(), std.sizes()), mean.dtype());
  normal_(out, 0, 1, g);
  combine_in_place(out, std, kMultiply);
  combine_in_place(out, mean, kAdd);
  return out;
}

void log_normal_(const Array& a, double mean, double std, const Generator& g) {
  GRADLAB_CHECK(std > 0.0, "log_normal_ expects std > 0.0, but found std=", std);
  const RandomRecipe recipe = random_recipe();
  fill_from_doubles(a, "log_normal_cpu", g, [=](GeneratorState& state) {
    return std::exp(multiply_add(draw_normal(state), std, mean, recipe));
  });
}

void exponential_(const Array& a, double lambda, const Generator& g) {
  GRADLAB_CHECK(lambda >= 0.0, "exponential_ expects lambda >= 0.0, but found lambda=", lambda);
  fill_from_doubles(a, "exponential_cpu", g, [=](GeneratorState& state) {
    return -1.0 / lambda * std::log(1.0 - draw_unit<double>(state));
  });
}

void cauchy_(const Array& a, double median, double sigma, const Generator& g) {
  GRADLAB_CHECK(sigma > 0, "cauchy_ expects sigma > 0.0, but found sigma=", sigma);
  constexpr double kEpsilon = std::numeric_limits<double>::epsilon();
  const RandomRecipe recipe = random_recipe();
  fill_from_doubles(a, "cauchy_cpu", g, [=](GeneratorState& state) {
    // Away from the ends, where the tangent has no finite value.
    const double u = std::clamp(draw_unit<double>(state), kEpsilon, 1 - kEpsilon);
    return multiply_add(sigma, std::tan(std::numbers::pi * (u - 0.5)), median, recipe);
  });
}

}  // namespace gradlab::kernels
