// Decompositions L D L^T (householder.h).
#include <cstdint>
#include <cstdlib>
#include <utility>
#include <vector>

#include "gradlab/autograd/ops/derivative_free.h"
#include "gradlab/autograd/ops/householder.h"
#include "gradlab/autograd/ops/linalg_common.h"
#include "gradlab/tensor/error.h"
#include "gradlab/tensor/kernels/linalg.h"

namespace gradlab::linalg {
namespace {

std::tuple<Tensor, Tensor, Tensor> factor(const char* check, const Tensor& a, Location at) {
  check_square("torch.linalg.ldl_factor_ex", a);
  check_floating("torch.linalg.ldl_factor_ex", a);
  kernels::Ldl result = kernels::ldl_factor(a.array());
  if (check) {
    check_info(check, result.info, [](int i) {
      return str("D[", i, ",", i,
                 "] is zero and using it on ldl_solve would result in a division by zero.");
    });
  }
  Tensor ld = not_differentiable("linalg_ldl_factor_ex", Output(std::move(result.ld), at), a);
  return {ld, Tensor(std::move(result.pivots)), Tensor(std::move(result.info))};
}

// A pair of negative numbers stands for a block of two rows; a single one would let LAPACK read
// beyond the matrix.
void check_pivots(const Tensor& pivots, int64_t n) {
  const Tensor list = pivots.contiguous();
  const int* p = list.data_ptr<int>();
  for (int64_t i = 0; i < list.numel(); ++i) {
    const int64_t row = std::abs(static_cast<int64_t>(p[i]));
    GRADLAB_CHECK(1 <= row && row <= n, "torch.linalg.ldl_solve: pivots must be between 1 and ", n,
                  " in absolute value, not ", p[i], ". Did you properly pass the result of ",
                  "ldl_factor?");
    if (p[i] > 0) continue;
    GRADLAB_CHECK(i % n + 1 < n && p[i + 1] < 0,
                  "torch.linalg.ldl_solve: negative pivots must come in pairs. Did you properly "
                  "pass the result of ldl_factor?");
    ++i;
    GRADLAB_CHECK(-static_cast<int64_t>(p[i]) <= n,
                  "torch.linalg.ldl_solve: pivots must be between 1 and ", n,
                  " in absolute value, not ", p[i], ". Did you properly pass the result of ",
                  "ldl_factor?");
  }
}

}  // namespace

std::tuple<Tensor, Tensor> ldl_factor(const Tensor& a, bool /*hermitian*/, Location at) {
  LocationScope scope(at);
  auto [ld, pivots, info] = factor("torch.linalg.ldl_factor", a, at);
  return {ld, pivots};
}

std::tuple<Tensor, Tensor, Tensor> ldl_factor_ex(const Tensor& a, bool /*hermitian*/,
                                                 bool check_errors, Location at) {
  LocationScope scope(at);
  return factor(check_errors ? "torch.linalg.ldl_factor_ex" : nullptr, a, at);
}

Tensor ldl_solve(const Tensor& ld, const Tensor& pivots, const Tensor& b, bool /*hermitian*/,
                 Location at) {
  LocationScope scope(at);
  constexpr const char* kName = "torch.linalg.ldl_solve";
  check_square(kName, ld);
  check_floating(kName, ld);
  check_matrix(kName, b, "B");
  GRADLAB_CHECK(ld.dtype() == b.dtype(), "Expected b and A to have the same dtype, but found b of ",
                "type ", b.scalar_type(), " and A of type ", ld.scalar_type(), " instead.");
  GRADLAB_CHECK(ld.size(-1) == b.size(-2), "Incompatible matrix sizes for ", kName,
                ": each A matrix is ", ld.size(-1), " by ", ld.size(-1),
                " but each b matrix is ", b.size(-2), " by ", b.size(-1));
  GRADLAB_CHECK(pivots.scalar_type() == kInt || pivots.scalar_type() == kLong, kName,
                ": Expected pivots to be integers. Got ", pivots.scalar_type());
  GRADLAB_CHECK(ld.sizes().slice(0, ld.sizes().size() - 1) == pivots.sizes(), kName,
                ": Expected LD.shape[:-1] and pivots.shape to be the same, but got pivots with "
                "shape ",
                pivots.sizes(), " instead");
  const Tensor rows = pivots.detach().to(kInt);
  check_pivots(rows, ld.size(-1));
  const std::vector<int64_t> batch = broadcast_sizes(batch_of(ld), batch_of(b));
  std::vector<int64_t> pivot_sizes = batch;
  pivot_sizes.push_back(ld.size(-1));
  Output x(kernels::ldl_solve(with_batch(ld.detach(), batch).array(),
                              rows.expand(pivot_sizes).array(),
                              with_batch(b.detach(), batch).array()),
           at);
  return not_differentiable("linalg_ldl_solve", std::move(x), ld, b);
}

}  // namespace gradlab::linalg
