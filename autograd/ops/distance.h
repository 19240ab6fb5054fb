// Distances and similarities between vectors.
#ifndef GRADLAB_AUTOGRAD_OPS_DISTANCE_H_
#define GRADLAB_AUTOGRAD_OPS_DISTANCE_H_

#include <cstdint>
#include <optional>

#include "gradlab/autograd/tensor.h"
#include "gradlab/tensor/location.h"

namespace gradlab {

// The p-norms of the differences of all rows of a [.., n, k] and all rows of b [.., m, k]:
// [.., n, m]; batches broadcast. compute_mode 0: for p = 2 and more than 25 rows by a product of
// matrices, which is faster and loses digits of small distances; 1: always so; 2: never.
Tensor cdist(const Tensor& a, const Tensor& b, double p = 2,
             std::optional<int64_t> compute_mode = std::nullopt, Location at = Location::here());
// The p-norms of the differences of rows i and j of a matrix [n, k] for all i < j: [n (n - 1) / 2].
Tensor pdist(const Tensor& t, double p = 2, Location at = Location::here());
// The p-norm of a - b + eps along the last dimension.
Tensor pairwise_distance(const Tensor& a, const Tensor& b, double p = 2, double eps = 1e-6,
                         bool keepdim = false, Location at = Location::here());
// The cosine of the angle between vectors along `dim`, with lengths of at least eps.
Tensor cosine_similarity(const Tensor& a, const Tensor& b, int64_t dim = 1, double eps = 1e-8,
                         Location at = Location::here());
// a^T W_k b + bias_k for each of the matrices of `weight` [out, in1, in2], for a [.., in1] and
// b [.., in2]: [.., out].
Tensor bilinear(const Tensor& a, const Tensor& b, const Tensor& weight,
                const std::optional<Tensor>& bias = {}, Location at = Location::here());

}  // namespace gradlab

#endif  // GRADLAB_AUTOGRAD_OPS_DISTANCE_H_
