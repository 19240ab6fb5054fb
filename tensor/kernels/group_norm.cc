#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "gradlab/tensor/dtype.h"
#include "gradlab/tensor/kernels/batch_norm.h"
#include "gradlab/tensor/kernels/channels.h"
#include "gradlab/tensor/kernels/copy.h"
#include "gradlab/tensor/kernels/in_format.h"
#include "gradlab/tensor/kernels/reduced.h"
#include "gradlab/tensor/memory_format.h"
#include "gradlab/tensor/parallel.h"

namespace gradlab::kernels {
namespace {

// Contiguous elements [batch][groups][per_group][inner].
struct Groups {
  int64_t batch, groups, per_group, inner;

  Groups(const Array& x, int64_t groups_)
      : batch(x.size(0)), groups(groups_), per_group(x.size(1) / groups_), inner(1) {
    for (int64_t d = 2; d < x.dim(); ++d) inner *= x.size(d);
  }
  int64_t rows() const { return batch * groups; }  // groups of all samples
  int64_t row_size() const { return per_group * inner; }
  int64_t channels() const { return groups * per_group; }

  template <class F>
  void for_each_row(const F& f) const {
    parallel_for(0, rows(), parallel_grain() / std::max<int64_t>(row_size(), 1) + 1,
                 [&](int64_t first, int64_t last) {
                   for (int64_t row = first; row < last; ++row) f(row);
                 });
  }
};

Array per_channel(const Array* given) {
  return given == nullptr ? Array() : contiguous(widened(*given));
}
template <class T>
const T* data_or_null(const Array& a) {
  return a.defined() ? a.data<T>() : nullptr;
}

template <class T>
void normalize_row(const Groups& shape, int64_t row, const T* x, const T* weight, const T* bias,
                   T mean, T rstd, T* y) {
  const int64_t n = shape.inner, channel = row % shape.groups * shape.per_group;
  if (weight == nullptr && bias == nullptr) {
    for (int64_t i = 0; i < shape.row_size(); ++i) y[i] = (x[i] - mean) * rstd;
    return;
  }
  for (int64_t c = 0; c < shape.per_group; ++c, x += n, y += n) {
    const T scale = rstd * (weight == nullptr ? T{1} : weight[channel + c]);
    const T shift = -scale * mean + (bias == nullptr ? T{0} : bias[channel + c]);
    for (int64_t i = 0; i < n; ++i) y[i] = scale * x[i] + shift;
  }
}

}  // namespace

GroupNorm group_norm(const Array& given, int64_t groups, const Array* weight, const Array* bias,
                     double eps) {
  const Array x = contiguous(widened(given)), w = per_channel(weight), b = per_channel(bias);
  const Groups shape(x, groups);
  GroupNorm out{Array::empty(x.sizes(), x.dtype()), Array::empty({shape.batch, groups}, x.dtype()),
                Array::empty({shape.batch, groups}, x.dtype())};
  dispatch_floating(x.dtype(), "GroupNormKernelImpl", [&]<class T>() {
    const auto count = static_cast<double>(shape.row_size());
    shape.for_each_row([&](int64_t row) {
      const T* values = x.data<T>() + row * shape.row_size();
      const TwoSums sum = sum_terms(0, shape.row_size(), [=](int64_t i, double& a, double&) {
        a += double{values[i]};
      });
      const T mean = static_cast<T>(sum.a / count);
      const TwoSums squares = sum_terms(0, shape.row_size(), [=](int64_t i, double& a, double&) {
        const T d = values[i] - mean;
        a += double{d * d};
      });
      const T rstd = static_cast<T>(1 / std::sqrt(squares.a / count + eps));
      out.mean.data<T>()[row] = mean;
      out.rstd.data<T>()[row] = rstd;
      normalize_row(shape, row, values, data_or_null<T>(w), data_or_null<T>(b), mean, rstd,
                    out.y.data<T>() + row * shape.row_size());
    });
  });
  const MemoryFormat format = suggest_memory_format(given.sizes(), given.strides());
  return {in_format(rounded(out.y, given.dtype()), format), rounded(out.mean, given.dtype()),
          rounded(out.rstd, given.dtype())};
}

// With xhat = (x - mean) * rstd and h = g * weight:
// dx = rstd * (h - mean(h) - xhat * mean(h * xhat)), dweight = sum of g * xhat, dbias = sum of g.
ChannelGradients group_norm_backward(const Array& grad, const Array& given, int64_t groups,
                                     const Array& mean, const Array& rstd, const Array* weight) {
  const Array x = contiguous(widened(given)), g = contiguous(widened(grad));
  const Array w = per_channel(weight), m = per_channel(&mean), r = per_channel(&rstd);
  const Groups shape(x, groups);
  ChannelGradients out{Array::empty(x.sizes(), x.dtype()),
                       Array::empty({shape.channels()}, x.dtype()),
                       Array::empty({shape.channels()}, x.dtype())};
  dispatch_floating(x.dtype(), "GroupNormBackwardKernelImpl", [&]<class T>() {
    // Of every channel of every sample. a: sum of g; b: sum of g * (x - mean).
    std::vector<TwoSums> sums(static_cast<size_t>(shape.rows() * shape.per_group));
    shape.for_each_row([&](int64_t row) {
      const int64_t n = shape.inner, start = row * shape.row_size();
      const T *xs = x.data<T>() + start, *gs = g.data<T>() + start, *ws = data_or_null<T>(w);
      const T mean_x = m.data<T>()[row], rstd_x = r.data<T>()[row];
      const int64_t channel = row % shape.groups * shape.per_group;
      double sum_h = 0, sum_hx = 0;
      for (int64_t c = 0; c < shape.per_group; ++c) {
        const TwoSums of_channel =
            sum_terms(c * n, n, [=](int64_t i, double& a, double& b) {
              a += double{gs[i]};
              b += double{gs[i] * (xs[i] - mean_x)};
            });
        sums[static_cast<size_t>(row * shape.per_group + c)] = of_channel;
        const double scale = ws == nullptr ? 1 : double{ws[channel + c]};
        sum_h += scale * of_channel.a;
        sum_hx += scale * of_channel.b;
      }
      const auto count = static_cast<double>(shape.row_size());
      const T mean_h = static_cast<T>(sum_h / count);
      const T slope = static_cast<T>(sum_hx / count * rstd_x * rstd_x);
      T* to = out.x.data<T>() + start;
      for (int64_t c = 0; c < shape.per_group; ++c) {
        const T scale = ws == nullptr ? T{1} : ws[channel + c];
        for (int64_t i = c * n; i < (c + 1) * n; ++i) {
          to[i] = rstd_x * (gs[i] * scale - mean_h - (xs[i] - mean_x) * slope);
        }
      }
    });
    for (int64_t c = 0; c < shape.channels(); ++c) {
      double weight_sum = 0, bias_sum = 0;
      for (int64_t n = 0; n < shape.batch; ++n) {
        const TwoSums& of_channel = sums[static_cast<size_t>(n * shape.channels() + c)];
        weight_sum +=
            of_channel.b * double{r.data<T>()[n * shape.groups + c / shape.per_group]};
        bias_sum += of_channel.a;
      }
      out.weight.data<T>()[c] = static_cast<T>(weight_sum);
      out.bias.data<T>()[c] = static_cast<T>(bias_sum);
    }
  });
  out.x = in_format(rounded(out.x, given.dtype()),
                    suggest_memory_format(given.sizes(), given.strides()));
  return out;
}

}  // namespace gradlab::kernels
