// Inference mode, and the other grad modes (PyTorch's rules; outcomes recorded with 1.13.1).
#include "gradlab/autograd/inference_mode.h"

#include <thread>
#include <vector>

#include "gmock/gmock.h"
#include "gradlab/autograd/autograd.h"
#include "gradlab/autograd/functions/function.h"
#include "gradlab/autograd/grad_mode.h"
#include "gradlab/autograd/ops/compare.h"
#include "gradlab/autograd/ops/factory.h"
#include "gradlab/autograd/ops/out.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/autograd/ops/reduce.h"
#include "gradlab/autograd/ops/shape.h"
#include "gradlab/autograd/tensor_data.h"
#include "gradlab/autograd/test_util.h"
#include "gradlab/tensor/error.h"
#include "gtest/gtest.h"

namespace gradlab {
namespace {

using ::testing::StartsWith;
using ::testing::ThrowsMessage;

constexpr const char* kNoWrite =
    "Inplace update to inference tensor outside InferenceMode is not allowed.You can make a clone "
    "to "
    "get a normal tensor before doing inplace update.See https://github.com/pytorch/rfcs/pull/17 "
    "for "
    "more details.";
constexpr const char* kNoSaving =
    "Inference tensors cannot be saved for backward. Please do not use Tensors created in "
    "inference "
    "mode in computation tracked by autograd. To work around this, you can make a clone to get a "
    "normal tensor and use it in autograd.";

Tensor inference_ones(IntArrayRef sizes) {
  InferenceMode mode;
  return ones(sizes);
}

// --- Modes ---

TEST(GradModeTest, IsThreadLocalAndRestored) {
  bool elsewhere = false;
  {
    NoGradGuard no_grad;
    EXPECT_FALSE(GradMode::is_enabled());
    std::thread([&] { elsewhere = GradMode::is_enabled(); }).join();
    AutoGradMode on(true);
    EXPECT_TRUE(GradMode::is_enabled());
  }
  EXPECT_TRUE(elsewhere);
  EXPECT_TRUE(GradMode::is_enabled());
}

TEST(GradModeTest, NothingIsRecordedUnderNoGrad) {
  Tensor x = ones({2}).requires_grad_();
  NoGradGuard no_grad;
  Tensor y = x * 3;
  EXPECT_FALSE(y.requires_grad());
  EXPECT_FALSE(y.grad_fn());
}

TEST(GradModeTest, VersionsAndViewsAreKeptUnderNoGrad) {
  Tensor x = zeros({2});
  NoGradGuard no_grad;
  x.add_(1);
  EXPECT_EQ(x._version(), 1);
  EXPECT_TRUE(x.slice(0, 0, 1).is_view());
}

TEST(GradModeTest, IsRestoredWhenAScopeIsLeftByAnException) {
  EXPECT_THROW(
      {
        NoGradGuard no_grad;
        GRADLAB_THROW(Error, "stop");
      },
      Error);
  EXPECT_TRUE(GradMode::is_enabled());
}

TEST(InferenceModeTest, TurnsGradModeOffAndIsThreadLocalAndRestored) {
  bool elsewhere = true;
  {
    InferenceMode mode;
    EXPECT_TRUE(InferenceMode::is_enabled());
    EXPECT_FALSE(GradMode::is_enabled());
    std::thread([&] { elsewhere = InferenceMode::is_enabled(); }).join();
    {
      InferenceMode off(false);
      EXPECT_FALSE(InferenceMode::is_enabled());
      EXPECT_TRUE(GradMode::is_enabled());
      EXPECT_FALSE(ones({2}).is_inference());
    }
    EXPECT_TRUE(InferenceMode::is_enabled());
  }
  EXPECT_FALSE(elsewhere);
  EXPECT_FALSE(InferenceMode::is_enabled());
  EXPECT_TRUE(GradMode::is_enabled());
}

TEST(InferenceModeTest, RecordsNothingEvenWithGradModeOn) {
  Tensor x = ones({2}).requires_grad_();
  InferenceMode mode;
  AutoGradMode on(true);
  Tensor y = x * 2;
  EXPECT_FALSE(y.requires_grad());
  EXPECT_TRUE(y.is_inference());
}

// --- What is an inference tensor ---

TEST(InferenceTensorTest, NewTensorsAreWhateverTheirInputs) {
  Tensor x = ones({2}).requires_grad_();
  InferenceMode mode;
  EXPECT_TRUE(ones({2}).is_inference());
  EXPECT_TRUE((x * x).is_inference());
  EXPECT_TRUE(x.clone().is_inference());
  EXPECT_FALSE((x * x).requires_grad());
  EXPECT_FALSE(x.is_inference());
}

TEST(InferenceTensorTest, WhatSharesMemoryIsWhatItsSourceIs) {
  const Tensor c = inference_ones({2});
  EXPECT_TRUE(c.detach().is_inference());
  EXPECT_TRUE(c.data().is_inference());
  EXPECT_TRUE(c.slice(0, 0, 1).is_inference());
  EXPECT_TRUE(c.contiguous().is_inference());
  EXPECT_FALSE(c.clone().is_inference());
  EXPECT_FALSE((c + 1).is_inference());
  Tensor x = ones({2});
  InferenceMode mode;
  EXPECT_FALSE(x.detach().is_inference());
  EXPECT_FALSE(x.data().is_inference());
  EXPECT_FALSE(x.slice(0, 0, 1).is_inference());
}

TEST(InferenceTensorTest, ViewsOfItAreNoViewsForAutograd) {
  const Tensor c = inference_ones({2});
  EXPECT_FALSE(c.slice(0, 0, 1).is_view());
  EXPECT_FALSE(c.unbind()[0].is_view());
}

TEST(InferenceTensorTest, HasNoVersion) {
  {
    InferenceMode mode;
    Tensor c = ones({2});
    c.add_(1);
    c.unsafeGetTensorImpl()->bump_version();
    EXPECT_ERROR(c._version(), "Inference tensors do not track version counter.");
  }
  const Tensor c = inference_ones({2});
  EXPECT_ERROR(c.unsafeGetTensorImpl()->version_counter().current_version(),
               "Inference tensors do not track version counter.");
  EXPECT_ERROR(c.unsafeGetTensorImpl()->bump_version(), kNoWrite);
}

TEST(InferenceTensorTest, IsWrittenOnlyInInferenceMode) {
  const Tensor c = inference_ones({2});
  EXPECT_ERROR(c.add_(1), kNoWrite);
  EXPECT_ERROR(c.copy_(zeros({2})), kNoWrite);
  EXPECT_ERROR(c.slice(0, 0, 1).zero_(), kNoWrite);
  EXPECT_ERROR(c.normal_(), kNoWrite);
  NoGradGuard no_grad;
  EXPECT_ERROR(c.add_(1), kNoWrite);
  EXPECT_TRUE(equal(c, ones({2}))) << "a refused write must change nothing";
  InferenceMode mode;
  c.add_(1);
  EXPECT_TRUE(equal(c, full({2}, 2)));
}

TEST(InferenceTensorTest, TakesResultsOfFormsWithOutOnlyInInferenceMode) {
  const Tensor x = ones({2});
  Tensor out;
  {
    InferenceMode mode;
    out = zeros({2});
    add_out(out, x, x);
  }
  EXPECT_THAT([&] { add_out(out, x, x); },
              ThrowsMessage<Error>(StartsWith("Inplace update to inference tensor outside "
                                              "InferenceMode is not allowed.")));
}

TEST(InferenceTensorTest, RequiresGradIsSetOnlyInInferenceMode) {
  const Tensor c = inference_ones({2});
  EXPECT_ERROR(c.requires_grad_(),
               "Setting requires_grad=True on inference tensor outside "
               "InferenceMode is not allowed.");
  c.requires_grad_(false);
  InferenceMode mode;
  c.requires_grad_();
  EXPECT_TRUE(c.requires_grad());
  EXPECT_FALSE((c * 2).requires_grad());
  EXPECT_FALSE(c.slice(0, 0, 1).requires_grad());
}

// --- With normal tensors ---

TEST(InferenceTensorTest, CannotBeSavedForBackward) {
  const Tensor c = inference_ones({2});
  Tensor s = ones({2}).requires_grad_();
  EXPECT_ERROR(c * s, kNoSaving);
  EXPECT_NO_THROW(c * s.detach());
  EXPECT_TRUE(equal(c.clone() * s, ones({2})));
}

TEST(InferenceTensorTest, IsRefusedBeforeAnInPlaceWriteThatWouldSaveIt) {
  const Tensor two = [] {
    InferenceMode mode;
    return full({2}, 2);
  }();
  Tensor a = ones({2}).requires_grad_().clone();
  EXPECT_ERROR(a.mul_(two), kNoSaving);
  EXPECT_ERROR(a.div_(two), kNoSaving);
  EXPECT_TRUE(equal(a, ones({2})));
  EXPECT_EQ(a._version(), 0);
}

TEST(InferenceTensorTest, MayTakePartWhereNothingIsSaved) {
  const Tensor c = inference_ones({2});
  Tensor s = ones({2}).requires_grad_();
  Tensor y = c + s;
  EXPECT_FALSE(y.is_inference());
  EXPECT_TRUE(y.requires_grad());
  y.sum().backward();
  EXPECT_TRUE(equal(s.grad(), ones({2})));
  cat({s, c}).sum().backward();
}

TEST(InferenceTensorTest, AloneMakesNothingBeRecorded) {
  Tensor c;
  {
    InferenceMode mode;
    c = ones({2}).requires_grad_();
  }
  Tensor y = c * c;
  EXPECT_FALSE(y.requires_grad());
  EXPECT_FALSE(y.is_inference());
}

TEST(InferenceTensorTest, MayBeTheSourceOfAWrite) {
  const Tensor c = inference_ones({2});
  Tensor x = zeros({2});
  x.copy_(c);
  x.add_(c);
  EXPECT_TRUE(equal(x, full({2}, 2)));
  EXPECT_EQ(x._version(), 2);
}

TEST(InferenceModeTest, NormalTensorsMayBeWrittenAndTheWriteIsCounted) {
  Tensor x = ones({2});
  {
    InferenceMode mode;
    x.add_(1);
    EXPECT_FALSE(x.is_inference());
  }
  EXPECT_EQ(x._version(), 1);
}

TEST(InferenceModeTest, ViewOfANormalTensorRefusesWritesInNormalMode) {
  Tensor s = ones({4}).requires_grad_();
  Tensor a = s.clone(), view;
  std::vector<Tensor> parts;
  {
    InferenceMode mode;
    view = a.slice(0, 0, 2);
    parts = a.split(2);
  }
  EXPECT_TRUE(view.requires_grad());
  EXPECT_TRUE(view.is_leaf());
  for (const Tensor& t : {view, parts[0]}) {
    EXPECT_EQ(t.unsafeGetTensorImpl()->get_creation_meta(), CreationMeta::INFERENCE_MODE);
    EXPECT_ERROR(
        t.mul_(2),
        "A view was created in inference mode and is being modified inplace in normal mode. "
        "Given that this use case is ambiguous and error-prone, it is forbidden. You can "
        "clarify your code by moving both the view and the inplace either both inside the "
        "inference_mode block (if you don't want the inplace to be tracked) or both outside "
        "(if you want the inplace to be tracked).");
  }
  a.mul_(2);
  EXPECT_ERROR(view.grad_fn(), StartsWith("A view was created in inference mode and its base or "
                                          "another view of its base has been modified inplace in "
                                          "normal mode."));
}

TEST(InferenceModeTest, ViewOfAPlainTensorMayBeWrittenLater) {
  Tensor a = ones({4}), view;
  {
    InferenceMode mode;
    view = a.slice(0, 0, 2);
  }
  view.mul_(2);
  EXPECT_EQ(a._version(), 1);
}

struct Product : autograd::Function<Product> {
  static Tensor forward(autograd::AutogradContext* ctx, Tensor a, Tensor b) {
    ctx->save_for_backward({a, b});
    return a * b;
  }
  static variable_list backward(autograd::AutogradContext* ctx, variable_list grads) {
    const variable_list saved = ctx->get_saved_variables();
    return {grads[0] * saved[1], grads[0] * saved[0]};
  }
};

TEST(InferenceModeTest, CustomFunctionsSaveInferenceTensorsOnlyWhereNothingIsRecorded) {
  {
    InferenceMode mode;
    Tensor a = ones({2}).requires_grad_();
    EXPECT_TRUE(equal(Product::apply(a, a), ones({2})));
  }
  const Tensor c = inference_ones({2});
  EXPECT_ERROR(Product::apply(c, ones({2}).requires_grad_()), kNoSaving);
}

}  // namespace
}  // namespace gradlab
