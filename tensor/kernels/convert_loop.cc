#include "gradlab/tensor/kernels/convert_loop.h"

#include <cstdint>
#include <cstring>

#include "gradlab/tensor/kernels/convert.h"
#include "gradlab/tensor/kernels/inner.h"

namespace gradlab::kernels {
namespace {

template <class To>
struct Convert {
  template <class From>
  To operator()(From v) const {
    return convert<To>(v);
  }
};

// Elements of the same dtype are moved as bits: one loop per size, and memcpy when dense.
struct Move {
  template <class T>
  T operator()(T v) const {
    return v;
  }
};
template <class T>
void dense_a(const Move&, T* out, const T* a, int64_t n) {
  if (n > 0) std::memcpy(out, a, n * sizeof(T));  // nothing may be at a null pointer
}

// Elements of four bytes are moved as floats, which can be stored past the cache: the processor
// does not look at them.
struct MoveFour : Move {
  static constexpr bool kCheap = true;
};
template <class T>
void dense_a(const MoveFour&, T* out, const T* a, int64_t n) {
  dense_a(Move(), out, a, n);
}

template <class Op, class To, class From>
void run(const void*, const Block& block) {
  const Op op;
  block1<Op, To, From>(&op, block);
}

BlockLoop move_loop(int64_t size) {
  switch (size) {
    case 1:
      return &run<Move, uint8_t, uint8_t>;
    case 2:
      return &run<Move, uint16_t, uint16_t>;
    case 4:
      return {&run<MoveFour, float, float>, /*streams=*/true};
    default:
      return &run<Move, uint64_t, uint64_t>;
  }
}

}  // namespace

BlockLoop conversion_loop(ScalarType from, ScalarType to) {
  return dispatch_all_and_reduced(from, "copy_", [&]<class From>() -> BlockLoop {
    return dispatch_all_and_reduced(to, "copy_", [&]<class To>() -> BlockLoop {
      if constexpr (std::is_same_v<From, To>) return move_loop(sizeof(To));
      return &run<Convert<To>, To, From>;
    });
  });
}

}  // namespace gradlab::kernels
