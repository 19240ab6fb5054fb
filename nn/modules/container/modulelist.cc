#include "gradlab/nn/modules/container/modulelist.h"

#include "gradlab/tensor/type_name.h"

namespace gradlab::nn {

std::shared_ptr<Module> ModuleListImpl::clone(const std::optional<Device>& device) const {
  auto copy = std::make_shared<ModuleListImpl>();
  for (const auto& module : modules_) copy->push_back(module->clone(device));
  return copy;
}

void ModuleListImpl::pretty_print(std::ostream& stream) const { stream << "torch::nn::ModuleList"; }

std::string ModuleListImpl::python_text() const {
  std::string out = python_class_name(typeid(*this)) + "(";
  for (size_t first = 0; first < size();) {
    const std::string text = modules_[first]->python_text();
    size_t last = first;
    while (last + 1 < size() && modules_[last + 1]->python_text() == text) ++last;
    out += "\n  (" + std::to_string(first);
    out += last == first
               ? "): "
               : "-" + std::to_string(last) + "): " + std::to_string(last - first + 1) + " x ";
    for (char c : text) {
      out += c;
      if (c == '\n') out += "  ";
    }
    first = last + 1;
  }
  return out + (is_empty() ? ")" : "\n)");
}

void ModuleListImpl::push_back(std::shared_ptr<Module> module) {
  register_module(std::to_string(size()), module);
  modules_.push_back(std::move(module));
}

void ModuleListImpl::insert(size_t index, std::shared_ptr<Module> module) {
  GRADLAB_CHECK(index <= size(), "Index out of range");
  push_back(std::move(module));
  for (size_t i = size() - 1; i > index; --i) std::swap(modules_[i], modules_[i - 1]);
  for (size_t i = index; i < size(); ++i) replace_module(std::to_string(i), modules_[i]);
}

template class Cloneable<ModuleListImpl>;

}  // namespace gradlab::nn
