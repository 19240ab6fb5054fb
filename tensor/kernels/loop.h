// The layout half of a pointwise kernel: in which order to visit the elements of arrays with
// different strides. The functor half is in inner.h; the two meet in a function pointer.
//
// A LoopPlan describes N operands, the output first. Its dimensions are sorted so that the first
// varies fastest in memory, have no sizes of 1, and are merged where all operands allow it: arrays
// of one layout become one dimension whatever their shape. walk() cuts the plan into blocks of two
// dimensions and hands each to an inner loop.
#ifndef GRADLAB_TENSOR_KERNELS_LOOP_H_
#define GRADLAB_TENSOR_KERNELS_LOOP_H_

#include <cstdint>
#include <memory>

#include "gradlab/tensor/array.h"
#include "gradlab/tensor/array_ref.h"
#include "gradlab/tensor/dtype.h"

namespace gradlab::kernels {

inline constexpr int kMaxOperands = 4;

// Above this many elements the setup no longer shows.
inline constexpr int64_t kSmall = 4096;

// n1 rows of n0 elements. Strides are in bytes, one per operand: `stride0` from element to element,
// `stride1` from row to row.
struct Block {
  char* const* data;
  const int64_t* stride0;
  const int64_t* stride1;
  int64_t n0;
  int64_t n1;
  // Whether dense rows should go past the cache; see Note [Streamed outputs].
  bool stream = false;
};

// Computes a block; `op` is the functor.
class BlockLoop {
 public:
  using Function = void (*)(const void* op, const Block& block);

  // streams: it obeys Block::stream.
  constexpr BlockLoop(Function function, bool streams = false)  // NOLINT: a function is a loop
      : function_(function), streams_(streams) {}

  void operator()(const void* op, const Block& block) const { function_(op, block); }
  bool streams() const { return streams_; }

 private:
  Function function_;
  bool streams_;
};

// An input of a plan: memory and how it is laid out. It is broadcast to the shape of the plan.
struct LoopInput {
  void* data;
  IntArrayRef sizes;
  IntArrayRef strides;  // in elements
  int64_t itemsize;

  static LoopInput of(const Array& a) {
    return {a.raw_data(), a.sizes(), a.strides(), a.itemsize()};
  }
  // One element for all indices.
  static LoopInput value(void* data) { return {data, {}, {}, 0}; }
};

class LoopPlan {
 public:
  struct Dim {
    int64_t size;
    int64_t stride[kMaxOperands];  // in bytes
    int64_t axis;                  // the dimension of the arrays it came from
  };

  // Writes to `out`, which has the shape `sizes` that the inputs broadcast to.
  LoopPlan(const Array& out, ArrayRef<LoopInput> inputs);
  // Creates *out, of the given shape and dtype, in the memory order that the inputs agree on: the
  // first input with an opinion on two dimensions decides (PyTorch's rule for the strides of a
  // result).
  LoopPlan(Array* out, IntArrayRef sizes, ScalarType dtype, ArrayRef<LoopInput> inputs);

  // Indices first..last of dimension `dim` of another plan.
  LoopPlan(const LoopPlan& whole, int dim, int64_t first, int64_t last);

  LoopPlan(const LoopPlan&) = delete;
  LoopPlan& operator=(const LoopPlan&) = delete;

  bool empty() const { return empty_; }
  int operands() const { return operands_; }
  // At least 1 unless empty.
  int dim() const { return dim_; }
  const Dim& operator[](int i) const { return dims_[i]; }
  char* const* data() const { return data_; }
  // Bytes of an element of operand k.
  int64_t itemsize(int k) const { return itemsize_[k]; }
  // Whether an input runs along dimension 1 where the output runs along dimension 0.
  bool transposed() const { return transposed_; }
  // Whether the output is too large to be kept in the cache; see Note [Streamed outputs].
  bool streamed() const { return streamed_; }

 private:
  static constexpr int kInline = 6;

  // The steps of construction.
  void gather(IntArrayRef sizes, ArrayRef<LoopInput> inputs);
  void add_output(const Array& out);
  void sort(bool with_output);
  Array allocate(IntArrayRef sizes, ScalarType dtype) const;
  void merge();
  void find_transposition();
  void find_streaming(const Array& out);

  int operands_ = 0;
  int dim_ = 0;
  bool empty_ = false;
  bool transposed_ = false;
  bool streamed_ = false;
  char* data_[kMaxOperands];
  int64_t itemsize_[kMaxOperands];
  Dim* dims_ = inline_;
  Dim inline_[kInline];
  std::unique_ptr<Dim[]> heap_;
};

// Calls `loop` until every element has been visited once, from several threads if there are many:
// elements are independent, so the result has the same bits.
void walk(const LoopPlan& plan, BlockLoop loop, const void* op);

}  // namespace gradlab::kernels

#endif  // GRADLAB_TENSOR_KERNELS_LOOP_H_
