#include "gradlab/nn/modules/container/sequential.h"

namespace gradlab::nn {

std::shared_ptr<Module> SequentialImpl::clone(const std::optional<Device>& device) const {
  auto copy = std::make_shared<SequentialImpl>();
  // Under the same names, which need not be positions.
  const auto names = named_children().keys();
  for (size_t i = 0; i < size(); ++i) copy->push_back(names[i], modules_[i].clone(device));
  return copy;
}

void SequentialImpl::pretty_print(std::ostream& stream) const { stream << "torch::nn::Sequential"; }

void SequentialImpl::push_back(std::string name, AnyModule module) {
  register_module(std::move(name), module.ptr());
  modules_.push_back(std::move(module));
}

template class Cloneable<SequentialImpl>;

}  // namespace gradlab::nn
