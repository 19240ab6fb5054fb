#include "gradlab/autograd/ops/embedding_bag.h"

#include <tuple>

#include "gradlab/autograd/grad_mode.h"
#include "gradlab/autograd/ops/embedding_renorm.h"
#include "gradlab/autograd/ops/factory.h"
#include "gradlab/nn/functional/embedding.h"
#include "gradlab/tensor/error.h"

namespace gradlab::nn::functional {
namespace {

void check_offsets(const Tensor& offsets, int64_t length) {
  GRADLAB_CHECK(offsets.defined(), "offsets has to be a 1D Tensor but got null");
  GRADLAB_CHECK(offsets.dim() == 1, "offsets has to be a 1D Tensor");
  const int64_t first = offsets[0].item<int64_t>(), last = offsets[-1].item<int64_t>();
  GRADLAB_CHECK(first == 0,
                "offsets[0] has to be 0, i.e., the first sequence in the mini-batch has to start "
                "from position 0. However, got ",
                first);
  GRADLAB_CHECK(last <= length, "offsets[-1] can not be greater than input's length({", length,
                "}), but got offsets[-1] of {", last, "}");
}

}  // namespace

Tensor embedding_bag(const Tensor& input, const Tensor& weight,
                     const EmbeddingBagFuncOptions& options, Location at) {
  LocationScope scope(at);
  Tensor indices = input, offsets = options.offsets(), factors = options.per_sample_weights();
  GRADLAB_CHECK(!factors.defined() || input.sizes() == factors.sizes(),
                "embedding_bag: If per_sample_weights (", factors.defined() ? factors.sizes() :
                IntArrayRef(), ") is not null, then it must have the same shape as the input (",
                input.sizes(), ")");
  if (input.dim() == 2) {
    GRADLAB_CHECK(!offsets.defined(),
                  "If input is 2D, then offsets has to be null, as input is treated is a "
                  "mini-batch of fixed length sequences. However, found offsets of type Tensor");
    offsets = arange(0, input.numel(), input.size(1), kLong);
    indices = input.reshape(-1);
    if (factors.defined()) factors = factors.reshape(-1);
  } else {
    GRADLAB_CHECK(input.dim() == 1, "input has to be 1D or 2D Tensor, but got Tensor of dimension ",
                  input.dim());
    check_offsets(offsets, input.size(0));
  }
  const auto mode = static_cast<int64_t>(options.mode().index());  // in the operation's order
  if (std::holds_alternative<enumtype::kMax>(options.mode())) {
    GRADLAB_CHECK(!options.scale_grad_by_freq(),
                  "max mode does not support scaling the gradient by the frequency");
    GRADLAB_CHECK(!options.sparse(), "max mode does not support sparse weights");
  }
  if (options.max_norm()) {
    NoGradGuard no_grad;
    // libtorch passes both as float.
    embedding_renorm_(weight, indices, static_cast<float>(*options.max_norm()),
                      static_cast<float>(options.norm_type()));
  }
  GRADLAB_CHECK(!factors.defined() || std::holds_alternative<enumtype::kSum>(options.mode()),
                "embedding_bag: per_sample_weights was not null. per_sample_weights is only "
                "supported for mode='kSum' (got mode='",
                enumtype::get_enum_name(options.mode()),
                "').Please open a feature request on GitHub.");
  return std::get<0>(gradlab::embedding_bag(
      weight, indices, offsets, options.scale_grad_by_freq(), mode, options.sparse(), factors,
      options.include_last_offset(), options.padding_idx()));
}

}  // namespace gradlab::nn::functional
