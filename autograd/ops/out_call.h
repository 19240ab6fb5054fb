// What the out= forms of operations are made of: ops/out_*.h has one line for each, ops/out.h says
// what they do.
//
// The result is computed by the function without out=, then converted and copied into `out`, so
// that `out` is unchanged when anything throws and may be one of the inputs.
#ifndef GRADLAB_AUTOGRAD_OPS_OUT_CALL_H_
#define GRADLAB_AUTOGRAD_OPS_OUT_CALL_H_

#include <array>
#include <cstddef>
#include <optional>
#include <tuple>
#include <utility>
#include <vector>

#include "gradlab/autograd/grad_mode.h"
#include "gradlab/autograd/tensor.h"

namespace gradlab::internal {

// What an operation asks of the tensor it writes into, and says if it is another. In the texts {R}
// stands for the result's dtype (Float), {r} for its C++ name (float), {O} and {o} for those of
// `out`.
struct OutRule {
  enum class Dtype {
    kCast,  // one that the result can be cast to: not from floating to integer
    kSame,  // that of the result
    kAny,
  };
  enum class Shape {
    kWarned,   // resized, with a warning unless `out` was empty
    kSilent,   // resized
    kCounted,  // kept if it has as many elements, else resized
    kCountedWarned,
  };

  Dtype dtype = Dtype::kAny;
  // For one output after another; the last text holds for the rest.
  std::array<const char*, 4> texts = {};
  Shape shape = Shape::kWarned;
  // PyTorch composes the form of operations that autograd knows: gradients are not refused but
  // recorded, and an input may overlap `out`.
  bool records = false;
  // The operation has no derivative: it does not matter what requires a gradient.
  bool underived = false;
};

namespace rules {

template <class... Text>
constexpr OutRule cast(Text... texts) {
  return {OutRule::Dtype::kCast, {texts...}};
}
template <class... Text>
constexpr OutRule same(Text... texts) {
  return {OutRule::Dtype::kSame, {texts...}};
}
constexpr OutRule recorded(OutRule rule) {
  rule.records = true;
  return rule;
}
constexpr OutRule shaped(OutRule::Shape shape, OutRule rule) {
  rule.shape = shape;
  return rule;
}
constexpr OutRule silent(OutRule rule) { return shaped(OutRule::Shape::kSilent, rule); }

constexpr OutRule underived(OutRule rule) {
  rule.underived = true;
  return rule;
}

inline constexpr OutRule kAny;
inline constexpr OutRule kPromoted =
    cast("result type {R} can't be cast to the desired output type {O}");
inline constexpr OutRule kExact = same("Found dtype {O} but expected {R}");
inline constexpr OutRule kSameDtype =
    same("Expected out tensor to have dtype {r}, but got {o} instead");
inline constexpr OutRule kCopied = recorded(kAny);

}  // namespace rules

// One call of an out= form: OutCall(name, rule, out).inputs(a, b).write(add(a, b)). C++ calls
// inputs() before it computes the argument of write().
class OutCall {
 public:
  template <class... Outs>
  OutCall(const char* name, const OutRule& rule, Outs&... outs)
      : name_(name), rule_(rule), outs_{&outs...} {}

  // Throws for what is wrong before anything is computed; until the end of the statement then,
  // nothing is recorded unless the rule says so.
  template <class... Args>
  OutCall& inputs(const Args&... args) {
    (add(args), ...);
    begin();
    return *this;
  }
  Tensor& write(const Tensor& result) {
    write_all(&result, 1);
    return *outs_[0];
  }
  // Several results, into as many tensors.
  template <class... Results>
  auto write(const std::tuple<Results...>& results) {
    const std::array<Tensor, sizeof...(Results)> all = std::apply(
        [](const auto&... each) { return std::array<Tensor, sizeof...(Results)>{each...}; },
        results);
    write_all(all.data(), all.size());
    return [this]<size_t... i>(std::index_sequence<i...>) { return std::tie(*outs_[i]...); }
    (std::index_sequence_for<Results...>());
  }

 private:
  template <class T>
  void add(const T&) {}
  void add(const Tensor& t) { inputs_.push_back(t); }
  void add(const std::optional<Tensor>& t) {
    if (t) inputs_.push_back(*t);
  }
  void add(const std::vector<std::optional<Tensor>>& list) {
    for (const std::optional<Tensor>& t : list) add(t);
  }
  void add(TensorList list) { inputs_.insert(inputs_.end(), list.begin(), list.end()); }

  void begin();
  void check(const Tensor& out) const;
  void check_dtype(size_t index, const Tensor& result) const;
  void fit(const Tensor& out, const Tensor& result) const;
  void write_all(const Tensor* results, size_t count) const;

  const char* name_;
  const OutRule& rule_;
  std::array<Tensor*, 4> outs_;
  std::vector<Tensor> inputs_;  // those that are defined or not
  std::optional<NoGradGuard> no_grad_;
};

// Copies tensors into as many others, like kCopied.
void write_parts(const char* name, TensorList outs, TensorList results);

}  // namespace gradlab::internal

#endif  // GRADLAB_AUTOGRAD_OPS_OUT_CALL_H_
