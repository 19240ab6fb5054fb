// How the out= forms of operations are made: ops/out_*.h has one line for each, ops/out.h says what
// they do.
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

// What a call of an _outf form without all of its outputs tries to name: C++ wants a default for
// parameters that come after others with one.
template <int>
struct OutIsMissing;

}  // namespace gradlab::internal

// name_out(out, ...) and name_outf(..., out), which is the same with the output last and no
// defaults. Templates, so that only the forms that a program uses are compiled. `text` is the name
// in errors, that of the operation which PyTorch calls; `rule` is in namespace rules; `call` are
// the arguments of the function, if they are not those of the form.
#define GRADLAB_OUT_LIST(...) __VA_ARGS__
#define GRADLAB_OUT_CALL(rule, text, name, params, args, call)                         \
  template <int = 0>                                                                   \
  Tensor& name##_out(Tensor& out, GRADLAB_OUT_LIST params) {                           \
    using namespace internal::rules;                                                   \
    static constexpr internal::OutRule kRule = rule;                                   \
    return internal::OutCall(#text, kRule, out).inputs args.write(gradlab::name call); \
  }                                                                                    \
  template <int kNone = 0>                                                             \
  Tensor& name##_outf(GRADLAB_OUT_LIST params,                                         \
                      Tensor& out = internal::OutIsMissing<kNone>::tensor) {           \
    return name##_out(out, GRADLAB_OUT_LIST args);                                     \
  }
#define GRADLAB_OUT_AS(rule, text, name, params, args) \
  GRADLAB_OUT_CALL(rule, text, name, params, args, args)
#define GRADLAB_OUT(rule, name, params, args) GRADLAB_OUT_CALL(rule, name, name, params, args, args)

#define GRADLAB_OUT_UNARY_AS(rule, text, name) \
  GRADLAB_OUT_CALL(rule, text, name, (const Tensor& self), (self), (self))
#define GRADLAB_OUT_BINARY_AS(rule, text, name)                                                \
  GRADLAB_OUT_CALL(rule, text, name, (const Tensor& self, const Tensor& other), (self, other), \
                   (self, other))
#define GRADLAB_OUT_UNARY(rule, name) GRADLAB_OUT_UNARY_AS(rule, name, name)
#define GRADLAB_OUT_BINARY(rule, name) GRADLAB_OUT_BINARY_AS(rule, name, name)
#define GRADLAB_OUT_BINARY_SCALAR(rule, name) \
  GRADLAB_OUT(rule, name, (const Tensor& self, const Scalar& other), (self, other))
#define GRADLAB_OUT_SCALAR_BINARY(rule, name) \
  GRADLAB_OUT(rule, name, (const Scalar& self, const Tensor& other), (self, other))

// Each part into a tensor of its own, of which there must be as many. `size` is the parameter that
// says how large the parts are, `arg` its name.
#define GRADLAB_OUT_PARTS(name, size, arg)                                        \
  template <int = 0>                                                              \
  void name##_out(TensorList out, const Tensor& self, size, int64_t dim = 0) {    \
    internal::write_parts(#name, out, gradlab::name(self, arg, dim));             \
  }                                                                               \
  template <int = 0>                                                              \
  void name##_outf(const Tensor& self, size, int64_t dim, TensorList out) {       \
    name##_out(out, self, arg, dim);                                              \
  }

// Several outputs.
#define GRADLAB_OUT2(rule, text, name, out0, out1, params, args)                                 \
  template <int = 0>                                                                             \
  std::tuple<Tensor&, Tensor&> name##_out(Tensor& out0, Tensor& out1, GRADLAB_OUT_LIST params) { \
    using namespace internal::rules;                                                             \
    static constexpr internal::OutRule kRule = rule;                                             \
    return internal::OutCall(#text, kRule, out0, out1).inputs args.write(gradlab::name args);    \
  }                                                                                              \
  template <int kNone = 0>                                                                       \
  std::tuple<Tensor&, Tensor&> name##_outf(                                                      \
      GRADLAB_OUT_LIST params, Tensor& out0 = internal::OutIsMissing<kNone>::tensor,             \
      Tensor & out1 = internal::OutIsMissing<kNone>::tensor) {                                   \
    return name##_out(out0, out1, GRADLAB_OUT_LIST args);                                        \
  }
#define GRADLAB_OUT3(rule, text, name, out0, out1, out2, params, args)                       \
  template <int = 0>                                                                         \
  std::tuple<Tensor&, Tensor&, Tensor&> name##_out(Tensor& out0, Tensor& out1, Tensor& out2, \
                                                   GRADLAB_OUT_LIST params) {                \
    using namespace internal::rules;                                                         \
    static constexpr internal::OutRule kRule = rule;                                         \
    return internal::OutCall(#text, kRule, out0, out1, out2)                                 \
        .inputs args.write(gradlab::name args);                                              \
  }                                                                                          \
  template <int kNone = 0>                                                                   \
  std::tuple<Tensor&, Tensor&, Tensor&> name##_outf(                                         \
      GRADLAB_OUT_LIST params, Tensor& out0 = internal::OutIsMissing<kNone>::tensor,         \
      Tensor & out1 = internal::OutIsMissing<kNone>::tensor,                                 \
      Tensor & out2 = internal::OutIsMissing<kNone>::tensor) {                               \
    return name##_out(out0, out1, out2, GRADLAB_OUT_LIST args);                              \
  }
#define GRADLAB_OUT4(rule, text, name, out0, out1, out2, out3, params, args)             \
  template <int = 0>                                                                     \
  std::tuple<Tensor&, Tensor&, Tensor&, Tensor&> name##_out(                             \
      Tensor& out0, Tensor& out1, Tensor& out2, Tensor& out3, GRADLAB_OUT_LIST params) { \
    using namespace internal::rules;                                                     \
    static constexpr internal::OutRule kRule = rule;                                     \
    return internal::OutCall(#text, kRule, out0, out1, out2, out3)                       \
        .inputs args.write(gradlab::name args);                                          \
  }                                                                                      \
  template <int kNone = 0>                                                               \
  std::tuple<Tensor&, Tensor&, Tensor&, Tensor&> name##_outf(                            \
      GRADLAB_OUT_LIST params, Tensor& out0 = internal::OutIsMissing<kNone>::tensor,     \
      Tensor & out1 = internal::OutIsMissing<kNone>::tensor,                             \
      Tensor & out2 = internal::OutIsMissing<kNone>::tensor,                             \
      Tensor & out3 = internal::OutIsMissing<kNone>::tensor) {                           \
    return name##_out(out0, out1, out2, out3, GRADLAB_OUT_LIST args);                    \
  }

#endif  // GRADLAB_AUTOGRAD_OPS_OUT_CALL_H_
