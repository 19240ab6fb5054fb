// Pooling: every output is the largest, or the average, of a window of its plane of the input.
//
// An array of `windows.dims` spatial dimensions (1 to 3) has them last, [..., depth, height,
// width]; every index of the dimensions before them is a plane. An index of an element counts
// within its plane, row-major. Results are laid out in `format`; for the inputs any layout will do,
// that one is read without a copy. Floating dtypes are computed, of averages Long too; the caller
// refuses those that PyTorch has not.
#ifndef GRADLAB_TENSOR_KERNELS_POOLING_H_
#define GRADLAB_TENSOR_KERNELS_POOLING_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "gradlab/tensor/array.h"
#include "gradlab/tensor/array_ref.h"
#include "gradlab/tensor/kernels/values_indices.h"
#include "gradlab/tensor/memory_format.h"
#include "gradlab/tensor/size_vector.h"

namespace gradlab::kernels {

inline constexpr size_t kMaxPoolDims = 3;

// A window along one dimension: the elements first, first + step, ... below `last`, all of them
// inside the input. A sum over it is divided by `divisor`.
struct PoolWindow {
  int64_t first, last, step, divisor;
};
using PoolWindowList = std::vector<PoolWindow, PoolAllocator<PoolWindow>>;

// The windows of the outputs along depth, height and width: of fewer dimensions, the others have
// one window with one element.
struct PoolWindows {
  size_t dims;
  std::array<PoolWindowList, kMaxPoolDims> along;
};

// The largest elements and their indices. The first of equal ones counts, and the last NaN if there
// is one. A window without elements gives -infinity and the index -1.
ValuesIndices max_pool(const Array& x, const PoolWindows& windows, MemoryFormat format);

// The largest elements of windows that begin where a random number says (Graham, Fractional
// max-pooling, 2014), contiguous, and their indices: window i of n along a dimension of `size`
// begins at floor((i + u) * a) - floor(u * a) with a = (size - kernel) / (n - 1), the last one at
// size - kernel. x is [planes, spatial...]; `samples` [planes, spatial dimensions], contiguous and
// of x's dtype, has the u in [0, 1], in the order of the dimensions. A NaN counts as the largest.
ValuesIndices fractional_max_pool(const Array& x, const Array& samples, IntArrayRef kernel,
                                  IntArrayRef space);

// Planes of zeros with the sizes `space`, to which each g is added at its index; -1 is nowhere.
Array add_at_indices(const Array& g, const Array& indices, IntArrayRef space, MemoryFormat format);
// The same without adding: of several for one place, the last counts. Throws "Found an invalid max
// index: 9 (output volumes are of size 2x4".
Array set_at_indices(const Array& x, const Array& indices, IntArrayRef space, MemoryFormat format);
// For each of `indices` the element of x there; 0 for -1. x's planes have `dims` dimensions.
Array take_at_indices(const Array& x, const Array& indices, size_t dims, MemoryFormat format);

// How a sum is divided by the divisors of its window along depth, height and width.
enum class PoolDivision {
  kByProduct,  // once
  kInTurn,     // three times
};

// Averages; 0 for a window without elements. Of integers, rounded towards 0.
Array average_pool(const Array& x, const PoolWindows& windows, PoolDivision division,
                   MemoryFormat format);
// Planes with the sizes `space`, in which each g is shared among the elements of its window.
Array average_pool_backward(const Array& g, const PoolWindows& windows, PoolDivision division,
                            IntArrayRef space, MemoryFormat format);

}  // namespace gradlab::kernels

#endif  // GRADLAB_TENSOR_KERNELS_POOLING_H_
