#include "gradlab/nn/modules/conv.h"

#include <array>
#include <cmath>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <variant>
#include <vector>

#include "gradlab/autograd/ops/factory.h"
#include "gradlab/autograd/ops/padding.h"
#include "gradlab/nn/functional/conv.h"
#include "gradlab/nn/init.h"
#include "gradlab/tensor/error.h"

namespace gradlab::nn::detail {
namespace {

template <size_t D>
bool is_same(const conv_padding_t<D>& padding) {
  return std::holds_alternative<enumtype::kSame>(padding);
}

// As pad() wants it: before and after the last dimension, and so on.
template <size_t D>
std::vector<int64_t> amounts_to_pad(const ConvNdOptions<D>& o) {
  std::vector<int64_t> amounts;
  for (size_t d = D; d-- > 0;) {
    int64_t before = 0, after = 0;
    if (is_same<D>(o.padding())) {
      const int64_t total = (*o.dilation())[d] * ((*o.kernel_size())[d] - 1);
      before = total / 2;
      after = total - before;
    } else if (const auto* numbers = std::get_if<ExpandingArray<D>>(&o.padding())) {
      before = after = (**numbers)[d];
    }
    amounts.push_back(before);
    amounts.push_back(after);
  }
  return amounts;
}

// "(3, 3)", "(3,)"
template <size_t D>
std::string tuple_text(const ExpandingArray<D>& values) {
  std::string text = "(";
  for (size_t d = 0; d < D; ++d) text += str(d ? ", " : "", (*values)[d]);
  return text + (D == 1 ? ",)" : ")");
}

template <size_t D>
bool differs(const ExpandingArray<D>& values, int64_t from) {
  return *values != *ExpandingArray<D>(from);
}

}  // namespace

template <size_t D>
void check_conv(const ConvNdOptions<D>& o) {
  GRADLAB_CHECK(o.groups() > 0, "groups must be a positive integer");
  GRADLAB_CHECK(o.in_channels() % o.groups() == 0, "in_channels must be divisible by groups");
  GRADLAB_CHECK(o.out_channels() % o.groups() == 0, "out_channels must be divisible by groups");
  GRADLAB_CHECK(!is_same<D>(o.padding()) || !differs(o.stride(), 1),
                "padding='same' is not supported for strided convolutions");
}

template <size_t D>
Tensor conv_weight(const ConvNdOptions<D>& o) {
  const int64_t first = o.transposed() ? o.in_channels() : o.out_channels();
  const int64_t second = o.transposed() ? o.out_channels() : o.in_channels();
  std::vector<int64_t> sizes = {first, second / o.groups()};
  sizes.insert(sizes.end(), o.kernel_size()->begin(), o.kernel_size()->end());
  return gradlab::empty(sizes);
}

void reset_conv_parameters(const Tensor& weight, const Tensor& bias) {
  init::kaiming_uniform_(weight, std::sqrt(5.0));
  if (!bias.defined()) return;
  const auto fan_in = static_cast<double>(std::get<0>(init::_calculate_fan_in_and_fan_out(weight)));
  const double bound = fan_in > 0 ? 1 / std::sqrt(fan_in) : 0;
  init::uniform_(bias, -bound, bound);
}

template <size_t D>
void print_conv(std::ostream& stream, const ConvNdOptions<D>& o) {
  stream << "torch::nn::Conv" << (o.transposed() ? "Transpose" : "") << D << "d(" << o.in_channels()
         << ", " << o.out_channels() << ", kernel_size=" << o.kernel_size()
         << ", stride=" << o.stride();
  std::visit(
      [&](const auto& p) {
        using P = std::decay_t<decltype(p)>;
        if constexpr (std::is_same_v<P, ExpandingArray<D>>) {
          if (differs(p, 0)) stream << ", padding=" << p;
        } else {
          stream << (std::is_same_v<P, enumtype::kValid> ? ", padding='valid'"
                                                         : ", padding='same'");
        }
      },
      o.padding());
  if (differs(o.dilation(), 1)) stream << ", dilation=" << o.dilation();
  if (differs(o.output_padding(), 0)) stream << ", output_padding=" << o.output_padding();
  if (o.groups() != 1) stream << ", groups=" << o.groups();
  if (!o.bias()) stream << ", bias=false";
  if (!std::holds_alternative<enumtype::kZeros>(o.padding_mode())) {
    stream << ", padding_mode=" << enumtype::get_enum_name(o.padding_mode());
  }
  stream << ")";
}

template <size_t D>
std::string conv_extra_repr(const ConvNdOptions<D>& o) {
  static constexpr const char* kModes[] = {"zeros", "reflect", "replicate", "circular"};
  std::string text =
      str(o.in_channels(), ", ", o.out_channels(), ", kernel_size=", tuple_text(o.kernel_size()),
          ", stride=", tuple_text(o.stride()));
  if (const auto* numbers = std::get_if<ExpandingArray<D>>(&o.padding())) {
    if (differs(*numbers, 0)) text += ", padding=" + tuple_text(*numbers);
  } else {
    text += is_same<D>(o.padding()) ? ", padding=same" : ", padding=valid";
  }
  if (differs(o.dilation(), 1)) text += ", dilation=" + tuple_text(o.dilation());
  if (differs(o.output_padding(), 0)) text += ", output_padding=" + tuple_text(o.output_padding());
  if (o.groups() != 1) text += str(", groups=", o.groups());
  if (!o.bias()) text += ", bias=False";
  if (o.padding_mode().index() != 0)
    text += str(", padding_mode=", kModes[o.padding_mode().index()]);
  return text;
}

template <size_t D>
Tensor conv_forward(const Tensor& input, const Tensor& weight, const Tensor& bias,
                    const ConvNdOptions<D>& o) {
  namespace F = functional;
  static constexpr std::string_view kModes[] = {"constant", "reflect", "replicate", "circular"};
  auto options = F::ConvFuncOptions<D>()
                     .bias(bias)
                     .stride(o.stride())
                     .padding(o.padding())
                     .dilation(o.dilation())
                     .groups(o.groups());
  Tensor x = input;
  if (!std::holds_alternative<enumtype::kZeros>(o.padding_mode())) {
    x = pad(input, amounts_to_pad(o), kModes[o.padding_mode().index()]);
    options.padding(ExpandingArray<D>(0));
  }
  if constexpr (D == 1) return F::conv1d(x, weight, options);
  if constexpr (D == 2) return F::conv2d(x, weight, options);
  if constexpr (D == 3) return F::conv3d(x, weight, options);
}

template <size_t D>
Tensor conv_transpose_forward(const Tensor& input, const Tensor& weight, const Tensor& bias,
                              const ConvNdOptions<D>& o, std::optional<IntArrayRef> output_size) {
  GRADLAB_CHECK(std::holds_alternative<enumtype::kZeros>(o.padding_mode()),
                "Only `zeros` padding mode is supported for ConvTranspose", D, "d");
  const auto& padding = std::get<ExpandingArray<D>>(o.padding());
  ExpandingArray<D> more = o.output_padding();
  if (output_size) {
    IntArrayRef wanted = *output_size;
    if (wanted.size() == D + 2) wanted = wanted.slice(2);
    GRADLAB_CHECK(wanted.size() == D, "output_size must have ", D, " or ", D + 2, " elements (got ",
                  wanted.size(), ")");
    const IntArrayRef in = input.sizes().slice(input.sizes().size() - D);
    std::array<int64_t, D> smallest, largest;
    bool fits = true;
    for (size_t d = 0; d < D; ++d) {
      smallest[d] = (in[d] - 1) * (*o.stride())[d] - 2 * (*padding)[d] + (*o.kernel_size())[d];
      largest[d] = smallest[d] + (*o.stride())[d] - 1;
      (*more)[d] = wanted[d] - smallest[d];
      fits &= smallest[d] <= wanted[d] && wanted[d] <= largest[d];
    }
    const auto listed = [](const std::array<int64_t, D>& values) {
      std::string text;
      for (int64_t v : values) text += str(text.empty() ? "" : " ", v);
      return text;
    };
    GRADLAB_CHECK(fits, "requested an output size of ", wanted, ", but valid sizes range from ",
                  listed(smallest), " to ", listed(largest), " (for an input of ", in, ")");
  }
  const auto options = functional::ConvTransposeFuncOptions<D>()
                           .bias(bias)
                           .stride(o.stride())
                           .padding(padding)
                           .output_padding(more)
                           .groups(o.groups())
                           .dilation(o.dilation());
  if constexpr (D == 1) return functional::conv_transpose1d(input, weight, options);
  if constexpr (D == 2) return functional::conv_transpose2d(input, weight, options);
  if constexpr (D == 3) return functional::conv_transpose3d(input, weight, options);
}

#define GRADLAB_INSTANTIATE(D)                                                        \
  template void check_conv(const ConvNdOptions<D>&);                                  \
  template Tensor conv_weight(const ConvNdOptions<D>&);                               \
  template void print_conv(std::ostream&, const ConvNdOptions<D>&);                   \
  template std::string conv_extra_repr(const ConvNdOptions<D>&);                      \
  template Tensor conv_forward(const Tensor&, const Tensor&, const Tensor&,           \
                               const ConvNdOptions<D>&);                              \
  template Tensor conv_transpose_forward(const Tensor&, const Tensor&, const Tensor&, \
                                         const ConvNdOptions<D>&, std::optional<IntArrayRef>);
GRADLAB_INSTANTIATE(1)
GRADLAB_INSTANTIATE(2)
GRADLAB_INSTANTIATE(3)
#undef GRADLAB_INSTANTIATE

}  // namespace gradlab::nn::detail

namespace gradlab::nn {

template class Cloneable<Conv1dImpl>;
template class Cloneable<Conv2dImpl>;
template class Cloneable<Conv3dImpl>;
template class Cloneable<ConvTranspose1dImpl>;
template class Cloneable<ConvTranspose2dImpl>;
template class Cloneable<ConvTranspose3dImpl>;

}  // namespace gradlab::nn
