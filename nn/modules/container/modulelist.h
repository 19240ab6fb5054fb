// ModuleList: a list of modules that are registered, for a forward() that calls them as it likes.
#ifndef GRADLAB_NN_MODULES_CONTAINER_MODULELIST_H_
#define GRADLAB_NN_MODULES_CONTAINER_MODULELIST_H_

#include <cstddef>
#include <memory>
#include <optional>
#include <ostream>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "gradlab/nn/cloneable.h"
#include "gradlab/nn/module_holder.h"
#include "gradlab/nn/modules/container/any.h"

namespace gradlab::nn {

class ModuleListImpl : public Cloneable<ModuleListImpl> {
 public:
  using Iterator = std::vector<std::shared_ptr<Module>>::iterator;
  using ConstIterator = std::vector<std::shared_ptr<Module>>::const_iterator;

  ModuleListImpl() = default;
  // Modules, holders or shared pointers to modules, named "0", "1", ...
  template <class... Modules>
  requires(sizeof...(Modules) > 0 &&
           !(sizeof...(Modules) == 1 && (std::is_base_of_v<ModuleListImpl, std::decay_t<Modules>> &&
                                         ...))) explicit ModuleListImpl(Modules&&... modules) {
    (push_back(std::forward<Modules>(modules)), ...);
  }

  std::shared_ptr<Module> clone(const std::optional<Device>& device = std::nullopt) const override;
  void reset() override {}
  void pretty_print(std::ostream& stream) const override;
  // Equal neighbours are written once: "(0-2): 3 x ReLU()".
  std::string python_text() const override;

  void push_back(std::shared_ptr<Module> module);
  template <IsModule M>
  void push_back(M&& module) {
    push_back(std::make_shared<std::decay_t<M>>(std::forward<M>(module)));
  }
  template <class M>
  void push_back(const ModuleHolder<M>& holder) {
    push_back(holder.ptr());
  }
  template <class Container>
  void extend(const Container& container) {
    for (const auto& module : container) push_back(module);
  }
  // Before the module at `index`; what follows moves up. Throws "Index out of range".
  void insert(size_t index, std::shared_ptr<Module> module);
  template <IsModule M>
  void insert(size_t index, M&& module) {
    insert(index, std::make_shared<std::decay_t<M>>(std::forward<M>(module)));
  }
  template <class M>
  void insert(size_t index, const ModuleHolder<M>& holder) {
    insert(index, holder.ptr());
  }

  Iterator begin() { return modules_.begin(); }
  ConstIterator begin() const { return modules_.begin(); }
  Iterator end() { return modules_.end(); }
  ConstIterator end() const { return modules_.end(); }

  // The module at a position, as an M. Throws "Index out of range" and when it is no M.
  template <IsModule M>
  M& at(size_t index) {
    return *checked<M>(index);
  }
  template <IsModule M>
  const M& at(size_t index) const {
    return *checked<M>(index);
  }
  std::shared_ptr<Module> ptr(size_t index) const {
    GRADLAB_CHECK(index < size(), "Index out of range");
    return modules_[index];
  }
  // Null when it is no M.
  template <IsModule M>
  std::shared_ptr<M> ptr(size_t index) const {
    return std::dynamic_pointer_cast<M>(ptr(index));
  }
  std::shared_ptr<Module> operator[](size_t index) const { return ptr(index); }

  size_t size() const noexcept { return modules_.size(); }
  bool is_empty() const noexcept { return modules_.empty(); }

 private:
  template <class M>
  M* checked(size_t index) const {
    Module& module = *ptr(index);
    M* typed = dynamic_cast<M*>(&module);
    GRADLAB_CHECK(typed != nullptr, "Attempted to cast module of type ", demangle(typeid(module)),
                  " to type ", demangle(typeid(M)));
    return typed;
  }

  std::vector<std::shared_ptr<Module>> modules_;
};

GRADLAB_LIBRARY_MODULE(ModuleList);

}  // namespace gradlab::nn

#endif  // GRADLAB_NN_MODULES_CONTAINER_MODULELIST_H_
