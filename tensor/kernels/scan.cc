#include "gradlab/tensor/kernels/scan.h"

#include <algorithm>
#include <type_traits>

#include "gradlab/tensor/dtype.h"
#include "gradlab/tensor/error.h"
#include "gradlab/tensor/kernels/copy.h"
#include "gradlab/tensor/kernels/reduce_plan.h"
#include "gradlab/tensor/kernels/reduced.h"

namespace gradlab::kernels {
namespace {

struct Plus {
  static constexpr int kIdentity = 0;
  template <class A>
  static A apply(A a, A b) {
    return a + b;
  }
};
struct Times {
  static constexpr int kIdentity = 1;
  template <class A>
  static A apply(A a, A b) {
    return a * b;
  }
};

// Running results are kept in double, or without sign, where overflow wraps around.
template <class T>
using Running = std::conditional_t<std::is_floating_point_v<T>, double, uint64_t>;

// A matrix whose columns are scanned: its elements' strides in both arrays.
struct Columns {
  int64_t rows, row, out_row;
  int64_t column, out_column;
};

// kWidth columns side by side, with their running results in registers: each is a chain of
// operations of several cycles, which several chains fill.
template <class Op, int kWidth, class T>
void scan_some(const Columns& c, const T* in, T* out) {
  Running<T> running[kWidth];
  for (Running<T>& r : running) r = Op::kIdentity;
  for (int64_t i = 0; i < c.rows; ++i) {
    for (int j = 0; j < kWidth; ++j) {
      const auto x = static_cast<Running<T>>(in[i * c.row + j * c.column]);
      running[j] = Op::apply(running[j], x);
      out[i * c.out_row + j * c.out_column] = static_cast<T>(running[j]);
    }
  }
}

// Rows of up to kStrip columns, for matrices whose rows are what lies together in memory.
constexpr int64_t kStrip = 256;
template <class Op, class T>
void scan_rows(const Columns& c, int64_t width, const T* in, T* out) {
  Running<T> running[kStrip];
  std::fill_n(running, width, Running<T>{Op::kIdentity});
  for (int64_t i = 0; i < c.rows; ++i) {
    for (int64_t j = 0; j < width; ++j) {
      running[j] = Op::apply(running[j], static_cast<Running<T>>(in[j * c.column]));
      out[j * c.out_column] = static_cast<T>(running[j]);
    }
    in += c.row;
    out += c.out_row;
  }
}

template <class Op, class T>
void scan(const LoopNest& nest, int64_t n, int64_t step, int64_t out_step, const T* in, T* out) {
  const int64_t cols = nest.inner_size();
  const Columns c{n, step, out_step, nest.inner_stride(), nest.inner_out_stride()};
  Odometer outer(nest, 1);
  do {
    const T* p = in + outer.in();
    T* q = out + outer.out();
    int64_t j = 0;
    while (j < cols) {
      const T* from = p + j * c.column;
      T* to = q + j * c.out_column;
      if (c.column < step && cols - j > 4) {
        const int64_t width = std::min(kStrip, cols - j);
        scan_rows<Op>(c, width, from, to);
        j += width;
      } else if (cols - j >= 4) {
        scan_some<Op, 4>(c, from, to);
        j += 4;
      } else {
        scan_some<Op, 1>(c, from, to);
        ++j;
      }
    }
  } while (outer.next());
}

template <class Op>
Array cumulative(const char* name, const Array& input, int64_t dim, ScalarType dtype) {
  const int64_t d = input.wrap_dim(dim);
  GRADLAB_CHECK(input.dim() <= kMaxReduceDims, "only tensors with up to 64 dims are supported");
  if (dtype == ScalarType::Undefined) {
    dtype = is_integral(input.dtype(), true) ? kLong : input.dtype();
  }
  const Array a = cast(input, dtype);
  if (is_reduced(a)) {
    return rounded(cumulative<Op>(name, widened(a), dim, ScalarType::Undefined), dtype);
  }
  Array out = Array::empty(a.sizes(), dtype);
  if (a.numel() == 0) return out;
  LoopNest nest;
  for (int64_t i = 0; i < a.dim(); ++i) {
    if (i != d) nest.add(a.sizes()[i], a.strides()[i], out.strides()[i]);
  }
  nest.sort_and_merge();
  const bool scalar = a.dim() == 0;
  const int64_t n = scalar ? 1 : a.size(d), step = scalar ? 1 : a.stride(d);
  dispatch_numeric(dtype, name, [&]<class T>() {
    scan<Op, T>(nest, n, step, scalar ? 1 : out.stride(d), a.data<T>(), out.data<T>());
  });
  return out;
}

}  // namespace

Array cumsum(const Array& a, int64_t dim, ScalarType dtype) {
  return cumulative<Plus>("cumsum_out_cpu", a, dim, dtype);
}
Array cumprod(const Array& a, int64_t dim, ScalarType dtype) {
  return cumulative<Times>("cumprod_out_cpu", a, dim, dtype);
}

}  // namespace gradlab::kernels
