// What all indexing kernels share: checked positions, and loops that move slices to and from them.
#ifndef GRADLAB_TENSOR_KERNELS_INDEX_CORE_H_
#define GRADLAB_TENSOR_KERNELS_INDEX_CORE_H_

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <type_traits>

#include "gradlab/tensor/array.h"
#include "gradlab/tensor/dtype.h"
#include "gradlab/tensor/half.h"
#include "gradlab/tensor/kernels/reduce_plan.h"
#include "gradlab/tensor/scalar.h"

namespace gradlab::kernels {

// The values of an int64 or int32 index array in row-major order.
Array long_indices(const Array& index);

// Throws unless `a` may be written to, and returns `x` in a form that can be read while `a` is
// written: itself, or a copy when the two interleave. Throws when they overlap plainly.
Array readable_beside(const Array& a, const Array& x);

// Moves slices between an indexed array and another one: element (s, i) of the indexed array is at
// slices.stride(s) + offsets[i], of the other one at slices.out_stride(s) + i * step.
struct SliceMove {
  LoopNest slices;
  const int64_t* offsets;
  int64_t count;  // of offsets
  int64_t step;
};

// Calls op(indexed element, other element) for all; for one element of a slice in the order of
// the offsets. Consecutive elements of a slice are handed over together where there are:
// op.run(indexed, other, n).
template <class T, class Op>
void for_each_indexed(const SliceMove& move, T* indexed, T* other, const Op& op) {
  if (move.slices.numel == 0 || move.count == 0) return;
  const int64_t n = move.slices.inner_size();
  const int64_t stride = move.slices.inner_stride(), out = move.slices.inner_out_stride();
  const bool runs = n > 1 && stride == 1 && out == 1;
  // Otherwise the loop along which the other array is dense goes inside.
  const bool offsets_inside = !runs && move.step <= out;
  Odometer outer(move.slices, 1);
  do {
    T* from = indexed + outer.in();
    T* to = other + outer.out();
    if (runs) {
      for (int64_t i = 0; i < move.count; ++i)
        op.run(from + move.offsets[i], to + i * move.step, n);
    } else if (offsets_inside) {
      for (int64_t j = 0; j < n; ++j) {
        for (int64_t i = 0; i < move.count; ++i) {
          op(from[j * stride + move.offsets[i]], to[j * out + i * move.step]);
        }
      }
    } else {
      for (int64_t i = 0; i < move.count; ++i) {
        for (int64_t j = 0; j < n; ++j) {
          op(from[j * stride + move.offsets[i]], to[j * out + i * move.step]);
        }
      }
    }
  } while (outer.next());
}

// The other element becomes the indexed one.
struct Fetch {
  template <class T>
  void operator()(const T& indexed, T& other) const {
    other = indexed;
  }
  template <class T>
  void run(const T* indexed, T* other, int64_t n) const {
    std::memcpy(other, indexed, n * sizeof(T));
  }
};
// The indexed element becomes the other one.
struct Put {
  template <class T>
  void operator()(T& indexed, const T& other) const {
    indexed = other;
  }
  template <class T>
  void run(T* indexed, const T* other, int64_t n) const {
    std::memcpy(indexed, other, n * sizeof(T));
  }
};

// a + b as PyTorch adds in place: integers wrap around, bools are combined with or.
template <class T>
T add_elements(T a, T b) {
  if constexpr (std::is_same_v<T, bool>) {
    return a || b;
  } else if constexpr (std::is_floating_point_v<T> || ReducedFloat<T>) {
    return a + b;
  } else {
    return static_cast<T>(static_cast<uint64_t>(a) + static_cast<uint64_t>(b));
  }
}
// The indexed element grows by the other one.
struct Accumulate {
  template <class T>
  void operator()(T& indexed, const T& other) const {
    indexed = add_elements(indexed, other);
  }
  template <class T>
  void run(T* indexed, const T* other, int64_t n) const {
    for (int64_t i = 0; i < n; ++i) indexed[i] = add_elements(indexed[i], other[i]);
  }
};

// Fetch or Put for any dtype: only the size of an element matters.
template <class Op>
void move_indexed(const SliceMove& move, const Array& indexed, const Array& other, const Op& op) {
  const auto run = [&]<class T>() {
    for_each_indexed<T>(move, indexed.data<T>(), other.data<T>(), op);
  };
  switch (indexed.itemsize()) {
    case 1:
      return run.template operator()<uint8_t>();
    case 2:
      return run.template operator()<uint16_t>();
    case 4:
      return run.template operator()<uint32_t>();
    default:
      return run.template operator()<uint64_t>();
  }
}
// Accumulate, with the arithmetic of the dtype.
void add_indexed(const SliceMove& move, const Array& indexed, const Array& other);

// The slices of `indexed` across `dim`, next to those of `other`, which has the same shape but for
// its size in that dimension. The offsets are the caller's to fill in; they outlive the result.
SliceMove slices_along(const Array& indexed, const Array& other, int64_t dim,
                       const int64_t* offsets, int64_t count);

// Where the element with a row-major index lies, in elements from the first one.
int64_t linear_offset(const Array& a, int64_t index);

}  // namespace gradlab::kernels

#endif  // GRADLAB_TENSOR_KERNELS_INDEX_CORE_H_
