// The functions of sort.h that count: unique, bincount, histc, searchsorted.
#include <utility>

#include "gradlab/autograd/graph/tape.h"
#include "gradlab/autograd/ops/compare.h"
#include "gradlab/autograd/ops/derivative_free.h"
#include "gradlab/autograd/ops/factory.h"
#include "gradlab/autograd/ops/index.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/autograd/ops/shape.h"
#include "gradlab/autograd/ops/sort.h"
#include "gradlab/tensor/error.h"
#include "gradlab/tensor/kernels/bins.h"
#include "gradlab/tensor/kernels/sort.h"

namespace gradlab {
namespace {

// The values have a history whose backward pass throws.
std::tuple<Tensor, Tensor, Tensor> distinct(const char* name, const char* text, const Tensor& t,
                                            kernels::Unique found, bool return_inverse,
                                            bool return_counts) {
  const Array none = Array::empty({0}, kLong);
  Tensor values(std::move(found.values));
  Tensor inverse(return_inverse ? std::move(found.inverse) : Array(none));
  Tensor counts(return_counts ? std::move(found.counts) : Array(none));
  if (Tape tape(t); tape) {
    tape.record(name, values, [text](const Tensor&, Backward&) {
      GRADLAB_THROW(NotImplementedError, "the derivative for '", text, "' is not implemented.");
    });
  }
  return {values, inverse, counts};
}

}  // namespace

std::tuple<Tensor, Tensor, Tensor> _unique2(const Tensor& t, bool, bool return_inverse,
                                            bool return_counts, Location at) {
  LocationScope scope(at);
  return distinct("Unique2Backward0", "_unique2", t, kernels::unique(t.array()), return_inverse,
                  return_counts);
}
std::tuple<Tensor, Tensor, Tensor> unique_dim(const Tensor& t, int64_t dim, bool,
                                              bool return_inverse, bool return_counts,
                                              Location at) {
  LocationScope scope(at);
  return distinct("UniqueDimBackward0", "unique_dim", t, kernels::unique_dim(t.array(), dim),
                  return_inverse, return_counts);
}
std::tuple<Tensor, Tensor, Tensor> unique_consecutive(const Tensor& t, bool return_inverse,
                                                      bool return_counts,
                                                      std::optional<int64_t> dim, Location at) {
  LocationScope scope(at);
  return distinct("UniqueConsecutiveBackward0", "unique_consecutive", t,
                  kernels::unique_consecutive(t.array(), dim), return_inverse, return_counts);
}

Tensor isin(const Tensor& elements, const Tensor& test_elements, bool, bool invert) {
  for (const Tensor* t : {&elements, &test_elements}) {
    GRADLAB_CHECK(t->dtype() != kBool, "Unsupported input type encountered for isin(): Bool");
  }
  NoGradGuard guard;
  if (test_elements.numel() == 0) return full(elements.sizes(), invert, kBool);
  const auto dtype = promote_types(elements.dtype(), test_elements.dtype());
  const Tensor what = elements.to(dtype);
  const Tensor sorted = std::get<0>(sort(test_elements.to(dtype).reshape({-1})));
  const Tensor at = clamp_max(searchsorted(sorted, what), sorted.numel() - 1);
  const Tensor found = take(sorted, at);
  return invert ? what != found : what == found;
}
Tensor isin(const Tensor& elements, const Scalar& test_element, bool, bool invert) {
  return isin(elements, full({1}, test_element), false, invert);
}
Tensor isin(const Scalar& element, const Tensor& test_elements, bool, bool invert) {
  return isin(full({}, element), test_elements, false, invert);
}

Tensor bincount(const Tensor& t, const std::optional<Tensor>& weights, int64_t minlength,
                Location at) {
  LocationScope scope(at);
  const Tensor w = weights.value_or(Tensor());
  return not_differentiable(
      "bincount",
      Into(at)(kernels::bincount(t.array(), w.defined() ? &w.array() : nullptr, minlength)), w);
}

Tensor histc(const Tensor& t, int64_t bins, const Scalar& min, const Scalar& max) {
  return Tensor(kernels::histc(t.array(), bins, min, max));
}

Tensor searchsorted(const Tensor& sorted_sequence, const Tensor& values, bool out_int32, bool right,
                    const std::optional<std::string_view>& side,
                    const std::optional<Tensor>& sorter) {
  if (side) {
    GRADLAB_CHECK(*side == "left" || *side == "right",
                  "torch.searchsorted(): side can only be 'left' or 'right' but got ", *side);
    GRADLAB_CHECK(!right || *side == "right",
                  "torch.searchsorted(): side and right can't be set to opposites, got side of ",
                  *side, " while right was True");
  }
  const Tensor order = sorter.value_or(Tensor());
  return Tensor(kernels::searchsorted(sorted_sequence.array(), values.array(), out_int32,
                                      right || (side && *side == "right"),
                                      order.defined() ? &order.array() : nullptr));
}

Tensor searchsorted(const Tensor& sorted_sequence, const Scalar& value, bool out_int32, bool right,
                    const std::optional<std::string_view>& side,
                    const std::optional<Tensor>& sorter) {
  GRADLAB_CHECK(sorted_sequence.dim() == 1,
                "torch.searchsorted(): input value can be a scalar only when boundaries tensor "
                "dimension is 1, but we got boundaries tensor dim(",
                sorted_sequence.dim(), ")");
  return searchsorted(sorted_sequence, full({}, value), out_int32, right, side, sorter);
}

Tensor bucketize(const Tensor& values, const Tensor& boundaries, bool out_int32, bool right) {
  GRADLAB_CHECK(boundaries.dim() == 1, "boundaries tensor must be 1 dimension, but got dim(",
                boundaries.dim(), ")");
  return searchsorted(boundaries, values, out_int32, right);
}
Tensor bucketize(const Scalar& value, const Tensor& boundaries, bool out_int32, bool right) {
  return bucketize(full({}, value), boundaries, out_int32, right);
}

std::tuple<Tensor, Tensor, Tensor> unique_dim_consecutive(const Tensor& t, int64_t dim,
                                                          bool return_inverse, bool return_counts,
                                                          Location at) {
  return unique_consecutive(t, return_inverse, return_counts, dim, at);
}

}  // namespace gradlab
