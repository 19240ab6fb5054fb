#include "gradlab/tensor/kernels/linalg.h"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "gradlab/tensor/error.h"
#include "gradlab/tensor/kernels/blas.h"
#include "gradlab/tensor/kernels/convert.h"
#include "gradlab/tensor/kernels/copy.h"
#include "gradlab/tensor/kernels/factory.h"
#include "gradlab/tensor/kernels/linalg_batch.h"

namespace gradlab::kernels {

using namespace internal;

Array empty_columns(IntArrayRef sizes, ScalarType dtype) {
  std::vector<int64_t> turned = sizes.vec();
  std::swap(turned[turned.size() - 1], turned[turned.size() - 2]);
  return Array::empty(turned, dtype).transpose(-2, -1);
}

Array copy_columns(const Array& a) {
  Array out = empty_columns(a.sizes(), a.dtype());
  copy_into(out, a);
  return out;
}

Lu lu_factor(const Array& a) {
  const int64_t k = std::min(a.size(-2), a.size(-1));
  Lu out{copy_columns(a), Array::empty(batched(a, {k}), kInt), empty_info(a)};
  if (a.numel() == 0) return out;
  for_each_matrix(a, "lu_factor", [&]<class T>(int64_t i) {
    out.info.data<int>()[i] = lapack::getrf(rows(a), cols(a), matrix<T>(out.lu, i), leading(a),
                                            part<int>(out.pivots, i, k));
  });
  return out;
}

Array lu_solve(const Lu& factors, const Array& b, bool transpose) {
  Array x = copy_columns(b);
  if (b.numel() == 0) return x;
  const int n = rows(factors.lu);
  for_each_matrix(b, "lu_solve", [&]<class T>(int64_t i) {
    lapack::getrs(transpose, n, cols(b), matrix<T>(factors.lu, i), n,
                  part<int>(factors.pivots, i, n), matrix<T>(x, i), n);
  });
  return x;
}

namespace {

// Calls f(element of the diagonal of U) for matrix i; whether the row exchanges change the sign.
template <class T, class F>
bool for_diagonal(const Lu& factors, int64_t i, F&& f) {
  const int64_t n = factors.lu.size(-1);
  const T* lu = matrix<T>(factors.lu, i);
  const int* pivots = part<int>(factors.pivots, i, n);
  bool odd = false;
  for (int64_t d = 0; d < n; ++d) {
    f(lu[d * n + d]);
    odd ^= pivots[d] != d + 1;
  }
  return odd;
}

}  // namespace

Array lu_det(const Lu& factors) {
  Array det = Array::empty(batch_sizes(factors.lu), factors.lu.dtype());
  for_each_matrix(factors.lu, "det", [&]<class T>(int64_t i) {
    T product = 1;
    const bool odd = for_diagonal<T>(factors, i, [&](T x) { product *= x; });
    det.data<T>()[i] = odd ? -product : product;
  });
  return det;
}

SignAndLog lu_slogdet(const Lu& factors) {
  const Array empty = Array::empty(batch_sizes(factors.lu), factors.lu.dtype());
  SignAndLog out{empty, Array::empty_like(empty)};
  for_each_matrix(factors.lu, "slogdet", [&]<class T>(int64_t i) {
    T sign = 1, log = 0;
    const bool odd = for_diagonal<T>(factors, i, [&](T x) {
      sign *= static_cast<T>((T{0} < x) - (x < T{0}));
      log += std::log(std::abs(x));
    });
    out.sign.data<T>()[i] = odd ? -sign : sign;
    out.log.data<T>()[i] = log;
  });
  return out;
}

Cholesky cholesky(const Array& a, bool upper) {
  Cholesky out{copy_columns(upper ? triu(a) : tril(a)), empty_info(a)};
  if (a.numel() == 0) return out;
  for_each_matrix(a, "cholesky", [&]<class T>(int64_t i) {
    out.info.data<int>()[i] = lapack::potrf(upper, rows(a), matrix<T>(out.factor, i), leading(a));
  });
  return out;
}

Array cholesky_solve(const Array& b, const Array& factor, bool upper) {
  Array x = copy_columns(b);
  if (b.numel() == 0) return x;
  const Array columns = copy_columns(factor);
  const int n = rows(factor);
  for_each_matrix(b, "cholesky_solve", [&]<class T>(int64_t i) {
    lapack::potrs(upper, n, cols(b), matrix<T>(columns, i), n, matrix<T>(x, i), n);
  });
  return x;
}

Cholesky cholesky_inverse(const Array& factor, bool upper) {
  Cholesky out{copy_columns(factor), empty_info(factor)};
  if (factor.numel() == 0) return out;
  const int n = rows(factor);
  for_each_matrix(factor, "cholesky_inverse", [&]<class T>(int64_t i) {
    T* a = matrix<T>(out.factor, i);
    out.info.data<int>()[i] = lapack::potri(upper, n, a, n);
    // LAPACK gives one triangle of the symmetric result.
    for (int64_t col = 0; col < n; ++col) {
      for (int64_t row = 0; row < col; ++row) {
        if (upper) {
          a[row * n + col] = a[col * n + row];
        } else {
          a[col * n + row] = a[row * n + col];
        }
      }
    }
  });
  return out;
}

Array solve_triangular(const Array& a, const Array& b, bool upper, bool left, bool unit) {
  Array x = copy_columns(b);
  if (b.numel() == 0) return x;
  const Array columns = copy_columns(a);
  for_each_matrix(b, "triangular_solve_cpu", [&]<class T>(int64_t i) {
    lapack::trsm(left, upper, false, unit, rows(b), cols(b), matrix<T>(columns, i), leading(a),
                 matrix<T>(x, i), leading(b));
  });
  return x;
}

Qr qr(const Array& a, bool complete, bool wants_q) {
  const int64_t m = a.size(-2), n = a.size(-1);
  const int64_t reflectors = std::min(m, n), k = complete ? m : reflectors;
  Qr out;
  // The factors lie in the first columns of what orgqr extends to q.
  Array work = empty_columns(batched(a, {m, std::max(n, wants_q ? k : 0)}), a.dtype());
  copy_into(work.narrow(-1, 0, n), a);
  if (a.numel() == 0) {
    out.r = copy_columns(full(batched(a, {k, n}), 0, a.dtype()));
    if (wants_q) {
      out.q = empty_columns(batched(a, {m, k}), a.dtype());
      copy_into(out.q, eye(m, k, a.dtype()));
    }
    return out;
  }
  const Array tau = Array::empty(batched(a, {reflectors}), a.dtype());
  for_each_matrix(work, "qr", [&]<class T>(int64_t i) {
    lapack::geqrf(rows(a), cols(a), matrix<T>(work, i), leading(a), part<T>(tau, i, reflectors));
  });
  out.r = copy_columns(triu(work.narrow(-2, 0, k).narrow(-1, 0, n)));
  if (!wants_q) return out;
  for_each_matrix(work, "qr", [&]<class T>(int64_t i) {
    lapack::orgqr(rows(a), static_cast<int>(k), static_cast<int>(reflectors), matrix<T>(work, i),
                  leading(a), part<T>(tau, i, reflectors));
  });
  out.q = work.size(-1) == k ? work : copy_columns(work.narrow(-1, 0, k));
  return out;
}

Eigen eigh(const Array& a, bool upper, bool wants_vectors) {
  const int64_t n = a.size(-1);
  Eigen out{Array::empty(batched(a, {n}), a.dtype()), copy_columns(a), empty_info(a)};
  if (a.numel() > 0) {
    for_each_matrix(a, "linalg_eigh_cpu", [&]<class T>(int64_t i) {
      out.info.data<int>()[i] =
          lapack::syevd(wants_vectors, upper, cols(a), matrix<T>(out.vectors, i), leading(a),
                        part<T>(out.values, i, n));
    });
  }
  if (!wants_vectors) out.vectors = Array();
  return out;
}

Svd svd(const Array& a, bool full_size, bool wants_vectors) {
  const int64_t m = a.size(-2), n = a.size(-1), k = std::min(m, n);
  Svd out;
  out.s = Array::empty(batched(a, {k}), a.dtype());
  out.info = empty_info(a);
  if (wants_vectors) {
    out.u = empty_columns(batched(a, {m, full_size ? m : k}), a.dtype());
    out.vh = empty_columns(batched(a, {full_size ? n : k, n}), a.dtype());
  }
  if (a.numel() == 0) {
    if (wants_vectors) {
      copy_into(out.u, eye(m, out.u.size(-1), a.dtype()));
      copy_into(out.vh, eye(out.vh.size(-2), n, a.dtype()));
    }
    return out;
  }
  const Array work = copy_columns(a);
  const char job = !wants_vectors ? 'N' : full_size ? 'A' : 'S';
  for_each_matrix(a, "svd", [&]<class T>(int64_t i) {
    out.info.data<int>()[i] = lapack::gesdd(
        job, rows(a), cols(a), matrix<T>(work, i), leading(a), part<T>(out.s, i, k),
        wants_vectors ? matrix<T>(out.u, i) : nullptr, wants_vectors ? leading(out.u) : 1,
        wants_vectors ? matrix<T>(out.vh, i) : nullptr, wants_vectors ? leading(out.vh) : 1);
  });
  return out;
}

LeastSquaresSolution least_squares(const Array& a, const Array& b, double rcond,
                                   lapack::LeastSquares driver) {
  using lapack::LeastSquares;
  const int64_t m = a.size(-2), n = a.size(-1), k = std::min(m, n), nrhs = b.size(-1);
  LeastSquaresSolution out;
  out.info = empty_info(a);
  // LAPACK writes x [n, nrhs] over b [m, nrhs].
  Array work = empty_columns(batched(a, {std::max(m, n), nrhs}), a.dtype());
  fill(work, 0);
  copy_into(work.narrow(-2, 0, m), b);
  out.x = work.narrow(-2, 0, n);
  if (driver != LeastSquares::kGels) out.rank = full(batch_sizes(a), 0, kLong);
  Array values = full(batched(a, {k}), 0, a.dtype());
  if (driver == LeastSquares::kGelsd || driver == LeastSquares::kGelss) {
    out.singular_values = values;
  }
  if (a.numel() == 0 || nrhs == 0) {
    fill(work, 0);
    return out;
  }
  const Array columns = copy_columns(a);
  for_each_matrix(a, "linalg_lstsq_cpu", [&]<class T>(int64_t i) {
    int rank = 0;
    out.info.data<int>()[i] = lapack::least_squares(
        driver, rows(a), cols(a), static_cast<int>(nrhs), matrix<T>(columns, i), leading(a),
        matrix<T>(work, i), leading(work), part<T>(values, i, k), static_cast<T>(rcond), &rank);
    if (out.rank.defined()) out.rank.data<int64_t>()[i] = rank;
  });
  return out;
}

}  // namespace gradlab::kernels
