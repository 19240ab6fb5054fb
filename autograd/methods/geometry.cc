// The methods of Tensor that change its sizes and strides in place.
#include <algorithm>
#include <utility>

#include "gradlab/autograd/graph/accumulate_grad.h"
#include "gradlab/autograd/graph/into.h"
#include "gradlab/autograd/graph/tape.h"
#include "gradlab/autograd/ops/strided.h"
#include "gradlab/autograd/tensor.h"
#include "gradlab/tensor/error.h"
#include "gradlab/tensor/memory_format.h"

namespace gradlab {
namespace {

// Makes `t` the view `shown` of itself, whose gradient is inverse(g).
template <class Inverse>
Tensor& view_in_place(const char* name, const Tensor& t, Array shown, Inverse inverse,
                      const char* operation = __builtin_FUNCTION()) {
  return in_place(
      t, false, false,
      [&](const Tensor&, Into into) {
        TensorImpl& impl = *t.impl();
        // A leaf's node describes the old shape: the next recording makes a new one.
        if (AccumulateGrad* node = impl.accumulator.exchange(nullptr)) node->release();
        Tape tape(t);
        impl.array = std::move(shown);
        if (impl.base) {
          // Only this view of the base changes: once the write is counted, it is stale and taken
          // from the base anew.
          impl.view_version = impl.array.version();
        } else if (tape) {
          Output out = into(Array(impl.array));
          tape.record(name, out, [inverse = std::move(inverse)](const Tensor& g, Backward& bw) {
            bw.grad(0) = inverse(g);
          });
        }
      },
      operation);
}

// The bytes that so many elements without gaps need, counted from the storage's start.
size_t needed_bytes(int64_t numel, int64_t offset, ScalarType dtype) {
  if (numel == 0) return 0;
  int64_t bytes;
  GRADLAB_CHECK(!__builtin_add_overflow(numel, offset, &bytes) &&
                    !__builtin_mul_overflow(bytes, element_size(dtype), &bytes),
                "numel: integer multiplication overflow");
  return static_cast<size_t>(bytes);
}

}  // namespace

Tensor& Tensor::squeeze_(Location at) const {
  LocationScope scope(at);
  return view_in_place("SqueezeBackward2", *this, array().squeeze(),
                       [from = sizes().vec()](const Tensor& g) { return g.reshape(from); });
}

Tensor& Tensor::squeeze_(int64_t dim, Location at) const {
  LocationScope scope(at);
  return view_in_place("SqueezeBackward3", *this, array().squeeze(dim),
                       [from = sizes().vec()](const Tensor& g) { return g.reshape(from); });
}

Tensor& Tensor::unsqueeze_(int64_t dim, Location at) const {
  LocationScope scope(at);
  dim = wrap_dim(dim, this->dim() + 1);
  return view_in_place("UnsqueezeBackward1", *this, array().unsqueeze(dim),
                       [dim](const Tensor& g) { return g.squeeze(dim); });
}

Tensor& Tensor::transpose_(int64_t dim0, int64_t dim1, Location at) const {
  LocationScope scope(at);
  return view_in_place("TransposeBackward1", *this, array().transpose(dim0, dim1),
                       [dim0, dim1](const Tensor& g) { return g.transpose(dim0, dim1); });
}
Tensor& Tensor::swapaxes_(int64_t axis0, int64_t axis1, Location at) const {
  LocationScope scope(at);
  return transpose_(axis0, axis1);
}
Tensor& Tensor::swapdims_(int64_t dim0, int64_t dim1, Location at) const {
  LocationScope scope(at);
  return transpose_(dim0, dim1);
}

Tensor& Tensor::t_(Location at) const {
  LocationScope scope(at);
  GRADLAB_CHECK(dim() <= 2, "t_() expects a tensor with <= 2 dimensions, but self is ", dim(), "D");
  return view_in_place("TBackward1", *this, array().transpose(0, dim() < 2 ? 0 : 1),
                       [](const Tensor& g) { return g.t(); });
}

const Tensor& Tensor::as_strided_(IntArrayRef sizes, IntArrayRef strides,
                                  std::optional<int64_t> storage_offset, Location at) const {
  LocationScope scope(at);
  Array shown = array().as_strided(sizes, strides, storage_offset.value_or(this->storage_offset()));
  return view_in_place("AsStridedBackward1", *this, shown,
                       [from = StridedGeometry(array()), to = StridedGeometry(shown)](
                           const Tensor& g) { return as_strided_backward(g, from, to); });
}

// New elements are uninitialised; other tensors on the storage keep theirs.
const Tensor& Tensor::resize_(IntArrayRef sizes, std::optional<MemoryFormat> memory_format) const {
  GRADLAB_CHECK(!requires_grad(), "cannot resize variables that require grad");
  GRADLAB_CHECK(memory_format != MemoryFormat::Preserve, "Unsupported memory format",
                MemoryFormat::Preserve);
  const Array& now = array();
  if (now.sizes() == sizes && !memory_format) return *this;
  const int64_t numel = checked_numel(sizes);
  const std::vector<int64_t> strides =
      format_strides(sizes, memory_format.value_or(MemoryFormat::Contiguous));
  const size_t bytes = needed_bytes(numel, now.storage_offset(), now.dtype());
  if (bytes > now.storage()->nbytes()) now.storage()->resize(bytes);
  impl_->array = Array::view_of(now.storage(), now.storage_offset(), sizes, strides, now.dtype());
  return *this;
}

const Tensor& Tensor::resize_as_(const Tensor& other,
                                 std::optional<MemoryFormat> memory_format) const {
  if (memory_format == MemoryFormat::Preserve) memory_format = other.suggest_memory_format();
  return resize_(other.sizes(), memory_format);
}

}  // namespace gradlab
