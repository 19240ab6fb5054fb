// Modules: tables of vectors that learn, looked up by number.
#ifndef GRADLAB_NN_MODULES_EMBEDDING_H_
#define GRADLAB_NN_MODULES_EMBEDDING_H_

#include <cstdint>
#include <ostream>
#include <string>

#include "gradlab/autograd/tensor.h"
#include "gradlab/nn/cloneable.h"
#include "gradlab/nn/module_holder.h"
#include "gradlab/nn/modules/common.h"
#include "gradlab/nn/options/embedding.h"

namespace gradlab::nn {

namespace detail {

// The table of a module with these options: the given one, `given_name` in errors, or else one that
// the caller has yet to draw. Makes a padding_idx that counts from the end count from the
// beginning. Throws for a padding index outside the table and a given table of another shape.
template <class Options>
Tensor embedding_table(Options& options, const char* given_name);

}  // namespace detail

// weight[indices]: int64 or int32 of any shape -> that shape + [embedding_dim].
class EmbeddingImpl : public Cloneable<EmbeddingImpl> {
 public:
  EmbeddingImpl(int64_t num_embeddings, int64_t embedding_dim)
      : EmbeddingImpl(EmbeddingOptions(num_embeddings, embedding_dim)) {}
  // Throws for a padding index outside the table and a given weight of another shape.
  explicit EmbeddingImpl(const EmbeddingOptions& options);

  void reset() override;
  // Draws the table from the standard normal distribution; the padding row becomes zero.
  void reset_parameters();
  void pretty_print(std::ostream& stream) const override;
  std::string extra_repr() const override;
  Tensor forward(const Tensor& indices);

  EmbeddingOptions options;  // with a padding_idx that is not negative
  Tensor weight;             // [num_embeddings, embedding_dim]
};

class Embedding : public ModuleHolder<EmbeddingImpl> {
 public:
  using ModuleHolder<EmbeddingImpl>::ModuleHolder;
  using Impl = EmbeddingImpl;

  // A module on the table `embeddings`, [n, d], which it shares.
  static Embedding from_pretrained(const Tensor& embeddings,
                                   const EmbeddingFromPretrainedOptions& options = {});
};
extern template class Cloneable<EmbeddingImpl>;  // as GRADLAB_LIBRARY_MODULE has it

// gradlab::embedding_bag() with a table that learns: one vector for each bag of indices.
class EmbeddingBagImpl : public Cloneable<EmbeddingBagImpl> {
 public:
  EmbeddingBagImpl(int64_t num_embeddings, int64_t embedding_dim)
      : EmbeddingBagImpl(EmbeddingBagOptions(num_embeddings, embedding_dim)) {}
  // Throws for a padding index outside the table and a given weight of another shape.
  explicit EmbeddingBagImpl(const EmbeddingBagOptions& options);

  void reset() override;
  // Draws the table from the standard normal distribution; the padding row too, as libtorch does.
  void reset_parameters();
  void pretty_print(std::ostream& stream) const override;
  std::string extra_repr() const override;
  Tensor forward(const Tensor& input, const Tensor& offsets = {},
                 const Tensor& per_sample_weights = {});

  EmbeddingBagOptions options;  // with a padding_idx that is not negative
  Tensor weight;                // [num_embeddings, embedding_dim]

 protected:
  GRADLAB_FORWARD_HAS_DEFAULT_ARGS({1, AnyValue(Tensor())}, {2, AnyValue(Tensor())})
};

class EmbeddingBag : public ModuleHolder<EmbeddingBagImpl> {
 public:
  using ModuleHolder<EmbeddingBagImpl>::ModuleHolder;
  using Impl = EmbeddingBagImpl;

  // A module on the table `embeddings`, [n, d], which it shares.
  static EmbeddingBag from_pretrained(const Tensor& embeddings,
                                      const EmbeddingBagFromPretrainedOptions& options = {});
};
extern template class Cloneable<EmbeddingBagImpl>;

}  // namespace gradlab::nn

#endif  // GRADLAB_NN_MODULES_EMBEDDING_H_
