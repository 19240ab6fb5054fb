// ModuleHolder: a module as a value: copies share it, and it is called like a function.
//
//   struct NetImpl : nn::Module { ... };
//   GRADLAB_MODULE(Net);               // class Net, a holder of NetImpl
//   Net net(4, 3);                     // constructs a NetImpl(4, 3)
//   Net later(nullptr);                // empty until assigned
//   Tensor y = net(x);                 // net->forward(x)
#ifndef GRADLAB_NN_MODULE_HOLDER_H_
#define GRADLAB_NN_MODULE_HOLDER_H_

#include <cstddef>
#include <memory>
#include <type_traits>
#include <utility>

#include "gradlab/tensor/error.h"

namespace gradlab::nn {

// What all holders have in common, to recognise them.
struct ModuleHolderIndicator {};
template <class T>
concept IsModuleHolder = std::is_base_of_v<ModuleHolderIndicator, std::decay_t<T>>;

namespace internal {
template <class T>
struct ModuleClassOf {
  using Type = T;
};
template <IsModuleHolder T>
struct ModuleClassOf<T> {
  using Type = typename T::ContainedType;
};
}  // namespace internal
// The module class behind a holder, or the class itself.
template <class T>
using ModuleClass = typename internal::ModuleClassOf<T>::Type;

template <class Contained>
class ModuleHolder : public ModuleHolderIndicator {
 public:
  using ContainedType = Contained;

  // A module made without arguments.
  ModuleHolder() : ModuleHolder(std::make_shared<Contained>()) {
    static_assert(std::is_default_constructible_v<Contained>,
                  "this module has no default constructor: write Linear linear(nullptr) for an "
                  "empty holder");
  }
  ModuleHolder(std::nullptr_t) {}
  // A module made with these arguments.
  template <class Head, class... Tail>
  requires(!(sizeof...(Tail) == 0 &&
             std::is_base_of_v<ModuleHolder<Contained>, std::decay_t<Head>>)&&std::
               is_constructible_v<Contained, Head, Tail...>) explicit ModuleHolder(Head&& head,
                                                                                   Tail&&... tail)
      : ModuleHolder(
            std::make_shared<Contained>(std::forward<Head>(head), std::forward<Tail>(tail)...)) {}
  ModuleHolder(std::shared_ptr<Contained> module)
      : impl_(module.get()), owner_(std::move(module)) {}

  bool is_empty() const noexcept { return owner_ == nullptr; }
  explicit operator bool() const noexcept { return !is_empty(); }

  // The module. Each throws for an empty holder.
  std::shared_ptr<Contained> ptr() const {
    check_not_empty();
    return std::shared_ptr<Contained>(owner_, impl_);
  }
  Contained* get() {
    check_not_empty();
    return impl_;
  }
  const Contained* get() const {
    check_not_empty();
    return impl_;
  }
  Contained* operator->() { return get(); }
  const Contained* operator->() const { return get(); }
  Contained& operator*() { return *get(); }
  const Contained& operator*() const { return *get(); }

  // forward(args...) of the module.
  template <class... Args, class M = Contained>
  auto operator()(Args&&... args)
      -> decltype(std::declval<M&>().forward(std::forward<Args>(args)...)) {
    return get()->forward(std::forward<Args>(args)...);
  }
  template <class Arg>
  decltype(auto) operator[](Arg&& arg) {
    return (*get())[std::forward<Arg>(arg)];
  }

 protected:
  Contained* impl_ = nullptr;  // of no meaning without an owner, as in a holder that was moved

 private:
  void check_not_empty() const { GRADLAB_CHECK(!is_empty(), "Accessing empty ModuleHolder"); }

  // Not a std::shared_ptr<Contained>: one class for all modules, where one for each took 0.4 s of
  // the 2.3 s to include gradlab.h.
  std::shared_ptr<void> owner_;
};

}  // namespace gradlab::nn

// Defines class Name as the holder of ImplType.
#define GRADLAB_MODULE_IMPL(Name, ImplType)                    \
  class Name : public ::gradlab::nn::ModuleHolder<ImplType> {  \
   public:                                                     \
    using ::gradlab::nn::ModuleHolder<ImplType>::ModuleHolder; \
    using Impl [[maybe_unused]] = ImplType;                    \
  }
#define GRADLAB_MODULE(Name) GRADLAB_MODULE_IMPL(Name, Name##Impl)

#endif  // GRADLAB_NN_MODULE_HOLDER_H_
