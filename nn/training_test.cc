// The SimpleModel of the lab, trained: every piece of nn, optim and autograd together.
#include <gtest/gtest.h>

#include <cstdio>

#include "gradlab/autograd/ops/compare.h"
#include "gradlab/autograd/ops/random.h"
#include "gradlab/nn/modules/embedding.h"
#include "gradlab/nn/modules/linear.h"
#include "gradlab/nn/modules/loss.h"
#include "gradlab/nn/recorded_values.h"
#include "gradlab/nn/test_util.h"
#include "gradlab/optim/sgd.h"
#include "gradlab/tensor/random/generator.h"

namespace gradlab::nn {
namespace {

struct SimpleModelImpl : Module {
  SimpleModelImpl(int64_t vocab, int64_t dim, int64_t classes) {
    embedding = register_module("embedding", Embedding(vocab, dim));
    linear = register_module("linear", Linear(dim, classes));
  }
  Tensor forward(const Tensor& ids) { return linear(embedding(ids).mean(1)); }

  Embedding embedding{nullptr};
  Linear linear{nullptr};
};
GRADLAB_MODULE(SimpleModel);

TEST(Training, LossesAreThoseOfPyTorchToThePrintedDigits) {
  manual_seed(42);
  SimpleModel model(100, 16, 2);
  EXPECT_EQ(repr(model), recorded::kSimpleModelText);
  int64_t count = 0;
  for (const Tensor& p : model->parameters()) count += p.numel();
  EXPECT_EQ(count, 1634);

  const Tensor ids = randint(0, 100, {32, 8});
  const Tensor labels = (ids.to(kFloat).mean(1) > 50).to(kLong);
  CrossEntropyLoss criterion;
  optim::SGD optimizer(model->parameters(), 0.5);
  for (const char* expected : recorded::kTrainingLosses) {
    optimizer.zero_grad();
    const Tensor loss = criterion(model(ids), labels);
    loss.backward();
    optimizer.step();
    char text[32];
    std::snprintf(text, sizeof(text), "%.6f", loss.item<float>());
    EXPECT_STREQ(text, expected);
  }
}

}  // namespace
}  // namespace gradlab::nn
