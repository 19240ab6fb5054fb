#include "gradlab/nn/modules/embedding.h"

#include "gradlab/autograd/grad_mode.h"
#include "gradlab/autograd/ops/factory.h"
#include "gradlab/nn/functional/embedding.h"
#include "gradlab/nn/init.h"
#include "gradlab/tensor/error.h"
#include "gradlab/tensor/python_text.h"

namespace gradlab::nn {

template <class Options>
Tensor detail::embedding_table(Options& options, const char* given_name) {
  const int64_t rows = options.num_embeddings();
  if (auto& padding = options.padding_idx()) {
    if (*padding > 0) {
      GRADLAB_CHECK(*padding < rows, "Padding_idx must be within num_embeddings");
    } else if (*padding < 0) {
      GRADLAB_CHECK(*padding >= -rows, "Padding_idx must be within num_embedding");
      *padding += rows;
    }
  }
  const int64_t sizes[] = {rows, options.embedding_dim()};
  const Tensor& given = options._weight();
  if (!given.defined()) return empty(sizes);
  GRADLAB_CHECK(given.sizes() == IntArrayRef(sizes), "Shape of ", given_name,
                " does not match num_embeddings and embedding_dim");
  return given;
}
template Tensor detail::embedding_table(EmbeddingOptions&, const char*);
template Tensor detail::embedding_table(EmbeddingBagOptions&, const char*);

EmbeddingImpl::EmbeddingImpl(const EmbeddingOptions& options) : options(options) { reset(); }

void EmbeddingImpl::reset() {
  const bool given = options._weight().defined();
  weight = register_parameter("weight", detail::embedding_table(options, "_weight"));
  if (!given) reset_parameters();
}

void EmbeddingImpl::reset_parameters() {
  init::normal_(weight);
  if (options.padding_idx() && weight.size(0) > 0) {
    NoGradGuard no_grad;
    weight.select(0, *options.padding_idx()).zero_();
  }
}

void EmbeddingImpl::pretty_print(std::ostream& stream) const {
  stream << "torch::nn::Embedding(num_embeddings=" << options.num_embeddings()
         << ", embedding_dim=" << options.embedding_dim();
  if (options.padding_idx()) stream << ", padding_idx=" << *options.padding_idx();
  if (options.max_norm()) stream << ", max_norm=" << *options.max_norm();
  if (options.norm_type() != 2) stream << ", norm_type=" << options.norm_type();
  if (options.scale_grad_by_freq()) stream << ", scale_grad_by_freq=true";
  if (options.sparse()) stream << ", sparse=true";
  stream << ")";
}

std::string EmbeddingImpl::extra_repr() const {
  std::string text = str(options.num_embeddings(), ", ", options.embedding_dim());
  if (options.padding_idx()) text += str(", padding_idx=", *options.padding_idx());
  if (options.max_norm()) text += ", max_norm=" + gradlab::python_text(*options.max_norm());
  if (options.norm_type() != 2) text += ", norm_type=" + gradlab::python_text(options.norm_type());
  if (options.scale_grad_by_freq()) text += ", scale_grad_by_freq=True";
  if (options.sparse()) text += ", sparse=True";
  return text;
}

Tensor EmbeddingImpl::forward(const Tensor& indices) {
  return functional::embedding(indices, weight,
                               functional::EmbeddingFuncOptions()
                                   .padding_idx(options.padding_idx())
                                   .max_norm(options.max_norm())
                                   .norm_type(options.norm_type())
                                   .scale_grad_by_freq(options.scale_grad_by_freq())
                                   .sparse(options.sparse()));
}

Embedding Embedding::from_pretrained(const Tensor& embeddings,
                                     const EmbeddingFromPretrainedOptions& options) {
  GRADLAB_CHECK(embeddings.dim() == 2, "Embeddings parameter is expected to be 2-dimensional");
  Embedding embedding(EmbeddingOptions(embeddings.size(0), embeddings.size(1))
                          ._weight(embeddings)
                          .padding_idx(options.padding_idx())
                          .max_norm(options.max_norm())
                          .norm_type(options.norm_type())
                          .scale_grad_by_freq(options.scale_grad_by_freq())
                          .sparse(options.sparse()));
  embedding->weight.set_requires_grad(!options.freeze());
  return embedding;
}

template class Cloneable<EmbeddingImpl>;

}  // namespace gradlab::nn
