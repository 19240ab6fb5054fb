#include <cmath>
#include <cstdint>
#include <vector>

#include "gradlab/tensor/dtype.h"
#include "gradlab/tensor/kernels/binary.h"
#include "gradlab/tensor/kernels/copy.h"
#include "gradlab/tensor/kernels/reduce.h"
#include "gradlab/tensor/kernels/reduce_engine.h"
#include "gradlab/tensor/kernels/reduce_plan.h"
#include "gradlab/tensor/kernels/reduced.h"
#include "gradlab/tensor/kernels/unary.h"
#include "gradlab/tensor/kernels/simd/vec_math.h"

namespace gradlab::kernels {
namespace {

template <class T>
struct SumOfExp {
  using In = T;
  using Acc = T;
  using Out = T;
  static constexpr bool kVector = true;
  T value(T x) const { return std::exp(x - max); }
  void load(Vec<T>& v, const T* p) const {
    kernels::load(v, p);
    v -= Vec<T>::all(max);
    exp_in_place(v);
  }
  template <class A>
  static void combine(A& acc, const A& x) {
    acc += x;
  }
  T max;
};

// Runs of consecutive elements need no array of exponentials. *result holds the maxima.
template <class T>
void reduce_runs(const ReducePlan& plan, const T* in, T* result) {
  Odometer kept(plan.kept);
  do {
    T& r = result[kept.out()];
    const SumOfExp<T> op{r};
    const T sum = ReduceEngine(op).run_of(in + kept.in(), plan.reduced.inner_size(), 1);
    r += std::log(sum);
  } while (kept.next());
}

}  // namespace

// log(sum exp(x - m)) + m with the maximum m for every result; an infinite m would only turn
// inf - inf into NaN.
Array logsumexp(const Array& input, IntArrayRef dims, bool keepdim) {
  if (is_reduced(input)) return rounded(logsumexp(widened(input), dims, keepdim), input.dtype());
  const Array a = is_floating_point(input.dtype()) ? input : cast(input, get_default_dtype());
  if (a.numel() == 0) return log(sum(exp(a), dims, keepdim));
  const Array max = amax(a, dims, keepdim);
  dispatch_floating(a.dtype(), "logsumexp", [&]<class T>() {
    T* m = max.data<T>();
    for (int64_t i = 0; i < max.numel(); ++i) {
      if (std::isinf(m[i])) m[i] = 0;
    }
  });
  const ReducePlan plan(a, dims, keepdim);
  if (plan.reduced.dims == 1 && plan.reduced.inner_stride() == 1) {
    dispatch_floating(a.dtype(), "logsumexp",
                      [&]<class T>() { reduce_runs(plan, a.data<T>(), max.data<T>()); });
    return max;
  }
  std::vector<int64_t> with_ones = a.sizes().vec();
  const uint64_t mask = dim_mask(dims, a.dim());
  for (size_t i = 0; i < with_ones.size(); ++i) {
    if (mask >> i & 1) with_ones[i] = 1;
  }
  const Array shifted = sub(a, max.view(with_ones));
  const Array out = log(sum(exp(shifted, &shifted), dims, keepdim));
  return add(out, max, 1, &out);
}

}  // namespace gradlab::kernels
