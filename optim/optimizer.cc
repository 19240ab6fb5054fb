#include "gradlab/optim/optimizer.h"

#include <unordered_set>

#include "gradlab/autograd/grad_mode.h"
#include "gradlab/tensor/warn.h"

namespace gradlab::optim {

std::unique_ptr<OptimizerParamState> OptimizerParamState::clone() const {
  GRADLAB_THROW(Error,
                "clone() has not been implemented for torch::optim::OptimizerParamState. Subclass "
                "torch::optim::OptimizerCloneableParamState<YourOptimizerParamState> instead of "
                "torch::optim::OptimizerParamState to inherit the ability to clone.");
}

std::unique_ptr<OptimizerOptions> OptimizerOptions::clone() const {
  GRADLAB_THROW(Error,
                "clone() has not been implemented for torch::optim::OptimizerOptions. Subclass "
                "torch::optim::OptimizerCloneableOptions<YourOptimizerOptions> instead of "
                "torch::optim::OptimizerOptions to inherit the ability to clone.");
}

double OptimizerOptions::get_lr() const {
  GRADLAB_THROW(Error,
                "double get_lr() has not been overidden and implemented in subclass of "
                "torch::optim::OptimizerOptions, you must override it in your subclass.");
}

void OptimizerOptions::set_lr(double) {
  GRADLAB_THROW(Error,
                "double set_lr() has not been overidden and implemented in subclass of "
                "torch::optim::OptimizerOptions, you must override it in your subclass.");
}

std::map<std::string, std::string> OptimizerOptions::python_items() const { return {}; }

OptimizerParamGroup::OptimizerParamGroup(const OptimizerParamGroup& other)
    : params_(other.params_), options_(other.options_ ? other.options_->clone() : nullptr) {}
OptimizerParamGroup::OptimizerParamGroup(OptimizerParamGroup&&) noexcept = default;
OptimizerParamGroup& OptimizerParamGroup::operator=(OptimizerParamGroup other) noexcept {
  params_ = std::move(other.params_);
  options_ = std::move(other.options_);
  return *this;
}
OptimizerParamGroup::OptimizerParamGroup(std::vector<Tensor> params)
    : params_(std::move(params)) {}
OptimizerParamGroup::OptimizerParamGroup(std::vector<Tensor> params,
                                         std::unique_ptr<OptimizerOptions> options)
    : params_(std::move(params)), options_(std::move(options)) {}
OptimizerParamGroup::~OptimizerParamGroup() = default;
void OptimizerParamGroup::set_options(std::unique_ptr<OptimizerOptions> options) {
  options_ = std::move(options);
}

OptimizerOptions& OptimizerParamGroup::options() {
  return const_cast<OptimizerOptions&>(std::as_const(*this).options());
}

const OptimizerOptions& OptimizerParamGroup::options() const {
  GRADLAB_CHECK(has_options(),
                "Expected has_options() to be true, but got false.  (Could this error message be "
                "improved?  If so, please report an enhancement request to PyTorch.)");
  return *options_;
}

Optimizer::Optimizer(Optimizer&&) = default;
Optimizer::~Optimizer() = default;

Optimizer::Optimizer(std::vector<OptimizerParamGroup> param_groups,
                     std::unique_ptr<OptimizerOptions> defaults)
    : defaults_(std::move(defaults)) {
  for (const OptimizerParamGroup& group : param_groups) add_param_group(group);
}

Optimizer::Optimizer(std::vector<Tensor> parameters, std::unique_ptr<OptimizerOptions> defaults)
    : Optimizer(one_group(std::move(parameters)), std::move(defaults)) {}

std::vector<OptimizerParamGroup> Optimizer::one_group(std::vector<Tensor> parameters) {
  std::vector<OptimizerParamGroup> groups;
  groups.emplace_back(std::move(parameters));
  return groups;
}

void Optimizer::add_param_group(const OptimizerParamGroup& param_group) {
  for (const Tensor& p : param_group.params()) {
    GRADLAB_CHECK_TYPE(p.defined(),
                       "optimizer can only optimize Tensors, but one of the params is "
                       "an undefined Tensor");
    GRADLAB_CHECK_VALUE(p.is_leaf(), "can't optimize a non-leaf Tensor");
  }
  std::unordered_set<const TensorImpl*> others, own;
  for (const OptimizerParamGroup& group : param_groups_) {
    for (const Tensor& p : group.params()) others.insert(p.impl());
  }
  bool duplicates = false;
  for (const Tensor& p : param_group.params()) {
    GRADLAB_CHECK_VALUE(!others.contains(p.impl()),
                        "some parameters appear in more than one parameter group");
    duplicates |= !own.insert(p.impl()).second;
  }
  if (duplicates) {
    GRADLAB_WARN(
        "optimizer contains a parameter group with duplicate parameters; in future, this will "
        "cause an error; see github.com/pytorch/pytorch/issues/40967 for more information");
  }
  OptimizerParamGroup added(param_group);
  if (!added.has_options()) {
    GRADLAB_CHECK(defaults_ != nullptr, "Optimizer: a group without options needs defaults");
    added.set_options(defaults_->clone());
  }
  param_groups_.push_back(std::move(added));
}

void Optimizer::zero_grad(bool set_to_none) {
  for (OptimizerParamGroup& group : param_groups_) {
    for (const Tensor& p : group.params()) {
      if (!p.grad().defined()) continue;
      Tensor& grad = p.mutable_grad();
      if (set_to_none) {
        grad = Tensor();
      } else {
        if (grad.requires_grad()) grad.detach_();
        grad.zero_();
      }
    }
  }
}

const OptimizerParamGroup& Optimizer::first_group() const {
  GRADLAB_CHECK(!param_groups_.empty(), "Optimizer: there is no parameter group");
  return param_groups_.front();
}

void Optimizer::add_parameters(const std::vector<Tensor>& parameters) {
  std::vector<Tensor>& all = this->parameters();
  all.insert(all.end(), parameters.begin(), parameters.end());
}

size_t Optimizer::size() const noexcept {
  size_t count = 0;
  for (const OptimizerParamGroup& group : param_groups_) count += group.params().size();
  return count;
}

Tensor Optimizer::evaluate(const LossClosure& closure) const {
  GRADLAB_CHECK_VALUE(size() > 0, "optimizer got an empty parameter list");
  if (!closure) return {};
  AutoGradMode enable_grad(true);
  return closure();
}

std::string repr(const Optimizer& optimizer) {
  std::string text = python_class_name(typeid(optimizer)) + " (";
  const auto& groups = optimizer.param_groups();
  for (size_t i = 0; i < groups.size(); ++i) {
    text += "\nParameter Group " + std::to_string(i) + "\n";
    for (const auto& [name, value] : groups[i].options().python_items()) {
      text += "    " + name + ": " + value + "\n";
    }
  }
  return text + ")";
}

}  // namespace gradlab::optim
