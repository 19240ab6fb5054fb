// The training loop: zero_grad, forward, loss, backward, step. The losses are PyTorch's.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <vector>

#include "gradlab/gradlab.h"

namespace gradlab {
namespace {

using testing::ElementsAre;
using testing::FloatEq;
using testing::FloatNear;

struct SimpleModelImpl : nn::Module {
  SimpleModelImpl(int64_t vocab, int64_t dim, int64_t classes)
      : emb(register_module("emb", nn::Embedding(vocab, dim))),
        fc(register_module("fc", nn::Linear(dim, classes))) {}
  Tensor forward(const Tensor& ids) { return fc(emb(ids).mean(1)); }

  nn::Embedding emb;
  nn::Linear fc;
};
GRADLAB_MODULE(SimpleModel);

// The losses of `steps` steps of the model of seed 0 on eight sentences of three words.
std::vector<float> simple_model_losses(int steps, double lr) {
  const Tensor ids = tensor(
      {{8, 2, 8}, {2, 7, 5}, {0, 0, 8}, {1, 9, 6}, {1, 0, 2}, {9, 4, 3}, {9, 3, 9}, {3, 9, 8}});
  const Tensor labels = tensor({1, 1, 0, 0, 1, 0, 0, 1});
  manual_seed(0);
  SimpleModel model(10, 4, 2);
  nn::CrossEntropyLoss criterion;
  optim::SGD optimizer(model->parameters(), lr);
  std::vector<float> losses;
  for (int step = 0; step < steps; ++step) {
    optimizer.zero_grad();
    Tensor loss = criterion(model(ids), labels);
    loss.backward();
    optimizer.step();
    losses.push_back(loss.item<float>());
  }
  return losses;
}

// The losses of (w - 5)^2 from w = 0, with or without zero_grad in each step.
std::vector<float> parabola_losses(int steps, bool zero_grad) {
  Tensor w = tensor(0.0, requires_grad());
  optim::SGD optimizer({w}, /*lr=*/0.1);
  std::vector<float> losses;
  for (int step = 0; step < steps; ++step) {
    if (zero_grad) optimizer.zero_grad();
    Tensor loss = (w - 5).pow(2);
    loss.backward();
    optimizer.step();
    losses.push_back(loss.item<float>());
  }
  return losses;
}

TEST(Training, TheLossesOfSimpleModelAreThoseOfPyTorch) {
  EXPECT_THAT(simple_model_losses(5, 0.1),
              ElementsAre(FloatNear(0.7614967f, 1e-6f), FloatNear(0.7491674f, 1e-6f),
                          FloatNear(0.7374674f, 1e-6f), FloatNear(0.7263394f, 1e-6f),
                          FloatNear(0.7157313f, 1e-6f)));
}

TEST(Training, TheLossOfSimpleModelFallsInEveryStep) {
  const std::vector<float> losses = simple_model_losses(200, 0.1);
  for (size_t i = 1; i < losses.size(); ++i) EXPECT_LT(losses[i], losses[i - 1]) << i;
  EXPECT_LT(losses.back(), losses.front() / 3);
}

TEST(Training, WithZeroGradTheLossGoesTo0) {
  const std::vector<float> losses = parabola_losses(30, /*zero_grad=*/true);
  EXPECT_THAT(std::vector<float>(losses.begin(), losses.begin() + 4),
              ElementsAre(FloatEq(25), FloatEq(16), FloatEq(10.24f), FloatEq(6.5536f)));
  EXPECT_LT(losses.back(), 1e-4f);
}

// After four steps it looks converged, after seven it is back where it began.
TEST(Training, ForgettingZeroGradSwingsForever) {
  EXPECT_THAT(parabola_losses(10, /*zero_grad=*/false),
              ElementsAre(FloatEq(25), FloatEq(16), FloatEq(4.84f), FloatNear(0.0016f, 1e-7f),
                          FloatNear(5.161983f, 1e-5f), FloatNear(16.399258f, 1e-5f),
                          FloatNear(25.173096f, 1e-5f), FloatNear(24.815376f, 1e-5f),
                          FloatNear(15.597971f, 1e-5f), FloatNear(4.526106f, 1e-5f)));
}

}  // namespace
}  // namespace gradlab
