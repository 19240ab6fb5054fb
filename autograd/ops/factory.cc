#include "gradlab/autograd/ops/factory.h"

#include <utility>

#include "gradlab/autograd/ops/new_tensor.h"
#include "gradlab/tensor/error.h"
#include "gradlab/tensor/extents.h"
#include "gradlab/tensor/kernels/copy.h"
#include "gradlab/tensor/kernels/factory.h"
#include "gradlab/tensor/storage.h"

namespace gradlab {
namespace {

Array filled(Array a, const Scalar& value) {
  kernels::fill(a, value);
  return a;
}

Tensor filled_like(const Tensor& t, const Scalar& value, const TensorOptions& options,
                   std::optional<MemoryFormat> format) {
  format = memory_format_of(options, format);
  return new_tensor(options, dtype_like(t, options), [&](ScalarType dtype) {
    return filled(empty_array_like(t, dtype, format), value);
  });
}

// How much memory elements of these sizes and strides lie in.
size_t bytes_spanned(IntArrayRef sizes, IntArrayRef strides, ScalarType dtype) {
  GRADLAB_CHECK(sizes.size() == strides.size(), "mismatch in length of strides and shape");
  int64_t last = 0, reach = 0, bytes = 0;
  bool empty = false, overflow = false;
  for (size_t i = 0; i < sizes.size(); ++i) {
    empty |= sizes[i] == 0;
    overflow |= __builtin_mul_overflow(sizes[i] - 1, strides[i], &reach) ||
                __builtin_add_overflow(last, reach, &last);
  }
  if (empty) return 0;
  overflow |= __builtin_add_overflow(last, 1, &last) ||
              __builtin_mul_overflow(last, element_size(dtype), &bytes);
  GRADLAB_CHECK(!overflow, "Storage size calculation overflowed with sizes=", sizes,
                " and strides=", strides);
  return static_cast<size_t>(bytes);
}

}  // namespace

void check_factory(const TensorOptions& options, ScalarType dtype) {
  check_runnable(options);
  GRADLAB_CHECK(!options.requires_grad() || is_floating_point(dtype),
                "Only Tensors of floating point and complex dtype can require gradients");
}

std::optional<MemoryFormat> memory_format_of(const TensorOptions& options,
                                             std::optional<MemoryFormat> format) {
  GRADLAB_CHECK(
      !(options.has_memory_format() && format),
      "Cannot set memory_format both in TensorOptions and explicit argument; please delete "
      "the redundant setter.");
  return format ? format : options.memory_format_opt();
}

Array empty_array_like(const Tensor& t, ScalarType dtype, std::optional<MemoryFormat> format) {
  if (format.value_or(MemoryFormat::Preserve) == MemoryFormat::Preserve) {
    return Array::empty_like(t.array(), dtype);
  }
  return Array::empty_strided(t.sizes(), format_strides(t.sizes(), *format), dtype);
}

Tensor empty(IntArrayRef sizes, TensorOptions options, std::optional<MemoryFormat> format) {
  format = memory_format_of(options, format);
  return new_tensor(options, [&](ScalarType dtype) {
    return format ? Array::empty_strided(sizes, format_strides(sizes, *format), dtype)
                  : Array::empty(sizes, dtype);
  });
}

Tensor empty_strided(IntArrayRef sizes, IntArrayRef strides, TensorOptions options) {
  GRADLAB_CHECK(sizes.size() == strides.size(), "dimensionality of sizes (", sizes.size(),
                ") must match dimensionality of strides (", strides.size(), ")");
  return new_tensor(options,
                    [&](ScalarType dtype) { return Array::empty_strided(sizes, strides, dtype); });
}

Tensor zeros(IntArrayRef sizes, TensorOptions options) {
  return new_tensor(options, [&](ScalarType dtype) { return kernels::full(sizes, 0, dtype); });
}

Tensor ones(IntArrayRef sizes, TensorOptions options) {
  return new_tensor(options, [&](ScalarType dtype) { return kernels::full(sizes, 1, dtype); });
}

Tensor full(IntArrayRef sizes, const Scalar& value, TensorOptions options) {
  if (!options.has_dtype() && !value.isFloatingPoint()) options = options.dtype(value.type());
  return new_tensor(options, [&](ScalarType dtype) { return kernels::full(sizes, value, dtype); });
}

Tensor scalar_tensor(const Scalar& value, TensorOptions options) {
  return new_tensor(options, [&](ScalarType dtype) { return kernels::full({}, value, dtype); });
}

Tensor empty_like(const Tensor& t, TensorOptions options, std::optional<MemoryFormat> format) {
  format = memory_format_of(options, format);
  return new_tensor(options, dtype_like(t, options),
                    [&](ScalarType dtype) { return empty_array_like(t, dtype, format); });
}

Tensor zeros_like(const Tensor& t, TensorOptions options, std::optional<MemoryFormat> format) {
  return filled_like(t, 0, options, format);
}

Tensor ones_like(const Tensor& t, TensorOptions options, std::optional<MemoryFormat> format) {
  return filled_like(t, 1, options, format);
}

Tensor full_like(const Tensor& t, const Scalar& value, TensorOptions options,
                 std::optional<MemoryFormat> format) {
  return filled_like(t, value, options, format);
}

Tensor eye(int64_t n, TensorOptions options) { return eye(n, n, options); }

Tensor eye(int64_t n, int64_t m, TensorOptions options) {
  return new_tensor(options, [&](ScalarType dtype) { return kernels::eye(n, m, dtype); });
}

Tensor arange(const Scalar& end, TensorOptions options) { return arange(0, end, 1, options); }

Tensor arange(const Scalar& start, const Scalar& end, TensorOptions options) {
  return arange(start, end, 1, options);
}

Tensor arange(const Scalar& start, const Scalar& end, const Scalar& step, TensorOptions options) {
  const bool integers = start.isIntegral(true) && end.isIntegral(true) && step.isIntegral(true);
  if (!options.has_dtype() && integers) options = options.dtype(kLong);
  return new_tensor(options,
                    [&](ScalarType dtype) { return kernels::arange(start, end, step, dtype); });
}

Tensor range(const Scalar& start, const Scalar& end, TensorOptions options) {
  return range(start, end, 1, options);
}

Tensor range(const Scalar& start, const Scalar& end, const Scalar& step, TensorOptions options) {
  return new_tensor(options,
                    [&](ScalarType dtype) { return kernels::range(start, end, step, dtype); });
}

Tensor linspace(const Scalar& start, const Scalar& end, int64_t steps, TensorOptions options) {
  return new_tensor(options,
                    [&](ScalarType dtype) { return kernels::linspace(start, end, steps, dtype); });
}

Tensor logspace(const Scalar& start, const Scalar& end, int64_t steps, double base,
                TensorOptions options) {
  return new_tensor(
      options, [&](ScalarType dtype) { return kernels::logspace(start, end, steps, base, dtype); });
}

Tensor from_blob(void* data, IntArrayRef sizes, IntArrayRef strides,
                 const std::function<void(void*)>& deleter, TensorOptions options) {
  return new_tensor(options, [&](ScalarType dtype) {
    Extents::contiguous(sizes);  // throws for sizes that no array has
    for (const int64_t stride : strides) {
      GRADLAB_CHECK(stride >= 0,
                    "as_strided: Negative strides are not supported at the moment, got "
                    "strides: ",
                    strides);
    }
    const size_t nbytes = bytes_spanned(sizes, strides, dtype);
    GRADLAB_CHECK(data != nullptr || nbytes == 0, "from_blob: null has no elements; sizes ", sizes);
    return Array::view_of(Storage::borrow(data, nbytes, deleter), 0, sizes, strides, dtype);
  });
}

Tensor from_blob(void* data, IntArrayRef sizes, IntArrayRef strides, TensorOptions options) {
  return from_blob(data, sizes, strides, {}, options);
}

Tensor from_blob(void* data, IntArrayRef sizes, const std::function<void(void*)>& deleter,
                 TensorOptions options) {
  const Extents rows = Extents::contiguous(sizes);
  return from_blob(data, sizes, rows.strides(), deleter, options);
}

Tensor from_blob(void* data, IntArrayRef sizes, TensorOptions options) {
  return from_blob(data, sizes, std::function<void(void*)>(), options);
}

}  // namespace gradlab
