// The discrete distributions: coins, integers, permutations.
#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <mutex>
#include <optional>
#include <type_traits>
#include <utility>
#include <vector>

#include "gradlab/tensor/half.h"
#include "gradlab/tensor/random/distributions.h"
#include "gradlab/tensor/random/draw.h"
#include "gradlab/tensor/random/memory_order.h"

namespace gradlab::kernels {
namespace {

using internal::check_no_internal_overlap;
using internal::draw_unit;
using internal::fill_in_memory_order;
using internal::kFloating;

// Whether ranges of 2^32 and more are drawn from two words; the other types have no such range.
template <class T>
constexpr bool kDrawsTwoWords =
    (kFloating<T> && !std::is_same_v<T, Half>) || std::is_same_v<T, int64_t>;

// An int64 after a round trip through T, nothing when it is 2^63 then.
template <class T>
std::optional<int64_t> rounded_through(int64_t v) {
  const T as_t = static_cast<T>(v);
  if (as_t >= static_cast<T>(0x1p63)) return std::nullopt;
  return static_cast<int64_t>(as_t);
}

// The distance of neighbouring values of T around v, for |v| beyond the mantissa.
template <class T>
int64_t spacing(int64_t v) {
  const uint64_t magnitude = v < 0 ? -static_cast<uint64_t>(v) : static_cast<uint64_t>(v);
  const int shift = std::bit_width(magnitude) - std::numeric_limits<T>::digits;
  return int64_t{1} << std::max(shift, 0);
}

// PyTorch moves the bounds inwards to values of T, lest a rounded result lie outside of them.
template <class T>
int64_t from_for(int64_t from) {
  if (from == std::numeric_limits<int64_t>::max()) return from;
  const std::optional<int64_t> next = rounded_through<T>(from + 1);
  return next && *next < from ? *next + spacing<T>(from + 1) : from;
}
template <class T>
int64_t to_for(int64_t to) {
  const std::optional<int64_t> last = rounded_through<T>(to - 1);
  return last && *last >= to ? *last - spacing<T>(to - 1) : to;
}

// Both bounds inclusive. Every int64 is a finite float and double.
template <class T>
void check_range(int64_t from, int64_t last, ScalarType dtype) {
  if constexpr (!kFloating<T>) {
    constexpr int64_t kMin = std::numeric_limits<T>::lowest(), kMax = std::numeric_limits<T>::max();
    GRADLAB_CHECK(from >= kMin && from <= kMax, "from is out of bounds for ", TypeMeta(dtype));
    GRADLAB_CHECK(last >= kMin && last <= kMax, "to - 1 is out of bounds for ", TypeMeta(dtype));
  }
}

// The largest value that random_ without an upper bound draws.
template <class T>
constexpr int64_t largest() {
  if constexpr (kFloating<T>) {
    return int64_t{1} << std::numeric_limits<T>::digits;
  } else {
    return std::numeric_limits<T>::max();
  }
}

// from + draw % range; range 0 stands for 2^64.
template <class T>
void fill_integers(const Array& a, int64_t from, uint64_t range, bool two_words,
                   const Generator& g) {
  check_no_internal_overlap(a);
  std::lock_guard<std::mutex> lock(g.mutex());
  GeneratorState& state = g.state();
  const auto value = [&](uint64_t draw) {
    const uint64_t v = (range == 0 ? draw : draw % range) + static_cast<uint64_t>(from);
    return static_cast<T>(static_cast<int64_t>(v));
  };
  if (two_words) {
    fill_in_memory_order<T>(a, [&] { return value(state.random64()); });
  } else {
    fill_in_memory_order<T>(a, [&] { return value(state.random()); });
  }
}

template <class T>
void fill_integers(const Array& a, int64_t from, uint64_t range, const Generator& g) {
  fill_integers<T>(a, from, range, kDrawsTwoWords<T> && range >= uint64_t{1} << 32, g);
}

template <class T>
void random_between(const Array& a, int64_t from, int64_t to, const Generator& g) {
  if constexpr (kFloating<T>) {
    from = from_for<T>(from);
    to = to_for<T>(to);
    GRADLAB_CHECK(from < to,
                  "random_ expects 'from' casted to dtype to be less than 'to' casted to dtype, "
                  "but got from=",
                  from, " >= to=", to);
  }
  check_range<T>(from, to - 1, a.dtype());
  fill_integers<T>(a, from, static_cast<uint64_t>(to) - static_cast<uint64_t>(from), g);
}

template <class T>
void random_from(const Array& a, int64_t from, const Generator& g) {
  constexpr int64_t kLast = largest<T>();
  if (from == std::numeric_limits<int64_t>::lowest()) {
    GRADLAB_CHECK(kDrawsTwoWords<T>,
                  "random_full_64_bits_range_kernel_cpu handles only int64, double, float and "
                  "bfloat16");
    return fill_integers<T>(a, 0, 0, true, g);
  }
  if constexpr (kFloating<T>) {
    from = from_for<T>(from);
    GRADLAB_CHECK(from < kLast,
                  "random_ expects 'from' casted to dtype to be less than or equal to 'to_inc' "
                  "casted to dtype, but got from=",
                  from, " > to_inc=", kLast);
  }
  check_range<T>(from, kLast, a.dtype());
  fill_integers<T>(a, from, static_cast<uint64_t>(kLast) - static_cast<uint64_t>(from) + 1, g);
}

}  // namespace

void geometric_(const Array& a, double p, const Generator& g) {
  GRADLAB_CHECK(0 < p && p < 1, "geometric_ expects p to be in (0, 1), but got p=", p);
  check_no_internal_overlap(a);
  internal::dispatch_drawn_numeric(a.dtype(), "geometric_cpu", [&]<class T>() {
    std::lock_guard<std::mutex> lock(g.mutex());
    GeneratorState& state = g.state();
    fill_in_memory_order<T>(a, [&] {
      const double u = draw_unit<double>(state);
      return internal::convert_double<T>(std::ceil(std::log(u) / std::log(1.0 - p)));
    });
  });
}

void bernoulli_(const Array& a, double p, const Generator& g) {
  GRADLAB_CHECK(0 <= p && p <= 1, "bernoulli_ expects p to be in [0, 1], but got p=", p);
  check_no_internal_overlap(a);
  dispatch_all_and_reduced(a.dtype(), "bernoulli_scalar_cpu_", [&]<class T>() {
    std::lock_guard<std::mutex> lock(g.mutex());
    GeneratorState& state = g.state();
    fill_in_memory_order<T>(a, [&] { return static_cast<T>(draw_unit<double>(state) < p); });
  });
}

void bernoulli_(const Array& a, const Array& p, const Generator& g) {
  check_no_internal_overlap(a);
  const Array wide = p.expand(a.sizes());
  internal::dispatch_drawn(p.dtype(), "bernoulli_tensor_cpu_p_", [&]<class P>() {
    const internal::MemoryOrder order(a);
    const P* data = wide.data<P>();
    // Checked, and copied in the order of use: the array may be filled with its own draws.
    std::vector<P> probabilities;
    probabilities.reserve(a.numel());
    order.for_each_with(wide, [&](int64_t, int64_t i) {
      GRADLAB_CHECK(data[i] >= 0 && data[i] <= 1,
                    "Expected p_in >= 0 && p_in <= 1 to be true, but got false.  (Could this error "
                    "message be improved?  If so, please report an enhancement request to "
                    "PyTorch.)");
      probabilities.push_back(data[i]);
    });
    dispatch_all_and_reduced(a.dtype(), "bernoulli_tensor_cpu_self_", [&]<class T>() {
      std::lock_guard<std::mutex> lock(g.mutex());
      GeneratorState& state = g.state();
      const P* next = probabilities.data();
      fill_in_memory_order<T>(
          a, [&] { return static_cast<T>(draw_unit<internal::Computed<P>>(state) < *next++); });
    });
  });
}

Array bernoulli(const Array& p, const Generator& g) {
  Array out = Array::empty(p.sizes(), p.dtype());
  bernoulli_(out, p, g);
  return out;
}

void random_(const Array& a, const Generator& g) {
  dispatch_all_and_reduced(a.dtype(), "random_kernel_cpu", [&]<class T>() {
    constexpr bool kTwoWords = sizeof(T) == 8;
    fill_integers<T>(a, 0, static_cast<uint64_t>(largest<T>()) + 1, kTwoWords, g);
  });
}

void random_(const Array& a, int64_t to, const Generator& g) { random_(a, 0, to, g); }

void random_(const Array& a, int64_t from, std::optional<int64_t> to, const Generator& g) {
  GRADLAB_CHECK(!to || from < *to,
                "random_ expects 'from' to be less than 'to', but got from=", from, " >= to=", *to);
  dispatch_all_and_reduced(a.dtype(), "random_from_to", [&]<class T>() {
    to ? random_between<T>(a, from, *to, g) : random_from<T>(a, from, g);
  });
}

Array randperm(int64_t n, ScalarType dtype, const Generator& g) {
  GRADLAB_CHECK(n >= 0, "Trying to create tensor with negative dimension ", n, ": [", n, "]");
  return internal::dispatch_drawn_numeric(dtype, "randperm", [&]<class T>() {
    if constexpr (kFloating<T>) {
      GRADLAB_CHECK(n <= largest<T>() + 1, "n cannot be greater than 2^",
                    std::numeric_limits<T>::digits, "+1 for ", dtype, " type.");
    } else {
      GRADLAB_CHECK(static_cast<uint64_t>(n) <= static_cast<uint64_t>(largest<T>()) + 1,
                    "value cannot be converted to type ", python_dtype_name(dtype),
                    "_t without overflow");
    }
    Array out = Array::empty(n, dtype);
    T* x = out.data<T>();
    std::lock_guard<std::mutex> lock(g.mutex());
    GeneratorState& state = g.state();
    if (n < std::numeric_limits<uint32_t>::max() / 20) {
      // R. Fisher, F. Yates: each place takes one of those that are left.
      for (int64_t i = 0; i < n; ++i) x[i] = static_cast<T>(i);
      for (int64_t i = 0; i + 1 < n; ++i) std::swap(x[i], x[i + state.random() % (n - i)]);
    } else {
      // The same inside out; here the remainder of one word would not be uniform enough.
      for (int64_t i = 0; i < n; ++i) {
        const uint64_t z = state.random64() % static_cast<uint64_t>(i + 1);
        x[i] = static_cast<T>(i);
        std::swap(x[i], x[z]);
      }
    }
    return out;
  });
}

}  // namespace gradlab::kernels
