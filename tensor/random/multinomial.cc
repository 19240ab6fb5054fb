// Drawing categories by weight.
#include <algorithm>
#include <cmath>
#include <limits>
#include <mutex>
#include <utility>
#include <vector>

#include "gradlab/tensor/random/distributions.h"
#include "gradlab/tensor/random/draw.h"

namespace gradlab::kernels {
namespace {

using internal::Computed;

// What a number becomes in an array of T.
template <class T>
Computed<T> rounded_to(Computed<T> v) {
  return static_cast<Computed<T>>(static_cast<T>(v));
}

// A row of a [rows, categories] array or the only row of a [categories] one.
template <class T>
struct Row {
  Row(const Array& a, int64_t row)
      : data(a.data<T>() + (a.dim() == 2 ? row * a.strides()[0] : 0)),
        stride(a.strides().back()),
        size(a.sizes().back()) {}
  Computed<T> operator[](int64_t i) const { return static_cast<Computed<T>>(data[i * stride]); }

  const T* data;
  int64_t stride;
  int64_t size;
};

// Running sums of a row, divided by the last, each rounded to a T. Throws for weights that are
// none.
template <class T>
std::vector<Computed<T>> cumulative(const Row<T>& weights) {
  using Number = Computed<T>;
  std::vector<Number> sums(weights.size);
  Number sum = 0;
  for (int64_t i = 0; i < weights.size; ++i) {
    const Number w = weights[i];
    GRADLAB_CHECK(w >= 0, "invalid multinomial distribution (encountering probability entry < 0)");
    GRADLAB_CHECK(std::isfinite(w),
                  "invalid multinomial distribution (encountering probability entry = infinity or "
                  "NaN)");
    sums[i] = sum = rounded_to<T>(sum + w);
  }
  GRADLAB_CHECK(sum > 0, "invalid multinomial distribution (sum of probabilities <= 0)");
  for (Number& s : sums) s = rounded_to<T>(s / sum);
  sums.back() = 1;
  return sums;
}

template <class T>
void draw_with_replacement(const Array& probs, const Array& out, int64_t n, const Generator& g) {
  const int64_t rows = probs.dim() == 2 ? probs.sizes()[0] : 1;
  std::vector<std::vector<Computed<T>>> sums;
  for (int64_t r = 0; r < rows; ++r) sums.push_back(cumulative(Row<T>(probs, r)));
  std::lock_guard<std::mutex> lock(g.mutex());
  GeneratorState& state = g.state();
  int64_t* result = out.data<int64_t>();
  for (const std::vector<Computed<T>>& row : sums) {
    for (int64_t i = 0; i < n; ++i) {
      const double u = internal::draw_unit<double>(state);
      *result++ = std::lower_bound(row.begin(), row.end(), u) - row.begin();
    }
  }
}

template <class T>
void check_weights(const Array& probs, int64_t rows) {
  bool valid = true, zero_row = false;
  for (int64_t r = 0; r < rows; ++r) {
    const Row<T> weights(probs, r);
    bool all_zero = true;
    for (int64_t i = 0; i < weights.size; ++i) {
      valid &= weights[i] >= 0 && weights[i] < std::numeric_limits<Computed<T>>::infinity();
      all_zero &= weights[i] == 0;
    }
    zero_row |= all_zero;
  }
  GRADLAB_CHECK(valid, "probability tensor contains either `inf`, `nan` or element < 0");
  GRADLAB_CHECK(!zero_row, "invalid multinomial distribution (sum of probabilities <= 0)");
}

// With q exponential, the category of the largest p/q has probability p (that of the first event
// of several Poisson processes), and those of the n largest are a sample without replacement.
template <class T>
void draw_without_replacement(const Array& probs, const Array& out, int64_t n, const Generator& g) {
  const int64_t rows = probs.dim() == 2 ? probs.sizes()[0] : 1;
  check_weights<T>(probs, rows);
  const Array q = Array::empty_like(probs);
  exponential_(q, 1, g);
  int64_t* result = out.data<int64_t>();
  using Entry = std::pair<Computed<T>, int64_t>;
  std::vector<Entry> entries(probs.sizes().back());
  const auto larger = [](const Entry& x, const Entry& y) {
    return (std::isnan(x.first) && !std::isnan(y.first)) || x.first > y.first;
  };
  const auto begin = entries.begin(), end = entries.end();
  for (int64_t r = 0; r < rows; ++r) {
    const Row<T> p(probs, r), times(q, r);
    for (int64_t i = 0; i < p.size; ++i) entries[i] = {rounded_to<T>(p[i] / times[i]), i};
    // Which of several zeros comes first depends on the algorithm: the choices of PyTorch's topk.
    if (n == 1) {
      std::iter_swap(begin, std::min_element(begin, end, larger));
    } else if (n * 64 <= p.size) {
      std::partial_sort(begin, begin + n, end, larger);
    } else {
      std::nth_element(begin, begin + n - 1, end, larger);
      std::sort(begin, begin + n - 1, larger);
    }
    for (int64_t i = 0; i < n; ++i) *result++ = entries[i].second;
  }
}

}  // namespace

Array multinomial(const Array& probs, int64_t n, bool replacement, const Generator& g) {
  GRADLAB_CHECK(probs.dim() == 1 || probs.dim() == 2, "prob_dist must be 1 or 2 dim");
  GRADLAB_CHECK(is_floating_point(probs.dtype()),
                "multinomial only supports floating-point dtypes for input, got: ", probs.dtype());
  GRADLAB_CHECK(n > 0, "cannot sample n_sample <= 0 samples");
  const int64_t categories = probs.sizes().back();
  GRADLAB_CHECK(replacement || n <= categories,
                "cannot sample n_sample > prob_dist.size(-1) samples without replacement");
  GRADLAB_CHECK(categories <= int64_t{1} << 24, "number of categories cannot exceed 2^24");
  Array out =
      probs.dim() == 1 ? Array::empty(n, kLong) : Array::empty({probs.sizes()[0], n}, kLong);
  if (out.numel() == 0) return out;
  internal::dispatch_drawn(probs.dtype(), "multinomial", [&]<class T>() {
    if (replacement) {
      draw_with_replacement<T>(probs, out, n, g);
    } else {
      draw_without_replacement<T>(probs, out, n, g);
    }
  });
  return out;
}

}  // namespace gradlab::kernels
