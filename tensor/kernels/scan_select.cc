// cummax, cummin, logcumsumexp.
#include <cmath>
#include <limits>

#include "gradlab/tensor/dtype.h"
#include "gradlab/tensor/kernels/lines.h"
#include "gradlab/tensor/kernels/reduced.h"
#include "gradlab/tensor/kernels/scan.h"

namespace gradlab::kernels {
namespace {

// Whether x takes the place of the extreme so far: it is no nearer, or NaN, which nothing replaces
// but another NaN.
struct NotBelow {
  template <class T>
  static bool replaces(T x, T best) {
    return x != x || (best == best && x >= best);
  }
};
struct NotAbove {
  template <class T>
  static bool replaces(T x, T best) {
    return x != x || (best == best && x <= best);
  }
};

template <class Order>
ValuesIndices running_extreme(const char* name, const Array& a, int64_t dim) {
  if (is_reduced(a)) {
    const ValuesIndices wide = running_extreme<Order>(name, widened(a), dim);
    return {rounded(wide.values, a.dtype()), wide.indices};
  }
  const int64_t d = a.wrap_dim(dim);
  ValuesIndices out{Array::empty(a.sizes(), a.dtype()), Array::empty(a.sizes(), kLong)};
  const Lines lines(a, out.values, d);
  if (a.numel() == 0) return out;
  dispatch_all(a.dtype(), name, [&]<class T>() {
    lines.for_each([&](int64_t from, int64_t to) {
      const T* p = a.data<T>() + from;
      T* values = out.values.data<T>() + to;
      int64_t* indices = out.indices.data<int64_t>() + to;
      T best = p[0];
      int64_t at = 0;
      for (int64_t i = 0; i < lines.size(); ++i) {
        const T x = p[i * lines.step()];
        if (Order::replaces(x, best)) best = x, at = i;
        values[i * lines.out_step()] = best;
        indices[i * lines.out_step()] = at;
      }
    });
  });
  return out;
}

}  // namespace

ValuesIndices cummax(const Array& a, int64_t dim) {
  return running_extreme<NotBelow>("cummax_cpu", a, dim);
}
ValuesIndices cummin(const Array& a, int64_t dim) {
  return running_extreme<NotAbove>("cummin_cpu", a, dim);
}

// In double, as the other scans.
Array logcumsumexp(const Array& a, int64_t dim) {
  if (is_reduced(a)) return rounded(logcumsumexp(widened(a), dim), a.dtype());
  const int64_t d = a.wrap_dim(dim);
  Array out = Array::empty(a.sizes(), a.dtype());
  const Lines lines(a, out, d);
  dispatch_floating(a.dtype(), "logcumsumexp_out_cpu", [&]<class T>() {
    lines.for_each([&](int64_t from, int64_t to) {
      const T* p = a.data<T>() + from;
      T* q = out.data<T>() + to;
      double sum = -std::numeric_limits<double>::infinity();
      for (int64_t i = 0; i < lines.size(); ++i) {
        const double x = p[i * lines.step()];
        const double larger = sum != sum || sum > x ? sum : x;
        const double smaller = sum != sum || sum > x ? x : sum;
        // The difference of equal infinities would be NaN.
        const bool same_infinite = std::isinf(larger) && larger == smaller;
        sum = same_infinite ? larger : larger + std::log1p(std::exp(smaller - larger));
        q[i * lines.out_step()] = static_cast<T>(sum);
      }
    });
  });
  return out;
}

}  // namespace gradlab::kernels
