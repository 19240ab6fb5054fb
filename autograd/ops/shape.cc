#include "gradlab/autograd/ops/shape.h"

#include <algorithm>
#include <utility>

#include "gradlab/autograd/ops/copy.h"
#include "gradlab/autograd/ops/strided.h"
#include "gradlab/autograd/ops/view_op.h"
#include "gradlab/tensor/error.h"
#include "gradlab/tensor/size_vector.h"

namespace gradlab {

// The views that only rename positions: the gradient takes the inverse view.

Tensor view(const Tensor& t, IntArrayRef sizes, Location at) {
  LocationScope scope(at);
  return view_op("ViewBackward0", t, t.array().view(sizes),
                 [sizes = size_vector(t.sizes())](const Tensor& g) { return g.reshape(sizes); });
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
  GRADLAB_CHECK(t.dim() <= 2, "t() expects a tensor with <= 2 dimensions, but self is ", t.dim(),
                "D");
  const int64_t last = t.dim() < 2 ? 0 : 1;
  return view_op("TBackward0", t, t.array().transpose(0, last),
                 [](const Tensor& g) { return g.t(); });
}

Tensor permute(const Tensor& t, IntArrayRef dims, Location at) {
  LocationScope scope(at);
  Array out = t.array().permute(dims);
  SizeVector inverse(dims.size());
  for (size_t i = 0; i < dims.size(); ++i) {
    inverse[t.array().wrap_dim(dims[i])] = static_cast<int64_t>(i);
  }
  return view_op("PermuteBackward0", t, std::move(out),
                 [inverse](const Tensor& g) { return g.permute(inverse); });
}

Tensor squeeze(const Tensor& t, Location at) {
  LocationScope scope(at);
  return view_op("SqueezeBackward0", t, t.array().squeeze(),
                 [sizes = size_vector(t.sizes())](const Tensor& g) { return g.reshape(sizes); });
}

Tensor squeeze(const Tensor& t, int64_t dim, Location at) {
  LocationScope scope(at);
  return view_op("SqueezeBackward1", t, t.array().squeeze(dim),
                 [sizes = size_vector(t.sizes())](const Tensor& g) { return g.reshape(sizes); });
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
  return part_view_op("SelectBackward0", t, [=](const auto& x) { return x.select(dim, index); });
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
  const SizeVector to = inferred_sizes(sizes, t.numel());
  if (t.array().can_view(to)) return view(t, to);
  return result_with_sizes("UnsafeViewBackward0", contiguous(t), to);
}

Tensor flatten(const Tensor& t, int64_t start_dim, int64_t end_dim, Location at) {
  LocationScope scope(at);
  start_dim = t.array().wrap_dim(start_dim);
  end_dim = t.array().wrap_dim(end_dim);
  GRADLAB_CHECK(start_dim <= end_dim,
                "flatten() has invalid args: start_dim cannot come after end_dim");
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

namespace {

// infer_size in the words of unflatten.
std::vector<int64_t> unflattened(IntArrayRef sizes, int64_t size, int64_t dim) {
  int64_t known = 1;
  bool overflows = false, infers = false;
  for (int64_t s : sizes) {
    GRADLAB_CHECK(s >= -1, "invalid shape dimension ", s);
    GRADLAB_CHECK(s >= 0 || !infers,
                  "unflatten got an unexpected error:\nonly one dimension can be inferred");
    infers |= s < 0;
    if (s >= 0) overflows |= __builtin_mul_overflow(known, s, &known);
  }
  const bool whole = infers && known > 0 ? size % known == 0 : known == size;
  GRADLAB_CHECK(whole && !overflows, "unflatten: Provided sizes ", sizes,
                " don't multiply up to the size of dim ", dim, " (", size, ") in the input tensor");
  return infer_size(sizes, size);
}

}  // namespace

Tensor unflatten(const Tensor& t, int64_t dim, IntArrayRef sizes, Location at) {
  LocationScope scope(at);
  dim = t.array().wrap_dim(dim);
  GRADLAB_CHECK(!sizes.empty(), "unflatten: sizes must be non-empty");
  const std::vector<int64_t> parts = unflattened(sizes, t.size(dim), dim);
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

Tensor movedim(const Tensor& t, int64_t source, int64_t destination, Location at) {
  LocationScope scope(at);
  return movedim(t, IntArrayRef(source), IntArrayRef(destination));
}
Tensor moveaxis(const Tensor& t, IntArrayRef source, IntArrayRef destination, Location at) {
  LocationScope scope(at);
  return movedim(t, source, destination);
}
Tensor moveaxis(const Tensor& t, int64_t source, int64_t destination, Location at) {
  LocationScope scope(at);
  return movedim(t, source, destination);
}
Tensor swapaxes(const Tensor& t, int64_t axis0, int64_t axis1, Location at) {
  LocationScope scope(at);
  return transpose(t, axis0, axis1);
}
Tensor swapdims(const Tensor& t, int64_t dim0, int64_t dim1, Location at) {
  LocationScope scope(at);
  return transpose(t, dim0, dim1);
}

Tensor adjoint(const Tensor& t, Location at) {
  LocationScope scope(at);
  return matrix_transpose(t, "tensor.adjoint()");
}

Tensor matrix_transpose(const Tensor& t, const char* name, Location at) {
  LocationScope scope(at);
  if (t.dim() == 0) return t;
  GRADLAB_CHECK(t.dim() >= 2, name, " is only supported on matrices or batches of matrices. Got ",
                t.dim(), "-D tensor.");
  return transpose(t, -2, -1);
}

Tensor ravel(const Tensor& t, Location at) {
  LocationScope scope(at);
  return view(contiguous(t), {-1});
}

Tensor _reshape_alias(const Tensor& t, IntArrayRef sizes, IntArrayRef strides, Location at) {
  LocationScope scope(at);
  return view_op("ReshapeAliasBackward0", t,
                 t.array().as_strided(sizes, strides, t.storage_offset()),
                 [from = size_vector(t.sizes())](const Tensor& g) { return g.reshape(from); });
}

Tensor narrow(const Tensor& t, int64_t dim, const Tensor& start, int64_t length, Location at) {
  LocationScope scope(at);
  GRADLAB_CHECK(start.dim() == 0 && is_integral(start.dtype(), false),
                "start must be an 0-dim integral Tensor.");
  return narrow(t, dim, start.item<int64_t>(), length);
}

Tensor narrow_copy(const Tensor& t, int64_t dim, int64_t start, int64_t length, Location at) {
  LocationScope scope(at);
  return clone(narrow(t, dim, start, length), MemoryFormat::Contiguous);
}

namespace {

// The bytes of `a` as elements of another dtype: the last dimension grows or shrinks.
Array view_as_dtype(const Array& a, ScalarType dtype) {
  const int64_t from = a.itemsize(), to = element_size(dtype);
  std::vector<int64_t> sizes = a.sizes().vec(), strides = a.strides().vec();
  int64_t offset = a.storage_offset();
  if (from != to) {
    const auto differs = str(" to view ", a.dtype(), " as ", dtype, " (different element sizes)");
    GRADLAB_CHECK(a.dim() > 0, "self.dim() cannot be 0", differs);
    GRADLAB_CHECK(strides.back() == 1, "self.stride(-1) must be 1", differs, ", but got ",
                  strides.back());
    // Elements of the old dtype per one of the new, or of the new per one of the old.
    const int64_t ratio = from < to ? to / from : from / to;
    auto rescale = [&](auto&& what, int64_t value) {
      if (from > to) return value * ratio;
      GRADLAB_CHECK(value % ratio == 0, what, " must be divisible by ", ratio, differs,
                    ", but got ", value);
      return value / ratio;
    };
    sizes.back() = rescale("self.size(-1)", sizes.back());
    offset = rescale("self.storage_offset()", offset);
    for (size_t i = 0; i + 1 < strides.size(); ++i) {
      strides[i] = rescale(str("self.stride(", i, ")"), strides[i]);
    }
  }
  return Array::view_of(a.storage(), offset, sizes, strides, dtype);
}

}  // namespace

Tensor view_dtype(const Tensor& t, ScalarType dtype, Location at) {
  LocationScope scope(at);
  return Tensor(view_as_dtype(t.array(), dtype));
}

}  // namespace gradlab
