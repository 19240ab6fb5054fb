#include "gradlab/autograd/ops/out.h"

#include "gradlab/tensor/array.h"
#include "gradlab/tensor/error.h"
#include "gradlab/tensor/extents.h"
#include "gradlab/tensor/kernels/copy.h"
#include "gradlab/tensor/kernels/overlap.h"
#include "gradlab/tensor/warn.h"

namespace gradlab::internal {
namespace {

// Gives a tensor a row-major shape in its storage, which grows if need be.
void resize(TensorImpl& impl, IntArrayRef sizes) {
  const Array& a = impl.array;
  const Extents extents = Extents::contiguous(sizes);
  int64_t numel = 1;
  for (int64_t n : sizes) numel *= n;
  const size_t bytes = static_cast<size_t>((a.storage_offset() + numel) * a.itemsize());
  if (a.storage()->nbytes() < bytes) a.storage()->resize(bytes);
  impl.array = Array::view_of(a.storage(), a.storage_offset(), sizes, extents.strides(), a.dtype());
}

}  // namespace

void OutCall::check(const Tensor& out) const {
  GRADLAB_CHECK(out.defined(), name_, "(): the tensor to write into is undefined");
  bool needs_grad = out.requires_grad();
  for (const Tensor& t : inputs_) needs_grad = needs_grad || t.requires_grad();
  GRADLAB_CHECK(!needs_grad || !GradMode::is_enabled(), name_,
                "(): functions with out=... arguments don't support automatic differentiation, but "
                "one of the arguments requires grad.");
  kernels::check_writable(out.array());
  for (const Tensor& t : inputs_) {
    if (t.defined() && !t.is_same(out)) kernels::check_overlap(out.array(), t.array());
  }
}

void OutCall::check_dtype(const Tensor& out, const Tensor& result) const {
  switch (rule_) {
    case OutDtype::kPromoted:
      GRADLAB_CHECK(can_cast(result.scalar_type(), out.scalar_type()), "result type ",
                    result.scalar_type(), " can't be cast to the desired output type ",
                    out.scalar_type());
      break;
    case OutDtype::kSame:
      GRADLAB_CHECK(result.scalar_type() == out.scalar_type(), "Expected out tensor to have dtype ",
                    result.dtype(), ", but got ", out.dtype(), " instead");
      break;
    case OutDtype::kAny:
      break;
  }
}

void OutCall::write(const Tensor& out, const Tensor& result) const {
  NoGradGuard no_grad;
  if (out.sizes() != result.sizes()) {
    if (out.numel() > 0) {
      GRADLAB_WARN("An output with one or more elements was resized since it had shape ",
                   out.sizes(), ", which does not match the required output shape ", result.sizes(),
                   ". This behavior is deprecated, and in a future PyTorch release outputs will "
                   "not be resized unless they have zero elements. You can explicitly reuse an out "
                   "tensor t by resizing it, inplace, to zero elements with t.resize_(0).");
    }
    resize(*out.impl(), result.sizes());
  }
  kernels::copy_into(out.array(), result.array());
  out.array().bump_version(name_);
}

}  // namespace gradlab::internal
