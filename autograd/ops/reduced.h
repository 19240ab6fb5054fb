// Reduced: what a reduction did to a shape, to bring a result or its gradient back to it.
#ifndef GRADLAB_AUTOGRAD_OPS_REDUCED_H_
#define GRADLAB_AUTOGRAD_OPS_REDUCED_H_

#include <algorithm>
#include <cstdint>

#include "gradlab/autograd/ops/shape.h"
#include "gradlab/autograd/tensor.h"
#include "gradlab/tensor/size_vector.h"

namespace gradlab {

struct Reduced {
  SizeVector sizes;  // of the input
  SizeVector kept;   // the same with 1 for the reduced dimensions

  Reduced(const Tensor& t, IntArrayRef dims) : sizes(size_vector(t.sizes())), kept(sizes) {
    if (dims.empty()) std::fill(kept.begin(), kept.end(), 1);
    for (int64_t d : dims) {
      if (t.dim() > 0) kept[t.array().wrap_dim(d)] = 1;
    }
  }
  // With the reduced dimensions in place, so that it broadcasts against the input.
  Tensor aligned(const Tensor& result) const { return result.reshape(kept); }
  Tensor expanded(const Tensor& result) const { return aligned(result).expand(sizes); }
  // Elements that went into one result; may be 0.
  double count() const {
    double n = 1;
    for (size_t i = 0; i < sizes.size(); ++i) n *= kept[i] == sizes[i] ? 1 : sizes[i];
    return n;
  }
};

}  // namespace gradlab

#endif  // GRADLAB_AUTOGRAD_OPS_REDUCED_H_
