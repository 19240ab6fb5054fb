// Losses of several classes that ask for a margin.
#include "gradlab/autograd/ops/activation.h"
#include "gradlab/autograd/ops/compare.h"
#include "gradlab/autograd/ops/factory.h"
#include "gradlab/autograd/ops/index.h"
#include "gradlab/autograd/ops/loss_reduction.h"
#include "gradlab/autograd/ops/margin_loss.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/autograd/ops/reduce.h"
#include "gradlab/autograd/ops/scan.h"
#include "gradlab/autograd/ops/shape.h"
#include "gradlab/autograd/ops/unary.h"
#include "gradlab/tensor/error.h"

namespace gradlab {
namespace {

void check_input(const Tensor& x, const Tensor& target, const char* kernel) {
  const bool ok = (x.dim() == 2 && x.size(1) != 0) || (x.dim() == 1 && x.size(0) != 0) ||
                  x.dim() == 0;
  GRADLAB_CHECK(ok, "Expected non-empty vector or matrix with optional 0-dim batch size, but got: ",
                x.sizes());
  GRADLAB_CHECK_KIND(NotImplementedError, x.dtype() == kFloat || x.dtype() == kDouble, "\"", kernel,
                     "\" not implemented for '", x.scalar_type(), "'");
  GRADLAB_CHECK(target.dtype() == kLong, "expected scalar type Long but found ",
                target.scalar_type());
}

// Whether all elements are in low..high - 1.
bool all_in(const Tensor& t, int64_t low, int64_t high) {
  return t.ge(low).logical_and(t.lt(high)).all().item<bool>();
}

}  // namespace

Tensor multi_margin_loss(const Tensor& x, const Tensor& target, const Scalar& p,
                         const Scalar& margin, OptionalTensorRef given, int64_t reduction,
                         Location at) {
  LocationScope scope(at);
  const Tensor& weight = *given;
  GRADLAB_CHECK(p.equal(1) || p.equal(2), "only p == 1 and p == 2 supported");
  check_input(x, target, "multi_margin_loss_cpu_kernel");
  const Tensor rows = x.dim() < 2 ? x.reshape({1, -1}) : x;
  const int64_t classes = rows.size(1);
  GRADLAB_CHECK(target.dim() <= 1 && target.numel() == rows.size(0),
                "inconsistent target size, got: ", target.sizes());
  GRADLAB_CHECK(all_in(target, 0, classes), "target out of range");
  const Tensor index = target.reshape({-1, 1});
  Tensor hinge = relu(-gather(rows, 1, index) + margin + rows);
  if (p.equal(2)) hinge = hinge * hinge;
  if (weight.defined()) {
    GRADLAB_CHECK(weight.scalar_type() == x.scalar_type(), "expected scalar type ",
                  x.scalar_type(), " but found ", weight.scalar_type());
    GRADLAB_CHECK(weight.dim() == 1 && weight.size(0) == classes,
                  "inconsistent weight size, got: ", weight.sizes());
    hinge = hinge * index_select(weight, 0, index.squeeze(1)).unsqueeze(1);
  }
  const Tensor losses = sum(scatter(hinge, 1, index, 0), {1}) / classes;
  return reduce_losses(target.dim() == 0 ? losses.squeeze(0) : losses, reduction);
}

Tensor multilabel_margin_loss(const Tensor& x, const Tensor& target, int64_t reduction,
                              Location at) {
  LocationScope scope(at);
  check_input(x, target, "multilabel_margin_loss_forward_out_frame");
  GRADLAB_CHECK(target.sizes() == x.sizes(), "inconsistent size ", target.sizes(),
                " for argument #2 'target'");
  const Tensor rows = x.dim() < 2 ? x.reshape({1, -1}) : x;
  const Tensor labels = target.reshape(rows.sizes());
  const int64_t classes = rows.size(1);
  GRADLAB_CHECK(all_in(labels, -1, classes), "argument #2 'target' is out of range");
  const Tensor counts = cumprod(labels.ge(0).to(kLong), 1);  // 1 before the first -1
  const Tensor index = labels * counts;
  const Tensor is_label = scatter_add(zeros(rows.sizes(), kLong), 1, index, counts).gt(0);
  // [N, labels, classes]
  const Tensor hinge = relu(1 - gather(rows, 1, index).unsqueeze(2) + rows.unsqueeze(1));
  const Tensor pairs = counts.gt(0).unsqueeze(2).logical_and(is_label.logical_not().unsqueeze(1));
  const Tensor losses =
      sum(hinge.masked_fill(pairs.logical_not(), 0), {1, 2}) / classes;
  return reduce_losses(x.dim() < 2 ? losses.squeeze(0) : losses, reduction);
}

}  // namespace gradlab
