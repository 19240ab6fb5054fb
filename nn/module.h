// Module: the base class of layers and models, a tree of named submodules with named parameters
// (tensors that learn) and buffers (tensors that do not).
//
//   struct Net : nn::Module {
//     Net() { fc = register_module("fc", nn::Linear(4, 3)); }
//     Tensor forward(Tensor x) { return fc(x).relu(); }
//     nn::Linear fc{nullptr};
//   };
//
// Invariants: names are unique within their kind, not empty and without dots; the dots of
// named_parameters() separate the levels of the tree.
#ifndef GRADLAB_NN_MODULE_H_
#define GRADLAB_NN_MODULE_H_

#include <functional>
#include <memory>
#include <optional>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "gradlab/autograd/tensor.h"
#include "gradlab/autograd/tensor_options.h"
#include "gradlab/nn/module_holder.h"
#include "gradlab/nn/modules/container/any_value.h"
#include "gradlab/nn/ordered_dict.h"

namespace gradlab::nn {

class Module : public std::enable_shared_from_this<Module> {
 public:
  using ModuleApplyFunction = std::function<void(Module&)>;
  using ConstModuleApplyFunction = std::function<void(const Module&)>;
  using NamedModuleApplyFunction = std::function<void(const std::string&, Module&)>;
  using ConstNamedModuleApplyFunction = std::function<void(const std::string&, const Module&)>;
  using ModulePointerApplyFunction = std::function<void(const std::shared_ptr<Module>&)>;
  using NamedModulePointerApplyFunction =
      std::function<void(const std::string&, const std::shared_ptr<Module>&)>;

  Module();
  // With a name instead of that of its class.
  explicit Module(std::string name);
  Module(const Module&);
  Module& operator=(const Module&);
  virtual ~Module();

  // The class, as it is written in C++.
  const std::string& name() const;

  // A copy with parameters and buffers of its own; throws unless the class is Cloneable.
  virtual std::shared_ptr<Module> clone(const std::optional<Device>& device = std::nullopt) const;

  // Calls `function` on this module, then on its submodules, depth first and as often as they are
  // registered. Names are paths from this module: "encoder.0", after `name_prefix`.
  void apply(const ModuleApplyFunction& function);
  void apply(const ConstModuleApplyFunction& function) const;
  void apply(const NamedModuleApplyFunction& function, const std::string& name_prefix = {});
  void apply(const ConstNamedModuleApplyFunction& function,
             const std::string& name_prefix = {}) const;
  // For these the module itself must be in a shared_ptr.
  void apply(const ModulePointerApplyFunction& function) const;
  void apply(const NamedModulePointerApplyFunction& function,
             const std::string& name_prefix = {}) const;

  // The defined tensors of this module and, if `recurse`, of its submodules. What is registered
  // several times is listed once, at its first place, as in Python, so that an optimizer updates
  // shared weights once; remove_duplicate=false lists every place.
  std::vector<Tensor> parameters(bool recurse = true) const;
  OrderedDict<std::string, Tensor> named_parameters(bool recurse = true,
                                                    bool remove_duplicate = true) const;
  std::vector<Tensor> buffers(bool recurse = true) const;
  OrderedDict<std::string, Tensor> named_buffers(bool recurse = true,
                                                 bool remove_duplicate = true) const;

  // This module, then all below it, depth first, each once. To include itself the module must be
  // in a shared_ptr.
  std::vector<std::shared_ptr<Module>> modules(bool include_self = true) const;
  OrderedDict<std::string, std::shared_ptr<Module>> named_modules(
      const std::string& name_prefix = {}, bool include_self = true) const;
  // The direct submodules.
  std::vector<std::shared_ptr<Module>> children() const;
  OrderedDict<std::string, std::shared_ptr<Module>> named_children() const;

  // Training mode, of this module and all below: what Dropout looks at.
  virtual void train(bool on = true);
  void eval() { train(false); }
  virtual bool is_training() const noexcept { return is_training_; }

  // Converts all parameters and buffers, in place: the tensors stay the same tensors.
  virtual void to(Device device, Dtype dtype, bool non_blocking = false);
  virtual void to(Dtype dtype, bool non_blocking = false);
  virtual void to(Device device, bool non_blocking = false);

  // Forgets the gradients of all parameters, or sets them to zero.
  virtual void zero_grad(bool set_to_none = true);

  // This module as a T (a module class or its holder), null if it is something else.
  template <class T>
  auto* as() noexcept {
    return dynamic_cast<ModuleClass<T>*>(this);
  }
  template <class T>
  const auto* as() const noexcept {
    return dynamic_cast<const ModuleClass<T>*>(this);
  }

  // libtorch's text for this module without its submodules: "torch::nn::Linear(in_features=2,
  // out_features=3, bias=true)"; the class for modules that do not say more.
  virtual void pretty_print(std::ostream& stream) const;
  // What Python's text says between the parentheses: "in_features=2, out_features=3, bias=True".
  virtual std::string extra_repr() const;
  // The whole text of Python's print(module); see repr().
  virtual std::string python_text() const;

  // Each returns what was registered. Throws for a bad name and one that is taken. An undefined
  // tensor stands for a parameter that is switched off (bias=False).
  Tensor& register_parameter(std::string name, Tensor tensor, bool requires_grad = true);
  Tensor& register_buffer(std::string name, Tensor tensor);
  template <class T>
  std::shared_ptr<T> register_module(std::string name, std::shared_ptr<T> module) {
    add_child(std::move(name), module);
    return module;
  }
  template <class T>
  std::shared_ptr<T> register_module(std::string name, ModuleHolder<T> holder) {
    return register_module(std::move(name), holder.ptr());
  }
  // Throws unless a submodule of this name exists.
  template <class T>
  std::shared_ptr<T> replace_module(const std::string& name, std::shared_ptr<T> module) {
    children_[name] = module;
    return module;
  }
  template <class T>
  std::shared_ptr<T> replace_module(const std::string& name, ModuleHolder<T> holder) {
    return replace_module(name, holder.ptr());
  }
  void unregister_module(const std::string& name);

 protected:
  // Overridden by GRADLAB_FORWARD_HAS_DEFAULT_ARGS (modules/common.h).
  virtual bool _forward_has_default_args() { return false; }
  virtual unsigned int _forward_num_required_args();
  virtual std::vector<AnyValue> _forward_populate_default_args(std::vector<AnyValue>&& arguments);

  OrderedDict<std::string, Tensor> parameters_{"Parameter"};

 private:
  template <class Derived>
  friend class Cloneable;
  template <class M, class... Arguments>
  friend struct AnyModuleHolder;
  friend std::ostream& operator<<(std::ostream& stream, const Module& module);

  struct Walk;

  // Makes this module a copy of `other`, which has the same class.
  virtual void clone_(Module& other, const std::optional<Device>& device);
  // For Cloneable: forgets parameters, buffers and submodules; gives those of a copy, which has
  // registered its own, the values of these. Throws when they are not as many.
  void clear_registered();
  void copy_registered_to(Module& copy, const std::optional<Device>& device) const;
  void add_child(std::string name, std::shared_ptr<Module> module);
  std::shared_ptr<Module> shared_from_this_checked() const;
  void convert(Dtype dtype);
  void print_tree(std::ostream& stream, const std::string& indentation) const;

  OrderedDict<std::string, Tensor> buffers_{"Buffer"};
  OrderedDict<std::string, std::shared_ptr<Module>> children_{"Submodule"};
  std::optional<std::string> name_;
  bool is_training_ = true;
};

// libtorch's text of the tree.
std::ostream& operator<<(std::ostream& stream, const Module& module);
template <class T>
std::ostream& operator<<(std::ostream& stream, const ModuleHolder<T>& holder) {
  return stream << *holder;
}

// Python's text of the tree: "Linear(in_features=2, out_features=3, bias=True)".
inline std::string repr(const Module& module) { return module.python_text(); }
template <class T>
std::string repr(const ModuleHolder<T>& holder) {
  return repr(static_cast<const Module&>(*holder));
}

}  // namespace gradlab::nn

#endif  // GRADLAB_NN_MODULE_H_
