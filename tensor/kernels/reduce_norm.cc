#include <cmath>
#include <cstdint>
#include <limits>

#include "gradlab/tensor/error.h"
#include "gradlab/tensor/kernels/reduce.h"
#include "gradlab/tensor/kernels/reduce_engine.h"
#include "gradlab/tensor/kernels/reduce_plan.h"
#include "gradlab/tensor/kernels/reduced.h"

namespace gradlab::kernels {
namespace {

// All norms are accumulated in double, where the squares of float32 neither overflow nor vanish.
template <class T>
struct NormOp {
  using In = T;
  using Acc = double;
  using Out = T;
  static constexpr bool kVector = true;
  double identity() const { return 0; }
  template <class A>
  static void combine(A& acc, const A& x) {
    acc += x;
  }
  T finish(double a) const { return static_cast<T>(a); }
};

template <class T>
struct CountNonzero : NormOp<T> {
  double value(T x) const { return x != 0; }
  void load(Vec<double>& v, const T* p) const {
    kernels::load(v, p);
    for (Register<double>& r : v.part) {
      const Register<double> zero = {}, one = zero + 1;
      r = r != zero ? one : zero;
    }
  }
};
template <class T>
struct SumOfAbs : NormOp<T> {
  double value(T x) const { return std::abs(x); }
  void load(Vec<double>& v, const T* p) const {
    kernels::load(v, p);
    for (Register<double>& r : v.part) {  // without the sign bit
      r = (Register<double>)((Register<uint64_t>)r & (~uint64_t{0} >> 1));
    }
  }
};
template <class T>
struct Euclidean : NormOp<T> {
  double value(T x) const { return double{x} * x; }
  void load(Vec<double>& v, const T* p) const {
    kernels::load(v, p);
    v *= v;
  }
  T finish(double a) const { return static_cast<T>(std::sqrt(a)); }
};
template <class T>
struct LargestAbs : SumOfAbs<T> {
  template <class A>
  static void combine(A& acc, const A& x) {
    keep_larger(acc, x);
  }
};
template <class T>
struct SmallestAbs : SumOfAbs<T> {
  template <class A>
  static void combine(A& acc, const A& x) {
    keep_smaller(acc, x);
  }
};
template <class T>
struct GeneralNorm : NormOp<T> {
  static constexpr bool kVector = false;
  explicit GeneralNorm(double exponent) : p(exponent) {}
  double value(T x) const { return std::pow(std::abs(double{x}), p); }
  T finish(double a) const { return static_cast<T>(std::pow(a, 1 / p)); }
  double p;
};

template <class T>
void run_norm(double p, const ReducePlan& plan, const void* in, void* out) {
  constexpr double kInf = std::numeric_limits<double>::infinity();
  if (p == 2) return run_reduction(plan, Euclidean<T>(), in, out);
  if (p == 1) return run_reduction(plan, SumOfAbs<T>(), in, out);
  if (p == 0) return run_reduction(plan, CountNonzero<T>(), in, out);
  if (p == kInf) return run_reduction(plan, LargestAbs<T>(), in, out);
  if (p == -kInf) return run_reduction(plan, SmallestAbs<T>(), in, out);
  run_reduction(plan, GeneralNorm<T>(p), in, out);
}

}  // namespace

Array norm(const Array& a, double p, IntArrayRef dims, bool keepdim) {
  GRADLAB_CHECK(is_floating_point(a.dtype()),
                "linalg.vector_norm: Expected a floating point or complex tensor as input. Got ",
                a.dtype());
  if (is_reduced(a)) return rounded(norm(widened(a), p, dims, keepdim), a.dtype());
  const ReducePlan plan(a, dims, keepdim);
  if (p < 0 || p == std::numeric_limits<double>::infinity()) {
    GRADLAB_CHECK(a.numel() > 0 || !dims.empty(), "linalg.vector_norm cannot compute the ", p,
                  " norm on an empty tensor because the operation does not have an identity");
    const std::optional<int64_t> empty = empty_dim(a, dims);
    GRADLAB_CHECK(!empty, "linalg.vector_norm cannot compute the ", p, " norm on the dimension ",
                  *empty,
                  "because this dimension is empty and the operation does not have an identity");
  }
  Array out = plan.make_result(a.dtype());
  dispatch_floating(a.dtype(), "norm",
                    [&]<class T>() { run_norm<T>(p, plan, a.raw_data(), out.raw_data()); });
  return out;
}

}  // namespace gradlab::kernels
