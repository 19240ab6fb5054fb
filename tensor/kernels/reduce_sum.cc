#include <limits>
#include <type_traits>

#include "gradlab/tensor/error.h"
#include "gradlab/tensor/kernels/cascade_sum.h"
#include "gradlab/tensor/kernels/copy.h"
#include "gradlab/tensor/kernels/reduce.h"
#include "gradlab/tensor/kernels/reduce_engine.h"
#include "gradlab/tensor/kernels/reduce_plan.h"
#include "gradlab/tensor/kernels/reduced.h"

namespace gradlab::kernels {
namespace {

// Integers are accumulated without sign, where overflow wraps around.
template <class T>
using Accumulator = std::conditional_t<std::is_floating_point_v<T>, T, uint64_t>;

template <class T>
struct SumOp {
  using In = T;
  using Acc = Accumulator<T>;
  using Out = std::conditional_t<std::is_floating_point_v<T>, T, int64_t>;
  // Narrow integers are widened eightfold; their vectors would gain little and be 40 KB of code.
  static constexpr bool kVector = sizeof(T) >= 4;
  Acc identity() const { return 0; }
  Acc value(In x) const { return static_cast<Acc>(x); }
  void load(Vec<Acc>& v, const In* p) const { kernels::load(v, p); }
  template <class A>
  static void combine(A& acc, const A& x) {
    acc += x;
  }
  Out finish(Acc a) const { return static_cast<Out>(a); }
};

template <class T>
struct ProdOp : SumOp<T> {
  using typename SumOp<T>::Acc;
  Acc identity() const { return 1; }
  template <class A>
  static void combine(A& acc, const A& x) {
    acc *= x;
  }
};

// What sum and prod of integers return before the conversion to a requested type.
ScalarType natural_result(ScalarType t) { return is_floating_point(t) ? t : ScalarType::Long; }

// Elements are converted first where the result would differ: everything to or from floating
// point. Sums of integers wrap around alike before and after.
const Array convert_elements(const Array& a, ScalarType dtype) {
  if (dtype == ScalarType::Undefined || dtype == a.dtype()) return a;
  if (is_floating_point(dtype) || is_floating_point(a.dtype()) || dtype == ScalarType::Bool) {
    return cast(a, dtype);
  }
  return a;
}

template <template <class> class Op>
Array sum_or_prod(const char* name, const Array& input, IntArrayRef dims, bool keepdim,
                  ScalarType dtype) {
  const Array a = convert_elements(input, dtype);
  if (is_reduced(a)) {
    return rounded(sum_or_prod<Op>(name, widened(a), dims, keepdim, ScalarType::Undefined),
                   a.dtype());
  }
  const ReducePlan plan(a, dims, keepdim);
  Array out = plan.make_result(natural_result(a.dtype()));
  dispatch_all(a.dtype(), name, [&]<class T>() {
    if constexpr (std::is_floating_point_v<T> && std::is_same_v<Op<T>, SumOp<T>>) {
      cascade_sum(plan, a.data<T>(), out.data<T>(), [](T sum) { return sum; });
    } else {
      run_reduction(plan, Op<T>(), a.raw_data(), out.raw_data());
    }
  });
  return dtype == ScalarType::Undefined ? out : cast(out, dtype);
}

}  // namespace

Array sum(const Array& a, IntArrayRef dims, bool keepdim, ScalarType dtype) {
  return sum_or_prod<SumOp>("sum_cpu", a, dims, keepdim, dtype);
}

Array prod(const Array& a, IntArrayRef dims, bool keepdim, ScalarType dtype) {
  return sum_or_prod<ProdOp>("prod_cpu", a, dims, keepdim, dtype);
}

Array mean(const Array& input, IntArrayRef dims, bool keepdim, ScalarType dtype) {
  const bool given = dtype != ScalarType::Undefined;
  const ScalarType result = given ? dtype : input.dtype();
  GRADLAB_CHECK(is_floating_point(result), "mean(): could not infer output dtype. ",
                given ? "Optional" : "Input",
                " dtype must be either a floating point or complex dtype. Got: ", result);
  const Array a = convert_elements(input, dtype);
  if (is_reduced(a)) return rounded(mean(widened(a), dims, keepdim), a.dtype());
  const ReducePlan plan(a, dims, keepdim);
  Array out = plan.make_result(result);
  dispatch_floating(result, "mean_cpu", [&]<class T>() {
    const T n = static_cast<T>(plan.reduced.numel);
    cascade_sum(plan, a.data<T>(), out.data<T>(), [n](T sum) { return sum / n; });
  });
  return out;
}

Array sum_to(const Array& a, IntArrayRef sizes) {
  if (a.sizes() == sizes) return a;
  GRADLAB_CHECK(is_expandable_to(sizes, a.sizes()), "sum_to: ", a.sizes(),
                " is not an expansion of ", sizes);
  int64_t dims[kMaxReduceDims];
  size_t count = 0;
  const size_t extra = a.dim() - sizes.size();
  GRADLAB_CHECK(a.dim() <= kMaxReduceDims, "only tensors with up to 64 dims are supported");
  for (size_t i = 0; i < static_cast<size_t>(a.dim()); ++i) {
    if (i < extra || (sizes[i - extra] == 1 && a.sizes()[i] != 1)) {
      dims[count++] = static_cast<int64_t>(i);
    }
  }
  return sum(a, {dims, count}, true, a.dtype()).view(sizes);
}

}  // namespace gradlab::kernels
