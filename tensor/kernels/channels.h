// The channels of an array [batch, channels, ...], as it lies in memory, and sums over them.
#ifndef GRADLAB_TENSOR_KERNELS_CHANNELS_H_
#define GRADLAB_TENSOR_KERNELS_CHANNELS_H_

#include <algorithm>
#include <cstdint>
#include <vector>

#include "gradlab/tensor/array.h"
#include "gradlab/tensor/memory_format.h"
#include "gradlab/tensor/parallel.h"

namespace gradlab::kernels {

// Elements [outer][channels][inner]; inner is 1 for channels-last formats.
struct Channels {
  int64_t outer, channels, inner;

  Channels(const Array& x, MemoryFormat format) : outer(x.size(0)), channels(x.size(1)), inner(1) {
    for (int64_t d = 2; d < x.dim(); ++d) {
      (format == MemoryFormat::Contiguous ? inner : outer) *= x.size(d);
    }
  }
  int64_t count() const { return outer * inner; }  // of elements per channel
  // Channels for one thread.
  int64_t grain() const { return parallel_grain() / std::max<int64_t>(count(), 1) + 1; }

  // Calls f(first element, elements, channel) for every run of elements of one channel that lie
  // next to each other, of channels first..last-1, in an order that does not depend on those two.
  template <class F>
  void for_each_run(int64_t first, int64_t last, const F& f) const {
    for (int64_t c = first; c < last; ++c) {
      for (int64_t o = 0; o < outer; ++o) f((o * channels + c) * inner, inner, c);
    }
  }
};

// Two sums over the elements [begin, begin + n) of term(i, a, b), which adds to a and b. Eight
// partial sums each let the loop use vectors; how they are added depends on n only.
struct TwoSums {
  double a = 0, b = 0;
};
template <class Term>
inline TwoSums sum_terms(int64_t begin, int64_t n, const Term& term) {
  constexpr int64_t kLanes = 8;
  double a[kLanes] = {}, b[kLanes] = {};
  int64_t i = 0;
  for (; i + kLanes <= n; i += kLanes) {
    for (int64_t l = 0; l < kLanes; ++l) term(begin + i + l, a[l], b[l]);
  }
  for (int64_t l = 0; i < n; ++i, ++l) term(begin + i, a[l], b[l]);
  TwoSums sums;
  for (int64_t l = 0; l < kLanes; ++l) {
    sums.a += a[l];
    sums.b += b[l];
  }
  return sums;
}

// The sums over each channel of term(i, c, a, b) for its elements i. How they are added depends on
// the sizes only.
template <class Term>
std::vector<TwoSums> sum_channels(const Channels& x, const Term& term) {
  std::vector<TwoSums> sums(static_cast<size_t>(x.channels));
  if (x.inner > 1) {
    parallel_for(0, x.channels, x.grain(), [&](int64_t first, int64_t last) {
      x.for_each_run(first, last, [&](int64_t begin, int64_t n, int64_t c) {
        const TwoSums run = sum_terms(
            begin, n, [&](int64_t i, double& a, double& b) { term(i, c, a, b); });
        sums[static_cast<size_t>(c)].a += run.a;
        sums[static_cast<size_t>(c)].b += run.b;
      });
    });
    return sums;
  }
  // Neighbours are different channels: parts of the rows, each of which has its own sums.
  constexpr int64_t kMaxParts = 16, kBlock = 256;
  const int64_t parts =
      std::clamp<int64_t>(x.outer * x.channels / parallel_grain(), 1, kMaxParts);
  const int64_t rows = (x.outer + parts - 1) / parts;
  std::vector<TwoSums> of_parts(static_cast<size_t>(parts * x.channels));
  parallel_for(0, parts, 1, [&](int64_t first, int64_t last) {
    for (int64_t part = first; part < last; ++part) {
      const int64_t begin = part * rows, end = std::min(begin + rows, x.outer);
      for (int64_t c = 0; c < x.channels; c += kBlock) {
        const int64_t n = std::min(kBlock, x.channels - c);
        double a[kBlock] = {}, b[kBlock] = {};
        for (int64_t o = begin; o < end; ++o) {
          for (int64_t j = 0; j < n; ++j) term(o * x.channels + c + j, c + j, a[j], b[j]);
        }
        for (int64_t j = 0; j < n; ++j) {
          of_parts[static_cast<size_t>(part * x.channels + c + j)] = {a[j], b[j]};
        }
      }
    }
  });
  for (size_t i = 0; i < of_parts.size(); ++i) {
    TwoSums& sum = sums[i % sums.size()];
    sum.a += of_parts[i].a;
    sum.b += of_parts[i].b;
  }
  return sums;
}

// Calls f(i, c) for every element i and its channel c.
template <class F>
void for_each_of_channels(const Channels& x, const F& f) {
  if (x.inner == 1) {
    parallel_for(0, x.outer, parallel_grain() / std::max<int64_t>(x.channels, 1) + 1,
                 [&](int64_t first, int64_t last) {
                   for (int64_t o = first; o < last; ++o) {
                     for (int64_t c = 0; c < x.channels; ++c) f(o * x.channels + c, c);
                   }
                 });
    return;
  }
  parallel_for(0, x.outer * x.channels, parallel_grain() / std::max<int64_t>(x.inner, 1) + 1,
               [&](int64_t first, int64_t last) {
                 for (int64_t r = first; r < last; ++r) {
                   const int64_t c = r % x.channels;
                   for (int64_t i = 0; i < x.inner; ++i) f(r * x.inner + i, c);
                 }
               });
}

}  // namespace gradlab::kernels

#endif  // GRADLAB_TENSOR_KERNELS_CHANNELS_H_
