#include <algorithm>
#include <limits>

#include "gradlab/tensor/error.h"
#include "gradlab/tensor/kernels/reduce.h"
#include "gradlab/tensor/kernels/reduce_engine.h"
#include "gradlab/tensor/kernels/reduce_plan.h"
#include "gradlab/tensor/kernels/reduced.h"

namespace gradlab::kernels {
namespace {

// The two passes: the sum of x, and of (x - mean)^2. In double, where float32's squares are exact
// enough for any offset.
template <class T>
struct DoubleSum {
  using In = T;
  using Acc = double;
  using Out = T;
  static constexpr bool kVector = true;
  double value(T x) const { return x; }
  void load(Vec<double>& v, const T* p) const { kernels::load(v, p); }
  template <class A>
  static void combine(A& acc, const A& x) {
    acc += x;
  }
};
template <class T>
struct SquaredDistance : DoubleSum<T> {
  explicit SquaredDistance(double m) : mean(m) {}
  double value(T x) const { return (x - mean) * (x - mean); }
  void load(Vec<double>& v, const T* p) const {
    kernels::load(v, p);
    v -= Vec<double>::all(mean);
    v *= v;
  }
  double mean;
};

template <class T>
class Variance {
 public:
  Variance(const ReducePlan& plan, double correction, const T* in, T* var, T* mean)
      : plan_(plan), in_(in), var_(var), mean_(mean), n_(static_cast<double>(plan.reduced.numel)) {
    const double freedom = n_ - correction;
    divisor_ = std::max(freedom, 0.0);
  }

  void run() {
    if (plan_.kept.numel == 0) return;
    if (plan_.reduced.numel == 0) {
      const T nan = std::numeric_limits<T>::quiet_NaN();
      std::fill_n(var_, plan_.kept.numel, nan);
      if (mean_) std::fill_n(mean_, plan_.kept.numel, nan);
    } else if (plan_.by_rows()) {
      by_rows();
    } else {
      by_runs();
    }
  }

 private:
  void set(int64_t at, double mean, double squares) {
    var_[at] = static_cast<T>(squares / divisor_);
    if (mean_) mean_[at] = static_cast<T>(mean);
  }

  template <class Op>
  double total(const Op& op, const T* p) const {
    const ReduceEngine<Op> engine(op);
    const int64_t n = plan_.reduced.inner_size(), stride = plan_.reduced.inner_stride();
    PairwiseStack<Op, double> partial(engine.run_of(p, n, stride));
    Odometer runs(plan_.reduced, 1);
    while (runs.next()) partial.push(engine.run_of(p + runs.in(), n, stride));
    double sum;
    partial.total(sum);
    return sum;
  }

  void by_runs() {
    Odometer kept(plan_.kept);
    do {
      const T* p = in_ + kept.in();
      const double mean = total(DoubleSum<T>(), p) / n_;
      set(kept.out(), mean, total(SquaredDistance<T>(mean), p));
    } while (kept.next());
  }

  // A strip of columns, row after row, twice.
  void by_rows() {
    using Sum = DoubleSum<T>;
    constexpr int64_t kStrip = ReduceEngine<Sum>::kMaxCols;
    const LoopNest& kept = plan_.kept;
    const int64_t cols = kept.inner_size(), step = kept.inner_stride();
    const Sum op;
    const ReduceEngine<Sum> engine(op);
    double mean[kStrip], squares[kStrip];
    Odometer outer(kept, 1);
    do {
      for (int64_t from = 0; from < cols; from += kStrip) {
        const int64_t width = std::min(kStrip, cols - from);
        const T* base = in_ + outer.in() + from * step;
        Odometer first(plan_.reduced);
        auto next_row = [&]() {
          const T* row = base + first.in();
          first.next();
          return row;
        };
        engine.rows_of(plan_.reduced.numel, width, step, next_row, mean);
        for (int64_t j = 0; j < width; ++j) {
          mean[j] /= n_;
          squares[j] = 0;
        }
        Odometer second(plan_.reduced);
        do {
          const T* row = base + second.in();
          for (int64_t j = 0; j < width; ++j) {
            const double d = row[j * step] - mean[j];
            squares[j] += d * d;
          }
        } while (second.next());
        for (int64_t j = 0; j < width; ++j) {
          set(outer.out() + (from + j) * kept.inner_out_stride(), mean[j], squares[j]);
        }
      }
    } while (outer.next());
  }

  const ReducePlan& plan_;
  const T* in_;
  T* var_;
  T* mean_;  // may be null
  double n_;
  double divisor_;
};

VarMean run_variance(const char* message, const Array& a, IntArrayRef dims, double correction,
                     bool keepdim, bool want_mean) {
  GRADLAB_CHECK(is_floating_point(a.dtype()), message);
  if (is_reduced(a)) {
    VarMean wide = run_variance(message, widened(a), dims, correction, keepdim, want_mean);
    wide.var = rounded(wide.var, a.dtype());
    if (want_mean) wide.mean = rounded(wide.mean, a.dtype());
    return wide;
  }
  const ReducePlan plan(a, dims, keepdim);
  VarMean out;
  out.var = plan.make_result(a.dtype());
  if (want_mean) out.mean = plan.make_result(a.dtype());
  dispatch_floating(a.dtype(), "var", [&]<class T>() {
    Variance<T>(plan, correction, a.data<T>(), out.var.data<T>(),
                want_mean ? out.mean.data<T>() : nullptr)
        .run();
  });
  return out;
}

}  // namespace

Array var(const Array& a, IntArrayRef dims, double correction, bool keepdim) {
  return run_variance("std and var only support floating point and complex dtypes", a, dims,
                      correction, keepdim, false)
      .var;
}

VarMean var_mean(const Array& a, IntArrayRef dims, double correction, bool keepdim) {
  return run_variance("var_mean only support floating point and complex dtypes", a, dims,
                      correction, keepdim, true);
}

}  // namespace gradlab::kernels
