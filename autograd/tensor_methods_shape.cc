// The methods of Tensor that view, join and multiply: each calls the free function of its
// name.
#include "gradlab/autograd/ops/activation.h"
#include "gradlab/autograd/ops/matmul.h"
#include "gradlab/autograd/ops/shape.h"
#include "gradlab/autograd/ops/strided.h"
#include "gradlab/autograd/tensor.h"

namespace gradlab {

Tensor Tensor::view(IntArrayRef sizes, Location at) const {
  LocationScope scope(at);
  return gradlab::view(*this, sizes);
}
Tensor Tensor::reshape(IntArrayRef sizes, Location at) const {
  LocationScope scope(at);
  return gradlab::reshape(*this, sizes);
}
Tensor Tensor::flatten(int64_t start_dim, int64_t end_dim, Location at) const {
  LocationScope scope(at);

  return gradlab::flatten(*this, start_dim, end_dim);
}
Tensor Tensor::transpose(int64_t dim0, int64_t dim1, Location at) const {
  LocationScope scope(at);

  return gradlab::transpose(*this, dim0, dim1);
}
Tensor Tensor::t(Location at) const {
  LocationScope scope(at);
  return gradlab::t(*this);
}
Tensor Tensor::permute(IntArrayRef dims, Location at) const {
  LocationScope scope(at);
  return gradlab::permute(*this, dims);
}
Tensor Tensor::squeeze(Location at) const {
  LocationScope scope(at);
  return gradlab::squeeze(*this);
}
Tensor Tensor::squeeze(int64_t dim, Location at) const {
  LocationScope scope(at);
  return gradlab::squeeze(*this, dim);
}
Tensor Tensor::unsqueeze(int64_t dim, Location at) const {
  LocationScope scope(at);
  return gradlab::unsqueeze(*this, dim);
}
Tensor Tensor::select(int64_t dim, int64_t index, Location at) const {
  LocationScope scope(at);

  return gradlab::select(*this, dim, index);
}
Tensor Tensor::slice(int64_t dim, std::optional<int64_t> start, std::optional<int64_t> end,
                     int64_t step, Location at) const {
  LocationScope scope(at);

  return gradlab::slice(*this, dim, start, end, step);
}
Tensor Tensor::narrow(int64_t dim, int64_t start, int64_t length, Location at) const {
  LocationScope scope(at);

  return gradlab::narrow(*this, dim, start, length);
}
Tensor Tensor::diagonal(int64_t offset, int64_t dim1, int64_t dim2, Location at) const {
  LocationScope scope(at);

  return gradlab::diagonal(*this, offset, dim1, dim2);
}
Tensor Tensor::unfold(int64_t dim, int64_t size, int64_t step, Location at) const {
  LocationScope scope(at);

  return gradlab::unfold(*this, dim, size, step);
}
Tensor Tensor::as_strided(IntArrayRef sizes, IntArrayRef strides,
                          std::optional<int64_t> storage_offset, Location at) const {
  LocationScope scope(at);

  return gradlab::as_strided(*this, sizes, strides, storage_offset);
}
std::vector<Tensor> Tensor::split(int64_t split_size, int64_t dim, Location at) const {
  LocationScope scope(at);

  return gradlab::split(*this, split_size, dim);
}
std::vector<Tensor> Tensor::split_with_sizes(IntArrayRef sizes, int64_t dim, Location at) const {
  LocationScope scope(at);

  return gradlab::split_with_sizes(*this, sizes, dim);
}
std::vector<Tensor> Tensor::chunk(int64_t chunks, int64_t dim, Location at) const {
  LocationScope scope(at);

  return gradlab::chunk(*this, chunks, dim);
}
std::vector<Tensor> Tensor::unbind(int64_t dim, Location at) const {
  LocationScope scope(at);
  return gradlab::unbind(*this, dim);
}
Tensor Tensor::repeat(IntArrayRef repeats, Location at) const {
  LocationScope scope(at);
  return gradlab::repeat(*this, repeats);
}
Tensor Tensor::flip(IntArrayRef dims, Location at) const {
  LocationScope scope(at);
  return gradlab::flip(*this, dims);
}
Tensor Tensor::mm(const Tensor& other, Location at) const {
  LocationScope scope(at);
  return gradlab::mm(*this, other);
}
Tensor Tensor::bmm(const Tensor& other, Location at) const {
  LocationScope scope(at);
  return gradlab::bmm(*this, other);
}
Tensor Tensor::matmul(const Tensor& other, Location at) const {
  LocationScope scope(at);
  return gradlab::matmul(*this, other);
}
Tensor Tensor::mv(const Tensor& vector, Location at) const {
  LocationScope scope(at);
  return gradlab::mv(*this, vector);
}
Tensor Tensor::dot(const Tensor& other, Location at) const {
  LocationScope scope(at);
  return gradlab::dot(*this, other);
}
Tensor Tensor::outer(const Tensor& other, Location at) const {
  LocationScope scope(at);
  return gradlab::outer(*this, other);
}
Tensor Tensor::addmm(const Tensor& mat1, const Tensor& mat2, const Scalar& beta, const Scalar& alpha) const {
  return gradlab::addmm(*this, mat1, mat2, beta, alpha);
}
Tensor Tensor::softmax(int64_t dim, std::optional<ScalarType> dtype, Location at) const {
  LocationScope scope(at);

  return gradlab::softmax(*this, dim, dtype);
}
Tensor Tensor::log_softmax(int64_t dim, std::optional<ScalarType> dtype, Location at) const {
  LocationScope scope(at);

  return gradlab::log_softmax(*this, dim, dtype);
}
Tensor Tensor::expand(IntArrayRef sizes, bool, Location at) const {
  LocationScope scope(at);
  return gradlab::expand(*this, sizes);
}
Tensor Tensor::select_first(int64_t index) const {
  return gradlab::select(*this, 0, index);
}

}  // namespace gradlab
