// The out= forms: add_out(out, a, b) computes add(a, b) and writes it into `out`, a tensor that is
// there already.
//
// Common to all: the result is computed first, then converted to the dtype of `out` and copied
// into it, so that `out` is unchanged when anything throws and may be one of the inputs. An `out`
// of another shape is resized, with a warning unless it was empty. Throws when a gradient would be
// needed ("add(): functions with out=... arguments don't support automatic differentiation, but
// one of the arguments requires grad."), when `out` overlaps itself or a part of an input, and for
// a dtype that the result may not become. Parameters are those of the function without _out.
#ifndef GRADLAB_AUTOGRAD_OPS_OUT_H_
#define GRADLAB_AUTOGRAD_OPS_OUT_H_

#include <cstdint>
#include <optional>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "gradlab/autograd/grad_mode.h"
#include "gradlab/autograd/ops/compare.h"
#include "gradlab/autograd/ops/diagonal.h"
#include "gradlab/autograd/ops/factory.h"
#include "gradlab/autograd/ops/index.h"
#include "gradlab/autograd/ops/linalg_names.h"
#include "gradlab/autograd/ops/matmul.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/autograd/ops/reduce.h"
#include "gradlab/autograd/ops/scan.h"
#include "gradlab/autograd/ops/shape.h"
#include "gradlab/autograd/ops/sort.h"
#include "gradlab/autograd/ops/special.h"
#include "gradlab/autograd/ops/special_names.h"
#include "gradlab/autograd/ops/unary.h"
#include "gradlab/autograd/tensor.h"

namespace gradlab {
namespace internal {

// Which dtypes `out` may have.
enum class OutDtype {
  kPromoted,  // those that the result can be cast to: not from floating to integer
  kSame,      // that of the result
  kAny,
};

// One call of an out= form.
class OutCall {
 public:
  OutCall(const char* name, OutDtype rule) : name_(name), rule_(rule) {}

  // Takes note of the tensors among the arguments.
  template <class... Args>
  OutCall& inputs(const Args&... args) {
    (add(args), ...);
    return *this;
  }
  template <class Compute>
  Tensor& run(Tensor& out, const Compute& compute) {
    check(out);
    Tensor result;
    {
      NoGradGuard no_grad;
      result = compute();
    }
    check_dtype(out, result);
    write(out, result);
    return out;
  }
  // Several results, into as many tensors.
  template <class... Outs, class Compute>
  std::tuple<Outs&...> run_all(std::tuple<Outs&...> outs, const Compute& compute) {
    std::apply([&](auto&... out) { (check(out), ...); }, outs);
    std::tuple<Outs...> results;
    {
      NoGradGuard no_grad;
      results = compute();
    }
    zip(outs, results, std::index_sequence_for<Outs...>());
    return outs;
  }

 private:
  template <class T>
  void add(const T&) {}
  void add(const Tensor& t) { inputs_.push_back(t); }
  void add(const std::optional<Tensor>& t) {
    if (t) inputs_.push_back(*t);
  }
  void add(TensorList list) { inputs_.insert(inputs_.end(), list.begin(), list.end()); }

  template <class Outs, class Results, size_t... i>
  void zip(Outs& outs, const Results& results, std::index_sequence<i...>) {
    (check_dtype(std::get<i>(outs), std::get<i>(results)), ...);
    (write(std::get<i>(outs), std::get<i>(results)), ...);
  }

  // What is wrong before anything is computed.
  void check(const Tensor& out) const;
  void check_dtype(const Tensor& out, const Tensor& result) const;
  void write(const Tensor& out, const Tensor& result) const;

  const char* name_;
  OutDtype rule_;
  std::vector<Tensor> inputs_;  // those that are defined or not
};

}  // namespace internal

// Templates, so that only the forms that a program uses are compiled.
#define GRADLAB_OUT_LIST(...) __VA_ARGS__
#define GRADLAB_OUT_FORM(rule, name, params, args)                             \
  template <int = 0>                                                           \
  Tensor& name##_out(Tensor& out, GRADLAB_OUT_LIST params) {                   \
    return internal::OutCall(#name, internal::OutDtype::rule)                  \
        .inputs args.run(out, [&]() -> Tensor { return gradlab::name args; }); \
  }
#define GRADLAB_OUT_FORM2(name, first, second, params, args)                               \
  template <int = 0>                                                                       \
  std::tuple<Tensor&, Tensor&> name##_out(Tensor& first, Tensor& second,                   \
                                          GRADLAB_OUT_LIST params) {                       \
    return internal::OutCall(#name, internal::OutDtype::kSame)                             \
        .inputs args.run_all(std::tie(first, second), [&] { return gradlab::name args; }); \
  }

#define GRADLAB_OUT_UNARY(name) GRADLAB_OUT_FORM(kPromoted, name, (const Tensor& x), (x))
#define GRADLAB_OUT_BINARY(name) \
  GRADLAB_OUT_FORM(kPromoted, name, (const Tensor& a, const Tensor& b), (a, b))
#define GRADLAB_OUT_BINARY_SCALAR(name) \
  GRADLAB_OUT_FORM(kPromoted, name, (const Tensor& a, const Scalar& b), (a, b))

// --- Arithmetic (ops/pointwise.h) ---
GRADLAB_OUT_FORM(kPromoted, add, (const Tensor& a, const Tensor& b, const Scalar& alpha = 1),
                 (a, b, alpha))
GRADLAB_OUT_FORM(kPromoted, add, (const Tensor& a, const Scalar& b, const Scalar& alpha = 1),
                 (a, b, alpha))
GRADLAB_OUT_FORM(kPromoted, sub, (const Tensor& a, const Tensor& b, const Scalar& alpha = 1),
                 (a, b, alpha))
GRADLAB_OUT_FORM(kPromoted, sub, (const Tensor& a, const Scalar& b, const Scalar& alpha = 1),
                 (a, b, alpha))
GRADLAB_OUT_BINARY(mul)
GRADLAB_OUT_BINARY_SCALAR(mul)
GRADLAB_OUT_BINARY(div)
GRADLAB_OUT_BINARY_SCALAR(div)
GRADLAB_OUT_FORM(kPromoted, div,
                 (const Tensor& a, const Tensor& b, std::optional<std::string_view> rounding_mode),
                 (a, b, rounding_mode))
GRADLAB_OUT_FORM(kPromoted, div,
                 (const Tensor& a, const Scalar& b, std::optional<std::string_view> rounding_mode),
                 (a, b, rounding_mode))
GRADLAB_OUT_BINARY(floor_divide)
GRADLAB_OUT_BINARY(remainder)
GRADLAB_OUT_BINARY_SCALAR(remainder)
GRADLAB_OUT_BINARY(fmod)
GRADLAB_OUT_BINARY_SCALAR(fmod)
GRADLAB_OUT_BINARY(pow)
GRADLAB_OUT_BINARY_SCALAR(pow)
GRADLAB_OUT_FORM(kPromoted, pow, (const Scalar& base, const Tensor& exponent), (base, exponent))
GRADLAB_OUT_BINARY(maximum)
GRADLAB_OUT_BINARY(minimum)
GRADLAB_OUT_BINARY(max)
GRADLAB_OUT_BINARY(min)
GRADLAB_OUT_BINARY(atan2)
GRADLAB_OUT_FORM(kPromoted, clamp,
                 (const Tensor& x, const std::optional<Scalar>& min,
                  const std::optional<Scalar>& max = std::nullopt),
                 (x, min, max))
GRADLAB_OUT_BINARY_SCALAR(clamp_min)
GRADLAB_OUT_BINARY_SCALAR(clamp_max)
GRADLAB_OUT_FORM(kPromoted, lerp, (const Tensor& start, const Tensor& end, const Scalar& weight),
                 (start, end, weight))
GRADLAB_OUT_FORM(kPromoted, lerp, (const Tensor& start, const Tensor& end, const Tensor& weight),
                 (start, end, weight))
GRADLAB_OUT_FORM(kPromoted, addcmul,
                 (const Tensor& x, const Tensor& t1, const Tensor& t2, const Scalar& value = 1),
                 (x, t1, t2, value))
GRADLAB_OUT_FORM(kPromoted, addcdiv,
                 (const Tensor& x, const Tensor& t1, const Tensor& t2, const Scalar& value = 1),
                 (x, t1, t2, value))

// --- Functions of one tensor (ops/unary.h) ---
GRADLAB_OUT_UNARY(neg)
GRADLAB_OUT_UNARY(abs)
GRADLAB_OUT_UNARY(sign)
GRADLAB_OUT_UNARY(floor)
GRADLAB_OUT_UNARY(ceil)
GRADLAB_OUT_UNARY(round)
GRADLAB_OUT_UNARY(trunc)
GRADLAB_OUT_UNARY(frac)
GRADLAB_OUT_UNARY(square)
GRADLAB_OUT_UNARY(reciprocal)
GRADLAB_OUT_UNARY(sqrt)
GRADLAB_OUT_UNARY(rsqrt)
GRADLAB_OUT_UNARY(exp)
GRADLAB_OUT_UNARY(exp2)
GRADLAB_OUT_UNARY(expm1)
GRADLAB_OUT_UNARY(log)
GRADLAB_OUT_UNARY(log2)
GRADLAB_OUT_UNARY(log10)
GRADLAB_OUT_UNARY(log1p)
GRADLAB_OUT_UNARY(sin)
GRADLAB_OUT_UNARY(cos)
GRADLAB_OUT_UNARY(tan)
GRADLAB_OUT_UNARY(asin)
GRADLAB_OUT_UNARY(acos)
GRADLAB_OUT_UNARY(atan)
GRADLAB_OUT_UNARY(sinh)
GRADLAB_OUT_UNARY(cosh)
GRADLAB_OUT_UNARY(tanh)
GRADLAB_OUT_UNARY(erf)
GRADLAB_OUT_UNARY(erfc)
GRADLAB_OUT_UNARY(sigmoid)

// --- Comparison and logic (ops/compare.h) ---
GRADLAB_OUT_BINARY(eq)
GRADLAB_OUT_BINARY_SCALAR(eq)
GRADLAB_OUT_BINARY(ne)
GRADLAB_OUT_BINARY_SCALAR(ne)
GRADLAB_OUT_BINARY(lt)
GRADLAB_OUT_BINARY_SCALAR(lt)
GRADLAB_OUT_BINARY(le)
GRADLAB_OUT_BINARY_SCALAR(le)
GRADLAB_OUT_BINARY(gt)
GRADLAB_OUT_BINARY_SCALAR(gt)
GRADLAB_OUT_BINARY(ge)
GRADLAB_OUT_BINARY_SCALAR(ge)
GRADLAB_OUT_UNARY(logical_not)
GRADLAB_OUT_BINARY(logical_and)
GRADLAB_OUT_BINARY(logical_or)
GRADLAB_OUT_BINARY(logical_xor)
GRADLAB_OUT_UNARY(bitwise_not)
GRADLAB_OUT_BINARY(bitwise_and)
GRADLAB_OUT_BINARY_SCALAR(bitwise_and)
GRADLAB_OUT_BINARY(bitwise_or)
GRADLAB_OUT_BINARY_SCALAR(bitwise_or)
GRADLAB_OUT_BINARY(bitwise_xor)
GRADLAB_OUT_BINARY_SCALAR(bitwise_xor)

// --- Reductions (ops/reduce.h) ---
GRADLAB_OUT_FORM(kAny, sum, (const Tensor& t, std::optional<ScalarType> dtype = std::nullopt),
                 (t, dtype))
GRADLAB_OUT_FORM(kAny, sum,
                 (const Tensor& t, IntArrayRef dim, bool keepdim = false,
                  std::optional<ScalarType> dtype = std::nullopt),
                 (t, dim, keepdim, dtype))
GRADLAB_OUT_FORM(kSame, mean,
                 (const Tensor& t, IntArrayRef dim, bool keepdim = false,
                  std::optional<ScalarType> dtype = std::nullopt),
                 (t, dim, keepdim, dtype))
GRADLAB_OUT_FORM(kAny, prod, (const Tensor& t, std::optional<ScalarType> dtype = std::nullopt),
                 (t, dtype))
GRADLAB_OUT_FORM(kAny, prod,
                 (const Tensor& t, int64_t dim, bool keepdim = false,
                  std::optional<ScalarType> dtype = std::nullopt),
                 (t, dim, keepdim, dtype))
GRADLAB_OUT_FORM(kSame, amax, (const Tensor& t, IntArrayRef dim = {}, bool keepdim = false),
                 (t, dim, keepdim))
GRADLAB_OUT_FORM(kSame, amin, (const Tensor& t, IntArrayRef dim = {}, bool keepdim = false),
                 (t, dim, keepdim))
GRADLAB_OUT_FORM2(max, max, max_indices, (const Tensor& t, int64_t dim, bool keepdim = false),
                  (t, dim, keepdim))
GRADLAB_OUT_FORM2(min, min, min_indices, (const Tensor& t, int64_t dim, bool keepdim = false),
                  (t, dim, keepdim))
GRADLAB_OUT_FORM(kSame, argmax,
                 (const Tensor& t, std::optional<int64_t> dim = std::nullopt, bool keepdim = false),
                 (t, dim, keepdim))
GRADLAB_OUT_FORM(kSame, argmin,
                 (const Tensor& t, std::optional<int64_t> dim = std::nullopt, bool keepdim = false),
                 (t, dim, keepdim))
GRADLAB_OUT_FORM(kSame, any, (const Tensor& t), (t))
GRADLAB_OUT_FORM(kSame, any, (const Tensor& t, int64_t dim, bool keepdim = false),
                 (t, dim, keepdim))
GRADLAB_OUT_FORM(kSame, all, (const Tensor& t), (t))
GRADLAB_OUT_FORM(kSame, all, (const Tensor& t, int64_t dim, bool keepdim = false),
                 (t, dim, keepdim))
GRADLAB_OUT_FORM(kSame, var,
                 (const Tensor& t, OptionalIntArrayRef dim, bool unbiased, bool keepdim = false),
                 (t, dim, unbiased, keepdim))
GRADLAB_OUT_FORM(kSame, std,
                 (const Tensor& t, OptionalIntArrayRef dim, bool unbiased, bool keepdim = false),
                 (t, dim, unbiased, keepdim))
GRADLAB_OUT_FORM(kSame, norm,
                 (const Tensor& t, const std::optional<Scalar>& p, IntArrayRef dim,
                  bool keepdim = false),
                 (t, p, dim, keepdim))
GRADLAB_OUT_FORM(kSame, logsumexp, (const Tensor& t, IntArrayRef dim, bool keepdim = false),
                 (t, dim, keepdim))

// --- Products (ops/matmul.h) ---
GRADLAB_OUT_FORM(kSame, mm, (const Tensor& a, const Tensor& b), (a, b))
GRADLAB_OUT_FORM(kSame, bmm, (const Tensor& a, const Tensor& b), (a, b))
GRADLAB_OUT_FORM(kSame, mv, (const Tensor& a, const Tensor& b), (a, b))
GRADLAB_OUT_FORM(kSame, dot, (const Tensor& a, const Tensor& b), (a, b))
GRADLAB_OUT_FORM(kPromoted, outer, (const Tensor& a, const Tensor& b), (a, b))
GRADLAB_OUT_FORM(kSame, matmul, (const Tensor& a, const Tensor& b), (a, b))
GRADLAB_OUT_FORM(kSame, addmm,
                 (const Tensor& bias, const Tensor& a, const Tensor& b, const Scalar& beta = 1,
                  const Scalar& alpha = 1),
                 (bias, a, b, beta, alpha))
GRADLAB_OUT_FORM(kSame, linear, (const Tensor& x, const Tensor& weight, const Tensor& bias = {}),
                 (x, weight, bias))

// --- Shape, indexing (ops/shape.h, ops/index.h) ---
GRADLAB_OUT_FORM(kPromoted, cat, (TensorList tensors, int64_t dim = 0), (tensors, dim))
GRADLAB_OUT_FORM(kPromoted, stack, (TensorList tensors, int64_t dim = 0), (tensors, dim))
GRADLAB_OUT_FORM(kSame, index_select, (const Tensor& t, int64_t dim, const Tensor& index),
                 (t, dim, index))
GRADLAB_OUT_FORM(kSame, gather, (const Tensor& t, int64_t dim, const Tensor& index),
                 (t, dim, index))
GRADLAB_OUT_FORM(kSame, take, (const Tensor& t, const Tensor& index), (t, index))
GRADLAB_OUT_FORM(kSame, masked_select, (const Tensor& t, const Tensor& mask), (t, mask))
GRADLAB_OUT_FORM(kSame, nonzero, (const Tensor& t), (t))

// --- Scans and order (ops/scan.h, ops/sort.h) ---
// Without a dtype, running sums and products are computed in that of `out`.
GRADLAB_OUT_FORM(kAny, cumsum,
                 (const Tensor& t, int64_t dim, std::optional<ScalarType> dtype = std::nullopt),
                 (t, dim, dtype.value_or(out.scalar_type())))
GRADLAB_OUT_FORM(kAny, cumprod,
                 (const Tensor& t, int64_t dim, std::optional<ScalarType> dtype = std::nullopt),
                 (t, dim, dtype.value_or(out.scalar_type())))
GRADLAB_OUT_FORM(kSame, logcumsumexp, (const Tensor& t, int64_t dim), (t, dim))
GRADLAB_OUT_FORM2(cummax, values, indices, (const Tensor& t, int64_t dim), (t, dim))
GRADLAB_OUT_FORM2(cummin, values, indices, (const Tensor& t, int64_t dim), (t, dim))
GRADLAB_OUT_FORM2(sort, values, indices,
                  (const Tensor& t, int64_t dim = -1, bool descending = false),
                  (t, dim, descending))
GRADLAB_OUT_FORM2(sort, values, indices,
                  (const Tensor& t, std::optional<bool> stable, int64_t dim, bool descending),
                  (t, stable, dim, descending))
GRADLAB_OUT_FORM(kSame, msort, (const Tensor& t), (t))
GRADLAB_OUT_FORM2(topk, values, indices,
                  (const Tensor& t, int64_t k, int64_t dim = -1, bool largest = true,
                   bool sorted = true),
                  (t, k, dim, largest, sorted))
GRADLAB_OUT_FORM2(kthvalue, values, indices,
                  (const Tensor& t, int64_t k, int64_t dim = -1, bool keepdim = false),
                  (t, k, dim, keepdim))
GRADLAB_OUT_FORM2(median, values, indices, (const Tensor& t, int64_t dim, bool keepdim = false),
                  (t, dim, keepdim))
GRADLAB_OUT_FORM2(nanmedian, values, indices, (const Tensor& t, int64_t dim, bool keepdim = false),
                  (t, dim, keepdim))
GRADLAB_OUT_FORM2(mode, values, indices, (const Tensor& t, int64_t dim = -1, bool keepdim = false),
                  (t, dim, keepdim))

// --- Triangles and more products (ops/diagonal.h, ops/matmul.h) ---
GRADLAB_OUT_FORM(kSame, tril, (const Tensor& t, int64_t diagonal = 0), (t, diagonal))
GRADLAB_OUT_FORM(kSame, triu, (const Tensor& t, int64_t diagonal = 0), (t, diagonal))
GRADLAB_OUT_FORM(kSame, diag, (const Tensor& t, int64_t diagonal = 0), (t, diagonal))
GRADLAB_OUT_FORM(kSame, addmv,
                 (const Tensor& bias, const Tensor& a, const Tensor& x, const Scalar& beta = 1,
                  const Scalar& alpha = 1),
                 (bias, a, x, beta, alpha))
GRADLAB_OUT_FORM(kSame, addbmm,
                 (const Tensor& bias, const Tensor& a, const Tensor& b, const Scalar& beta = 1,
                  const Scalar& alpha = 1),
                 (bias, a, b, beta, alpha))
GRADLAB_OUT_FORM(kSame, baddbmm,
                 (const Tensor& bias, const Tensor& a, const Tensor& b, const Scalar& beta = 1,
                  const Scalar& alpha = 1),
                 (bias, a, b, beta, alpha))
GRADLAB_OUT_FORM(kAny, kron, (const Tensor& a, const Tensor& b), (a, b))

// --- Special functions (ops/special.h, ops/special_names.h) ---
GRADLAB_OUT_UNARY(lgamma)
GRADLAB_OUT_UNARY(digamma)
GRADLAB_OUT_UNARY(erfinv)
GRADLAB_OUT_UNARY(i0)
GRADLAB_OUT_UNARY(sinc)
GRADLAB_OUT_FORM(kPromoted, polygamma, (int64_t n, const Tensor& x), (n, x))
GRADLAB_OUT_FORM(kPromoted, logit, (const Tensor& x, std::optional<double> eps = std::nullopt),
                 (x, eps))
GRADLAB_OUT_BINARY(hypot)
GRADLAB_OUT_BINARY(copysign)
GRADLAB_OUT_BINARY_SCALAR(copysign)
GRADLAB_OUT_BINARY(xlogy)
GRADLAB_OUT_BINARY_SCALAR(xlogy)
GRADLAB_OUT_FORM(kPromoted, xlogy, (const Scalar& x, const Tensor& y), (x, y))
GRADLAB_OUT_BINARY(logaddexp)
GRADLAB_OUT_BINARY(logaddexp2)
GRADLAB_OUT_BINARY(nextafter)
GRADLAB_OUT_BINARY(gcd)
GRADLAB_OUT_BINARY(lcm)
GRADLAB_OUT_BINARY(igamma)
GRADLAB_OUT_BINARY(igammac)
GRADLAB_OUT_UNARY(special_entr)
GRADLAB_OUT_UNARY(special_erfcx)
GRADLAB_OUT_UNARY(special_ndtr)
GRADLAB_OUT_UNARY(special_ndtri)
GRADLAB_OUT_UNARY(special_log_ndtr)
GRADLAB_OUT_UNARY(special_i0e)
GRADLAB_OUT_UNARY(special_i1)
GRADLAB_OUT_UNARY(special_i1e)
GRADLAB_OUT_UNARY(special_erf)
GRADLAB_OUT_UNARY(special_erfc)
GRADLAB_OUT_UNARY(special_erfinv)
GRADLAB_OUT_UNARY(special_exp2)
GRADLAB_OUT_UNARY(special_expm1)
GRADLAB_OUT_UNARY(special_log1p)
GRADLAB_OUT_UNARY(special_expit)
GRADLAB_OUT_UNARY(special_psi)
GRADLAB_OUT_UNARY(special_digamma)
GRADLAB_OUT_UNARY(special_gammaln)
GRADLAB_OUT_UNARY(special_i0)
GRADLAB_OUT_UNARY(special_sinc)
GRADLAB_OUT_BINARY(special_gammainc)
GRADLAB_OUT_BINARY(special_gammaincc)
GRADLAB_OUT_BINARY(special_xlogy)
GRADLAB_OUT_BINARY(special_xlog1py)
GRADLAB_OUT_BINARY_SCALAR(special_xlog1py)
GRADLAB_OUT_FORM(kPromoted, special_xlog1py, (const Scalar& x, const Tensor& y), (x, y))
GRADLAB_OUT_BINARY(special_zeta)
GRADLAB_OUT_BINARY_SCALAR(special_zeta)
GRADLAB_OUT_FORM(kPromoted, special_zeta, (const Scalar& s, const Tensor& q), (s, q))

// --- Matrices (ops/linalg_names.h) ---
GRADLAB_OUT_FORM(kSame, linalg_inv, (const Tensor& a), (a))
GRADLAB_OUT_FORM(kSame, linalg_det, (const Tensor& a), (a))
GRADLAB_OUT_FORM2(linalg_slogdet, sign, logabsdet, (const Tensor& a), (a))
GRADLAB_OUT_FORM(kSame, linalg_solve, (const Tensor& a, const Tensor& b, bool left = true),
                 (a, b, left))
GRADLAB_OUT_FORM(kSame, linalg_solve_triangular,
                 (const Tensor& a, const Tensor& b, bool upper, bool left = true,
                  bool unitriangular = false),
                 (a, b, upper, left, unitriangular))
GRADLAB_OUT_FORM(kSame, linalg_cholesky, (const Tensor& a, bool upper = false), (a, upper))
GRADLAB_OUT_FORM2(linalg_qr, Q, R, (const Tensor& a, std::string_view mode = "reduced"), (a, mode))
GRADLAB_OUT_FORM2(linalg_eigh, eigvals, eigvecs, (const Tensor& a, std::string_view uplo = "L"),
                  (a, uplo))
GRADLAB_OUT_FORM(kSame, linalg_eigvalsh, (const Tensor& a, std::string_view uplo = "L"), (a, uplo))
GRADLAB_OUT_FORM(kSame, linalg_svdvals,
                 (const Tensor& a, std::optional<std::string_view> driver = std::nullopt),
                 (a, driver))
GRADLAB_OUT_FORM(kSame, linalg_matrix_power, (const Tensor& a, int64_t n), (a, n))
GRADLAB_OUT_FORM(kSame, linalg_multi_dot, (TensorList matrices), (matrices))
GRADLAB_OUT_FORM(kSame, linalg_vector_norm,
                 (const Tensor& t, const Scalar& ord = 2, OptionalIntArrayRef dim = std::nullopt,
                  bool keepdim = false, std::optional<ScalarType> dtype = std::nullopt),
                 (t, ord, dim, keepdim, dtype))
GRADLAB_OUT_FORM(kSame, linalg_matmul, (const Tensor& a, const Tensor& b), (a, b))
GRADLAB_OUT_FORM(kAny, linalg_vecdot, (const Tensor& x, const Tensor& y, int64_t dim = -1),
                 (x, y, dim))
GRADLAB_OUT_FORM(kSame, linalg_tensorinv, (const Tensor& a, int64_t ind = 2), (a, ind))
GRADLAB_OUT_FORM(kSame, linalg_tensorsolve,
                 (const Tensor& a, const Tensor& b, OptionalIntArrayRef dims = std::nullopt),
                 (a, b, dims))
GRADLAB_OUT_FORM2(linalg_lu_factor, LU, pivots, (const Tensor& a, bool pivot = true), (a, pivot))
GRADLAB_OUT_FORM(kSame, linalg_lu_solve,
                 (const Tensor& lu, const Tensor& pivots, const Tensor& b, bool left = true,
                  bool adjoint = false),
                 (lu, pivots, b, left, adjoint))

#undef GRADLAB_OUT_BINARY_SCALAR
#undef GRADLAB_OUT_BINARY
#undef GRADLAB_OUT_UNARY
#undef GRADLAB_OUT_FORM2
#undef GRADLAB_OUT_FORM
#undef GRADLAB_OUT_LIST

}  // namespace gradlab

#endif  // GRADLAB_AUTOGRAD_OPS_OUT_H_
