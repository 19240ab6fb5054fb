// The methods of Tensor that take index expressions: t[i], t.index({...}), t.index_put_({...}, v).
#include "gradlab/autograd/ops/index.h"

#include <utility>
#include <vector>

#include "gradlab/autograd/ops/factory.h"
#include "gradlab/autograd/ops/shape.h"
#include "gradlab/autograd/tensor.h"
#include "gradlab/autograd/tensor_index.h"
#include "gradlab/tensor/error.h"
#include "gradlab/tensor/kernels/copy.h"

namespace gradlab {
namespace {

bool is_mask(const Tensor& t) { return t.dtype() == kBool || t.dtype() == kByte; }

// What an index expression comes to: views first, then advanced indexing of the result, if any.
class IndexWalk {
 public:
  IndexWalk(const Tensor& t, ArrayRef<TensorIndex> indices)
      : view_(t), dims_(t.dim()), alone_(indices.size() == 1) {
    if (alone_ && indices[0].is_integer()) {
      GRADLAB_CHECK_INDEX(dims_ > 0,
                          "invalid index of a 0-dim tensor. Use `tensor.item()` in Python or "
                          "`tensor.item<T>()` in C++ to convert a 0-dim tensor to a number");
    }
    for (const TensorIndex& i : indices) named_ += dims_named_by(i);
    GRADLAB_CHECK_INDEX(named_ <= dims_, "too many indices for tensor of dimension ", dims_);
    for (const TensorIndex& i : indices) {
      apply(i);
      ++position_;
    }
  }

  const Tensor& view() const { return view_; }
  const TensorIndices& advanced() const { return advanced_; }

 private:
  static int64_t dims_named_by(const TensorIndex& i) {
    if (i.is_integer() || i.is_slice()) return 1;
    if (!i.is_tensor()) return 0;
    GRADLAB_CHECK_INDEX(i.tensor().defined(), "Can only index with tensors that are defined");
    return is_mask(i.tensor()) ? i.tensor().dim() : 1;
  }

  void apply(const TensorIndex& i) {
    if (i.is_integer()) {
      select(i.integer());
    } else if (i.is_slice()) {
      slice(i.slice());
    } else if (i.is_ellipsis()) {
      at_ += dims_ - named_;
    } else if (i.is_none()) {
      view_ = view_.unsqueeze(at_++);
    } else if (i.is_boolean()) {
      flag(i.boolean());
    } else {
      tensor(i.tensor());
    }
  }

  void select(int64_t index) {
    const int64_t size = view_.size(at_);
    GRADLAB_CHECK_INDEX(index >= -size && index < size, "index ", index,
                        " is out of bounds for dimension ", position_, " with size ", size);
    view_ = view_.select(at_, index);
  }

  void slice(const indexing::Slice& s) {
    GRADLAB_CHECK_VALUE(s.step() > 0, "step must be greater than zero");
    const bool whole = s.start() == 0 && s.stop() == view_.size(at_) && s.step() == 1;
    if (alone_ || !whole) view_ = view_.slice(at_, s.start(), s.stop(), s.step());
    ++at_;
  }

  void tensor(const Tensor& index) {
    if (index.dim() > 0 || is_floating_point(index.dtype())) {
      advance(index, is_mask(index) ? index.dim() : 1);
    } else if (is_mask(index)) {
      flag(index.item().toBool());
    } else {
      select(index.item<int64_t>());
    }
  }

  // A new dimension of size 1, taken once or not at all.
  void flag(bool value) {
    view_ = view_.unsqueeze(at_);
    advance(zeros({value ? 1 : 0}, kLong), 1);
  }

  // `index` covers the next `dims` dimensions.
  void advance(Tensor index, int64_t dims) {
    advanced_.resize(at_ - covered_);
    advanced_.emplace_back(std::move(index));
    at_ += dims;
    covered_ += dims - 1;
  }

  Tensor view_;
  TensorIndices advanced_;
  const int64_t dims_;
  const bool alone_;      // the expression is one index
  int64_t named_ = 0;     // dimensions that the expression names
  int64_t position_ = 0;  // in the expression, for messages
  int64_t at_ = 0;        // the next dimension of view_
  int64_t covered_ = 0;   // dimensions up to it without an entry in advanced_: those of masks
};

// Without its leading dimensions of size 1, which an assignment ignores.
Tensor without_leading_ones(const Tensor& t) {
  IntArrayRef sizes = t.sizes();
  while (!sizes.empty() && sizes[0] == 1) sizes = sizes.slice(1);
  return sizes.size() == t.sizes().size() ? t : t.view(sizes);
}

void assign(const Tensor& dst, const Tensor& src) {
  if (dst.sizes() == src.sizes()) {
    dst.copy_(src);
  } else if (src.dim() == 0) {
    dst.fill_(src);
  } else {
    dst.copy_(without_leading_ones(src).expand(dst.sizes()));
  }
}

}  // namespace

Tensor Tensor::operator[](const Tensor& index) const {
  GRADLAB_CHECK_INDEX(index.defined(), "Can only index with tensors that are defined");
  GRADLAB_CHECK_INDEX(index.dim() == 0, "Can only index with tensors that are scalars (zero-dim)");
  GRADLAB_CHECK_INDEX(is_integral(index.dtype(), false),
                      "Can only index tensors with integral scalars");
  return select(0, index.item<int64_t>());
}

Tensor Tensor::index(ArrayRef<TensorIndex> indices, Location at) const {
  LocationScope scope(at);
  GRADLAB_CHECK(!indices.empty(),
                "Passing an empty index list to Tensor::index() is not valid syntax");
  const IndexWalk walk(*this, indices);
  if (!walk.advanced().empty()) return gradlab::index(walk.view(), walk.advanced());
  return walk.view().is_same(*this) ? gradlab::alias(*this) : walk.view();
}

Tensor Tensor::index(std::initializer_list<TensorIndex> indices, Location at) const {
  LocationScope scope(at);
  return index(ArrayRef<TensorIndex>(indices));
}

Tensor& Tensor::index_put_(ArrayRef<TensorIndex> indices, const Tensor& values, Location at) const {
  LocationScope scope(at);
  GRADLAB_CHECK(!indices.empty(),
                "Passing an empty index list to Tensor::index_put_() is not valid syntax");
  Tensor& self = const_cast<Tensor&>(*this);
  if (indices.size() == 1 && indices[0].is_boolean()) {
    if (indices[0].boolean()) assign(unsqueeze(0), values);
    return self;
  }
  const IndexWalk walk(*this, indices);
  if (walk.advanced().empty()) {
    assign(walk.view(), values);
    return self;
  }
  gradlab::index_put_(walk.view(), walk.advanced(), without_leading_ones(values));
  return self;
}

Tensor& Tensor::index_put_(ArrayRef<TensorIndex> indices, const Scalar& value, Location at) const {
  LocationScope scope(at);
  return index_put_(indices, Tensor(kernels::full({}, value, dtype())));
}

Tensor& Tensor::index_put_(std::initializer_list<TensorIndex> indices, const Tensor& values,
                           Location at) const {
  LocationScope scope(at);
  return index_put_(ArrayRef<TensorIndex>(indices), values);
}

Tensor& Tensor::index_put_(std::initializer_list<TensorIndex> indices, const Scalar& value,
                           Location at) const {
  LocationScope scope(at);
  return index_put_(ArrayRef<TensorIndex>(indices), value);
}

}  // namespace gradlab
