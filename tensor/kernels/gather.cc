#include <algorithm>
#include <limits>
#include <type_traits>

#include "gradlab/tensor/error.h"
#include "gradlab/tensor/kernels/convert.h"
#include "gradlab/tensor/kernels/copy.h"
#include "gradlab/tensor/kernels/index.h"
#include "gradlab/tensor/kernels/index_core.h"
#include "gradlab/tensor/kernels/reduced.h"

namespace gradlab::kernels {
namespace {

// 0-dim arrays count as 1-dim ones.
int64_t dims_of(const Array& a) { return std::max<int64_t>(a.dim(), 1); }
int64_t size_of(const Array& a, int64_t d) { return a.dim() == 0 ? 1 : a.sizes()[d]; }
int64_t stride_of(const Array& a, int64_t d) { return a.dim() == 0 ? 0 : a.strides()[d]; }

Array checked_positions(const Array& index, int64_t dim, int64_t size) {
  Array positions = contiguous(index);
  const int64_t* p = positions.data<int64_t>();
  for (int64_t i = 0; i < positions.numel(); ++i) {
    GRADLAB_CHECK(p[i] >= 0 && p[i] < size, "index ", p[i], " is out of bounds for dimension ", dim,
                  " with size ", size);
  }
  return positions;
}

// Calls op(element of a, k) for the k-th index in row-major order.
template <class T, class Op>
void for_each_position(const Array& a, int64_t dim, const Array& positions, const Op& op) {
  if (positions.numel() == 0) return;
  GRADLAB_CHECK(positions.dim() <= kMaxReduceDims, "only tensors with up to 64 dims are supported");
  // The position along `dim` comes from the index, so a step along it moves nothing by itself.
  LoopNest nest;
  for (int64_t i = 0; i < positions.dim(); ++i) {
    nest.add(positions.sizes()[i], i == dim ? 0 : stride_of(a, i), 0);
  }
  const int64_t* p = positions.data<int64_t>();
  const int64_t n = nest.inner_size(), step = nest.inner_stride(), along = stride_of(a, dim);
  T* data = a.data<T>();
  int64_t k = 0;
  Odometer outer(nest, 1);
  do {
    T* base = data + outer.in();
    for (int64_t j = 0; j < n; ++j, ++k) op(base[j * step + p[k] * along], k);
  } while (outer.next());
}

bool index_fits(const Array& index, const Array& a, int64_t except) {
  for (int64_t i = 0; i < dims_of(index); ++i) {
    if (i != except && size_of(index, i) > size_of(a, i)) return false;
  }
  return true;
}

// The part of src under the index, in row-major order.
Array under_index(const Array& a, const Array& index, const Array& src) {
  Array part = readable_beside(a, src);
  for (int64_t i = 0; i < index.dim() && src.dim() > 0; ++i)
    part = part.narrow(i, 0, index.size(i));
  return contiguous(part);
}

// False if there is nothing to do.
bool check_scatter(const Array& a, int64_t dim, const Array& index, const Array* src) {
  GRADLAB_CHECK(index.dtype() == kLong || index.numel() == 0,
                "scatter(): Expected dtype int64 for index");
  if (src) {
    GRADLAB_CHECK(a.dtype() == src->dtype(),
                  "scatter(): Expected self.dtype to be equal to src.dtype");
  }
  if (index.numel() == 0) return false;
  GRADLAB_CHECK(dims_of(index) == dims_of(a),
                "Index tensor must have the same number of dimensions as self tensor");
  if (src) {
    GRADLAB_CHECK(dims_of(index) == dims_of(*src),
                  "Index tensor must have the same number of dimensions as src tensor");
    GRADLAB_CHECK(index_fits(index, a, dim) && index_fits(index, *src, -1), "Expected index ",
                  index.sizes(), " to be smaller than self ", a.sizes(), " apart from dimension ",
                  dim, " and to be smaller size than src ", src->sizes());
  } else {
    GRADLAB_CHECK(index_fits(index, a, dim), "Expected index ", index.sizes(),
                  " to be smaller than self ", a.sizes(), " apart from dimension ", dim);
  }
  return true;
}

}  // namespace

Array gather(const Array& a, int64_t dim, const Array& index) {
  const int64_t d = a.wrap_dim(dim);
  GRADLAB_CHECK(index.dtype() == kLong, "gather(): Expected dtype int64 for index");
  if (is_reduced(a)) return from_bits(gather(as_bits(a), dim, index), a.dtype());
  Array out = Array::empty(index.sizes(), a.dtype());
  if (index.numel() == 0) return out;
  GRADLAB_CHECK(dims_of(index) == dims_of(a),
                "Index tensor must have the same number of dimensions as input tensor");
  for (int64_t i = 0; i < dims_of(index); ++i) {
    GRADLAB_CHECK(i == d || size_of(index, i) <= size_of(a, i), "Size does not match at dimension ",
                  i, " expected index ", index.sizes(), " to be smaller than self ", a.sizes(),
                  " apart from dimension ", d);
  }
  const Array positions = checked_positions(index, d, size_of(a, d));
  dispatch_all(a.dtype(), "gather", [&]<class T>() {
    T* to = out.data<T>();
    for_each_position<T>(a, d, positions, [&](const T& x, int64_t k) { to[k] = x; });
  });
  return out;
}

void scatter(const Array& a, int64_t dim, const Array& index, const Array& src) {
  const int64_t d = a.wrap_dim(dim);
  if (!check_scatter(a, d, index, &src)) return;
  const Array positions = checked_positions(readable_beside(a, index), d, size_of(a, d));
  const Array values = as_bits(under_index(a, index, src));
  const Array to = as_bits(a);
  dispatch_all(to.dtype(), "scatter", [&]<class T>() {
    const T* from = values.data<T>();
    for_each_position<T>(to, d, positions, [&](T& x, int64_t k) { x = from[k]; });
  });
}

void scatter(const Array& a, int64_t dim, const Array& index, const Scalar& value) {
  const int64_t d = a.wrap_dim(dim);
  if (!check_scatter(a, d, index, nullptr)) return;
  const Array positions = checked_positions(readable_beside(a, index), d, size_of(a, d));
  dispatch_all_and_reduced(a.dtype(), "scatter", [&]<class T>() {
    const T v = wrapped<T>(value);
    for_each_position<T>(a, d, positions, [&](T& x, int64_t) { x = v; });
  });
}

void scatter_add(const Array& a, int64_t dim, const Array& index, const Array& src) {
  const int64_t d = a.wrap_dim(dim);
  if (!check_scatter(a, d, index, &src)) return;
  const Array positions = checked_positions(readable_beside(a, index), d, size_of(a, d));
  const Array values = under_index(a, index, src);
  dispatch_all_and_reduced(a.dtype(), "scatter_add", [&]<class T>() {
    const T* from = values.data<T>();
    for_each_position<T>(a, d, positions, [&](T& x, int64_t k) { x = add_elements(x, from[k]); });
  });
}

namespace {

template <class T>
T multiply_elements(T a, T b) {
  if constexpr (std::is_same_v<T, bool>) {
    return a && b;
  } else if constexpr (std::is_floating_point_v<T>) {
    return a * b;
  } else {
    return static_cast<T>(static_cast<uint64_t>(a) * static_cast<uint64_t>(b));
  }
}

// What combines with x to x.
template <class T>
T neutral(ScatterOp op) {
  using Limits = std::numeric_limits<T>;
  switch (op) {
    case ScatterOp::kSum:
      return T{0};
    case ScatterOp::kProd:
      return T{1};
    case ScatterOp::kMax:
      return Limits::has_infinity ? -Limits::infinity() : Limits::lowest();
    case ScatterOp::kMin:
      break;
  }
  return Limits::has_infinity ? Limits::infinity() : Limits::max();
}

template <class T>
T combine(ScatterOp op, T x, T y) {
  switch (op) {
    case ScatterOp::kSum:
      return add_elements(x, y);
    case ScatterOp::kProd:
      return multiply_elements(x, y);
    case ScatterOp::kMax:
      return x != x || x >= y ? x : y;  // y too if it is NaN
    case ScatterOp::kMin:
      break;
  }
  return x != x || x <= y ? x : y;
}

}  // namespace

void scatter_reduce(const Array& a, int64_t dim, const Array& index, const Array& src, ScatterOp op,
                    bool include_self) {
  const int64_t d = a.wrap_dim(dim);
  if (!check_scatter(a, d, index, &src)) return;
  const Array positions = checked_positions(readable_beside(a, index), d, size_of(a, d));
  const Array values = under_index(a, index, src);
  dispatch_all(a.dtype(), "scatter_reduce", [&]<class T>() {
    const T* from = values.data<T>();
    if (!include_self) {
      for_each_position<T>(a, d, positions, [&](T& x, int64_t) { x = neutral<T>(op); });
    }
    for_each_position<T>(a, d, positions, [&](T& x, int64_t k) { x = combine(op, x, from[k]); });
  });
}

}  // namespace gradlab::kernels
