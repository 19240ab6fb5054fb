// Anomaly mode: texts as PyTorch 1.13.1 gives them.
#include "gradlab/autograd/graph/anomaly.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gradlab/autograd/autograd.h"
#include "gradlab/autograd/grad_mode.h"
#include "gradlab/autograd/ops/factory.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/autograd/ops/reduce.h"
#include "gradlab/autograd/ops/unary.h"
#include "gradlab/autograd/tensor.h"
#include "gradlab/autograd/tensor_data.h"
#include "gradlab/tensor/error.h"
#include "gradlab/tensor/warn.h"
#include "gtest/gtest.h"

namespace gradlab {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;
using ::testing::ThrowsMessage;

std::vector<std::string>* warnings = nullptr;

class AnomalyTest : public ::testing::Test {
 protected:
  AnomalyTest() {
    warnings = &received_;
    before_ = set_warning_handler([](const std::string& text) { warnings->push_back(text); });
  }
  ~AnomalyTest() override { set_warning_handler(before_); }

  std::vector<std::string> received_;
  WarningFunction before_;
  WarningUtils::WarnAlways always_;
};

// 0 * inf in the backward of sqrt.
Tensor nan_gradient(const Tensor& x) { return (x.sqrt() * 0).sum(); }

TEST_F(AnomalyTest, NamesTheOperationThatGivesNaNItsPlaceAndTheShapesOfItsInputs) {
  Tensor x = zeros({2, 3}).requires_grad_();
  autograd::DetectAnomalyGuard guard;
  Tensor root = x.sqrt();
  const std::string place = str(__FILE__, ":", __LINE__ - 1);
  Tensor loss = (root * 0).sum();
  EXPECT_THAT(
      [&] { loss.backward(); },
      ThrowsMessage<Error>(str("Function 'SqrtBackward0' returned nan values in its 0th output.\n"
                               "SqrtBackward0 was created at ",
                               place, "; shapes of its inputs: [2, 3].")));
  EXPECT_THAT(received_,
              ElementsAre("This mode should be enabled only for debugging as the different tests "
                          "will slow down your program execution.",
                          "Error detected in SqrtBackward0. Traceback of forward call that caused "
                          "the error:\n  " +
                              place));
  EXPECT_FALSE(x.grad().defined());
}

TEST_F(AnomalyTest, NamesTheOperationsThatInducedACalculationOfABackwardPass) {
  Tensor x = zeros({2}).requires_grad_();
  autograd::DetectAnomalyGuard guard;
  Tensor y = x.pow(1.5);
  const std::string forward = str(__FILE__, ":", __LINE__ - 1);
  const Tensor g = autograd::grad({y.sum()}, {x}, {}, std::nullopt, /*create_graph=*/true)[0];
  const std::string backward = str(__FILE__, ":", __LINE__ - 1);
  received_.clear();
  EXPECT_THAT([&] { autograd::grad({(g * 0).sum()}, {x}); },
              ThrowsMessage<Error>(AllOf(
                  StartsWith("Function 'PowBackward0' returned nan values in its 0th output."),
                  HasSubstr("PowBackward0 was created at " + backward),
                  ::testing::EndsWith("\nThe calculation was induced by PowBackward0 at " +
                                      forward + "."))));
  EXPECT_THAT(received_,
              ElementsAre("Error detected in PowBackward0. Traceback of forward call that caused "
                          "the error:\n  " +
                              backward,
                          "\n\nPrevious calculation was induced by PowBackward0. Traceback of "
                          "forward call that induced the previous calculation:\n  " +
                              forward));
  EXPECT_EQ(y.grad_fn()->parent(), nullptr);
}

TEST_F(AnomalyTest, MetadataOfANodeTellsItsPlaceAndTakesAParent) {
  Tensor x = ones({2}).requires_grad_();
  Tensor y = x.exp();
  const std::string made = str(__FILE__, ":", __LINE__ - 1);
  Tensor z = y * 2;
  const std::string later = str(__FILE__, ":", __LINE__ - 1);
  autograd::AnomalyMetadata* metadata = y.grad_fn()->metadata();
  EXPECT_EQ(y.grad_fn()->metadata(), metadata);
  EXPECT_EQ(metadata->parent(), nullptr);
  metadata->assign_parent(z.grad_fn());
  EXPECT_EQ(y.grad_fn()->parent(), z.grad_fn().get());
  received_.clear();
  metadata->print_stack("MyNode");
  EXPECT_THAT(received_,
              ElementsAre("Error detected in MyNode. Traceback of forward call that caused the "
                          "error:\n  " +
                              made,
                          "\n\nPrevious calculation was induced by MulBackward1. Traceback of "
                          "forward call that induced the previous calculation:\n  " +
                              later));
  metadata->assign_parent(nullptr);
  metadata->store_stack();  // outside of any operation
  received_.clear();
  metadata->print_stack("MyNode");
  EXPECT_THAT(received_, ElementsAre("Error detected in MyNode. No forward pass information "
                                     "available. Enable detect anomaly during forward pass for "
                                     "more information."));
}

TEST_F(AnomalyTest, NodesOfABackwardPassHaveNoParentWithoutTheMode) {
  Tensor x = ones({2}).requires_grad_();
  const Tensor g = autograd::grad({x.exp().sum()}, {x}, {}, std::nullopt, true)[0];
  EXPECT_EQ(g.grad_fn()->parent(), nullptr);
}

TEST_F(AnomalyTest, WithoutTheModeNaNPasses) {
  Tensor x = zeros({2}).requires_grad_();
  nan_gradient(x).backward();
  EXPECT_TRUE(x.grad().isnan().all().item<bool>());
  EXPECT_THAT(received_, IsEmpty());
}

TEST_F(AnomalyTest, CheckNanOffSkipsOnlyTheSearch) {
  Tensor x = zeros({2}).requires_grad_();
  autograd::DetectAnomalyGuard guard(/*check_nan=*/false);
  EXPECT_TRUE(autograd::AnomalyMode::is_enabled());
  EXPECT_FALSE(autograd::AnomalyMode::should_check_nan());
  nan_gradient(x).backward();
  EXPECT_TRUE(x.grad().isnan().all().item<bool>());
  Tensor y = x * x;
  y.sum().backward();
  EXPECT_THROW(y.sum().backward(), Error);
  EXPECT_THAT(received_.back(), StartsWith("Error detected in MulBackward0."));
}

TEST_F(AnomalyTest, InfinityIsNoAnomaly) {
  Tensor x = zeros({2}).requires_grad_();
  autograd::DetectAnomalyGuard guard;
  x.sqrt().sum().backward();
  EXPECT_TRUE(x.grad().isinf().all().item<bool>());
}

TEST_F(AnomalyTest, EndsWithItsScope) {
  ASSERT_FALSE(autograd::AnomalyMode::is_enabled());
  {
    autograd::DetectAnomalyGuard outer(false);
    {
      autograd::DetectAnomalyGuard inner;
      EXPECT_TRUE(autograd::AnomalyMode::should_check_nan());
    }
    EXPECT_TRUE(autograd::AnomalyMode::is_enabled());
    EXPECT_FALSE(autograd::AnomalyMode::should_check_nan());
  }
  EXPECT_FALSE(autograd::AnomalyMode::is_enabled());
}

TEST_F(AnomalyTest, TheHintOfAnInPlaceErrorChanges) {
  Tensor x = ones({2}).requires_grad_();
  Tensor y = x.exp();
  y.add_(1);
  autograd::DetectAnomalyGuard guard;
  EXPECT_THAT([&] { y.sum().backward(); },
              ThrowsMessage<Error>(AllOf(
                  HasSubstr("instead. Hint: the backtrace further above shows the operation that "
                            "failed to compute its gradient. The variable in question was changed "
                            "in there or anywhere later. Good luck!"),
                  HasSubstr("add_ modified it at"))));
}

}  // namespace
}  // namespace gradlab
