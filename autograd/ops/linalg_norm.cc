#include "gradlab/autograd/ops/linalg_norm.h"

#include <cmath>
#include <limits>
#include <utility>
#include <vector>

#include "gradlab/autograd/ops/compare.h"
#include "gradlab/autograd/ops/factory.h"
#include "gradlab/autograd/ops/index.h"
#include "gradlab/autograd/ops/linalg.h"
#include "gradlab/autograd/ops/linalg_common.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/autograd/ops/reduce.h"
#include "gradlab/autograd/ops/shape.h"
#include "gradlab/autograd/ops/special.h"
#include "gradlab/tensor/error.h"

namespace gradlab::linalg {
namespace {

constexpr double kInf = std::numeric_limits<double>::infinity();

// The two dimensions as indices from 0.
std::pair<int64_t, int64_t> matrix_dims(const Tensor& t, IntArrayRef dim) {
  check_matrix("linalg.matrix_norm", t);
  check_floating("linalg.matrix_norm", t);
  if (dim.size() != 2) {
    std::string list;
    for (const int64_t d : dim) list += (list.empty() ? "" : " ") + std::to_string(d);
    GRADLAB_THROW(Error, "linalg.matrix_norm: dim must be a 2-tuple. Got ", list);
  }
  const int64_t rows = t.array().wrap_dim(dim[0]), cols = t.array().wrap_dim(dim[1]);
  GRADLAB_CHECK(rows != cols, "linalg.matrix_norm: dims must be different. Got (", dim[0], ", ",
                dim[1], ")");
  return {rows, cols};
}

// `reduce` of the singular values of the matrices in dimensions `rows` and `cols`.
template <class Reduce>
Tensor of_singular_values(const Tensor& t, int64_t rows, int64_t cols, bool keepdim,
                          const Reduce& reduce) {
  std::vector<int64_t> order;
  for (int64_t d = 0; d < t.dim(); ++d) {
    if (d != rows && d != cols) order.push_back(d);
  }
  order.insert(order.end(), {rows, cols});
  Tensor result = reduce(svdvals(t.permute(order)), keepdim);
  if (!keepdim) return result;
  result = result.unsqueeze(-1);
  std::vector<int64_t> back(order.size());
  for (size_t i = 0; i < order.size(); ++i) {
    back[static_cast<size_t>(order[i])] = static_cast<int64_t>(i);
  }
  return result.permute(back);
}

Tensor converted(const Tensor& t, std::optional<ScalarType> dtype) {
  return dtype ? t.to(*dtype) : t;
}

// Whether the norm of these arguments is one of matrices.
void check_norm_dims(const Tensor& t, bool has_order, OptionalIntArrayRef dim) {
  if (dim) {
    GRADLAB_CHECK(dim->size() == 1 || dim->size() == 2,
                  "linalg.norm: If dim is specified, it must be of length 1 or 2. Got ", *dim);
  } else if (has_order) {
    GRADLAB_CHECK(t.dim() == 1 || t.dim() == 2,
                  "linalg.norm: If dim is not specified but ord is, the input must be 1D or 2D. "
                  "Got ",
                  t.dim(), "D.");
  }
}

Tensor zeros_for_batch(const Tensor& a) {
  return zeros(a.sizes().slice(0, static_cast<size_t>(a.dim() - 2)), a.dtype());
}

// norm(a) * norm(a^-1), inf for a singular matrix.
template <class Norm>
Tensor cond_through_inverse(const Tensor& a, const Norm& norm) {
  const auto [inverse, info] = inv_ex(a);
  const Tensor singular = info.unsqueeze(-1).unsqueeze(-1) != 0;
  const Tensor masked = masked_fill(inverse, singular, kInf);
  return nan_to_num(norm(a) * norm(masked), kInf, kInf, -kInf);
}

}  // namespace

Tensor matrix_norm(const Tensor& t, const Scalar& ord, IntArrayRef dim, bool keepdim,
                   std::optional<ScalarType> dtype, Location at) {
  LocationScope scope(at);
  const auto [rows, cols] = matrix_dims(t, dim);
  const double order = ord.toDouble(), size = std::abs(order);
  GRADLAB_CHECK(size == 1 || size == 2 || size == kInf, "linalg.matrix_norm: Order ", order,
                " not supported.");
  const auto extreme = [order](const Tensor& values, IntArrayRef along, bool keep) {
    return order > 0 ? amax(values, along, keep) : amin(values, along, keep);
  };
  if (size == 2) {
    return of_singular_values(
        converted(t, dtype), rows, cols, keepdim,
        [&extreme](const Tensor& s, bool keep) { return extreme(s, {-1}, keep); });
  }
  const int64_t summed = size == 1 ? rows : cols;
  int64_t compared = size == 1 ? cols : rows;
  if (!keepdim && summed < compared) --compared;
  return extreme(vector_norm(t, 1, IntArrayRef(summed), keepdim, dtype), {compared}, keepdim);
}

Tensor matrix_norm(const Tensor& t, std::string_view ord, IntArrayRef dim, bool keepdim,
                   std::optional<ScalarType> dtype, Location at) {
  LocationScope scope(at);
  const auto [rows, cols] = matrix_dims(t, dim);
  if (ord == "fro") return vector_norm(t, 2, IntArrayRef({rows, cols}), keepdim, dtype);
  GRADLAB_CHECK(ord == "nuc", "linalg.matrix_norm: Order ", ord, " not supported.");
  return of_singular_values(converted(t, dtype), rows, cols, keepdim,
                            [](const Tensor& s, bool keep) { return sum(s, {-1}, keep); });
}

Tensor norm(const Tensor& t, const std::optional<Scalar>& ord, OptionalIntArrayRef dim,
            bool keepdim, std::optional<ScalarType> dtype, Location at) {
  LocationScope scope(at);
  check_norm_dims(t, ord.has_value(), dim);
  if (ord && (dim ? dim->size() == 2 : t.dim() == 2)) {
    return matrix_norm(t, *ord, dim ? *dim : IntArrayRef({0, 1}), keepdim, dtype);
  }
  return vector_norm(t, ord.value_or(2), dim, keepdim, dtype);
}

Tensor norm(const Tensor& t, std::string_view ord, OptionalIntArrayRef dim, bool keepdim,
            std::optional<ScalarType> dtype, Location at) {
  LocationScope scope(at);
  check_norm_dims(t, true, dim);
  return matrix_norm(t, ord, dim ? *dim : IntArrayRef({0, 1}), keepdim, dtype);
}

Tensor cond(const Tensor& a, const std::optional<Scalar>& p, Location at) {
  LocationScope scope(at);
  GRADLAB_CHECK(a.dim() >= 2, "linalg.cond: The input tensor must have at least 2 dimensions.");
  const double order = p.value_or(2).toDouble(), size = std::abs(order);
  if (size == 2) {
    const Tensor values = svdvals(a);
    if (a.numel() == 0) return zeros_for_batch(a);
    const Tensor largest = values.slice(-1, 0, 1), smallest = values.slice(-1, -1);
    return (order > 0 ? largest / smallest : smallest / largest).squeeze(-1);
  }
  GRADLAB_CHECK(size == 1 || size == kInf, "linalg.cond got an invalid norm type: ", order);
  check_square_sizes(str("linalg.cond(ord=", order, "): "), a);
  if (a.numel() == 0) return zeros_for_batch(a);
  return cond_through_inverse(a, [order](const Tensor& t) { return matrix_norm(t, order); });
}

Tensor cond(const Tensor& a, std::string_view p, Location at) {
  LocationScope scope(at);
  GRADLAB_CHECK(a.dim() >= 2, "linalg.cond: The input tensor must have at least 2 dimensions.");
  GRADLAB_CHECK(p == "fro" || p == "nuc", "linalg.cond got an invalid norm type: ", p);
  check_square_sizes(str("linalg.cond(ord=", p, "): "), a);
  if (a.numel() == 0) return zeros_for_batch(a);
  if (p == "nuc") {
    const Tensor values = svdvals(a);
    return sum(values, {-1}) * sum(values.reciprocal(), {-1});
  }
  return cond_through_inverse(a, [p](const Tensor& t) { return matrix_norm(t, p); });
}

}  // namespace gradlab::linalg
