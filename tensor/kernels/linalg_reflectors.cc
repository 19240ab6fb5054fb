// Products of reflectors, and the decomposition of symmetric matrices.
#include <algorithm>
#include <cstdint>

#include "gradlab/tensor/kernels/copy.h"
#include "gradlab/tensor/kernels/lapack.h"
#include "gradlab/tensor/kernels/linalg.h"
#include "gradlab/tensor/kernels/linalg_batch.h"

namespace gradlab::kernels {

using namespace internal;

Reflectors geqrf(const Array& a) {
  const int64_t k = std::min(a.size(-2), a.size(-1));
  Reflectors out{copy_columns(a), Array::empty(batched(a, {k}), a.dtype())};
  if (a.numel() == 0) return out;
  for_each_matrix(a, "geqrf_cpu", [&]<class T>(int64_t i) {
    lapack::geqrf(rows(a), cols(a), matrix<T>(out.a, i), leading(a), part<T>(out.tau, i, k));
  });
  return out;
}

Array householder_product(const Array& a, const Array& tau) {
  const Array factors = contiguous(tau);
  const int64_t k = tau.size(-1);
  Array out = copy_columns(a);
  if (a.numel() == 0) return out;
  for_each_matrix(a, "orgqr_cpu", [&]<class T>(int64_t i) {
    lapack::orgqr(rows(a), cols(a), static_cast<int>(k), matrix<T>(out, i), leading(a),
                  part<T>(factors, i, k));
  });
  return out;
}

Array ormqr(const Array& a, const Array& tau, const Array& c, bool left, bool transpose) {
  const Array reflectors = copy_columns(a), factors = contiguous(tau);
  const int64_t k = tau.size(-1);
  Array out = copy_columns(c);
  if (out.numel() == 0 || k == 0) return out;
  for_each_matrix(out, "ormqr_cpu", [&]<class T>(int64_t i) {
    lapack::ormqr(left, transpose, rows(c), cols(c), static_cast<int>(k), matrix<T>(reflectors, i),
                  leading(a), part<T>(factors, i, k), matrix<T>(out, i), leading(c));
  });
  return out;
}

Ldl ldl_factor(const Array& a) {
  const int64_t n = a.size(-1);
  Ldl out{copy_columns(tril(a)), Array::empty(batched(a, {n}), kInt), empty_info(a)};
  if (a.numel() == 0) return out;
  for_each_matrix(a, "ldl_factor_cpu", [&]<class T>(int64_t i) {
    out.info.data<int>()[i] =
        lapack::sytrf(rows(a), matrix<T>(out.ld, i), leading(a), part<int>(out.pivots, i, n));
  });
  return out;
}

Array ldl_solve(const Array& ld, const Array& pivots, const Array& b) {
  const Array factors = copy_columns(ld), exchanges = contiguous(pivots);
  const int64_t n = ld.size(-1);
  Array x = copy_columns(b);
  if (x.numel() == 0) return x;
  for_each_matrix(x, "ldl_solve_cpu", [&]<class T>(int64_t i) {
    lapack::sytrs(rows(ld), cols(b), matrix<T>(factors, i), leading(ld),
                  part<int>(exchanges, i, n), matrix<T>(x, i), leading(b));
  });
  return x;
}

}  // namespace gradlab::kernels
