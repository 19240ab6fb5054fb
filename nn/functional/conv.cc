#include "gradlab/nn/functional/conv.h"

#include <string_view>
#include <type_traits>
#include <variant>

#include "gradlab/autograd/ops/convolution.h"

namespace gradlab::nn::functional {
namespace {

// Calls convolve with the padding as numbers or as a word.
template <size_t D, class Convolve>
Tensor with_padding(const detail::conv_padding_t<D>& padding, const Convolve& convolve) {
  return std::visit(
      [&](const auto& p) {
        using P = std::decay_t<decltype(p)>;
        if constexpr (std::is_same_v<P, ExpandingArray<D>>) {
          return convolve(IntArrayRef(p));
        } else {
          return convolve(std::string_view(std::is_same_v<P, enumtype::kValid> ? "valid" : "same"));
        }
      },
      padding);
}

}  // namespace

#define GRADLAB_CONV(D)                                                                          \
  Tensor conv##D##d(const Tensor& input, const Tensor& weight, const Conv##D##dFuncOptions& o) { \
    return with_padding<D>(o.padding(), [&](auto padding) {                                      \
      return gradlab::conv##D##d(input, weight, o.bias(), o.stride(), padding, o.dilation(),     \
                                 o.groups());                                                    \
    });                                                                                          \
  }                                                                                              \
  Tensor conv_transpose##D##d(const Tensor& input, const Tensor& weight,                         \
                              const ConvTranspose##D##dFuncOptions& o) {                         \
    return gradlab::conv_transpose##D##d(input, weight, o.bias(), o.stride(), o.padding(),       \
                                         o.output_padding(), o.groups(), o.dilation());          \
  }
GRADLAB_CONV(1)
GRADLAB_CONV(2)
GRADLAB_CONV(3)
#undef GRADLAB_CONV

}  // namespace gradlab::nn::functional
