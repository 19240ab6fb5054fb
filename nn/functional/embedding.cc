#include "gradlab/nn/functional/embedding.h"

#include "gradlab/autograd/grad_mode.h"
#include "gradlab/autograd/ops/embedding_renorm.h"
#include "gradlab/autograd/ops/index.h"
#include "gradlab/tensor/error.h"

namespace gradlab::nn::functional {

Tensor embedding(const Tensor& input, const Tensor& weight, const EmbeddingFuncOptions& options,
                 Location at) {
  LocationScope scope(at);
  int64_t padding_idx = -1;
  if (options.padding_idx()) {
    padding_idx = *options.padding_idx();
    const int64_t rows = weight.size(0);
    if (padding_idx >= 0) {
      GRADLAB_CHECK(padding_idx < rows || padding_idx == 0,
                    "Padding_idx must be within num_embeddings");
    } else {
      GRADLAB_CHECK(padding_idx >= -rows, "Padding_idx must be within num_embedding");
      padding_idx += rows;
    }
  }
  if (options.max_norm()) {
    NoGradGuard no_grad;
    // libtorch passes both as float.
    embedding_renorm_(weight, input, static_cast<float>(*options.max_norm()),
                      static_cast<float>(options.norm_type()));
  }
  return gradlab::embedding(weight, input, padding_idx, options.scale_grad_by_freq(),
                            options.sparse());
}

}  // namespace gradlab::nn::functional
