#include "gradlab/autograd/ops/copy.h"

#include "gradlab/autograd/into.h"
#include "gradlab/autograd/ops/factory.h"
#include "gradlab/autograd/tape.h"
#include "gradlab/tensor/error.h"
#include "gradlab/tensor/kernels/copy.h"

namespace gradlab {

Tensor clone(const Tensor& t) {
  Tensor out(kernels::clone(t.array()));
  if (Tape tape(t); tape) {
    tape.record("CloneBackward0", out, [](const Tensor& g, Backward& bw) { bw.grad(0) = g; });
  }
  return out;
}

Tensor contiguous(const Tensor& t) {
  if (t.is_contiguous()) return t;
  Tensor out(kernels::contiguous(t.array()));
  if (Tape tape(t); tape) {
    tape.record("CloneBackward0", out, [](const Tensor& g, Backward& bw) { bw.grad(0) = g; });
  }
  return out;
}

Tensor to_dtype(const Tensor& t, ScalarType dtype, bool copy) {
  if (t.dtype() == dtype && !copy) return t;
  Tensor out(t.dtype() == dtype ? kernels::clone(t.array()) : kernels::cast(t.array(), dtype));
  if (Tape tape(t); tape) {
    tape.record("ToCopyBackward0", out, [](const Tensor& g, Backward& bw) { bw.grad(0) = g; });
  }
  return out;
}

Tensor& copy_(const Tensor& self, const Tensor& source) {
  return in_place(self, source.requires_grad(), false, [&](const Tensor&, Into into) {
    kernels::copy_into(self.array(), source.array());
    Output out = into(Array(self.array()));
    if (Tape tape(self, source); tape) {
      tape.record("CopyBackwards", out, [](const Tensor& g, Backward& bw) {
        if (bw.needs(0)) bw.grad(0) = zeros_like(g);
        if (bw.needs(1)) bw.grad(1) = g;
      });
    }
  });
}

Tensor& fill_(const Tensor& self, const Scalar& value) {
  return in_place(self, false, false, [&](const Tensor&, Into into) {
    kernels::fill(self.array(), value);
    Output out = into(Array(self.array()));
    if (Tape tape(self); tape) {
      tape.record("FillBackward2", out,
                  [](const Tensor& g, Backward& bw) { bw.grad(0) = zeros_like(g); });
    }
  });
}

Tensor& fill_(const Tensor& self, const Tensor& value) {
  GRADLAB_CHECK(value.dim() == 0, "fill_ only supports 0-dimension value tensor but got tensor with ",
                value.dim(), " dimensions.");
  return in_place(self, value.requires_grad(), false, [&](const Tensor&, Into into) {
    kernels::copy_into(self.array(), value.array());
    Output out = into(Array(self.array()));
    if (Tape tape(self, value); tape) {
      tape.record("FillBackward3", out, [](const Tensor& g, Backward& bw) {
        if (bw.needs(0)) bw.grad(0) = zeros_like(g);
        if (bw.needs(1)) bw.grad(1) = g.sum();
      });
    }
  });
}

Tensor& zero_(const Tensor& self) {
  return in_place(self, false, false, [&](const Tensor&, Into into) {
    kernels::fill(self.array(), 0);
    Output out = into(Array(self.array()));
    if (Tape tape(self); tape) {
      tape.record("ZeroBackward0", out,
                  [](const Tensor& g, Backward& bw) { bw.grad(0) = zeros_like(g); });
    }
  });
}

}  // namespace gradlab
