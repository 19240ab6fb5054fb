// The exponential of matrices.
#include <algorithm>
#include <cmath>

#include "gradlab/autograd/grad_mode.h"
#include "gradlab/autograd/graph/tape.h"
#include "gradlab/autograd/ops/copy.h"
#include "gradlab/autograd/ops/factory.h"
#include "gradlab/autograd/ops/linalg.h"
#include "gradlab/autograd/ops/linalg_common.h"
#include "gradlab/autograd/ops/matmul.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/autograd/ops/reduce.h"
#include "gradlab/autograd/ops/shape.h"
#include "gradlab/autograd/ops/unary.h"

namespace gradlab {
namespace {

// exp(a) = exp(a / 2^k)^(2^k), with the Taylor polynomial of degree 18 for matrices of norm up to 1
// (Bader, Blanes and Casas, Computing the matrix exponential with an optimized Taylor polynomial,
// 2019: exact to the last bit up to 1.09).
Tensor exp_value(const Tensor& a) {
  if (a.numel() == 0) return clone(a, MemoryFormat::Contiguous);
  const double norm = amax(sum(abs(a), {-2})).item<double>();
  const int halvings = std::isfinite(norm) && norm > 1 ? std::ilogb(norm) + 1 : 0;
  const Tensor small = a * std::ldexp(1.0, -halvings);
  const Tensor identity = eye(a.size(-1), a.dtype()).expand(a.sizes());
  Tensor result = identity.clone(MemoryFormat::Contiguous);
  for (int i = 18; i > 0; --i) result = identity + matmul(small, result) / i;
  for (int i = 0; i < halvings; ++i) result = matmul(result, result);
  return result;
}

}  // namespace

Tensor linalg::matrix_exp(const Tensor& a, Location at) {
  LocationScope scope(at);
  check_square("linalg.matrix_exp", a);
  check_floating("matrix_exp", a);
  Tensor out;
  {
    NoGradGuard no_grad;
    const Tensor value = exp_value(a.detach());
    // In the layout of a, as PyTorch's.
    out = a.is_contiguous() ? value : empty_like(a).copy_(value);
  }
  if (Tape tape(a); tape) {
    // The derivative in the direction g is a corner of the exponential of [[a, g], [0, a]]; the
    // gradient that of the transpose (Mathias, A chain rule for matrix functions, 1996).
    tape.record("LinalgMatrixExpBackward0", out, [a = tape.save(a)](const Tensor& g, Backward& bw) {
      const Tensor turned = bw.saved(a).mT();
      const int64_t n = turned.size(-1);
      const Tensor top = cat({turned, g}, -1);
      const Tensor bottom = cat({zeros_like(turned), turned}, -1);
      bw.grad(0) = linalg::matrix_exp(cat({top, bottom}, -2)).narrow(-2, 0, n).narrow(-1, n, n);
    });
  }
  return out;
}

Tensor matrix_exp(const Tensor& a, Location at) {
  LocationScope scope(at);
  return linalg::matrix_exp(a);
}

}  // namespace gradlab
