// Between the elements that max_pool found and their places.
#include <cstdint>
#include <string>

#include "gradlab/tensor/dtype.h"
#include "gradlab/tensor/error.h"
#include "gradlab/tensor/kernels/copy.h"
#include "gradlab/tensor/kernels/in_format.h"
#include "gradlab/tensor/kernels/pool_planes.h"
#include "gradlab/tensor/kernels/pooling.h"
#include "gradlab/tensor/kernels/reduced.h"
#include "gradlab/tensor/parallel.h"

namespace gradlab::kernels {
namespace {

// Calls f(g, index, place of the plane's first element) for every element of the small array; the
// work of one outer index is done by one thread, in order.
template <class T, class F>
void for_each_index(const Array& small, const Array& indices, const PoolPlanes& from,
                    const PoolPlanes& to, const F& f) {
  const T* values = small.data<T>();
  const int64_t* index = indices.data<int64_t>();
  const int64_t count = from.volume() * from.inner;
  parallel_for(0, from.outer, pool_grain(count), [&](int64_t first, int64_t last) {
    for (int64_t o = first; o < last; ++o) {
      const int64_t plane = o * to.volume() * to.inner;
      for (int64_t i = o * count; i < (o + 1) * count; i += from.inner) {
        for (int64_t c = 0; c < from.inner; ++c) {
          f(values + i + c, index[i + c], plane + index[i + c] * to.inner + c);
        }
      }
    }
  });
}

}  // namespace

Array add_at_indices(const Array& given, const Array& at, IntArrayRef space, MemoryFormat format) {
  if (is_reduced(given)) {
    return rounded(add_at_indices(widened(given), at, space, format), given.dtype());
  }
  const Array g = in_format(given, format), indices = in_format(at, format);
  Array out = empty_in_format(with_space(g.sizes(), space), format, g.dtype());
  fill(out, 0);
  dispatch_floating(g.dtype(), "max_pool_backward", [&]<class T>() {
    T* to = out.data<T>();
    for_each_index<T>(g, indices, PoolPlanes(g.sizes(), space.size(), format),
                      PoolPlanes(out.sizes(), space.size(), format),
                      [to](const T* v, int64_t index, int64_t place) {
                        if (index >= 0) to[place] += *v;
                      });
  });
  return out;
}

Array set_at_indices(const Array& given, const Array& at, IntArrayRef space, MemoryFormat format) {
  const Array x = in_format(given, format), indices = in_format(at, format);
  Array out = empty_in_format(with_space(x.sizes(), space), format, x.dtype());
  fill(out, 0);
  if (out.numel() == 0) return out;
  const PoolPlanes to(out.sizes(), space.size(), format);
  dispatch_floating(x.dtype(), "max_unpool", [&]<class T>() {
    T* values = out.data<T>();
    for_each_index<T>(x, indices, PoolPlanes(x.sizes(), space.size(), format), to,
                      [&](const T* v, int64_t index, int64_t place) {
                        if (index < 0 || index >= to.volume()) {
                          std::string by;
                          for (int64_t n : space) by += str(by.empty() ? "" : "x", n);
                          GRADLAB_CHECK(false, "Found an invalid max index: ", index,
                                        " (output volumes are of size ", by);
                        }
                        values[place] = *v;
                      });
  });
  return out;
}

Array take_at_indices(const Array& given, const Array& at, size_t dims, MemoryFormat format) {
  if (is_reduced(given)) {
    return rounded(take_at_indices(widened(given), at, dims, format), given.dtype());
  }
  const Array x = in_format(given, format), indices = in_format(at, format);
  Array out = empty_in_format(indices.sizes(), format, x.dtype());
  dispatch_floating(x.dtype(), "max_pool_backward", [&]<class T>() {
    const T* from = x.data<T>();
    T* to = out.data<T>();
    for_each_index<T>(out, indices, PoolPlanes(out.sizes(), dims, format),
                      PoolPlanes(x.sizes(), dims, format),
                      [&](const T* v, int64_t index, int64_t place) {
                        to[v - out.data<T>()] = index >= 0 ? from[place] : T{0};
                      });
  });
  return out;
}

}  // namespace gradlab::kernels
