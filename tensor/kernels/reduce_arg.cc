#include <algorithm>

#include "gradlab/tensor/error.h"
#include "gradlab/tensor/kernels/copy.h"
#include "gradlab/tensor/kernels/reduce.h"
#include "gradlab/tensor/kernels/reduce_plan.h"
#include "gradlab/tensor/kernels/reduced.h"
#include "gradlab/tensor/kernels/simd/vec.h"

namespace gradlab::kernels {
namespace {

// Whether x takes the place of an earlier `best`: it is further out, or the first NaN.
struct Larger {
  template <class T>
  static bool replaces(T x, T best) {
    return (x > best) | ((x != x) & (best == best));
  }
  // In every lane the one further out, or NaN.
  template <class V>
  GRADLAB_INLINE static void combine(V& acc, const V& x) {
    keep_larger(acc, x);
  }
};
struct Smaller {
  template <class T>
  static bool replaces(T x, T best) {
    return (x < best) | ((x != x) & (best == best));
  }
  template <class V>
  GRADLAB_INLINE static void combine(V& acc, const V& x) {
    keep_smaller(acc, x);
  }
};

template <class T>
struct Best {
  T value;
  int64_t index;
};

template <class Order, class T>
Best<T> best_of_strided(const T* p, int64_t n, int64_t stride) {
  Best<T> best{p[0], 0};
  for (int64_t i = 1; i < n; ++i) {
    const T x = p[i * stride];
    if (Order::replaces(x, best.value)) best = {x, i};
  }
  return best;
}

// The first element that equals `value`, or the first NaN if that is one. There is one.
template <class T>
int64_t find_first(const T* p, T value) {
  int64_t i = 0;
  if (value != value) {
    while (p[i] == p[i]) ++i;
  } else {
    while (p[i] != value) ++i;
  }
  return i;
}

// The extreme of n >= kLanesOf<T> elements, without its index.
template <class Order, class T>
T extreme_of(const T* p, int64_t n) {
  constexpr int kLanes = kLanesOf<T>;
  Vec<T> even, odd, x;
  load(even, p);
  odd = even;
  int64_t i = kLanes;
  for (; i + 2 * kLanes <= n; i += 2 * kLanes) {
    load(x, p + i);
    Order::combine(even, x);
    load(x, p + i + kLanes);
    Order::combine(odd, x);
  }
  if (i + kLanes <= n) {
    load(x, p + i);
    Order::combine(even, x);
  }
  // The last whole vector; what it has in common with others does not matter.
  load(x, p + n - kLanes);
  Order::combine(even, x);
  Order::combine(even, odd);
  T lane[kLanes];
  store(lane, even);
  for (int half = kLanes / 2; half > 0; half /= 2) {
    for (int j = 0; j < half; ++j) Order::combine(lane[j], lane[j + half]);
  }
  return lane[0];
}

// Vectors find the extreme of a block, without indices; it is looked for again only in the block
// that has the best one, which is in the first-level cache unless the run is long.
template <class Order, class T>
Best<T> best_of_consecutive(const T* p, int64_t n) {
  constexpr int64_t kLanes = kLanesOf<T>, kBlock = 4096;
  if (n < 2 * kLanes) return best_of_strided<Order>(p, n, 1);
  Best<T> best{};
  for (int64_t from = 0; from < n; from += kBlock) {
    const int64_t count = std::min(kBlock, n - from);
    if (count < kLanes) {
      for (int64_t i = from; i < n; ++i) {
        if (Order::replaces(p[i], best.value)) best = {p[i], i};
      }
      break;
    }
    const T extreme = extreme_of<Order>(p + from, count);
    if (from == 0 || Order::replaces(extreme, best.value)) best = {extreme, from};
  }
  best.index += find_first(p + best.index, best.value);
  return best;
}

template <class Order, class T>
class ArgReduction {
 public:
  // `values` may be null.
  ArgReduction(const ReducePlan& plan, const T* in, T* values, int64_t* indices)
      : plan_(plan), in_(in), values_(values), indices_(indices) {}

  void run() {
    if (plan_.kept.numel == 0) return;
    if (plan_.by_rows()) {
      by_rows();
      return;
    }
    const int64_t n = plan_.reduced.inner_size(), stride = plan_.reduced.inner_stride();
    Odometer kept(plan_.kept);
    do {
      const T* p = in_ + kept.in();
      const Best<T> best =
          stride == 1 ? best_of_consecutive<Order>(p, n) : best_of_strided<Order>(p, n, stride);
      if (values_) values_[kept.out()] = best.value;
      indices_[kept.out()] = best.index;
    } while (kept.next());
  }

 private:
  // Row by row against a row of the best so far, a strip of columns at a time.
  void by_rows() {
    constexpr int64_t kStrip = 256;
    const LoopNest& kept = plan_.kept;
    const int64_t cols = kept.inner_size(), step = kept.inner_stride();
    const int64_t rows = plan_.reduced.inner_size(), row_step = plan_.reduced.inner_stride();
    T best[kStrip];
    int64_t index[kStrip];
    Odometer outer(kept, 1);
    do {
      for (int64_t from = 0; from < cols; from += kStrip) {
        const int64_t width = std::min(kStrip, cols - from);
        const T* p = in_ + outer.in() + from * step;
        for (int64_t j = 0; j < width; ++j) {
          best[j] = p[j * step];
          index[j] = 0;
        }
        for (int64_t r = 1; r < rows; ++r) {
          p += row_step;
          for (int64_t j = 0; j < width; ++j) {
            const T x = p[j * step];
            const bool replace = Order::replaces(x, best[j]);
            best[j] = replace ? x : best[j];
            index[j] = replace ? r : index[j];
          }
        }
        for (int64_t j = 0; j < width; ++j) {
          const int64_t at = outer.out() + (from + j) * kept.inner_out_stride();
          if (values_) values_[at] = best[j];
          indices_[at] = index[j];
        }
      }
    } while (outer.next());
  }

  const ReducePlan& plan_;
  const T* in_;
  T* values_;
  int64_t* indices_;
};

template <class Order>
ValuesIndices extreme_along(const char* name, const Array& a, int64_t dim, bool keepdim,
                            bool want_values) {
  if (is_reduced(a)) {
    ValuesIndices wide = extreme_along<Order>(name, widened(a), dim, keepdim, want_values);
    if (want_values) wide.values = rounded(wide.values, a.dtype());
    return wide;
  }
  const int64_t d = a.wrap_dim(dim);
  GRADLAB_CHECK_INDEX(a.dim() == 0 || a.size(d) > 0, name, "(): Expected reduction dim ", d,
                      " to have non-zero size.");
  const ReducePlan plan(a, d, keepdim);
  ValuesIndices out;
  if (want_values) out.values = plan.make_result(a.dtype());
  out.indices = plan.make_result(kLong);
  dispatch_all(a.dtype(), name, [&]<class T>() {
    using L = Lane<T>;
    ArgReduction<Order, L>(plan, static_cast<const L*>(a.raw_data()),
                           want_values ? static_cast<L*>(out.values.raw_data()) : nullptr,
                           out.indices.data<int64_t>())
        .run();
  });
  return out;
}

template <class Order>
Array arg_extreme(const char* name, const char* kernel, const Array& a, std::optional<int64_t> dim,
                  bool keepdim) {
  if (a.dtype() == kBool) throw_not_implemented_for(kernel, kBool);
  if (dim) return extreme_along<Order>(name, a, *dim, keepdim, false).indices;
  GRADLAB_CHECK_INDEX(a.numel() > 0, name,
                      "(): Expected reduction dim to be specified for input.numel() == 0.");
  Array index = extreme_along<Order>(name, reshape(a, -1), 0, false, false).indices;
  if (!keepdim) return index;
  return index.view(std::vector<int64_t>(a.dim(), 1));
}

}  // namespace

ValuesIndices max_dim(const Array& a, int64_t dim, bool keepdim) {
  return extreme_along<Larger>("max", a, dim, keepdim, true);
}
ValuesIndices min_dim(const Array& a, int64_t dim, bool keepdim) {
  return extreme_along<Smaller>("min", a, dim, keepdim, true);
}
Array argmax(const Array& a, std::optional<int64_t> dim, bool keepdim) {
  return arg_extreme<Larger>("argmax", "argmax_cpu", a, dim, keepdim);
}
Array argmin(const Array& a, std::optional<int64_t> dim, bool keepdim) {
  return arg_extreme<Smaller>("argmin", "argmin_cpu", a, dim, keepdim);
}

}  // namespace gradlab::kernels
