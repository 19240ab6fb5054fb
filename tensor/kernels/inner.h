// The functor half of a pointwise kernel: loops over one block that call a functor for every
// element, one loop per arrangement that the compiler can vectorise and a general one.
//
// A functor is a small struct with `R operator()(A...) const`, free of side effects, defined for
// every value of its arguments. One of one argument may also have `static void row(R* out, const A*
// a, int64_t n)`, which computes n elements with better instructions than the compiler finds. Since
// its last bits may differ, it then computes every element, whatever the layout.
#ifndef GRADLAB_TENSOR_KERNELS_INNER_H_
#define GRADLAB_TENSOR_KERNELS_INNER_H_

#include <algorithm>
#include <cstdint>

#include "gradlab/tensor/kernels/cheap.h"
#include "gradlab/tensor/kernels/loop.h"
#include "gradlab/tensor/kernels/simd/wide.h"

// The output of a loop is apart from its inputs or exactly one of them, so no iteration reads what
// another one writes; the compiler cannot know. clang's form of the pragma is a demand that warns
// where a functor calls the C library, so clang is left to compare addresses at run time.
#if defined(__clang__)
#define GRADLAB_INDEPENDENT_ITERATIONS
#else
#define GRADLAB_INDEPENDENT_ITERATIONS _Pragma("GCC ivdep")
#endif

namespace gradlab::kernels {

// out[i] = element(i) for i < n; in wide registers for a functor that is Cheap.
template <bool kIsCheap, class R, class Element>
[[gnu::always_inline]] inline void fill_row(R* out, int64_t n, const Element& element) {
  const auto loop = [=]() __attribute__((always_inline)) {
    GRADLAB_INDEPENDENT_ITERATIONS
    for (int64_t i = 0; i < n; ++i) out[i] = element(i);
  };
  constexpr int64_t kFewest = 64;  // below, asking for the level costs more than it gains
  if constexpr (kIsCheap) {
    if (n >= kFewest) return simd::run_wide(loop);
  }
  loop();
}

template <class Op, class R, class A>
concept HasRow = requires(R* out, const A* a, int64_t n) {
  Op::row(out, a, n);
};

// Letters: a for an array (contiguous), s for one value that serves all elements. Not inline, since
// blocks and the path of small arrays share them.
template <class Op, class R, class A>
[[gnu::noinline]] void dense_a([[maybe_unused]] const Op& op, R* out, const A* a, int64_t n) {
  if constexpr (HasRow<Op, R, A>) {
    Op::row(out, a, n);
  } else {
    fill_row<Cheap<Op, R, A>>(out, n, [=](int64_t i) { return op(a[i]); });
  }
}
// Elements `so` and `sa` bytes apart.
template <class Op, class R, class A>
void stepped_a(const Op& op, char* out, int64_t so, const char* a, int64_t sa, int64_t n) {
  if constexpr (HasRow<Op, R, A>) {
    constexpr int64_t kChunk = 256;
    A in[kChunk];
    R result[kChunk];
    for (int64_t begin = 0; begin < n; begin += kChunk) {
      const int64_t count = std::min(kChunk, n - begin);
      for (int64_t i = 0; i < count; ++i, a += sa) in[i] = *reinterpret_cast<const A*>(a);
      Op::row(result, in, count);
      for (int64_t i = 0; i < count; ++i, out += so) *reinterpret_cast<R*>(out) = result[i];
    }
  } else {
    for (int64_t i = 0; i < n; ++i, out += so, a += sa) {
      *reinterpret_cast<R*>(out) = op(*reinterpret_cast<const A*>(a));
    }
  }
}

template <class Op, class R, class A, class B>
[[gnu::noinline]] void dense_aa(const Op& op, R* out, const A* a, const B* b, int64_t n) {
  fill_row<Cheap<Op, R, A, B>>(out, n, [=](int64_t i) { return op(a[i], b[i]); });
}
template <class Op, class R, class A, class B>
[[gnu::noinline]] void dense_as(const Op& op, R* out, const A* a, B b, int64_t n) {
  fill_row<Cheap<Op, R, A, B>>(out, n, [=](int64_t i) { return op(a[i], b); });
}
template <class Op, class R, class A, class B>
[[gnu::noinline]] void dense_sa(const Op& op, R* out, A a, const B* b, int64_t n) {
  fill_row<Cheap<Op, R, A, B>>(out, n, [=](int64_t i) { return op(a, b[i]); });
}

template <class Op, class R, class A, class B, class C>
[[gnu::noinline]] void dense_aaa(const Op& op, R* out, const A* a, const B* b, const C* c,
                                 int64_t n) {
  GRADLAB_INDEPENDENT_ITERATIONS
  for (int64_t i = 0; i < n; ++i) out[i] = op(a[i], b[i], c[i]);
}
template <class Op, class R, class A, class B, class C>
[[gnu::noinline]] void dense_aas(const Op& op, R* out, const A* a, const B* b, C c, int64_t n) {
  GRADLAB_INDEPENDENT_ITERATIONS
  for (int64_t i = 0; i < n; ++i) out[i] = op(a[i], b[i], c);
}
template <class Op, class R, class A, class B, class C>
[[gnu::noinline]] void dense_asa(const Op& op, R* out, const A* a, B b, const C* c, int64_t n) {
  GRADLAB_INDEPENDENT_ITERATIONS
  for (int64_t i = 0; i < n; ++i) out[i] = op(a[i], b, c[i]);
}

// Block loops (see BlockLoop) for functors of one, two and three arguments. How a row is computed
// depends on strides only, so it is decided once per block.
template <class Op, class R, class A>
void block1(const void* functor, const Block& k) {
  const Op& op = *static_cast<const Op*>(functor);
  const int64_t so = k.stride0[0], sa = k.stride0[1];
  const bool dense = so == sizeof(R) && sa == sizeof(A);
  for (int64_t row = 0; row < k.n1; ++row) {
    char* out = k.data[0] + row * k.stride1[0];
    const char* a = k.data[1] + row * k.stride1[1];
    if constexpr (Cheap<Op, R, A>) {
      if (dense && k.stream) {
        stream_row(op, reinterpret_cast<R*>(out), k.n0, reinterpret_cast<const A*>(a));
        continue;
      }
    }
    if (dense) {
      dense_a(op, reinterpret_cast<R*>(out), reinterpret_cast<const A*>(a), k.n0);
    } else {
      stepped_a<Op, R, A>(op, out, so, a, sa, k.n0);
    }
  }
}

template <class Op, class R, class A, class B>
void block2(const void* functor, const Block& k) {
  const Op& op = *static_cast<const Op*>(functor);
  const int64_t so = k.stride0[0], sa = k.stride0[1], sb = k.stride0[2];
  const bool dense = so == sizeof(R);
  const bool aa = dense && sa == sizeof(A) && sb == sizeof(B);
  const bool as = dense && sa == sizeof(A) && sb == 0;
  const bool sa_ = dense && sa == 0 && sb == sizeof(B);
  for (int64_t row = 0; row < k.n1; ++row) {
    char* out = k.data[0] + row * k.stride1[0];
    const char* a = k.data[1] + row * k.stride1[1];
    const char* b = k.data[2] + row * k.stride1[2];
    R* const to = reinterpret_cast<R*>(out);
    const A* const pa = reinterpret_cast<const A*>(a);
    const B* const pb = reinterpret_cast<const B*>(b);
    if constexpr (Cheap<Op, R, A, B>) {
      if (k.stream && (aa || as || sa_)) {
        if (aa) {
          stream_row(op, to, k.n0, pa, pb);
        } else if (as) {
          stream_row(op, to, k.n0, pa, *pb);
        } else {
          stream_row(op, to, k.n0, *pa, pb);
        }
        continue;
      }
    }
    if (aa) {
      dense_aa(op, to, pa, pb, k.n0);
    } else if (as) {
      dense_as(op, to, pa, *pb, k.n0);
    } else if (sa_) {
      dense_sa(op, to, *pa, pb, k.n0);
    } else {
      for (int64_t i = 0; i < k.n0; ++i) {
        *reinterpret_cast<R*>(out) =
            op(*reinterpret_cast<const A*>(a), *reinterpret_cast<const B*>(b));
        out += so;
        a += sa;
        b += sb;
      }
    }
  }
}

template <class Op, class R, class A, class B, class C>
void block3(const void* functor, const Block& k) {
  const Op& op = *static_cast<const Op*>(functor);
  const int64_t so = k.stride0[0], sa = k.stride0[1], sb = k.stride0[2], sc = k.stride0[3];
  const bool dense = so == sizeof(R) && sa == sizeof(A);
  const bool aaa = dense && sb == sizeof(B) && sc == sizeof(C);
  const bool aas = dense && sb == sizeof(B) && sc == 0;
  const bool asa = dense && sb == 0 && sc == sizeof(C);
  for (int64_t row = 0; row < k.n1; ++row) {
    char* out = k.data[0] + row * k.stride1[0];
    const char* a = k.data[1] + row * k.stride1[1];
    const char* b = k.data[2] + row * k.stride1[2];
    const char* c = k.data[3] + row * k.stride1[3];
    R* const to = reinterpret_cast<R*>(out);
    const A* const pa = reinterpret_cast<const A*>(a);
    const B* const pb = reinterpret_cast<const B*>(b);
    const C* const pc = reinterpret_cast<const C*>(c);
    if (aaa) {
      dense_aaa(op, to, pa, pb, pc, k.n0);
    } else if (aas) {
      dense_aas(op, to, pa, pb, *pc, k.n0);
    } else if (asa) {
      dense_asa(op, to, pa, *pb, pc, k.n0);
    } else {
      for (int64_t i = 0; i < k.n0; ++i) {
        *reinterpret_cast<R*>(out) =
            op(*reinterpret_cast<const A*>(a), *reinterpret_cast<const B*>(b),
               *reinterpret_cast<const C*>(c));
        out += so;
        a += sa;
        b += sb;
        c += sc;
      }
    }
  }
}

}  // namespace gradlab::kernels

#endif  // GRADLAB_TENSOR_KERNELS_INNER_H_
