// The methods of Tensor that give it other memory.
#include <utility>
#include <vector>

#include "gradlab/autograd/graph/accumulate_grad.h"
#include "gradlab/autograd/graph/into.h"
#include "gradlab/autograd/ops/derivative_free.h"
#include "gradlab/autograd/tensor.h"
#include "gradlab/tensor/error.h"
#include "gradlab/tensor/extents.h"
#include "gradlab/tensor/memory_format.h"

namespace gradlab {
namespace {

// One past the last element that an array of this geometry reaches, in elements.
int64_t reach(int64_t offset, IntArrayRef sizes, IntArrayRef strides) {
  int64_t end = offset;
  bool overflow = false;
  for (size_t i = 0; i < sizes.size(); ++i) {
    if (sizes[i] == 0) return 0;
    int64_t step;
    overflow |= strides[i] < 0 || __builtin_mul_overflow(sizes[i] - 1, strides[i], &step) ||
                __builtin_add_overflow(end, step, &end);
    if (overflow) break;
  }
  overflow = overflow || __builtin_add_overflow(end, 1, &end);
  GRADLAB_CHECK(!overflow, "Storage size calculation overflowed with sizes=", sizes,
                " and strides=", strides);
  return end;
}

// Makes `t` show `array`. What a graph saved of the old memory counts as overwritten.
Tensor& set(const Tensor& t, Array array, const Tensor& source) {
  const bool records = GradMode::is_enabled() && !InferenceMode::is_enabled() &&
                       (t.requires_grad() || source.requires_grad());
  if (t.is_inference() && !InferenceMode::is_enabled()) throw_inference_write();
  TensorImpl& impl = *t.impl();
  if (records) check_in_place(impl, records);
  t.array().bump_version("set_");
  if (AccumulateGrad* node = impl.accumulator.exchange(nullptr)) node->release();
  impl.array = std::move(array);
  if (impl.base) {
    impl.view_version = impl.array.version();
  } else if (records) {
    not_differentiable("set", Output(t), t, source);
  }
  return const_cast<Tensor&>(t);
}

Array part_of(const Tensor& t, const StorageHandle& storage, int64_t offset, IntArrayRef sizes,
              IntArrayRef strides) {
  GRADLAB_CHECK(storage, "set_: the storage is undefined");
  GRADLAB_CHECK(offset >= 0, "Tensor: invalid storage offset ", offset);
  GRADLAB_CHECK(strides.empty() || strides.size() == sizes.size(), "unequal size length (",
                sizes.size(), ") and stride length (", strides.size(), ")");
  checked_numel(sizes);
  const std::vector<int64_t> steps = strides.empty()
                                         ? format_strides(sizes, MemoryFormat::Contiguous)
                                         : strides.vec();
  int64_t bytes;
  GRADLAB_CHECK(!__builtin_mul_overflow(reach(offset, sizes, steps), t.itemsize(), &bytes),
                "Storage size calculation overflowed with sizes=", sizes, " and strides=",
                IntArrayRef(steps));
  if (static_cast<size_t>(bytes) > storage->nbytes()) storage->resize(static_cast<size_t>(bytes));
  return Array::view_of(storage, offset, sizes, steps, t.scalar_type());
}

void check_alike(const Tensor& t, const Tensor& source) {
  GRADLAB_CHECK(t.dtype() == source.dtype(), "Could not set tensor of type ", source.dtype(),
                " to a tensor of type ", t.dtype());
}

}  // namespace

Tensor& Tensor::set_(StorageHandle source, Location at) const {
  LocationScope scope(at);
  GRADLAB_CHECK(source, "set_: the storage is undefined");
  const auto count = static_cast<int64_t>(source->nbytes()) / itemsize();
  return set(*this, part_of(*this, source, 0, count, {}), {});
}

Tensor& Tensor::set_(StorageHandle source, int64_t storage_offset, IntArrayRef sizes,
                     IntArrayRef strides, Location at) const {
  LocationScope scope(at);
  return set(*this, part_of(*this, source, storage_offset, sizes, strides), {});
}

Tensor& Tensor::set_(const Tensor& source, Location at) const {
  LocationScope scope(at);
  check_alike(*this, source);
  if (is_same(source)) return const_cast<Tensor&>(*this);
  return set(*this, Array(source.array()), source);
}

Tensor& Tensor::set_(const Tensor& source, int64_t storage_offset, IntArrayRef sizes,
                     IntArrayRef strides, Location at) const {
  LocationScope scope(at);
  check_alike(*this, source);
  return set(*this, part_of(*this, source.storage(), storage_offset, sizes, strides), source);
}

Tensor& Tensor::set_(Location at) const {
  LocationScope scope(at);
  return set(*this, Array::empty({0}, scalar_type()), {});
}

}  // namespace gradlab
