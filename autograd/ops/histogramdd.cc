#include "gradlab/autograd/ops/histogramdd.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>

#include "gradlab/autograd/grad_mode.h"
#include "gradlab/autograd/ops/derivative_free.h"
#include "gradlab/autograd/ops/factory.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/autograd/ops/reduce.h"
#include "gradlab/autograd/ops/scan.h"
#include "gradlab/tensor/error.h"
#include "gradlab/tensor/extents.h"

namespace gradlab {
namespace {

// [count, N].
Tensor points_of(const Tensor& t, const std::optional<Tensor>& weight) {
  GRADLAB_CHECK(t.dim() >= 2, "torch.histogramdd: input tensor should have at least 2 dimensions");
  const IntArrayRef outer = t.sizes().slice(0, static_cast<size_t>(t.dim() - 1));
  if (weight && weight->defined()) {
    GRADLAB_CHECK(t.dtype() == weight->dtype(),
                  "torch.histogramdd: if weight tensor is provided, input tensor and weight tensor "
                  "should have the same dtype, but got input(",
                  t.dtype(), "), and weight(", weight->dtype(), ")");
    GRADLAB_CHECK(weight->sizes() == outer,
                  "torch.histogramdd: if weight tensor is provided it should have the same shape "
                  "as the input tensor excluding its innermost dimension, but got input with "
                  "shape ",
                  t.sizes(), " and weight with shape ", weight->sizes());
  }
  return t.detach().reshape({checked_numel(outer), t.size(-1)}).contiguous();
}

void check_dtype(const char* kernel, const Tensor& t) {
  GRADLAB_CHECK_KIND(NotImplementedError, t.dtype() == kFloat || t.dtype() == kDouble, "\"", kernel,
                     "\" not implemented for '", t.scalar_type(), "'");
}

void check_bins(int64_t bins, size_t dim) {
  GRADLAB_CHECK(bins > 0, "torch.histogram(): bins must be > 0, but got ", bins, " for dimension ",
                dim);
}

// Which of the bins between `edges` holds v; -1 for none.
template <class T>
int64_t bin_of(T v, const std::vector<T>& edges) {
  if (!(v >= edges.front() && v <= edges.back())) return -1;
  const auto after = std::upper_bound(edges.begin(), edges.end(), v);
  return std::min<int64_t>(after - edges.begin(), static_cast<int64_t>(edges.size()) - 1) - 1;
}

template <class T>
void count_into(const Tensor& hist, const Tensor& points, const Tensor& weights,
                const std::vector<Tensor>& edges) {
  std::vector<std::vector<T>> lists;
  for (const Tensor& e : edges) {
    const Tensor list = e.contiguous();
    lists.emplace_back(list.data_ptr<T>(), list.data_ptr<T>() + list.numel());
  }
  const int64_t n = points.size(1);
  const T* point = points.data_ptr<T>();
  for (int64_t i = 0; i < points.size(0); ++i, point += n) {
    int64_t place = 0;
    bool inside = true;
    for (size_t d = 0; inside && d < lists.size(); ++d) {
      const int64_t bin = bin_of(point[d], lists[d]);
      inside = bin >= 0;
      place += bin * hist.strides()[d];
    }
    if (inside) hist.data_ptr<T>()[place] += weights.defined() ? weights.data_ptr<T>()[i] : T(1);
  }
}

// `name`: of the operation in errors of the backward pass.
std::tuple<Tensor, std::vector<Tensor>> counted(const char* name, const Tensor& t,
                                                const Tensor& points, std::vector<Tensor> edges,
                                                const std::optional<Tensor>& weight, bool density,
                                                Location at) {
  Tensor hist;
  {
    NoGradGuard no_grad;
    std::vector<int64_t> sizes;
    for (const Tensor& e : edges) sizes.push_back(e.numel() - 1);
    hist = zeros(sizes, t.dtype());
    const bool weighted = weight && weight->defined();
    const Tensor weights = weighted ? weight->detach().contiguous().view({-1}) : Tensor();
    t.dtype() == kFloat ? count_into<float>(hist, points, weights, edges)
                        : count_into<double>(hist, points, weights, edges);
    if (density) {
      hist = hist / sum(hist);
      for (size_t d = 0; d < edges.size(); ++d) {
        std::vector<int64_t> along(edges.size(), 1);
        along[d] = sizes[d];
        hist = hist / diff(edges[d]).view(along);
      }
    }
  }
  return {not_differentiable(name, Output(Array(hist.array()), at), t, weight.value_or(Tensor())),
          std::move(edges)};
}

}  // namespace

std::tuple<Tensor, std::vector<Tensor>> histogramdd(const Tensor& t, TensorList bins,
                                                    std::optional<ArrayRef<double>> /*range*/,
                                                    const std::optional<Tensor>& weight,
                                                    bool density, Location at) {
  LocationScope scope(at);
  const Tensor points = points_of(t, weight);
  GRADLAB_CHECK(static_cast<int64_t>(bins.size()) == t.size(-1), "torch.histogramdd: expected ",
                t.size(-1), " sequences of bin edges for a ", t.size(-1),
                "-dimensional histogram but got ", bins.size());
  std::vector<Tensor> edges;
  for (size_t d = 0; d < bins.size(); ++d) {
    const Tensor& e = bins[d];
    GRADLAB_CHECK(t.dtype() == e.dtype(),
                  "torch.histogramdd: input tensor and bins tensors should have the same dtype, "
                  "but got input with dtype ",
                  t.dtype(), " and bins for dimension ", d, " with dtype ", e.dtype());
    GRADLAB_CHECK(e.dim() == 1,
                  "torch.histogramdd: bins tensor should have one dimension, but got ", e.dim(),
                  " dimensions in the bins tensor for dimension ", d);
    GRADLAB_CHECK(e.numel() > 0,
                  "torch.histogramdd: bins tensor should have at least 1 element, but got ",
                  e.numel(), " elements in the bins tensor for dimension ", d);
    check_bins(e.numel() - 1, d);
    edges.push_back(e.detach().clone());
  }
  check_dtype("histogram_cpu", t);
  return counted("_histogramdd_from_bin_tensors", t, points, std::move(edges), weight, density, at);
}

std::tuple<Tensor, std::vector<Tensor>> histogramdd(const Tensor& t, IntArrayRef bins,
                                                    std::optional<ArrayRef<double>> range,
                                                    const std::optional<Tensor>& weight,
                                                    bool density, Location at) {
  LocationScope scope(at);
  const Tensor points = points_of(t, weight);
  const auto n = static_cast<size_t>(t.size(-1));
  GRADLAB_CHECK(bins.size() == n, "torch.histogramdd: expected ", n, " numbers of bins for a ", n,
                "-dimensional histogram but got ", bins.size());
  for (size_t d = 0; d < n; ++d) check_bins(bins[d], d);
  check_dtype(range ? "histogram_cpu" : "histogramdd", t);
  GRADLAB_CHECK(!range || range->size() == 2 * n, "torch.histogramdd: for a ", n,
                "-dimensional histogram range should have ", 2 * n, " elements, but got ",
                range ? range->size() : 0);
  std::vector<Tensor> edges;
  for (size_t d = 0; d < n; ++d) {
    double low = 0, high = 1;
    if (range) {
      low = (*range)[2 * d], high = (*range)[2 * d + 1];
    } else if (points.numel() > 0) {
      const Tensor column = points.select(1, static_cast<int64_t>(d));
      low = column.min().item<double>(), high = column.max().item<double>();
    }
    GRADLAB_CHECK(std::isfinite(low) && std::isfinite(high), "torch.histogramdd: dimension ", d,
                  "'s range [", low, ", ", high, "] is not finite");
    GRADLAB_CHECK(low <= high, "torch.histogramdd: min should not exceed max, but got min ", low,
                  " max ", high, " for dimension ", d);
    // Wider where all points have the same coordinate.
    if (low == high) low -= 0.5, high += 0.5;
    const Tensor list = linspace(low, high, bins[d] + 1, t.dtype());
    edges.push_back(
        not_differentiable("_histogramdd_bin_edges", Output(Array(list.array()), at), t));
  }
  return counted("_histogramdd_from_bin_cts", t, points, std::move(edges), weight, density, at);
}

std::tuple<Tensor, std::vector<Tensor>> histogramdd(const Tensor& t, int64_t bins,
                                                    std::optional<ArrayRef<double>> range,
                                                    const std::optional<Tensor>& weight,
                                                    bool density, Location at) {
  LocationScope scope(at);
  GRADLAB_CHECK(t.dim() >= 2, "torch.histogramdd: input tensor should have at least 2 dimensions");
  const std::vector<int64_t> all(static_cast<size_t>(t.size(-1)), bins);
  return histogramdd(t, all, range, weight, density);
}

}  // namespace gradlab
