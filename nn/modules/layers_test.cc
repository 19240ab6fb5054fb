// Linear, Embedding, Dropout, activations: values, texts, misuse.
#include <gtest/gtest.h>

#include "gradlab/autograd/ops/index.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/autograd/tensor_data.h"
#include "gradlab/nn/functional.h"
#include "gradlab/nn/modules/activation.h"
#include "gradlab/nn/modules/dropout.h"
#include "gradlab/nn/modules/embedding.h"
#include "gradlab/nn/modules/linear.h"
#include "gradlab/nn/recorded_values.h"
#include "gradlab/nn/test_util.h"
#include "gradlab/tensor/location.h"
#include "gradlab/tensor/random/generator.h"

namespace gradlab::nn {
namespace {

using Sizes = std::vector<int64_t>;

TEST(Linear, ComputesTheProductPlusBias) {
  Linear linear(2, 2);
  linear->weight.set_data(tensor_of<float>({1, 2, 3, 4}, {2, 2}));
  linear->bias.set_data(tensor_of<float>({10, 20}, {2}));
  const Tensor x = tensor_of<float>({1, 1, 0, 2}, {2, 2});
  EXPECT_TRUE(linear(x).equal(tensor_of<float>({13, 27, 14, 28}, {2, 2})));
  EXPECT_TRUE(linear(x.t()).equal(tensor_of<float>({11, 23, 15, 31}, {2, 2})));
  EXPECT_TRUE(linear(x[0]).equal(tensor_of<float>({13, 27}, {2})));
  EXPECT_EQ(linear(ones({3, 0, 4, 2})).sizes(), (Sizes{3, 0, 4, 2}));
}

TEST(Linear, GradientsReachWeightBiasAndInput) {
  Linear linear(2, 3);
  const Tensor x = ones({4, 2}).requires_grad_();
  linear(x).sum().backward();
  EXPECT_TRUE(linear->weight.grad().equal(full({3, 2}, 4.0)));
  EXPECT_TRUE(linear->bias.grad().equal(full({3}, 4.0)));
  EXPECT_TRUE(x.grad().allclose(linear->weight.detach().sum(0).expand({4, 2})));
}

TEST(Linear, WithoutBiasHasOneParameter) {
  Linear linear(LinearOptions(3, 2).bias(false));
  EXPECT_FALSE(linear->bias.defined());
  EXPECT_EQ(linear->named_parameters().keys(), std::vector<std::string>{"weight"});
  EXPECT_EQ(linear(ones({5, 3})).sizes(), (Sizes{5, 2}));
}

TEST(Linear, WrongSizesThrowPyTorchsText) {
  EXPECT_EQ(message_of([] {
              Linear(3, 2)(ones({2, 4}));
            }),
            "mat1 and mat2 shapes cannot be multiplied (2x4 and 3x2)");
}

TEST(Embedding, TakesRows) {
  Embedding embedding(4, 2);
  const Tensor ids = tensor_of<int64_t>({3, 0, 3, 1}, {2, 2});
  const Tensor out = embedding(ids);
  EXPECT_EQ(out.sizes(), (Sizes{2, 2, 2}));
  EXPECT_TRUE(out[0][1].equal(embedding->weight[0]));
  EXPECT_TRUE(embedding(ids.to(kInt)).equal(out));
  out.sum().backward();
  EXPECT_TRUE(embedding->weight.grad().select(1, 0).equal(tensor_of<float>({1, 1, 0, 2}, {4})));
}

TEST(Embedding, PaddingRowIsZeroAndStaysSo) {
  Embedding embedding(EmbeddingOptions(4, 2).padding_idx(-1));
  EXPECT_EQ(embedding->options.padding_idx(), 3);
  EXPECT_EQ(embedding->weight[3].abs().sum().item<float>(), 0);
  embedding(tensor_of<int64_t>({3, 0, 3}, {3})).sum().backward();
  EXPECT_TRUE(embedding->weight.grad().select(1, 0).equal(tensor_of<float>({1, 0, 0, 0}, {4})));
}

TEST(Embedding, MaxNormScalesTheRowsInQuestion) {
  const Tensor table = tensor_of<float>({3, 4, 0.3f, 0.4f, 1, 1}, {3, 2});
  Embedding embedding = Embedding::from_pretrained(
      table, EmbeddingFromPretrainedOptions().max_norm(1.0).freeze(false));
  embedding(tensor_of<int64_t>({0, 1, 0, 1}, {2, 2})).sum().backward();
  expect_same(embedding->weight, recorded::kRenormed);
  EXPECT_TRUE(embedding->weight.grad().defined());
}

TEST(Embedding, FrequencyScalesTheGradient) {
  Embedding embedding(EmbeddingOptions(3, 2).padding_idx(2).scale_grad_by_freq(true));
  embedding(tensor_of<int64_t>({0, 1, 0, 2}, {4})).sum().backward();
  expect_same(embedding->weight.grad(), recorded::kFrequencyGradient);
}

TEST(Embedding, PretrainedTablesAreFrozenAndShared) {
  const Tensor table = ones({2, 3});
  Embedding embedding = Embedding::from_pretrained(table);
  EXPECT_FALSE(embedding->weight.requires_grad());
  EXPECT_EQ(embedding->weight.data_ptr(), table.data_ptr());
}

// The texts are those of libtorch 1.13.1.
TEST(Embedding, MisuseThrows) {
  EXPECT_EQ(message_of([] { Embedding(EmbeddingOptions(3, 2).padding_idx(3)); }),
            "Padding_idx must be within num_embeddings");
  EXPECT_EQ(message_of([] { Embedding(EmbeddingOptions(3, 2).padding_idx(-4)); }),
            "Padding_idx must be within num_embedding");
  EXPECT_EQ(message_of([] {
              Embedding(EmbeddingOptions(3, 2)._weight(ones({2, 2})));
            }),
            "Shape of _weight does not match num_embeddings and embedding_dim");
  EXPECT_EQ(message_of([] { Embedding::from_pretrained(ones({2})); }),
            "Embeddings parameter is expected to be 2-dimensional");
  EXPECT_EQ(message_of([] { Embedding(3, 2)(tensor_of<int64_t>({3}, {1})); }),
            "index out of range in self");
  const Tensor weight = full({3, 2}, 5.0);
  auto lookup = [&](int64_t padding, const Tensor& ids) {
    functional::embedding(ids, weight,
                          functional::EmbeddingFuncOptions().padding_idx(padding).max_norm(1));
  };
  const Tensor good = tensor_of<int64_t>({0}, {1});
  EXPECT_EQ(message_of([&] { lookup(3, good); }), "Padding_idx must be within num_embeddings");
  EXPECT_EQ(message_of([&] { lookup(-4, good); }), "Padding_idx must be within num_embedding");
  EXPECT_EQ(message_of([&] {
              lookup(0, tensor_of<int64_t>({0, 3}, {2}));
            }),
            "index 3 is out of bounds for dimension 0 with size 3");
  EXPECT_EQ(message_of([&] { lookup(0, ones({1})); }),
            "Expected tensor for argument #2 'indices' to have one of the following scalar types: "
            "Long, Int; but got CPUFloatType instead (while checking arguments for "
            "embedding_renorm_)");
  EXPECT_TRUE(weight.equal(full({3, 2}, 5.0)));
}

TEST(Dropout, DropsAndScalesAsPyTorch) {
  manual_seed(6);
  expect_same(Dropout(0.3)(arange(1.0, 21.0)), recorded::kDropout);
  manual_seed(6);
  const Tensor x = arange(1.0, 21.0);
  EXPECT_TRUE(Dropout(DropoutOptions(0.3).inplace(true))(x).is_same(x));
  expect_same(x, recorded::kDropout);
}

TEST(Dropout, PassesTheInputWhenNotTraining) {
  Dropout dropout(0.5);
  dropout->eval();
  const Tensor x = ones({3});
  EXPECT_TRUE(dropout(x).is_same(x));
  dropout->train();
  EXPECT_FALSE(dropout(x).is_same(x));
  EXPECT_TRUE(Dropout(0.0)(x).is_same(x));
  EXPECT_EQ(Dropout(1.0)(x).sum().item<float>(), 0);
}

TEST(Dropout, GradientHasTheSameMask) {
  const Tensor x = ones({100}).requires_grad_();
  const Tensor y = Dropout(0.5)(x);
  y.sum().backward();
  EXPECT_TRUE(x.grad().equal(y.detach()));
}

TEST(Dropout, ProbabilityMustBeOne) {
  EXPECT_EQ(message_of([] { Dropout(2.0); }),
            "dropout probability has to be between 0 and 1, but got 2");
  EXPECT_EQ(
      message_of([] { functional::dropout(ones({1}), functional::DropoutFuncOptions().p(-0.5)); }),
      "dropout probability has to be between 0 and 1, but got -0.5");
}

TEST(Activation, ModulesAndFunctionsAreTheOperations) {
  const Tensor x = tensor_of<float>({-1, 0, 2, 0.5f}, {2, 2});
  EXPECT_TRUE(ReLU()(x).equal(tensor_of<float>({0, 0, 2, 0.5f}, {2, 2})));
  EXPECT_TRUE(Sigmoid()(x).equal(x.sigmoid()));
  EXPECT_TRUE(Tanh()(x).equal(x.tanh()));
  EXPECT_TRUE(Softmax(0)(x).equal(x.softmax(0)));
  EXPECT_TRUE(LogSoftmax(-1)(x).equal(x.log_softmax(1)));
  EXPECT_TRUE(Softmin(1)(x).equal((-x).softmax(1)));
  EXPECT_EQ(functional::softmax(x, functional::SoftmaxFuncOptions(1).dtype(kDouble)).dtype(),
            kDouble);
  EXPECT_TRUE(functional::log_softmax(x, 1).equal(x.log_softmax(1)));
  EXPECT_TRUE(functional::softmin(x, 1).equal((-x).softmax(1)));
  EXPECT_TRUE(ReLU(true)(x).is_same(x));
  EXPECT_EQ(x.min().item<float>(), 0);
}

TEST(Flatten, KeepsTheBatch) {
  EXPECT_EQ(Flatten()(ones({2, 3, 4})).sizes(), (Sizes{2, 12}));
  EXPECT_EQ(Flatten(FlattenOptions().start_dim(0).end_dim(1))(ones({2, 3, 4})).sizes(),
            (Sizes{6, 4}));
  const Tensor x = ones({2});
  EXPECT_TRUE(Identity()(x).is_same(x));
}

// libtorch 1.13.1's and PyTorch 1.13.1's texts.
TEST(Layers, PrintTheirOptions) {
  EXPECT_EQ(streamed(Linear(LinearOptions(2, 3).bias(false))),
            "torch::nn::Linear(in_features=2, out_features=3, bias=false)");
  EXPECT_EQ(repr(Linear(2, 3)), "Linear(in_features=2, out_features=3, bias=True)");
  EXPECT_EQ(streamed(Identity()), "torch::nn::Identity()");
  EXPECT_EQ(repr(Identity()), "Identity()");
  EXPECT_EQ(streamed(Flatten()), "torch::nn::Flatten(start_dim=1, end_dim=-1)");
  EXPECT_EQ(repr(Flatten()), "Flatten(start_dim=1, end_dim=-1)");
  EXPECT_EQ(streamed(Embedding(10, 3)), "torch::nn::Embedding(num_embeddings=10, embedding_dim=3)");
  Embedding full(EmbeddingOptions(10, 3)
                     .padding_idx(-2)
                     .max_norm(1.5)
                     .norm_type(1)
                     .scale_grad_by_freq(true)
                     .sparse(true));
  EXPECT_EQ(streamed(full),
            "torch::nn::Embedding(num_embeddings=10, embedding_dim=3, padding_idx=8, max_norm=1.5, "
            "norm_type=1, scale_grad_by_freq=true, sparse=true)");
  EXPECT_EQ(repr(full), recorded::kEmbeddingText);
  EXPECT_EQ(streamed(Dropout(DropoutOptions(0.2).inplace(true))),
            "torch::nn::Dropout(p=0.2, inplace=true)");
  EXPECT_EQ(repr(Dropout()), "Dropout(p=0.5, inplace=False)");
  EXPECT_EQ(streamed(ReLU()), "torch::nn::ReLU()");
  EXPECT_EQ(streamed(ReLU(true)), "torch::nn::ReLU(inplace=true)");
  EXPECT_EQ(repr(ReLU(true)), "ReLU(inplace=True)");
  EXPECT_EQ(streamed(Sigmoid()), "torch::nn::Sigmoid()");
  EXPECT_EQ(repr(Sigmoid()), "Sigmoid()");
  EXPECT_EQ(streamed(Tanh()), "torch::nn::Tanh()");
  EXPECT_EQ(streamed(Softmax(1)), "torch::nn::Softmax(dim=1)");
  EXPECT_EQ(repr(Softmax(1)), "Softmax(dim=1)");
  EXPECT_EQ(streamed(LogSoftmax(-1)), "torch::nn::LogSoftmax(dim=-1)");
  EXPECT_EQ(streamed(Softmin(1)), "torch::nn::Softmin(dim=1)");
}

TEST(Functional, ANodeSaysWhereTheFunctionWasCalled) {
  const Tensor x = ones({2, 3}).requires_grad_(), target = ones({2, 3});
  const auto line_of = [](const Tensor& t) {
    return static_cast<int>(t.grad_fn()->created_at().line());
  };
  EXPECT_EQ(line_of(functional::relu(x)), __LINE__);
  EXPECT_EQ(line_of(functional::softmax(x, 1)), __LINE__);
  EXPECT_EQ(line_of(functional::linear(x, ones({4, 3}))), __LINE__);
  EXPECT_EQ(line_of(functional::mse_loss(x, target)), __LINE__);
  EXPECT_STREQ(functional::relu(x).grad_fn()->created_at().file(), __FILE__);
}

}  // namespace
}  // namespace gradlab::nn
