#include "gradlab/autograd/ops/shape.h"

#include <utility>

#include "gradlab/autograd/ops/copy.h"
#include "gradlab/autograd/ops/reduce.h"
#include "gradlab/autograd/ops/view_op.h"
#include "gradlab/tensor/error.h"
#include "gradlab/tensor/kernels/concat.h"
#include "gradlab/tensor/kernels/copy.h"

namespace gradlab {

// The views that only rename positions: the gradient takes the inverse view.

Tensor view(const Tensor& t, IntArrayRef sizes, Location at) {
  LocationScope scope(at);

  return view_op("ViewBackward0", t, t.array().view(sizes),
                 [sizes = t.sizes().vec()](const Tensor& g) { return g.reshape(sizes); });
}

Tensor alias(const Tensor& t, Location at) {
  LocationScope scope(at);

  return view_op("AliasBackward0", t, Array(t.array()), [](const Tensor& g) { return g; });
}

Tensor transpose(const Tensor& t, int64_t dim0, int64_t dim1, Location at) {
  LocationScope scope(at);

  return view_op("TransposeBackward0", t, t.array().transpose(dim0, dim1),
                 [dim0, dim1](const Tensor& g) { return g.transpose(dim0, dim1); });
}

Tensor t(const Tensor& t, Location at) {
  LocationScope scope(at);

  GRADLAB_CHECK(t.dim() <= 2, "t() expects a tensor with <= 2 dimensions, but self is ", t.dim(), "D");
  const int64_t last = t.dim() < 2 ? 0 : 1;
  return view_op("TBackward0", t, t.array().transpose(0, last),
                 [](const Tensor& g) { return g.t(); });
}

Tensor permute(const Tensor& t, IntArrayRef dims, Location at) {
  LocationScope scope(at);

  Array out = t.array().permute(dims);
  std::vector<int64_t> inverse(dims.size());
  for (size_t i = 0; i < dims.size(); ++i) {
    inverse[t.array().wrap_dim(dims[i])] = static_cast<int64_t>(i);
  }
  return view_op("PermuteBackward0", t, std::move(out),
                 [inverse](const Tensor& g) { return g.permute(inverse); });
}

Tensor squeeze(const Tensor& t, Location at) {
  LocationScope scope(at);

  return view_op("SqueezeBackward0", t, t.array().squeeze(),
                 [sizes = t.sizes().vec()](const Tensor& g) { return g.reshape(sizes); });
}

Tensor squeeze(const Tensor& t, int64_t dim, Location at) {
  LocationScope scope(at);

  return view_op("SqueezeBackward1", t, t.array().squeeze(dim),
                 [sizes = t.sizes().vec()](const Tensor& g) { return g.reshape(sizes); });
}

Tensor unsqueeze(const Tensor& t, int64_t dim, Location at) {
  LocationScope scope(at);

  dim = wrap_dim(dim, t.dim() + 1);
  return view_op("UnsqueezeBackward0", t, t.array().unsqueeze(dim),
                 [dim](const Tensor& g) { return g.squeeze(dim); });
}

// The engine sums the gradient back to the input's shape.
Tensor expand(const Tensor& t, IntArrayRef sizes, Location at) {
  LocationScope scope(at);

  return view_op("ExpandBackward0", t, t.array().expand(sizes), [](const Tensor& g) { return g; });
}

Tensor broadcast_to(const Tensor& t, IntArrayRef sizes, Location at) {
  LocationScope scope(at);
  return expand(t, sizes);
}

// The views that leave elements out: those have gradient zero.

Tensor select(const Tensor& t, int64_t dim, int64_t index, Location at) {
  LocationScope scope(at);

  return part_view_op("SelectBackward0", t,
                      [=](const auto& x) { return x.select(dim, index); });
}

Tensor slice(const Tensor& t, int64_t dim, std::optional<int64_t> start, std::optional<int64_t> end,
             int64_t step, Location at) {
  LocationScope scope(at);

  const int64_t from = start.value_or(0);
  const int64_t to = end.value_or(std::numeric_limits<int64_t>::max());
  return part_view_op("SliceBackward0", t,
                      [=](const auto& x) { return x.slice(dim, from, to, step); });
}

Tensor narrow(const Tensor& t, int64_t dim, int64_t start, int64_t length, Location at) {
  LocationScope scope(at);

  return part_view_op("SliceBackward0", t,
                      [=](const auto& x) { return x.narrow(dim, start, length); });
}

Tensor diagonal(const Tensor& t, int64_t offset, int64_t dim1, int64_t dim2, Location at) {
  LocationScope scope(at);

  return part_view_op("DiagonalBackward0", t,
                      [=](const auto& x) { return x.diagonal(offset, dim1, dim2); });
}

// Windows may overlap, so their gradients are added up.
Tensor unfold(const Tensor& t, int64_t dim, int64_t size, int64_t step, Location at) {
  LocationScope scope(at);

  Array out = t.array().unfold(dim, size, step);
  Extents rows = Extents::contiguous(t.sizes());
  StridedGeometry from, to;
  from.sizes = t.sizes().vec();
  from.strides = rows.strides().vec();
  const Array windows = Array::empty(t.sizes(), kBool).unfold(dim, size, step);
  to.sizes = windows.sizes().vec();
  to.strides = windows.strides().vec();
  return view_op("UnfoldBackward0", t, std::move(out),
                 [from, to](const Tensor& g) { return as_strided_backward(g, from, to); });
}

Tensor reshape(const Tensor& t, IntArrayRef sizes, Location at) {
  LocationScope scope(at);

  const std::vector<int64_t> to = infer_size(sizes, t.numel());
  if (t.array().can_view(to)) return view(t, to);
  // The copy is nobody else's, so its view need not be tracked as one.
  const Tensor copy = contiguous(t);
  Tensor out(copy.array().view(to));
  if (Tape tape(copy); tape) {
    tape.record("UnsafeViewBackward0", out,
                [sizes = copy.sizes().vec()](const Tensor& g, Backward& bw) {
                  bw.grad(0) = g.reshape(sizes);
                });
  }
  return out;
}

Tensor flatten(const Tensor& t, int64_t start_dim, int64_t end_dim, Location at) {
  LocationScope scope(at);

  start_dim = t.array().wrap_dim(start_dim);
  end_dim = t.array().wrap_dim(end_dim);
  GRADLAB_CHECK(start_dim <= end_dim, "flatten() has invalid args: start_dim cannot come after end_dim");
  if (t.dim() == 0) return reshape(t, {1});
  if (start_dim == end_dim) return t;
  std::vector<int64_t> sizes;
  for (int64_t i = 0; i < t.dim(); ++i) {
    if (i > start_dim && i <= end_dim) {
      sizes.back() *= t.size(i);
    } else {
      sizes.push_back(t.size(i));
    }
  }
  return reshape(t, sizes);
}

Tensor unflatten(const Tensor& t, int64_t dim, IntArrayRef sizes, Location at) {
  LocationScope scope(at);

  dim = t.array().wrap_dim(dim);
  GRADLAB_CHECK(!sizes.empty(), "unflatten: sizes must be non-empty");
  const std::vector<int64_t> parts = infer_size(sizes, t.size(dim));
  std::vector<int64_t> to = t.sizes().vec();
  to.erase(to.begin() + dim);
  to.insert(to.begin() + dim, parts.begin(), parts.end());
  return view(t, to);
}

Tensor movedim(const Tensor& t, IntArrayRef source, IntArrayRef destination, Location at) {
  LocationScope scope(at);

  GRADLAB_CHECK(source.size() == destination.size(),
                "movedim: Invalid source or destination dims: source (", source,
                " dims) should contain the same number of dims as destination (", destination,
                " dims)");
  std::vector<int64_t> order(t.dim(), -1);
  std::vector<bool> moved(t.dim(), false);
  for (size_t i = 0; i < source.size(); ++i) {
    const int64_t from = t.array().wrap_dim(source[i]), to = t.array().wrap_dim(destination[i]);
    GRADLAB_CHECK(!moved[from], "movedim: repeated dim in `source` (", source, ")");
    GRADLAB_CHECK(order[to] == -1, "movedim: repeated dim in `destination` (", destination, ")");
    moved[from] = true;
    order[to] = from;
  }
  int64_t next = 0;
  for (int64_t& place : order) {
    if (place != -1) continue;
    while (moved[next]) ++next;
    place = next++;
  }
  return permute(t, order);
}

// --- Several outputs ---

std::vector<Tensor> split_with_sizes(const Tensor& t, IntArrayRef sizes, int64_t dim, Location at) {
  LocationScope scope(at);

  GRADLAB_CHECK(t.dim() != 0, "split expects at least a 1-dimensional tensor");
  dim = t.array().wrap_dim(dim);
  int64_t total = 0;
  for (int64_t s : sizes) {
    GRADLAB_CHECK(s >= 0, "split_with_sizes expects split_sizes have only non-negative entries, but "
                          "got split_sizes=", sizes);
    total += s;
  }
  GRADLAB_CHECK(total == t.size(dim), "split_with_sizes expects split_sizes to sum exactly to ",
                t.size(dim), " (input tensor's size at dimension ", dim, "), but got split_sizes=",
                sizes);
  std::vector<Array> parts;
  int64_t start = 0;
  for (int64_t s : sizes) {
    parts.push_back(t.array().narrow(dim, start, s));
    start += s;
  }
  return multi_view_op("SplitWithSizesBackward0", t, std::move(parts),
                       [dim](ArrayRef<Tensor> grads) { return cat(grads, dim); });
}

std::vector<Tensor> split(const Tensor& t, int64_t split_size, int64_t dim, Location at) {
  LocationScope scope(at);

  GRADLAB_CHECK(t.dim() != 0, "split expects at least a 1-dimensional tensor");
  GRADLAB_CHECK(split_size >= 0, "split expects split_size be non-negative, but got split_size=",
                split_size);
  dim = t.array().wrap_dim(dim);
  const int64_t n = t.size(dim);
  GRADLAB_CHECK(split_size > 0 || n == 0,
                "split_size can only be 0 if dimension size is 0, but got dimension size of ", n);
  std::vector<Array> parts;
  int64_t start = 0;
  do {
    const int64_t length = std::min(split_size, n - start);
    parts.push_back(t.array().narrow(dim, start, length));
    start += length;
  } while (start < n);
  return multi_view_op("SplitBackward0", t, std::move(parts),
                       [dim](ArrayRef<Tensor> grads) { return cat(grads, dim); });
}

std::vector<Tensor> chunk(const Tensor& t, int64_t chunks, int64_t dim, Location at) {
  LocationScope scope(at);

  GRADLAB_CHECK(t.dim() > 0, "chunk expects at least a 1-dimensional tensor");
  GRADLAB_CHECK(chunks > 0, "chunk expects `chunks` to be greater than 0, got: ", chunks);
  const int64_t n = t.size(dim);
  // An empty dimension still gives that many (empty) chunks.
  if (n == 0) return split_with_sizes(t, std::vector<int64_t>(chunks, 0), dim);
  return split(t, (n + chunks - 1) / chunks, dim);
}

std::vector<Tensor> unbind(const Tensor& t, int64_t dim, Location at) {
  LocationScope scope(at);

  GRADLAB_CHECK_INDEX(t.dim() > 0, "Dimension specified as ", dim, " but tensor has no dimensions");
  dim = t.array().wrap_dim(dim);
  std::vector<Array> parts;
  for (int64_t i = 0; i < t.size(dim); ++i) parts.push_back(t.array().select(dim, i));
  return multi_view_op("UnbindBackward0", t, std::move(parts),
                       [dim](ArrayRef<Tensor> grads) { return stack(grads, dim); });
}

// --- Joining ---

Tensor cat(TensorList tensors, int64_t dim, Location at) {
  LocationScope scope(at);

  std::vector<Array> arrays;
  for (const Tensor& t : tensors) arrays.push_back(t.array());
  Tensor out(kernels::cat(arrays, dim));
  if (Tape tape(tensors); tape) {
    const int64_t along = out.array().wrap_dim(dim);
    std::vector<int64_t> lengths;
    // Empty 1-dim tensors take no part (PyTorch's legacy rule).
    for (const Tensor& t : tensors) {
      lengths.push_back(t.dim() == 1 && t.numel() == 0 ? -1 : t.size(along));
    }
    tape.record("CatBackward0", out, [along, lengths](const Tensor& g, Backward& bw) {
      int64_t start = 0;
      for (size_t i = 0; i < lengths.size(); ++i) {
        const uint32_t input = static_cast<uint32_t>(i);
        if (lengths[i] < 0) {
          if (bw.needs(input)) bw.grad(input) = g.new_zeros({0});
          continue;
        }
        if (bw.needs(input)) bw.grad(input) = g.narrow(along, start, lengths[i]);
        start += lengths[i];
      }
    });
  }
  return out;
}

Tensor stack(TensorList tensors, int64_t dim, Location at) {
  LocationScope scope(at);

  GRADLAB_CHECK(!tensors.empty(), "stack expects a non-empty TensorList");
  const int64_t along = wrap_dim(dim, tensors[0].dim() + 1);
  std::vector<Array> arrays;
  for (size_t i = 0; i < tensors.size(); ++i) {
    GRADLAB_CHECK(tensors[i].sizes() == tensors[0].sizes(),
                  "stack expects each tensor to be equal size, but got ", tensors[0].sizes(),
                  " at entry 0 and ", tensors[i].sizes(), " at entry ", i);
    arrays.push_back(tensors[i].array().unsqueeze(along));
  }
  Tensor out(kernels::cat(arrays, along));
  if (Tape tape(tensors); tape) {
    tape.record("StackBackward0", out, [along](const Tensor& g, Backward& bw) {
      for (uint32_t i = 0; i < bw.node().num_edges(); ++i) {
        if (bw.needs(i)) bw.grad(i) = g.select(along, i);
      }
    });
  }
  return out;
}

Tensor repeat(const Tensor& t, IntArrayRef repeats, Location at) {
  LocationScope scope(at);

  GRADLAB_CHECK(static_cast<int64_t>(repeats.size()) >= t.dim(),
                "Number of dimensions of repeat dims can not be smaller than number of dimensions of "
                "tensor");
  const size_t extra = repeats.size() - t.dim();
  // Written as [r0, n0, r1, n1, ...], which the sizes r0 * n0, r1 * n1, ... then join.
  std::vector<int64_t> paired, joined, with_ones;
  for (size_t i = 0; i < repeats.size(); ++i) {
    const int64_t n = i < extra ? 1 : t.size(static_cast<int64_t>(i - extra));
    GRADLAB_CHECK(repeats[i] >= 0, "Trying to create tensor with negative dimension ",
                  repeats[i] * n, ": ", repeats);
    paired.insert(paired.end(), {repeats[i], n});
    with_ones.insert(with_ones.end(), {1, n});
    joined.push_back(repeats[i] * n);
  }
  Array out = Array::empty(paired, t.dtype());
  kernels::copy_into(out, kernels::contiguous(t.array()).view(with_ones).expand(paired));
  Tensor result(out.view(joined));
  if (Tape tape(t); tape) {
    tape.record("RepeatBackward0", result,
                [paired, sizes = t.sizes().vec()](const Tensor& g, Backward& bw) {
                  std::vector<int64_t> copies;
                  for (size_t i = 0; i < paired.size(); i += 2) {
                    copies.push_back(static_cast<int64_t>(i));
                  }
                  Tensor parts = g.reshape(paired);
                  bw.grad(0) = (copies.empty() ? parts : parts.sum(copies)).reshape(sizes);
                });
  }
  return result;
}

Tensor flip(const Tensor& t, IntArrayRef dims, Location at) {
  LocationScope scope(at);

  Tensor out(kernels::flip(t.array(), dims));
  if (Tape tape(t); tape) {
    tape.record("FlipBackward0", out, [dims = dims.vec()](const Tensor& g, Backward& bw) {
      bw.grad(0) = g.flip(dims);
    });
  }
  return out;
}

}  // namespace gradlab
