// Namespace c10: what needs no tensor. Names only: what they mean is documented where gradlab
// defines it.
#ifndef GRADLAB_TORCH_C10_H_
#define GRADLAB_TORCH_C10_H_

#include <cstddef>
#include <optional>
#include <string_view>
#include <type_traits>
#include <utility>

#include "gradlab/tensor/array_ref.h"
#include "gradlab/tensor/dtype.h"
#include "gradlab/tensor/error.h"
#include "gradlab/tensor/half.h"
#include "gradlab/tensor/irange.h"
#include "gradlab/tensor/memory_format.h"
#include "gradlab/tensor/scalar.h"
#include "gradlab/tensor/storage.h"
#include "gradlab/tensor/warn.h"
#include "gradlab/torch/macros.h"

namespace c10 {
using namespace gradlab;
using std::in_place;
using std::in_place_t;
using std::make_optional;
using std::nullopt;
using std::nullopt_t;
using std::optional;
using std::string_view;

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
inline ScalarType promoteTypes(ScalarType a, ScalarType b) { return promote_types(a, b); }
inline bool canCast(ScalarType from, ScalarType to) { return can_cast(from, to); }
template <class T>
struct CppTypeToScalarType : std::integral_constant<ScalarType, dtype_of<T>()> {};
}  // namespace c10

namespace caffe2 {
using gradlab::TypeMeta;
}

#endif  // GRADLAB_TORCH_C10_H_
