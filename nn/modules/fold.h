// Modules: images as columns of blocks, and back.
#ifndef GRADLAB_NN_MODULES_FOLD_H_
#define GRADLAB_NN_MODULES_FOLD_H_

#include <ostream>
#include <string>

#include "gradlab/autograd/tensor.h"
#include "gradlab/nn/cloneable.h"
#include "gradlab/nn/module_holder.h"
#include "gradlab/nn/options/fold.h"

namespace gradlab::nn {

// [n, c * kernel elements, blocks] -> [n, c, h, w], summing where blocks overlap.
class FoldImpl : public Cloneable<FoldImpl> {
 public:
  FoldImpl(ExpandingArray<2> output_size, ExpandingArray<2> kernel_size)
      : FoldImpl(FoldOptions(output_size, kernel_size)) {}
  explicit FoldImpl(const FoldOptions& options) : options(options) {}

  void reset() override {}
  void pretty_print(std::ostream& stream) const override;
  std::string extra_repr() const override;
  Tensor forward(const Tensor& input);

  FoldOptions options;
};
GRADLAB_LIBRARY_MODULE(Fold);

// [n, c, h, w] -> [n, c * kernel elements, blocks].
class UnfoldImpl : public Cloneable<UnfoldImpl> {
 public:
  UnfoldImpl(ExpandingArray<2> kernel_size) : UnfoldImpl(UnfoldOptions(kernel_size)) {}
  explicit UnfoldImpl(const UnfoldOptions& options) : options(options) {}

  void reset() override {}
  void pretty_print(std::ostream& stream) const override;
  std::string extra_repr() const override;
  Tensor forward(const Tensor& input);

  UnfoldOptions options;
};
GRADLAB_LIBRARY_MODULE(Unfold);

}  // namespace gradlab::nn

#endif  // GRADLAB_NN_MODULES_FOLD_H_
