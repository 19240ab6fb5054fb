// The methods of Tensor that choose and write elements by index tensors and masks: each calls the
// free function of its name.
#include "gradlab/autograd/into.h"
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

Tensor Tensor::gather(int64_t dim, const Tensor& index, Location at) const {
  LocationScope scope(at);

  return gradlab::gather(*this, dim, index);
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

Tensor Tensor::nonzero() const { return gradlab::nonzero(*this); }

}  // namespace gradlab
