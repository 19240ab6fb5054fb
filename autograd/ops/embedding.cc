// Rows of a table by number.
#include <vector>

#include "gradlab/autograd/graph/tape.h"
#include "gradlab/autograd/ops/index.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/tensor/error.h"
#include "gradlab/tensor/kernels/binary.h"
#include "gradlab/tensor/kernels/copy.h"
#include "gradlab/tensor/kernels/index.h"

namespace gradlab {
namespace {

// What embedding_dense_backward multiplies the gradient of each row by, [num_weights, 1].
Array row_factors(const Array& indices, int64_t num_weights, int64_t padding_idx,
                  bool scale_grad_by_freq, ScalarType dtype) {
  Array factors = kernels::full({num_weights, 1}, 1, dtype);
  if (scale_grad_by_freq) {
    std::vector<int64_t> sizes = indices.sizes().vec();
    sizes.push_back(1);
    const Array counts =
        kernels::embedding_backward(kernels::full(sizes, 1, dtype), indices, num_weights);
    factors = kernels::div(1, kernels::maximum(counts, factors));
  }
  if (padding_idx >= 0 && padding_idx < num_weights) {
    kernels::fill(factors.select(0, padding_idx), 0);
  }
  return factors;
}

}  // namespace

Tensor embedding(const Tensor& weight, const Tensor& indices, int64_t padding_idx,
                 bool scale_grad_by_freq, bool sparse, Location at) {
  LocationScope scope(at);
  GRADLAB_CHECK_KIND(NotImplementedError, !sparse, "embedding: there are no sparse gradients");
  Tensor out(kernels::embedding(weight.array(), indices.array()));
  if (Tape tape(weight); tape) {
    tape.record(
        "EmbeddingBackward0", out,
        [=, rows = weight.size(0), indices = tape.save(indices)](const Tensor& g, Backward& bw) {
          bw.grad(0) =
              embedding_dense_backward(g, bw.saved(indices), rows, padding_idx, scale_grad_by_freq);
        });
  }
  return out;
}

Tensor embedding_dense_backward(const Tensor& g, const Tensor& indices, int64_t num_weights,
                                int64_t padding_idx, bool scale_grad_by_freq) {
  Tensor out(kernels::embedding_backward(g.array(), indices.array(), num_weights, padding_idx,
                                         scale_grad_by_freq));
  if (Tape tape(g); tape) {
    const Tensor factors(
        row_factors(indices.array(), num_weights, padding_idx, scale_grad_by_freq, g.dtype()));
    tape.record("EmbeddingDenseBackwardBackward0", out,
                [indices = tape.save(indices), factors = tape.save(factors)](const Tensor& gg,
                                                                             Backward& bw) {
                  bw.grad(0) = embedding(gg * bw.saved(factors), bw.saved(indices));
                });
  }
  return out;
}

}  // namespace gradlab
