// How the linear algebra kernels go through batches of matrices.
#ifndef GRADLAB_TENSOR_KERNELS_LINALG_BATCH_H_
#define GRADLAB_TENSOR_KERNELS_LINALG_BATCH_H_

#include <algorithm>
#include <cstdint>
#include <initializer_list>
#include <vector>

#include "gradlab/tensor/array.h"
#include "gradlab/tensor/dtype.h"
#include "gradlab/tensor/error.h"
#include "gradlab/tensor/extents.h"
#include "gradlab/tensor/kernels/blas.h"
#include "gradlab/tensor/kernels/factory.h"

namespace gradlab::kernels::internal {

inline int rows(const Array& a) { return static_cast<int>(a.size(-2)); }
inline int cols(const Array& a) { return static_cast<int>(a.size(-1)); }
// The distance of columns, which LAPACK wants to be at least 1.
inline int leading(const Array& a) { return std::max(1, rows(a)); }

inline IntArrayRef batch_sizes(const Array& a) {
  return a.sizes().slice(0, static_cast<size_t>(a.dim() - 2));
}

// The sizes of a's batch, then these.
inline std::vector<int64_t> batched(const Array& a, std::initializer_list<int64_t> last) {
  std::vector<int64_t> sizes = batch_sizes(a).vec();
  sizes.insert(sizes.end(), last);
  return sizes;
}

inline int64_t batches(const Array& a) { return checked_numel(batch_sizes(a)); }

// Matrix i of an array of columns, and part i of a row-major array with n elements for each matrix.
template <class T>
T* matrix(const Array& a, int64_t i) {
  return a.data<T>() + i * a.size(-2) * a.size(-1);
}
template <class T>
T* part(const Array& a, int64_t i, int64_t n) {
  return a.data<T>() + i * n;
}

inline Array empty_info(const Array& a) { return full(batch_sizes(a), 0, kInt); }

// Calls f<T>(i) for each matrix, unless all are empty.
template <class F>
void for_each_matrix(const Array& a, const char* name, F&& f) {
  for (int64_t n : {a.size(-2), a.size(-1)}) {
    GRADLAB_CHECK(n <= kBlasMax, name, ": the matrix is too large; ", a.sizes());
  }
  const int64_t count = batches(a);
  dispatch_floating(a.dtype(), name, [&]<class T>() {
    for (int64_t i = 0; i < count; ++i) f.template operator()<T>(i);
  });
}

}  // namespace gradlab::kernels::internal

#endif  // GRADLAB_TENSOR_KERNELS_LINALG_BATCH_H_
