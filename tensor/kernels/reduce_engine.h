// The loops of a reduction, for any way of combining elements.
//
// An operation `Op` is a small object:
//   using In, Acc, Out                        element types of input, accumulation and result
//   static constexpr bool kVector             whether load() exists
//   Acc identity() const                      what nothing reduces to
//   Acc value(In) const                       an element as it is accumulated
//   void load(Vec<Acc>&, const In*) const     the same for kLanesOf<Acc> consecutive elements
//   static void combine(A& acc, const A& x)   for A = Acc and A = Vec<Acc>
//   Out finish(Acc) const
//
// Note [Blocked reduction]: n values are combined in blocks of a fixed size, the blocks' results
// pairwise. A sum's rounding error so grows with log n, not with n, and the tree depends on sizes
// and strides only.
#ifndef GRADLAB_TENSOR_KERNELS_REDUCE_ENGINE_H_
#define GRADLAB_TENSOR_KERNELS_REDUCE_ENGINE_H_

#include <algorithm>
#include <cstdint>

#include "gradlab/tensor/kernels/reduce_plan.h"
#include "gradlab/tensor/kernels/simd/vec.h"

namespace gradlab::kernels {

// Combines values pairwise as they come: a binary counter whose digits are partial results.
template <class Op, class A>
class PairwiseStack {
 public:
  explicit PairwiseStack(const A& first) { levels_[0] = first; }
  void push(const A& x) {
    A sum = x;
    for (uint64_t i = count_++; i & 1; i >>= 1) {
      A left = levels_[--top_];
      Op::combine(left, sum);
      sum = left;
    }
    levels_[top_++] = sum;
  }
  void total(A& out) const {
    int i = top_ - 1;
    A sum = levels_[i];
    while (i-- > 0) {
      A left = levels_[i];
      Op::combine(left, sum);
      sum = left;
    }
    out = sum;
  }

 private:
  uint64_t count_ = 1;
  int top_ = 1;
  A levels_[64];
};

template <class Op>
class ReduceEngine {
 public:
  using In = typename Op::In;
  using Acc = typename Op::Acc;
  using Out = typename Op::Out;

  explicit ReduceEngine(const Op& op) : op_(op) {}

  void run(const ReducePlan& plan, const In* in, Out* out) const {
    if (plan.kept.numel == 0) return;
    if (plan.reduced.numel == 0) {  // every result is the identity, and the result is contiguous
      std::fill_n(out, plan.kept.numel, op_.finish(op_.identity()));
      return;
    }
    if (plan.by_rows()) {
      by_rows(plan, in, out);
    } else {
      by_runs(plan, in, out);
    }
  }

  // n >= 1 elements `stride` apart.
  Acc run_of(const In* p, int64_t n, int64_t stride) const {
    if constexpr (Op::kVector) {
      if (stride == 1 && n >= 2 * kLanes) return consecutive(p, n);
    }
    return spread(p, n, stride);
  }

  // Combines `rows` rows of `cols` <= kMaxCols elements, `col_stride` apart, that `next_row`
  // returns one after another, into out[0 .. cols).
  template <class NextRow>
  void rows_of(int64_t rows, int64_t cols, int64_t col_stride, NextRow& next_row, Acc* out) const {
    if (rows <= kBlockRows) {
      block_of_rows(rows, cols, col_stride, next_row, out);
      return;
    }
    int64_t left = kBlockRows;
    while (left * 2 < rows) left *= 2;
    rows_of(left, cols, col_stride, next_row, out);
    Acc right[kMaxCols];
    rows_of(rows - left, cols, col_stride, next_row, right);
    for (int64_t j = 0; j < cols; ++j) Op::combine(out[j], right[j]);
  }

  // 2 KB of accumulators: they stay in the first-level cache beside the rows.
  static constexpr int64_t kMaxCols = 2048 / static_cast<int64_t>(sizeof(Acc));

 private:
  static constexpr int kLanes = kLanesOf<Acc>;
  static constexpr int64_t kBlockVecs = 32;
  static constexpr int64_t kBlockElements = 128;
  static constexpr int64_t kBlockRows = 64;

  Acc consecutive(const In* p, int64_t n) const {
    const int64_t block = kBlockVecs * kLanes, whole = n - n % kLanes;
    Vec<Acc> x;
    block_of_vecs(x, p, std::min(block, whole));
    if (whole > block) {
      PairwiseStack<Op, Vec<Acc>> partial(x);
      for (int64_t i = block; i < whole; i += block) {
        block_of_vecs(x, p + i, std::min(block, whole - i));
        partial.push(x);
      }
      partial.total(x);
    }
    Acc lane[kLanes];
    store(lane, x);
    for (int half = kLanes / 2; half > 0; half /= 2) {
      for (int j = 0; j < half; ++j) Op::combine(lane[j], lane[j + half]);
    }
    if (whole < n) Op::combine(lane[0], spread_block(p + whole, n - whole, 1));
    return lane[0];
  }

  // n is a multiple of kLanes, not 0.
  [[gnu::always_inline]] void block_of_vecs(Vec<Acc>& even, const In* p, int64_t n) const {
    op_.load(even, p);
    if (n == kLanes) return;
    Vec<Acc> odd, x;
    op_.load(odd, p + kLanes);
    int64_t i = 2 * kLanes;
    for (; i + kLanes < n; i += 2 * kLanes) {
      op_.load(x, p + i);
      Op::combine(even, x);
      op_.load(x, p + i + kLanes);
      Op::combine(odd, x);
    }
    if (i < n) {
      op_.load(x, p + i);
      Op::combine(even, x);
    }
    Op::combine(even, odd);
  }

  Acc spread(const In* p, int64_t n, int64_t stride) const {
    const Acc first = spread_block(p, std::min(n, kBlockElements), stride);
    if (n <= kBlockElements) return first;
    PairwiseStack<Op, Acc> partial(first);
    for (int64_t i = kBlockElements; i < n; i += kBlockElements) {
      partial.push(spread_block(p + i * stride, std::min(n - i, kBlockElements), stride));
    }
    Acc sum;
    partial.total(sum);
    return sum;
  }

  Acc spread_block(const In* p, int64_t n, int64_t stride) const {
    Acc a = op_.value(p[0]);
    int64_t i = 1;
    if (n >= 8) {  // four chains: the latency of one combine is several elements long
      Acc b = op_.value(p[stride]), c = op_.value(p[2 * stride]), d = op_.value(p[3 * stride]);
      for (i = 4; i + 4 <= n; i += 4) {
        Op::combine(a, op_.value(p[i * stride]));
        Op::combine(b, op_.value(p[(i + 1) * stride]));
        Op::combine(c, op_.value(p[(i + 2) * stride]));
        Op::combine(d, op_.value(p[(i + 3) * stride]));
      }
      Op::combine(a, b);
      Op::combine(c, d);
      Op::combine(a, c);
    }
    for (; i < n; ++i) Op::combine(a, op_.value(p[i * stride]));
    return a;
  }

  template <class NextRow>
  void block_of_rows(int64_t rows, int64_t cols, int64_t col_stride, NextRow& next_row,
                     Acc* out) const {
    bool first = true;
    // Four rows at a time read and write the accumulators once.
    for (; rows >= 4; rows -= 4) {
      const In* row[4] = {next_row(), next_row(), next_row(), next_row()};
      add_rows<4>(row, cols, col_stride, first, out);
      first = false;
    }
    for (; rows > 0; --rows) {
      const In* row[1] = {next_row()};
      add_rows<1>(row, cols, col_stride, first, out);
      first = false;
    }
  }

  template <int kRows>
  void add_rows(const In* const* row, int64_t cols, int64_t col_stride, bool first,
                Acc* out) const {
    int64_t j = 0;
    if constexpr (Op::kVector) {
      if (col_stride == 1) {
        using V = Vec<Acc>;
        for (; j + kLanes <= cols; j += kLanes) {
          V a, b;
          op_.load(a, row[0] + j);
          if constexpr (kRows == 4) {
            V c;
            op_.load(b, row[1] + j);
            Op::combine(a, b);
            op_.load(b, row[2] + j);
            op_.load(c, row[3] + j);
            Op::combine(b, c);
            Op::combine(a, b);
          }
          if (!first) {
            kernels::load(b, out + j);
            Op::combine(b, a);
            a = b;
          }
          store(out + j, a);
        }
      }
    }
    for (; j < cols; ++j) {
      const int64_t at = j * col_stride;
      Acc a = op_.value(row[0][at]);
      if constexpr (kRows == 4) {
        Op::combine(a, op_.value(row[1][at]));
        Acc b = op_.value(row[2][at]);
        Op::combine(b, op_.value(row[3][at]));
        Op::combine(a, b);
      }
      if (first) {
        out[j] = a;
      } else {
        Op::combine(out[j], a);
      }
    }
  }

  // Each result from its own run, or its own nest of runs.
  void by_runs(const ReducePlan& plan, const In* in, Out* out) const {
    const LoopNest& kept = plan.kept;
    const LoopNest& reduced = plan.reduced;
    const int64_t n = reduced.inner_size(), stride = reduced.inner_stride();
    const int64_t results = kept.inner_size();
    const int64_t in_step = kept.inner_stride(), out_step = kept.inner_out_stride();
    Odometer outer(kept, 1);
    do {
      const In* p = in + outer.in();
      Out* q = out + outer.out();
      for (int64_t i = 0; i < results; ++i) {
        if (reduced.dims <= 1) {
          q[i * out_step] = op_.finish(run_of(p + i * in_step, n, stride));
        } else {
          PairwiseStack<Op, Acc> partial(run_of(p + i * in_step, n, stride));
          Odometer runs(reduced, 1);
          while (runs.next()) partial.push(run_of(p + i * in_step + runs.in(), n, stride));
          Acc total;
          partial.total(total);
          q[i * out_step] = op_.finish(total);
        }
      }
    } while (outer.next());
  }

  // Whole rows of results at once, kMaxCols wide.
  void by_rows(const ReducePlan& plan, const In* in, Out* out) const {
    const LoopNest& kept = plan.kept;
    const LoopNest& reduced = plan.reduced;
    const int64_t cols = kept.inner_size();
    const int64_t step = kept.inner_stride(), out_step = kept.inner_out_stride();
    const int64_t fold = rows_to_fold(plan);
    Acc acc[kMaxCols];
    Odometer outer(kept, 1);
    do {
      if (fold > 1) {
        folded_rows(plan, fold, in + outer.in(), acc);
        for (int64_t j = 0; j < cols; ++j) out[outer.out() + j * out_step] = op_.finish(acc[j]);
        continue;
      }
      for (int64_t from = 0; from < cols; from += kMaxCols) {
        const int64_t width = std::min(kMaxCols, cols - from);
        const In* base = in + outer.in() + from * step;
        Odometer rows(reduced);
        auto next_row = [&]() {
          const In* row = base + rows.in();
          rows.next();
          return row;
        };
        rows_of(reduced.numel, width, step, next_row, acc);
        Out* q = out + outer.out() + from * out_step;
        for (int64_t j = 0; j < width; ++j) q[j * out_step] = op_.finish(acc[j]);
      }
    } while (outer.next());
  }

  // A tall matrix of few columns is read as one of `fold` times the width and 1/fold the height,
  // whose columns are then combined; this many rows at a time, or 1.
  int64_t rows_to_fold(const ReducePlan& plan) const {
    const int64_t cols = plan.kept.inner_size();
    const bool dense = plan.reduced.dims == 1 && plan.kept.inner_stride() == 1 &&
                       plan.reduced.inner_stride() == cols;
    if (!Op::kVector || !dense || cols >= 4 * kLanes) return 1;
    return std::min(4 * kLanes / cols, plan.reduced.numel / 4);
  }
  void folded_rows(const ReducePlan& plan, int64_t fold, const In* p, Acc* acc) const {
    const int64_t rows = plan.reduced.numel, cols = plan.kept.inner_size(), width = fold * cols;
    auto next_row = [&]() {
      const In* row = p;
      p += width;
      return row;
    };
    Acc wide[kMaxCols];
    rows_of(rows / fold, width, 1, next_row, wide);
    for (int64_t j = 0; j < cols; ++j) {
      Acc sum = wide[j];
      for (int64_t k = 1; k < fold; ++k) Op::combine(sum, wide[k * cols + j]);
      for (int64_t r = 0; r < rows % fold; ++r) Op::combine(sum, op_.value(p[r * cols + j]));
      acc[j] = sum;
    }
  }

  const Op& op_;
};

template <class Op>
void run_reduction(const ReducePlan& plan, const Op& op, const void* in, void* out) {
  ReduceEngine<Op>(op).run(plan, static_cast<const typename Op::In*>(in),
                           static_cast<typename Op::Out*>(out));
}

}  // namespace gradlab::kernels

#endif  // GRADLAB_TENSOR_KERNELS_REDUCE_ENGINE_H_
