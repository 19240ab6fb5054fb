#include "gradlab/tensor/kernels/batch_norm.h"

#include <cmath>
#include <utility>
#include <vector>

#include "gradlab/tensor/dtype.h"
#include "gradlab/tensor/kernels/channels.h"
#include "gradlab/tensor/kernels/copy.h"
#include "gradlab/tensor/kernels/in_format.h"
#include "gradlab/tensor/kernels/reduced.h"
#include "gradlab/tensor/memory_format.h"

namespace gradlab::kernels {
namespace {

constexpr const char* kKernel = "batch_norm";

MemoryFormat format_of(const Array& x) { return suggest_memory_format(x.sizes(), x.strides()); }

// One value per channel as the dtype that is computed in; undefined for null.
Array per_channel(const Array* given) {
  return given == nullptr ? Array() : contiguous(widened(*given));
}
template <class T>
T value_at(const Array& values, int64_t c, T otherwise) {
  return values.defined() ? values.data<T>()[c] : otherwise;
}

// Replaces every element by updated(c, element).
template <class F>
void update_running(const Array& running, const F& updated) {
  const Array dense = contiguous(widened(running));
  dispatch_floating(dense.dtype(), kKernel, [&]<class T>() {
    for (int64_t c = 0; c < dense.numel(); ++c) {
      dense.data<T>()[c] = updated(c, dense.data<T>()[c]);
    }
  });
  if (!dense.shares_storage(running)) copy_into(running, dense);
}

}  // namespace

ChannelStatistics channel_statistics(const Array& given, double eps) {
  const MemoryFormat format = format_of(given);
  const Array x = in_format(widened(given), format);
  const Channels channels(x, format);
  const auto vector = [&] { return Array::empty({channels.channels}, x.dtype()); };
  ChannelStatistics out{vector(), vector(), vector()};
  dispatch_floating(x.dtype(), kKernel, [&]<class T>() {
    const T* values = x.data<T>();
    T *mean = out.mean.data<T>(), *squares = out.squares.data<T>(), *rstd = out.rstd.data<T>();
    const std::vector<TwoSums> sums = sum_channels(
        channels, [=](int64_t i, int64_t, double& a, double&) { a += double{values[i]}; });
    const auto count = static_cast<double>(channels.count());
    for (int64_t c = 0; c < channels.channels; ++c) {
      mean[c] = static_cast<T>(sums[static_cast<size_t>(c)].a / count);
    }
    // A second pass: the sum of squares minus the square of the sum would cancel.
    const std::vector<TwoSums> deviations =
        sum_channels(channels, [=](int64_t i, int64_t c, double& a, double&) {
          const T d = values[i] - mean[c];
          a += double{d * d};
        });
    for (int64_t c = 0; c < channels.channels; ++c) {
      squares[c] = static_cast<T>(deviations[static_cast<size_t>(c)].a);
      const double variance = squares[c] / static_cast<T>(channels.count());
      const bool constant = variance == 0 && eps == 0;
      rstd[c] = constant ? T{0} : static_cast<T>(1 / std::sqrt(variance + eps));
    }
  });
  return out;
}

Array normalize_channels(const Array& given, const Array& mean, const Array& rstd,
                         const Array* weight, const Array* bias) {
  const MemoryFormat format = format_of(given);
  const Array x = in_format(widened(given), format);
  const Channels channels(x, format);
  const Array m = per_channel(&mean), r = per_channel(&rstd);
  const Array w = per_channel(weight), b = per_channel(bias);
  Array out = empty_in_format(x.sizes(), format, x.dtype());
  dispatch_floating(x.dtype(), kKernel, [&]<class T>() {
    std::vector<T> alpha(static_cast<size_t>(channels.channels)), beta(alpha.size());
    for (int64_t c = 0; c < channels.channels; ++c) {
      const auto i = static_cast<size_t>(c);
      alpha[i] = r.data<T>()[c] * value_at<T>(w, c, 1);
      beta[i] = value_at<T>(b, c, 0) - m.data<T>()[c] * alpha[i];
    }
    const T *from = x.data<T>(), *factor = alpha.data(), *term = beta.data();
    T* to = out.data<T>();
    for_each_of_channels(
        channels, [=](int64_t i, int64_t c) { to[i] = from[i] * factor[c] + term[c]; });
  });
  return rounded(out, given.dtype());
}

void update_running_mean(const Array& running, const Array& mean, double momentum) {
  update_running(running, [&]<class T>(int64_t c, T old) {
    const auto share = static_cast<T>(momentum);
    return share * mean.data<T>()[c] + (1 - share) * old;
  });
}

// PyTorch has the unbiased variance as a double here.
void update_running_var(const Array& running, const Array& squares, int64_t count,
                        double momentum) {
  update_running(running, [&]<class T>(int64_t c, T old) {
    const auto share = static_cast<T>(momentum);
    const double variance = squares.data<T>()[c] / static_cast<T>(count - 1);
    return static_cast<T>(share * variance + (1 - share) * old);
  });
}

ChannelGradients normalize_channels_backward(const Array& grad, const Array& given,
                                             const Array& mean, const Array& rstd,
                                             const Array* weight, bool from_batch) {
  const MemoryFormat format = format_of(given);
  const Array x = in_format(widened(given), format), g = in_format(widened(grad), format);
  const Channels channels(x, format);
  const Array m = per_channel(&mean), r = per_channel(&rstd), w = per_channel(weight);
  const auto vector = [&] { return Array::empty({channels.channels}, x.dtype()); };
  ChannelGradients out{empty_in_format(x.sizes(), format, x.dtype()), vector(), vector()};
  dispatch_floating(x.dtype(), kKernel, [&]<class T>() {
    const T *xs = x.data<T>(), *gs = g.data<T>(), *mean_of = m.data<T>(), *rstd_of = r.data<T>();
    // a: sum of g; b: sum of (x - mean) * g.
    const std::vector<TwoSums> sums =
        sum_channels(channels, [=](int64_t i, int64_t c, double& a, double& b) {
          a += double{gs[i]};
          b += double{(xs[i] - mean_of[c]) * gs[i]};
        });
    const size_t n = sums.size();
    std::vector<T> mean_g(n), slope(n), scale(n);
    const auto count = static_cast<double>(channels.count());
    for (size_t c = 0; c < n; ++c) {
      const auto at = static_cast<int64_t>(c);
      const T dot = static_cast<T>(sums[c].b);
      out.weight.data<T>()[c] = static_cast<T>(sums[c].b * rstd_of[c]);
      out.bias.data<T>()[c] = static_cast<T>(sums[c].a);
      mean_g[c] = from_batch ? static_cast<T>(sums[c].a / count) : T{0};
      slope[c] = from_batch ? dot * rstd_of[c] * rstd_of[c] / static_cast<T>(count) : T{0};
      scale[c] = value_at<T>(w, at, 1);
    }
    const T *shift = mean_g.data(), *k = slope.data(), *factor = scale.data();
    T* to = out.x.data<T>();
    if (from_batch) {
      for_each_of_channels(channels, [=](int64_t i, int64_t c) {
        to[i] = (gs[i] - shift[c] - (xs[i] - mean_of[c]) * k[c]) * rstd_of[c] * factor[c];
      });
    } else {
      for_each_of_channels(
          channels, [=](int64_t i, int64_t c) { to[i] = gs[i] * rstd_of[c] * factor[c]; });
    }
  });
  out.x = rounded(out.x, given.dtype());
  return out;
}

}  // namespace gradlab::kernels
