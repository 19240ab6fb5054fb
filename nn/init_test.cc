#include "gradlab/nn/init.h"

#include <gtest/gtest.h>

#include <cmath>

#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/nn/modules/embedding.h"
#include "gradlab/nn/modules/linear.h"
#include "gradlab/nn/recorded_values.h"
#include "gradlab/nn/test_util.h"
#include "gradlab/tensor/random/generator.h"
#include "gradlab/tensor/warn.h"

namespace gradlab::nn {
namespace {

TEST(Init, LayersStartWithThePyTorchBits) {
  manual_seed(0);
  Linear linear(4, 3);
  expect_same(linear->weight, recorded::kLinearWeight);
  expect_same(linear->bias, recorded::kLinearBias);
  manual_seed(0);
  expect_same(Embedding(10, 3)->weight, recorded::kEmbeddingWeight);
  manual_seed(0);
  expect_same(Embedding(EmbeddingOptions(5, 2).padding_idx(-2))->weight,
              recorded::kSmallEmbeddingWeight);
}

TEST(Init, RandomFunctionsGiveThePyTorchBits) {
  manual_seed(1);
  expect_same(init::uniform_(empty({3, 7}), -1, 3), recorded::kUniform);
  manual_seed(1);
  expect_same(init::uniform_(empty({2, 3}, kDouble), -1, 3), recorded::kUniformDouble);
  manual_seed(1);
  expect_same(init::normal_(empty({3, 7}), 1, 2), recorded::kNormal);
  manual_seed(1);
  expect_same(init::normal_(empty({2, 3}), 1, 2), recorded::kNormalFew);
  manual_seed(2);
  expect_same(init::xavier_uniform_(empty({3, 5}), 1.5), recorded::kXavierUniform);
  manual_seed(2);
  expect_same(init::xavier_normal_(empty({4, 5, 3}), 0.5), recorded::kXavierNormal);
  manual_seed(3);
  expect_same(init::kaiming_uniform_(empty({3, 5}), 0.2), recorded::kKaimingUniform);
  manual_seed(3);
  expect_same(init::kaiming_normal_(empty({3, 4, 2, 2}), 0, kFanOut, kReLU),
              recorded::kKaimingNormal);
}

TEST(Init, OrthogonalMatchesPyTorchUpToRounding) {
  manual_seed(4);
  expect_near(init::orthogonal_(empty({3, 5}), 2.0), recorded::kOrthogonalWide, 2e-6);
  manual_seed(4);
  expect_near(init::orthogonal_(empty({5, 3})), recorded::kOrthogonalTall, 1e-6);
  manual_seed(4);
  expect_near(init::orthogonal_(empty({2, 2, 3})), recorded::kOrthogonalCube, 1e-6);
}

TEST(Init, OrthogonalRowsAreOrthonormal) {
  const Tensor q = init::orthogonal_(empty({40, 60}, kDouble));
  EXPECT_TRUE(q.mm(q.t()).allclose(eye(40, kDouble), 0, 1e-14));
}

TEST(Init, ConstantsFillEveryLayout) {
  const Tensor t = zeros({3, 2}).t();
  init::constant_(t, 2.5);
  EXPECT_EQ(t.sum().item<float>(), 15);
  EXPECT_EQ(init::ones_(t).sum().item<float>(), 6);
  EXPECT_EQ(init::zeros_(t).sum().item<float>(), 0);
  EXPECT_TRUE(init::eye_(t).equal(eye(2, 3)));
  expect_same(init::dirac_(ones({3, 2, 3, 4})), recorded::kDirac);
}

TEST(Init, SparseZeroesTheFractionOfEachColumn) {
  manual_seed(0);
  const Tensor t = init::sparse_(empty({10, 4}), 0.25, 1.0);
  for (int64_t column = 0; column < 4; ++column) {
    EXPECT_EQ(t.select(1, column).eq(0).sum().item<int64_t>(), 3) << column;
  }
}

TEST(Init, NothingIsRecordedAndTheTensorItselfIsReturned) {
  const Tensor t = zeros({2, 2}).requires_grad_();
  EXPECT_TRUE(init::xavier_uniform_(t).is_same(t));
  EXPECT_TRUE(t.is_leaf());
  EXPECT_GT(t._version(), 0);
}

TEST(Init, GainsAreThoseOfTheDefinitions) {
  EXPECT_EQ(init::calculate_gain(kLinear), 1);
  EXPECT_EQ(init::calculate_gain(kConvTranspose3D), 1);
  EXPECT_EQ(init::calculate_gain(kSigmoid), 1);
  EXPECT_EQ(init::calculate_gain(kTanh), 5.0 / 3);
  EXPECT_EQ(init::calculate_gain(kReLU), std::sqrt(2.0));
  EXPECT_EQ(init::calculate_gain(kLeakyReLU, 0.2), std::sqrt(2 / (1 + 0.2 * 0.2)));
}

// The texts are those of libtorch 1.13.1.
TEST(Init, WrongRanksThrow) {
  const Tensor t = ones({3});
  EXPECT_EQ(message_of([&] { init::kaiming_uniform_(t); }),
            "Fan in and fan out can not be computed for tensor with fewer than 2 dimensions");
  EXPECT_EQ(message_of([&] { init::eye_(t); }), "Only tensors with 2 dimensions are supported");
  EXPECT_EQ(message_of([&] { init::sparse_(t, 0.1); }),
            "Only tensors with 2 dimensions are supported");
  EXPECT_EQ(message_of([&] { init::dirac_(t); }),
            "Only tensors with 3, 4, or 5 dimensions are supported");
  EXPECT_EQ(message_of([&] { init::orthogonal_(t); }),
            "Only tensors with 2 or more dimensions are supported");
  EXPECT_EQ(t.sum().item<float>(), 3);
}

TEST(Init, NoElementsMeanNoDraws) {
  set_warning_handler([](const std::string&) {});
  Linear no_inputs(0, 3), no_outputs(3, 0);
  set_warning_handler(nullptr);
  EXPECT_EQ(no_inputs->bias.abs().sum().item<float>(), 0);
  EXPECT_EQ(no_outputs(ones({2, 3})).sizes(), (std::vector<int64_t>{2, 0}));
  EXPECT_EQ(no_inputs(ones({2, 0})).sizes(), (std::vector<int64_t>{2, 3}));
}

}  // namespace
}  // namespace gradlab::nn
