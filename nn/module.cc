#include "gradlab/nn/module.h"

#include <mutex>
#include <sstream>
#include <typeindex>
#include <typeinfo>
#include <unordered_map>
#include <unordered_set>

#include "gradlab/autograd/grad_mode.h"
#include "gradlab/tensor/error.h"
#include "gradlab/tensor/type_name.h"
#include "gradlab/tensor/warn.h"

namespace gradlab::nn {
namespace {

std::string join(const std::string& prefix, const std::string& name) {
  return prefix.empty() ? name : prefix + "." + name;
}

void check_name(const char* kind, const std::string& name) {
  GRADLAB_CHECK(!name.empty(), kind, " name must not be empty");
  GRADLAB_CHECK(name.find('.') == std::string::npos, kind, " name must not contain a dot (got '",
                name, "')");
}

// The demangled name, kept for the references that name() hands out.
const std::string& class_name(const std::type_info& type) {
  static std::mutex mutex;
  static auto* names = new std::unordered_map<std::type_index, std::string>();
  std::lock_guard<std::mutex> lock(mutex);
  std::string& name = (*names)[type];
  if (name.empty()) name = demangle(type);
  return name;
}

// `text` with its lines after the first indented, as Python nests the texts of submodules.
std::string indent_rest(const std::string& text) {
  std::string out;
  for (char c : text) {
    out += c;
    if (c == '\n') out += "  ";
  }
  return out;
}

}  // namespace

// Visits modules and tensors of a tree in order, depth first.
struct Module::Walk {
  bool once = true;
  std::unordered_set<const void*> seen = {};

  bool skip(const void* p) { return once && !seen.insert(p).second; }

  template <class Fn>
  void modules(const Module& m, const std::string& prefix, Fn&& fn) {
    for (const auto& child : m.children_) {
      if (skip(child.value().get())) continue;
      const std::string name = join(prefix, child.key());
      fn(name, child.value());
      modules(*child.value(), name, fn);
    }
  }
  template <class Fn>
  void tensors(const Module& m, OrderedDict<std::string, Tensor> Module::*kind, bool recurse,
               const std::string& prefix, Fn&& fn) {
    for (const auto& item : m.*kind) {
      if (item->defined() && !skip(item->impl())) fn(join(prefix, item.key()), item.value());
    }
    if (!recurse) return;
    for (const auto& child : m.children_) {
      if (skip(child.value().get())) continue;
      tensors(*child.value(), kind, recurse, join(prefix, child.key()), fn);
    }
  }
};

Module::Module() = default;
Module::Module(std::string name) : name_(std::move(name)) {}
Module::Module(const Module&) = default;
Module& Module::operator=(const Module&) = default;
Module::~Module() = default;

std::vector<std::shared_ptr<Module>> Module::children() const { return children_.values(); }
OrderedDict<std::string, std::shared_ptr<Module>> Module::named_children() const {
  return children_;
}
std::string Module::extra_repr() const { return {}; }

const std::string& Module::name() const { return name_ ? *name_ : class_name(typeid(*this)); }

std::shared_ptr<Module> Module::clone(const std::optional<Device>&) const {
  GRADLAB_THROW(Error, "clone() has not been implemented for ", name(),
                ". Subclass torch::nn::Cloneable<", name(),
                "> instead of torch::nn::Module to inherit the ability to clone.");
}

void Module::apply(const ModuleApplyFunction& function) {
  function(*this);
  Walk{.once = false}.modules(
      *this, "", [&](const std::string&, const std::shared_ptr<Module>& m) { function(*m); });
}

void Module::apply(const ConstModuleApplyFunction& function) const {
  function(*this);
  Walk{.once = false}.modules(
      *this, "", [&](const std::string&, const std::shared_ptr<Module>& m) { function(*m); });
}

void Module::apply(const NamedModuleApplyFunction& function, const std::string& name_prefix) {
  function(name_prefix, *this);
  Walk{.once = false}.modules(
      *this, name_prefix,
      [&](const std::string& name, const std::shared_ptr<Module>& m) { function(name, *m); });
}

void Module::apply(const ConstNamedModuleApplyFunction& function,
                   const std::string& name_prefix) const {
  function(name_prefix, *this);
  Walk{.once = false}.modules(
      *this, name_prefix,
      [&](const std::string& name, const std::shared_ptr<Module>& m) { function(name, *m); });
}

void Module::apply(const ModulePointerApplyFunction& function) const {
  function(shared_from_this_checked());
  Walk{.once = false}.modules(
      *this, "", [&](const std::string&, const std::shared_ptr<Module>& m) { function(m); });
}

void Module::apply(const NamedModulePointerApplyFunction& function,
                   const std::string& name_prefix) const {
  function(name_prefix, shared_from_this_checked());
  Walk{.once = false}.modules(*this, name_prefix, function);
}

std::vector<Tensor> Module::parameters(bool recurse) const {
  std::vector<Tensor> out;
  Walk().tensors(*this, &Module::parameters_, recurse, "",
                 [&](const std::string&, const Tensor& t) { out.push_back(t); });
  return out;
}

OrderedDict<std::string, Tensor> Module::named_parameters(bool recurse,
                                                          bool remove_duplicate) const {
  OrderedDict<std::string, Tensor> out;
  Walk{.once = remove_duplicate}.tensors(
      *this, &Module::parameters_, recurse, "",
      [&](const std::string& name, const Tensor& t) { out.insert(name, t); });
  return out;
}

std::vector<Tensor> Module::buffers(bool recurse) const {
  std::vector<Tensor> out;
  Walk().tensors(*this, &Module::buffers_, recurse, "",
                 [&](const std::string&, const Tensor& t) { out.push_back(t); });
  return out;
}

OrderedDict<std::string, Tensor> Module::named_buffers(bool recurse, bool remove_duplicate) const {
  OrderedDict<std::string, Tensor> out;
  Walk{.once = remove_duplicate}.tensors(
      *this, &Module::buffers_, recurse, "",
      [&](const std::string& name, const Tensor& t) { out.insert(name, t); });
  return out;
}

std::vector<std::shared_ptr<Module>> Module::modules(bool include_self) const {
  std::vector<std::shared_ptr<Module>> out;
  if (include_self) out.push_back(shared_from_this_checked());
  Walk().modules(*this, "",
                 [&](const std::string&, const std::shared_ptr<Module>& m) { out.push_back(m); });
  return out;
}

OrderedDict<std::string, std::shared_ptr<Module>> Module::named_modules(
    const std::string& name_prefix, bool include_self) const {
  OrderedDict<std::string, std::shared_ptr<Module>> out;
  if (include_self) out.insert(name_prefix, shared_from_this_checked());
  Walk().modules(
      *this, name_prefix,
      [&](const std::string& name, const std::shared_ptr<Module>& m) { out.insert(name, m); });
  return out;
}

void Module::train(bool on) {
  for (auto& child : children_) child.value()->train(on);
  is_training_ = on;
}

void Module::convert(Dtype dtype) {
  for (auto* tensors : {&parameters_, &buffers_}) {
    for (auto& item : *tensors) {
      if (item->defined()) item->set_data(item->data().to(dtype));
    }
  }
}

void Module::to(Device device, Dtype dtype, bool) {
  check_runnable(device);
  to(dtype);
}

void Module::to(Dtype dtype, bool) {
  for (auto& child : children_) child.value()->to(dtype);
  convert(dtype);
}

void Module::to(Device device, bool) { check_runnable(device); }

void Module::zero_grad(bool set_to_none) {
  for (auto& child : children_) child.value()->zero_grad(set_to_none);
  for (auto& item : parameters_) {
    if (!item->defined() || !item->grad().defined()) continue;
    Tensor& grad = item->mutable_grad();
    if (set_to_none) {
      grad = Tensor();
    } else {
      if (grad.requires_grad()) grad.detach_();
      grad.zero_();
    }
  }
}

void Module::pretty_print(std::ostream& stream) const { stream << name(); }

void Module::print_tree(std::ostream& stream, const std::string& indentation) const {
  pretty_print(stream);
  if (children_.is_empty()) return;
  stream << "(\n";
  for (const auto& child : children_) {
    stream << indentation << "  (" << child.key() << "): ";
    child.value()->print_tree(stream, indentation + "  ");
    stream << '\n';
  }
  stream << indentation << ')';
}

std::ostream& operator<<(std::ostream& stream, const Module& module) {
  module.print_tree(stream, "");
  return stream;
}

std::string Module::python_text() const {
  const std::string extra = extra_repr();
  std::string text = (name_ ? *name_ : python_class_name(typeid(*this))) + "(";
  if (children_.is_empty() && extra.find('\n') == std::string::npos) return text + extra + ")";
  if (!extra.empty()) text += "\n  " + indent_rest(extra);
  for (const auto& child : children_) {
    text += "\n  (" + child.key() + "): " + indent_rest(child.value()->python_text());
  }
  return text + "\n)";
}

Tensor& Module::register_parameter(std::string name, Tensor tensor, bool requires_grad) {
  check_name("Parameter", name);
  if (tensor.defined()) {
    GRADLAB_CHECK(!parameters_.contains(name), "Parameter '", name, "' already defined");
    tensor.set_requires_grad(requires_grad);
  } else if (requires_grad) {
    GRADLAB_WARN(
        "An undefined tensor cannot require grad. Ignoring the `requires_grad=true` function "
        "parameter.");
  }
  return parameters_.insert(std::move(name), std::move(tensor));
}

Tensor& Module::register_buffer(std::string name, Tensor tensor) {
  check_name("Buffer", name);
  return buffers_.insert(std::move(name), std::move(tensor));
}

void Module::add_child(std::string name, std::shared_ptr<Module> module) {
  check_name("Submodule", name);
  GRADLAB_CHECK(module != nullptr, "register_module: module '", name, "' is null");
  children_.insert(std::move(name), std::move(module));
}

void Module::unregister_module(const std::string& name) {
  GRADLAB_CHECK(children_.contains(name), "No Module with name `", name, "` is registered");
  children_.erase(name);
}

void Module::clone_(Module&, const std::optional<Device>&) {}

void Module::clear_registered() {
  parameters_.clear();
  buffers_.clear();
  children_.clear();
}

void Module::copy_registered_to(Module& copy, const std::optional<Device>& device) const {
  const auto check_same_number = [](const char* what, const char* function, size_t copied,
                                    size_t own) {
    GRADLAB_CHECK(copied == own, "The cloned module does not have the same number of ", what,
                  " as the original module after calling reset(). Are you sure you called ",
                  function, " inside reset() and not the constructor?");
  };
  check_same_number("parameters", "register_parameter()", copy.parameters_.size(),
                    parameters_.size());
  check_same_number("buffers", "register_buffer()", copy.buffers_.size(), buffers_.size());
  check_same_number("child modules", "register_module()", copy.children_.size(), children_.size());
  const auto copy_values = [](OrderedDict<std::string, Tensor>& to,
                              const OrderedDict<std::string, Tensor>& from) {
    for (const auto& item : from) {
      if (item->defined()) to[item.key()].set_data(item->data().clone());
    }
  };
  copy_values(copy.parameters_, parameters_);
  copy_values(copy.buffers_, buffers_);
  for (const auto& child : children_) {
    copy.children_[child.key()]->clone_(*child.value(), device);
  }
}

std::shared_ptr<Module> Module::shared_from_this_checked() const {
  std::shared_ptr<const Module> self = weak_from_this().lock();
  GRADLAB_CHECK(self != nullptr,
                "It looks like you attempted to retrieve your top-level module as a shared_ptr, "
                "but it is not stored in a shared_ptr. Use std::make_shared<",
                name(),
                "> instead of creating your module on the stack, or alternatively do not try to "
                "access your top-level module at all by passing /*include_self=*/false to "
                "modules() or named_modules()");
  return std::const_pointer_cast<Module>(self);
}

unsigned int Module::_forward_num_required_args() {
  GRADLAB_THROW(Error,
                "torch::nn::Module subclass that has default arguments in `forward` method must "
                "override `_forward_num_required_args` method. Please use "
                "`FORWARD_HAS_DEFAULT_ARGS` macro to do so.");
}

std::vector<AnyValue> Module::_forward_populate_default_args(std::vector<AnyValue>&&) {
  GRADLAB_THROW(Error,
                "torch::nn::Module subclass that has default arguments in `forward` method must "
                "override `_forward_populate_default_args` method. Please use "
                "`FORWARD_HAS_DEFAULT_ARGS` macro to do so.");
}

}  // namespace gradlab::nn
