// AnyModule: a module of any class, called with arguments whose types are checked when it runs.
// A forward() that is overloaded or takes non-const references cannot be stored. One that is a
// template, as that of Sequential, is taken as a function from Tensor to Tensor.
#ifndef GRADLAB_NN_MODULES_CONTAINER_ANY_H_
#define GRADLAB_NN_MODULES_CONTAINER_ANY_H_

#include <concepts>
#include <memory>
#include <optional>
#include <type_traits>
#include <typeinfo>
#include <utility>

#include "gradlab/nn/module.h"
#include "gradlab/nn/module_holder.h"
#include "gradlab/nn/modules/container/any_module_holder.h"
#include "gradlab/nn/modules/container/any_value.h"

namespace gradlab::nn {

template <class T>
concept IsModule = std::is_base_of_v<Module, std::decay_t<T>>;
// A class with one forward() whose types are known.
template <class T>
concept HasForward = requires {
  &T::forward;
};

class AnyModule {
 public:
  AnyModule() = default;
  template <class M>
  explicit AnyModule(std::shared_ptr<M> module) {
    static_assert(IsModule<M>, "Can only store object derived from nn::Module into AnyModule");
    if constexpr (HasForward<M>) {
      content_ = make_holder(std::move(module), &M::forward);
    } else {
      static_assert(
          requires(M & m, Tensor t) {
            { m.forward(t) } -> std::same_as<Tensor>;
          },
          "Can only store a module with one forward() method into AnyModule");
      content_ = std::make_shared<AnyModuleHolder<M, Tensor>>(std::move(module));
    }
  }
  template <IsModule M>
  explicit AnyModule(M&& module)
      : AnyModule(std::make_shared<std::decay_t<M>>(std::forward<M>(module))) {}
  template <class M>
  explicit AnyModule(const ModuleHolder<M>& holder) : AnyModule(holder.ptr()) {}
  // Copies share the module.
  template <class M>
  AnyModule& operator=(std::shared_ptr<M> module) {
    return *this = AnyModule(std::move(module));
  }

  bool is_empty() const noexcept { return content_ == nullptr; }
  // A copy of the module.
  AnyModule clone(std::optional<Device> device = std::nullopt) const {
    AnyModule copy;
    if (content_) copy.content_ = content_->clone(device);
    return copy;
  }

  // Each of the following throws when empty.
  template <class... Args>
  AnyValue any_forward(Args&&... args) {
    GRADLAB_CHECK(!is_empty(), "Cannot call forward() on an empty AnyModule");
    if constexpr (sizeof...(Args) == 0) {
      return content_->forward(nullptr, 0);
    } else {
      AnyValue values[] = {AnyValue(std::forward<Args>(args))...};
      return content_->forward(values, sizeof...(Args));
    }
  }
  template <class Return = Tensor, class... Args>
  Return forward(Args&&... args) {
    return any_forward(std::forward<Args>(args)...).template get<Return>();
  }
  // The module as the class that it was stored as, or as a holder. Throws for another class.
  template <IsModule M>
  M& get() const {
    return *typed<M>("get()");
  }
  template <IsModuleHolder H>
  H get() const {
    return H(typed<typename H::ContainedType>("get()"));
  }
  template <IsModule M>
  std::shared_ptr<M> ptr() const {
    return typed<M>("ptr()");
  }
  std::shared_ptr<Module> ptr() const {
    check_not_empty("ptr()");
    return content_->ptr();
  }
  const std::type_info& type_info() const {
    check_not_empty("type_info()");
    return content_->type_info;
  }

 private:
  template <class M, class Class, class Return, class... Args>
  static auto make_holder(std::shared_ptr<M> module, Return (Class::*)(Args...)) {
    static_assert(
        ((!std::is_lvalue_reference_v<Args> ||
          std::is_const_v<std::remove_reference_t<Args>>)&&...),
        "Modules stored inside AnyModule must not take references. Use pointers instead.");
    static_assert(
        !std::is_void_v<Return>,
        "AnyModule cannot store modules that return void (you can return a dummy value).");
    return std::make_shared<AnyModuleHolder<M, Args...>>(std::move(module));
  }
  template <class M, class Class, class Return, class... Args>
  static auto make_holder(std::shared_ptr<M> module, Return (Class::*)(Args...) const) {
    return make_holder(std::move(module), static_cast<Return (Class::*)(Args...)>(nullptr));
  }
  void check_not_empty(const char* method) const {
    GRADLAB_CHECK(!is_empty(), "Cannot call ", method, " on an empty AnyModule");
  }
  template <class M>
  std::shared_ptr<M> typed(const char* method) const {
    check_not_empty(method);
    GRADLAB_CHECK(typeid(M) == type_info(), "Attempted to cast module of type ",
                  demangle(type_info()), " to type ", demangle(typeid(M)));
    return std::dynamic_pointer_cast<M>(content_->ptr());
  }

  std::shared_ptr<AnyModulePlaceholder> content_;
};

}  // namespace gradlab::nn

#endif  // GRADLAB_NN_MODULES_CONTAINER_ANY_H_
