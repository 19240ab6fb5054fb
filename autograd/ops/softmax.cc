#include "gradlab/tensor/kernels/softmax.h"

#include "gradlab/autograd/graph/tape.h"
#include "gradlab/autograd/ops/activation.h"
#include "gradlab/autograd/ops/copy.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/autograd/ops/reduce.h"
#include "gradlab/autograd/ops/unary.h"

namespace gradlab {

Tensor softmax(const Tensor& input, int64_t dim, std::optional<ScalarType> dtype, Location at) {
  LocationScope scope(at);
  const Tensor x = dtype ? to_dtype(input, *dtype) : input;
  Tensor y(kernels::softmax(x.array(), dim));
  if (Tape tape(x); tape) {
    tape.record("SoftmaxBackward0", y,
                [y = tape.save_output(y), dim](const Tensor& g, Backward& bw) {
                  const Tensor p = bw.saved(y);
                  if (!GradMode::is_enabled()) {
                    bw.grad(0) = Tensor(kernels::softmax_backward(g.array(), p.array(), dim));
                  } else {
                    const Tensor weighted = g * p;
                    bw.grad(0) = weighted - p * sum(weighted, {dim}, true);
                  }
                });
  }
  return y;
}

Tensor log_softmax(const Tensor& input, int64_t dim, std::optional<ScalarType> dtype, Location at) {
  LocationScope scope(at);
  const Tensor x = dtype ? to_dtype(input, *dtype) : input;
  Tensor y(kernels::log_softmax(x.array(), dim));
  if (Tape tape(x); tape) {
    tape.record(
        "LogSoftmaxBackward0", y, [y = tape.save_output(y), dim](const Tensor& g, Backward& bw) {
          const Tensor logp = bw.saved(y);
          if (!GradMode::is_enabled()) {
            bw.grad(0) = Tensor(kernels::log_softmax_backward(g.array(), logp.array(), dim));
          } else {
            bw.grad(0) = g - exp(logp) * sum(g, {dim}, true);
          }
        });
  }
  return y;
}

}  // namespace gradlab
