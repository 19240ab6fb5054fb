// Choosing by condition.
#include <utility>

#include "gradlab/autograd/graph/tape.h"
#include "gradlab/autograd/ops/factory.h"
#include "gradlab/autograd/ops/index.h"
#include "gradlab/autograd/ops/index_write.h"
#include "gradlab/autograd/ops/reduce.h"
#include "gradlab/autograd/ops/shape.h"
#include "gradlab/tensor/error.h"
#include "gradlab/tensor/kernels/index.h"
#include "gradlab/tensor/kernels/select.h"
#include "gradlab/tensor/warn.h"

namespace gradlab {
namespace {

// x and y are the arrays of a and b, or numbers in their place.
Tensor choose(const Tensor& condition, const kernels::Operand& x, const kernels::Operand& y,
              const Tensor& a, const Tensor& b) {
  if (condition.dtype() == kByte) {
    GRADLAB_WARN_ONCE(
        "where received a uint8 condition tensor. This behavior is deprecated and will be removed "
        "in a future version of PyTorch. Use a boolean condition instead.");
  }
  const Tensor holds = condition.dtype() == kByte ? condition.to(kBool) : condition;
  Tensor out(kernels::where(holds.array(), x, y));
  if (Tape tape(a, b); tape) {
    tape.record("WhereBackward0", out,
                [condition = tape.save(holds)](const Tensor& g, Backward& bw) {
                  const Tensor holds = bw.saved(condition);
                  if (bw.needs(0)) bw.grad(0) = where(holds, g, 0);
                  if (bw.needs(1)) bw.grad(1) = where(holds, 0, g);
                });
  }
  return out;
}

// Followed by zeros up to n elements.
Tensor padded(const Tensor& t, int64_t n) {
  if (t.numel() == n) return t;
  return cat({t, zeros({n - t.numel()}, t.dtype())});
}

}  // namespace

Tensor where(const Tensor& condition, const Tensor& a, const Tensor& b, Location at) {
  LocationScope scope(at);
  return choose(condition, a.array(), b.array(), a, b);
}

Tensor where(const Tensor& condition, const Tensor& a, const Scalar& b, Location at) {
  LocationScope scope(at);
  return choose(condition, a.array(), b, a, Tensor());
}

Tensor where(const Tensor& condition, const Scalar& a, const Tensor& b, Location at) {
  LocationScope scope(at);
  return choose(condition, a, b.array(), Tensor(), b);
}

Tensor where(const Tensor& condition, const Scalar& a, const Scalar& b, Location at) {
  LocationScope scope(at);
  return choose(condition, a, b, Tensor(), Tensor());
}

std::vector<Tensor> where(const Tensor& condition, Location at) {
  LocationScope scope(at);
  return unbind(nonzero(condition.dim() == 0 ? condition.unsqueeze(0) : condition), 1);
}

Tensor nonzero(const Tensor& t) { return Tensor(kernels::nonzero(t.array())); }

Tensor masked_fill(const Tensor& t, const Tensor& mask, const Scalar& value, Into into) {
  Output out = into(kernels::masked_fill(t.array(), mask.array(), value, into.array()));
  if (Tape tape(t); tape) {
    tape.record("MaskedFillBackward0", out,
                [mask = tape.save(mask)](const Tensor& g, Backward& bw) {
                  bw.grad(0) = masked_fill(g, bw.saved(mask), 0);
                });
  }
  return out;
}

Tensor masked_fill(const Tensor& t, const Tensor& mask, const Tensor& value, Into into) {
  GRADLAB_CHECK(value.dim() == 0,
                "masked_fill_ only supports a 0-dimensional value tensor, but got tensor with ",
                value.dim(), " dimension(s).");
  Output out = into(kernels::masked_fill(t.array(), mask.array(), value.item(), into.array()));
  if (Tape tape(t, value); tape) {
    tape.record("MaskedFillBackward1", out,
                [mask = tape.save(mask)](const Tensor& g, Backward& bw) {
                  if (bw.needs(0)) bw.grad(0) = masked_fill(g, bw.saved(mask), 0);
                  if (bw.needs(1)) bw.grad(1) = sum(where(bw.saved(mask), g, 0));
                });
  }
  return out;
}

Tensor masked_select(const Tensor& t, const Tensor& mask, Location at) {
  LocationScope scope(at);
  Tensor out(kernels::masked_select(t.array(), mask.array()));
  if (Tape tape(t); tape) {
    tape.record("MaskedSelectBackward0", out,
                [sizes = broadcast_sizes(mask.sizes(), t.sizes()), mask = tape.save(mask)](
                    const Tensor& g, Backward& bw) {
                  bw.grad(0) = masked_scatter(zeros(sizes, g.dtype()), bw.saved(mask), g);
                });
  }
  return out;
}

Tensor masked_scatter(const Tensor& t, const Tensor& mask, const Tensor& source, Into into) {
  // In place, the mask must fit the tensor; else both broadcast.
  const Tensor target = into.array() != nullptr
                            ? t
                            : Tensor(t.array().expand(broadcast_sizes(mask.sizes(), t.sizes())));
  Output out = write_into(target, into, CopyLayout::kRowMajor, [&](const Array& a) {
    kernels::masked_scatter(a, mask.array(), source.array());
  });
  if (Tape tape(t, source); tape) {
    tape.record("MaskedScatterBackward0", out,
                [sizes = source.sizes().vec(), n = source.numel(), saved = tape.save(mask)](
                    const Tensor& g, Backward& bw) {
                  const Tensor mask = bw.saved(saved);
                  if (bw.needs(0)) bw.grad(0) = masked_fill(g, mask.to(kBool), 0);
                  if (bw.needs(1)) {
                    bw.grad(1) = padded(masked_select(g, mask), n).reshape(sizes);
                  }
                });
  }
  return out;
}

}  // namespace gradlab
