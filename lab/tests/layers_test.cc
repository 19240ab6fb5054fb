// Linear, Embedding and a model of both: shapes, and the numbers that PyTorch computes from seed 0.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "gradlab/gradlab.h"

namespace gradlab {
namespace {

using testing::ElementsAre;
using testing::FloatNear;

std::vector<float> numbers(const Tensor& t) {
  const Tensor flat = t.contiguous();
  return {flat.data_ptr<float>(), flat.data_ptr<float>() + flat.numel()};
}

TEST(Linear, StartsWithTheNumbersOfItsSeed) {
  manual_seed(0);
  nn::Linear linear(3, 2);
  EXPECT_EQ(linear->weight.sizes(), IntArrayRef({2, 3}));
  EXPECT_THAT(numbers(linear->weight),
              ElementsAre(FloatNear(-0.0043225f, 5e-8f), FloatNear(0.3097158f, 5e-8f),
                          FloatNear(-0.4751853f, 5e-8f), FloatNear(-0.4248946f, 5e-8f),
                          FloatNear(-0.2223690f, 5e-8f), FloatNear(0.1548207f, 5e-8f)));
  EXPECT_THAT(numbers(linear->bias),
              ElementsAre(FloatNear(-0.0114391f, 5e-8f), FloatNear(0.4577749f, 5e-8f)));
}

TEST(Linear, IsXTimesTheTransposedWeightPlusTheBias) {
  nn::Linear linear(3, 2);
  {
    NoGradGuard no_grad;
    linear->weight.copy_(tensor({{1.0, 2.0, 3.0}, {-1.0, 0.0, 0.5}}));
    linear->bias.copy_(tensor({10.0, 20.0}));
  }
  Tensor y = linear(tensor({{1.0, 1.0, 1.0}, {0.0, 2.0, 4.0}, {1.0, 0.0, 0.0}, {0.0, 0.0, 0.0}}));
  EXPECT_EQ(y.sizes(), IntArrayRef({4, 2}));
  EXPECT_THAT(numbers(y), ElementsAre(16, 19.5f, 26, 22, 11, 19, 10, 20));
}

TEST(Linear, RefusesAnInputOfAnotherWidth) {
  nn::Linear linear(3, 2);
  try {
    linear(ones({4, 5}));
    ADD_FAILURE() << "no error";
  } catch (const Error& e) {
    EXPECT_STREQ(e.what(), "mat1 and mat2 shapes cannot be multiplied (4x5 and 3x2)");
  }
}

TEST(Embedding, StartsWithTheNumbersOfItsSeed) {
  manual_seed(0);
  nn::Embedding embedding(4, 3);
  EXPECT_EQ(embedding->weight.sizes(), IntArrayRef({4, 3}));
  EXPECT_THAT(numbers(embedding->weight[0]),
              ElementsAre(FloatNear(1.5409961f, 5e-8f), FloatNear(-0.2934289f, 5e-8f),
                          FloatNear(-2.1787894f, 2e-7f)));
}

TEST(Embedding, ReturnsRowsByNumber) {
  nn::Embedding embedding(10, 3);
  Tensor rows = embedding(tensor({{1, 5}, {1, 9}}));
  EXPECT_EQ(rows.sizes(), IntArrayRef({2, 2, 3}));
  EXPECT_EQ(numbers(rows.index({0, 0})), numbers(embedding->weight[1]));
  EXPECT_EQ(numbers(rows.index({0, 1})), numbers(embedding->weight[5]));
  EXPECT_EQ(numbers(rows.index({1, 0})), numbers(embedding->weight[1]));
  EXPECT_EQ(numbers(rows.index({1, 1})), numbers(embedding->weight[9]));
}

TEST(Embedding, ARowUsedTwiceReceivesBothGradients) {
  nn::Embedding embedding(5, 2);
  embedding(tensor({1, 3, 1})).backward(tensor({{1.0, 10.0}, {100.0, 1000.0}, {2.0, 20.0}}));
  EXPECT_THAT(numbers(embedding->weight.grad()), ElementsAre(0, 0, 3, 30, 0, 0, 100, 1000, 0, 0));
}

TEST(Embedding, RefusesARowThatIsNotThere) {
  nn::Embedding embedding(5, 2);
  try {
    embedding(tensor({5}));
    ADD_FAILURE() << "no error";
  } catch (const IndexError& e) {
    EXPECT_STREQ(e.what(), "index out of range in self");
  }
}

struct SimpleModelImpl : nn::Module {
  SimpleModelImpl(int64_t vocab, int64_t dim, int64_t classes)
      : emb(register_module("emb", nn::Embedding(vocab, dim))),
        fc(register_module("fc", nn::Linear(dim, classes))) {}
  Tensor forward(const Tensor& ids) { return fc(emb(ids).mean(1)); }

  nn::Embedding emb;
  nn::Linear fc;
};
GRADLAB_MODULE(SimpleModel);

TEST(SimpleModel, ListsTheParametersOfItsLayers) {
  SimpleModel model(10, 4, 2);
  std::vector<std::string> names;
  int64_t count = 0;
  for (const auto& item : model->named_parameters()) {
    names.push_back(item.key());
    count += item.value().numel();
  }
  EXPECT_THAT(names, ElementsAre("emb.weight", "fc.weight", "fc.bias"));
  EXPECT_EQ(count, 50);
}

TEST(SimpleModel, MakesOneRowOfScoresPerSentence) {
  SimpleModel model(10, 4, 2);
  EXPECT_EQ(model(randint(0, 10, {8, 3})).sizes(), IntArrayRef({8, 2}));
}

TEST(SimpleModel, SeesTheMeanOfItsWords) {
  SimpleModel model(10, 4, 2);
  Tensor scores = model(tensor({{2, 7}, {7, 2}, {2, 2}}));
  EXPECT_EQ(numbers(scores[0]), numbers(scores[1]));
  EXPECT_NE(numbers(scores[0]), numbers(scores[2]));
}

}  // namespace
}  // namespace gradlab
