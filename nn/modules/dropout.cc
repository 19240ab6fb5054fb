#include "gradlab/nn/modules/dropout.h"

#include <utility>

#include "gradlab/nn/functional/dropout.h"
#include "gradlab/tensor/error.h"
#include "gradlab/tensor/python_text.h"

namespace gradlab::nn {

DropoutImpl::DropoutImpl(const DropoutOptions& options) : options(options) { reset(); }

void DropoutImpl::reset() {
  GRADLAB_CHECK(options.p() >= 0 && options.p() <= 1,
                "dropout probability has to be between 0 and 1, but got ", options.p());
}

void DropoutImpl::pretty_print(std::ostream& stream) const {
  stream << "torch::nn::Dropout(p=" << options.p()
         << ", inplace=" << (options.inplace() ? "true" : "false") << ")";
}

std::string DropoutImpl::extra_repr() const {
  return "p=" + gradlab::python_text(options.p()) +
         ", inplace=" + gradlab::python_text(options.inplace());
}

Tensor DropoutImpl::forward(Tensor input) {
  return functional::dropout(std::move(input), functional::DropoutFuncOptions()
                                                   .p(options.p())
                                                   .training(is_training())
                                                   .inplace(options.inplace()));
}

template class Cloneable<DropoutImpl>;

}  // namespace gradlab::nn
