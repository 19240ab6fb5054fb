// AnyModuleHolder: a module together with how to call its forward() with AnyValues. The inside of
// AnyModule.
#ifndef GRADLAB_NN_MODULES_CONTAINER_ANY_MODULE_HOLDER_H_
#define GRADLAB_NN_MODULES_CONTAINER_ANY_MODULE_HOLDER_H_

#include <cstddef>
#include <memory>
#include <optional>
#include <type_traits>
#include <typeinfo>
#include <utility>
#include <vector>

#include "gradlab/nn/module.h"
#include "gradlab/nn/modules/container/any_value.h"
#include "gradlab/tensor/error.h"
#include "gradlab/tensor/type_name.h"

namespace gradlab::nn {

class AnyModulePlaceholder {
 public:
  explicit AnyModulePlaceholder(const std::type_info& type) : type_info(type) {}
  virtual ~AnyModulePlaceholder() = default;

  // Calls forward() with `count` values, which it may move from. Throws for a wrong number or type.
  virtual AnyValue forward(AnyValue* arguments, size_t count) = 0;
  virtual std::shared_ptr<Module> ptr() const = 0;
  virtual std::shared_ptr<AnyModulePlaceholder> clone(
      const std::optional<Device>& device) const = 0;

  const std::type_info& type_info;  // of the module class
};

template <class M, class... Arguments>
struct AnyModuleHolder final : AnyModulePlaceholder {
  explicit AnyModuleHolder(std::shared_ptr<M> m)
      : AnyModulePlaceholder(typeid(M)), module(std::move(m)) {}

  AnyValue forward(AnyValue* arguments, size_t count) override {
    constexpr size_t kTaken = sizeof...(Arguments);
    Module& base = *module;
    if (base._forward_has_default_args()) {
      const size_t required = base._forward_num_required_args();
      GRADLAB_CHECK(count >= required && count <= kTaken, demangle(type_info),
                    "'s forward() method expects at least ", required, " argument(s) and at most ",
                    kTaken, " argument(s), but received ", count, ".");
      std::vector<AnyValue> all =
          base._forward_populate_default_args(internal::moved_values(arguments, count));
      return call(all.data(), std::index_sequence_for<Arguments...>());
    }
    GRADLAB_CHECK(count == kTaken, demangle(type_info), "'s forward() method expects ", kTaken,
                  " argument(s), but received ", count, ".",
                  count < kTaken ? " If " + demangle(type_info) +
                                       "'s forward() method has default arguments, please make "
                                       "sure the forward() method is declared with a "
                                       "corresponding `FORWARD_HAS_DEFAULT_ARGS` macro."
                                 : "");
    return call(arguments, std::index_sequence_for<Arguments...>());
  }
  std::shared_ptr<Module> ptr() const override { return module; }
  std::shared_ptr<AnyModulePlaceholder> clone(const std::optional<Device>& device) const override {
    return std::make_shared<AnyModuleHolder>(std::dynamic_pointer_cast<M>(module->clone(device)));
  }

  std::shared_ptr<M> module;

 private:
  template <size_t... I>
  AnyValue call([[maybe_unused]] AnyValue* arguments, std::index_sequence<I...>) {
    (check<Arguments>(arguments[I], I), ...);
    return AnyValue(
        module->forward(std::move(*arguments[I].template try_get<std::decay_t<Arguments>>())...));
  }
  template <class T>
  static void check(AnyValue& value, size_t index) {
    GRADLAB_CHECK(value.try_get<std::decay_t<T>>() != nullptr, "Expected argument #", index,
                  " to be of type ", demangle(typeid(T)), ", but received value of type ",
                  demangle(value.type_info()));
  }
};

}  // namespace gradlab::nn

#endif  // GRADLAB_NN_MODULES_CONTAINER_ANY_MODULE_HOLDER_H_
