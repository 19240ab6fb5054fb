// Right gradients pass; each kind of wrong one fails with PyTorch's text.
#include "gradlab/autograd/functional/gradcheck.h"

#include <string>

#include "gmock/gmock.h"
#include "gradlab/autograd/graph/tape.h"
#include "gradlab/autograd/ops/compare.h"
#include "gradlab/autograd/ops/factory.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/autograd/ops/random.h"
#include "gradlab/autograd/ops/reduce.h"
#include "gradlab/autograd/ops/shape.h"
#include "gradlab/autograd/ops/unary.h"
#include "gradlab/tensor/warn.h"
#include "gtest/gtest.h"

namespace gradlab::autograd {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

// [1, 2, ..., count] / 4, requiring grad.
Tensor input(int64_t count, ScalarType dtype = kDouble) {
  return (arange(1, count + 1, TensorOptions(dtype)) / 4).requires_grad_();
}

// x * x with `rule` as its backward.
template <class Rule>
Tensor square_with(const Tensor& x, Rule rule) {
  Tensor out = (x * x).detach();
  if (Tape tape(x); tape) {
    tape.record("SquareBackward", out, [x = tape.save(x), rule](const Tensor& g, Backward& bw) {
      bw.grad(0) = rule(g, bw.saved(x));
    });
  }
  return out;
}

template <class Check>
std::string failure(Check check) {
  try {
    check();
  } catch (const gradlab::Error& error) {
    return error.what();
  }
  return "no error";
}

TEST(GradcheckTest, PassesRightGradients) {
  const Tensor x = input(3), y = input(6);
  EXPECT_TRUE(gradcheck([](const variable_list& in) { return sin(in[0]) * in[0]; }, {x}));
  EXPECT_TRUE(gradcheck(
      [](const variable_list& in) {
        return variable_list{in[0] * in[1].view({2, 3}), exp(in[1]).sum()};
      },
      {x, y}));
  EXPECT_TRUE(gradgradcheck([](const variable_list& in) { return sin(in[0]) * in[0]; }, {x}));
}

TEST(GradcheckTest, LeavesTheInputsAsTheyWere) {
  const Tensor x = input(3);
  const Tensor before = x.detach().clone();
  EXPECT_TRUE(gradcheck([](const variable_list& in) { return exp(in[0]); }, {x}));
  EXPECT_TRUE(equal(x.detach(), before));
  EXPECT_EQ(x._version(), 0);
  EXPECT_FALSE(x.grad().defined());
  // Also when the function throws in between.
  int calls = 0;
  EXPECT_THROW(gradcheck(
                   [&calls](const variable_list& in) {
                     GRADLAB_CHECK(++calls < 4, "enough");
                     return exp(in[0]);
                   },
                   {x}),
               gradlab::Error);
  EXPECT_TRUE(equal(x.detach(), before));
}

TEST(GradcheckTest, WorksOnViewsAndOnResultsOfOperations) {
  const Tensor leaf = input(12);
  const Tensor stepped = leaf.view({3, 4}).slice(1, 0, 4, 2).t();
  EXPECT_TRUE(gradcheck([](const variable_list& in) { return in[0] * in[0]; }, {stepped}));
  EXPECT_TRUE(gradgradcheck([](const variable_list& in) { return exp(in[0]); },
                            {stepped.detach().requires_grad_()}));
}

TEST(GradcheckTest, ChecksOnlyWhatRequiresGrad) {
  const Tensor x = input(2);
  const Tensor constant = input(2).detach();
  // Floor has no useful derivative, but its input is constant here.
  EXPECT_TRUE(
      gradcheck([](const variable_list& in) { return in[0] * floor(in[1]); }, {x, constant}));
  // A result without gradient is left out.
  EXPECT_TRUE(gradcheck(
      [](const variable_list& in) {
        return variable_list{in[0] * 2, in[1] * 3, in[0].detach().to(kLong)};
      },
      {x, constant}));
}

TEST(GradcheckTest, ShowsBothJacobiansOfAWrongGradient) {
  const Tensor x = input(2);
  EXPECT_EQ(failure([&] {
              gradcheck(
                  [](const variable_list& in) {
                    return square_with(in[0],
                                       [](const Tensor& g, const Tensor& x) { return g * x; });
                  },
                  {x});
            }),
            "Jacobian mismatch for output 0 with respect to input 0,\n"
            "numerical:tensor([[0.5000, 0.0000],\n"
            "        [0.0000, 1.0000]], dtype=torch.float64)\n"
            "analytical:tensor([[0.2500, 0.0000],\n"
            "        [0.0000, 0.5000]], dtype=torch.float64)\n");
}

TEST(GradcheckTest, NumbersOutputsAndInputs) {
  const Tensor x = input(2), y = input(2);
  EXPECT_THAT(failure([&] {
                gradcheck(
                    [](const variable_list& in) {
                      return variable_list{in[0] * in[1],
                                           square_with(in[1], [](const Tensor& g, const Tensor& x) {
                                             return g * x;
                                           })};
                    },
                    {x, y});
              }),
              StartsWith("Jacobian mismatch for output 1 with respect to input 1,\nnumerical:"));
}

TEST(GradcheckTest, ReturnsFalseInsteadIfAsked) {
  const auto wrong = [](const variable_list& in) {
    return square_with(in[0], [](const Tensor& g, const Tensor& x) { return g * x; });
  };
  EXPECT_FALSE(gradcheck(wrong, {input(2)}, {.raise_exception = false}));
  // Misuse throws all the same.
  EXPECT_THROW(gradcheck(wrong, {input(2).detach()}, {.raise_exception = false}), ValueError);
}

TEST(GradcheckTest, SeesAGradientThatIgnoresTheIncomingOne) {
  const auto wrong = [](const variable_list& in) {
    // Right for each one-hot incoming gradient of a single element.
    return square_with(in[0], [](const Tensor&, const Tensor& x) { return 2 * x; });
  };
  EXPECT_EQ(failure([&] { gradcheck(wrong, {input(1)}); }),
            "backward not multiplied by grad_output");
}

TEST(GradcheckTest, SeesABackwardThatGivesDifferentValues) {
  const Tensor x = input(2);
  int runs = 0;
  const auto noisy = [&runs](const variable_list& in) {
    return square_with(in[0], [&runs](const Tensor& g, const Tensor& x) {
      return 2 * x * g * (1 + 1e-7 * ++runs);
    });
  };
  EXPECT_THAT(failure([&] { gradcheck(noisy, {x}); }),
              StartsWith("Backward is not reentrant, i.e., running backward with same input and "
                         "grad_output multiple times gives different values, although analytical "
                         "gradient matches numerical gradient.The tolerance for nondeterminism was "
                         "0.0."));
  EXPECT_TRUE(gradcheck(noisy, {x}, {.nondet_tol = 1e-5}));
}

// Twice and three times x, added, with a rule for both.
template <class Rule>
GradcheckFunction five_times(Rule rule) {
  return [rule](const variable_list& in) {
    Tensor a = (in[0] * 2).detach(), b = (in[0] * 3).detach();
    if (Tape tape(in[0]); tape) {
      Tensor* outs[] = {&a, &b};
      tape.record("TwoBackward", ArrayRef<Tensor*>(outs),
                  [rule](Backward& bw) { bw.grad(0) = rule(bw.incoming(0), bw.incoming(1)); });
    }
    return a + b;
  };
}

TEST(GradcheckTest, SeesABackwardThatCannotTakeAnUndefinedGradient) {
  const GradcheckFunction careless =
      five_times([](const Tensor& g, const Tensor& h) { return g * 2 + h * 3; });
  EXPECT_THAT(failure([&] { gradcheck(careless, {input(2)}); }),
              StartsWith("Expected backward function to handle undefined output grads."));
  EXPECT_TRUE(gradcheck(careless, {input(2)}, {.check_undefined_grad = false}));
  EXPECT_TRUE(gradcheck(five_times([](const Tensor& g, const Tensor& h) {
                          return g.defined() && h.defined() ? g * 2 + h * 3 : Tensor();
                        }),
                        {input(2)}));
}

TEST(GradcheckTest, SeesAGradientInventedForAnUndefinedOne) {
  const GradcheckFunction inventive = five_times([](const Tensor& g, const Tensor& h) {
    return g.defined() && h.defined() ? g * 2 + h * 3 : ones({2}, kDouble);
  });
  EXPECT_EQ(
      failure([&] { gradcheck(inventive, {input(2)}); }),
      "Expected all input grads to be undefined or zero when all output grads are undefined or "
      "zero.");
}

TEST(GradcheckTest, RefusesBadInputs) {
  const auto twice = [](const variable_list& in) { return in[0] * 2; };
  EXPECT_EQ(failure([&] { gradcheck(twice, {ones({2}, kDouble)}); }),
            "gradcheck expects at least one input tensor to require gradient, but none of the them "
            "have requires_grad=True.");
  EXPECT_THROW(gradcheck(twice, {ones({2}, kDouble)}), ValueError);
  EXPECT_EQ(
      failure([&] { gradcheck(twice, {input(1).expand({3})}); }),
      "The 0th input has a dimension with stride 0. gradcheck only supports inputs that are "
      "non-overlapping to be able to compute the numerical gradients correctly. You should call "
      ".contiguous on the input before passing it to gradcheck.");
  EXPECT_THROW(gradgradcheck([](const variable_list& in) { return in[0].detach(); }, {input(2)}),
               ValueError);
}

std::string* warning = nullptr;

TEST(GradcheckTest, WarnsAboutFloat32) {
  std::string text;
  warning = &text;
  const WarningFunction before =
      set_warning_handler([](const std::string& message) { *warning = message; });
  // Tolerances that differences of float32 can keep.
  EXPECT_TRUE(gradcheck([](const variable_list& in) { return in[0] * in[0]; }, {input(2, kFloat)},
                        {.eps = 1e-2, .atol = 1e-2, .rtol = 1e-2}));
  set_warning_handler(before);
  EXPECT_EQ(
      text,
      "Input #0 requires gradient and is not a double precision floating point or complex. This "
      "check will likely fail if all the inputs are not of double precision floating point or "
      "complex. ");
}

TEST(GradcheckTest, ExpectsZeroWhereNothingIsDifferentiable) {
  EXPECT_TRUE(gradcheck([](const variable_list& in) { return floor(in[0].detach()); },
                        {(input(3) + 0.1).detach().requires_grad_()}));
  EXPECT_EQ(failure([] {
              gradcheck([](const variable_list& in) { return in[0].detach() * 2; }, {input(2)});
            }),
            "Numerical gradient for function expected to be zero");
}

TEST(GradcheckTest, HandlesNoElements) {
  const Tensor none = zeros({0, 3}, kDouble).requires_grad_();
  EXPECT_TRUE(gradcheck([](const variable_list& in) { return exp(in[0]); }, {none}));
  EXPECT_TRUE(gradgradcheck([](const variable_list& in) { return exp(in[0]).sum(); }, {none}));
}

TEST(GradgradcheckTest, SeesAWrongSecondDerivative) {
  const Tensor x = input(2);
  const auto once = [](const variable_list& in) {
    return square_with(in[0], [](const Tensor& g, const Tensor& x) { return g * x.detach() * 2; });
  };
  EXPECT_TRUE(gradcheck(once, {x}));
  EXPECT_THAT(failure([&] { gradgradcheck(once, {x}); }),
              HasSubstr("Jacobian mismatch for output 0 with respect to input 0,"));
}

TEST(GradgradcheckTest, TakesGradientsOrMakesThem) {
  const Tensor x = input(2), g = input(2);
  const auto f = [](const variable_list& in) { return in[0] * in[0] * in[0]; };
  EXPECT_TRUE(gradgradcheck(f, {x}, {g}));
  GradgradcheckOptions options;
  options.gen_non_contig_grad_outputs = true;
  EXPECT_TRUE(gradgradcheck(f, {x}, {}, options));
  // The user's random numbers do not depend on the check.
  manual_seed(7);
  const double expected = rand({1}).item<double>();
  manual_seed(7);
  EXPECT_TRUE(gradgradcheck(f, {x}));
  EXPECT_EQ(rand({1}).item<double>(), expected);
}

TEST(GradcheckTest, WorksWithoutGradMode) {
  NoGradGuard no_grad;
  EXPECT_TRUE(gradcheck([](const variable_list& in) { return exp(in[0]); }, {input(2)}));
}

}  // namespace
}  // namespace gradlab::autograd
