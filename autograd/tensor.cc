// The methods of Tensor that concern its place in the graph.
#include "gradlab/autograd/tensor.h"

#include <utility>

#include "gradlab/autograd/accumulate_grad.h"
#include "gradlab/autograd/autograd.h"
#include "gradlab/autograd/graph.h"
#include "gradlab/autograd/hooks.h"
#include "gradlab/autograd/ops/copy.h"
#include "gradlab/tensor/error.h"
#include "gradlab/tensor/kernels/copy.h"

namespace gradlab {
namespace {

const Tensor& undefined_tensor() {
  static const Tensor* const undefined = new Tensor();  // no destructor at exit
  return *undefined;
}

// The node that receives the gradient of `t`, whose hooks see it.
Edge hook_edge(const Tensor& t) { return gradient_edge(*t.impl()); }

}  // namespace

void Tensor::throw_undefined() {
  GRADLAB_THROW(Error, "Expected a proper Tensor but got None (or an undefined Tensor in C++)");
}

void Tensor::check_dtype(ScalarType expected, Location at) const {
  LocationScope scope(at);

  GRADLAB_CHECK(dtype() == expected, "expected scalar type ", expected, " but found ", dtype());
}

bool Tensor::is_signed() const { return dtype() != kByte && dtype() != kBool; }

TensorOptions Tensor::options() const { return TensorOptions(dtype()).device(kCPU).layout(kStrided); }

Scalar Tensor::item() const { return kernels::item(array()); }

bool Tensor::is_nonzero() const {
  GRADLAB_CHECK(numel() != 0, "Boolean value of Tensor with no values is ambiguous");
  GRADLAB_CHECK(numel() == 1, "Boolean value of Tensor with more than one value is ambiguous");
  return item().toDouble() != 0;
}

const Tensor& Tensor::set_requires_grad(bool requires_grad) const {
  array();  // throws for an undefined tensor
  GRADLAB_CHECK(!requires_grad || is_floating_point(),
                "only Tensors of floating point and complex dtype can require gradients");
  GRADLAB_CHECK(requires_grad || is_leaf(),
                "you can only change requires_grad flags of leaf variables. If you want to use a "
                "computed variable in a subgraph that doesn't require differentiation use "
                "var_no_grad = var.detach().");
  if (impl_->grad_fn) return *this;  // a result of an operation requires grad already
  impl_->leaf_requires_grad = requires_grad;
  if (AccumulateGrad* node = impl_->accumulator.load()) node->set_enabled(requires_grad);
  return *this;
}

const Tensor& Tensor::requires_grad_(bool requires_grad) const {
  GRADLAB_CHECK(!requires_grad || is_floating_point(),
                "only Tensors of floating point dtype can require gradients");
  return set_requires_grad(requires_grad);
}

bool Tensor::is_leaf() const { return !impl_ || !current_grad_fn(*impl_); }

Ref<Node> Tensor::grad_fn() const { return impl_ ? current_grad_fn(*impl_) : Ref<Node>(); }

Tensor Tensor::_base() const {
  GRADLAB_CHECK(is_view(), "Can't get base of non-backward view Tensor");
  return Tensor(impl_->base);
}

const Tensor& Tensor::grad() const {
  if (!impl_) return undefined_tensor();
  GradSlot* slot = impl_->grad_slot.load(std::memory_order_acquire);
  return slot ? slot->value() : undefined_tensor();
}

Tensor& Tensor::mutable_grad() const {
  array();  // throws for an undefined tensor
  return impl_->mutable_grad_slot().value();
}

void Tensor::retain_grad() const {
  GRADLAB_CHECK(requires_grad(), "can't retain_grad on Tensor that has requires_grad=False");
  if (is_leaf() || impl_->retains_grad) return;
  impl_->retains_grad = true;
  const Edge edge = hook_edge(*this);
  edge.node->mutable_hooks().retained.push_back(
      {edge.input_nr, Ref<GradSlot>(&impl_->mutable_grad_slot())});
}

unsigned Tensor::add_hook(std::function<Tensor(const Tensor&)> hook) const {
  GRADLAB_CHECK(requires_grad(),
                "cannot register a hook on a tensor that doesn't require gradient");
  const Edge edge = hook_edge(*this);
  NodeHooks& hooks = edge.node->mutable_hooks();
  hooks.tensor_hooks.push_back({edge.input_nr, hooks.next_handle, std::move(hook)});
  return hooks.next_handle++;
}

void Tensor::remove_hook(unsigned handle) const {
  NodeHooks* hooks = requires_grad() ? hook_edge(*this).node->hooks() : nullptr;
  GRADLAB_CHECK(hooks != nullptr && handle < hooks->next_handle, "Invalid index, no hook at position ",
                handle);
  for (NodeHooks::TensorHook& hook : hooks->tensor_hooks) {
    if (hook.handle == handle) hook.fn = nullptr;
  }
}

void Tensor::backward(const Tensor& gradient, std::optional<bool> retain_graph, bool create_graph,
                      std::optional<TensorList> inputs, Location at) const {
  LocationScope scope(at);

  GRADLAB_CHECK(!inputs || !inputs->empty(), "'inputs' argument to backward() cannot be empty.");
  autograd::backward_one(*this, gradient, retain_graph, create_graph, inputs.value_or(TensorList()));
}

Tensor Tensor::detach() const { return Tensor(Array(array())); }

Tensor& Tensor::detach_() const {
  GRADLAB_CHECK(!is_view(),
                "Can't detach views in-place. Use detach() instead. If you are using "
                "DistributedDataParallel (DDP) for training, and gradient_as_bucket_view is set as "
                "True, gradients are views of DDP buckets, and hence detach_() cannot be called on "
                "these gradients. To fix this error, please refer to the Optimizer.zero_grad() "
                "function in torch/optim/optimizer.py as the solution.");
  impl_->grad_fn.reset();
  impl_->output_nr = 0;
  impl_->leaf_requires_grad = false;
  return const_cast<Tensor&>(*this);
}

Tensor Tensor::data() const {
  const Array& a = array();
  return Tensor(Array::view_of(Storage::alias(a.storage()), a.storage_offset(), a.sizes(),
                               a.strides(), a.dtype()));
}

// The same as data() for tensors without forward gradients.
Tensor Tensor::tensor_data() const { return data(); }

void Tensor::set_data(const Tensor& new_data) const {
  GRADLAB_CHECK(new_data.defined() && defined(),
                "Attempted to call `variable.set_data(tensor)` on or with an undefined tensor");
  GRADLAB_CHECK(is_floating_point() == new_data.is_floating_point() || !requires_grad(),
                "data set to a tensor that requires gradients must be floating point or complex "
                "dtype");
  // A leaf's node describes the old shape: the next recording makes a new one.
  if (AccumulateGrad* node = impl_->accumulator.exchange(nullptr)) node->release();
  const uint32_t version = array().version();
  const Array& a = new_data.array();
  Ref<Storage> storage = Storage::alias(a.storage());
  storage->set_version(version);
  impl_->array = Array::view_of(std::move(storage), a.storage_offset(), a.sizes(), a.strides(),
                                a.dtype());
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
  return to_dtype(*this, options.dtype_opt().value_or(dtype()), copy, format);
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
