#include "gradlab/tensor/kernels/pointwise.h"

#include <algorithm>
#include <cstring>
#include <vector>

#include "gradlab/tensor/kernels/copy.h"
#include "gradlab/tensor/kernels/overlap.h"

namespace gradlab::kernels {
namespace {

// An input in the dtype of its functor: the array, a converted copy, or the bytes of a number.
struct Prepared {
  const Array* array = nullptr;
  Array copy;
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
      copy = cast(*array, input.dtype);
      array = &copy;
    } else if (into && shared_memory(*into, *array) == SharedMemory::kSome) {
      copy = clone(*array);
      array = &copy;
    }
  }
  LoopInput loop_input() { return array ? LoopInput::of(*array) : LoopInput::value(value); }
};

std::vector<int64_t> broadcast_all(ArrayRef<PointwiseInput> inputs) {
  std::vector<int64_t> sizes = inputs[0].operand->sizes().vec();
  for (const PointwiseInput& x : inputs.slice(1)) {
    if (!x.operand->sizes().equals(sizes)) sizes = broadcast_sizes(sizes, x.operand->sizes());
  }
  return sizes;
}

}  // namespace

Array run_pointwise(ArrayRef<PointwiseInput> inputs, ScalarType result, const Array* into,
                    BlockLoop loop, const void* op, ResultLayout layout) {
  if (into) {
    check_writable(*into);
    for (const PointwiseInput& x : inputs) {
      if (x.operand->is_array()) check_overlap(*into, x.operand->array());
    }
  }
  const std::vector<int64_t> sizes = broadcast_all(inputs);
  if (into) {
    GRADLAB_CHECK(into->sizes().equals(sizes), "output with shape ", into->sizes(),
                  " doesn't match the broadcast shape ", IntArrayRef(sizes));
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
