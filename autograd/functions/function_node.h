// What a user's Function (function.h) consists of apart from the two functions of the user's: the
// context that they share, and the node.
#ifndef GRADLAB_AUTOGRAD_FUNCTIONS_FUNCTION_NODE_H_
#define GRADLAB_AUTOGRAD_FUNCTIONS_FUNCTION_NODE_H_

#include <cstddef>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>
#include <typeinfo>
#include <unordered_map>
#include <utility>
#include <vector>

#include "gradlab/autograd/functions/ivalue.h"
#include "gradlab/autograd/graph/node.h"
#include "gradlab/autograd/graph/saved_tensor.h"
#include "gradlab/autograd/tensor.h"

namespace gradlab::autograd {

using gradlab::IndexRange;
using gradlab::Variable;
using gradlab::variable_list;

class FunctionNode;

class AutogradContext {
 public:
  AutogradContext();
  ~AutogradContext();
  AutogradContext(const AutogradContext&) = delete;
  AutogradContext& operator=(const AutogradContext&) = delete;

  // What backward needs that is no input or output of the function. An output kept here would keep
  // its own graph alive for ever: use save_for_backward.
  std::unordered_map<std::string, IValue> saved_data;

  // Keeps tensors for backward: inputs, outputs, or others. Undefined ones are allowed. To be
  // called once, in forward.
  void save_for_backward(variable_list to_save);
  // Inputs that forward modified in place, all of which it must return. To be called once.
  void mark_dirty(const variable_list& inputs);
  // Outputs that have no gradient. To be called once.
  void mark_non_differentiable(const variable_list& outputs);
  // Whether backward receives zeros (the default) or undefined tensors for outputs that nothing
  // depended on.
  void set_materialize_grads(bool value) { materialize_grads_ = value; }

  // What save_for_backward kept. Throws when it was freed or modified in place since.
  variable_list get_saved_variables() const;
  // Whether a gradient is wanted for tensor argument `i` (arguments that are no tensors do not
  // count), or for one in the ranges.
  bool needs_input_grad(size_t i) const;
  bool needs_input_grad(std::initializer_list<IndexRange> ranges) const;

 private:
  friend class FunctionNode;

  // A tensor that is neither input nor output keeps the edge to its history here.
  struct Saved {
    SavedTensor value;
    Edge history;
  };

  variable_list to_save_, dirty_, non_differentiable_;
  std::vector<Saved> saved_;
  bool materialize_grads_ = true;
  FunctionNode* node_ = nullptr;
};

class FunctionNode : public Node {
 public:
  ~FunctionNode() override;

  AutogradContext& context() { return context_; }

  // Takes note of one argument of apply().
  template <class T>
  void add_argument(const T& argument) {
    if constexpr (std::is_base_of_v<Tensor, T>) {
      add_tensor(argument);
    } else if constexpr (std::is_same_v<T, std::optional<Tensor>>) {
      if (argument && argument->defined()) {
        add_tensor(*argument);
      } else {
        add_other();
      }
    } else if constexpr (std::is_same_v<T, TensorList>) {
      for (const Tensor& t : argument) add_tensor(t);
    } else {
      add_other();
    }
  }
  // After the arguments, before forward: connects the node with their histories.
  void begin();
  // After forward: makes its outputs those of this node, and saves what is to be saved.
  void finish(variable_list& outputs);

  void execute(Backward& backward, bool release) override;

 protected:
  explicit FunctionNode(const std::type_info& function);

  virtual variable_list call_backward(variable_list grads) = 0;
  virtual bool once_differentiable() const = 0;

 private:
  friend class AutogradContext;

  void add_tensor(const Tensor& t);
  void add_other();  // an argument that is no tensor
  void run(Backward& backward) override;
  // The place of the tensor among the inputs; inputs_.size() if it is none.
  size_t input_index(const Tensor& t) const;
  bool is_differentiable(const Tensor& output) const;
  Tensor connect(Tensor output, uint32_t output_nr, size_t outputs);
  void check_dirty_are_outputs(const variable_list& outputs) const;
  void save(const variable_list& outputs);
  AutogradContext::Saved saved(const Tensor& t, const variable_list& outputs) const;

  AutogradContext context_;
  bool records_ = false;
  std::vector<bool> is_tensor_;   // for each argument
  variable_list inputs_;          // until finish()
  std::vector<Edge> edges_;       // one for each input
  const bool* needed_ = nullptr;  // while a pass runs the node
  // A user's function may run backward through its own node, but no other thread may meanwhile: a
  // std::recursive_mutex, of a type that costs the program's compiler nothing.
  std::shared_ptr<void> mutex_;
};

[[noreturn]] void throw_no_backward();

}  // namespace gradlab::autograd

#endif  // GRADLAB_AUTOGRAD_FUNCTIONS_FUNCTION_NODE_H_
