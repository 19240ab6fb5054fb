// ReducePlan: a reduction as two nests of loops, over the dimensions that stay and over those that
// are reduced.
//
// Invariants: neighbouring dimensions are merged where the strides allow it, dimensions of size 1
// are left out, and each nest is ordered by falling input stride, so that its last loop is the one
// closest to consecutive memory. Order-sensitive reductions have one reduced dimension, whose order
// is kept.
#ifndef GRADLAB_TENSOR_KERNELS_REDUCE_PLAN_H_
#define GRADLAB_TENSOR_KERNELS_REDUCE_PLAN_H_

#include <cstdint>
#include <optional>

#include "gradlab/tensor/array.h"
#include "gradlab/tensor/array_ref.h"
#include "gradlab/tensor/dtype.h"

namespace gradlab::kernels {

// PyTorch's limit for reductions as well.
inline constexpr int kMaxReduceDims = 64;

struct LoopNest {
  int dims = 0;
  int64_t numel = 1;
  int64_t size[kMaxReduceDims];
  int64_t stride[kMaxReduceDims];      // of the input, in elements
  int64_t out_stride[kMaxReduceDims];  // of the result

  void add(int64_t n, int64_t in, int64_t out);
  void sort_and_merge();
  // The last loop; a nest without loops counts as one iteration.
  int64_t inner_size() const { return dims ? size[dims - 1] : 1; }
  int64_t inner_stride() const { return dims ? stride[dims - 1] : 1; }
  int64_t inner_out_stride() const { return dims ? out_stride[dims - 1] : 1; }
};

// Steps through all loops of a nest but the `skip` last ones, in order.
class Odometer {
 public:
  explicit Odometer(const LoopNest& nest, int skip = 0) : nest_(nest), dims_(nest.dims - skip) {
    if (dims_ < 0) dims_ = 0;
    for (int i = 0; i < dims_; ++i) index_[i] = 0;
  }
  int64_t in() const { return in_; }
  int64_t out() const { return out_; }
  // False when the end was passed.
  bool next() {
    for (int i = dims_; i-- > 0;) {
      in_ += nest_.stride[i];
      out_ += nest_.out_stride[i];
      if (++index_[i] < nest_.size[i]) return true;
      in_ -= nest_.stride[i] * nest_.size[i];
      out_ -= nest_.out_stride[i] * nest_.size[i];
      index_[i] = 0;
    }
    return false;
  }

 private:
  const LoopNest& nest_;
  int dims_;
  int64_t in_ = 0;
  int64_t out_ = 0;
  int64_t index_[kMaxReduceDims];
};

class ReducePlan {
 public:
  // `dims` as in reduce.h. Throws for bad dimensions.
  ReducePlan(const Array& a, IntArrayRef dims, bool keepdim);

  // An uninitialised result array.
  Array make_result(ScalarType dtype) const { return Array::empty({out_sizes_, out_dim_}, dtype); }
  // Whether results lie closer together than what is reduced into one of them: then whole rows are
  // combined instead of runs.
  bool by_rows() const {
    return kept.dims > 0 && (reduced.dims == 0 || kept.inner_stride() < reduced.inner_stride());
  }

  LoopNest kept;
  LoopNest reduced;

 private:
  int64_t out_sizes_[kMaxReduceDims];
  size_t out_dim_ = 0;
};

// The first of `dims`, as it was given, whose size is 0.
std::optional<int64_t> empty_dim(const Array& a, IntArrayRef dims);

// Bit i says that dimension i is in the list (empty: all). Throws as documented in reduce.h.
uint64_t dim_mask(IntArrayRef dims, int64_t ndim);

}  // namespace gradlab::kernels

#endif  // GRADLAB_TENSOR_KERNELS_REDUCE_PLAN_H_
