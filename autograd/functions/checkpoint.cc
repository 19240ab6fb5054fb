#include "gradlab/autograd/functions/checkpoint.h"

#include <memory>
#include <optional>
#include <utility>

#include "gradlab/autograd/autograd.h"
#include "gradlab/autograd/grad_mode.h"
#include "gradlab/autograd/graph/engine.h"
#include "gradlab/autograd/graph/graph.h"
#include "gradlab/autograd/graph/saved_tensor_hooks.h"
#include "gradlab/autograd/graph/tape.h"
#include "gradlab/autograd/ops/factory.h"
#include "gradlab/tensor/error.h"
#include "gradlab/tensor/random/generator.h"
#include "gradlab/tensor/warn.h"

namespace gradlab::autograd {
namespace {

Array random_state() {
  std::lock_guard<std::mutex> lock(default_generator().mutex());
  return default_generator().get_state();
}

void set_random_state(const Array& state) {
  std::lock_guard<std::mutex> lock(default_generator().mutex());
  default_generator().set_state(state);
}

// The default generator as it was in the first run, until the end of the scope.
class RandomScope {
 public:
  explicit RandomScope(const std::optional<Array>& state) {
    if (!state) return;
    before_ = random_state();
    set_random_state(*state);
  }
  ~RandomScope() {
    if (before_) set_random_state(*before_);
  }

 private:
  std::optional<Array> before_;
};

// Thrown by the second run when everything that the backward pass needs is there. Not an exception
// of the user's kinds, so that no handler in the function stops it.
struct Enough {};

// An input without the Tensor, which a graph must not own (Note [Ownership of the graph]).
struct Input {
  Array array;
  uint32_t version = 0;
  Edge history;

  explicit Input(const Tensor& t) {
    if (!t.defined()) return;
    array = t.array();
    version = array.version();
    history = gradient_edge(*t.impl());
  }
  Tensor tensor() const {
    if (!array.defined()) return Tensor();
    GRADLAB_CHECK(
        array.version() == version,
        "checkpoint: an input was modified by an inplace operation after the function was "
        "called; it is at version ",
        array.version(), "; expected version ", version, " instead");
    Tensor t{Array(array)};
    set_history(*t.impl(), history.function, history.input_nr);
    return t;
  }
};

// What the function saves is numbered; the graph keeps the numbers. The first number that is read
// makes the function run again, and then all values are kept until each has been read once.
class Recomputation {
 public:
  Recomputation(const ListFunction& function, const variable_list& inputs, bool random)
      : function_(function), inputs_(inputs.begin(), inputs.end()) {
    if (random) random_ = random_state();
  }

  std::any number(const Tensor& saved) {
    expected_.push_back({saved.sizes().vec(), saved.dtype()});
    return expected_.size() - 1;
  }

  Tensor value(size_t number) {
    if (values_.empty() || !values_[number].defined()) run();
    const Tensor value = values_[number];
    if (!read_[number]) {
      read_[number] = true;
      if (++reads_ == values_.size()) values_.clear();
    }
    return value;
  }

 private:
  struct Shape {
    std::vector<int64_t> sizes;
    ScalarType dtype;
  };

  void run() {
    variable_list inputs, values;
    for (const Input& input : inputs_) inputs.push_back(input.tensor());
    RandomScope random(random_);
    AutoGradMode enable(true);
    graph::saved_tensors_hooks collect(
        [&](const Tensor& saved) -> std::any {
          check(saved, values.size());
          values.push_back(saved.detach());
          if (values.size() == expected_.size()) throw Enough();
          return values.back();
        },
        [](const std::any& value) { return std::any_cast<Tensor>(value); });
    try {
      function_(inputs);
    } catch (const Enough&) {
    }
    GRADLAB_CHECK(values.size() == expected_.size(),
                  "torch.utils.checkpoint: A different number of tensors was saved during the "
                  "original forward and recomputation.\nNumber of tensors saved during forward: ",
                  expected_.size(),
                  "\nNumber of tensors saved during recomputation: ", values.size());
    values_ = std::move(values);
    read_.assign(values_.size(), false);
    reads_ = 0;
  }

  void check(const Tensor& saved, size_t number) const {
    const Shape& expected = expected_[number];
    GRADLAB_CHECK(
        saved.sizes() == IntArrayRef(expected.sizes) && saved.scalar_type() == expected.dtype,
        "torch.utils.checkpoint: Recomputed values for the following tensors have "
        "different metadata than during the forward pass.\ntensor at position ",
        number, ":\nsaved metadata: ", IntArrayRef(expected.sizes), " ", expected.dtype,
        "\nrecomputed metadata: ", saved.sizes(), " ", saved.scalar_type());
  }

  ListFunction function_;
  std::vector<Input> inputs_;
  std::optional<Array> random_;
  std::vector<Shape> expected_;
  variable_list values_;
  std::vector<bool> read_;
  size_t reads_ = 0;
};

variable_list by_hooks(const ListFunction& function, const variable_list& inputs, bool random) {
  auto again = std::make_shared<Recomputation>(function, inputs, random);
  graph::saved_tensors_hooks hooks(
      [again](const Tensor& saved) { return again->number(saved); },
      [again](const std::any& number) { return again->value(std::any_cast<size_t>(number)); });
  return function(inputs);
}

// The rule of the one node of a reentrant checkpoint.
struct Reentrant {
  ListFunction function;
  std::vector<SavedTensor> inputs;
  std::optional<Array> random;

  void operator()(Backward& bw) {
    GRADLAB_CHECK(Engine::current()->is_plain(),
                  "Checkpointing is not compatible with .grad() or when an `inputs` parameter is "
                  "passed to .backward(). Please use .backward() and do not pass its `inputs` "
                  "argument.");
    NoLocationScope users_code;
    AutoGradMode enable(true);
    variable_list leaves;
    for (const SavedTensor& input : inputs) {
      const Tensor t = bw.saved(input);
      leaves.push_back(t.defined() ? t.detach().requires_grad_(t.requires_grad()) : Tensor());
    }
    variable_list outputs;
    {
      RandomScope again(random);
      outputs = function(leaves);
    }
    variable_list roots, gradients;
    for (uint32_t i = 0; i < outputs.size(); ++i) {
      if (!outputs[i].requires_grad()) continue;
      roots.push_back(outputs[i]);
      const Tensor& g = bw.incoming(i);
      gradients.push_back(g.defined() ? g : zeros_like(outputs[i]));
    }
    GRADLAB_CHECK(!roots.empty(),
                  "none of output has requires_grad=True, this checkpoint() is not necessary");
    backward(roots, gradients);
    for (uint32_t i = 0; i < leaves.size(); ++i) bw.grad(i) = leaves[i].grad();
  }
};

variable_list by_one_node(const ListFunction& function, const variable_list& inputs, bool random) {
  Tape tape{TensorList(inputs)};
  std::optional<Array> state;
  if (random) state = random_state();
  variable_list outputs;
  {
    NoGradGuard no_grad;
    // A tensor of its own for each result: the function may return one that has a history.
    for (const Tensor& t : function(inputs)) outputs.push_back(t.detach());
  }
  if (!tape) {
    GRADLAB_WARN("None of the inputs have requires_grad=True. Gradients will be None");
    return outputs;
  }
  std::vector<SavedTensor> saved;
  for (const Tensor& t : inputs) saved.push_back(tape.save_if(t.defined(), t));
  std::vector<Tensor*> results;
  for (Tensor& t : outputs) results.push_back(&t);
  tape.record("CheckpointFunctionBackward", ArrayRef<Tensor*>(results),
              Reentrant{function, std::move(saved), std::move(state)});
  return outputs;
}

}  // namespace

variable_list checkpoint(const ListFunction& function, const variable_list& inputs,
                         const CheckpointOptions& options) {
  if (options.use_reentrant) return by_one_node(function, inputs, options.preserve_rng_state);
  return by_hooks(function, inputs, options.preserve_rng_state);
}

Tensor checkpoint(const std::function<Tensor(const Tensor&)>& function, const Tensor& input,
                  const CheckpointOptions& options) {
  return checkpoint([function](const variable_list& in) { return function(in[0]); },
                    variable_list{input}, options)[0];
}

Tensor checkpoint_sequential(const std::vector<std::function<Tensor(const Tensor&)>>& functions,
                             int64_t segments, const Tensor& input,
                             const CheckpointOptions& options) {
  GRADLAB_CHECK_VALUE(segments > 0, "checkpoint_sequential: segments must be positive; got ",
                      segments);
  const size_t size = functions.size() / static_cast<size_t>(segments);
  Tensor x = input;
  size_t done = 0;
  for (int64_t s = 0; s + 1 < segments; ++s, done += size) {
    std::vector<std::function<Tensor(const Tensor&)>> part(functions.begin() + done,
                                                           functions.begin() + done + size);
    x = checkpoint(
        [part](const Tensor& t) {
          Tensor y = t;
          for (const auto& f : part) y = f(y);
          return y;
        },
        x, options);
  }
  for (; done < functions.size(); ++done) x = functions[done](x);
  return x;
}

}  // namespace gradlab::autograd
