#include "gradlab/autograd/ops/gradient.h"

#include <algorithm>
#include <cstddef>
#include <numeric>

#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/autograd/ops/scan.h"
#include "gradlab/autograd/ops/shape.h"
#include "gradlab/tensor/error.h"
#include "gradlab/tensor/extents.h"

namespace gradlab {
namespace {

// The dimensions that are meant, counted from the front. `spacings`: how many were given.
std::vector<int64_t> checked_dims(const Tensor& t, std::optional<size_t> spacings,
                                  OptionalIntArrayRef dims, int64_t edge_order) {
  GRADLAB_CHECK(t.scalar_type() != kByte, "torch.gradient does not support uint8 input.");
  if (spacings && !dims) {
    GRADLAB_CHECK(*spacings == 1 || *spacings == static_cast<size_t>(t.dim()),
                  "torch.gradient expected spacing to be unspecified, a scalar or a list of length "
                  "equal to 'self.dim() = ",
                  t.dim(), "', since dim argument was not given, but got a list of length ",
                  *spacings);
  }
  if (spacings && dims) {
    GRADLAB_CHECK(*spacings == dims->size(),
                  "torch.gradient expected spacing to be unspecified, a scalar or it's spacing and "
                  "dim arguments to have the same length, but got a spacing argument of length ",
                  *spacings, " and a dim argument of length ", dims->size(), ".");
  }
  GRADLAB_CHECK(edge_order == 1 || edge_order == 2,
                "torch.gradient only supports edge_order=1 and edge_order=2.");
  std::vector<int64_t> chosen(static_cast<size_t>(t.dim()));
  std::iota(chosen.begin(), chosen.end(), 0);
  if (dims) {
    chosen = dims->vec();
    for (size_t i = 0; i < chosen.size(); ++i) {
      chosen[i] = wrap_dim(chosen[i], t.dim());
      GRADLAB_CHECK(std::find(chosen.begin(), chosen.begin() + static_cast<ptrdiff_t>(i),
                              chosen[i]) == chosen.begin() + static_cast<ptrdiff_t>(i),
                    "dim ", chosen[i], " appears multiple times in the list of dims");
    }
  }
  for (int64_t d : chosen) {
    GRADLAB_CHECK(t.dim() > 0 && t.size(d) >= edge_order + 1,
                  "torch.gradient expected each dimension size to be at least edge_order+1");
  }
  return chosen;
}

// Along `dim`, with points the same distance apart.
Tensor evenly_spaced(const Tensor& t, const Scalar& spacing, int64_t dim, int64_t edge_order) {
  const int64_t n = t.size(dim);
  const auto row = [&](int64_t i) { return t.narrow(dim, i < 0 ? n + i : i, 1); };
  const Tensor inner = (t.slice(dim, 2) - t.slice(dim, 0, -2)) / (spacing.toDouble() * 2);
  Tensor first, last;
  if (edge_order == 1) {
    first = (row(1) - row(0)) / spacing;
    last = (row(-1) - row(-2)) / spacing;
  } else {
    const double h = spacing.toDouble();
    first = row(0) * (-1.5 / h) + row(1) * (2 / h) + row(2) * (-0.5 / h);
    last = row(-3) * (0.5 / h) + row(-2) * (-2 / h) + row(-1) * (1.5 / h);
  }
  return cat({first, inner, last}, dim);
}

// The derivative of the parabola through three points with distances h1 and h2: weights of the
// values for the first, the middle and the last of them.
struct Weights {
  Tensor a, b, c;
};
Weights at_first(const Tensor& h1, const Tensor& h2) {
  const Tensor sum = h1 + h2;
  return {-(2 * h1 + h2) / (h1 * sum), sum / (h1 * h2), -h1 / (h2 * sum)};
}
Weights at_middle(const Tensor& h1, const Tensor& h2) {
  const Tensor sum = h1 + h2;
  return {-h2 / (h1 * sum), (h2 - h1) / (h1 * h2), h1 / (h2 * sum)};
}
Weights at_last(const Tensor& h1, const Tensor& h2) {
  const Tensor sum = h1 + h2;
  return {h2 / (h1 * sum), -sum / (h1 * h2), (2 * h2 + h1) / (h2 * sum)};
}

// Along `dim`, at these positions.
Tensor at_positions(const Tensor& t, const Tensor& positions, int64_t dim, int64_t edge_order) {
  GRADLAB_CHECK(positions.dim() == 1,
                "torch.gradient expected each element of spacing to have one dimension, but got an "
                "element with ",
                positions.dim(), " dimensions!");
  const int64_t n = t.size(dim);
  GRADLAB_CHECK(positions.size(0) == n, "torch.gradient: spacing for dimension ", dim, " has ",
                positions.size(0), " positions, but the dimension has size ", n);
  std::vector<int64_t> along(static_cast<size_t>(t.dim()), 1);
  along[static_cast<size_t>(dim)] = n - 1;
  const Tensor steps = diff(positions).reshape(along);
  const auto row = [&](int64_t i) { return t.narrow(dim, i < 0 ? n + i : i, 1); };
  const auto step = [&](int64_t i) { return steps.narrow(dim, i < 0 ? n - 1 + i : i, 1); };
  const auto weighted = [](const Weights& w, const Tensor& x, const Tensor& y, const Tensor& z) {
    return w.a * x + w.b * y + w.c * z;
  };
  Tensor first, last;
  if (edge_order == 1) {
    first = (row(1) - row(0)) / step(0);
    last = (row(-1) - row(-2)) / step(-1);
  } else {
    first = weighted(at_first(step(0), step(1)), row(0), row(1), row(2));
    last = weighted(at_last(step(-2), step(-1)), row(-3), row(-2), row(-1));
  }
  if (n == 2) return cat({first, last}, dim);
  const Tensor inner =
      weighted(at_middle(steps.slice(dim, 0, -1), steps.slice(dim, 1)), t.slice(dim, 0, -2),
               t.slice(dim, 1, -1), t.slice(dim, 2));
  return cat({first, inner, last}, dim);
}

// `spacing`: one for all dimensions, or one for each.
std::vector<Tensor> with_spacing(const Tensor& t, ArrayRef<Scalar> spacing,
                                 const std::vector<int64_t>& dims, int64_t edge_order) {
  std::vector<Tensor> results;
  for (size_t i = 0; i < dims.size(); ++i) {
    const Scalar& h = spacing[spacing.size() == 1 ? 0 : i];
    results.push_back(evenly_spaced(t, h, dims[i], edge_order));
  }
  return results;
}

std::vector<Tensor> with_positions(const Tensor& t, TensorList positions, OptionalIntArrayRef dim,
                                   int64_t edge_order) {
  const std::vector<int64_t> dims = checked_dims(t, positions.size(), dim, edge_order);
  std::vector<Tensor> results;
  for (size_t i = 0; i < dims.size(); ++i) {
    const Tensor& x = positions[positions.size() == 1 ? 0 : i];
    results.push_back(at_positions(t, x, dims[i], edge_order));
  }
  return results;
}

OptionalIntArrayRef one_or_all(const std::optional<int64_t>& dim) {
  return dim ? OptionalIntArrayRef(*dim) : OptionalIntArrayRef();
}

}  // namespace

std::vector<Tensor> gradient(const Tensor& t, const std::optional<Scalar>& spacing,
                             std::optional<int64_t> dim, int64_t edge_order, Location at) {
  LocationScope scope(at);
  const Scalar h = spacing.value_or(1);
  return with_spacing(t, h, checked_dims(t, std::nullopt, one_or_all(dim), edge_order), edge_order);
}
std::vector<Tensor> gradient(const Tensor& t, const Scalar& spacing, IntArrayRef dim,
                             int64_t edge_order, Location at) {
  LocationScope scope(at);
  return with_spacing(t, spacing, checked_dims(t, std::nullopt, dim, edge_order), edge_order);
}
std::vector<Tensor> gradient(const Tensor& t, IntArrayRef dim, int64_t edge_order, Location at) {
  LocationScope scope(at);
  const Scalar h = 1;
  return with_spacing(t, h, checked_dims(t, std::nullopt, dim, edge_order), edge_order);
}
std::vector<Tensor> gradient(const Tensor& t, ArrayRef<Scalar> spacing, std::optional<int64_t> dim,
                             int64_t edge_order, Location at) {
  LocationScope scope(at);
  return with_spacing(t, spacing, checked_dims(t, spacing.size(), one_or_all(dim), edge_order),
                      edge_order);
}
std::vector<Tensor> gradient(const Tensor& t, ArrayRef<Scalar> spacing, IntArrayRef dim,
                             int64_t edge_order, Location at) {
  LocationScope scope(at);
  return with_spacing(t, spacing, checked_dims(t, spacing.size(), dim, edge_order), edge_order);
}
std::vector<Tensor> gradient(const Tensor& t, TensorList spacing, std::optional<int64_t> dim,
                             int64_t edge_order, Location at) {
  LocationScope scope(at);
  return with_positions(t, spacing, one_or_all(dim), edge_order);
}
std::vector<Tensor> gradient(const Tensor& t, TensorList spacing, IntArrayRef dim,
                             int64_t edge_order, Location at) {
  LocationScope scope(at);
  return with_positions(t, spacing, dim, edge_order);
}

}  // namespace gradlab
