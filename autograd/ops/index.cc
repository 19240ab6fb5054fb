// Advanced indexing: t[indices] with index tensors and masks.
#include "gradlab/autograd/ops/index.h"

#include <utility>

#include "gradlab/autograd/graph/tape.h"
#include "gradlab/autograd/ops/factory.h"
#include "gradlab/autograd/ops/index_write.h"
#include "gradlab/tensor/kernels/index.h"
#include "gradlab/tensor/warn.h"

namespace gradlab {
namespace {

kernels::Indices arrays(const TensorIndices& indices) {
  kernels::Indices out;
  out.reserve(indices.size());
  for (const std::optional<Tensor>& t : indices) {
    if (t && t->defined()) {
      if (t->dtype() == kByte) {
        GRADLAB_WARN(
            "indexing with dtype torch.uint8 is now deprecated, please use a dtype torch.bool "
            "instead.");
      }
      out.emplace_back(t->array());
    } else {
      out.emplace_back();
    }
  }
  return out;
}

template <class Tape>
std::vector<SavedTensor> save(Tape& tape, const TensorIndices& indices) {
  std::vector<SavedTensor> saved;
  saved.reserve(indices.size());
  for (const std::optional<Tensor>& t : indices) {
    saved.push_back(t && t->defined() ? tape.save(*t) : SavedTensor());
  }
  return saved;
}

TensorIndices saved_indices(Backward& bw, const std::vector<SavedTensor>& saved) {
  TensorIndices indices;
  indices.reserve(saved.size());
  for (const SavedTensor& s : saved) indices.emplace_back(bw.saved(s));
  return indices;
}

}  // namespace

Tensor index(const Tensor& t, const TensorIndices& indices, Location at) {
  LocationScope scope(at);
  Tensor out(kernels::index(t.array(), arrays(indices)));
  if (Tape tape(t); tape) {
    tape.record(
        "IndexBackward0", out,
        [sizes = t.sizes().vec(), indices = save(tape, indices)](const Tensor& g, Backward& bw) {
          bw.grad(0) = index_put(zeros(sizes, g.dtype()), saved_indices(bw, indices), g, true);
        });
  }
  return out;
}

namespace {

// One value for the elements of one mask: PyTorch fills, and takes a value of any dtype.
bool is_fill(const TensorIndices& indices, const Tensor& values, bool accumulate) {
  if (accumulate || values.numel() != 1) return false;
  int masks = 0;
  for (const std::optional<Tensor>& t : indices) {
    if (!t || !t->defined()) continue;
    if (t->dtype() != kBool && t->dtype() != kByte) return false;
    ++masks;
  }
  return masks == 1;
}

}  // namespace

Tensor index_put(const Tensor& t, const TensorIndices& indices, const Tensor& values,
                 bool accumulate, Into into) {
  Output out = write_into(t, into, CopyLayout::kOfInput, [&](const Array& a) {
    const bool fills = is_fill(indices, values, accumulate);
    kernels::index_put(a, arrays(indices),
                       fills ? kernels::cast(values.array(), a.dtype()) : values.array(),
                       accumulate);
  });
  if (Tape tape(t, values); tape) {
    tape.record("IndexPutBackward0", out,
                [accumulate, saved = save(tape, indices)](const Tensor& g, Backward& bw) {
                  const TensorIndices indices = saved_indices(bw, saved);
                  if (bw.needs(0)) {
                    bw.grad(0) = accumulate ? g : index_put(g, indices, zeros({}, g.dtype()));
                  }
                  if (bw.needs(1)) bw.grad(1) = index(g, indices);
                });
  }
  return out;
}

Tensor& index_put_(const Tensor& t, const TensorIndices& indices, const Tensor& values,
                   bool accumulate, Location at) {
  LocationScope scope(at);
  return in_place(t, values.requires_grad(), false, [&](const Tensor& before, Into into) {
    index_put(before, indices, values, accumulate, into);
  });
}

}  // namespace gradlab
