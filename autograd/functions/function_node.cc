#include "gradlab/autograd/functions/function_node.h"

#include <algorithm>
#include <mutex>
#include <string>

#include "gradlab/autograd/functions/basic_functions.h"
#include "gradlab/autograd/grad_mode.h"
#include "gradlab/autograd/graph/backward.h"
#include "gradlab/autograd/graph/graph.h"
#include "gradlab/autograd/graph/saved_variable.h"
#include "gradlab/autograd/graph/tape.h"
#include "gradlab/autograd/inference_mode.h"
#include "gradlab/autograd/ops/factory.h"
#include "gradlab/tensor/error.h"
#include "gradlab/tensor/location.h"
#include "gradlab/tensor/type_name.h"
#include "gradlab/tensor/warn.h"

namespace gradlab::autograd {
namespace {

// "FBackward". Nodes keep a pointer, so that one text is kept for every class.
const char* node_name(const std::type_info& function) {
  static std::mutex mutex;
  static auto* const names = new std::unordered_map<std::string, std::string>();
  std::lock_guard<std::mutex> lock(mutex);
  std::string& name = (*names)[function.name()];
  if (name.empty()) name = python_class_name(function) + "Backward";
  return name.c_str();
}

bool contains(const variable_list& list, const Tensor& t) {
  return std::any_of(list.begin(), list.end(), [&](const Tensor& u) { return u.is_same(t); });
}

}  // namespace

// --- AutogradContext ---

variable_list AutogradContext::get_saved_variables() const {
  if (node_->is_freed()) throw_graph_freed(node_);
  variable_list result;
  for (const Saved& s : saved_) {
    Tensor t = s.value.unpack(node_);
    if (s.history.defined()) set_history(*t.impl(), s.history.function, s.history.input_nr);
    result.push_back(restore_leaf(std::move(t)));
  }
  return result;
}

bool AutogradContext::needs_input_grad(size_t i) const {
  if (i >= node_->edges_.size() || !node_->edges_[i].defined()) return false;
  return node_->needed_ == nullptr || node_->needed_[i];
}

bool AutogradContext::needs_input_grad(std::initializer_list<IndexRange> ranges) const {
  for (const IndexRange& range : ranges) {
    for (size_t i = range.first; i < range.second; ++i) {
      if (needs_input_grad(i)) return true;
    }
  }
  return false;
}

// --- Forward ---

AutogradContext::AutogradContext() = default;
AutogradContext::~AutogradContext() = default;

void AutogradContext::save_for_backward(variable_list to_save) { to_save_ = std::move(to_save); }
void AutogradContext::mark_dirty(const variable_list& inputs) { dirty_ = inputs; }
void AutogradContext::mark_non_differentiable(const variable_list& outputs) {
  non_differentiable_ = outputs;
}

FunctionNode::FunctionNode(const std::type_info& function)
    : Node(node_name(function), next_sequence_nr()),
      mutex_(std::make_shared<std::recursive_mutex>()) {
  context_.node_ = this;
}

FunctionNode::~FunctionNode() = default;

void FunctionNode::add_tensor(const Tensor& t) {
  is_tensor_.push_back(true);
  inputs_.push_back(t);
}
void FunctionNode::add_other() { is_tensor_.push_back(false); }

void FunctionNode::begin() {
  records_ = GradMode::is_enabled() && !InferenceMode::is_enabled() &&
             std::any_of(inputs_.begin(), inputs_.end(),
                         [](const Tensor& t) { return t.requires_grad(); });
  edges_.resize(inputs_.size());
  for (size_t i = 0; records_ && i < inputs_.size(); ++i) {
    if (inputs_[i].defined()) edges_[i] = gradient_edge(*inputs_[i].impl());
  }
  set_edges(edges_.data(), static_cast<uint32_t>(edges_.size()));
}

size_t FunctionNode::input_index(const Tensor& t) const {
  size_t i = 0;
  while (i < inputs_.size() && !inputs_[i].is_same(t)) ++i;
  return i;
}

bool FunctionNode::is_differentiable(const Tensor& output) const {
  return records_ && is_floating_point(output.dtype()) &&
         !contains(context_.non_differentiable_, output);
}

// What the caller gets for one output of forward.
Tensor FunctionNode::connect(Tensor output, uint32_t output_nr, size_t outputs) {
  const size_t input = input_index(output);
  const bool is_input = input < inputs_.size();
  const bool is_dirty = contains(context_.dirty_, output);
  TensorImpl* impl = output.impl();
  if (!is_differentiable(output)) {
    if (!output.requires_grad()) return output;
    if (is_input) return output.detach();
    if (!output.is_view()) output.detach_();
    return output;
  }
  if (is_dirty) {
    GRADLAB_CHECK(!output.is_leaf() || !output.requires_grad() || output.is_view(),
                  "a leaf Variable that requires grad has been used in an in-place operation.");
    if (is_input) {
      check_in_place(*impl, true);
    } else {
      GRADLAB_WARN(
          "Only input Tensors should be given to ctx.mark_dirty(). If a Tensor is not an input, "
          "there is no need to pass it to mark_dirty().");
    }
    GRADLAB_CHECK(
        !output.is_view() || outputs == 1,
        "If your Function modifies inplace an input that is a view of another Tensor, your "
        "Function cannot return more than one Tensor. This is not supported by the current "
        "autograd engine. "
        "You should either make sure the input is not a view (using .clone() for example) or make "
        "your Function only return one Tensor (potentially splitting it into two Functions: one "
        "doing the inplace that returns a single Tensor and a second one that does the other "
        "operations). You can ask on the forum https://discuss.pytorch.org/ if you need help to do "
        "this change.");
    if (is_input || !output.is_view()) {
      rebase_history(*impl, Ref<Node>(this), output_nr, static_cast<uint32_t>(input));
      return output;
    }
  } else if (is_input) {
    NoGradGuard no_grad;
    output = output.view_as(output);
    impl = output.impl();
  }
  set_history(*impl, Ref<Node>(this), output_nr);
  impl->set_attr_version(impl->array.version());
  return output;
}

void FunctionNode::check_dirty_are_outputs(const variable_list& outputs) const {
  for (const Tensor& t : context_.dirty_) {
    GRADLAB_CHECK(
        contains(outputs, t),
        "Some elements marked as dirty during the forward method were not returned as "
        "output. The inputs that are modified inplace must all be outputs of the Function.");
  }
}

void FunctionNode::finish(variable_list& outputs) {
  for (const Tensor& t : context_.dirty_) t.impl()->bump_version("mark_dirty");
  check_dirty_are_outputs(outputs);
  std::vector<const Array*> arrays;
  for (const Tensor& t : outputs) arrays.push_back(t.defined() ? &t.array() : nullptr);
  set_inputs(arrays);
  int differentiable = 0;
  for (size_t i = 0; i < outputs.size(); ++i) {
    if (!outputs[i].defined()) continue;
    const bool rewritten =
        input_index(outputs[i]) < inputs_.size() && contains(context_.dirty_, outputs[i]);
    differentiable += is_differentiable(outputs[i]);
    outputs[i] = connect(outputs[i], static_cast<uint32_t>(i), outputs.size());
    if (!rewritten && outputs[i].is_view()) {
      outputs[i].impl()->set_creation_meta(CreationMeta::IN_CUSTOM_FUNCTION);
    }
  }
  for (const Tensor& t : outputs) {
    if (differentiable > 1 && t.is_view()) {
      t.impl()->set_creation_meta(CreationMeta::MULTI_OUTPUT_NODE);
    }
  }
  if (records_) save(outputs);
  // Only backward needs anything from now on.
  context_.to_save_.clear();
  context_.dirty_.clear();
  context_.non_differentiable_.clear();
  inputs_.clear();
}

void FunctionNode::save(const variable_list& outputs) {
  int64_t bytes = 0;
  for (const Tensor& t : context_.to_save_) {
    context_.saved_.push_back(saved(t, outputs));
    if (t.defined()) bytes += static_cast<int64_t>(t.nbytes());
  }
  if (!context_.to_save_.empty()) set_saved_bytes(bytes);
}

AutogradContext::Saved FunctionNode::saved(const Tensor& t, const variable_list& outputs) const {
  using Role = SavedTensor::Role;
  if (!t.defined()) return {};
  if (t.is_inference()) throw_inference_saved();
  // See Note [Saved outputs]. A view that was modified in place is an output as well.
  for (uint32_t i = 0; i < outputs.size(); ++i) {
    if (outputs[i].is_same(t) && t.requires_grad()) {
      return {SavedTensor(t.array(), Role::kOutput, i, 0, &t), {}};
    }
  }
  if (const size_t i = input_index(t); i < inputs_.size()) {
    return {SavedTensor(t.array(), Role::kInput, static_cast<uint32_t>(i), 0, &t), {}};
  }
  return {SavedTensor(t.array(), Role::kConstant, 0, 0, &t), gradient_edge(*t.impl())};
}

// --- Backward ---

void FunctionNode::execute(Backward& backward, bool release) {
  std::lock_guard<std::recursive_mutex> lock(*static_cast<std::recursive_mutex*>(mutex_.get()));
  run(backward);
  if (!release) return;
  context_.saved_.clear();
  set_freed();
}

void FunctionNode::run(Backward& backward) {
  variable_list grads;
  bool graph = false;
  for (uint32_t i = 0; i < num_inputs(); ++i) {
    Tensor g = std::move(backward.incoming(i));
    const GradientShape& shape = input_shape(i);
    if (!g.defined() && context_.materialize_grads_ && shape.dtype() != ScalarType::Undefined) {
      g = zeros(shape.sizes(), shape.dtype());
    }
    graph |= GradMode::is_enabled() && g.requires_grad();
    grads.push_back(std::move(g));
  }
  struct Needed {
    Needed(const bool*& place, const bool* value)
        : place_(place), before_(std::exchange(place, value)) {}
    ~Needed() { place_ = before_; }
    const bool*& place_;
    const bool* before_;
  } needed(needed_, backward.needed());

  variable_list results;
  {
    NoLocationScope users_code;
    AutoGradMode mode(GradMode::is_enabled() && !once_differentiable());
    results = call_backward(std::move(grads));
  }
  const size_t expected = is_tensor_.size();
  while (results.size() > expected && !results.back().defined()) results.pop_back();
  GRADLAB_CHECK(results.size() == expected, "function ", name(),
                " returned an incorrect number of gradients (expected ", expected, ", got ",
                results.size(), ")");
  if (graph && once_differentiable()) {
    results = fail_when_differentiated(
        std::move(results),
        "trying to differentiate twice a function that was marked with @once_differentiable");
  }
  uint32_t input = 0;
  for (size_t i = 0; i < expected; ++i) {
    if (is_tensor_[i]) {
      backward.grad(input++) = std::move(results[i]);
    } else {
      GRADLAB_CHECK(!results[i].defined(), "function ", name(),
                    " returned a gradient different than None at position ", i + 1,
                    ", but the corresponding forward input was not a Variable");
    }
  }
}

void throw_no_backward() {
  GRADLAB_THROW(NotImplementedError,
                "You must implement either the backward or vjp method for your custom "
                "autograd.Function to use it with backward mode AD.");
}

}  // namespace gradlab::autograd
