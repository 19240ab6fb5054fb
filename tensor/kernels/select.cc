// where, clamp, masked_fill.
#include "gradlab/tensor/kernels/select.h"

#include <limits>
#include <type_traits>

#include "gradlab/tensor/kernels/binary.h"
#include "gradlab/tensor/kernels/pointwise.h"

namespace gradlab::kernels {
namespace {

struct Where {
  template <class T>
  T operator()(bool condition, T a, T b) const {
    return condition ? a : b;
  }
};

// A bound that is NaN holds for nothing; a value that is NaN breaks no bound.
template <class T>
struct AtLeast {
  T lo;
  T operator()(T a) const { return a < lo ? lo : a; }
};
template <class T>
struct AtMost {
  T hi;
  T operator()(T a) const { return hi < a ? hi : a; }
};
template <class T>
struct Within {
  T lo;
  T hi;
  T operator()(T a) const {
    const T raised = a < lo ? lo : a;
    return hi < raised ? hi : raised;
  }
};
template <class T>
struct Constant {
  T value;
  T operator()(T) const { return value; }
};

struct Clamp {
  template <class T>
  T operator()(T a, T lo, T hi) const {
    if (a != a) return a;
    if (lo != lo) return lo;
    if (hi != hi) return hi;
    const T raised = a < lo ? lo : a;
    return hi < raised ? hi : raised;
  }
};

template <class T>
struct MaskedFill {
  T value;
  T operator()(T a, bool mask) const { return mask ? value : a; }
};

template <class T>
Array clamp_within(const Array& a, T lo, T hi, const Array* into) {
  if (lo != lo || hi != hi) {
    if constexpr (std::is_floating_point_v<T>) {
      return unary<T, T>(a, Constant<T>{std::numeric_limits<T>::quiet_NaN()}, into);
    }
  }
  return unary<T, T>(a, Within<T>{lo, hi}, into);
}

void check_any_bound(bool any) {
  GRADLAB_CHECK(any, "torch.clamp: At least one of 'min' or 'max' must not be None");
}

}  // namespace

Array where(const Array& condition, const Operand& a, const Operand& b, const Array* into) {
  // A Byte condition is PyTorch's old form of a mask.
  GRADLAB_CHECK(condition.dtype() == ScalarType::Bool || condition.dtype() == ScalarType::Byte,
                "where expected condition to be a boolean tensor, but got a tensor with dtype ",
                condition.dtype());
  return compute_all(result_type(a, b), "where_cpu", [&]<class T>() {
    return ternary<T, bool, T, T>(condition, a, b, Where(), into);
  });
}

Array clamp(const Array& a, const Scalar* lo, const Scalar* hi, const Array* into) {
  check_any_bound(lo || hi);
  const Operand x(a), x_lo(lo ? *lo : Scalar(false)), x_hi(hi ? *hi : Scalar(false));
  const Operand* const operands[] = {&x, &x_lo, &x_hi};
  const char* name = !hi ? "clamp_min_cpu" : lo ? "clamp_scalar_cpu" : "clamp_max_scalar_cpu";
  return compute_numeric(result_type(operands), name, [&]<class T>() {
    if (!hi) return unary<T, T>(a, AtLeast<T>{checked<T>(*lo)}, into);
    if (!lo) return unary<T, T>(a, AtMost<T>{checked<T>(*hi)}, into);
    return clamp_within<T>(a, checked<T>(*lo), checked<T>(*hi), into);
  });
}

Array clamp(const Array& a, const Array* lo, const Array* hi, const Array* into) {
  check_any_bound(lo || hi);
  if (!hi) return maximum(a, *lo, into);
  if (!lo) return minimum(a, *hi, into);
  const Operand x(a), x_lo(*lo), x_hi(*hi);
  const Operand* const operands[] = {&x, &x_lo, &x_hi};
  return compute_numeric(result_type(operands), "clamp_cpu", [&]<class T>() {
    return ternary<T, T, T, T>(x, x_lo, x_hi, Clamp(), into);
  });
}

Array masked_fill(const Array& a, const Array& mask, Scalar value, const Array* into) {
  // PyTorch names the mask first where it does not fit, before it looks at its dtype.
  if (!into && mask.sizes() != a.sizes()) broadcast_sizes(mask.sizes(), a.sizes());
  GRADLAB_CHECK(mask.dtype() == ScalarType::Bool,
                "masked_fill_ only supports boolean masks, but got mask of dtype ", mask.dtype());
  return compute_all(a.dtype(), "masked_fill", [&]<class T>() {
    // PyTorch's result is row-major here, whatever the strides of `a`.
    return binary<T, T, bool>(a, mask, MaskedFill<T>{checked<T>(value)}, into,
                              ResultLayout::kRowMajor);
  });
}

}  // namespace gradlab::kernels
