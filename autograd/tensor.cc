// The methods of Tensor that concern its place in the graph.
#include "gradlab/autograd/tensor.h"

#include <utility>

#include "gradlab/autograd/autograd.h"
#include "gradlab/autograd/graph/accumulate_grad.h"
#include "gradlab/autograd/graph/graph.h"
#include "gradlab/autograd/graph/hooks.h"
#include "gradlab/autograd/inference_mode.h"
#include "gradlab/autograd/ops/copy.h"
#include "gradlab/autograd/ops/new_tensor.h"
#include "gradlab/tensor/error.h"
#include "gradlab/tensor/kernels/copy.h"
#include "gradlab/tensor/warn.h"

namespace gradlab {
namespace {

const Tensor& undefined_tensor() {
  static const union Undefined {
    Undefined() : tensor() {}
    ~Undefined() {}  // never destroyed: used until the program ends
    Tensor tensor;
  } undefined;
  return undefined.tensor;
}

}  // namespace

void Tensor::throw_undefined() {
  GRADLAB_THROW(Error, "Expected a proper Tensor but got None (or an undefined Tensor in C++)");
}

void Tensor::check_dtype(ScalarType expected, Location at) const {
  LocationScope scope(at);
  GRADLAB_CHECK(dtype() == expected, "expected scalar type ", expected, " but found ",
                scalar_type());
}

bool Tensor::is_signed() const { return dtype() != kByte && dtype() != kBool; }

TensorOptions Tensor::options() const {
  return TensorOptions(dtype()).device(kCPU).layout(kStrided);
}

Scalar Tensor::item() const { return kernels::item(array()); }

bool Tensor::is_nonzero() const {
  GRADLAB_CHECK(numel() != 0, "Boolean value of Tensor with no values is ambiguous");
  GRADLAB_CHECK(numel() == 1, "Boolean value of Tensor with more than one value is ambiguous");
  return item().toDouble() != 0;
}

const Tensor& Tensor::set_requires_grad(bool requires_grad) const {
  array();  // throws for an undefined tensor
  GRADLAB_CHECK(!requires_grad || is_floating_point(),
                "Only Tensors of floating point and complex dtype can require gradients");
  GRADLAB_CHECK(!requires_grad || !is_inference() || InferenceMode::is_enabled(),
                "Setting requires_grad=True on inference tensor outside InferenceMode is not "
                "allowed.");
  if (impl_->grad_fn) return *this;  // a result of an operation requires grad, whatever is set
  impl_->leaf_requires_grad = requires_grad;
  if (AccumulateGrad* node = impl_->accumulator.load()) node->set_enabled(requires_grad);
  return *this;
}

const Tensor& Tensor::requires_grad_(bool requires_grad) const {
  GRADLAB_CHECK(!requires_grad || is_floating_point(),
                "Only Tensors of floating point and complex dtype can require gradients");
  GRADLAB_CHECK(requires_grad || is_leaf(),
                "you can only change requires_grad flags of leaf variables. If you want to use a "
                "computed variable in a subgraph that doesn't require differentiation use "
                "var_no_grad = var.detach().");
  return set_requires_grad(requires_grad);
}

bool Tensor::is_leaf() const { return !impl_ || !has_history(*impl_); }

const std::string& Tensor::name() const {
  static const std::string* const none = new std::string();
  array();  // throws for an undefined tensor
  const GradSlot* slot = impl_->grad_slot.load(std::memory_order_acquire);
  return slot != nullptr && slot->name() != nullptr ? *slot->name() : *none;
}

NodePtr Tensor::grad_fn() const { return impl_ ? current_grad_fn(*impl_) : Ref<Node>(); }

Tensor Tensor::_base() const {
  GRADLAB_CHECK(is_view(), "Can't get base of non-view Tensor");
  return Tensor(impl_->base);
}

const Tensor& Tensor::grad() const {
  if (!impl_) return undefined_tensor();
  GradSlot* slot = impl_->grad_slot.load(std::memory_order_acquire);
  const Tensor& grad = slot ? slot->value() : undefined_tensor();
  if (__builtin_expect(has_history(*impl_), 0) && !grad.defined() && !impl_->retains_grad) {
    GRADLAB_WARN(
        "The .grad attribute of a Tensor that is not a leaf Tensor is being accessed. Its .grad "
        "attribute won't be populated during autograd.backward(). If you indeed want the .grad "
        "field to be populated for a non-leaf Tensor, use .retain_grad() on the non-leaf Tensor. "
        "If you access the non-leaf Tensor by mistake, make sure you access the leaf Tensor "
        "instead. See github.com/pytorch/pytorch/pull/30531 for more informations.");
  }
  return grad;
}

Tensor& Tensor::mutable_grad() const {
  array();  // throws for an undefined tensor
  return impl_->mutable_grad_slot().value();
}

void Tensor::set_grad(const Tensor& grad) const {
  if (grad.defined()) {
    GRADLAB_CHECK(!grad.is_same(*this), "can't assign Variable as its own grad");
    GRADLAB_CHECK(grad.dtype() == dtype(), "assigned grad has data of a different type");
    GRADLAB_CHECK(grad.sizes() == sizes(), "assigned grad has data of a different size");
  }
  mutable_grad() = grad;
}

void Tensor::retain_grad() const {
  GRADLAB_CHECK(requires_grad(), "can't retain_grad on Tensor that has requires_grad=False");
  if (is_leaf() || impl_->retains_grad) return;
  const Edge edge = gradient_edge(*impl_);
  edge.function->mutable_hooks().retained.push_back(
      {edge.input_nr, Ref<GradSlot>(&impl_->mutable_grad_slot())});
  impl_->retains_grad = true;
}

unsigned Tensor::add_hook(std::function<Tensor(const Tensor&)> hook) const {
  GRADLAB_CHECK(requires_grad(),
                "cannot register a hook on a tensor that doesn't require gradient");
  const Edge edge = gradient_edge(*impl_);
  // No gradient ever reaches a view that was made under no_grad.
  if (!edge.function) return 0;
  return edge.function->mutable_hooks().add_tensor_hook(edge.input_nr, std::move(hook));
}

void Tensor::remove_hook(unsigned handle) const {
  const Edge edge = requires_grad() ? gradient_edge(*impl_) : Edge();
  GRADLAB_CHECK(edge.function && edge.function->hooks() != nullptr,
                "Invalid index, no hook at position ", handle);
  edge.function->mutable_hooks().remove_tensor_hook(edge.input_nr, handle);
}

RemovableHandle Tensor::register_post_accumulate_grad_hook(
    std::function<void(const Tensor&)> hook) const {
  GRADLAB_CHECK(requires_grad(),
                "cannot register a hook on a tensor that doesn't require gradient");
  GRADLAB_CHECK(is_leaf(), "post accumulate grad hooks cannot be registered on non-leaf tensors");
  const Edge edge = gradient_edge(*impl_);
  if (!edge.function) return RemovableHandle();
  return edge.function->mutable_hooks().post_accumulate.add(std::move(hook));
}

void Tensor::backward(const Tensor& gradient, std::optional<bool> retain_graph, bool create_graph,
                      std::optional<TensorList> inputs, Location at) const {
  LocationScope scope(at);
  GRADLAB_CHECK(!inputs || !inputs->empty(), "'inputs' argument to backward() cannot be empty.");
  autograd::backward_one(*this, gradient, retain_graph, create_graph,
                         inputs.value_or(TensorList()));
}

Tensor Tensor::detach() const {
  Tensor t{Array(array())};
  t.impl_->inference = impl_->inference;
  return t;
}

Tensor& Tensor::detach_() const {
  GRADLAB_CHECK(!is_view(),
                "Can't detach views in-place. Use detach() instead. If you are using "
                "DistributedDataParallel (DDP) for training, and gradient_as_bucket_view is set as "
                "True, gradients are views of DDP buckets, and hence detach_() cannot be called on "
                "these gradients. To fix this error, please refer to the Optimizer.zero_grad() "
                "function in torch/optim/optimizer.py as the solution.");
  impl_->grad_fn.reset();
  impl_->output_nr = 0;
  set_requires_grad(false);
  return const_cast<Tensor&>(*this);
}

Tensor Tensor::data() const {
  const Array& a = array();
  Tensor t(Array::view_of(Storage::alias(a.storage()), a.storage_offset(), a.sizes(), a.strides(),
                          a.dtype()));
  t.impl_->inference = impl_->inference;
  return t;
}

// The same as data() for tensors without forward gradients.
Tensor Tensor::tensor_data() const { return detach(); }

void Tensor::set_data(const Tensor& new_data) const {
  GRADLAB_CHECK(new_data.defined() && defined(),
                "Attempted to call `variable.set_data(tensor)` on or with an undefined tensor");
  GRADLAB_CHECK(is_floating_point() == new_data.is_floating_point() || !requires_grad(),
                "data set to a tensor that requires gradients must be floating point or complex "
                "dtype");
  const uint32_t version = array().version();
  const Array& a = new_data.array();
  const bool same_layout = dtype() == a.dtype() && sizes() == a.sizes() && strides() == a.strides();
  Ref<Storage> storage = Storage::alias(a.storage());
  storage->set_version(version);
  impl_->array =
      Array::view_of(std::move(storage), a.storage_offset(), a.sizes(), a.strides(), a.dtype());
  // A leaf's node describes the old layout: a new one takes its place and its hooks.
  AccumulateGrad* node = same_layout ? nullptr : impl_->accumulator.exchange(nullptr);
  if (node == nullptr) return;
  if (node->hooks() != nullptr) impl_->accumulator_node().take_hooks(*node);
  node->release();
}

Tensor Tensor::to(ScalarType dtype, bool, bool copy, std::optional<MemoryFormat> format,
                  Location at) const {
  LocationScope scope(at);
  return to_dtype(*this, dtype, copy, format);
}

Tensor Tensor::to(const TensorOptions& options, bool, bool copy, std::optional<MemoryFormat> format,
                  Location at) const {
  LocationScope scope(at);
  check_runnable(options);
  return to_dtype(*this, options.dtype_opt().value_or(dtype()), copy,
                  memory_format_of(options, format));
}

Tensor Tensor::to(Device device, ScalarType dtype, bool, bool copy,
                  std::optional<MemoryFormat> format, Location at) const {
  LocationScope scope(at);
  check_runnable(TensorOptions(device));
  return to_dtype(*this, dtype, copy, format);
}

bool Tensor::is_contiguous(MemoryFormat format) const {
  if (format == MemoryFormat::Contiguous || format == MemoryFormat::Preserve) {
    return is_contiguous();
  }
  return is_channels_last(sizes(), strides(), format);
}
MemoryFormat Tensor::suggest_memory_format() const {
  return gradlab::suggest_memory_format(sizes(), strides());
}
Tensor Tensor::clone(std::optional<MemoryFormat> format, Location at) const {
  LocationScope scope(at);
  return gradlab::clone(*this, format);
}
Tensor Tensor::contiguous(MemoryFormat format, Location at) const {
  LocationScope scope(at);
  return gradlab::contiguous(*this, format);
}
Tensor& Tensor::copy_(const Tensor& source, bool, Location at) const {
  LocationScope scope(at);
  return gradlab::copy_(*this, source);
}
Tensor& Tensor::fill_(const Scalar& value, Location at) const {
  LocationScope scope(at);
  return gradlab::fill_(*this, value);
}
Tensor& Tensor::fill_(const Tensor& value, Location at) const {
  LocationScope scope(at);
  return gradlab::fill_(*this, value);
}
Tensor& Tensor::zero_(Location at) const {
  LocationScope scope(at);
  return gradlab::zero_(*this);
}

}  // namespace gradlab
