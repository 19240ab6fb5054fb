// Sums of floating-point numbers in PyTorch's order, so that they have PyTorch's bits.
//
// Note [Cascade sum]: terms are added to a first accumulator; after 2^p of them it is added to a
// second one and starts again, after 2^2p of them the second to a third, after 2^3p that to a
// fourth, and at the end all to the first. p is max(4, ceil(log2 n) / 4), so that the rounding
// error grows with the fourth root of n. A sum in this order is called a cascade here. The sum of
// one row is made of 4 cascades, of the terms whose position leaves 0, 1, 2, 3 when divided by 4;
// positions beyond the last whole four go to the first. Where the terms are consecutive, a term is
// a vector of 32 bytes; its lanes are added last, to the sum of the elements beyond the last whole
// vector. Columns of a matrix are cascades each, but those beyond the last whole group of columns
// are rows.
#ifndef GRADLAB_TENSOR_KERNELS_CASCADE_SUM_H_
#define GRADLAB_TENSOR_KERNELS_CASCADE_SUM_H_

#include <algorithm>
#include <bit>
#include <cstdint>
#include <functional>
#include <memory>
#include <type_traits>
#include <utility>
#include <vector>

#include "gradlab/tensor/kernels/reduce_plan.h"
#include "gradlab/tensor/kernels/simd/cascade_loops.h"
#include "gradlab/tensor/kernels/simd/level.h"
#include "gradlab/tensor/kernels/simd/vec.h"
#include "gradlab/tensor/parallel.h"

namespace gradlab::kernels {

// T is float or double. finish(sum) turns a sum into a result.
template <class T, class Finish>
class CascadeSum {
 public:
  explicit CascadeSum(const Finish& finish) : loops_(loops_of(best_table())), finish_(finish) {}

  void run(const ReducePlan& plan, const T* in, T* out) {
    if (plan.kept.numel == 0) return;
    if (plan.reduced.numel == 0) {  // the result is contiguous
      std::fill_n(out, plan.kept.numel, finish_(T{0}));
      return;
    }
    const LoopNest& reduced = plan.reduced;
    far_ = plan.kept.numel * reduced.numel >= kFar;
    LoopNest sorted;
    const LoopNest& kept = by_result(plan.kept, sorted);
    const int64_t n = reduced.inner_size(), stride = reduced.inner_stride();
    const bool consecutive = stride == 1 && n >= kTerm;
    const int64_t columns = kept.inner_size(), column_stride = kept.inner_stride();
    // How many columns are cascades; the others, and all when there are more loops, are rows.
    int64_t cascades = 0;
    if (!consecutive && reduced.dims == 1 && kept.dims > 0) {
      if (column_stride == 1 && columns >= kTerm) {
        cascades = columns - columns % (4 * kTerm);
      } else if (stride >= column_stride) {
        cascades = columns - columns % 4;
      }
    }
    const bool one_by_one = consecutive || kept.dims == 0 || column_stride >= stride;
    // The columns first..last of one round of the outer loops.
    const auto sum_columns = [&](const T* in_round, T* out_round, int64_t first, int64_t last) {
      const int64_t widest = std::clamp(std::min(cascades, last) - first, kMaxWidth, kWidest);
      const Buffers buffers(widest);
      T* const total = buffers.part(0);
      T* const more = buffers.part(1);
      for (int64_t from = first, width; from < last; from += width) {
        width = from < cascades ? std::min(widest, std::min(cascades, last) - from)
                                : std::min(kMaxWidth / 4, last - from);
        const T* p = in_round + from * column_stride;
        Odometer runs(reduced, 1);
        for (T* sum = total;; sum = more) {
          if (one_by_one) {
            for (int64_t j = 0; j < width; ++j) {
              const T* q = p + runs.in() + j * column_stride;
              sum[j] = consecutive ? consecutive_row(q, n) : row(q, n, stride);
            }
          } else if (from < cascades) {
            cascade({.n = n, .step = stride, .width = width, .stride = column_stride},
                    p + runs.in(), sum, buffers.part(2));
          } else {
            rows(p + runs.in(), n, stride, width, column_stride, sum);
          }
          if (sum == more) {
            for (int64_t j = 0; j < width; ++j) total[j] += more[j];
          }
          if (!runs.next()) break;
        }
        T* q = out_round + from * kept.inner_out_stride();
        for (int64_t j = 0; j < width; ++j) q[j * kept.inner_out_stride()] = finish_(total[j]);
      }
    };
    // Threads read long pieces of rows, too.
    const int64_t grain = std::max(parallel_grain() / reduced.numel + 1,
                                   std::min(cascades / 2, 2 * kMaxWidth));
    Odometer outer(kept, 1);
    do {
      parallel_for(0, columns, grain, [&](int64_t first, int64_t last) {
        sum_columns(in + outer.in(), out + outer.out(), first, last);
      });
    } while (outer.next());
  }

 private:
  // Lanes of a term of consecutive elements, and of the vectors that the machine adds.
  static constexpr int64_t kTerm = 32 / static_cast<int64_t>(sizeof(T));
  static constexpr int64_t kLanes = kLanesOf<T>;
  // 2 KB of accumulators per level.
  static constexpr int64_t kMaxWidth = 2048 / static_cast<int64_t>(sizeof(T));
  // 16 KB of them where columns are cascades: the rows of a wide matrix are then read in long
  // pieces, as the machine's prefetching wants it. BM_SumDim/0: 3.3 instead of 4.2 ms.
  static constexpr int64_t kWidest = 8 * kMaxWidth;
  // More elements than this are not expected in a cache.
  static constexpr int64_t kFar = (8 << 20) / static_cast<int64_t>(sizeof(T));

  static const simd::CascadeTable& best_table() {
    static const simd::CascadeTable& table = simd::at(
        simd::level(), simd::kCascadeBaseline, simd::kCascadeAvx2, simd::kCascadeAvx512);
    return table;
  }
  static const simd::CascadeLoops<T>& loops_of(const simd::CascadeTable& table) {
    if constexpr (std::is_same_v<T, float>) {
      return table.f;
    } else {
      return table.d;
    }
  }
  // What comes from memory comes sooner through narrow registers: rows of [4096, 4096] floats take
  // 3.4 ms, with AVX-512 4.3 ms, on an EPYC.
  void sum_consecutive(const T* p, int64_t done, int64_t n, int shift, const T* third,
                       const T* fourth, T* out) const {
    const auto& loops = far_ ? loops_of(simd::kCascadeBaseline) : loops_;
    loops.consecutive(p, done, n, shift, far_, third, fourth, out);
  }

  // The accumulators of `width` columns: kParts parts of that many.
  class Buffers {
   public:
    explicit Buffers(int64_t width) : width_(width) {
      if (width > kMaxWidth) {
        heap_ = std::make_unique_for_overwrite<T[]>(static_cast<size_t>(kParts * width));
      }
    }
    T* part(int i) const { return (heap_ ? heap_.get() : stack_) + i * width_; }

   private:
    static constexpr int kParts = 5;  // two sums and the upper levels of a cascade

    const int64_t width_;
    std::unique_ptr<T[]> heap_;
    mutable T stack_[kParts * kMaxWidth];
  };

  // n terms `step` apart in each of `width` columns `stride` apart.
  struct Matrix {
    int64_t n, step, width, stride;
  };

  // The loops in the order of the result, whatever the strides of the input: columns are neighbours
  // in the result. `sorted` is used when `kept` is not in that order.
  static const LoopNest& by_result(const LoopNest& kept, LoopNest& sorted) {
    if (std::is_sorted(kept.out_stride, kept.out_stride + kept.dims, std::greater<>())) return kept;
    sorted = kept;
    for (int i = 1; i < sorted.dims; ++i) {
      for (int j = i; j > 0 && sorted.out_stride[j] > sorted.out_stride[j - 1]; --j) {
        std::swap(sorted.size[j], sorted.size[j - 1]);
        std::swap(sorted.stride[j], sorted.stride[j - 1]);
        std::swap(sorted.out_stride[j], sorted.out_stride[j - 1]);
      }
    }
    return sorted;
  }

  static int power(int64_t n) {
    const int log2 = n <= 2 ? 1 : std::bit_width(static_cast<uint64_t>(n - 1));
    return std::max(4, log2 / 4);
  }

  static bool consecutive_terms(const Matrix& m) {
    return m.stride == 1 && m.step == m.width && m.width == simd::kCascadeWidth<T>;
  }

  // acc[j] += the terms of column j, one after another.
  void add_terms(const Matrix& m, const T* p, T* acc) const {
    int64_t j = 0;
    if (m.stride == 1 && m.width >= kLanes) {
      static_assert(simd::kColumnGroup<T> == kLanes);
      j = m.width - m.width % kLanes;
      loops_.add_columns(p, m.n, m.step, j, acc);
    }
    // Several at a time: the latency of one addition is several terms long.
    for (; j + 4 <= m.width; j += 4) add_columns<4>(m, p + j * m.stride, acc + j);
    for (; j < m.width; ++j) add_columns<1>(m, p + j * m.stride, acc + j);
  }

  template <int kColumns>
  static void add_columns(const Matrix& m, const T* p, T* acc) {
    T sum[kColumns];
    for (int k = 0; k < kColumns; ++k) sum[k] = acc[k];
    for (int64_t i = 0; i < m.n; ++i, p += m.step) {
      for (int k = 0; k < kColumns; ++k) sum[k] += p[k * m.stride];
    }
    for (int k = 0; k < kColumns; ++k) acc[k] = sum[k];
  }

  // out[j] = the sums of a second accumulator when it is full: 2^2p terms from p on.
  void full_second(const Matrix& m, int shift, const T* p, T* out) const {
    const int64_t block = int64_t{1} << shift;
    if (consecutive_terms(m)) {
      const T zeros[simd::kCascadeWidth<T>] = {};
      return sum_consecutive(p, 0, block * block, shift, zeros, zeros, out);
    }
    T acc[kMaxWidth];
    Matrix part = m;
    part.n = block;
    std::fill_n(out, m.width, T{0});
    for (int64_t i = 0; i < block; ++i, p += block * m.step) {
      std::fill_n(acc, m.width, T{0});
      add_terms(part, p, acc);
      for (int64_t j = 0; j < m.width; ++j) out[j] += acc[j];
    }
  }

  // What the second accumulators of a long cascade add up to, computed on several threads, goes to
  // `third` and `fourth` in order; returns how many terms that were.
  int64_t add_full_seconds(const Matrix& m, int shift, const T* p, T* third, T* fourth) const {
    const int64_t block = int64_t{1} << shift, unit = block * block, units = m.n / unit;
    if (m.width > kMaxWidth || units < 2 || units * unit * m.width < 2 * parallel_grain() ||
        get_num_threads() == 1 || in_parallel_region()) {
      return 0;
    }
    std::vector<T> sums(static_cast<size_t>(units * m.width));
    const int64_t grain = parallel_grain() / (unit * m.width) + 1;
    parallel_for(0, units, grain, [&](int64_t first, int64_t last) {
      for (int64_t u = first; u < last; ++u) {
        full_second(m, shift, p + u * unit * m.step, sums.data() + u * m.width);
      }
    });
    for (int64_t u = 0; u < units; ++u) {
      for (int64_t j = 0; j < m.width; ++j) third[j] += sums[u * m.width + j];
      if ((u + 1) % block != 0) continue;
      for (int64_t j = 0; j < m.width; ++j) {
        fourth[j] += third[j];
        third[j] = 0;
      }
    }
    return units * unit;
  }

  // upper: three levels of m.width accumulators.
  void cascade(const Matrix& m, const T* p, T* acc, T* upper) const {
    const int shift = power(m.n);
    const int64_t block = int64_t{1} << shift;
    std::fill_n(acc, m.width, T{0});
    if (m.n < block) return add_terms(m, p, acc);
    T* const level[] = {upper, upper + m.width, upper + 2 * m.width};
    std::fill_n(upper, 3 * m.width, T{0});
    int64_t i = add_full_seconds(m, shift, p, level[1], level[2]);
    if (consecutive_terms(m)) {
      return sum_consecutive(p, i, m.n, shift, level[1], level[2], acc);
    }
    Matrix part = m;
    part.n = block;
    while (i + block <= m.n) {
      add_terms(part, p + i * m.step, acc);
      i += block;
      T* from = acc;
      for (int k = 0; k < 3; ++k) {
        for (int64_t j = 0; j < m.width; ++j) {
          level[k][j] += from[j];
          from[j] = 0;
        }
        if (i & ((block - 1) << ((k + 1) * shift))) break;
        from = level[k];
      }
    }
    part.n = m.n - i;
    add_terms(part, p + i * m.step, acc);
    for (const T* k : level) {
      for (int64_t j = 0; j < m.width; ++j) acc[j] += k[j];
    }
  }

  // Columns that are rows; width <= kMaxWidth / 4.
  void rows(const T* p, int64_t n, int64_t step, int64_t width, int64_t stride, T* out) const {
    T acc[kMaxWidth], upper[3 * kMaxWidth];
    const int64_t fours = n / 4;
    if (stride == 1 && step == width) {  // four rows of terms are one of four times the width
      cascade({.n = fours, .step = 4 * step, .width = 4 * width, .stride = 1}, p, acc,
              upper);
    } else {
      for (int k = 0; k < 4; ++k) {
        cascade({.n = fours, .step = 4 * step, .width = width, .stride = stride}, p + k * step,
                acc + k * width, upper);
      }
    }
    add_terms({.n = n % 4, .step = step, .width = width, .stride = stride}, p + 4 * fours * step,
              acc);
    add_fours(acc, width, out);
  }

  // The last step of a row: its four cascades, `width` apart.
  static void add_fours(const T* acc, int64_t width, T* out) {
    for (int64_t j = 0; j < width; ++j) {
      out[j] = ((acc[j] + acc[j + width]) + acc[j + 2 * width]) + acc[j + 3 * width];
    }
  }

  T row(const T* p, int64_t n, int64_t step) const {
    if (n >= 64) {
      T out;
      rows(p, n, step, 1, step == 1 ? 1 : 0, &out);
      return out;
    }
    T a = 0, b = 0, c = 0, d = 0;
    for (; n >= 4; n -= 4, p += 4 * step) {
      a += p[0];
      b += p[step];
      c += p[2 * step];
      d += p[3 * step];
    }
    for (; n > 0; --n, p += step) a += p[0];
    return ((a + b) + c) + d;
  }

  // n >= kTerm consecutive elements.
  T consecutive_row(const T* p, int64_t n) const {
    T lane[4 * kTerm];
    const int64_t terms = n / kTerm;
    if (terms >= 64) {
      rows(p, terms, kTerm, kTerm, 1, lane);
    } else {  // too few for a second accumulator
      static_assert(4 * kTerm == 2 * kLanes);
      Vec<T> low = Vec<T>::all(0), high = low, x;
      const T* q = p;
      int64_t left = terms;
      for (; left >= 4; left -= 4, q += 4 * kTerm) {
        load(x, q);
        low += x;
        load(x, q + kLanes);
        high += x;
      }
      store(lane, low);
      store(lane + kLanes, high);
      for (; left > 0; --left, q += kTerm) {
        for (int64_t j = 0; j < kTerm; ++j) lane[j] += q[j];
      }
      add_fours(lane, kTerm, lane);
    }
    T sum = 0;
    for (int64_t i = terms * kTerm; i < n; ++i) sum += p[i];
    for (int64_t j = 0; j < kTerm; ++j) sum += lane[j];
    return sum;
  }

  const simd::CascadeLoops<T>& loops_;
  const Finish& finish_;
  bool far_ = false;
};

// Writes finish(sum) for every sum of the plan. in and out are of T.
template <class T, class Finish>
void cascade_sum(const ReducePlan& plan, const T* in, T* out, const Finish& finish) {
  CascadeSum<T, Finish>(finish).run(plan, in, out);
}

}  // namespace gradlab::kernels

#endif  // GRADLAB_TENSOR_KERNELS_CASCADE_SUM_H_
