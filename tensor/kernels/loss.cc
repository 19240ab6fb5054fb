#include "gradlab/tensor/kernels/loss.h"

#include "gradlab/tensor/dtype.h"
#include "gradlab/tensor/error.h"
#include "gradlab/tensor/kernels/copy.h"
#include "gradlab/tensor/kernels/reduced.h"
#include "gradlab/tensor/size_vector.h"

namespace gradlab::kernels {
namespace {

// All accepted shapes as [batch, classes, positions]: [C] has no batch, [N, C] no positions.
struct Shape {
  int64_t batch = 1, classes = 0, positions = 1;
};

void check_dtypes(const Array& x, const Array& target, const Array* weight) {
  GRADLAB_CHECK(target.dtype() == kLong || target.dtype() == kByte,
                "expected scalar type Long but found ", target.dtype());
  GRADLAB_CHECK(!weight || weight->dtype() == x.dtype(), "expected scalar type ", x.dtype(),
                " but found ", weight->dtype());
}

Shape check_shapes(const Array& x, const Array& target, const Array* weight) {
  GRADLAB_CHECK_VALUE(x.dim() > 0, "Expected 1 or more dimensions (got 0)");
  Shape s;
  if (x.dim() == 1) {
    s.classes = x.size(0);
    GRADLAB_CHECK(target.dim() <= 1, "0D or 1D target tensor expected, multi-target not supported");
    GRADLAB_CHECK(target.dim() == 0, "size mismatch (got input: ", x.sizes(), ", target: ",
                  target.sizes(), ")");
  } else {
    s.batch = x.size(0);
    s.classes = x.size(1);
    const int64_t targets = target.dim() ? target.size(0) : 0;
    GRADLAB_CHECK_VALUE(target.dim() && targets == s.batch, "Expected input batch_size (", s.batch,
                        ") to match target batch_size (", targets, ").");
    GRADLAB_CHECK(x.dim() > 2 || target.dim() == 1,
                  "0D or 1D target tensor expected, multi-target not supported");
    SizeVector expected = size_vector(x.sizes());
    expected.erase(expected.begin() + 1);
    GRADLAB_CHECK(target.sizes() == IntArrayRef(expected), "Expected target size ",
                  IntArrayRef(expected),
                  ", got ", target.sizes());
    for (int64_t i = 2; i < x.dim(); ++i) s.positions *= x.size(i);
  }
  GRADLAB_CHECK(!weight || (weight->dim() == 1 && weight->size(0) == s.classes),
                "weight tensor should be defined either for all ", s.classes,
                " classes or no classes but got weight tensor of shape: ", weight->sizes());
  return s;
}

// Calls op(k, position of the target's element in log_probs, weight), for the k-th target.
template <class T, class Op>
void for_each_target(const Shape& s, const int64_t* target, const T* weight, int64_t ignore_index,
                     const Op& op) {
  for (int64_t n = 0, k = 0; n < s.batch; ++n) {
    for (int64_t j = 0; j < s.positions; ++j, ++k) {
      const int64_t c = target[k];
      if (c == ignore_index) continue;
      op(k, (n * s.classes + c) * s.positions + j, weight ? weight[c] : T{1});
    }
  }
}

// Adds terms up in PyTorch's order, for its bits: blocks of 16 terms, of 16 blocks, and so on. A
// block ends after the terms 0, 16, 32, ..., so that the first term counts at every level.
template <class T>
class BlockedSum {
 public:
  // The k-th term; those left out are zero.
  void add(int64_t k, T x) {
    level_[0] += x;
    for (int i = 0; i + 1 < kLevels && (k & (int64_t{15} << (4 * i))) == 0; ++i) {
      level_[i + 1] += level_[i];
      level_[i] = 0;
    }
  }
  T total() const {
    T sum = 0;
    for (T x : level_) sum += x;
    return sum;
  }

 private:
  static constexpr int kLevels = 8;
  T level_[kLevels] = {};
};

Array checked_targets(const Array& target, int64_t classes, int64_t ignore_index) {
  Array t = contiguous(cast(target, kLong));
  const int64_t* p = t.data<int64_t>();
  for (int64_t i = 0; i < t.numel(); ++i) {
    GRADLAB_CHECK_INDEX(p[i] == ignore_index || (p[i] >= 0 && p[i] < classes), "Target ", p[i],
                        " is out of bounds.");
  }
  return t;
}

}  // namespace

NllLoss nll_loss(const Array& log_probs, const Array& target, const Array* weight, int reduction,
                 int64_t ignore_index) {
  const Shape s = check_shapes(log_probs, target, weight);
  check_dtypes(log_probs, target, weight);
  if (is_reduced(log_probs)) {
    const Array wide = weight ? widened(*weight) : Array();
    NllLoss loss = nll_loss(widened(log_probs), target, weight ? &wide : nullptr, reduction,
                            ignore_index);
    return {rounded(loss.output, log_probs.dtype()), rounded(loss.total_weight, log_probs.dtype())};
  }
  const Array targets = checked_targets(target, s.classes, ignore_index);
  const Array x = contiguous(log_probs);
  const Array w = weight ? contiguous(*weight) : Array();
  NllLoss result;
  dispatch_floating(x.dtype(), "nll_loss_out_frame", [&]<class T>() {
    const T* p = x.data<T>();
    const T* wp = weight ? w.data<T>() : nullptr;
    const int64_t* t = targets.data<int64_t>();
    BlockedSum<T> sum, weights;
    int64_t count = 0;
    if (reduction == kReductionNone) {
      result.output = full(target.sizes(), 0, x.dtype());
      T* out = result.output.data<T>();
      for_each_target(s, t, wp, ignore_index,
                      [&](int64_t k, int64_t at, T wk) { out[k] = -p[at] * wk; });
    } else {
      for_each_target(s, t, wp, ignore_index, [&](int64_t k, int64_t at, T wk) {
        sum.add(k, -(p[at] * wk));
        if (wp) weights.add(k, wk);
        ++count;
      });
    }
    const T total_weight = wp ? weights.total() : static_cast<T>(count);
    if (reduction != kReductionNone) {
      result.output = Array::empty({}, x.dtype());
      *result.output.data<T>() =
          reduction == kReductionMean ? sum.total() / total_weight : sum.total();
    }
    result.total_weight = Array::empty({}, x.dtype());
    *result.total_weight.data<T>() = total_weight;
  });
  return result;
}

Array nll_loss_backward(const Array& g, const Array& log_probs, const Array& target,
                        const Array* weight, int reduction, int64_t ignore_index,
                        const Array& total_weight) {
  const Shape s = check_shapes(log_probs, target, weight);
  check_dtypes(log_probs, target, weight);
  if (is_reduced(log_probs)) {
    const Array wide = weight ? widened(*weight) : Array();
    return rounded(nll_loss_backward(widened(g), widened(log_probs), target,
                                     weight ? &wide : nullptr, reduction, ignore_index,
                                     widened(total_weight)),
                   log_probs.dtype());
  }
  const Array targets = checked_targets(target, s.classes, ignore_index);
  const bool none = reduction == kReductionNone;
  const bool fits = none ? g.sizes() == target.sizes() : g.numel() == 1;
  GRADLAB_CHECK(g.dtype() == log_probs.dtype() && fits,
                "nll_loss_backward: the gradient must be like the output; ", g.dtype(), g.sizes());
  const Array grad = contiguous(g), w = weight ? contiguous(*weight) : Array();
  Array out = full(log_probs.sizes(), 0, log_probs.dtype());
  dispatch_floating(out.dtype(), "nll_loss_backward_out_frame", [&]<class T>() {
    const T* gp = grad.data<T>();
    const T* wp = weight ? w.data<T>() : nullptr;
    T* to = out.data<T>();
    T scale = none ? T{0} : gp[0];
    if (reduction == kReductionMean) scale /= *total_weight.data<T>();
    for_each_target(s, targets.data<int64_t>(), wp, ignore_index,
                    [&](int64_t k, int64_t at, T wk) { to[at] = -(none ? gp[k] : scale) * wk; });
  });
  return out;
}

}  // namespace gradlab::kernels
