// Modules: dropout.
#ifndef GRADLAB_NN_MODULES_DROPOUT_H_
#define GRADLAB_NN_MODULES_DROPOUT_H_

#include <ostream>
#include <string>

#include "gradlab/autograd/tensor.h"
#include "gradlab/nn/cloneable.h"
#include "gradlab/nn/module_holder.h"
#include "gradlab/nn/options/dropout.h"

namespace gradlab::nn {

// In training mode, zeroes elements with probability p and divides the others by 1 - p; in
// evaluation mode, returns its input.
class DropoutImpl : public Cloneable<DropoutImpl> {
 public:
  DropoutImpl(double p) : DropoutImpl(DropoutOptions(p)) {}
  // Throws "dropout probability has to be between 0 and 1, but got 2".
  explicit DropoutImpl(const DropoutOptions& options = {});

  void reset() override;
  void pretty_print(std::ostream& stream) const override;
  std::string extra_repr() const override;
  Tensor forward(Tensor input);

  DropoutOptions options;
};
GRADLAB_LIBRARY_MODULE(Dropout);

}  // namespace gradlab::nn

#endif  // GRADLAB_NN_MODULES_DROPOUT_H_
