// Writing along a dimension with several values for one element, and filling slices.
#include <algorithm>
#include <limits>
#include <string>
#include <utility>

#include "gradlab/autograd/graph/tape.h"
#include "gradlab/autograd/ops/compare.h"
#include "gradlab/autograd/ops/copy.h"
#include "gradlab/autograd/ops/derivative_free.h"
#include "gradlab/autograd/ops/factory.h"
#include "gradlab/autograd/ops/index.h"
#include "gradlab/autograd/ops/index_write.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/autograd/ops/reduce.h"
#include "gradlab/autograd/ops/shape.h"
#include "gradlab/tensor/error.h"
#include "gradlab/tensor/kernels/binary.h"
#include "gradlab/tensor/kernels/compare.h"
#include "gradlab/tensor/kernels/copy.h"
#include "gradlab/tensor/kernels/index.h"
#include "gradlab/tensor/kernels/select.h"

namespace gradlab {
namespace {

enum class Reduction { kSum, kProd, kMean, kMax, kMin };

std::optional<Reduction> parse(std::string_view name) {
  if (name == "sum") return Reduction::kSum;
  if (name == "prod") return Reduction::kProd;
  if (name == "mean") return Reduction::kMean;
  if (name == "amax") return Reduction::kMax;
  if (name == "amin") return Reduction::kMin;
  return std::nullopt;
}

kernels::ScatterOp op_of(Reduction r) {
  switch (r) {
    case Reduction::kProd:
      return kernels::ScatterOp::kProd;
    case Reduction::kMax:
      return kernels::ScatterOp::kMax;
    case Reduction::kMin:
      return kernels::ScatterOp::kMin;
    default:
      return kernels::ScatterOp::kSum;
  }
}

// How many values go into the mean of each element; 1 where there are none.
Array mean_counts(const Array& like, int64_t dim, const Array& index, bool include_self) {
  Array counts = kernels::full(like.sizes(), include_self ? 1 : 0, like.dtype());
  const Array one = kernels::full({}, 1, like.dtype());
  kernels::scatter_add(counts, dim, index, one.expand(index.sizes()));
  return kernels::masked_fill(counts, kernels::eq(counts, 0), 1);
}

void reduce_into(const Array& a, int64_t dim, const Array& index, const Array& src, Reduction r,
                 bool include_self) {
  kernels::scatter_reduce(a, dim, index, src, op_of(r), include_self);
  if (r == Reduction::kMean && index.numel() > 0) {
    const Array counts = mean_counts(a, dim, index, include_self);
    if (is_floating_point(a.dtype())) {
      kernels::div(a, counts, &a);
    } else {
      kernels::floor_divide(a, counts, &a);
    }
  }
}

struct Gradients {
  Tensor self, src;
};

// A product's gradient is the product of the others: where an element is 0, that is the product
// with a 1 in its place, if no other element is 0.
Gradients prod_gradients(const Tensor& g, const Tensor& t, int64_t dim, const Tensor& index,
                         const Tensor& src, const Tensor& result, bool include_self) {
  const Tensor others = t.masked_fill(t == 0, 1);
  const Tensor without = scatter_reduce(others, dim, index, src, "prod", include_self);
  const Tensor zero = src == 0;
  const Tensor zeros_there =
      scatter_add(zeros_like(t), dim, index, zero.to(t.dtype())).gather(dim, index);
  const Tensor alone = zero & (zeros_there == 1);
  const Tensor replaced =
      scatter_reduce(t, dim, index, src.masked_fill(alone, 1), "prod", include_self);
  return {g * without / others, where(alone, (g * replaced).gather(dim, index),
                                      (g * result).gather(dim, index) / src.masked_fill(zero, 1))};
}

Gradients extreme_gradients(const Tensor& g, const Tensor& t, int64_t dim, const Tensor& index,
                            const Tensor& src, const Tensor& result) {
  const Tensor self_is = (t == result).to(t.dtype());
  const Tensor src_is = (src == result.gather(dim, index)).to(t.dtype());
  const Tensor share = g / scatter_add(self_is, dim, index, src_is);
  return {self_is * share, src_is * share.gather(dim, index)};
}

Gradients gradients(Reduction r, const Tensor& g, const Tensor& t, int64_t dim, const Tensor& index,
                    const Tensor& src, const Tensor& result, bool include_self) {
  Gradients grads;
  switch (r) {
    case Reduction::kSum:
      grads = {g, g.gather(dim, index)};
      break;
    case Reduction::kProd:
      grads = prod_gradients(g, t, dim, index, src, result, include_self);
      break;
    case Reduction::kMean: {
      const Tensor counts(mean_counts(g.array(), dim, index.array(), include_self));
      grads = {g / counts, g.gather(dim, index) / counts.gather(dim, index)};
      break;
    }
    case Reduction::kMax:
    case Reduction::kMin:
      grads = extreme_gradients(g, t, dim, index, src, result);
      break;
  }
  if (!include_self) grads.self = scatter(grads.self, dim, index, 0);
  return grads;
}

// scatter_reduce with the index checked and the reduction known.
Output reduce_along(const char* name, const Tensor& t, int64_t dim, const Tensor& index,
                    const Tensor& src, Reduction r, bool include_self, const Into& into) {
  Output out = write_into(t, into, CopyLayout::kRowMajor, [&](const Array& a) {
    reduce_into(a, dim, index.array(), src.array(), r, include_self);
  });
  if (Tape tape(t, src); tape) {
    const bool values = r != Reduction::kSum && r != Reduction::kMean;
    tape.record(name, out,
                [dim, r, include_self, sizes = src.sizes().vec(), index = tape.save(index),
                 t = tape.save_if(values, t), src = tape.save_if(values, src),
                 result = tape.save_if_output(values, out)](const Tensor& g, Backward& bw) {
                  const Tensor at = bw.saved(index);
                  if (at.numel() == 0) {
                    if (bw.needs(0)) bw.grad(0) = g;
                    if (bw.needs(1)) bw.grad(1) = zeros(sizes, g.dtype());
                    return;
                  }
                  const bool values = r != Reduction::kSum && r != Reduction::kMean;
                  const Tensor used = values ? corner_of(bw.saved(src), at.sizes()) : Tensor();
                  Gradients grads =
                      gradients(r, g, bw.saved(t), dim, at, used, bw.saved(result), include_self);
                  if (bw.needs(0)) bw.grad(0) = grads.self;
                  if (bw.needs(1)) bw.grad(1) = in_corner(grads.src, sizes);
                });
  }
  return out;
}

kernels::ScatterOp parse_scatter(std::string_view reduce) {
  GRADLAB_CHECK(reduce == "add" || reduce == "multiply",
                "reduce argument must be either add or multiply.");
  return reduce == "add" ? kernels::ScatterOp::kSum : kernels::ScatterOp::kProd;
}

}  // namespace

Tensor scatter(const Tensor& t, int64_t dim, const Tensor& index, const Tensor& src,
               std::string_view reduce, Into into) {
  const kernels::ScatterOp op = parse_scatter(reduce);
  Output out = write_into(t, into, CopyLayout::kRowMajor, [&](const Array& a) {
    kernels::scatter_reduce(a, dim, index.array(), src.array(), op);
  });
  return not_differentiable("scatter", out, t, src);
}

Tensor scatter(const Tensor& t, int64_t dim, const Tensor& index, const Scalar& value,
               std::string_view reduce, Into into) {
  const kernels::ScatterOp op = parse_scatter(reduce);
  Output out = write_into(t, into, CopyLayout::kRowMajor, [&](const Array& a) {
    const Array number = kernels::cast(kernels::full({}, value, value.type()), a.dtype());
    kernels::scatter_reduce(a, dim, index.array(), number.expand(index.sizes()), op);
  });
  return not_differentiable("scatter", out, t);
}

Tensor scatter_reduce(const Tensor& t, int64_t dim, const Tensor& index, const Tensor& src,
                      std::string_view reduce, bool include_self, Into into) {
  const std::optional<Reduction> r = parse(reduce);
  GRADLAB_CHECK(r, "reduce argument must be either sum, prod, mean, amax or amin.");
  GRADLAB_CHECK_KIND(NotImplementedError,
                     t.dtype() != kBool || src.dtype() != kBool || r != Reduction::kMean,
                     "\"scatter_gather_tensor_cpu_reduce_mean\" not implemented for 'Bool'");
  return reduce_along("ScatterReduceBackward0", t, dim, index, src, *r, include_self, into);
}

Tensor index_reduce(const Tensor& t, int64_t dim, const Tensor& index, const Tensor& source,
                    std::string_view reduce, bool include_self, Into into) {
  const std::optional<Reduction> r = parse(reduce);
  GRADLAB_CHECK(r && r != Reduction::kSum,
                "index_reduce(): Expected reduce to be one of prod, mean, amax or amin but got ",
                reduce, ".");
  const int64_t d = t.array().wrap_dim(dim);
  GRADLAB_CHECK_INDEX(
      index.dim() <= 1,
      "index_reduce_(): Index is supposed to be a vector, but got dim: ", index.dim(),
      " with type: ", index.scalar_type(), " and size: ", index.sizes());
  GRADLAB_CHECK(
      index.dtype() == kLong || index.dtype() == kInt,
      "index_reduce_(): Expected dtype int32/int64 for index but got: ", index.scalar_type());
  GRADLAB_CHECK(t.dtype() == source.scalar_type(), "index_reduce_(): self (", t.scalar_type(),
                ") and source (", source.scalar_type(), ") must have the same scalar type");
  GRADLAB_CHECK_KIND(NotImplementedError, t.dtype() != kBool || include_self,
                     "\"index_reduce_func_exclude_input_init\" not implemented for 'Bool'");
  GRADLAB_CHECK_INDEX(d == 0 || d < source.dim(), "index_reduce_(): Indexing dim ", d,
                      " is out of bounds of tensor");
  const int64_t n = source.dim() == 0 ? 1 : source.size(d);
  GRADLAB_CHECK(index.numel() == n, "index_reduce_(): Number of indices (", index.numel(),
                ") should be equal to source.size(dim): (", n, "), for dim: ", d);
  std::vector<int64_t> slice = t.sizes().vec(), other = source.sizes().vec();
  if (!slice.empty()) slice.erase(slice.begin() + d);
  if (!other.empty()) other.erase(other.begin() + d);
  if (slice != other) {
    broadcast_sizes(slice, other);  // PyTorch's text, where it has one
    GRADLAB_THROW(Error, "index_reduce_(): Source/destination tensor must have same slice shapes. ",
                  "Destination slice shape: ", IntArrayRef(slice),
                  " and source slice shape: ", IntArrayRef(other));
  }
  const Tensor positions = index.detach().to(kLong).reshape({-1});
  const int64_t size = t.dim() == 0 ? 1 : t.size(d);
  GRADLAB_CHECK_INDEX(
      n == 0 || (positions.min().item<int64_t>() >= 0 && positions.max().item<int64_t>() < size),
      "index out of range in self");
  // One position for each element of a slice.
  std::vector<int64_t> alone(source.dim(), 1);
  if (!alone.empty()) alone[d] = n;
  return reduce_along("IndexReduceBackward0", t, d, positions.view(alone).expand(source.sizes()),
                      source, *r, include_self, into);
}

namespace {

// The positions of index_fill, checked and counted from the start.
Tensor fill_positions(const Tensor& t, int64_t dim, const Tensor& index) {
  GRADLAB_CHECK_INDEX(index.dtype() == kLong, "index_fill_(): Expected dtype int64 for index.");
  GRADLAB_CHECK(index.dim() <= 1, "Index has to be a vector/scalar");
  const int64_t size = t.dim() == 0 ? 1 : t.size(dim);
  Tensor positions = index.detach().reshape({-1}).clone(MemoryFormat::Contiguous);
  int64_t* p = positions.data_ptr<int64_t>();
  for (int64_t i = 0; i < positions.numel(); ++i) {
    GRADLAB_CHECK_INDEX(p[i] >= -size && p[i] < size, "index ", p[i],
                        " is out of bounds for dimension ", dim, " with size ", size);
    if (p[i] < 0) p[i] += size;
  }
  // Each once, so that the gradient of the value counts each slice once.
  std::sort(p, p + positions.numel());
  const int64_t* end = std::unique(p, p + positions.numel());
  return positions.narrow(0, 0, end - p);
}

Output filled(const Tensor& t, int64_t dim, const Tensor& positions, const Scalar& value,
              const Into& into) {
  return write_into(t, into, CopyLayout::kOfInput, [&](const Array& a) {
    const Array number = kernels::cast(kernels::full({}, value, value.type()), a.dtype());
    if (a.dim() == 0) {
      if (positions.numel() > 0) kernels::copy_into(a, number);
      return;
    }
    std::vector<int64_t> sizes = a.sizes().vec();
    sizes[dim] = positions.numel();
    kernels::index_copy(a, dim, positions.array(), number.expand(sizes));
  });
}

}  // namespace

Tensor index_fill(const Tensor& t, int64_t dim, const Tensor& index, const Scalar& value,
                  Into into) {
  dim = t.array().wrap_dim(dim);
  const Tensor positions = fill_positions(t, dim, index);
  Output out = filled(t, dim, positions, value, into);
  if (Tape tape(t); tape) {
    tape.record("IndexFillBackward0", out,
                [dim, index = tape.save(index)](const Tensor& g, Backward& bw) {
                  bw.grad(0) = index_fill(g, dim, bw.saved(index), 0);
                });
  }
  return out;
}

Tensor index_fill(const Tensor& t, int64_t dim, const Tensor& index, const Tensor& value,
                  Into into) {
  GRADLAB_CHECK(value.dim() == 0,
                "index_fill_ only supports a 0-dimensional value tensor, but got tensor with ",
                value.dim(), " dimension(s).");
  dim = t.array().wrap_dim(dim);
  const Tensor positions = fill_positions(t, dim, index);
  Output out = filled(t, dim, positions, value.item(), into);
  if (Tape tape(t, value); tape) {
    tape.record("IndexFillBackward1", out,
                [dim, index = tape.save(index), positions](const Tensor& g, Backward& bw) {
                  const Tensor at = bw.saved(index);
                  if (bw.needs(0)) bw.grad(0) = index_fill(g, dim, at, 0);
                  if (bw.needs(1)) bw.grad(1) = index_select(g, dim, positions).sum();
                });
  }
  return out;
}

Tensor argwhere(const Tensor& t, Location at) {
  LocationScope scope(at);
  return nonzero(t);
}

std::vector<Tensor> nonzero_numpy(const Tensor& t, Location at) {
  LocationScope scope(at);
  return nonzero(t.dim() == 0 ? t.unsqueeze(0) : t).unbind(1);
}

Tensor one_hot(const Tensor& t, int64_t num_classes, Location at) {
  LocationScope scope(at);
  GRADLAB_CHECK(t.dtype() == kLong, "one_hot is only applicable to index tensor.");
  std::vector<int64_t> sizes = t.sizes().vec();
  if (t.numel() == 0) {
    GRADLAB_CHECK(num_classes > 0, "Can not infer total number of classes from empty tensor.");
    sizes.push_back(num_classes);
    return empty(sizes, kLong);
  }
  GRADLAB_CHECK(t.min().item<int64_t>() >= 0, "Class values must be non-negative.");
  const int64_t largest = t.max().item<int64_t>();
  if (num_classes == -1) {
    num_classes = largest + 1;
  } else {
    GRADLAB_CHECK(num_classes > largest, "Class values must be smaller than num_classes.");
  }
  sizes.push_back(num_classes);
  return scatter(zeros(sizes, kLong), -1, t.unsqueeze(-1), 1);
}

}  // namespace gradlab
