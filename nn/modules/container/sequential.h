// Sequential: modules that run one after another, each on the result of the one before.
#ifndef GRADLAB_NN_MODULES_CONTAINER_SEQUENTIAL_H_
#define GRADLAB_NN_MODULES_CONTAINER_SEQUENTIAL_H_

#include <cstddef>
#include <initializer_list>
#include <memory>
#include <optional>
#include <ostream>
#include <string>
#include <typeinfo>
#include <utility>
#include <vector>

#include "gradlab/nn/cloneable.h"
#include "gradlab/nn/module_holder.h"
#include "gradlab/nn/modules/container/any.h"
#include "gradlab/nn/modules/container/named_any.h"
#include "gradlab/nn/ordered_dict.h"

namespace gradlab::nn {

class SequentialImpl : public Cloneable<SequentialImpl> {
 public:
  using Iterator = std::vector<AnyModule>::iterator;
  using ConstIterator = std::vector<AnyModule>::const_iterator;

  SequentialImpl() = default;
  // Modules, holders, shared pointers to modules or AnyModules, named "0", "1", ...
  template <class... Modules>
  requires(sizeof...(Modules) > 0 && (std::is_constructible_v<AnyModule, Modules> && ...) &&
           !(sizeof...(Modules) == 1 && (std::is_base_of_v<SequentialImpl, std::decay_t<Modules>> &&
                                         ...))) explicit SequentialImpl(Modules&&... modules) {
    (push_back(std::forward<Modules>(modules)), ...);
  }
  explicit SequentialImpl(OrderedDict<std::string, AnyModule>&& modules);
  explicit SequentialImpl(std::initializer_list<NamedAnyModule> modules);

  std::shared_ptr<Module> clone(const std::optional<Device>& device = std::nullopt) const override;
  void reset() override {}
  void pretty_print(std::ostream& stream) const override;

  // The result of the last module, for arguments that the first one takes. Throws when empty, for
  // arguments of the wrong number or type, and when the result is no ReturnType.
  template <class ReturnType = Tensor, class... Inputs>
  ReturnType forward(Inputs&&... inputs) {
    GRADLAB_CHECK(!is_empty(), "Cannot call forward() on an empty Sequential");
    AnyValue value = modules_[0].any_forward(std::forward<Inputs>(inputs)...);
    for (size_t i = 1; i < modules_.size(); ++i) value = modules_[i].any_forward(std::move(value));
    ReturnType* result = value.template try_get<ReturnType>();
    GRADLAB_CHECK(result != nullptr, "The type of the return value is ",
                  demangle(value.type_info()), ", but you asked for type ",
                  demangle(typeid(ReturnType)));
    return std::move(*result);
  }

  // Appends a module under its position or the given name.
  void push_back(std::string name, AnyModule module);
  void push_back(AnyModule module);
  template <class M>
  requires(!std::is_same_v<std::decay_t<M>, AnyModule> &&
           std::is_constructible_v<AnyModule, M>) void push_back(M&& module) {
    push_back(AnyModule(std::forward<M>(module)));
  }
  template <class M>
  requires(!std::is_same_v<std::decay_t<M>, AnyModule> &&
           std::is_constructible_v<AnyModule, M>) void push_back(std::string name, M&& module) {
    push_back(std::move(name), AnyModule(std::forward<M>(module)));
  }
  // Appends all modules of a container, another Sequential for one.
  template <class Container>
  void extend(const Container& container) {
    for (const auto& module : container) push_back(module);
  }

  Iterator begin() { return modules_.begin(); }
  ConstIterator begin() const { return modules_.begin(); }
  Iterator end() { return modules_.end(); }
  ConstIterator end() const { return modules_.end(); }

  // The module at a position, as its class. Throws "Index out of range" and for another class.
  template <IsModule M>
  M& at(size_t index) {
    return any(index).template get<M>();
  }
  template <IsModule M>
  const M& at(size_t index) const {
    return any(index).template get<M>();
  }
  std::shared_ptr<Module> ptr(size_t index) const { return any(index).ptr(); }
  template <IsModule M>
  std::shared_ptr<M> ptr(size_t index) const {
    return any(index).template ptr<M>();
  }
  std::shared_ptr<Module> operator[](size_t index) const { return ptr(index); }

  size_t size() const noexcept { return modules_.size(); }
  bool is_empty() const noexcept { return modules_.empty(); }

 private:
  const AnyModule& any(size_t index) const {
    GRADLAB_CHECK(index < size(), "Index out of range");
    return modules_[index];
  }

  std::vector<AnyModule> modules_;
};

class Sequential : public ModuleHolder<SequentialImpl> {
 public:
  using ModuleHolder<SequentialImpl>::ModuleHolder;
  Sequential() = default;
  Sequential(std::initializer_list<NamedAnyModule> modules);
};
extern template class Cloneable<SequentialImpl>;  // as GRADLAB_LIBRARY_MODULE has it

}  // namespace gradlab::nn

#endif  // GRADLAB_NN_MODULES_CONTAINER_SEQUENTIAL_H_
