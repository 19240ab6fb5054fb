// Batch and instance normalisation as modules and functions: statistics, texts, misuse. Values and
// gradients of the operations against PyTorch's are in the operation table.
#include "gradlab/nn/modules/batchnorm.h"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <vector>

#include "gradlab/autograd/ops/factory.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/autograd/ops/random.h"
#include "gradlab/nn/functional/batchnorm.h"
#include "gradlab/nn/functional/instancenorm.h"
#include "gradlab/nn/modules/instancenorm.h"
#include "gradlab/nn/recorded_values.h"
#include "gradlab/nn/test_util.h"

namespace gradlab::nn {
namespace {

namespace F = functional;
using Names = std::vector<std::string>;

// As in tools/record_nn.py.
Tensor image() { return ((7 * arange(72.0)).remainder(19) - 9).div(4).reshape({2, 4, 3, 3}); }

BatchNorm2d trained_norm(std::optional<double> momentum) {
  BatchNorm2d norm(BatchNorm2dOptions(4).eps(1e-3).momentum(momentum));
  NoGradGuard no_grad;
  norm->weight.copy_(arange(1.0, 5.0));
  norm->bias.copy_(arange(4.0) / 2);
  norm(image().square());
  return norm;
}

TEST(BatchNorm, KeepsExponentialAverages) {
  BatchNorm2d norm = trained_norm(0.25);
  expect_near(norm(image()), recorded::kBatchNormTraining, 1e-5);
  expect_near(norm->running_mean, recorded::kBatchNormMean, 1e-6);
  expect_near(norm->running_var, recorded::kBatchNormVar, 1e-5);
  norm->eval();
  expect_near(norm(image()), recorded::kBatchNormEvaluation, 1e-5);
  expect_near(norm->running_mean, recorded::kBatchNormMean, 1e-6);
  EXPECT_EQ(norm->num_batches_tracked.item<int64_t>(), 2);
}

TEST(BatchNorm, KeepsAveragesOverAllBatchesWithoutMomentum) {
  BatchNorm2d norm = trained_norm(std::nullopt);
  expect_near(norm(image()), recorded::kCumulativeTraining, 1e-5);
  expect_near(norm->running_mean, recorded::kCumulativeMean, 1e-6);
  expect_near(norm->running_var, recorded::kCumulativeVar, 1e-5);
  norm->eval();
  expect_near(norm(image()), recorded::kCumulativeEvaluation, 1e-5);
}

TEST(BatchNorm, StartsAndRestartsWithMeanZeroAndVarianceOne) {
  BatchNorm1d norm(3);
  EXPECT_EQ(norm->named_parameters().keys(), (Names{"weight", "bias"}));
  EXPECT_EQ(norm->named_buffers().keys(),
            (Names{"running_mean", "running_var", "num_batches_tracked"}));
  norm(arange(6.0).reshape({2, 3}));
  EXPECT_FALSE(norm->running_mean.equal(zeros({3})));
  norm->reset_running_stats();
  EXPECT_TRUE(norm->running_mean.equal(zeros({3})));
  EXPECT_TRUE(norm->running_var.equal(ones({3})));
  EXPECT_EQ(norm->num_batches_tracked.item<int64_t>(), 0);
  EXPECT_EQ(norm->num_batches_tracked.dtype(), kLong);
  EXPECT_TRUE(norm->weight.equal(ones({3})));
  EXPECT_TRUE(norm->bias.equal(zeros({3})));
}

TEST(BatchNorm, WithoutStatisticsOrWeightsUsesTheBatchInEvaluationToo) {
  BatchNorm1d norm(BatchNorm1dOptions(3).affine(false).track_running_stats(false));
  EXPECT_TRUE(norm->parameters().empty());
  EXPECT_TRUE(norm->buffers().empty());
  const Tensor x = arange(12.0).square().reshape({2, 3, 2});
  const Tensor y = norm(x);
  EXPECT_TRUE(y.mean({0, 2}).allclose(zeros({3}), 0, 1e-6));
  norm->eval();
  EXPECT_TRUE(norm(x).equal(y));
}

TEST(BatchNorm, CopiesShareNothing) {
  BatchNorm1d norm(2);
  const auto copy = std::dynamic_pointer_cast<BatchNorm1dImpl>(norm->clone());
  norm(arange(4.0).reshape({2, 2}));
  EXPECT_TRUE(copy->running_mean.equal(zeros({2})));
  EXPECT_EQ(copy->num_batches_tracked.item<int64_t>(), 0);
}

TEST(InstanceNorm, TakesABatchOrOneSample) {
  const Tensor x = image();
  InstanceNorm1d norm(InstanceNorm1dOptions(4).affine(true).track_running_stats(true));
  expect_near(norm(x.select(2, 0)), recorded::kInstanceNorm, 1e-5);
  expect_near(norm(x[0].select(1, 1)), recorded::kInstanceNormUnbatched, 1e-5);
  expect_near(norm->running_mean, recorded::kInstanceNormMean, 1e-6);
  expect_near(norm->running_var, recorded::kInstanceNormVar, 1e-6);
  EXPECT_TRUE(InstanceNorm2d(4)->parameters().empty());
  EXPECT_TRUE(InstanceNorm3d(4)->buffers().empty());
  EXPECT_TRUE(InstanceNorm2d(4)(x).equal(F::instance_norm(x)));
}

TEST(BatchNorm, PrintsAsInLibtorchAndInPython) {
  EXPECT_EQ(streamed(BatchNorm1d(4)),
            "torch::nn::BatchNorm1d(4, eps=1e-05, momentum=0.1, affine=true, "
            "track_running_stats=true)");
  const auto all = BatchNorm2dOptions(4).eps(0.5).momentum(std::nullopt).affine(false);
  EXPECT_EQ(streamed(BatchNorm2d(all)),
            "torch::nn::BatchNorm2d(4, eps=0.5, momentum=None, affine=false, "
            "track_running_stats=true)");
  EXPECT_EQ(BatchNorm2d(all)->extra_repr(),
            "4, eps=0.5, momentum=None, affine=False, track_running_stats=True");
  EXPECT_EQ(streamed(InstanceNorm3d(4)),
            "torch::nn::InstanceNorm3d(4, eps=1e-05, momentum=0.1, affine=false, "
            "track_running_stats=false)");
  EXPECT_EQ(InstanceNorm1d(3)->extra_repr(),
            "3, eps=1e-05, momentum=0.1, affine=False, track_running_stats=False");
}

TEST(BatchNorm, MisuseThrowsLibtorchsTexts) {
  const auto says = [](auto norm, IntArrayRef sizes) {
    return message_of([&] { norm(ones(sizes)); });
  };
  EXPECT_EQ(says(BatchNorm1d(3), {2, 3, 4, 4}), "expected 2D or 3D input (got 4D input)");
  EXPECT_EQ(says(BatchNorm2d(3), {2, 3, 4}), "expected 4D input (got 3D input)");
  EXPECT_EQ(says(BatchNorm3d(3), {2, 3, 4}), "expected 5D input (got 3D input)");
  EXPECT_EQ(says(InstanceNorm1d(3), {2, 3, 4, 4}), "expected 2D or 3D input (got 4D input)");
  EXPECT_EQ(says(InstanceNorm2d(3), {2, 3}), "expected 3D or 4D input (got 2D input)");
  EXPECT_EQ(says(InstanceNorm3d(3), {2, 3, 4}), "expected 4D or 5D input (got 3D input)");
  EXPECT_EQ(says(BatchNorm1d(3), {1, 3}),
            "Expected more than 1 value per channel when training, got input size [1, 3]");
  EXPECT_EQ(says(InstanceNorm2d(InstanceNorm2dOptions(3).affine(true)), {2, 4, 2, 2}),
            "weight should contain 8 elements not 6");
  EXPECT_THROW(F::batch_norm(ones({2, 3}), {}, {},
                             F::BatchNormFuncOptions().training(true).momentum(std::nullopt)),
               std::bad_optional_access);
}

}  // namespace
}  // namespace gradlab::nn
