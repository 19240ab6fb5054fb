// Views of the parts of a tensor.
#include <algorithm>
#include <utility>

#include "gradlab/autograd/ops/copy.h"
#include "gradlab/autograd/ops/shape.h"
#include "gradlab/autograd/ops/view_op.h"
#include "gradlab/tensor/error.h"

namespace gradlab {
namespace {

std::vector<Array> parts_of_sizes(const Tensor& t, IntArrayRef sizes, int64_t dim) {
  GRADLAB_CHECK(t.dim() != 0, "split expects at least a 1-dimensional tensor");
  int64_t total = 0;
  for (int64_t s : sizes) {
    GRADLAB_CHECK(s >= 0,
                  "split_with_sizes expects split_sizes have only non-negative entries, but got "
                  "split_sizes=",
                  sizes);
    if (__builtin_add_overflow(total, s, &total)) total = -1;
    if (total < 0) break;
  }
  GRADLAB_CHECK(total == t.size(dim), "split_with_sizes expects split_sizes to sum exactly to ",
                t.size(dim), " (input tensor's size at dimension ", dim,
                "), but got split_sizes=", sizes);
  std::vector<Array> parts;
  int64_t start = 0;
  for (int64_t s : sizes) {
    parts.push_back(t.array().narrow(dim, start, s));
    start += s;
  }
  return parts;
}

std::vector<Array> parts_of_size(const Tensor& t, int64_t split_size, int64_t dim) {
  GRADLAB_CHECK(t.dim() != 0, "split expects at least a 1-dimensional tensor");
  GRADLAB_CHECK(split_size >= 0,
                "split expects split_size be non-negative, but got split_size=", split_size);
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
  return parts;
}

struct CatAlong {
  int64_t dim;
  Tensor operator()(TensorList grads) const { return cat(grads, dim); }
};

// The views from one position to the next, and from the last to the end.
std::vector<Tensor> slices(const Tensor& t, IntArrayRef positions, int64_t dim) {
  std::vector<Tensor> parts;
  int64_t start = 0;
  for (int64_t end : positions) {
    parts.push_back(slice(t, dim, start, end));
    start = end;
  }
  parts.push_back(slice(t, dim, start, t.size(dim)));
  return parts;
}

// The dimension that hsplit, vsplit and dsplit cut, and its name in messages.
struct Cut {
  const char* name;
  int64_t dim;
};

Cut checked_cut(const char* name, const Tensor& t, int64_t least_dim, int64_t dim) {
  GRADLAB_CHECK(t.dim() >= least_dim, "torch.", name, " requires a tensor with at least ",
                least_dim, " dimension, but got a tensor with ", t.dim(), " dimensions!");
  return {name, dim};
}
Cut horizontal(const Tensor& t) { return checked_cut("hsplit", t, 1, t.dim() == 1 ? 0 : 1); }
Cut vertical(const Tensor& t) { return checked_cut("vsplit", t, 2, 0); }
Cut in_depth(const Tensor& t) { return checked_cut("dsplit", t, 3, 2); }

std::vector<Tensor> split_evenly(const Tensor& t, int64_t sections, Cut cut) {
  const int64_t n = t.size(cut.dim);
  GRADLAB_CHECK(sections != 0 && n % sections == 0, "torch.", cut.name,
                " attempted to split along dimension ", cut.dim, ", but the size of the dimension ",
                n, " is not divisible by the split_size ", sections, "!");
  return tensor_split(t, sections, cut.dim);
}

}  // namespace

std::vector<Tensor> split_with_sizes(const Tensor& t, IntArrayRef sizes, int64_t dim, Location at) {
  LocationScope scope(at);
  dim = t.array().wrap_dim(dim);
  return multi_view_op("SplitWithSizesBackward0", t, parts_of_sizes(t, sizes, dim), CatAlong{dim});
}

std::vector<Tensor> split(const Tensor& t, int64_t split_size, int64_t dim, Location at) {
  LocationScope scope(at);
  dim = t.array().wrap_dim(dim);
  return multi_view_op("SplitBackward0", t, parts_of_size(t, split_size, dim), CatAlong{dim});
}

std::vector<Tensor> split(const Tensor& t, IntArrayRef sizes, int64_t dim, Location at) {
  LocationScope scope(at);
  return split_with_sizes(t, sizes, dim);
}

std::vector<Tensor> unsafe_split(const Tensor& t, int64_t split_size, int64_t dim, Location at) {
  LocationScope scope(at);
  dim = t.array().wrap_dim(dim);
  return multi_view_op("UnsafeSplitBackward0", t, parts_of_size(t, split_size, dim), CatAlong{dim},
                       false);
}

std::vector<Tensor> unsafe_split_with_sizes(const Tensor& t, IntArrayRef sizes, int64_t dim,
                                            Location at) {
  LocationScope scope(at);
  dim = t.array().wrap_dim(dim);
  return multi_view_op("UnsafeSplitWithSizesBackward0", t, parts_of_sizes(t, sizes, dim),
                       CatAlong{dim}, false);
}

namespace {

// An empty dimension still gives that many (empty) chunks: sizes, when the size is not enough.
struct Chunks {
  int64_t size;
  std::vector<int64_t> sizes;
};

Chunks chunks_of(const Tensor& t, int64_t chunks, int64_t dim) {
  GRADLAB_CHECK(t.dim() > 0, "chunk expects at least a 1-dimensional tensor");
  GRADLAB_CHECK(chunks > 0, "chunk expects `chunks` to be greater than 0, got: ", chunks);
  const int64_t n = t.size(dim);
  if (n == 0) return {0, std::vector<int64_t>(chunks, 0)};
  return {n / chunks + (n % chunks != 0), {}};
}

}  // namespace

std::vector<Tensor> chunk(const Tensor& t, int64_t chunks, int64_t dim, Location at) {
  LocationScope scope(at);
  const Chunks c = chunks_of(t, chunks, dim);
  return c.size == 0 ? split_with_sizes(t, c.sizes, dim) : split(t, c.size, dim);
}

std::vector<Tensor> unsafe_chunk(const Tensor& t, int64_t chunks, int64_t dim, Location at) {
  LocationScope scope(at);
  const Chunks c = chunks_of(t, chunks, dim);
  return c.size == 0 ? unsafe_split_with_sizes(t, c.sizes, dim) : unsafe_split(t, c.size, dim);
}

std::vector<Tensor> unbind(const Tensor& t, int64_t dim, Location at) {
  LocationScope scope(at);
  GRADLAB_CHECK_INDEX(t.dim() > 0, "Dimension specified as ", dim, " but tensor has no dimensions");
  dim = t.array().wrap_dim(dim);
  std::vector<Array> parts;
  for (int64_t i = 0; i < t.size(dim); ++i) parts.push_back(t.array().select(dim, i));
  return multi_view_op("UnbindBackward0", t, std::move(parts),
                       [dim](TensorList grads) { return stack(grads, dim); });
}

std::vector<Tensor> tensor_split(const Tensor& t, int64_t sections, int64_t dim, Location at) {
  LocationScope scope(at);
  GRADLAB_CHECK(t.dim() > 0,
                "tensor_split expected at least a 1-dimensional tensor, but got a "
                "tensor with ",
                t.dim(), " dims");
  dim = t.array().wrap_dim(dim);
  GRADLAB_CHECK(sections > 0, "number of sections must be larger than 0, got ", sections);
  const int64_t size = t.size(dim) / sections, larger = t.size(dim) % sections;
  std::vector<int64_t> positions;
  GRADLAB_CHECK(static_cast<size_t>(sections) < positions.max_size(),
                "tensor_split: too many sections; ", sections);
  positions.reserve(static_cast<size_t>(sections));
  int64_t next = 0;
  for (int64_t i = 0; i + 1 < sections; ++i)
    positions.push_back(next += size + (i < larger ? 1 : 0));
  return slices(t, positions, dim);
}

std::vector<Tensor> tensor_split(const Tensor& t, IntArrayRef indices, int64_t dim, Location at) {
  LocationScope scope(at);
  GRADLAB_CHECK(t.dim() > 0,
                "tensor_split expected at least a 1-dimensional tensor, but got a "
                "tensor with ",
                t.dim(), " dims");
  return slices(t, indices, t.array().wrap_dim(dim));
}

std::vector<Tensor> tensor_split(const Tensor& t, const Tensor& indices_or_sections, int64_t dim,
                                 Location at) {
  LocationScope scope(at);
  const Tensor& given = indices_or_sections;
  GRADLAB_CHECK(given.dtype() == kLong,
                "tensor_split expected tensor_indices_or_sections to have dtype of long, but got ",
                given.scalar_type());
  GRADLAB_CHECK(given.dim() <= 1,
                "tensor_split expected tensor_indices_or_sections to be a zero-dimensional or "
                "one-dimensional tensor, but got a tensor with ",
                given.dim(), " dims");
  if (given.dim() == 0) return tensor_split(t, given.item<int64_t>(), dim);
  const Tensor rows = contiguous(given);
  return tensor_split(t, IntArrayRef(rows.data_ptr<int64_t>(), static_cast<size_t>(rows.numel())),
                      dim);
}

std::vector<Tensor> hsplit(const Tensor& t, int64_t sections, Location at) {
  LocationScope scope(at);
  return split_evenly(t, sections, horizontal(t));
}
std::vector<Tensor> hsplit(const Tensor& t, IntArrayRef indices, Location at) {
  LocationScope scope(at);
  return tensor_split(t, indices, horizontal(t).dim);
}
std::vector<Tensor> vsplit(const Tensor& t, int64_t sections, Location at) {
  LocationScope scope(at);
  return split_evenly(t, sections, vertical(t));
}
std::vector<Tensor> vsplit(const Tensor& t, IntArrayRef indices, Location at) {
  LocationScope scope(at);
  return tensor_split(t, indices, vertical(t).dim);
}
std::vector<Tensor> dsplit(const Tensor& t, int64_t sections, Location at) {
  LocationScope scope(at);
  return split_evenly(t, sections, in_depth(t));
}
std::vector<Tensor> dsplit(const Tensor& t, IntArrayRef indices, Location at) {
  LocationScope scope(at);
  return tensor_split(t, indices, in_depth(t).dim);
}

}  // namespace gradlab
