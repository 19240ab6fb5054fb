// Namespace c10: what needs no tensor. Names only: what they mean is documented where gradlab
// defines it.
#ifndef GRADLAB_TORCH_C10_H_
#define GRADLAB_TORCH_C10_H_

#include <cstddef>
#include <functional>
#include <iterator>
#include <numeric>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <typeinfo>
#include <utility>
#include <variant>
#include <vector>

#include "gradlab/tensor/array_ref.h"
#include "gradlab/tensor/dtype.h"
#include "gradlab/tensor/error.h"
#include "gradlab/tensor/extents.h"
#include "gradlab/tensor/half.h"
#include "gradlab/tensor/irange.h"
#include "gradlab/tensor/memory_format.h"
#include "gradlab/tensor/scalar.h"
#include "gradlab/tensor/storage.h"
#include "gradlab/tensor/type_name.h"
#include "gradlab/tensor/warn.h"
#include "gradlab/torch/macros.h"

namespace c10 {
using namespace gradlab;
using std::get;
using std::get_if;
using std::holds_alternative;
using std::in_place;
using std::in_place_t;
using std::make_optional;
using std::monostate;
using std::nullopt;
using std::nullopt_t;
using std::optional;
using std::stod;
using std::stoi;
using std::string_view;
using std::to_string;
using std::variant;
using std::visit;

using Storage = StorageHandle;

inline ScalarType typeMetaToScalarType(TypeMeta t) { return t; }
inline TypeMeta scalarTypeToTypeMeta(ScalarType t) { return TypeMeta(t); }
inline ScalarType get_default_dtype_as_scalartype() { return get_default_dtype(); }
inline const char* toString(ScalarType t) { return dtype_name(t); }
inline size_t elementSize(ScalarType t) { return static_cast<size_t>(element_size(t)); }
inline bool isFloatingType(ScalarType t) { return is_floating_point(t); }
inline bool isReducedFloatingType(ScalarType t) { return is_reduced_floating_point(t); }
inline bool isIntegralType(ScalarType t, bool include_bool) { return is_integral(t, include_bool); }
inline bool isComplexType(ScalarType) { return false; }
inline bool isQIntType(ScalarType) { return false; }
inline bool isSignedType(ScalarType t) {
  return is_floating_point(t) || (is_integral(t, false) && t != ScalarType::Byte);
}
inline ScalarType toUnderlying(ScalarType t) { return t; }
inline ScalarType promoteTypes(ScalarType a, ScalarType b) { return promote_types(a, b); }
inline bool canCast(ScalarType from, ScalarType to) { return can_cast(from, to); }
// `dim` counted from the front (ndim 0 counts as 1).
inline int64_t maybe_wrap_dim(int64_t dim, int64_t ndim, bool wrap_scalar = true) {
  return wrap_scalar ? wrap_dim(dim, ndim) : existing_dim(dim, ndim);
}

template <class Iterator>
int64_t sum_integers(Iterator begin, Iterator end) {
  return std::accumulate(begin, end, int64_t{0});
}
template <class Container>
int64_t sum_integers(const Container& c) {
  return sum_integers(std::begin(c), std::end(c));
}
template <class Iterator>
int64_t multiply_integers(Iterator begin, Iterator end) {
  return std::accumulate(begin, end, int64_t{1}, std::multiplies<int64_t>());
}
template <class Container>
int64_t multiply_integers(const Container& c) {
  return multiply_integers(std::begin(c), std::end(c));
}

// One visitor made of several lambdas.
template <class... F>
struct overloaded_t : F... {
  using F::operator()...;
};
template <class... F>
overloaded_t<std::decay_t<F>...> overloaded(F&&... f) {
  return {std::forward<F>(f)...};
}

// Calls `f` at the end of its scope, unless release() was called.
template <class F>
class ScopeExit {
 public:
  explicit ScopeExit(F f) : f_(std::move(f)) {}
  ScopeExit(ScopeExit&& o) : f_(std::move(o.f_)), engaged_(std::exchange(o.engaged_, false)) {}
  ~ScopeExit() {
    if (engaged_) f_();
  }
  void release() { engaged_ = false; }

 private:
  F f_;
  bool engaged_ = true;
};
template <class F>
ScopeExit<std::decay_t<F>> make_scope_exit(F&& f) {
  return ScopeExit<std::decay_t<F>>(std::forward<F>(f));
}

// Hashes of several values as one.
inline size_t hash_combine(size_t seed, size_t value) {
  return seed ^ (value + 0x9e3779b9 + (seed << 6) + (seed >> 2));
}
template <class... T>
size_t get_hash(const T&... values) {
  size_t seed = 0;
  ((seed = hash_combine(seed, std::hash<T>()(values))), ...);
  return seed;
}

template <class T>
constexpr T pi = static_cast<T>(3.14159265358979323846L);
template <class T>
std::string demangle_type() {
  return demangle(typeid(T));
}

template <class T>
struct CppTypeToScalarType : std::integral_constant<ScalarType, dtype_of<T>()> {};
}  // namespace c10

namespace caffe2 {
using gradlab::TypeMeta;
}

#endif  // GRADLAB_TORCH_C10_H_
