// The methods of Tensor that choose and write elements by index tensors and masks: each calls the
// free function of its name.
#include "gradlab/autograd/graph/into.h"
#include "gradlab/autograd/ops/index.h"
#include "gradlab/autograd/tensor.h"

namespace gradlab {

Tensor Tensor::index_select(int64_t dim, const Tensor& index, Location at) const {
  LocationScope scope(at);
  return gradlab::index_select(*this, dim, index);
}

Tensor Tensor::index_add(int64_t dim, const Tensor& index, const Tensor& source,
                         const Scalar& alpha, Location at) const {
  LocationScope scope(at);
  return gradlab::index_add(*this, dim, index, source, alpha);
}

Tensor& Tensor::index_add_(int64_t dim, const Tensor& index, const Tensor& source,
                           const Scalar& alpha, Location at) const {
  LocationScope scope(at);
  return in_place(*this, source.requires_grad(), false, [&](const Tensor& before, Into into) {
    gradlab::index_add(before, dim, index, source, alpha, into);
  });
}

Tensor Tensor::index_copy(int64_t dim, const Tensor& index, const Tensor& source,
                          Location at) const {
  LocationScope scope(at);
  return gradlab::index_copy(*this, dim, index, source);
}

Tensor& Tensor::index_copy_(int64_t dim, const Tensor& index, const Tensor& source,
                            Location at) const {
  LocationScope scope(at);
  return in_place(*this, source.requires_grad(), false, [&](const Tensor& before, Into into) {
    gradlab::index_copy(before, dim, index, source, into);
  });
}

Tensor Tensor::gather(int64_t dim, const Tensor& index, bool sparse_grad, Location at) const {
  LocationScope scope(at);
  return gradlab::gather(*this, dim, index, sparse_grad);
}

Tensor Tensor::take_along_dim(const Tensor& indices, std::optional<int64_t> dim,
                              Location at) const {
  LocationScope scope(at);
  return gradlab::take_along_dim(*this, indices, dim);
}

Tensor Tensor::scatter(int64_t dim, const Tensor& index, const Tensor& src, Location at) const {
  LocationScope scope(at);
  return gradlab::scatter(*this, dim, index, src);
}

Tensor Tensor::scatter(int64_t dim, const Tensor& index, const Scalar& value, Location at) const {
  LocationScope scope(at);
  return gradlab::scatter(*this, dim, index, value);
}

Tensor& Tensor::scatter_(int64_t dim, const Tensor& index, const Tensor& src, Location at) const {
  LocationScope scope(at);
  return in_place(*this, src.requires_grad(), false, [&](const Tensor& before, Into into) {
    gradlab::scatter(before, dim, index, src, into);
  });
}

Tensor& Tensor::scatter_(int64_t dim, const Tensor& index, const Scalar& value, Location at) const {
  LocationScope scope(at);
  return in_place(*this, false, false, [&](const Tensor& before, Into into) {
    gradlab::scatter(before, dim, index, value, into);
  });
}

Tensor Tensor::scatter_add(int64_t dim, const Tensor& index, const Tensor& src, Location at) const {
  LocationScope scope(at);
  return gradlab::scatter_add(*this, dim, index, src);
}

Tensor& Tensor::scatter_add_(int64_t dim, const Tensor& index, const Tensor& src,
                             Location at) const {
  LocationScope scope(at);
  return in_place(*this, src.requires_grad(), false, [&](const Tensor& before, Into into) {
    gradlab::scatter_add(before, dim, index, src, into);
  });
}

Tensor Tensor::take(const Tensor& index, Location at) const {
  LocationScope scope(at);
  return gradlab::take(*this, index);
}

Tensor Tensor::put(const Tensor& index, const Tensor& source, bool accumulate, Location at) const {
  LocationScope scope(at);
  return gradlab::put(*this, index, source, accumulate);
}

Tensor& Tensor::put_(const Tensor& index, const Tensor& source, bool accumulate,
                     Location at) const {
  LocationScope scope(at);
  return in_place(*this, source.requires_grad(), false, [&](const Tensor& before, Into into) {
    gradlab::put(before, index, source, accumulate, into);
  });
}

Tensor Tensor::masked_select(const Tensor& mask, Location at) const {
  LocationScope scope(at);
  return gradlab::masked_select(*this, mask);
}

Tensor Tensor::masked_fill(const Tensor& mask, const Scalar& value, Location at) const {
  LocationScope scope(at);
  return gradlab::masked_fill(*this, mask, value);
}

Tensor Tensor::masked_fill(const Tensor& mask, const Tensor& value, Location at) const {
  LocationScope scope(at);
  return gradlab::masked_fill(*this, mask, value);
}

Tensor& Tensor::masked_fill_(const Tensor& mask, const Scalar& value, Location at) const {
  LocationScope scope(at);
  return in_place(*this, false, false, [&](const Tensor& before, Into into) {
    gradlab::masked_fill(before, mask, value, into);
  });
}

Tensor& Tensor::masked_fill_(const Tensor& mask, const Tensor& value, Location at) const {
  LocationScope scope(at);
  return in_place(*this, value.requires_grad(), false, [&](const Tensor& before, Into into) {
    gradlab::masked_fill(before, mask, value, into);
  });
}

Tensor Tensor::masked_scatter(const Tensor& mask, const Tensor& source, Location at) const {
  LocationScope scope(at);
  return gradlab::masked_scatter(*this, mask, source);
}

Tensor& Tensor::masked_scatter_(const Tensor& mask, const Tensor& source, Location at) const {
  LocationScope scope(at);
  return in_place(*this, source.requires_grad(), false, [&](const Tensor& before, Into into) {
    gradlab::masked_scatter(before, mask, source, into);
  });
}

Tensor Tensor::where(const Tensor& condition, const Tensor& other, Location at) const {
  LocationScope scope(at);
  return gradlab::where(condition, *this, other);
}

Tensor Tensor::where(const Tensor& condition, const Scalar& other, Location at) const {
  LocationScope scope(at);
  return gradlab::where(condition, *this, other);
}

Tensor Tensor::nonzero(Location at) const {
  LocationScope scope(at);
  return gradlab::nonzero(*this);
}

Tensor Tensor::scatter(int64_t dim, const Tensor& index, const Tensor& src, std::string_view reduce,
                       Location at) const {
  LocationScope scope(at);
  return gradlab::scatter(*this, dim, index, src, reduce);
}

Tensor Tensor::scatter(int64_t dim, const Tensor& index, const Scalar& value,
                       std::string_view reduce, Location at) const {
  LocationScope scope(at);
  return gradlab::scatter(*this, dim, index, value, reduce);
}

Tensor& Tensor::scatter_(int64_t dim, const Tensor& index, const Tensor& src,
                         std::string_view reduce, Location at) const {
  LocationScope scope(at);
  return in_place(*this, src.requires_grad(), false, [&](const Tensor& before, Into into) {
    gradlab::scatter(before, dim, index, src, reduce, into);
  });
}

Tensor& Tensor::scatter_(int64_t dim, const Tensor& index, const Scalar& value,
                         std::string_view reduce, Location at) const {
  LocationScope scope(at);
  return in_place(*this, false, false, [&](const Tensor& before, Into into) {
    gradlab::scatter(before, dim, index, value, reduce, into);
  });
}

Tensor Tensor::scatter_reduce(int64_t dim, const Tensor& index, const Tensor& src,
                              std::string_view reduce, bool include_self, Location at) const {
  LocationScope scope(at);
  return gradlab::scatter_reduce(*this, dim, index, src, reduce, include_self);
}

// The rules need the values that are overwritten, except for sums and means, which ignore them.
Tensor& Tensor::scatter_reduce_(int64_t dim, const Tensor& index, const Tensor& src,
                                std::string_view reduce, bool include_self, Location at) const {
  LocationScope scope(at);
  return in_place(*this, src.requires_grad(), reduce != "sum" && reduce != "mean",
                  [&](const Tensor& before, Into into) {
                    gradlab::scatter_reduce(before, dim, index, src, reduce, include_self, into);
                  });
}

Tensor Tensor::index_reduce(int64_t dim, const Tensor& index, const Tensor& source,
                            std::string_view reduce, bool include_self, Location at) const {
  LocationScope scope(at);
  return gradlab::index_reduce(*this, dim, index, source, reduce, include_self);
}

Tensor& Tensor::index_reduce_(int64_t dim, const Tensor& index, const Tensor& source,
                              std::string_view reduce, bool include_self, Location at) const {
  LocationScope scope(at);
  return in_place(*this, source.requires_grad(), reduce != "mean",
                  [&](const Tensor& before, Into into) {
                    gradlab::index_reduce(before, dim, index, source, reduce, include_self, into);
                  });
}

Tensor Tensor::index_fill(int64_t dim, const Tensor& index, const Scalar& value,
                          Location at) const {
  LocationScope scope(at);
  return gradlab::index_fill(*this, dim, index, value);
}

Tensor Tensor::index_fill(int64_t dim, const Tensor& index, const Tensor& value,
                          Location at) const {
  LocationScope scope(at);
  return gradlab::index_fill(*this, dim, index, value);
}

Tensor& Tensor::index_fill_(int64_t dim, const Tensor& index, const Scalar& value,
                            Location at) const {
  LocationScope scope(at);
  return in_place(*this, false, false, [&](const Tensor& before, Into into) {
    gradlab::index_fill(before, dim, index, value, into);
  });
}

Tensor& Tensor::index_fill_(int64_t dim, const Tensor& index, const Tensor& value,
                            Location at) const {
  LocationScope scope(at);
  return in_place(*this, value.requires_grad(), false, [&](const Tensor& before, Into into) {
    gradlab::index_fill(before, dim, index, value, into);
  });
}

Tensor Tensor::index(const std::vector<std::optional<Tensor>>& indices, Location at) const {
  LocationScope scope(at);
  return gradlab::index(*this, indices);
}

Tensor Tensor::index_put(const std::vector<std::optional<Tensor>>& indices, const Tensor& values,
                         bool accumulate, Location at) const {
  LocationScope scope(at);
  return gradlab::index_put(*this, indices, values, accumulate);
}

Tensor& Tensor::index_put_(const std::vector<std::optional<Tensor>>& indices, const Tensor& values,
                           bool accumulate, Location at) const {
  LocationScope scope(at);
  return gradlab::index_put_(*this, indices, values, accumulate);
}

std::vector<Tensor> Tensor::nonzero_numpy(Location at) const {
  LocationScope scope(at);
  return gradlab::nonzero_numpy(*this);
}
Tensor Tensor::argwhere(Location at) const {
  LocationScope scope(at);
  return gradlab::argwhere(*this);
}

}  // namespace gradlab
