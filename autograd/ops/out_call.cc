#include "gradlab/autograd/ops/out_call.h"

#include <string>
#include <string_view>

#include "gradlab/autograd/inference_mode.h"
#include "gradlab/autograd/ops/copy.h"
#include "gradlab/autograd/tensor_impl.h"
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

// The text with the dtypes in it.
std::string fill_in(std::string_view text, const Tensor& result, const Tensor& out) {
  std::string filled;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '{') {
      filled += text[i];
      continue;
    }
    const char key = text[i + 1];
    const Tensor& t = key == 'R' || key == 'r' ? result : out;
    filled += key == 'R' || key == 'O' ? str(t.scalar_type()) : str(t.dtype());
    i += 2;
  }
  return filled;
}

}  // namespace

void OutCall::begin() {
  for (const Tensor* out : outs_) {
    if (out != nullptr) check(*out);
  }
  if (!rule_.records) no_grad_.emplace();
}

void OutCall::check(const Tensor& out) const {
  GRADLAB_CHECK(out.defined(), name_, "(): the tensor to write into is undefined");
  kernels::check_writable(out.array());
  if (out.is_inference() && !InferenceMode::is_enabled()) throw_inference_write();
  if (rule_.records) {
    GRADLAB_CHECK(!GradMode::is_enabled() || !out.requires_grad() || !out.is_leaf(),
                  "a leaf Variable that requires grad is being used in an in-place operation.");
    return;
  }
  bool needs_grad = out.requires_grad();
  for (const Tensor& t : inputs_) needs_grad = needs_grad || t.requires_grad();
  GRADLAB_CHECK(rule_.underived || !needs_grad || !GradMode::is_enabled(), name_,
                "(): functions with out=... arguments don't support automatic differentiation, but "
                "one of the arguments requires grad.");
  for (const Tensor& t : inputs_) {
    if (t.defined() && !t.is_same(out)) kernels::check_overlap(out.array(), t.array());
  }
}

void OutCall::check_dtype(size_t index, const Tensor& result) const {
  const Tensor& out = *outs_[index];
  if (rule_.dtype == OutRule::Dtype::kAny || result.scalar_type() == out.scalar_type()) return;
  if (rule_.dtype == OutRule::Dtype::kCast && can_cast(result.scalar_type(), out.scalar_type())) {
    return;
  }
  while (rule_.texts[index] == nullptr) --index;
  GRADLAB_CHECK(false, fill_in(rule_.texts[index], result, out));
}

// Gives `out` the result's shape.
void OutCall::fit(const Tensor& out, const Tensor& result) const {
  using Shape = OutRule::Shape;
  if (out.sizes() == result.sizes()) return;
  if (rule_.shape == Shape::kCounted || rule_.shape == Shape::kCountedWarned) {
    if (out.numel() == result.numel()) return;
  }
  GRADLAB_CHECK(!GradMode::is_enabled() || !out.requires_grad(),
                "cannot resize variables that require grad");
  if (out.numel() > 0 && rule_.shape == Shape::kWarned) {
    GRADLAB_WARN("An output with one or more elements was resized since it had shape ", out.sizes(),
                 ", which does not match the required output shape ", result.sizes(),
                 ". This behavior is deprecated, and in a future PyTorch release outputs will not "
                 "be resized unless they have zero elements. You can explicitly reuse an out "
                 "tensor t by resizing it, inplace, to zero elements with t.resize_(0).");
  } else if (out.numel() > 0 && rule_.shape == Shape::kCountedWarned) {
    GRADLAB_WARN("The number of elements in the out tensor of shape ", out.sizes(), " is ",
                 out.numel(), " which does not match the computed number of elements ",
                 result.numel(),
                 ". Note that this may occur as a result of rounding error. The out tensor will "
                 "be resized to a tensor of shape (",
                 result.numel(), ",).");
  }
  resize(*out.impl(), result.sizes());
}

void OutCall::write_all(const Tensor* results, size_t count) const {
  for (size_t i = 0; i < count; ++i) check_dtype(i, results[i]);
  for (size_t i = 0; i < count; ++i) {
    const Tensor& out = *outs_[i];
    fit(out, results[i]);
    const Tensor result =
        out.sizes() == results[i].sizes() ? results[i] : results[i].view(out.sizes());
    if (rule_.records) {
      copy_(out, result);
    } else {
      kernels::copy_into(out.array(), result.array());
      out.array().bump_version(name_);
    }
  }
}

void write_parts(const char* name, TensorList outs, TensorList results) {
  GRADLAB_CHECK(outs.size() == results.size(), name, "_out: expected a tensor for each of the ",
                results.size(), " parts; got ", outs.size());
  for (size_t i = 0; i < outs.size(); ++i) {
    Tensor out = outs[i];
    OutCall(name, rules::kCopied, out).inputs().write(results[i]);
  }
}

}  // namespace gradlab::internal
