// Optimizer: the base class of what turns gradients into better parameters. It keeps the parameters
// in groups, each with options of its own, and a state per parameter.
//
//   optim::SGD optimizer(model->parameters(), optim::SGDOptions(0.1).momentum(0.9));
//   optimizer.zero_grad();
//   loss.backward();
//   optimizer.step();
//
// Invariants: parameters are leaves; none is in two groups; every group has options.
#ifndef GRADLAB_OPTIM_OPTIMIZER_H_
#define GRADLAB_OPTIM_OPTIMIZER_H_

#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <typeinfo>
#include <unordered_map>
#include <utility>
#include <vector>

#include "gradlab/autograd/tensor.h"
#include "gradlab/tensor/error.h"
#include "gradlab/tensor/type_name.h"

namespace gradlab::optim {

// What an optimizer remembers of one parameter.
class OptimizerParamState {
 public:
  virtual ~OptimizerParamState() = default;
  // Throws unless overridden, as OptimizerCloneableParamState does.
  virtual std::unique_ptr<OptimizerParamState> clone() const;
};

template <class Derived>
class OptimizerCloneableParamState : public OptimizerParamState {
  std::unique_ptr<OptimizerParamState> clone() const override {
    return std::make_unique<Derived>(static_cast<const Derived&>(*this));
  }
};

// The settings of a group of parameters.
class OptimizerOptions {
 public:
  virtual ~OptimizerOptions() = default;
  // Throws unless overridden, as OptimizerCloneableOptions does.
  virtual std::unique_ptr<OptimizerOptions> clone() const;
  // The learning rate. Each throws unless overridden.
  virtual double get_lr() const;
  virtual void set_lr(double lr);
  // The settings as Python's text of an optimizer lists them, by name.
  virtual std::map<std::string, std::string> python_items() const;
};

template <class Derived>
class OptimizerCloneableOptions : public OptimizerOptions {
  std::unique_ptr<OptimizerOptions> clone() const override {
    return std::make_unique<Derived>(static_cast<const Derived&>(*this));
  }
};

// Parameters that share options; without options, those of the optimizer are taken.
class OptimizerParamGroup {
 public:
  OptimizerParamGroup(const OptimizerParamGroup& other);
  OptimizerParamGroup(OptimizerParamGroup&&) noexcept;
  OptimizerParamGroup& operator=(OptimizerParamGroup other) noexcept;
  OptimizerParamGroup(std::vector<Tensor> params);
  OptimizerParamGroup(std::vector<Tensor> params, std::unique_ptr<OptimizerOptions> options);
  ~OptimizerParamGroup();

  bool has_options() const { return options_ != nullptr; }
  // Each throws when the group has no options.
  OptimizerOptions& options();
  const OptimizerOptions& options() const;
  void set_options(std::unique_ptr<OptimizerOptions> options);
  std::vector<Tensor>& params() { return params_; }
  const std::vector<Tensor>& params() const { return params_; }

 protected:
  std::vector<Tensor> params_;
  std::unique_ptr<OptimizerOptions> options_;
};

class Optimizer {
 public:
  using LossClosure = std::function<Tensor()>;
  // By the parameter's unsafeGetTensorImpl().
  using State = std::unordered_map<void*, std::unique_ptr<OptimizerParamState>>;

  // There may be no groups yet, or empty ones. Throws as add_param_group.
  Optimizer(std::vector<OptimizerParamGroup> param_groups,
            std::unique_ptr<OptimizerOptions> defaults);
  Optimizer(std::vector<Tensor> parameters, std::unique_ptr<OptimizerOptions> defaults);
  Optimizer(const Optimizer&) = delete;
  Optimizer(Optimizer&&);
  virtual ~Optimizer();

  // Throws "can't optimize a non-leaf Tensor" and "some parameters appear in more than one
  // parameter group"; the optimizer is then unchanged. Warns of duplicates within the group.
  void add_param_group(const OptimizerParamGroup& param_group);

  // One update of every parameter that has a gradient. `closure` computes the loss anew, with
  // gradients; its result is returned.
  virtual Tensor step(LossClosure closure = nullptr) = 0;
  // Forgets the gradients of all parameters, or sets them to zero.
  void zero_grad(bool set_to_none = true);

  std::vector<OptimizerParamGroup>& param_groups() noexcept { return param_groups_; }
  const std::vector<OptimizerParamGroup>& param_groups() const noexcept { return param_groups_; }
  OptimizerOptions& defaults() noexcept { return *defaults_; }
  const OptimizerOptions& defaults() const noexcept { return *defaults_; }
  State& state() noexcept { return state_; }
  const State& state() const noexcept { return state_; }

  // libtorch's access to the first group; throws when there is none.
  void add_parameters(const std::vector<Tensor>& parameters);
  const std::vector<Tensor>& parameters() const { return first_group().params(); }
  std::vector<Tensor>& parameters() {
    return const_cast<OptimizerParamGroup&>(first_group()).params();
  }
  // The number of parameters in all groups.
  size_t size() const noexcept;

 protected:
  // What a step begins with: the loss of its closure, computed with grad mode on; undefined without
  // a closure. Throws "optimizer got an empty parameter list" if there is nothing to step: libtorch
  // does nothing then, Python refuses to make such an optimizer.
  Tensor evaluate(const LossClosure& closure) const;
  // One group of parameters.
  static std::vector<OptimizerParamGroup> one_group(std::vector<Tensor> parameters);
  // The state of a parameter, made when first asked for, and the options of a group. They throw
  // when these are of another class.
  template <class S>
  S& state_of(const Tensor& parameter) {
    std::unique_ptr<OptimizerParamState>& state = state_[parameter.unsafeGetTensorImpl()];
    if (state == nullptr) state = std::make_unique<S>();
    return checked_cast<S>(*state);
  }
  template <class O>
  static const O& options_of(const OptimizerParamGroup& group) {
    return checked_cast<const O>(group.options());
  }

  std::vector<OptimizerParamGroup> param_groups_;
  State state_;
  std::unique_ptr<OptimizerOptions> defaults_;

 private:
  // Groups and states come from users, who may have taken those of another optimizer.
  template <class To, class From>
  static To& checked_cast(From& from) {
    if (typeid(from) == typeid(To)) return static_cast<To&>(from);
    To* to = dynamic_cast<To*>(&from);
    GRADLAB_CHECK_TYPE(to != nullptr, "optimizer: expected ", demangle(typeid(To)), ", got ",
                       demangle(typeid(from)));
    return *to;
  }
  const OptimizerParamGroup& first_group() const;
};

// Python's text: "SGD (\nParameter Group 0\n    dampening: 0\n ...)".
std::string repr(const Optimizer& optimizer);

}  // namespace gradlab::optim

#endif  // GRADLAB_OPTIM_OPTIMIZER_H_
