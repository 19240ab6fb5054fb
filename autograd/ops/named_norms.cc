#include "gradlab/autograd/ops/named_norms.h"

#include <vector>

#include "gradlab/autograd/ops/linalg.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/autograd/ops/reduce.h"
#include "gradlab/autograd/ops/shape.h"
#include "gradlab/autograd/ops/unary.h"
#include "gradlab/tensor/error.h"
#include "gradlab/tensor/extents.h"

namespace gradlab {

Tensor frobenius_norm(const Tensor& t, Location at) {
  LocationScope scope(at);
  return t.norm();
}

Tensor frobenius_norm(const Tensor& t, IntArrayRef dim, bool keepdim, Location at) {
  LocationScope scope(at);
  GRADLAB_CHECK(dim.size() <= 2, "Expected at most 2 dimensions, but got ", dim.size(),
                " dimensions instead.");
  if (dim.size() < 2) return t.norm(2, dim, keepdim);
  GRADLAB_CHECK(t.is_floating_point(), "norm(): input dtype should be either floating point or ",
                "complex. Got ", t.scalar_type(), " instead.");
  GRADLAB_CHECK(wrap_dim(dim[0], t.dim()) != wrap_dim(dim[1], t.dim()),
                "Expected dims to be different, got ", dim, " instead");
  return sqrt(sum(t * t, dim, keepdim));
}

Tensor nuclear_norm(const Tensor& t, bool keepdim, Location at) {
  LocationScope scope(at);
  GRADLAB_CHECK(t.dim() == 2, "Expected a tensor with 2 dimensions, but got a tensor with ",
                t.dim(), " dimension", t.dim() == 1 ? "" : "s", " instead.");
  return nuclear_norm(t, {0, 1}, keepdim);
}

Tensor nuclear_norm(const Tensor& t, IntArrayRef dim, bool keepdim, Location at) {
  LocationScope scope(at);
  GRADLAB_CHECK(dim.size() == 2, "nuclear norm requires a 'dim' argument of size 2");
  const int64_t row = wrap_dim(dim[0], t.dim()), column = wrap_dim(dim[1], t.dim());
  GRADLAB_CHECK(row != column, "duplicate or invalid dimensions");
  const Tensor total = sum(linalg::svdvals(movedim(t, {row, column}, {-2, -1})), {-1});
  if (!keepdim) return total;
  std::vector<int64_t> sizes = t.sizes().vec();
  sizes[static_cast<size_t>(row)] = sizes[static_cast<size_t>(column)] = 1;
  return total.view(sizes);
}

Tensor norm_except_dim(const Tensor& v, int64_t pow, int64_t dim, Location at) {
  LocationScope scope(at);
  const Scalar p = pow;
  if (dim == -1) return v.norm(p);
  std::vector<int64_t> sizes(static_cast<size_t>(v.dim()), 1);
  if (dim == 0) {
    sizes[0] = v.size(0);
    return v.contiguous().view({v.size(0), -1}).norm(p, {1}).view(sizes);
  }
  if (dim == v.dim() - 1) {
    sizes.back() = v.size(-1);
    return v.contiguous().view({-1, v.size(-1)}).norm(p, {0}).view(sizes);
  }
  return norm_except_dim(v.transpose(0, dim), pow, 0).transpose(0, dim);
}

}  // namespace gradlab
