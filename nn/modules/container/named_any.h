// NamedAnyModule: a module with the name it gets in a Sequential:
// Sequential({{"linear", Linear(3, 4)}, {"relu", ReLU()}}).
#ifndef GRADLAB_NN_MODULES_CONTAINER_NAMED_ANY_H_
#define GRADLAB_NN_MODULES_CONTAINER_NAMED_ANY_H_

#include <memory>
#include <string>
#include <utility>

#include "gradlab/nn/modules/container/any.h"

namespace gradlab::nn {

class NamedAnyModule {
 public:
  NamedAnyModule(std::string name, AnyModule module)
      : name_(std::move(name)), module_(std::move(module)) {}
  template <class M>
  NamedAnyModule(std::string name, std::shared_ptr<M> module)
      : NamedAnyModule(std::move(name), AnyModule(std::move(module))) {}
  template <IsModule M>
  NamedAnyModule(std::string name, M&& module)
      : NamedAnyModule(std::move(name), AnyModule(std::forward<M>(module))) {}
  template <class M>
  NamedAnyModule(std::string name, const ModuleHolder<M>& holder)
      : NamedAnyModule(std::move(name), AnyModule(holder)) {}

  const std::string& name() const noexcept { return name_; }
  AnyModule& module() noexcept { return module_; }
  const AnyModule& module() const noexcept { return module_; }

 private:
  std::string name_;
  AnyModule module_;
};

}  // namespace gradlab::nn

#endif  // GRADLAB_NN_MODULES_CONTAINER_NAMED_ANY_H_
