#include "gradlab/autograd/ops/copy.h"

#include <utility>

#include "gradlab/autograd/graph/into.h"
#include "gradlab/autograd/graph/tape.h"
#include "gradlab/autograd/ops/factory.h"
#include "gradlab/tensor/error.h"
#include "gradlab/tensor/kernels/copy.h"
#include "gradlab/tensor/kernels/overlap.h"

namespace gradlab {

namespace {

// The values in a new array of this dtype and layout.
Array copied(const Array& a, ScalarType dtype, std::optional<MemoryFormat> format) {
  if (format.value_or(MemoryFormat::Preserve) == MemoryFormat::Preserve) {
    return a.dtype() == dtype ? kernels::clone(a) : kernels::cast(a, dtype);
  }
  Array out = *format == MemoryFormat::Contiguous
                  ? Array::empty(a.sizes(), dtype)
                  : Array::empty_strided(a.sizes(), format_strides(a.sizes(), *format), dtype);
  kernels::copy_into(out, a);
  return out;
}

Tensor recorded_copy(const char* name, const Tensor& t, Array copy) {
  Tensor out(std::move(copy));
  if (Tape tape(t); tape) {
    tape.record(name, out, [](const Tensor& g, Backward& bw) { bw.grad(0) = g; });
  }
  return out;
}

}  // namespace

Tensor clone(const Tensor& t, std::optional<MemoryFormat> format, Location at) {
  LocationScope scope(at);
  return recorded_copy("CloneBackward0", t, copied(t.array(), t.dtype(), format));
}

Tensor contiguous(const Tensor& t, MemoryFormat format, Location at) {
  LocationScope scope(at);
  if (t.is_contiguous(format)) return t;
  GRADLAB_CHECK(format != MemoryFormat::Preserve,
                "preserve memory format is unsupported by the contiguous operator");
  return clone(t, format);
}

Tensor to_dtype(const Tensor& t, ScalarType dtype, bool copy, std::optional<MemoryFormat> format,
                Location at) {
  LocationScope scope(at);
  const bool as_it_is =
      !format || *format == MemoryFormat::Preserve || *format == t.suggest_memory_format();
  if (t.dtype() == dtype && as_it_is && !copy) return t;
  return recorded_copy("ToCopyBackward0", t, copied(t.array(), dtype, format));
}

Tensor& copy_(const Tensor& self, const Tensor& source, Location at) {
  LocationScope scope(at);
  return in_place(self, source.requires_grad(), false, [&](const Tensor&, Into into) {
    kernels::check_overlap(self.array(), source.array());
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

Tensor& fill_(const Tensor& self, const Scalar& value, Location at) {
  LocationScope scope(at);
  return in_place(self, false, false, [&](const Tensor&, Into into) {
    kernels::fill(self.array(), value);
    Output out = into(Array(self.array()));
    if (Tape tape(self); tape) {
      tape.record("FillBackward2", out,
                  [](const Tensor& g, Backward& bw) { bw.grad(0) = zeros_like(g); });
    }
  });
}

Tensor& fill_(const Tensor& self, const Tensor& value, Location at) {
  LocationScope scope(at);
  GRADLAB_CHECK(value.dim() == 0,
                "fill_ only supports 0-dimension value tensor but got tensor with ", value.dim(),
                " dimensions.");
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

Tensor& zero_(const Tensor& self, Location at) {
  LocationScope scope(at);
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
