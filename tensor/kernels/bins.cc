#include "gradlab/tensor/kernels/bins.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "gradlab/tensor/dtype.h"
#include "gradlab/tensor/error.h"
#include "gradlab/tensor/kernels/convert.h"
#include "gradlab/tensor/kernels/copy.h"
#include "gradlab/tensor/kernels/operand.h"
#include "gradlab/tensor/kernels/reduced.h"

namespace gradlab::kernels {

Array bincount(const Array& a, const Array* weights, int64_t minlength) {
  if (!is_integral(a.dtype(), false)) throw_not_implemented_for("bincount_cpu", a.dtype());
  GRADLAB_CHECK(minlength >= 0, "minlength should be >= 0");
  if (a.dim() == 1 && a.numel() == 0) return full({minlength}, 0, kLong);
  const Array values = contiguous(cast(a, kLong));
  const int64_t n = values.numel();
  const int64_t* v = values.data<int64_t>();
  GRADLAB_CHECK(a.dim() == 1 && std::all_of(v, v + n, [](int64_t x) { return x >= 0; }),
                "bincount only supports 1-d non-negative integral inputs.");
  GRADLAB_CHECK(!weights || (weights->dim() == 1 && weights->numel() == n),
                "weights should be 1-d and have the same length as input");
  const int64_t largest = *std::max_element(v, v + n);
  GRADLAB_CHECK(largest < std::numeric_limits<int64_t>::max(),
                "maximum value of input overflowed, it should be < ",
                std::numeric_limits<int64_t>::max(), " but got ", largest);
  const int64_t bins = std::max(largest + 1, minlength);
  if (!weights) {
    Array out = full({bins}, 0, kLong);
    for (int64_t i = 0; i < n; ++i) ++out.data<int64_t>()[v[i]];
    return out;
  }
  const ScalarType dtype = weights->dtype() == kFloat ? kFloat : kDouble;
  const Array w = contiguous(cast(*weights, dtype));
  Array out = full({bins}, 0, dtype);
  dispatch_floating(dtype, "bincount_cpu", [&]<class T>() {
    for (int64_t i = 0; i < n; ++i) out.data<T>()[v[i]] += w.data<T>()[i];
  });
  return out;
}

namespace {

// The part of [lo, hi] that x lies in; the last one includes its end.
template <class T>
int64_t bin_of(T x, T lo, T hi, int64_t bins) {
  const int64_t bin = convert<int64_t>((x - lo) * static_cast<T>(bins) / (hi - lo));
  return std::clamp<int64_t>(bin, 0, bins - 1);
}

}  // namespace

Array histc(const Array& a, int64_t bins, const Scalar& min, const Scalar& max) {
  if (!is_floating_point(a.dtype())) throw_not_implemented_for("histogram_cpu", a.dtype());
  GRADLAB_CHECK(bins > 0, "torch.histogram(): bins must be > 0, but got ", bins,
                " for dimension 0");
  if (is_reduced(a)) return rounded(histc(widened(a), bins, min, max), a.dtype());
  Array out = full({bins}, 0, a.dtype());
  const Array values = contiguous(a);
  dispatch_floating(a.dtype(), "histogram_cpu", [&]<class T>() {
    const T* v = values.data<T>();
    const int64_t n = values.numel();
    T lo = static_cast<T>(min.toDouble()), hi = static_cast<T>(max.toDouble());
    if (lo == hi && n > 0) {
      // A NaN anywhere is the range, and refused.
      lo = hi = v[0];
      for (int64_t i = 1; i < n && lo == lo; ++i) {
        if (v[i] != v[i]) lo = hi = v[i];
        lo = v[i] < lo ? v[i] : lo;
        hi = v[i] > hi ? v[i] : hi;
      }
    }
    if (lo == hi) {
      lo -= 1;
      hi += 1;
    }
    GRADLAB_CHECK(std::isfinite(lo) && std::isfinite(hi), "torch.histc: range of [", lo, ", ", hi,
                  "] is not finite");
    GRADLAB_CHECK(lo < hi, "torch.histc: max must be larger than min");
    for (int64_t i = 0; i < n; ++i) {
      if (v[i] >= lo && v[i] <= hi) out.data<T>()[bin_of(v[i], lo, hi, bins)] += 1;
    }
  });
  return out;
}

Array searchsorted(const Array& sequence, const Array& values, bool out_int32, bool right,
                   const Array* sorter) {
  const bool shared = sequence.dim() == 1;
  bool fits = shared || (sequence.dim() > 0 && sequence.dim() == values.dim());
  for (int64_t i = 0; fits && !shared && i + 1 < sequence.dim(); ++i) {
    fits = sequence.size(i) == values.size(i);
  }
  GRADLAB_CHECK(sequence.dim() > 0,
                "torch.searchsorted(): boundaries tensor should have positive dimension, but got 0 "
                "dimension");
  GRADLAB_CHECK(fits,
                "torch.searchsorted(): boundaries tensor should be 1 dimension or the first N-1 "
                "dimensions of boundaries tensor and input value tensor must match, but we got "
                "boundaries tensor ",
                sequence.sizes(), " and input value tensor ", values.sizes());
  const int64_t n = sequence.size(-1);
  GRADLAB_CHECK(!out_int32 || n < std::numeric_limits<int32_t>::max(),
                "torch.searchsorted(): the size of boundaries' last dimension should be less than ",
                std::numeric_limits<int32_t>::max(), ", but we got ", n);
  Array order;
  if (sorter) {
    GRADLAB_CHECK(sorter->sizes() == sequence.sizes(),
                  "torch.searchsorted(): boundary and sorter must have the same size, but got "
                  "boundary tensor ",
                  sequence.sizes(), "and got sorter tensor ", sorter->sizes());
    GRADLAB_CHECK(sorter->dtype() == kLong,
                  "torch.searchsorted(): sorter must be a tensor of long dtype but got dtype ",
                  sorter->dtype());
    order = contiguous(*sorter);
    const int64_t* p = order.data<int64_t>();
    GRADLAB_CHECK(std::all_of(p, p + order.numel(), [n](int64_t i) { return i >= 0 && i < n; }),
                  "torch.searchsorted(): sorter index out of range");
  }
  const ScalarType common = result_type(Operand(sequence), Operand(values));
  const ScalarType dtype = is_reduced_floating_point(common) ? kFloat : common;
  const Array in = contiguous(cast(sequence, dtype)), what = contiguous(cast(values, dtype));
  Array out = Array::empty(values.sizes(), kLong);
  // Values of one line of `values` are looked for in one sequence.
  const int64_t per_line = shared || values.dim() == 0 ? values.numel() : values.size(-1);
  dispatch_numeric(dtype, "searchsorted_out_cpu", [&]<class T>() {
    for (int64_t i = 0; i < values.numel(); ++i) {
      const int64_t line = shared ? 0 : i / per_line;
      const T x = what.data<T>()[i];
      const T* s = in.data<T>() + line * n;
      const int64_t* by = sorter ? order.data<int64_t>() + line * n : nullptr;
      int64_t lo = 0, hi = n;
      while (lo < hi) {
        const int64_t middle = lo + (hi - lo) / 2;
        const T e = s[by ? by[middle] : middle];
        // NaN belongs at the end.
        const bool goes_after = right ? !(e > x) : !(e >= x);
        if (goes_after) {
          lo = middle + 1;
        } else {
          hi = middle;
        }
      }
      out.data<int64_t>()[i] = lo;
    }
  });
  return out_int32 ? cast(out, kInt) : out;
}

}  // namespace gradlab::kernels
