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
#include <utility>
#include <vector>

#include "gradlab/tensor/kernels/reduce_plan.h"
#include "gradlab/tensor/kernels/simd/vec.h"
#include "gradlab/tensor/parallel.h"

namespace gradlab::kernels {

// T is float or double. finish(sum) turns a sum into a result.
template <class T, class Finish>
class CascadeSum {
 public:
  explicit CascadeSum(const Finish& finish) : finish_(finish) {}

  void run(const ReducePlan& plan, const T* in, T* out) const {
    if (plan.kept.numel == 0) return;
    if (plan.reduced.numel == 0) {  // the result is contiguous
      std::fill_n(out, plan.kept.numel, finish_(T{0}));
      return;
    }
    const LoopNest& reduced = plan.reduced;
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
      for (int64_t from = first, width; from < last; from += width) {
        width = from < cascades ? std::min(kMaxWidth, std::min(cascades, last) - from)
                                : std::min(kMaxWidth / 4, last - from);
        T total[kMaxWidth], more[kMaxWidth];
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
                    p + runs.in(), sum);
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
    const int64_t grain = kParallelGrain / reduced.numel + 1;
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

  // acc[j] += the terms of column j, one after another.
  static void add_terms(const Matrix& m, const T* p, T* acc) {
    int64_t j = 0;
    if (m.stride == 1) {
      if (m.step == m.width && m.width == 2 * kLanes) {
        add_vectors<true>(m, p, acc);
        return;
      }
      for (; j + kLanes <= m.width; j += kLanes) add_vectors<false>(m, p + j, acc + j);
    }
    // Several at a time: the latency of one addition is several terms long.
    for (; j + 4 <= m.width; j += 4) add_columns<4>(m, p + j * m.stride, acc + j);
    for (; j < m.width; ++j) add_columns<1>(m, p + j * m.stride, acc + j);
  }

  // One vector of columns; kAhead: two, and the terms are consecutive. They are asked for 4 KB
  // before they are needed, because the machine's own prefetching stops at the end of a page. 64 MB
  // are summed in 2.27 instead of 2.55 ms, rows of 16 KB in 2.34 instead of 2.72 (benchmarks:
  // BM_Sum/16777216, BM_SumDim/1); columns would be slower with it (BM_SumDim/0: 5.3 instead
  // of 3.0).
  template <bool kAhead>
  static void add_vectors(const Matrix& m, const T* p, T* acc) {
    constexpr int kVectors = kAhead ? 2 : 1;
    constexpr int64_t kDistance = 4096 / static_cast<int64_t>(sizeof(T));
    Vec<T> sum[kVectors], x;
    for (int k = 0; k < kVectors; ++k) load(sum[k], acc + k * kLanes);
    for (int64_t i = 0; i < m.n; ++i, p += m.step) {
      for (int k = 0; k < kVectors; ++k) {
        if constexpr (kAhead) __builtin_prefetch(p + k * kLanes + kDistance);
        load(x, p + k * kLanes);
        sum[k] += x;
      }
    }
    for (int k = 0; k < kVectors; ++k) store(acc + k * kLanes, sum[k]);
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
  static void full_second(const Matrix& m, int64_t block, const T* p, T* out) {
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
  static int64_t add_full_seconds(const Matrix& m, int shift, const T* p, T* third, T* fourth) {
    const int64_t block = int64_t{1} << shift, unit = block * block, units = m.n / unit;
    if (units < 2 || units * unit * m.width < 2 * kParallelGrain || get_num_threads() == 1 ||
        in_parallel_region()) {
      return 0;
    }
    std::vector<T> sums(static_cast<size_t>(units * m.width));
    parallel_for(0, units, kParallelGrain / (unit * m.width) + 1, [&](int64_t first, int64_t last) {
      for (int64_t u = first; u < last; ++u) {
        full_second(m, block, p + u * unit * m.step, sums.data() + u * m.width);
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

  static void cascade(const Matrix& m, const T* p, T* acc) {
    std::fill_n(acc, m.width, T{0});
    const int shift = power(m.n);
    const int64_t block = int64_t{1} << shift;
    if (m.n < block) return add_terms(m, p, acc);
    T level[3][kMaxWidth];
    for (T* k : level) std::fill_n(k, m.width, T{0});
    Matrix part = m;
    part.n = block;
    int64_t i = add_full_seconds(m, shift, p, level[1], level[2]);
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
  static void rows(const T* p, int64_t n, int64_t step, int64_t width, int64_t stride, T* out) {
    T acc[kMaxWidth];
    const int64_t fours = n / 4;
    if (stride == 1 && step == width) {  // four rows of terms are one of four times the width
      cascade({.n = fours, .step = 4 * step, .width = 4 * width, .stride = 1}, p, acc);
    } else {
      for (int k = 0; k < 4; ++k) {
        cascade({.n = fours, .step = 4 * step, .width = width, .stride = stride}, p + k * step,
                acc + k * width);
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

  static T row(const T* p, int64_t n, int64_t step) {
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
  static T consecutive_row(const T* p, int64_t n) {
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

  const Finish& finish_;
};

// Writes finish(sum) for every sum of the plan. in and out are of T.
template <class T, class Finish>
void cascade_sum(const ReducePlan& plan, const T* in, T* out, const Finish& finish) {
  CascadeSum<T, Finish>(finish).run(plan, in, out);
}

}  // namespace gradlab::kernels

#endif  // GRADLAB_TENSOR_KERNELS_CASCADE_SUM_H_
