// SavedVariable: a tensor that a node of the user's keeps for its rule (Note [Nodes of the
// user's]), under libtorch's name.
#ifndef GRADLAB_AUTOGRAD_GRAPH_SAVED_VARIABLE_H_
#define GRADLAB_AUTOGRAD_GRAPH_SAVED_VARIABLE_H_

#include <any>
#include <functional>
#include <memory>

#include "gradlab/autograd/graph/node.h"
#include "gradlab/autograd/graph/saved_tensor.h"
#include "gradlab/autograd/tensor.h"

namespace gradlab {

// libtorch's interface of a pair of hooks as an object, which keeps what it packed itself.
struct SavedVariableHooks {
  virtual ~SavedVariableHooks() = default;
  virtual void call_pack_hook(const Tensor& tensor) = 0;
  virtual Tensor call_unpack_hook() = 0;
};

class SavedVariable {
 public:
  SavedVariable() = default;
  // `is_output`: it is an output of the node that saves it, whose history it has already.
  SavedVariable(const Tensor& variable, bool is_output, bool /* is_inplace_on_view */ = false);

  // The variable with its history; undefined if nothing was saved. An output needs the node that
  // saved it. Throws when the variable was modified in place since, and after reset_data().
  Tensor unpack(const NodePtr& saved_for = NodePtr()) const;
  // From now on keeps what `pack_hook` makes of the variable, as in the scope of a
  // saved_tensors_hooks (saved_tensor_hooks.h): calls it once, and `unpack_hook` for every
  // unpack(). Throws when nothing was saved, when it was freed or modified in place since, and when
  // there are hooks already.
  void register_hooks(std::function<std::any(const Tensor&)> pack_hook,
                      std::function<Tensor(const std::any&)> unpack_hook);
  void register_hooks(std::unique_ptr<SavedVariableHooks>&& hooks);
  // Frees it.
  void reset_data();

 private:
  void keep(const Tensor& variable, uint32_t output_nr);

  std::unique_ptr<const SavedTensor> value_;
  Edge history_;  // of what is no output
  bool is_output_ = false, is_freed_ = false;
};

// For rules that hand a saved value to the user: makes a leaf of a tensor whose history is the
// accumulator of one, and returns any other as it is.
Tensor restore_leaf(Tensor saved);

}  // namespace gradlab

#endif  // GRADLAB_AUTOGRAD_GRAPH_SAVED_VARIABLE_H_
