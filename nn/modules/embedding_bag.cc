#include "gradlab/nn/functional/embedding.h"
#include "gradlab/nn/init.h"
#include "gradlab/nn/modules/embedding.h"
#include "gradlab/tensor/error.h"
#include "gradlab/tensor/python_text.h"

namespace gradlab::nn {

EmbeddingBagImpl::EmbeddingBagImpl(const EmbeddingBagOptions& options) : options(options) {
  reset();
}

void EmbeddingBagImpl::reset() {
  const bool given = options._weight().defined();
  weight = register_parameter("weight", detail::embedding_table(options, "weight"));
  if (!given) reset_parameters();
}

void EmbeddingBagImpl::reset_parameters() { init::normal_(weight); }

void EmbeddingBagImpl::pretty_print(std::ostream& stream) const {
  stream << "torch::nn::EmbeddingBag(num_embeddings=" << options.num_embeddings()
         << ", embedding_dim=" << options.embedding_dim();
  if (options.max_norm()) stream << ", max_norm=" << *options.max_norm();
  if (options.norm_type() != 2) stream << ", norm_type=" << options.norm_type();
  if (options.scale_grad_by_freq()) stream << ", scale_grad_by_freq=true";
  if (options.sparse()) stream << ", sparse=true";
  if (!std::holds_alternative<enumtype::kMean>(options.mode())) {
    stream << ", mode=" << enumtype::get_enum_name(options.mode());
  }
  if (options.include_last_offset()) stream << ", include_last_offset=true";
  if (options.padding_idx()) stream << ", padding_idx=" << *options.padding_idx();
  stream << ")";
}

std::string EmbeddingBagImpl::extra_repr() const {
  constexpr const char* kModes[] = {"sum", "mean", "max"};
  std::string text = str(options.num_embeddings(), ", ", options.embedding_dim());
  if (options.max_norm()) text += ", max_norm=" + gradlab::python_text(*options.max_norm());
  if (options.norm_type() != 2) text += ", norm_type=" + gradlab::python_text(options.norm_type());
  if (options.scale_grad_by_freq()) text += ", scale_grad_by_freq=True";
  text += str(", mode=", kModes[options.mode().index()]);
  if (options.padding_idx()) text += str(", padding_idx=", *options.padding_idx());
  return text;
}

Tensor EmbeddingBagImpl::forward(const Tensor& input, const Tensor& offsets,
                                 const Tensor& per_sample_weights) {
  return functional::embedding_bag(input, weight,
                                   functional::EmbeddingBagFuncOptions()
                                       .offsets(offsets)
                                       .max_norm(options.max_norm())
                                       .norm_type(options.norm_type())
                                       .scale_grad_by_freq(options.scale_grad_by_freq())
                                       .mode(options.mode())
                                       .sparse(options.sparse())
                                       .per_sample_weights(per_sample_weights)
                                       .include_last_offset(options.include_last_offset())
                                       .padding_idx(options.padding_idx()));
}

EmbeddingBag EmbeddingBag::from_pretrained(const Tensor& embeddings,
                                           const EmbeddingBagFromPretrainedOptions& options) {
  GRADLAB_CHECK(embeddings.dim() == 2, "Embeddings parameter is expected to be 2-dimensional");
  EmbeddingBag bag(EmbeddingBagOptions(embeddings.size(0), embeddings.size(1))
                       ._weight(embeddings)
                       .max_norm(options.max_norm())
                       .norm_type(options.norm_type())
                       .scale_grad_by_freq(options.scale_grad_by_freq())
                       .mode(options.mode())
                       .sparse(options.sparse())
                       .include_last_offset(options.include_last_offset())
                       .padding_idx(options.padding_idx()));
  bag->weight.set_requires_grad(!options.freeze());
  return bag;
}

template class Cloneable<EmbeddingBagImpl>;

}  // namespace gradlab::nn
