// The rules of a user's Function (PyTorch's semantics; outcomes recorded with 1.13.1).
#include "gradlab/autograd/functions/function.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gradlab/autograd/autograd.h"
#include "gradlab/autograd/ops/compare.h"
#include "gradlab/autograd/ops/factory.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/autograd/ops/reduce.h"
#include "gradlab/autograd/ops/shape.h"
#include "gradlab/autograd/ops/unary.h"
#include "gradlab/autograd/tensor_data.h"
#include "gradlab/autograd/test_util.h"
#include "gradlab/autograd/variable.h"
#include "gradlab/tensor/counters.h"
#include "gradlab/tensor/error.h"
#include "gradlab/tensor/warn.h"
#include "gtest/gtest.h"

namespace gradlab::autograd {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::StartsWith;
using ::testing::ThrowsMessage;

// var1 + mul * var2 + var1 * var2, as in PyTorch's tutorial.
struct Combine : Function<Combine> {
  static Tensor forward(AutogradContext* ctx, Tensor var1, int mul, Tensor var2) {
    ctx->saved_data["mul"] = mul;
    ctx->save_for_backward({var1, var2});
    return var1 + mul * var2 + var1 * var2;
  }
  static variable_list backward(AutogradContext* ctx, variable_list grads) {
    const int64_t mul = ctx->saved_data["mul"].toInt();
    const variable_list saved = ctx->get_saved_variables();
    return {grads[0] + grads[0] * saved[1], Variable(), grads[0] * mul + grads[0] * saved[0]};
  }
};

TEST(FunctionTest, BackwardReturnsOneGradientPerArgument) {
  Tensor x = leaf({5, 5}, 2), y = leaf({5, 5}, 3);
  Tensor result = Combine::apply(x, 2, y);
  EXPECT_TRUE(equal(result, full({5, 5}, 14.0, kDouble)));
  EXPECT_EQ(result.grad_fn()->name(), "CombineBackward");
  result.sum().backward({}, std::nullopt, true);
  EXPECT_TRUE(equal(x.grad(), y + 1));
  EXPECT_TRUE(equal(y.grad(), x + 2));
}

TEST(FunctionTest, GradientsOfARecordedBackwardHaveAHistory) {
  Tensor x = leaf({2}, 2), y = leaf({2}, 3);
  const variable_list g = grad({Combine::apply(x, 2, y).sum()}, {x, y}, {}, std::nullopt, true);
  // d/dx of (1 + y) is 0, d/dy is 1; d/dx of (2 + x) is 1.
  const variable_list gg = grad({g[0].sum() + 10 * g[1].sum()}, {x, y});
  EXPECT_TRUE(equal(gg[0], full({2}, 10.0, kDouble)));
  EXPECT_TRUE(equal(gg[1], full({2}, 1.0, kDouble)));
}

std::vector<bool> modes;
struct ModeProbe : Function<ModeProbe> {
  static Tensor forward(AutogradContext*, Tensor x) {
    modes.push_back(GradMode::is_enabled());
    modes.push_back(x.requires_grad());
    modes.push_back((x * 2).requires_grad());
    return x * 2;
  }
  static variable_list backward(AutogradContext*, variable_list grads) {
    modes.push_back(GradMode::is_enabled());
    return {grads[0] * 2};
  }
};

TEST(FunctionTest, ForwardRunsWithGradModeOffAndBackwardWithThatOfThePass) {
  modes.clear();
  Tensor x = leaf({2});
  ModeProbe::apply(x).sum().backward();
  EXPECT_THAT(modes, ElementsAre(false, true, false, false));
  modes.clear();
  ModeProbe::apply(x).sum().backward({}, std::nullopt, true);
  EXPECT_THAT(modes, ElementsAre(false, true, false, true));
  EXPECT_TRUE(GradMode::is_enabled());
}

// Returns what `answer` says, whatever it receives.
std::vector<Tensor> answer, received;
struct Scripted : Function<Scripted> {
  static Tensor forward(AutogradContext*, Tensor x, double factor) { return x * factor; }
  static variable_list backward(AutogradContext*, variable_list) { return answer; }
};

TEST(FunctionTest, TooFewOrTooManyGradientsThrow) {
  Tensor x = leaf({3}), one = ones({3}, kDouble);
  answer = {one};
  EXPECT_ERROR(Scripted::apply(x, 2.0).sum().backward(),
               "function ScriptedBackward returned an incorrect number of gradients (expected 2, "
               "got 1)");
  answer = {one, Tensor(), one};
  EXPECT_ERROR(Scripted::apply(x, 2.0).sum().backward(),
               "function ScriptedBackward returned an incorrect number of gradients (expected 2, "
               "got 3)");
  EXPECT_FALSE(x.grad().defined());
}

TEST(FunctionTest, TrailingUndefinedGradientsAreDropped) {
  Tensor x = leaf({3});
  answer = {full({3}, 2.0, kDouble), Tensor(), Tensor(), Tensor()};
  Scripted::apply(x, 2.0).sum().backward();
  EXPECT_TRUE(equal(x.grad(), full({3}, 2.0, kDouble)));
}

TEST(FunctionTest, GradientForAnArgumentThatIsNoTensorThrows) {
  Tensor x = leaf({3});
  answer = {ones({3}, kDouble), ones({3}, kDouble)};
  EXPECT_ERROR(
      Scripted::apply(x, 2.0).sum().backward(),
      "function ScriptedBackward returned a gradient different than None at position 2, but "
      "the corresponding forward input was not a Variable");
}

TEST(FunctionTest, UndefinedResultMeansNoGradient) {
  Tensor x = leaf({3});
  Tensor h = x * 2;
  h.retain_grad();
  answer = {Tensor(), Tensor()};
  Scripted::apply(h, 2.0).sum().backward();
  EXPECT_FALSE(x.grad().defined());
  EXPECT_FALSE(h.grad().defined());
}

TEST(FunctionTest, GradientOfReducibleShapeIsSummedOfAnotherThrows) {
  Tensor x = leaf({3});
  answer = {full({4, 3}, 2.0, kDouble), Tensor()};
  Scripted::apply(x, 2.0).sum().backward();
  EXPECT_TRUE(equal(x.grad(), full({3}, 8.0, kDouble)));
  answer = {ones({2}, kDouble), Tensor()};
  EXPECT_ERROR(Scripted::apply(x, 2.0).sum().backward(),
               "Function ScriptedBackward returned an invalid gradient at index 0 - got [2] but "
               "expected shape compatible with [3]");
}

TEST(FunctionTest, GradientIsCastToTheDtypeOfTheInput) {
  Tensor x = ones({3}).requires_grad_();
  answer = {full({3}, 2.0, kDouble), Tensor()};
  Scripted::apply(x, 2.0).sum().backward();
  EXPECT_EQ(x.grad().dtype(), kFloat);
}

// Three outputs: floating, integer, floating.
template <bool materialize>
struct ThreeOutputs : Function<ThreeOutputs<materialize>> {
  static variable_list forward(AutogradContext* ctx, Tensor x) {
    ctx->set_materialize_grads(materialize);
    return {x * 2, (x * 3).toType(kLong), x * 4};
  }
  static variable_list backward(AutogradContext*, variable_list grads) {
    received = grads;
    return {grads[0].defined() ? grads[0] * 2 : Tensor()};
  }
};

TEST(FunctionTest, UndefinedGradientsBecomeZerosOfTheOutputsShapeAndDtype) {
  Tensor x = leaf({3});
  const variable_list out = ThreeOutputs<true>::apply(x);
  out[0].sum().backward();
  EXPECT_TRUE(equal(received[1], zeros({3}, kLong)));
  EXPECT_EQ(received[1].dtype(), kLong);
  EXPECT_TRUE(equal(received[2], zeros({3}, kDouble)));
  received.clear();
}

TEST(FunctionTest, WithoutMaterializeGradsTheyStayUndefined) {
  Tensor x = leaf({3});
  const variable_list out = ThreeOutputs<false>::apply(x);
  out[2].sum().backward();
  EXPECT_FALSE(received[0].defined());
  EXPECT_FALSE(received[1].defined());
  EXPECT_TRUE(received[2].defined());
  EXPECT_FALSE(x.grad().defined());
  received.clear();
}

TEST(FunctionTest, IntegerOutputsDoNotRequireGrad) {
  const variable_list out = ThreeOutputs<true>::apply(leaf({3}));
  EXPECT_TRUE(out[0].requires_grad());
  EXPECT_FALSE(out[1].requires_grad());
  EXPECT_EQ(out[2].output_nr(), 2);
}

struct HalfDifferentiable : Function<HalfDifferentiable> {
  static variable_list forward(AutogradContext* ctx, Tensor x) {
    Tensor constant = x * 3;
    ctx->mark_non_differentiable({constant});
    return {x * 2, constant};
  }
  static variable_list backward(AutogradContext*, variable_list grads) { return {grads[0] * 2}; }
};

TEST(FunctionTest, OutputsMarkedNonDifferentiableHaveNoHistory) {
  Tensor x = leaf({3});
  const variable_list out = HalfDifferentiable::apply(x);
  EXPECT_TRUE(out[0].requires_grad());
  EXPECT_FALSE(out[1].requires_grad());
  EXPECT_FALSE(out[1].grad_fn());
  (out[0] + out[1]).sum().backward();
  EXPECT_TRUE(equal(x.grad(), full({3}, 2.0, kDouble)));
}

struct AsIs : Function<AsIs> {
  static Tensor forward(AutogradContext*, Tensor x) { return x; }
  static variable_list backward(AutogradContext*, variable_list grads) { return {grads[0] * 3}; }
};

// --- needs_input_grad ---

std::vector<bool> needs;
struct Asks : Function<Asks> {
  static Tensor forward(AutogradContext* ctx, Tensor a, int, Tensor b, std::optional<Tensor> c) {
    needs.push_back(ctx->needs_input_grad(1));
    return c ? a + b + *c : a + b;
  }
  static variable_list backward(AutogradContext* ctx, variable_list grads) {
    for (size_t i = 0; i < 3; ++i) needs.push_back(ctx->needs_input_grad(i));
    needs.push_back(ctx->needs_input_grad({IndexRange(1, 3)}));
    return {grads[0], Tensor(), grads[0], grads[0]};
  }
};

TEST(FunctionTest, NeedsInputGradCountsTensorsAndFollowsThePass) {
  Tensor a = leaf({2}), b = leaf({2}), plain = ones({2}, kDouble);
  needs.clear();
  Tensor y = Asks::apply(a, 7, b, std::optional<Tensor>(plain));
  y.sum().backward();
  EXPECT_THAT(needs, ElementsAre(true, true, true, false, true));
  needs.clear();
  y = Asks::apply(a, 7, b, std::optional<Tensor>(plain));
  grad({y.sum()}, {a});
  EXPECT_THAT(needs, ElementsAre(true, true, false, false, false));
  answer.clear();
}

struct SumOfList : Function<SumOfList> {
  static Tensor forward(AutogradContext*, TensorList list, Tensor scale) {
    Tensor sum = list[0];
    for (size_t i = 1; i < list.size(); ++i) sum = sum + list[i];
    return sum * scale;
  }
  static variable_list backward(AutogradContext*, variable_list grads) {
    return {grads[0], grads[0] * 2, grads[0] * 3};
  }
};

TEST(FunctionTest, TensorListArgumentsTakePart) {
  Tensor a = leaf({2}), b = leaf({2}), c = leaf({2});
  const variable_list list = {a, b};
  SumOfList::apply(TensorList(list), c).sum().backward();
  EXPECT_EQ(a.grad()[0].item<double>(), 1);
  EXPECT_EQ(b.grad()[0].item<double>(), 2);
  EXPECT_EQ(c.grad()[0].item<double>(), 3);
}

struct TakesMany : Function<TakesMany> {
  static Tensor forward(AutogradContext* ctx, Tensor a, int i, double d, bool b, Tensor t,
                        const std::string& s, std::vector<int64_t> v, std::optional<Tensor> o,
                        float f) {
    ctx->saved_data["factor"] = i + d + b + static_cast<double>(s.size() + v.size()) + f;
    return a + t + o.value_or(zeros_like(a));
  }
  static variable_list backward(AutogradContext* ctx, variable_list grads) {
    const Tensor g = grads[0] * ctx->saved_data["factor"].toDouble();
    return {g, Tensor(), Tensor(), Tensor(), g, Tensor(), Tensor(), g, Tensor()};
  }
};

TEST(FunctionTest, MayHaveMoreThanSixArgumentsAndTellsItsPlace) {
  Tensor a = leaf({2}), t = leaf({2}), o = leaf({2});
  Tensor y = TakesMany::apply(a, 1, 2.0, true, t, std::string("abc"), std::vector<int64_t>{5, 6},
                              std::optional<Tensor>(o), 4.0f);
  const uint32_t line = __LINE__ - 1;
  EXPECT_THAT(y.grad_fn()->created_at().line(), ::testing::AnyOf(line, line - 1));
  EXPECT_STREQ(y.grad_fn()->created_at().file(), __FILE__);
  y.sum().backward();
  for (const Tensor& x : {a, t, o}) EXPECT_EQ(x.grad()[0].item<double>(), 13);
}

// --- Without a second derivative, without a first one ---

struct Once : Function<Once> {
  static constexpr bool once_differentiable = true;
  static Tensor forward(AutogradContext*, Tensor x) { return x * 2; }
  static variable_list backward(AutogradContext*, variable_list grads) {
    modes.push_back(GradMode::is_enabled());
    return {grads[0] * 2};
  }
};

TEST(FunctionTest, OnceDifferentiableThrowsWhenItsResultIsDifferentiated) {
  modes.clear();
  Tensor x = leaf({2}), w = leaf({2});
  // The incoming gradient is w, which requires grad.
  Tensor g = grad({(Once::apply(x) * w).sum()}, {x}, {}, std::nullopt, true)[0];
  EXPECT_THAT(modes, ElementsAre(false));
  EXPECT_TRUE(g.requires_grad());
  EXPECT_EQ(g.grad_fn()->name(), "Error");
  EXPECT_ERROR(
      g.sum().backward(),
      "trying to differentiate twice a function that was marked with @once_differentiable");
}

TEST(FunctionTest, OnceDifferentiableOfAConstantGradientHasNoHistory) {
  Tensor x = leaf({2});
  Tensor g = grad({Once::apply(x).sum()}, {x}, {}, std::nullopt, true)[0];
  EXPECT_FALSE(g.requires_grad());
  EXPECT_ERROR(g.sum().backward(),
               "element 0 of tensors does not require grad and does not have a grad_fn");
}

struct NoBackward : Function<NoBackward> {
  static Tensor forward(AutogradContext*, Tensor x) { return x * 2; }
};

TEST(FunctionTest, MissingBackwardThrowsWhenItIsNeeded) {
  Tensor y = NoBackward::apply(leaf({2})).sum();
  EXPECT_THAT([&] { y.backward(); },
              ThrowsMessage<NotImplementedError>(
                  "You must implement either the backward or vjp method for your custom "
                  "autograd.Function to use it with backward mode AD."));
}

TEST(FunctionTest, NothingIsRecordedUnderNoGradOrForPlainInputs) {
  EXPECT_FALSE(AsIs::apply(ones({2})).requires_grad());
  NoGradGuard no_grad;
  EXPECT_FALSE(Combine::apply(leaf({2}), 2, leaf({2})).requires_grad());
}

TEST(FunctionTest, BackwardMayRunBackwardThroughItself) {
  static Tensor own;
  struct Reenters : Function<Reenters> {
    static Tensor forward(AutogradContext* ctx, Tensor x) {
      ctx->saved_data["first"] = true;
      return x * 2;
    }
    static variable_list backward(AutogradContext* ctx, variable_list grads) {
      if (ctx->saved_data["first"].toBool()) {
        ctx->saved_data["first"] = false;
        own.backward(full({1}, 10.0, kDouble), /*retain_graph=*/true);
      }
      return {grads[0] * 2};
    }
  };
  Tensor x = leaf({1});
  own = Reenters::apply(x);
  own.backward(ones({1}, kDouble), true);
  own.reset();
  EXPECT_EQ(x.grad().item<double>(), 22);
}

}  // namespace
}  // namespace gradlab::autograd
