#include "gradlab/nn/functional/pooling.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "gradlab/autograd/ops/activation.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/autograd/ops/pooling.h"
#include "gradlab/autograd/ops/unary.h"
#include "gradlab/nn/expanding_array.h"
#include "gradlab/tensor/error.h"

namespace gradlab::nn::functional {
namespace {

template <size_t D>
std::vector<int64_t> with_default(const Tensor& input,
                                  const ExpandingArrayWithOptionalElem<D>& output_size) {
  GRADLAB_CHECK(input.dim() > static_cast<int64_t>(D), "Input dimension should be at least ",
                D + 1);
  std::vector<int64_t> sizes = input.sizes().slice(input.sizes().size() - D).vec();
  for (size_t d = 0; d < D; ++d) sizes[d] = (*output_size)[d].value_or(sizes[d]);
  return sizes;
}
std::vector<int64_t> with_default(const Tensor&, const ExpandingArray<1>& output_size) {
  return {output_size->front()};
}

template <size_t D>
std::vector<int64_t> unpooled_size(const Tensor& input, const MaxUnpoolFuncOptions<D>& o) {
  std::vector<int64_t> smallest, size;
  for (size_t d = 0; d < D; ++d) {
    smallest.push_back((input.size(static_cast<int64_t>(d) + 2) - 1) * (*o.stride())[d] +
                       (*o.kernel_size())[d] - 2 * (*o.padding())[d]);
  }
  if (!o.output_size()) return smallest;
  if (o.output_size()->size() == D + 2) size = IntArrayRef(*o.output_size()).slice(2).vec();
  // libtorch's text says 0 for every other length.
  GRADLAB_CHECK(size.size() == D, "output_size should be a sequence containing ", D, " or ", D + 2,
                " elements, but it has a length of '", size.size(), "'");
  std::string listed;
  for (int64_t n : size) listed += str(listed.empty() ? "" : " ", n);
  for (size_t d = 0; d < D; ++d) {
    const int64_t stride = (*o.stride())[d];
    GRADLAB_CHECK(smallest[d] - stride <= size[d] && size[d] <= smallest[d] + stride,
                  "invalid output_size ", listed, " (dim ", d, " must be between ",
                  smallest[d] - stride, " and ", smallest[d] + stride, ")");
  }
  return size;
}

// The norms from the averages of the powers over windows of n elements.
Tensor norms(const Tensor& averages, int64_t n, double norm_type) {
  return (sign(averages) * relu(abs(averages))).mul(n).pow(1 / norm_type);
}

}  // namespace

Tensor avg_pool1d(const Tensor& input, const AvgPool1dFuncOptions& o, Location at) {
  return gradlab::avg_pool1d(input, o.kernel_size(), o.stride(), o.padding(), o.ceil_mode(),
                             o.count_include_pad(), at);
}
Tensor avg_pool2d(const Tensor& input, const AvgPool2dFuncOptions& o, Location at) {
  return gradlab::avg_pool2d(input, o.kernel_size(), o.stride(), o.padding(), o.ceil_mode(),
                             o.count_include_pad(), o.divisor_override(), at);
}
Tensor avg_pool3d(const Tensor& input, const AvgPool3dFuncOptions& o, Location at) {
  return gradlab::avg_pool3d(input, o.kernel_size(), o.stride(), o.padding(), o.ceil_mode(),
                             o.count_include_pad(), o.divisor_override(), at);
}

#define GRADLAB_POOLING(D)                                                                        \
  Tensor max_pool##D##d(const Tensor& input, const MaxPool##D##dFuncOptions& o, Location at) {    \
    return gradlab::max_pool##D##d(input, o.kernel_size(), o.stride(), o.padding(), o.dilation(), \
                                   o.ceil_mode(), at);                                            \
  }                                                                                               \
  std::tuple<Tensor, Tensor> max_pool##D##d_with_indices(                                         \
      const Tensor& input, const MaxPool##D##dFuncOptions& o, Location at) {                      \
    return gradlab::max_pool##D##d_with_indices(input, o.kernel_size(), o.stride(), o.padding(),  \
                                                o.dilation(), o.ceil_mode(), at);                 \
  }                                                                                               \
  Tensor adaptive_avg_pool##D##d(const Tensor& input, const AdaptiveAvgPool##D##dFuncOptions& o,  \
                                 Location at) {                                                   \
    return gradlab::adaptive_avg_pool##D##d(input, with_default(input, o.output_size()), at);     \
  }                                                                                               \
  std::tuple<Tensor, Tensor> adaptive_max_pool##D##d_with_indices(                                \
      const Tensor& input, const AdaptiveMaxPool##D##dFuncOptions& o, Location at) {              \
    return gradlab::adaptive_max_pool##D##d(input, with_default(input, o.output_size()), at);     \
  }                                                                                               \
  Tensor adaptive_max_pool##D##d(const Tensor& input, const AdaptiveMaxPool##D##dFuncOptions& o,  \
                                 Location at) {                                                   \
    return std::get<0>(adaptive_max_pool##D##d_with_indices(input, o, at));                       \
  }                                                                                               \
  Tensor lp_pool##D##d(const Tensor& input, const LPPool##D##dFuncOptions& o, Location at) {      \
    LocationScope scope(at);                                                                      \
    int64_t n = 1;                                                                                \
    for (int64_t k : *o.kernel_size()) n *= k;                                                    \
    const Tensor averages = gradlab::avg_pool##D##d(input.pow(o.norm_type()), o.kernel_size(),    \
                                                    o.stride(), 0, o.ceil_mode());                \
    return norms(averages, n, o.norm_type());                                                     \
  }
GRADLAB_POOLING(1)
GRADLAB_POOLING(2)
GRADLAB_POOLING(3)
#undef GRADLAB_POOLING

// Of an image with one column.
Tensor max_unpool1d(const Tensor& input, const Tensor& indices, const MaxUnpool1dFuncOptions& o,
                    Location at) {
  LocationScope scope(at);
  std::vector<int64_t> size = unpooled_size(input, o);
  size.push_back(1);
  return gradlab::max_unpool2d(input.unsqueeze(3), indices.unsqueeze(3), size).squeeze(3);
}
Tensor max_unpool2d(const Tensor& input, const Tensor& indices, const MaxUnpool2dFuncOptions& o,
                    Location at) {
  return gradlab::max_unpool2d(input, indices, unpooled_size(input, o), at);
}
Tensor max_unpool3d(const Tensor& input, const Tensor& indices, const MaxUnpool3dFuncOptions& o,
                    Location at) {
  return gradlab::max_unpool3d(input, indices, unpooled_size(input, o), o.stride(), o.padding(),
                               at);
}

}  // namespace gradlab::nn::functional
