// The variances and standard deviations of reduce.h.
#include <utility>

#include "gradlab/autograd/graph/tape.h"
#include "gradlab/autograd/ops/compare.h"
#include "gradlab/autograd/ops/index.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/autograd/ops/reduce.h"
#include "gradlab/autograd/ops/reduced.h"
#include "gradlab/autograd/ops/unary.h"
#include "gradlab/tensor/error.h"
#include "gradlab/tensor/kernels/reduce.h"
#include "gradlab/tensor/kernels/unary.h"

namespace gradlab {
namespace {

// A reduction to moments: what it did to the shape, and what is taken off the count.
struct Moments {
  Reduced reduced;
  std::vector<int64_t> dims;
  double correction;

  Moments(const Tensor& t, OptionalIntArrayRef dim, const std::optional<Scalar>& correction)
      : reduced(t, dim.value_or_empty()),
        dims(dim.value_or_empty().vec()),
        correction(correction ? correction->toDouble() : 1) {}

  Tensor var_backward(const Tensor& g, const Tensor& x) const {
    return (2.0 / (reduced.count() - correction)) * reduced.aligned(g) * (x - mean(x, dims, true));
  }
  // 0 where the deviation is 0.
  Tensor std_backward(const Tensor& g, const Tensor& x, const Tensor& deviation) const {
    return var_backward(masked_fill(g / (deviation * 2), deviation.detach() == 0, 0), x);
  }
  Tensor mean_backward(const Tensor& g) const { return reduced.expanded(g / reduced.count()); }
};

}  // namespace

Tensor var(const Tensor& t, bool unbiased, Location at) {
  LocationScope scope(at);
  return var(t, std::nullopt, unbiased);
}
Tensor var(const Tensor& t, OptionalIntArrayRef dim, bool unbiased, bool keepdim, Location at) {
  LocationScope scope(at);
  return var(t, dim, Scalar(unbiased ? 1 : 0), keepdim);
}

Tensor var(const Tensor& t, OptionalIntArrayRef dim, const std::optional<Scalar>& correction,
           bool keepdim, Location at) {
  LocationScope scope(at);
  const Moments moments(t, dim, correction);
  Tensor out(kernels::var(t.array(), moments.dims, moments.correction, keepdim));
  if (Tape tape(t); tape) {
    tape.record("VarBackward0", out, [t = tape.save(t), moments](const Tensor& g, Backward& bw) {
      bw.grad(0) = moments.var_backward(g, bw.saved(t));
    });
  }
  return out;
}

Tensor std(const Tensor& t, bool unbiased, Location at) {
  LocationScope scope(at);
  return std(t, std::nullopt, unbiased);
}
Tensor std(const Tensor& t, OptionalIntArrayRef dim, bool unbiased, bool keepdim, Location at) {
  LocationScope scope(at);
  return std(t, dim, Scalar(unbiased ? 1 : 0), keepdim);
}

Tensor std(const Tensor& t, OptionalIntArrayRef dim, const std::optional<Scalar>& correction,
           bool keepdim, Location at) {
  LocationScope scope(at);
  const Moments moments(t, dim, correction);
  const Array square = kernels::var(t.array(), moments.dims, moments.correction, keepdim);
  Tensor out(kernels::sqrt(square));
  if (Tape tape(t); tape) {
    tape.record(
        "StdBackward0", out,
        [t = tape.save(t), out = tape.save_output(out), moments](const Tensor& g, Backward& bw) {
          bw.grad(0) = moments.std_backward(g, bw.saved(t), bw.saved(out));
        });
  }
  return out;
}

std::tuple<Tensor, Tensor> var_mean(const Tensor& t, bool unbiased, Location at) {
  LocationScope scope(at);
  return var_mean(t, std::nullopt, unbiased);
}
std::tuple<Tensor, Tensor> var_mean(const Tensor& t, OptionalIntArrayRef dim, bool unbiased,
                                    bool keepdim, Location at) {
  LocationScope scope(at);
  return var_mean(t, dim, Scalar(unbiased ? 1 : 0), keepdim);
}

std::tuple<Tensor, Tensor> var_mean(const Tensor& t, OptionalIntArrayRef dim,
                                    const std::optional<Scalar>& correction, bool keepdim,
                                    Location at) {
  LocationScope scope(at);
  const Moments moments(t, dim, correction);
  auto both = kernels::var_mean(t.array(), moments.dims, moments.correction, keepdim);
  Tensor out(std::move(both.var)), average(std::move(both.mean));
  if (Tape tape(t); tape) {
    tape.record("VarMeanBackward0", {&out, &average}, [t = tape.save(t), moments](Backward& bw) {
      const Tensor &g_var = bw.incoming(0), &g_mean = bw.incoming(1);
      Tensor grad;
      if (g_var.defined()) grad = moments.var_backward(g_var, bw.saved(t));
      if (g_mean.defined()) {
        const Tensor more = moments.mean_backward(g_mean);
        grad = grad.defined() ? grad + more : more;
      }
      bw.grad(0) = grad;
    });
  }
  return {out, average};
}

std::tuple<Tensor, Tensor> std_mean(const Tensor& t, bool unbiased, Location at) {
  LocationScope scope(at);
  return std_mean(t, std::nullopt, unbiased);
}
std::tuple<Tensor, Tensor> std_mean(const Tensor& t, OptionalIntArrayRef dim, bool unbiased,
                                    bool keepdim, Location at) {
  LocationScope scope(at);
  return std_mean(t, dim, Scalar(unbiased ? 1 : 0), keepdim);
}

std::tuple<Tensor, Tensor> std_mean(const Tensor& t, OptionalIntArrayRef dim,
                                    const std::optional<Scalar>& correction, bool keepdim,
                                    Location at) {
  LocationScope scope(at);
  GRADLAB_CHECK(is_floating_point(t.dtype()),
                "std_mean only support floating point and complex dtypes");
  const Moments moments(t, dim, correction);
  auto both = kernels::var_mean(t.array(), moments.dims, moments.correction, keepdim);
  Tensor out(kernels::sqrt(both.var)), average(std::move(both.mean));
  if (Tape tape(t); tape) {
    tape.record("StdMeanBackward0", {&out, &average},
                [t = tape.save(t), out = tape.save_output(out), moments](Backward& bw) {
                  const Tensor &g_std = bw.incoming(0), &g_mean = bw.incoming(1);
                  Tensor grad;
                  if (g_std.defined()) {
                    grad = moments.std_backward(g_std, bw.saved(t), bw.saved(out));
                  }
                  if (g_mean.defined()) {
                    const Tensor more = moments.mean_backward(g_mean);
                    grad = grad.defined() ? grad + more : more;
                  }
                  bw.grad(0) = grad;
                });
  }
  return {out, average};
}

}  // namespace gradlab
