// The histograms of statistics.h. NaN, and what lies outside of the edges, is in no bin.
#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "gradlab/autograd/grad_mode.h"
#include "gradlab/autograd/ops/derivative_free.h"
#include "gradlab/autograd/ops/factory.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/autograd/ops/reduce.h"
#include "gradlab/autograd/ops/scan.h"
#include "gradlab/autograd/ops/statistics.h"
#include "gradlab/tensor/error.h"

namespace gradlab {
namespace {

void check_weight(const Tensor& t, const std::optional<Tensor>& weight) {
  if (!weight || !weight->defined()) return;
  GRADLAB_CHECK(t.dtype() == weight->dtype(),
                "torch.histogramdd: if weight tensor is provided, input tensor and weight tensor "
                "should have the same dtype, but got input(",
                t.dtype(), "), and weight(", weight->dtype(), ")");
  GRADLAB_CHECK(weight->numel() == t.numel(),
                "torch.histogramdd: if weight tensor is provided it should have the same shape as "
                "the input tensor excluding its innermost dimension, but got input with shape [",
                t.numel(), ", 1] and weight with shape [", weight->numel(), "]");
}

template <class T>
void count_into(T* counts, const T* values, const T* weights, int64_t n, const T* edges,
                int64_t bins) {
  for (int64_t i = 0; i < n; ++i) {
    const T v = values[i];
    if (!(v >= edges[0] && v <= edges[bins])) continue;
    const int64_t after = std::upper_bound(edges, edges + bins + 1, v) - edges;
    counts[std::min(after, bins) - 1] += weights ? weights[i] : T(1);
  }
}

std::tuple<Tensor, Tensor> histogram_of(const Tensor& t, const Tensor& edges,
                                        const std::optional<Tensor>& weight, bool density,
                                        Location at) {
  const bool weighted = weight && weight->defined();
  Tensor hist;
  {
    NoGradGuard no_grad;
    const int64_t bins = edges.numel() - 1;
    const Tensor values = t.contiguous(), list = edges.contiguous();
    const Tensor weights = weighted ? weight->contiguous() : Tensor();
    hist = zeros({bins}, t.dtype());
    const auto count = [&]<class T>() {
      count_into(hist.data_ptr<T>(), values.data_ptr<T>(),
                 weighted ? weights.data_ptr<T>() : nullptr, t.numel(), list.data_ptr<T>(), bins);
    };
    t.dtype() == kFloat ? count.template operator()<float>() : count.template operator()<double>();
    if (density) hist = hist / sum(hist) / diff(list);
  }
  return {not_differentiable("histogram", Output(Array(hist.array()), at), t), edges};
}

void check_dtype(const char* kernel, const Tensor& t) {
  GRADLAB_CHECK_KIND(NotImplementedError, t.dtype() == kFloat || t.dtype() == kDouble, "\"", kernel,
                     "\" not implemented for '", t.scalar_type(), "'");
}

void check_bins(int64_t bins) {
  GRADLAB_CHECK(bins > 0, "torch.histogram(): bins must be > 0, but got ", bins,
                " for dimension 0");
}

// The outermost edges: made wider where they are the same.
std::pair<double, double> outer_edges(const Tensor& t, std::optional<ArrayRef<double>> range) {
  double low = 0, high = 1;
  if (range) {
    GRADLAB_CHECK(range->size() == 2, "torch.histogram: range should have 2 elements, but got ",
                  range->size());
    low = (*range)[0], high = (*range)[1];
  } else if (t.numel() > 0) {
    low = t.detach().min().item<double>(), high = t.detach().max().item<double>();
  }
  GRADLAB_CHECK(std::isfinite(low) && std::isfinite(high),
                "torch.histogramdd: dimension 0's range [", low, ", ", high, "] is not finite");
  GRADLAB_CHECK(low <= high, "torch.histogramdd: min should not exceed max, but got min ", low,
                " max ", high, " for dimension 0");
  if (low == high) return {low - 0.5, high + 0.5};
  return {low, high};
}

}  // namespace

std::tuple<Tensor, Tensor> histogram(const Tensor& t, const Tensor& bins,
                                     const std::optional<Tensor>& weight, bool density,
                                     Location at) {
  LocationScope scope(at);
  check_weight(t, weight);
  GRADLAB_CHECK(t.dtype() == bins.dtype(),
                "torch.histogramdd: input tensor and bins tensors should have the same dtype, but "
                "got input with dtype ",
                t.dtype(), " and bins for dimension 0 with dtype ", bins.dtype());
  GRADLAB_CHECK(bins.dim() == 1,
                "torch.histogramdd: bins tensor should have one dimension, but got ", bins.dim(),
                " dimensions in the bins tensor for dimension 0");
  GRADLAB_CHECK(bins.numel() > 0,
                "torch.histogramdd: bins tensor should have at least 1 element, but got ",
                bins.numel(), " elements in the bins tensor for dimension 0");
  check_bins(bins.numel() - 1);
  check_dtype("histogram_cpu", t);
  return histogram_of(t, bins.detach().clone(), weight, density, at);
}

std::tuple<Tensor, Tensor> histogram(const Tensor& t, int64_t bins,
                                     std::optional<ArrayRef<double>> range,
                                     const std::optional<Tensor>& weight, bool density,
                                     Location at) {
  LocationScope scope(at);
  check_weight(t, weight);
  check_bins(bins);
  check_dtype(range ? "histogram_cpu" : "histogramdd", t);
  const auto [low, high] = outer_edges(t, range);
  return histogram_of(t, linspace(low, high, bins + 1, t.dtype()), weight, density, at);
}

}  // namespace gradlab
