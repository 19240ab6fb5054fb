// The methods of Tensor that view, join and rearrange: each calls the free function of its name.
#include "gradlab/autograd/ops/shape.h"

#include "gradlab/autograd/graph/into.h"
#include "gradlab/autograd/ops/activation.h"
#include "gradlab/autograd/ops/diagonal.h"
#include "gradlab/autograd/ops/strided.h"
#include "gradlab/autograd/tensor.h"
#include "gradlab/tensor/error.h"
#include "gradlab/tensor/warn.h"

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
Tensor Tensor::expand(IntArrayRef sizes, bool, Location at) const {
  LocationScope scope(at);
  return gradlab::expand(*this, sizes);
}
Tensor Tensor::select_first(int64_t index) const { return gradlab::select(*this, 0, index); }
Tensor Tensor::view_dtype(ScalarType dtype) const { return gradlab::view_dtype(*this, dtype); }
Tensor Tensor::_reshape_alias(IntArrayRef sizes, IntArrayRef strides, Location at) const {
  LocationScope scope(at);
  return gradlab::_reshape_alias(*this, sizes, strides);
}
Tensor Tensor::unflatten(int64_t dim, IntArrayRef sizes, Location at) const {
  LocationScope scope(at);
  return gradlab::unflatten(*this, dim, sizes);
}
Tensor Tensor::ravel(Location at) const {
  LocationScope scope(at);
  return gradlab::ravel(*this);
}
Tensor Tensor::movedim(IntArrayRef source, IntArrayRef destination, Location at) const {
  LocationScope scope(at);
  return gradlab::movedim(*this, source, destination);
}
Tensor Tensor::movedim(int64_t source, int64_t destination, Location at) const {
  LocationScope scope(at);
  return gradlab::movedim(*this, source, destination);
}
Tensor Tensor::moveaxis(IntArrayRef source, IntArrayRef destination, Location at) const {
  LocationScope scope(at);
  return gradlab::movedim(*this, source, destination);
}
Tensor Tensor::moveaxis(int64_t source, int64_t destination, Location at) const {
  LocationScope scope(at);
  return gradlab::movedim(*this, source, destination);
}
Tensor Tensor::swapaxes(int64_t axis0, int64_t axis1, Location at) const {
  LocationScope scope(at);
  return transpose(axis0, axis1);
}
Tensor Tensor::swapdims(int64_t dim0, int64_t dim1, Location at) const {
  LocationScope scope(at);
  return transpose(dim0, dim1);
}
Tensor Tensor::numpy_T(Location at) const {
  LocationScope scope(at);
  if (dim() != 2 && dim() != 0) {
    GRADLAB_WARN_ONCE(
        "The use of `x.T` on tensors of dimension other than 2 to reverse their shape is "
        "deprecated and it will throw an error in a future release. Consider `x.mT` to transpose "
        "batches of matrices or `x.permute(*torch.arange(x.ndim - 1, -1, -1))` to reverse the "
        "dimensions of a tensor.");
  }
  std::vector<int64_t> dims;
  for (int64_t d = dim() - 1; d >= 0; --d) dims.push_back(d);
  return permute(dims);
}
Tensor Tensor::mT(Location at) const {
  LocationScope scope(at);
  return matrix_transpose(*this, "tensor.mT");
}
Tensor Tensor::mH(Location at) const {
  LocationScope scope(at);
  return matrix_transpose(*this, "tensor.mH");
}
Tensor Tensor::matrix_H(Location at) const {
  LocationScope scope(at);
  GRADLAB_CHECK(dim() == 2 || dim() == 0,
                "tensor.H is only supported on matrices (2-D tensors). Got ", dim(), "-D tensor.",
                dim() > 2 ? " For batches of matrices, consider using tensor.mH" : "");
  return matrix_transpose(*this, "tensor.H");
}
Tensor Tensor::adjoint(Location at) const {
  LocationScope scope(at);
  return gradlab::adjoint(*this);
}
Tensor Tensor::alias(Location at) const {
  LocationScope scope(at);
  return gradlab::alias(*this);
}
Tensor Tensor::narrow(int64_t dim, const Tensor& start, int64_t length, Location at) const {
  LocationScope scope(at);
  return gradlab::narrow(*this, dim, start, length);
}
Tensor Tensor::narrow_copy(int64_t dim, int64_t start, int64_t length, Location at) const {
  LocationScope scope(at);
  return gradlab::narrow_copy(*this, dim, start, length);
}
Tensor Tensor::broadcast_to(IntArrayRef sizes, Location at) const {
  LocationScope scope(at);
  return gradlab::expand(*this, sizes);
}

std::vector<Tensor> Tensor::split(IntArrayRef sizes, int64_t dim, Location at) const {
  LocationScope scope(at);
  return gradlab::split_with_sizes(*this, sizes, dim);
}
std::vector<Tensor> Tensor::unsafe_split(int64_t split_size, int64_t dim, Location at) const {
  LocationScope scope(at);
  return gradlab::unsafe_split(*this, split_size, dim);
}
std::vector<Tensor> Tensor::unsafe_split_with_sizes(IntArrayRef sizes, int64_t dim,
                                                    Location at) const {
  LocationScope scope(at);
  return gradlab::unsafe_split_with_sizes(*this, sizes, dim);
}
std::vector<Tensor> Tensor::unsafe_chunk(int64_t chunks, int64_t dim, Location at) const {
  LocationScope scope(at);
  return gradlab::unsafe_chunk(*this, chunks, dim);
}
std::vector<Tensor> Tensor::tensor_split(int64_t sections, int64_t dim, Location at) const {
  LocationScope scope(at);
  return gradlab::tensor_split(*this, sections, dim);
}
std::vector<Tensor> Tensor::tensor_split(IntArrayRef indices, int64_t dim, Location at) const {
  LocationScope scope(at);
  return gradlab::tensor_split(*this, indices, dim);
}
std::vector<Tensor> Tensor::tensor_split(const Tensor& indices_or_sections, int64_t dim,
                                         Location at) const {
  LocationScope scope(at);
  return gradlab::tensor_split(*this, indices_or_sections, dim);
}
#define GRADLAB_SPLIT_METHOD(name)                                           \
  std::vector<Tensor> Tensor::name(int64_t sections, Location at) const {    \
    LocationScope scope(at);                                                 \
    return gradlab::name(*this, sections);                                   \
  }                                                                          \
  std::vector<Tensor> Tensor::name(IntArrayRef indices, Location at) const { \
    LocationScope scope(at);                                                 \
    return gradlab::name(*this, indices);                                    \
  }
GRADLAB_SPLIT_METHOD(hsplit)
GRADLAB_SPLIT_METHOD(vsplit)
GRADLAB_SPLIT_METHOD(dsplit)
#undef GRADLAB_SPLIT_METHOD

Tensor Tensor::tile(IntArrayRef dims, Location at) const {
  LocationScope scope(at);
  return gradlab::tile(*this, dims);
}
Tensor Tensor::repeat_interleave(const Tensor& repeats, std::optional<int64_t> dim,
                                 std::optional<int64_t> output_size, Location at) const {
  LocationScope scope(at);
  return gradlab::repeat_interleave(*this, repeats, dim, output_size);
}
Tensor Tensor::repeat_interleave(int64_t repeats, std::optional<int64_t> dim,
                                 std::optional<int64_t> output_size, Location at) const {
  LocationScope scope(at);
  return gradlab::repeat_interleave(*this, repeats, dim, output_size);
}
Tensor Tensor::roll(IntArrayRef shifts, IntArrayRef dims, Location at) const {
  LocationScope scope(at);
  return gradlab::roll(*this, shifts, dims);
}
Tensor Tensor::rot90(int64_t k, IntArrayRef dims, Location at) const {
  LocationScope scope(at);
  return gradlab::rot90(*this, k, dims);
}
Tensor Tensor::fliplr(Location at) const {
  LocationScope scope(at);
  return gradlab::fliplr(*this);
}
Tensor Tensor::flipud(Location at) const {
  LocationScope scope(at);
  return gradlab::flipud(*this);
}

Tensor Tensor::tril(int64_t diagonal, Location at) const {
  LocationScope scope(at);
  return gradlab::tril(*this, diagonal);
}
Tensor Tensor::triu(int64_t diagonal, Location at) const {
  LocationScope scope(at);
  return gradlab::triu(*this, diagonal);
}
Tensor& Tensor::tril_(int64_t diagonal, Location at) const {
  LocationScope scope(at);
  return in_place(*this, false, false,
                  [&](const Tensor& before, Into into) { gradlab::tril(before, diagonal, into); });
}
Tensor& Tensor::triu_(int64_t diagonal, Location at) const {
  LocationScope scope(at);
  return in_place(*this, false, false,
                  [&](const Tensor& before, Into into) { gradlab::triu(before, diagonal, into); });
}
Tensor Tensor::trace(Location at) const {
  LocationScope scope(at);
  return gradlab::trace(*this);
}
Tensor Tensor::diag(int64_t diagonal, Location at) const {
  LocationScope scope(at);
  return gradlab::diag(*this, diagonal);
}
Tensor Tensor::diagflat(int64_t offset, Location at) const {
  LocationScope scope(at);
  return gradlab::diagflat(*this, offset);
}
Tensor Tensor::diag_embed(int64_t offset, int64_t dim1, int64_t dim2, Location at) const {
  LocationScope scope(at);
  return gradlab::diag_embed(*this, offset, dim1, dim2);
}
Tensor& Tensor::fill_diagonal_(const Scalar& value, bool wrap, Location at) const {
  LocationScope scope(at);
  return gradlab::fill_diagonal_(*this, value, wrap);
}
Tensor Tensor::diagonal_scatter(const Tensor& src, int64_t offset, int64_t dim1, int64_t dim2,
                                Location at) const {
  LocationScope scope(at);
  return gradlab::diagonal_scatter(*this, src, offset, dim1, dim2);
}
Tensor Tensor::select_scatter(const Tensor& src, int64_t dim, int64_t index, Location at) const {
  LocationScope scope(at);
  return gradlab::select_scatter(*this, src, dim, index);
}
Tensor Tensor::slice_scatter(const Tensor& src, int64_t dim, std::optional<int64_t> start,
                             std::optional<int64_t> end, int64_t step, Location at) const {
  LocationScope scope(at);
  return gradlab::slice_scatter(*this, src, dim, start, end, step);
}
Tensor Tensor::as_strided_scatter(const Tensor& src, IntArrayRef sizes, IntArrayRef strides,
                                  std::optional<int64_t> storage_offset, Location at) const {
  LocationScope scope(at);
  return gradlab::as_strided_scatter(*this, src, sizes, strides, storage_offset);
}
Tensor Tensor::prelu(const Tensor& weight, Location at) const {
  return gradlab::prelu(*this, weight, at);
}
Tensor Tensor::hardshrink(const Scalar& lambd, Location at) const {
  return gradlab::hardshrink(*this, lambd, at);
}

}  // namespace gradlab
