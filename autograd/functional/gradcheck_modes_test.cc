// gradcheck's fast mode, its checks by forward mode, and which checks can be left out. Texts and
// numbers as PyTorch 1.13.1 gives them.
#include <string>

#include "gmock/gmock.h"
#include "gradlab/autograd/functional/gradcheck.h"
#include "gradlab/autograd/graph/tape.h"
#include "gradlab/autograd/ops/factory.h"
#include "gradlab/autograd/ops/matmul.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/autograd/ops/reduce.h"
#include "gradlab/autograd/ops/unary.h"
#include "gradlab/autograd/tensor_data.h"
#include "gradlab/tensor/error.h"
#include "gtest/gtest.h"

namespace gradlab::autograd {
namespace {

using testing::StartsWith;

// 2 x with a gradient of 3.
Tensor wrong(const variable_list& in) {
  Tensor out = (in[0] * 2).detach();
  if (Tape tape(in[0]); tape) {
    tape.record("WrongBackward", out, [](const Tensor& g, Backward& bw) { bw.grad(0) = g * 3; });
  }
  return out;
}
// The right gradient, whose gradient is wrong.
Tensor wrong_twice(const variable_list& in) {
  Tensor out = (in[0] * in[0]).detach();
  if (Tape tape(in[0]); tape) {
    tape.record("WrongBackward", out, [x = tape.save(in[0])](const Tensor& g, Backward& bw) {
      bw.grad(0) = g * 2 * bw.saved(x).detach();
    });
  }
  return out;
}
Tensor right(const variable_list& in) { return sin(in[0]) * in[0].sum() + exp(in[0]); }
variable_list two(const variable_list& in) {
  return {in[0].matmul(in[1]), in[1].tanh().sum(), in[0].detach()};
}

Tensor point() { return tensor({1.0, 2.0}, kDouble).requires_grad_(); }

std::string failure(const GradcheckFunction& f, const GradcheckOptions& options) {
  try {
    gradcheck(f, {point()}, options);
  } catch (const gradlab::Error& error) {
    return error.what();
  }
  return "no error";
}

TEST(FastMode, PassesRightGradients) {
  EXPECT_TRUE(gradcheck(right, {point()}, {.fast_mode = true}));
  const Tensor a = arange(1, 7, kDouble).div(4).view({2, 3}).requires_grad_();
  const Tensor b = arange(1, 7, kDouble).div(-8).view({3, 2}).requires_grad_();
  const Tensor before = a.detach().clone();
  EXPECT_TRUE(gradcheck(two, {a, b}, {.fast_mode = true}));
  EXPECT_TRUE(a.equal(before));
  GradgradcheckOptions fast;
  fast.fast_mode = true;
  EXPECT_TRUE(gradgradcheck(right, {point()}, {}, fast));
}

TEST(FastMode, ShowsTheProjectionsAndTheJacobiansOfAWrongGradient) {
  EXPECT_EQ(
      failure(wrong, {.fast_mode = true}),
      "Jacobian mismatch for output 0 with respect to input 0,\n"
      "numerical:tensor(1.8447, dtype=torch.float64)\n"
      "analytical:tensor(2.7671, dtype=torch.float64)\n"
      "\nThe above quantities relating the numerical and analytical jacobians are computed \n"
      "in fast mode. See: https://github.com/pytorch/pytorch/issues/53876 for more background "
      "\nabout fast mode. Below, we recompute numerical and analytical jacobians in slow mode:"
      "\n\nNumerical:\n tensor([[2.0000, 0.0000],\n        [0.0000, 2.0000]], "
      "dtype=torch.float64)\nAnalytical:\ntensor([[3., 0.],\n        [0., 3.]], "
      "dtype=torch.float64)\n\nThe max per-element difference (slow mode) is: "
      "1.0000000000002203.\n");
}

TEST(FastMode, ExpectsZeroWhereNothingIsDifferentiable) {
  EXPECT_EQ(
      failure([](const variable_list& in) { return in[0].detach() * 2; }, {.fast_mode = true}),
      "Numerical gradient for function expected to be zero");
}

TEST(ForwardMode, PassesRightGradientsInBothModes) {
  for (bool fast : {false, true}) {
    const GradcheckOptions options = {
        .check_forward_ad = true, .check_backward_ad = false, .fast_mode = fast};
    EXPECT_TRUE(gradcheck(right, {point()}, options));
    const Tensor a = arange(1, 7, kDouble).div(4).view({2, 3}).requires_grad_();
    const Tensor b = arange(1, 7, kDouble).div(-8).view({3, 2}).requires_grad_();
    // The second output does not depend on a; the last one on neither, as far as autograd knows.
    auto first_two = [](const variable_list& in) {
      variable_list out = two(in);
      out.pop_back();
      return out;
    };
    EXPECT_TRUE(gradcheck(first_two, {a, b}, options));
  }
}

TEST(ForwardMode, ShowsAWrongDerivative) {
  EXPECT_EQ(failure(wrong, {.check_forward_ad = true, .check_backward_ad = false}),
            "Jacobian computed with forward mode mismatch for output 0 with respect to input 0,\n"
            "numerical:tensor([[2.0000, 0.0000],\n        [0.0000, 2.0000]], dtype=torch.float64)\n"
            "analytical:tensor([[3., 0.],\n        [0., 3.]], dtype=torch.float64)\n");
  EXPECT_THAT(
      failure(wrong, {.check_forward_ad = true, .check_backward_ad = false, .fast_mode = true}),
      StartsWith(
          "Jacobian computed with forward mode mismatch for output 0 with respect to input 0,"
          "\nnumerical:tensor([0.5858, 1.9123], dtype=torch.float64)\n"
          "analytical:tensor([0.8787, 2.8684], dtype=torch.float64)\n"));
}

TEST(ForwardMode, SeesAWrongSecondDerivative) {
  GradgradcheckOptions options;
  options.check_fwd_over_rev = true;
  EXPECT_TRUE(gradgradcheck(right, {point()}, {}, options));
  options.check_rev_over_rev = options.check_undefined_grad = false;
  EXPECT_TRUE(gradgradcheck(right, {point()}, {}, options));
  options.raise_exception = false;
  EXPECT_TRUE(gradcheck(wrong_twice, {point()}));
  EXPECT_FALSE(gradgradcheck(wrong_twice, {point()}, {}, options));
}

TEST(GradcheckChoice, TextsOfNothingToCheck) {
  EXPECT_EQ(failure(right, {.check_backward_ad = false}),
            "Expected at least one of check_forward_ad or check_backward_ad to be True");
  GradgradcheckOptions options;
  options.check_rev_over_rev = false;
  EXPECT_THAT([&] { gradgradcheck(right, {point()}, {}, options); },
              testing::ThrowsMessage<gradlab::Error>(
                  "Expected at least one of check_fwd_over_rev or check_rev_over_rev to be True"));
  options.check_fwd_over_rev = true;
  EXPECT_THAT([&] { gradgradcheck(right, {point()}, {}, options); },
              testing::ThrowsMessage<gradlab::Error>(
                  "Setting check_undefined_grad=True requires check_rev_over_rev to be True"));
}

TEST(GradcheckChoice, DtypesOfGradients) {
  EXPECT_TRUE(gradcheck(right, {point()}, {.check_grad_dtypes = true}));
}

}  // namespace
}  // namespace gradlab::autograd
