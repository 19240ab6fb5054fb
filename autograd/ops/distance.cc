#include "gradlab/autograd/ops/distance.h"

#include <cmath>
#include <vector>

#include "gradlab/autograd/grad_mode.h"
#include "gradlab/autograd/graph/tape.h"
#include "gradlab/autograd/ops/compare.h"
#include "gradlab/autograd/ops/copy.h"
#include "gradlab/autograd/ops/diagonal.h"
#include "gradlab/autograd/ops/factory.h"
#include "gradlab/autograd/ops/index.h"
#include "gradlab/autograd/ops/matmul.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/autograd/ops/reduce.h"
#include "gradlab/autograd/ops/shape.h"
#include "gradlab/autograd/ops/unary.h"
#include "gradlab/tensor/error.h"
#include "gradlab/tensor/kernels/binary.h"
#include "gradlab/tensor/kernels/reduce.h"

namespace gradlab {
namespace {

// The gradient of the norms n [..] of d [.., k]. Unlike that of norm(), every largest element has
// the whole gradient for p = inf, and it is 0 for p = 0.
Tensor distance_gradient(const Tensor& g, const Tensor& d, const Tensor& n, double p) {
  const Tensor grad = g.unsqueeze(-1), length = n.unsqueeze(-1);
  const Tensor none = length.detach() == 0;
  if (p == 0) return zeros_like(d);
  if (p == 1) return grad * sign(d);
  if (p == 2) return grad * masked_fill(d / length, none, 0);
  if (std::isinf(p)) return grad * sign(d) * (abs(d.detach()) == length.detach()).to(g.dtype());
  const Tensor outer = masked_fill(grad / pow(length, p - 1), none, 0);
  if (p < 2) return masked_fill(sign(d) * pow(abs(d), p - 1), d.detach() == 0, 0) * outer;
  return d * pow(abs(d), p - 2) * outer;
}

Tensor differences(const Tensor& a, const Tensor& b) { return a.unsqueeze(-2) - b.unsqueeze(-3); }

// |x - y|^2 = |x|^2 - 2 x y + |y|^2 as one product of matrices.
Tensor euclidean_distances(const Tensor& a, const Tensor& b) {
  Tensor out;
  {
    NoGradGuard no_grad;
    const Tensor a2 = sum(square(a), {-1}, true), b2 = sum(square(b), {-1}, true);
    const Tensor left = cat({a * -2, a2, ones_like(a2)}, -1);
    const Tensor right = cat({b, ones_like(b2), b2}, -1);
    out = sqrt(clamp_min(matmul(left, right.mT()), Scalar(0)));
  }
  if (Tape tape(a, b); tape) {
    tape.record("EuclideanDistBackward0", out,
                [a = tape.save(a), b = tape.save(b), out = tape.save_output(out)](const Tensor& g,
                                                                                  Backward& bw) {
                  const Tensor x = bw.saved(a), y = bw.saved(b), n = bw.saved(out);
                  const Tensor ratio = masked_fill(g / n, n.detach() == 0, 0);
                  if (bw.needs(0)) {
                    bw.grad(0) = x * sum(ratio, {-1}, true) - matmul(ratio, y);
                  }
                  if (bw.needs(1)) {
                    bw.grad(1) = y * sum(ratio, {-2}).unsqueeze(-1) - matmul(ratio.mT(), x);
                  }
                });
  }
  return out;
}

}  // namespace

Tensor cdist(const Tensor& a, const Tensor& b, double p, std::optional<int64_t> compute_mode,
             Location at) {
  LocationScope scope(at);
  GRADLAB_CHECK(a.dim() >= 2, "cdist only supports at least 2D tensors, X1 got: ", a.dim(), "D");
  GRADLAB_CHECK(b.dim() >= 2, "cdist only supports at least 2D tensors, X2 got: ", b.dim(), "D");
  GRADLAB_CHECK(a.size(-1) == b.size(-1),
                "X1 and X2 must have the same number of columns. X1: ", a.size(-1),
                " X2: ", b.size(-1));
  GRADLAB_CHECK(a.is_floating_point(),
                "cdist only supports floating-point dtypes, X1 got: ", a.scalar_type());
  GRADLAB_CHECK(b.is_floating_point(),
                "cdist only supports floating-point dtypes, X2 got: ", b.scalar_type());
  GRADLAB_CHECK(a.dtype() == b.dtype(), "expected scalar type ", a.scalar_type(), " but found ",
                b.scalar_type());
  GRADLAB_CHECK(p >= 0, "cdist only supports non-negative p values");
  const int64_t mode = compute_mode.value_or(0);
  GRADLAB_CHECK(mode >= 0 && mode <= 2, "possible modes: 0, 1, 2, but was: ", mode);
  const bool has_elements = a.numel() > 0 && b.numel() > 0;
  if (p == 2 && has_elements &&
      (mode == 1 || (mode == 0 && (a.size(-2) > 25 || b.size(-2) > 25)))) {
    return euclidean_distances(a, b);
  }
  Tensor out;
  {
    NoGradGuard no_grad;
    out = Tensor(kernels::norm(differences(a, b).array(), p, {-1}, false));
  }
  if (Tape tape(a, b); tape) {
    tape.record("CdistBackward0", out,
                [a = tape.save(a), b = tape.save(b), out = tape.save_output(out), p](
                    const Tensor& g, Backward& bw) {
                  const Tensor d = differences(bw.saved(a), bw.saved(b));
                  const Tensor each = distance_gradient(g, d, bw.saved(out), p);
                  if (bw.needs(0)) bw.grad(0) = sum(each, {-2});
                  // Not the negative: where the distance is 0, this 0 is positive too.
                  if (bw.needs(1)) bw.grad(1) = 0 - sum(each, {-3});
                });
  }
  return out;
}

Tensor pdist(const Tensor& t, double p, Location at) {
  LocationScope scope(at);
  GRADLAB_CHECK(t.dim() == 2, "pdist only supports 2D tensors, got: ", t.dim(), "D");
  GRADLAB_CHECK(t.is_floating_point(), "pdist only supports floating-point dtypes");
  GRADLAB_CHECK(p >= 0, "pdist only supports non-negative p values");
  const std::vector<Tensor> pairs = triu_indices(t.size(0), t.size(0), 1).unbind();
  const Tensor first = pairs[0], second = pairs[1];
  Tensor out;
  {
    NoGradGuard no_grad;
    const Tensor d = t.index_select(0, first) - t.index_select(0, second);
    out = Tensor(kernels::norm(d.array(), p, {-1}, false));
  }
  if (Tape tape(t); tape) {
    tape.record("PdistBackward0", out,
                [t = tape.save(t), out = tape.save_output(out), first, second, p](const Tensor& g,
                                                                                  Backward& bw) {
                  const Tensor x = bw.saved(t);
                  const Tensor d = x.index_select(0, first) - x.index_select(0, second);
                  const Tensor each = distance_gradient(g, d, bw.saved(out), p);
                  bw.grad(0) = zeros_like(x).index_add(0, first, each).index_add(0, second, -each);
                });
  }
  return out;
}

Tensor pairwise_distance(const Tensor& a, const Tensor& b, double p, double eps, bool keepdim,
                         Location at) {
  LocationScope scope(at);
  return norm(a - b + eps, p, {-1}, keepdim);
}

Tensor cosine_similarity(const Tensor& a, const Tensor& b, int64_t dim, double eps, Location at) {
  LocationScope scope(at);
  const ScalarType common = promote_types(a.scalar_type(), b.scalar_type());
  GRADLAB_CHECK(is_floating_point(common),
                "expected common dtype to be floating point, yet common dtype is ", common);
  const std::vector<int64_t> sizes = broadcast_sizes(a.sizes(), b.sizes());
  const auto direction = [&](const Tensor& t) {
    const Tensor x = t.to(common).expand(sizes);
    const Tensor squares = sum(pow(x, 2), {dim}, true);
    {
      // The bound takes no gradient away.
      NoGradGuard no_grad;
      squares.clamp_min_(Scalar(eps * eps));
    }
    return x / sqrt(squares);
  };
  return sum(direction(a) * direction(b), {dim});
}

Tensor bilinear(const Tensor& a, const Tensor& b, const Tensor& weight,
                const std::optional<Tensor>& bias, Location at) {
  LocationScope scope(at);
  GRADLAB_CHECK(a.dim() == b.dim(), "bilinear(): input dimensions do not match: got ", a.dim(),
                " and ", b.dim());
  for (int64_t d = 0; d + 1 < a.dim(); ++d) {
    GRADLAB_CHECK(a.size(d) == b.size(d), "bilinear(): input batch dimensions do not match at dim ",
                  d, ": got ", a.size(d), " and ", b.size(d));
  }
  GRADLAB_CHECK(weight.dim() == 3, "bilinear(): weight must have 3 dimensions, not ", weight.dim());
  GRADLAB_CHECK(a.size(-1) == weight.size(1),
                "bilinear(): input1 size does not match weight size: got ", a.size(-1),
                " but expected ", weight.size(1));
  GRADLAB_CHECK(b.size(-1) == weight.size(2),
                "bilinear(): input2 size does not match weight size: got ", b.size(-1),
                " but expected ", weight.size(2));
  const bool biased = bias && bias->defined();
  GRADLAB_CHECK(!biased || bias->size(0) == weight.size(0),
                "bilinear(): bias size does not match weight size: got ",
                biased ? bias->size(0) : 0, " but expected ", weight.size(0));
  std::vector<int64_t> sizes = a.sizes().vec();
  sizes.back() = weight.size(0);
  int64_t rows = 1;
  for (size_t d = 0; d + 1 < sizes.size(); ++d) rows *= sizes[d];
  const Tensor left = a.reshape({rows, a.size(-1)}), right = b.reshape({rows, b.size(-1)});
  // [out, rows, in2], which the vectors of b finish.
  const Tensor half = matmul(left, weight);
  const Tensor out = sum(half * right, {-1}, false, half.scalar_type()).t().reshape(sizes);
  return biased ? out + *bias : out;
}

}  // namespace gradlab
