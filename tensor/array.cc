#include "gradlab/tensor/array.h"

#include <algorithm>
#include <utility>

#include "gradlab/tensor/size_vector.h"

namespace gradlab {
namespace {

// Of so many elements; `sizes` and `strides`, if there are any, are for the message.
int64_t checked_nbytes(int64_t elements, ScalarType dtype, IntArrayRef sizes,
                       const IntArrayRef* strides = nullptr) {
  int64_t bytes = 0;
  const bool fits = !__builtin_mul_overflow(elements, element_size(dtype), &bytes);
  GRADLAB_CHECK(fits || strides, "Storage size calculation overflowed with sizes=", sizes);
  GRADLAB_CHECK(fits, "Storage size calculation overflowed with sizes=", sizes,
                " and strides=", *strides);
  return bytes;
}

// Elements from the first to the last one addressed, 0 for an empty array.
int64_t span(IntArrayRef sizes, IntArrayRef strides) {
  int64_t last = 0;
  for (size_t i = 0; i < sizes.size(); ++i) {
    if (sizes[i] == 0) return 0;
    int64_t step = 0;
    GRADLAB_CHECK(!__builtin_mul_overflow(sizes[i] - 1, strides[i], &step) &&
                      !__builtin_add_overflow(last, step, &last),
                  "Storage size calculation overflowed with sizes=", sizes,
                  " and strides=", strides);
  }
  return last + 1;
}

// Dimensions in order of falling stride; those of size 1 do not matter.
bool dense_in_some_order(IntArrayRef sizes, IntArrayRef strides) {
  std::vector<std::pair<int64_t, int64_t>> dims;  // (stride, size)
  for (size_t i = 0; i < sizes.size(); ++i) {
    if (sizes[i] != 1) dims.emplace_back(strides[i], sizes[i]);
  }
  std::sort(dims.begin(), dims.end());
  int64_t expected = 1;
  for (auto [stride, size] : dims) {
    if (stride != expected) return false;
    expected *= size;
  }
  return true;
}

}  // namespace

Array::Array(Ref<Storage> storage, int64_t offset, Extents extents, ScalarType dtype)
    : storage_(std::move(storage)), offset_(offset), dtype_(dtype), extents_(std::move(extents)) {
  numel_ = checked_numel(sizes());
  contiguous_ = strides_are_contiguous(sizes(), strides());
}

Array Array::empty(IntArrayRef sizes, ScalarType dtype) {
  Array a;
  a.extents_ = Extents::contiguous(sizes, &a.numel_);
  a.dtype_ = dtype;
  a.storage_ = Storage::allocate(checked_nbytes(a.numel_, dtype, sizes));
  return a;
}

Array Array::empty_strided(IntArrayRef sizes, IntArrayRef strides, ScalarType dtype) {
  GRADLAB_CHECK(sizes.size() == strides.size(), "mismatch in length of strides and shape");
  checked_numel(sizes);
  for (int64_t s : strides) {
    GRADLAB_CHECK(s >= 0,
                  "as_strided: Negative strides are not supported at the moment, got strides: ",
                  strides);
  }
  const int64_t nbytes = checked_nbytes(span(sizes, strides), dtype, sizes, &strides);
  return Array(Storage::allocate(nbytes), 0, Extents(sizes, strides), dtype);
}

Array Array::empty_like(const Array& like, ScalarType dtype) {
  if (like.contiguous_ || !like.is_non_overlapping_and_dense()) return empty(like.sizes(), dtype);
  return empty_strided(like.sizes(), like.strides(), dtype);
}

Array Array::view_of(Ref<Storage> storage, int64_t offset, IntArrayRef sizes, IntArrayRef strides,
                     ScalarType dtype) {
  GRADLAB_CHECK(sizes.size() == strides.size(), "mismatch in length of strides and shape");
  checked_numel(sizes);
  GRADLAB_CHECK(offset >= 0, "Tensor: invalid storage offset ", offset);
  for (int64_t s : strides) {
    GRADLAB_CHECK(s >= 0,
                  "as_strided: Negative strides are not supported at the moment, got strides: ",
                  strides);
  }
  const int64_t elements = span(sizes, strides);
  int64_t end = 0;
  GRADLAB_CHECK(!__builtin_add_overflow(offset, elements, &end),
                "Storage size calculation overflowed with sizes=", sizes, " and strides=", strides);
  const int64_t needed = elements == 0 ? 0 : checked_nbytes(end, dtype, sizes, &strides);
  GRADLAB_CHECK(needed <= static_cast<int64_t>(storage->nbytes()), "setStorage: sizes ", sizes,
                ", strides ", strides, ", storage offset ", offset, ", and itemsize ",
                element_size(dtype), " requiring a storage size of ", needed,
                " are out of bounds for storage of size ", storage->nbytes());
  return Array(std::move(storage), offset, Extents(sizes, strides), dtype);
}

bool Array::is_non_overlapping_and_dense() const {
  return contiguous_ || dense_in_some_order(sizes(), strides());
}

bool Array::has_internal_overlap() const {
  if (is_non_overlapping_and_dense()) return false;
  // Enough for what expand makes; as_strided may overlap in other ways, which PyTorch does not
  // look for either.
  for (size_t i = 0; i < sizes().size(); ++i) {
    if (sizes()[i] > 1 && strides()[i] == 0) return true;
  }
  return false;
}

std::vector<int64_t> infer_size(IntArrayRef sizes, int64_t numel) {
  const SizeVector result = inferred_sizes(sizes, numel);
  return {result.begin(), result.end()};
}

SizeVector inferred_sizes(IntArrayRef sizes, int64_t numel) {
  SizeVector result = size_vector(sizes);
  int64_t known = 1, unknown = -1;
  bool overflow = false;
  for (size_t i = 0; i < sizes.size(); ++i) {
    if (sizes[i] == -1) {
      GRADLAB_CHECK(unknown == -1, "only one dimension can be inferred");
      unknown = static_cast<int64_t>(i);
    } else {
      GRADLAB_CHECK(sizes[i] >= 0, "invalid shape dimension ", sizes[i]);
      overflow |= __builtin_mul_overflow(known, sizes[i], &known);
    }
  }
  if (!overflow && unknown >= 0 && known > 0 && numel % known == 0) {
    result[unknown] = numel / known;
    return result;
  }
  if (!overflow && unknown < 0 && known == numel) return result;
  GRADLAB_CHECK(!(unknown >= 0 && known == 0 && numel == 0),
                "cannot reshape tensor of 0 elements into shape ", sizes,
                " because the unspecified dimension size -1 can be any value and is ambiguous");
  GRADLAB_THROW(Error, "shape '", sizes, "' is invalid for input of size ", numel);
}

std::vector<int64_t> broadcast_sizes(IntArrayRef a, IntArrayRef b) {
  const size_t dim = std::max(a.size(), b.size());
  std::vector<int64_t> out(dim);
  for (size_t from_end = 0; from_end < dim; ++from_end) {  // the last one that differs is named
    const size_t i = dim - 1 - from_end;
    const int64_t sa = from_end < a.size() ? a[a.size() - 1 - from_end] : 1;
    const int64_t sb = from_end < b.size() ? b[b.size() - 1 - from_end] : 1;
    GRADLAB_CHECK(sa == sb || sa == 1 || sb == 1, "The size of tensor a (", sa,
                  ") must match the size of tensor b (", sb, ") at non-singleton dimension ", i);
    out[i] = sa == 1 ? sb : sa;
  }
  return out;
}

bool is_expandable_to(IntArrayRef from, IntArrayRef to) {
  if (from.size() > to.size()) return false;
  const size_t extra = to.size() - from.size();
  for (size_t i = 0; i < from.size(); ++i) {
    if (from[i] != to[extra + i] && from[i] != 1) return false;
  }
  return true;
}

}  // namespace gradlab
