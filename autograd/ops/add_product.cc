// Products that are added to something: beta * bias + alpha * a b.
#include <utility>

#include "gradlab/autograd/graph/tape.h"
#include "gradlab/autograd/ops/index_write.h"
#include "gradlab/autograd/ops/matmul.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/autograd/ops/shape.h"
#include "gradlab/tensor/error.h"
#include "gradlab/tensor/kernels/binary.h"
#include "gradlab/tensor/kernels/matmul.h"

namespace gradlab {
namespace {

Tensor multiply_matrices(const Tensor& a, const Tensor& b) { return mm(a, b); }
Tensor multiply_batches(const Tensor& a, const Tensor& b) { return bmm(a, b); }
Tensor times(const Tensor& t, const Scalar& s) { return s.equal(1) ? t : t * s; }

// The history of beta * bias + alpha * product(a, b) for matrices and batches. `summed`: the
// products of the batch were added up, so that each has the gradient of the sum.
void record_add_product(const char* name, Output& out, const Tensor& bias, const Tensor& a,
                        const Tensor& b, const Scalar& beta, const Scalar& alpha,
                        Tensor (*product)(const Tensor&, const Tensor&), bool summed = false) {
  if (Tape tape(bias, a, b); tape) {
    tape.record(
        name, out,
        [a = tape.save_if(tape.needs(2), a), b = tape.save_if(tape.needs(1), b),
         batches = summed ? a.size(0) : -1, beta, alpha, product](const Tensor& g, Backward& bw) {
          if (bw.needs(0)) bw.grad(0) = times(g, beta);
          const Tensor each =
              batches < 0 ? g : g.unsqueeze(0).expand({batches, g.size(0), g.size(1)});
          if (bw.needs(1)) {
            bw.grad(1) = times(product(each, bw.saved(b).transpose(-2, -1)), alpha);
          }
          if (bw.needs(2)) {
            bw.grad(2) = times(product(bw.saved(a).transpose(-2, -1), each), alpha);
          }
        });
  }
}

// beta * bias + alpha * x y for a column x and a row y, with promotion; for bools "or" and "and".
Array add_outer(const Array& bias, const Array& x, const Array& y, Scalar beta, Scalar alpha) {
  const Array expanded = bias.expand({x.size(0), y.size(0)});
  const Array column = x.unsqueeze(1);
  const bool integral = !is_floating_point(bias.dtype()) && !is_floating_point(x.dtype()) &&
                        !is_floating_point(y.dtype());
  if (integral) {
    GRADLAB_CHECK(!beta.isFloatingPoint(),
                  "For integral input tensors, argument beta must not be a floating point number.");
    GRADLAB_CHECK(
        !alpha.isFloatingPoint(),
        "For integral input tensors, argument alpha must not be a floating point number.");
  }
  if (bias.dtype() == kBool && x.dtype() == kBool && y.dtype() == kBool) {
    beta = beta.toBool();
    alpha = alpha.toBool();
  }
  const Array product = kernels::mul(kernels::mul(column, alpha), y);
  return beta.equal(0) ? product : kernels::add(kernels::mul(expanded, beta), product);
}

}  // namespace

Tensor addmm(const Tensor& bias, const Tensor& a, const Tensor& b, const Scalar& beta,
             const Scalar& alpha, Into into) {
  Output out = result_into(into, kernels::addmm(bias.array(), a.array(), b.array(), beta, alpha));
  record_add_product("AddmmBackward0", out, bias, a, b, beta, alpha, multiply_matrices);
  return out;
}

Tensor baddbmm(const Tensor& bias, const Tensor& a, const Tensor& b, const Scalar& beta,
               const Scalar& alpha, Into into) {
  Output out = result_into(into, kernels::baddbmm(bias.array(), a.array(), b.array(), beta, alpha));
  record_add_product("BaddbmmBackward0", out, bias, a, b, beta, alpha, multiply_batches);
  return out;
}

Tensor addbmm(const Tensor& bias, const Tensor& a, const Tensor& b, const Scalar& beta,
              const Scalar& alpha, Into into) {
  Output out = result_into(into, kernels::addbmm(bias.array(), a.array(), b.array(), beta, alpha));
  record_add_product("AddbmmBackward0", out, bias, a, b, beta, alpha, multiply_batches, true);
  return out;
}

Tensor addmv(const Tensor& bias, const Tensor& a, const Tensor& x, const Scalar& beta,
             const Scalar& alpha, Into into) {
  Output out = result_into(into, kernels::addmv(bias.array(), a.array(), x.array(), beta, alpha));
  if (Tape tape(bias, a, x); tape) {
    tape.record("AddmvBackward0", out,
                [a = tape.save_if(tape.needs(2), a), x = tape.save_if(tape.needs(1), x), beta,
                 alpha](const Tensor& g, Backward& bw) {
                  if (bw.needs(0)) bw.grad(0) = times(g, beta);
                  if (bw.needs(1)) bw.grad(1) = times(outer(g, bw.saved(x)), alpha);
                  if (bw.needs(2)) bw.grad(2) = times(mv(bw.saved(a).t(), g), alpha);
                });
  }
  return out;
}

Tensor addr(const Tensor& bias, const Tensor& x, const Tensor& y, const Scalar& beta,
            const Scalar& alpha, Into into) {
  GRADLAB_CHECK(x.dim() == 1, "addr: Expected 1-D argument vec1, but got ", x.dim(), "-D");
  GRADLAB_CHECK(y.dim() == 1, "addr: Expected 1-D argument vec2, but got ", y.dim(), "-D");
  if (into.array() != nullptr) {
    GRADLAB_CHECK(bias.dim() == 2, "2D tensor expected, got ", bias.dim(), "D tensor for input");
    GRADLAB_CHECK(bias.size(0) == x.size(0) && bias.size(1) == y.size(0),
                  "size mismatch, input: ", bias.sizes(), ", v1: ", x.sizes(), ", v2: ", y.sizes());
  }
  Output out = result_into(into, add_outer(bias.array(), x.array(), y.array(), beta, alpha));
  if (Tape tape(bias, x, y); tape) {
    tape.record("AddrBackward0", out,
                [x = tape.save_if(tape.needs(2), x), y = tape.save_if(tape.needs(1), y), beta,
                 alpha](const Tensor& g, Backward& bw) {
                  if (bw.needs(0)) bw.grad(0) = times(g, beta);
                  if (bw.needs(1)) bw.grad(1) = times(mv(g, bw.saved(y)), alpha);
                  if (bw.needs(2)) bw.grad(2) = times(mv(g.t(), bw.saved(x)), alpha);
                });
  }
  return out;
}

}  // namespace gradlab
