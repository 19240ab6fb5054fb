// The lines of an array along one dimension, for kernels that read a whole line before they write.
#ifndef GRADLAB_TENSOR_KERNELS_LINES_H_
#define GRADLAB_TENSOR_KERNELS_LINES_H_

#include <cstdint>

#include "gradlab/tensor/array.h"
#include "gradlab/tensor/error.h"
#include "gradlab/tensor/kernels/reduce_plan.h"

namespace gradlab::kernels {

// Lines of `in` along `dim` next to those of `out`, whose other sizes agree. A 0-dim array is one
// line of one element.
class Lines {
 public:
  Lines(const Array& in, const Array& out, int64_t dim) {
    GRADLAB_CHECK(in.dim() <= kMaxReduceDims, "only tensors with up to 64 dims are supported");
    for (int64_t i = 0; i < in.dim(); ++i) {
      if (i == dim) {
        size_ = in.sizes()[i];
        step_ = in.strides()[i];
        out_step_ = out.strides()[i];
      } else {
        others_.add(in.sizes()[i], in.strides()[i], out.strides()[i]);
      }
    }
  }

  // Elements of a line of `in`, and the distances between neighbours.
  int64_t size() const { return size_; }
  int64_t step() const { return step_; }
  int64_t out_step() const { return out_step_; }

  // Calls f(offset of the line in `in`, offset in `out`), in elements, for every line.
  template <class F>
  void for_each(const F& f) const {
    if (others_.numel == 0) return;
    Odometer line(others_);
    do {
      f(line.in(), line.out());
    } while (line.next());
  }

 private:
  LoopNest others_;
  int64_t size_ = 1;
  int64_t step_ = 1;
  int64_t out_step_ = 1;
};

}  // namespace gradlab::kernels

#endif  // GRADLAB_TENSOR_KERNELS_LINES_H_
