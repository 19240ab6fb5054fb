// Options of the modules in modules/embedding.h.
#ifndef GRADLAB_NN_OPTIONS_EMBEDDING_H_
#define GRADLAB_NN_OPTIONS_EMBEDDING_H_

#include <cstdint>
#include <optional>
#include <variant>

#include "gradlab/autograd/tensor.h"
#include "gradlab/nn/enum.h"
#include "gradlab/tensor/arg.h"

namespace gradlab::nn {

struct EmbeddingOptions {
  EmbeddingOptions(int64_t num_embeddings, int64_t embedding_dim)
      : num_embeddings_(num_embeddings), embedding_dim_(embedding_dim) {}
  // Number of rows of the table, and their length.
  GRADLAB_ARG(int64_t, num_embeddings);
  GRADLAB_ARG(int64_t, embedding_dim);
  // A row that starts as zeros and gets no gradient; may count from the end.
  GRADLAB_ARG(std::optional<int64_t>, padding_idx) = std::nullopt;
  // Rows with a larger norm (of order norm_type) are scaled down when they are looked up.
  GRADLAB_ARG(std::optional<double>, max_norm) = std::nullopt;
  GRADLAB_ARG(double, norm_type) = 2.;
  // Divides the gradient of a row by how often it was looked up in the batch.
  GRADLAB_ARG(bool, scale_grad_by_freq) = false;
  // Throws NotImplementedError when the module is called: there are no sparse gradients.
  GRADLAB_ARG(bool, sparse) = false;
  // A table to start from, [num_embeddings, embedding_dim].
  GRADLAB_ARG(Tensor, _weight) = Tensor();
};

// As EmbeddingOptions, for Embedding::from_pretrained.
struct EmbeddingFromPretrainedOptions {
  // Whether the table does not learn.
  GRADLAB_ARG(bool, freeze) = true;
  GRADLAB_ARG(std::optional<int64_t>, padding_idx) = std::nullopt;
  GRADLAB_ARG(std::optional<double>, max_norm) = std::nullopt;
  GRADLAB_ARG(double, norm_type) = 2.;
  GRADLAB_ARG(bool, scale_grad_by_freq) = false;
  GRADLAB_ARG(bool, sparse) = false;
};

using EmbeddingBagMode = std::variant<enumtype::kSum, enumtype::kMean, enumtype::kMax>;

struct EmbeddingBagOptions {
  EmbeddingBagOptions(int64_t num_embeddings, int64_t embedding_dim)
      : num_embeddings_(num_embeddings), embedding_dim_(embedding_dim) {}
  GRADLAB_ARG(int64_t, num_embeddings);
  GRADLAB_ARG(int64_t, embedding_dim);
  GRADLAB_ARG(std::optional<double>, max_norm) = std::nullopt;
  GRADLAB_ARG(double, norm_type) = 2.;
  // Not with kMax.
  GRADLAB_ARG(bool, scale_grad_by_freq) = false;
  // What becomes of the rows of a bag.
  GRADLAB_ARG(EmbeddingBagMode, mode) = kMean;
  GRADLAB_ARG(bool, sparse) = false;
  GRADLAB_ARG(Tensor, _weight) = Tensor();
  // Whether one more offset closes the last bag.
  GRADLAB_ARG(bool, include_last_offset) = false;
  // A row that takes no part; may count from the end.
  GRADLAB_ARG(std::optional<int64_t>, padding_idx) = std::nullopt;
};

// As EmbeddingBagOptions, for EmbeddingBag::from_pretrained.
struct EmbeddingBagFromPretrainedOptions {
  // Whether the table does not learn.
  GRADLAB_ARG(bool, freeze) = true;
  GRADLAB_ARG(std::optional<double>, max_norm) = std::nullopt;
  GRADLAB_ARG(double, norm_type) = 2.;
  GRADLAB_ARG(bool, scale_grad_by_freq) = false;
  GRADLAB_ARG(EmbeddingBagMode, mode) = kMean;
  GRADLAB_ARG(bool, sparse) = false;
  GRADLAB_ARG(bool, include_last_offset) = false;
  GRADLAB_ARG(std::optional<int64_t>, padding_idx) = std::nullopt;
};

namespace functional {

// As EmbeddingBagOptions.
struct EmbeddingBagFuncOptions {
  // Where each bag begins in a 1-dim input; of a 2-dim one, every row is a bag.
  GRADLAB_ARG(Tensor, offsets) = Tensor();
  GRADLAB_ARG(std::optional<double>, max_norm) = std::nullopt;
  GRADLAB_ARG(double, norm_type) = 2.;
  GRADLAB_ARG(bool, scale_grad_by_freq) = false;
  GRADLAB_ARG(EmbeddingBagMode, mode) = kMean;
  GRADLAB_ARG(bool, sparse) = false;
  // Factors of the rows, of the input's shape; with kSum only.
  GRADLAB_ARG(Tensor, per_sample_weights) = Tensor();
  GRADLAB_ARG(bool, include_last_offset) = false;
  GRADLAB_ARG(std::optional<int64_t>, padding_idx) = std::nullopt;
};

// As EmbeddingOptions.
struct EmbeddingFuncOptions {
  GRADLAB_ARG(std::optional<int64_t>, padding_idx) = std::nullopt;
  GRADLAB_ARG(std::optional<double>, max_norm) = std::nullopt;
  GRADLAB_ARG(double, norm_type) = 2.;
  GRADLAB_ARG(bool, scale_grad_by_freq) = false;
  GRADLAB_ARG(bool, sparse) = false;
};

}  // namespace functional
}  // namespace gradlab::nn

#endif  // GRADLAB_NN_OPTIONS_EMBEDDING_H_
