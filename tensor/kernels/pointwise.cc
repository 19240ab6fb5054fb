#include "gradlab/tensor/kernels/pointwise.h"

#include <algorithm>
#include <cstring>
#include <optional>
#include <vector>

#include "gradlab/tensor/kernels/copy.h"
#include "gradlab/tensor/kernels/overlap.h"

namespace gradlab::kernels {
namespace {

// An input in the dtype of its functor: the array, a converted copy, or the bytes of a number.
struct Prepared {
  const Array* array = nullptr;
  std::optional<Array> copy;
  alignas(8) char value[8];

  void prepare(const PointwiseInput& input, const Array* into) {
    const Operand& x = *input.operand;
    if (!x.is_array()) {
      dispatch_all(input.dtype, "pointwise", [&]<class T>() {
        const T v = wrapped<T>(x.scalar());
        std::memcpy(value, &v, sizeof(T));
      });
      return;
    }
    array = &x.array();
    if (array->dtype() != input.dtype) {
      array = &copy.emplace(cast(*array, input.dtype));
    } else if (into && shared_memory(*into, *array) == SharedMemory::kSome) {
      array = &copy.emplace(clone(*array));
    }
  }
  LoopInput loop_input() { return array ? LoopInput::of(*array) : LoopInput::value(value); }
};

// The shape that the inputs broadcast to. Up to kInline dimensions it is computed in place: the
// vectors would take a fifth of the time of a small operation.
class BroadcastShape {
 public:
  explicit BroadcastShape(ArrayRef<PointwiseInput> inputs) {
    IntArrayRef sizes = inputs[0].operand->sizes();
    for (const PointwiseInput& x : inputs.slice(1)) {
      const IntArrayRef other = x.operand->sizes();
      if (!internal::same_sizes(sizes, other)) sizes = merge(sizes, other);
    }
    sizes_ = sizes;
  }
  BroadcastShape(const BroadcastShape&) = delete;
  BroadcastShape& operator=(const BroadcastShape&) = delete;

  IntArrayRef sizes() const { return sizes_; }

 private:
  static constexpr size_t kInline = 8;

  // `a` may be what is in place already.
  IntArrayRef merge(IntArrayRef a, IntArrayRef b) {
    const size_t dim = std::max(a.size(), b.size());
    bool fits = dim <= kInline;
    for (size_t i = 0; fits && i < dim; ++i) {
      const int64_t sa = i < a.size() ? a[a.size() - 1 - i] : 1;
      const int64_t sb = i < b.size() ? b[b.size() - 1 - i] : 1;
      fits = sa == sb || sa == 1 || sb == 1;
      merged_[dim - 1 - i] = sa == 1 ? sb : sa;
    }
    if (fits) {
      std::copy_n(merged_, dim, in_place_);
      return {in_place_, dim};
    }
    heap_ = broadcast_sizes(a, b);  // or its error
    return heap_;
  }

  IntArrayRef sizes_;
  int64_t in_place_[kInline];
  int64_t merged_[kInline];
  std::vector<int64_t> heap_;
};

}  // namespace

Array run_pointwise(ArrayRef<PointwiseInput> inputs, ScalarType result, const Array* into,
                    BlockLoop loop, const void* op, ResultLayout layout) {
  if (into) {
    check_writable(*into);
    for (const PointwiseInput& x : inputs) {
      if (x.operand->is_array()) check_overlap(*into, x.operand->array());
    }
  }
  const BroadcastShape shape(inputs);
  const IntArrayRef sizes = shape.sizes();
  if (into) {
    GRADLAB_CHECK(into->sizes().equals(sizes), "output with shape ", into->sizes(),
                  " doesn't match the broadcast shape ", sizes);
    GRADLAB_CHECK(can_cast(result, into->dtype()), "result type ", result,
                  " can't be cast to the desired output type ", into->dtype());
  }

  // A result of another dtype is computed apart and converted at the end.
  const bool direct = into && into->dtype() == result;
  Prepared prepared[kMaxOperands - 1];
  LoopInput loop_inputs[kMaxOperands - 1];
  for (size_t i = 0; i < inputs.size(); ++i) {
    prepared[i].prepare(inputs[i], direct ? into : nullptr);
    loop_inputs[i] = prepared[i].loop_input();
  }
  const ArrayRef<LoopInput> refs(loop_inputs, inputs.size());

  if (direct) {
    walk(LoopPlan(*into, refs), loop, op);
    return *into;
  }
  Array out;
  if (layout == ResultLayout::kRowMajor) {
    out = Array::empty(sizes, result);
    walk(LoopPlan(out, refs), loop, op);
  } else {
    const LoopPlan plan(&out, sizes, result, refs);
    walk(plan, loop, op);
  }
  if (!into) return out;
  copy_into(*into, out);
  return *into;
}

}  // namespace gradlab::kernels
