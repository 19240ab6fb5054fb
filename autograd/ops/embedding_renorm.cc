#include "gradlab/autograd/ops/embedding_renorm.h"

#include <cstdint>
#include <set>

#include "gradlab/autograd/ops/copy.h"
#include "gradlab/tensor/error.h"

namespace gradlab {

Tensor& embedding_renorm_(const Tensor& weight, const Tensor& indices, double max_norm,
                          double norm_type, Location at) {
  LocationScope scope(at);
  GRADLAB_CHECK(weight.dim() == 2, "'self' must be 2-D; got ", weight.dim(), "-D");
  GRADLAB_CHECK(indices.dtype() == kLong || indices.dtype() == kInt,
                "Expected tensor for argument #2 'indices' to have one of the following scalar "
                "types: Long, Int; but got CPU",
                indices.scalar_type(),
                "Type instead (while checking arguments for embedding_renorm_)");
  const Tensor positions = indices.to(kLong).contiguous();
  const int64_t* p = positions.data_ptr<int64_t>();
  // Each row once, however often it is named.
  const std::set<int64_t> rows(p, p + positions.numel());
  const int64_t count = weight.size(0);
  for (int64_t row : rows) {
    GRADLAB_CHECK_INDEX(row >= -count && row < count, "index ", row,
                        " is out of bounds for dimension 0 with size ", count);
  }
  for (int64_t i : rows) {
    const Tensor row = weight.select(0, i);
    const double norm = row.norm(norm_type).item<double>();
    if (norm > max_norm) row.mul_(max_norm / (norm + 1e-7));
  }
  return const_cast<Tensor&>(weight);
}

}  // namespace gradlab
