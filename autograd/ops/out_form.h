// The lines of ops/out_*.h, one for every out= form. They declare functions, which is all that a
// program compiles; in ops/out_*.cc, which define GRADLAB_OUT_DEFINITIONS and include
// ops/out_call.h first, the same lines define them.
#ifndef GRADLAB_AUTOGRAD_OPS_OUT_FORM_H_
#define GRADLAB_AUTOGRAD_OPS_OUT_FORM_H_

#include <tuple>

#include "gradlab/autograd/tensor.h"

namespace gradlab::internal {

// Stand for the outputs of an _outf form that are not given, which does not compile: C++ wants a
// default for parameters that come after others with one.
[[gnu::error("an _outf form wants all of its parameters, the outputs last")]] Tensor& no_out();
[[gnu::error("an _outf form wants all of its parameters, the outputs last")]] TensorList no_outs();

}  // namespace gradlab::internal

#ifdef GRADLAB_OUT_DEFINITIONS
#define GRADLAB_OUT_BODY(...) __VA_ARGS__
#define GRADLAB_OUT_RULE(name, ...)            \
  namespace internal::rules {                  \
  static constexpr OutRule name = __VA_ARGS__; \
  }
#else
#define GRADLAB_OUT_BODY(...) ;
#define GRADLAB_OUT_RULE(name, ...)
#endif

// name_out(out, ...) and name_outf(..., out), which is the same with the output last and no
// defaults. `text` is the name in errors, that of the operation which PyTorch calls; `rule` is in
// namespace rules; `result` is computed of the parameters, by default gradlab::name(args).
#define GRADLAB_OUT_LIST(...) __VA_ARGS__
#define GRADLAB_OUT_RESULT(rule, text, name, params, args, result)               \
  Tensor& name##_out(Tensor& out, GRADLAB_OUT_LIST params) GRADLAB_OUT_BODY({    \
    using namespace internal::rules;                                             \
    static constexpr internal::OutRule kRule = rule;                             \
    return internal::OutCall(#text, kRule, out).inputs args.write(result);       \
  })                                                                             \
  Tensor& name##_outf(GRADLAB_OUT_LIST params, Tensor& out = internal::no_out()) \
      GRADLAB_OUT_BODY({ return name##_out(out, GRADLAB_OUT_LIST args); })
#define GRADLAB_OUT_CALL(rule, text, name, params, args, call) \
  GRADLAB_OUT_RESULT(rule, text, name, params, args, gradlab::name call)
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

// Several outputs: `Returned` is the tuple of them.
#define GRADLAB_OUT_TUPLE(Returned, rule, text, name, outs, outs_given, outs_last, params, args) \
  Returned name##_out(GRADLAB_OUT_LIST outs, GRADLAB_OUT_LIST params) GRADLAB_OUT_BODY({         \
    using namespace internal::rules;                                                             \
    static constexpr internal::OutRule kRule = rule;                                             \
    return internal::OutCall(#text, kRule, GRADLAB_OUT_LIST outs_given)                          \
        .inputs args.write(gradlab::name args);                                                  \
  })                                                                                             \
  Returned name##_outf(GRADLAB_OUT_LIST params, GRADLAB_OUT_LIST outs_last)                      \
      GRADLAB_OUT_BODY({                                                                         \
        return name##_out(GRADLAB_OUT_LIST outs_given, GRADLAB_OUT_LIST args);                   \
      })
#define GRADLAB_OUT_LAST(out) Tensor& out = internal::no_out()
#define GRADLAB_OUT2(rule, text, name, out0, out1, params, args)                      \
  GRADLAB_OUT_TUPLE(GRADLAB_OUT_LIST(std::tuple<Tensor&, Tensor&>), rule, text, name, \
                    (Tensor & out0, Tensor & out1), (out0, out1),                     \
                    (GRADLAB_OUT_LAST(out0), GRADLAB_OUT_LAST(out1)), params, args)
#define GRADLAB_OUT3(rule, text, name, out0, out1, out2, params, args)                         \
  GRADLAB_OUT_TUPLE(GRADLAB_OUT_LIST(std::tuple<Tensor&, Tensor&, Tensor&>), rule, text, name, \
                    (Tensor & out0, Tensor & out1, Tensor & out2), (out0, out1, out2),         \
                    (GRADLAB_OUT_LAST(out0), GRADLAB_OUT_LAST(out1), GRADLAB_OUT_LAST(out2)),  \
                    params, args)
#define GRADLAB_OUT4(rule, text, name, out0, out1, out2, out3, params, args)                      \
  GRADLAB_OUT_TUPLE(GRADLAB_OUT_LIST(std::tuple<Tensor&, Tensor&, Tensor&, Tensor&>), rule, text, \
                    name, (Tensor & out0, Tensor & out1, Tensor & out2, Tensor & out3),           \
                    (out0, out1, out2, out3),                                                     \
                    (GRADLAB_OUT_LAST(out0), GRADLAB_OUT_LAST(out1), GRADLAB_OUT_LAST(out2),      \
                     GRADLAB_OUT_LAST(out3)),                                                     \
                    params, args)

// As many outputs as the function has results; by the rule kCopied.
#define GRADLAB_OUT_PARTS(name, params, args)                                     \
  void name##_out(TensorList out, GRADLAB_OUT_LIST params)                        \
      GRADLAB_OUT_BODY({ internal::write_parts(#name, out, name args); })         \
  void name##_outf(GRADLAB_OUT_LIST params, TensorList out = internal::no_outs()) \
      GRADLAB_OUT_BODY({ name##_out(out, GRADLAB_OUT_LIST args); })

#endif  // GRADLAB_AUTOGRAD_OPS_OUT_FORM_H_
