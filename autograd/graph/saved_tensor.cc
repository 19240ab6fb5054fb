#include "gradlab/autograd/graph/saved_tensor.h"

#include <utility>

#include "gradlab/autograd/grad_mode.h"
#include "gradlab/autograd/graph/accumulate_grad.h"
#include "gradlab/autograd/graph/anomaly.h"
#include "gradlab/autograd/graph/error_places.h"
#include "gradlab/autograd/graph/graph.h"
#include "gradlab/autograd/graph/node_name.h"
#include "gradlab/autograd/tensor.h"
#include "gradlab/tensor/error.h"

namespace gradlab {

struct SavedTensor::Packed {
  std::shared_ptr<const SavedTensorHooks> hooks;
  std::any data;
};

namespace {

// Whether sizes are enough to restore the strides: row-major, and of at most two dimensions.
bool is_simple(IntArrayRef sizes, IntArrayRef strides) {
  switch (sizes.size()) {
    case 0:
      return true;
    case 1:
      return strides[0] == 1;
    case 2:
      return strides[1] == 1 && strides[0] == sizes[1] && sizes[1] > 0;
    default:
      return false;
  }
}

}  // namespace

void SavedTensor::keep(const Array& array) {
  dtype_ = static_cast<uint32_t>(array.dtype());
  offset_ = array.storage_offset();
  const IntArrayRef sizes = array.sizes(), strides = array.strides();
  if (is_simple(sizes, strides)) {
    form_ = static_cast<uint32_t>(sizes.size());
    for (size_t i = 0; i < sizes.size(); ++i) sizes_[i] = sizes[i];
  } else {
    form_ = kExtents;
    extents_ = new (allocate_object(sizeof(Extents))) Extents(sizes, strides);
  }
  storage_ = array.storage().get();
  storage_->retain_saved();
}

Array SavedTensor::array() const {
  Ref<Storage> storage(storage_);
  if (form_ == kExtents) return Array::restore(std::move(storage), offset_, *extents_, dtype());
  return Array::restore(std::move(storage), offset_,
                        Extents::contiguous(IntArrayRef(sizes_, form_)), dtype());
}

void SavedTensor::release() {
  count(Counter::kSavedTensors, -1);
  if (form_ == kPacked) {
    delete packed_;
    return;
  }
  if (form_ == kExtents) {
    extents_->~Extents();
    free_object(extents_, sizeof(Extents));
  }
  storage_->release_saved();
}

void SavedTensor::pack(const Array& array, const Tensor* tensor) {
  const std::shared_ptr<const SavedTensorHooks> hooks = *internal::saved_tensor_hooks;
  const Tensor input = tensor != nullptr ? *tensor : Tensor(Array(array));
  const uint32_t version = array.version();
  NoGradGuard no_grad;
  NoLocationScope users_code;
  std::any data = hooks->pack(input);
  GRADLAB_CHECK(array.version() == version,
                "A saved tensor pack hook is modifying its input in place. Tensors provided as "
                "input to pack hook can not be modified by in-place operations as this can lead to "
                "unexpected side-effects. Please open an issue if you need to perform in-place "
                "operations on the input to a pack hook.");
  packed_ = new Packed{hooks, std::move(data)};
  form_ = kPacked;
}

Tensor SavedTensor::unpack_hooked() const {
  NoGradGuard no_grad;
  NoLocationScope users_code;
  const Tensor t = packed_->hooks->unpack(packed_->data);
  GRADLAB_CHECK_TYPE(t.defined(),
                     "Output of saved tensor unpack_hook expected to be a Tensor but got result of "
                     "type NoneType");
  return Tensor(Array(t.array()));
}

Tensor SavedTensor::unpack_values(Node* node) const {
  if (__builtin_expect(form_ == kPacked, 0)) return unpack_hooked();
  if (__builtin_expect(storage_->version() != version_, 0)) throw_modified(node);
  return Tensor(array());
}

Tensor SavedTensor::unpack(Node* node) const {
  if (role() == Role::kNothing) return Tensor();
  Tensor t = unpack_values(node);
  if (role() == Role::kOutput) {
    t.impl()->grad_fn = Ref<Node>(node);
    t.impl()->output_nr = index_;
  } else if (role() == Role::kInput && node->edge(index_).defined()) {
    const Edge& edge = node->edge(index_);
    t.impl()->output_nr = edge.input_nr;
    // A leaf's accumulator is the history of the leaf; a tensor that has it as its grad_fn sends
    // its gradient there, which is all that a rule needs.
    t.impl()->grad_fn = edge.function;
  }
  return t;
}

void SavedTensor::throw_too_many() {
  GRADLAB_THROW(Error, "a node can save at most ", kLargestIndex, " of its inputs or outputs");
}

void SavedTensor::throw_modified(const Node* node) const {
  const Node* maker = nullptr;
  uint32_t output_nr = index_;
  if (role() == Role::kOutput) {
    maker = node;
  } else if (role() == Role::kInput && node->edge(index_).defined() &&
             dynamic_cast<const AccumulateGrad*>(node->edge(index_).function.get()) == nullptr) {
    maker = node->edge(index_).function.get();
    output_nr = node->edge(index_).input_nr;
  }
  std::string name = maker ? maker->name() : std::string();
  // An input has the history that the write gave it. (Of what shows only a part of the memory it
  // cannot be told whether it was there before.)
  const char* writer = role() == Role::kOutput ? nullptr : recorded_writer(*storage_);
  const Array saved = array();
  if (writer && static_cast<size_t>(saved.numel() * saved.itemsize()) == storage_->nbytes()) {
    name = writer;
    output_nr = 0;
  }
  const std::string which =
      name.empty() ? "" : str(", which is output ", output_nr, " of ", python_node_name(name), ",");
  throw InplaceModifiedError(
      str("one of the variables needed for gradient computation has been modified by an "
          "inplace operation: [torch.",
          dtype_name(dtype()), "Tensor ", saved.sizes(), "]", which, " is at version ",
          storage_->version(), "; expected version ", version_, " instead.", anomaly_hint()),
      autograd::places_of_write(node, *storage_));
}

}  // namespace gradlab
