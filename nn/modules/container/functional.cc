#include "gradlab/nn/modules/container/functional.h"

namespace gradlab::nn {

FunctionalImpl::FunctionalImpl(Function function) : function_(std::move(function)) {}
FunctionalImpl::FunctionalImpl(Tensor (*operation)(const Tensor&, Into))
    : function_([operation](Tensor x) { return operation(x, Into()); }) {}

void FunctionalImpl::pretty_print(std::ostream& stream) const {
  stream << "torch::nn::Functional()";
}

template class Cloneable<FunctionalImpl>;

}  // namespace gradlab::nn
