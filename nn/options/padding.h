// Options of functional/padding.h.
#ifndef GRADLAB_NN_OPTIONS_PADDING_H_
#define GRADLAB_NN_OPTIONS_PADDING_H_

#include <cstdint>
#include <utility>
#include <variant>
#include <vector>

#include "gradlab/nn/enum.h"
#include "gradlab/tensor/arg.h"

namespace gradlab::nn::functional {

struct PadFuncOptions {
  using mode_t = std::variant<enumtype::kConstant, enumtype::kReflect, enumtype::kReplicate,
                              enumtype::kCircular>;
  PadFuncOptions(std::vector<int64_t> pad) : pad_(std::move(pad)) {}
  // Before and after the last dimension, then the one before it, and so on.
  GRADLAB_ARG(std::vector<int64_t>, pad);
  GRADLAB_ARG(mode_t, mode) = kConstant;
  // For kConstant.
  GRADLAB_ARG(double, value) = 0;
};

}  // namespace gradlab::nn::functional

#endif  // GRADLAB_NN_OPTIONS_PADDING_H_
