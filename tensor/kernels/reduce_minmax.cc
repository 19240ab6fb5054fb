#include "gradlab/tensor/error.h"
#include "gradlab/tensor/kernels/reduce.h"
#include "gradlab/tensor/kernels/reduce_engine.h"
#include "gradlab/tensor/kernels/reduce_plan.h"
#include "gradlab/tensor/kernels/reduced.h"

namespace gradlab::kernels {
namespace {

// bool is read as its bytes.
template <class T>
struct ExtremeOp {
  using In = Lane<T>;
  using Acc = In;
  using Out = In;
  static constexpr bool kVector = true;
  // Never asked for: nothing has no extreme.
  Acc identity() const { return 0; }
  Acc value(In x) const { return x; }
  void load(Vec<Acc>& v, const In* p) const { kernels::load(v, p); }
  Out finish(Acc a) const { return a; }
};

template <class T>
struct MaxOp : ExtremeOp<T> {
  template <class A>
  static void combine(A& acc, const A& x) {
    keep_larger(acc, x);
  }
};
template <class T>
struct MinOp : ExtremeOp<T> {
  template <class A>
  static void combine(A& acc, const A& x) {
    keep_smaller(acc, x);
  }
};

template <template <class> class Op>
Array extreme(const char* name, const Array& a, IntArrayRef dims, bool keepdim) {
  if (is_reduced(a)) return rounded(extreme<Op>(name, widened(a), dims, keepdim), a.dtype());
  GRADLAB_CHECK(a.numel() > 0 || !dims.empty(), name,
                "(): Expected reduction dim to be specified for input.numel() == 0. Specify the "
                "reduction dim with the 'dim' argument.");
  const ReducePlan plan(a, dims, keepdim);
  const std::optional<int64_t> empty = empty_dim(a, dims);
  GRADLAB_CHECK_INDEX(!empty, name, "(): Expected reduction dim ", *empty,
                      " to have non-zero size.");
  Array out = plan.make_result(a.dtype());
  dispatch_all(a.dtype(), name,
               [&]<class T>() { run_reduction(plan, Op<T>(), a.raw_data(), out.raw_data()); });
  return out;
}

}  // namespace

Array amax(const Array& a, IntArrayRef dims, bool keepdim) {
  return extreme<MaxOp>("amax", a, dims, keepdim);
}
Array amin(const Array& a, IntArrayRef dims, bool keepdim) {
  return extreme<MinOp>("amin", a, dims, keepdim);
}
Array max_all(const Array& a) { return extreme<MaxOp>("max", a, {}, false); }
Array min_all(const Array& a) { return extreme<MinOp>("min", a, {}, false); }

}  // namespace gradlab::kernels
