#include "gradlab/nn/functional/padding.h"

#include <optional>
#include <string_view>
#include <variant>

#include "gradlab/autograd/ops/padding.h"

namespace gradlab::nn::functional {

Tensor pad(const Tensor& input, const PadFuncOptions& options) {
  static constexpr std::string_view kModes[] = {"constant", "reflect", "replicate", "circular"};
  return gradlab::pad(input, options.pad(), kModes[options.mode().index()], options.value());
}

}  // namespace gradlab::nn::functional
