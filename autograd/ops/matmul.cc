#include "gradlab/autograd/ops/matmul.h"

#include <utility>
#include <vector>

#include "gradlab/autograd/graph/tape.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/autograd/ops/reduce.h"
#include "gradlab/autograd/ops/shape.h"
#include "gradlab/autograd/ops/view_op.h"
#include "gradlab/tensor/error.h"
#include "gradlab/tensor/kernels/matmul.h"

namespace gradlab {

namespace {

using Product = Tensor (*)(const Tensor&, const Tensor&);

// The history of product(a, b), for matrices or batches of them.
void record_product(const char* name, Tensor& out, const Tensor& a, const Tensor& b,
                    Product product) {
  if (Tape tape(a, b); tape) {
    tape.record(name, out,
                [a = tape.save_if(tape.needs(1), a), b = tape.save_if(tape.needs(0), b), product](
                    const Tensor& g, Backward& bw) {
                  if (bw.needs(0)) bw.grad(0) = product(g, bw.saved(b).transpose(-2, -1));
                  if (bw.needs(1)) bw.grad(1) = product(bw.saved(a).transpose(-2, -1), g);
                });
  }
}

}  // namespace

Tensor mm(const Tensor& a, const Tensor& b, Location at) {
  LocationScope scope(at);
  Tensor out(kernels::mm(a.array(), b.array()));
  record_product("MmBackward0", out, a, b,
                 [](const Tensor& x, const Tensor& y) { return mm(x, y); });
  return out;
}

Tensor bmm(const Tensor& a, const Tensor& b, Location at) {
  LocationScope scope(at);
  Tensor out(kernels::bmm(a.array(), b.array()));
  record_product("BmmBackward0", out, a, b,
                 [](const Tensor& x, const Tensor& y) { return bmm(x, y); });
  return out;
}

Tensor mv(const Tensor& a, const Tensor& x, Location at) {
  LocationScope scope(at);
  Tensor out(kernels::mv(a.array(), x.array()));
  if (Tape tape(a, x); tape) {
    tape.record("MvBackward0", out,
                [a = tape.save_if(tape.needs(1), a), x = tape.save_if(tape.needs(0), x)](
                    const Tensor& g, Backward& bw) {
                  if (bw.needs(0)) bw.grad(0) = outer(g, bw.saved(x));
                  if (bw.needs(1)) bw.grad(1) = mv(bw.saved(a).t(), g);
                });
  }
  return out;
}

namespace {

Tensor recorded_dot(const char* name, const Tensor& a, const Tensor& b) {
  Tensor out(kernels::dot(a.array(), b.array()));
  if (Tape tape(a, b); tape) {
    tape.record(name, out,
                [a = tape.save_if(tape.needs(1), a), b = tape.save_if(tape.needs(0), b)](
                    const Tensor& g, Backward& bw) {
                  if (bw.needs(0)) bw.grad(0) = g * bw.saved(b);
                  if (bw.needs(1)) bw.grad(1) = g * bw.saved(a);
                });
  }
  return out;
}

}  // namespace

Tensor dot(const Tensor& a, const Tensor& b, Location at) {
  LocationScope scope(at);
  return recorded_dot("DotBackward0", a, b);
}
Tensor vdot(const Tensor& a, const Tensor& b, Location at) {
  LocationScope scope(at);
  return recorded_dot("VdotBackward0", a, b);
}

Tensor outer(const Tensor& a, const Tensor& b, Location at) {
  LocationScope scope(at);
  GRADLAB_CHECK(a.dim() == 1, "outer: Expected 1-D argument self, but got ", a.dim(), "-D");
  GRADLAB_CHECK(b.dim() == 1, "outer: Expected 1-D argument vec2, but got ", b.dim(), "-D");
  return a.unsqueeze(1) * b;
}

Tensor ger(const Tensor& a, const Tensor& b, Location at) {
  LocationScope scope(at);
  return outer(a, b);
}

namespace {

// x [n, in] with a bias: one operation, so that a training step records one node where the
// composition records three and the weight's gradient needs no transposition.
Tensor linear_2d(const Tensor& x, const Tensor& weight, const Tensor& bias) {
  Tensor out(kernels::addmm(bias.array(), x.array(), weight.array().transpose(0, 1)));
  if (Tape tape(bias, x, weight); tape) {
    tape.record("AddmmBackward0", out,
                [x = tape.save_if(tape.needs(2), x), w = tape.save_if(tape.needs(1), weight)](
                    const Tensor& g, Backward& bw) {
                  if (bw.needs(0)) bw.grad(0) = g;
                  if (bw.needs(1)) bw.grad(1) = mm(g, bw.saved(w));
                  if (bw.needs(2)) bw.grad(2) = mm(g.t(), bw.saved(x));
                });
  }
  return out;
}

Tensor unsafe_view(const Tensor& result, IntArrayRef sizes) {
  return result_with_sizes("UnsafeViewBackward0", result, sizes);
}

// a [.., n, k] and b [.., k, m] with broadcast batch dimensions, through bmm.
Tensor batched(const Tensor& a, const Tensor& b) {
  const int64_t n = a.size(-2), k = a.size(-1), m = b.size(-1);
  const std::vector<int64_t> batch =
      broadcast_sizes(a.sizes().slice(0, a.dim() - 2), b.sizes().slice(0, b.dim() - 2));
  auto with = [&](std::vector<int64_t> sizes, int64_t rows, int64_t columns) {
    sizes.insert(sizes.end(), {rows, columns});
    return sizes;
  };
  const int64_t batches = checked_numel(batch);
  const Tensor left = a.expand(with(batch, n, k)).reshape({batches, n, k});
  const Tensor right = b.expand(with(batch, b.size(-2), m)).reshape({batches, b.size(-2), m});
  return unsafe_view(bmm(left, right), with(batch, n, m));
}

}  // namespace

Tensor linear(const Tensor& x, const Tensor& weight, OptionalTensorRef bias, Location at) {
  LocationScope scope(at);
  if (x.dim() == 2 && bias.defined() && weight.dim() == 2) return linear_2d(x, weight, bias);
  if (x.dim() == 3 && bias.defined() && weight.dim() == 2 && x.is_contiguous()) {
    const Tensor rows = x.view({x.size(0) * x.size(1), x.size(2)});
    return linear_2d(rows, weight, bias).view({x.size(0), x.size(1), weight.size(0)});
  }
  const Tensor product = matmul(x, weight.t());
  return bias.defined() ? product + *bias : product;
}

Tensor matmul(const Tensor& a, const Tensor& b, Location at) {
  LocationScope scope(at);
  GRADLAB_CHECK(a.dim() > 0 && b.dim() > 0,
                "both arguments to matmul need to be at least 1D, but they are ", a.dim(), "D and ",
                b.dim(), "D");
  if (a.dim() == 1 && b.dim() == 1) return dot(a, b);
  if (a.dim() == 2 && b.dim() == 1) return mv(a, b);
  if (a.dim() == 1 && b.dim() == 2) {
    return result_with_sizes("SqueezeBackward4", mm(a.unsqueeze(0), b), {b.size(1)});
  }
  if (a.dim() == 2 && b.dim() == 2) return mm(a, b);
  if (a.dim() == 1) return matmul(b.transpose(-2, -1), a);
  if (b.dim() <= 2) {
    // One product of all rows of a.
    std::vector<int64_t> sizes = a.sizes().vec();
    sizes.pop_back();
    const int64_t rows = checked_numel(sizes);
    const Tensor left = a.reshape({rows, a.size(-1)});
    if (b.dim() == 1) return unsafe_view(mv(left, b), sizes);
    sizes.push_back(b.size(1));
    return unsafe_view(mm(left, b), sizes);
  }
  return batched(a, b);
}

}  // namespace gradlab
