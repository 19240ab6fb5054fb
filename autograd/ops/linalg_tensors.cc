#include "gradlab/autograd/ops/linalg_tensors.h"

#include <algorithm>
#include <functional>
#include <numeric>
#include <vector>

#include "gradlab/autograd/ops/factory.h"
#include "gradlab/autograd/ops/linalg.h"
#include "gradlab/autograd/ops/linalg_common.h"
#include "gradlab/autograd/ops/matmul.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/autograd/ops/reduce.h"
#include "gradlab/autograd/ops/scan.h"
#include "gradlab/autograd/ops/shape.h"
#include "gradlab/tensor/error.h"

namespace gradlab::linalg {
namespace {

int64_t product(IntArrayRef sizes) {
  return std::accumulate(sizes.begin(), sizes.end(), int64_t{1}, std::multiplies<int64_t>());
}

}  // namespace

Tensor diagonal(const Tensor& a, int64_t offset, int64_t dim1, int64_t dim2, Location at) {
  return gradlab::diagonal(a, offset, dim1, dim2, at);
}

Tensor matmul(const Tensor& a, const Tensor& b, Location at) { return gradlab::matmul(a, b, at); }

Tensor vander(const Tensor& x, std::optional<int64_t> N, Location at) {
  LocationScope scope(at);
  GRADLAB_CHECK(x.scalar_type() != kBool,
                "linalg.vander supports floating point, complex, and integer tensors, but got ",
                x.scalar_type());
  const Tensor list = x.dim() == 0 ? x.unsqueeze(-1) : x;
  const int64_t count = N.value_or(list.size(-1));
  GRADLAB_CHECK(count > 1, "N must be greater than 1.");
  std::vector<int64_t> sizes = list.sizes().vec();
  sizes.push_back(count - 1);
  const Tensor powers = cumprod(list.unsqueeze(-1).expand(sizes), -1);
  sizes.back() = 1;
  return cat({ones(sizes, powers.dtype()), powers}, -1);
}

Tensor vecdot(const Tensor& x, const Tensor& y, int64_t dim, Location at) {
  LocationScope scope(at);
  check_floating("linalg.vecdot", x);
  GRADLAB_CHECK(x.dtype() == y.dtype(),
                "linalg.vecdot: Expected x and y to have the same dtype, but found x of type ",
                x.scalar_type(), " and y of type ", y.scalar_type(), " instead");
  if (x.dim() == 1 && y.dim() == 1) return vdot(x, y);
  return sum(x * y, {dim});
}

Tensor tensorinv(const Tensor& a, int64_t ind, Location at) {
  LocationScope scope(at);
  GRADLAB_CHECK(ind > 0, "Expected a strictly positive integer for 'ind', but got ", ind);
  const size_t split = std::min(static_cast<size_t>(ind), a.sizes().size());
  const IntArrayRef rows = a.sizes().slice(0, split), cols = a.sizes().slice(split);
  GRADLAB_CHECK(product(rows) == product(cols),
                "Expected self to satisfy the requirement prod(self.shape[ind:]) == "
                "prod(self.shape[:ind]), but got ",
                product(cols), " != ", product(rows));
  std::vector<int64_t> sizes = cols.vec();
  sizes.insert(sizes.end(), rows.begin(), rows.end());
  return inv(a.reshape({product(cols), product(rows)})).reshape(sizes);
}

Tensor tensorsolve(const Tensor& a, const Tensor& b, OptionalIntArrayRef dims, Location at) {
  LocationScope scope(at);
  Tensor moved = a;
  if (dims) {
    std::vector<int64_t> last(dims->size());
    std::iota(last.begin(), last.end(), a.dim() - static_cast<int64_t>(dims->size()));
    moved = a.movedim(*dims, last);
  }
  const size_t split = std::min(static_cast<size_t>(b.dim()), moved.sizes().size());
  const std::vector<int64_t> rows = moved.sizes().slice(0, split).vec();
  const std::vector<int64_t> cols = moved.sizes().slice(split).vec();
  GRADLAB_CHECK(product(rows) == product(cols),
                "Expected self to satisfy the requirement prod(self.shape[other.ndim:]) == "
                "prod(self.shape[:other.ndim]), but got ",
                product(cols), " != ", product(rows));
  return solve(moved.reshape({product(cols), product(cols)}), b.reshape({-1})).reshape(cols);
}

}  // namespace gradlab::linalg
