// What every pointwise kernel does around its functor: promote, check `into`, create the output,
// choose a path. A kernel is a functor and one call of unary(), binary() or ternary().
//
// Note [Two paths]
// Small arrays of one layout are what autograd's bookkeeping competes with, so they take a path
// without a LoopPlan. Measured for two arrays of 8 floats: 32 ns, of which creating the output
// takes 17, and 80 ns through the plan. The plan's path has all the generality and, for more than
// kSmall elements, all the speed.
#ifndef GRADLAB_TENSOR_KERNELS_POINTWISE_H_
#define GRADLAB_TENSOR_KERNELS_POINTWISE_H_

#include <cstdint>

#include "gradlab/tensor/array.h"
#include "gradlab/tensor/array_ref.h"
#include "gradlab/tensor/dtype.h"
#include "gradlab/tensor/kernels/convert.h"
#include "gradlab/tensor/kernels/inner.h"
#include "gradlab/tensor/kernels/loop.h"
#include "gradlab/tensor/kernels/operand.h"
#include "gradlab/tensor/kernels/reduced.h"

namespace gradlab::kernels {

// An input and the dtype that the functor takes it in.
struct PointwiseInput {
  const Operand* operand;
  ScalarType dtype;
};
enum class ResultLayout {
  kOfInputs,  // the memory order that the inputs agree on
  kRowMajor,
};

// dispatch_all() and its sisters for kernels that end in unary(), binary() or ternary(): these
// convert their inputs, so that for a reduced dtype the functor for float serves.
// See Note [Reduced precision].
template <class Fn>
Array compute_floating(ScalarType t, const char* op, Fn&& fn) {
  if (is_reduced_floating_point(t)) return rounded(fn.template operator()<float>(), t);
  return dispatch_floating(t, op, fn);
}
template <class Fn>
Array compute_numeric(ScalarType t, const char* op, Fn&& fn) {
  return is_floating_point(t) ? compute_floating(t, op, fn) : dispatch_integral(t, op, fn);
}
template <class Fn>
Array compute_all(ScalarType t, const char* op, Fn&& fn) {
  if (t == ScalarType::Bool) return fn.template operator()<bool>();
  return compute_numeric(t, op, fn);
}

// The general path: broadcasts, converts, applies Note [into] of binary.h, and runs `loop`, which
// reads the inputs in their dtypes and writes `result`.
Array run_pointwise(ArrayRef<PointwiseInput> inputs, ScalarType result, const Array* into,
                    BlockLoop loop, const void* op, ResultLayout layout = ResultLayout::kOfInputs);

namespace internal {

inline bool same_sizes(IntArrayRef a, IntArrayRef b) {
  if (a.size() != b.size()) return false;
  for (size_t i = 0; i < a.size(); ++i) {
    if (a[i] != b[i]) return false;
  }
  return true;
}
inline bool small_and_dense(const Operand& x, ScalarType dtype) {
  return x.is_array() && x.array().dtype() == dtype && x.array().is_contiguous() &&
         x.array().numel() <= kSmall;
}
// One value for all elements, next to an array with dimensions.
inline bool is_value(const Operand& x, ScalarType dtype) {
  return !x.is_array() || (x.array().dim() == 0 && x.array().dtype() == dtype);
}
template <class T>
T value_of(const Operand& x) {
  return x.is_array() ? *x.array().data<T>() : wrapped<T>(x.scalar());
}

// Whether contiguous `into` and contiguous `x` are the same memory or have none in common.
inline bool same_or_apart(const Array& into, const Operand& x) {
  if (!x.is_array()) return true;
  const char* to = static_cast<const char*>(into.raw_data());
  const char* from = static_cast<const char*>(x.array().raw_data());
  const int64_t to_bytes = into.numel() * into.itemsize();
  const int64_t from_bytes = x.array().numel() * x.array().itemsize();
  if (to == from) return to_bytes == from_bytes && x.array().dim() == into.dim();
  return to + to_bytes <= from || from + from_bytes <= to;
}
// Whether the fast path may write `into`, in the place of a new contiguous array shaped `like`.
inline bool writes_simply(const Array* into, ScalarType result, const Array& like) {
  return into == nullptr || (into->dtype() == result && into->is_contiguous() &&
                             same_sizes(into->sizes(), like.sizes()));
}
inline Array output(const Array* into, const Array& like, ScalarType dtype) {
  return into ? *into : Array::empty(like.sizes(), dtype);
}

}  // namespace internal

// R result[i] = op(T a[i]).
template <class R, class T, class Op>
Array unary(const Array& a, const Op& op, const Array* into) {
  constexpr ScalarType kIn = dtype_of<T>(), kOut = dtype_of<R>();
  const Operand x(a);
  if (internal::small_and_dense(x, kIn) && internal::writes_simply(into, kOut, a) &&
      (into == nullptr || internal::same_or_apart(*into, x))) {
    Array out = internal::output(into, a, kOut);
    dense_a(op, out.data<R>(), a.data<T>(), a.numel());
    return out;
  }
  const PointwiseInput inputs[] = {{&x, kIn}};
  return run_pointwise(inputs, kOut, into, {&block1<Op, R, T>, Cheap<Op, R, T>}, &op);
}

// R result[i] = op(A a[i], B b[i]).
template <class R, class A, class B = A, class Op>
Array binary(const Operand& a, const Operand& b, const Op& op, const Array* into,
             ResultLayout layout = ResultLayout::kOfInputs) {
  constexpr ScalarType kA = dtype_of<A>(), kB = dtype_of<B>(), kOut = dtype_of<R>();
  const bool array_a = internal::small_and_dense(a, kA);
  const bool array_b = internal::small_and_dense(b, kB);
  const bool aa = array_a && array_b && internal::same_sizes(a.sizes(), b.sizes());
  const bool as = !aa && array_a && (a.dim() > 0 || !b.is_array()) && internal::is_value(b, kB);
  const bool sa = !aa && array_b && (b.dim() > 0 || !a.is_array()) && internal::is_value(a, kA);
  if (aa || as || sa) {
    const Array& like = sa ? b.array() : a.array();
    if (internal::writes_simply(into, kOut, like) &&
        (into == nullptr ||
         (internal::same_or_apart(*into, a) && internal::same_or_apart(*into, b)))) {
      Array out = internal::output(into, like, kOut);
      R* to = out.data<R>();
      const int64_t n = like.numel();
      if (aa) {
        dense_aa(op, to, a.array().data<A>(), b.array().data<B>(), n);
      } else if (as) {
        dense_as(op, to, a.array().data<A>(), internal::value_of<B>(b), n);
      } else {
        dense_sa(op, to, internal::value_of<A>(a), b.array().data<B>(), n);
      }
      return out;
    }
  }
  const PointwiseInput inputs[] = {{&a, kA}, {&b, kB}};
  return run_pointwise(inputs, kOut, into, {&block2<Op, R, A, B>, Cheap<Op, R, A, B>}, &op,
                       layout);
}

// R result[i] = op(A a[i], B b[i], C c[i]).
template <class R, class A, class B, class C, class Op>
Array ternary(const Operand& a, const Operand& b, const Operand& c, const Op& op,
              const Array* into) {
  constexpr ScalarType kA = dtype_of<A>(), kB = dtype_of<B>(), kC = dtype_of<C>();
  if (into == nullptr && a.dim() > 0 && internal::small_and_dense(a, kA)) {
    const Array& like = a.array();
    const int64_t n = like.numel();
    const bool array_b =
        internal::small_and_dense(b, kB) && internal::same_sizes(b.sizes(), like.sizes());
    const bool array_c =
        internal::small_and_dense(c, kC) && internal::same_sizes(c.sizes(), like.sizes());
    if (array_b && array_c) {
      Array out = Array::empty(like.sizes(), dtype_of<R>());
      dense_aaa(op, out.data<R>(), like.data<A>(), b.array().data<B>(), c.array().data<C>(), n);
      return out;
    }
    if (array_b && internal::is_value(c, kC)) {
      Array out = Array::empty(like.sizes(), dtype_of<R>());
      const C value = internal::value_of<C>(c);
      dense_aas(op, out.data<R>(), like.data<A>(), b.array().data<B>(), value, n);
      return out;
    }
  }
  const PointwiseInput inputs[] = {{&a, kA}, {&b, kB}, {&c, kC}};
  return run_pointwise(inputs, dtype_of<R>(), into, &block3<Op, R, A, B, C>, &op);
}

}  // namespace gradlab::kernels

#endif  // GRADLAB_TENSOR_KERNELS_POINTWISE_H_
