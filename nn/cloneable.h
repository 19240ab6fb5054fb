// Cloneable<Derived>: the base class of modules that can be copied with clone(). Derived registers
// its parameters, buffers and submodules in reset(), which its constructor calls too.
#ifndef GRADLAB_NN_CLONEABLE_H_
#define GRADLAB_NN_CLONEABLE_H_

#include <memory>
#include <optional>
#include <utility>

#include "gradlab/autograd/grad_mode.h"
#include "gradlab/nn/module.h"

namespace gradlab::nn {

template <class Derived>
class Cloneable : public virtual Module {
 public:
  using Module::Module;

  // Registers everything anew, with initial values.
  virtual void reset() = 0;

  // The copy's reset() draws its random numbers before the values are copied, as in libtorch.
  std::shared_ptr<Module> clone(const std::optional<Device>& device = std::nullopt) const override {
    NoGradGuard no_grad;
    auto copy = std::make_shared<Derived>(static_cast<const Derived&>(*this));
    copy->parameters_.clear();
    copy->buffers_.clear();
    copy->children_.clear();
    copy->reset();
    check_same_number("parameters", "register_parameter()", copy->parameters_.size(),
                      this->parameters_.size());
    check_same_number("buffers", "register_buffer()", copy->buffers_.size(), this->buffers_.size());
    check_same_number("child modules", "register_module()", copy->children_.size(),
                      this->children_.size());
    copy_values(copy->parameters_, this->parameters_);
    copy_values(copy->buffers_, this->buffers_);
    for (const auto& child : this->children_) {
      copy->children_[child.key()]->clone_(*child.value(), device);
    }
    return copy;
  }

 private:
  static void check_same_number(const char* what, const char* function, size_t copied, size_t own) {
    GRADLAB_CHECK(copied == own, "The cloned module does not have the same number of ", what,
                  " as the original module after calling reset(). Are you sure you called ",
                  function, " inside reset() and not the constructor?");
  }
  static void copy_values(OrderedDict<std::string, Tensor>& to,
                          const OrderedDict<std::string, Tensor>& from) {
    for (const auto& item : from) {
      if (item->defined()) to[item.key()].set_data(item->data().clone());
    }
  }
  void clone_(Module& other, const std::optional<Device>& device) final {
    auto clone = std::dynamic_pointer_cast<Derived>(other.clone(device));
    GRADLAB_CHECK(clone != nullptr,
                  "Attempted to clone submodule, but it is of a different type than the submodule "
                  "it was to be cloned into");
    static_cast<Derived&>(*this) = std::move(*clone);
  }
};

}  // namespace gradlab::nn

#endif  // GRADLAB_NN_CLONEABLE_H_
