// EmbeddingBag, Fold, Unfold, FractionalMaxPool, CrossMapLRN2d: values, texts, misuse. Values and
// texts are those of libtorch 1.13.1.
#include <gtest/gtest.h>

#include <string>
#include <tuple>
#include <vector>

#include "gradlab/autograd/ops/compare.h"
#include "gradlab/autograd/ops/factory.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/autograd/ops/shape.h"
#include "gradlab/nn/functional/embedding.h"
#include "gradlab/nn/functional/fold.h"
#include "gradlab/nn/functional/pooling.h"
#include "gradlab/nn/modules/container/sequential.h"
#include "gradlab/nn/modules/embedding.h"
#include "gradlab/nn/modules/fold.h"
#include "gradlab/nn/modules/normalization.h"
#include "gradlab/nn/modules/pooling_fractional.h"
#include "gradlab/nn/test_util.h"
#include "gradlab/tensor/random/generator.h"

namespace gradlab::nn {
namespace {

using functional::EmbeddingBagFuncOptions;

Tensor table() { return arange(12, kFloat).view({4, 3}); }
Tensor ids() { return tensor_of<int64_t>({0, 1, 3, 2}, {4}); }
Tensor begins() { return tensor_of<int64_t>({0, 2}, {2}); }

TEST(EmbeddingBag, ReducesBags) {
  EXPECT_TRUE(functional::embedding_bag(ids(), table(), EmbeddingBagFuncOptions().offsets(begins()))
                  .equal(tensor_of<float>({1.5, 2.5, 3.5, 7.5, 8.5, 9.5}, {2, 3})));
  EXPECT_TRUE(functional::embedding_bag(ids().reshape({2, 2}), table(),
                                        EmbeddingBagFuncOptions().mode(kMax))
                  .equal(tensor_of<float>({3, 4, 5, 9, 10, 11}, {2, 3})));
  EmbeddingBag bag = EmbeddingBag::from_pretrained(
      table(), EmbeddingBagFromPretrainedOptions().mode(kSum).freeze(false));
  const Tensor factors = tensor_of<float>({1, 2, 3, 4}, {4});
  EXPECT_TRUE(bag(ids(), begins(), factors)
                  .equal(tensor_of<float>({6, 9, 12, 51, 58, 65}, {2, 3})));
  bag(ids().view({2, 2}), Tensor(), factors.view({2, 2})).sum().backward();
  EXPECT_TRUE(bag->weight.grad().select(1, 0).equal(tensor_of<float>({1, 2, 4, 3}, {4})));
}

TEST(EmbeddingBag, StandsInASequence) {
  Sequential net(EmbeddingBag(4, 3));
  EXPECT_EQ(net->forward(ids().view({2, 2})).sizes(), IntArrayRef({2, 3}));
}

TEST(EmbeddingBag, DrawsItsTableAsLibtorch) {
  manual_seed(0);
  const EmbeddingBag bag(EmbeddingBagOptions(4, 2).padding_idx(1));
  constexpr float kExpected[] = {1.5410f, -0.2934f, -2.1788f, 0.5684f,
                                 -1.0845f, -1.3986f, 0.4033f, 0.8380f};
  expect_near(bag->weight, kExpected, 5e-5);
}

TEST(EmbeddingBag, MaxNormScalesTheRowsInQuestion) {
  const Tensor w = tensor_of<float>({3, 4, 0.3f, 0.4f, 30, 40}, {3, 2});
  functional::embedding_bag(tensor_of<int64_t>({0, 1}, {1, 2}), w,
                            EmbeddingBagFuncOptions().max_norm(1.0));
  EXPECT_NEAR(w[0][1].item<float>(), 0.8, 1e-6);
  EXPECT_EQ(w[1][1].item<float>(), 0.4f);
  EXPECT_EQ(w[2][1].item<float>(), 40);
}

TEST(EmbeddingBag, PrintsItself) {
  const EmbeddingBag bag(EmbeddingBagOptions(10, 3)
                             .mode(kSum)
                             .max_norm(2)
                             .norm_type(2.5)
                             .scale_grad_by_freq(true)
                             .include_last_offset(true)
                             .padding_idx(-1));
  EXPECT_EQ(streamed(bag),
            "torch::nn::EmbeddingBag(num_embeddings=10, embedding_dim=3, max_norm=2, "
            "norm_type=2.5, scale_grad_by_freq=true, mode=kSum, include_last_offset=true, "
            "padding_idx=9)");
  EXPECT_EQ(bag->extra_repr(),
            "10, 3, max_norm=2.0, norm_type=2.5, scale_grad_by_freq=True, mode=sum, padding_idx=9");
  EXPECT_EQ(streamed(EmbeddingBag(10, 3)),
            "torch::nn::EmbeddingBag(num_embeddings=10, embedding_dim=3)");
}

TEST(EmbeddingBag, MisuseThrows) {
  EXPECT_EQ(message_of([] { EmbeddingBag(EmbeddingBagOptions(3, 2).padding_idx(3)); }),
            "Padding_idx must be within num_embeddings");
  EXPECT_EQ(message_of([] { EmbeddingBag(EmbeddingBagOptions(3, 2).padding_idx(-4)); }),
            "Padding_idx must be within num_embedding");
  EXPECT_EQ(message_of([] {
              EmbeddingBag(EmbeddingBagOptions(3, 2)._weight(ones({2, 2})));
            }),
            "Shape of weight does not match num_embeddings and embedding_dim");
  EXPECT_EQ(message_of([] { EmbeddingBag::from_pretrained(ones({2})); }),
            "Embeddings parameter is expected to be 2-dimensional");
  const auto bag = [](const Tensor& input, const EmbeddingBagFuncOptions& options) {
    return message_of([&] { functional::embedding_bag(input, table(), options); });
  };
  const auto options = [] { return EmbeddingBagFuncOptions().offsets(begins()); };
  EXPECT_EQ(bag(ids(), {}), "offsets has to be a 1D Tensor but got null");
  EXPECT_EQ(bag(ids().view({2, 2}), options()),
            "If input is 2D, then offsets has to be null, as input is treated is a mini-batch of "
            "fixed length sequences. However, found offsets of type Tensor");
  EXPECT_EQ(bag(ids(), options().offsets(begins().view({1, 2}))), "offsets has to be a 1D Tensor");
  EXPECT_EQ(bag(ids(), options().offsets(begins() + 1)),
            "offsets[0] has to be 0, i.e., the first sequence in the mini-batch has to start from "
            "position 0. However, got 1");
  EXPECT_EQ(bag(ids(), options().offsets(begins() * 4)),
            "offsets[-1] can not be greater than input's length({4}), but got offsets[-1] of {8}");
  EXPECT_EQ(bag(ids().view({1, 2, 2}), {}),
            "input has to be 1D or 2D Tensor, but got Tensor of dimension 3");
  EXPECT_EQ(bag(ids(), options().mode(kMax).scale_grad_by_freq(true)),
            "max mode does not support scaling the gradient by the frequency");
  EXPECT_EQ(bag(ids(), options().mode(kMax).sparse(true)),
            "max mode does not support sparse weights");
  EXPECT_EQ(bag(ids(), options().per_sample_weights(ones({4}))),
            "embedding_bag: per_sample_weights was not null. per_sample_weights is only supported "
            "for mode='kSum' (got mode='kMean').Please open a feature request on GitHub.");
  EXPECT_EQ(bag(ids(), options().mode(kSum).per_sample_weights(ones({3}))),
            "embedding_bag: If per_sample_weights ([3]) is not null, then it must have the same "
            "shape as the input ([4])");
}

TEST(Unfold, MakesColumnsOfBlocks) {
  Unfold unfold(UnfoldOptions({2, 2}).padding(1).stride(2));
  EXPECT_EQ(streamed(unfold), "torch::nn::Unfold(kernel_size=[2, 2], dilation=[1, 1], "
                              "padding=[1, 1], stride=[2, 2])");
  EXPECT_EQ(unfold->extra_repr(), "kernel_size=2, dilation=1, padding=1, stride=2");
  const Tensor blocks = unfold(arange(16, kFloat).view({1, 1, 4, 4}));
  EXPECT_TRUE(blocks.equal(tensor_of<float>({0, 0, 0, 0, 5, 7, 0, 13, 15,  //
                                             0, 0, 0, 4, 6, 0, 12, 14, 0,  //
                                             0, 1, 3, 0, 9, 11, 0, 0, 0,   //
                                             0, 2, 0, 8, 10, 0, 0, 0, 0},
                                            {1, 4, 9})));
  EXPECT_EQ(message_of([&] { unfold(ones({1, 4, 4})); }),
            "Input Error: Only 4D input Tensors are supported (got 3D)");
}

TEST(Fold, AddsBlocksUp) {
  Fold fold(3, 2);
  EXPECT_TRUE(fold(ones({1, 4, 4}))
                  .equal(tensor_of<float>({1, 2, 1, 2, 4, 2, 1, 2, 1}, {1, 1, 3, 3})));
  const Fold other(FoldOptions({3, 4}, 2).padding({0, 1}));
  EXPECT_EQ(streamed(other), "torch::nn::Fold(output_size=[3, 4], kernel_size=[2, 2], "
                             "dilation=[1, 1], padding=[0, 1], stride=[1, 1])");
  EXPECT_EQ(other->extra_repr(),
            "output_size=(3, 4), kernel_size=2, dilation=1, padding=(0, 1), stride=1");
  EXPECT_EQ(message_of([&] { fold(ones({1, 1, 1, 1})); }),
            "Input Error: Only unbatched (2D) or batched (3D) input Tensors are supported (got "
            "4D)");
}

TEST(FractionalMaxPool, DrawsWhereWindowsBegin) {
  const Tensor x = arange(32, kFloat).view({1, 2, 4, 4});
  const Tensor expected = tensor_of<float>({5, 7, 13, 15, 21, 23, 29, 31}, {1, 2, 2, 2});
  FractionalMaxPool2d pool(FractionalMaxPool2dOptions(2).output_size(2)._random_samples(
      full({1, 2, 2}, 0.3)));
  EXPECT_TRUE(pool(x).equal(expected));
  EXPECT_EQ(streamed(pool), "torch::nn::FractionalMaxPool2d()");
  EXPECT_EQ(pool->named_buffers().keys(), std::vector<std::string>{"_random_samples"});
  manual_seed(0);
  EXPECT_TRUE(functional::fractional_max_pool2d(
                  x, functional::FractionalMaxPool2dFuncOptions(2).output_ratio({{0.5, 0.7}}))
                  .equal(expected));
  manual_seed(0);
  EXPECT_TRUE(functional::fractional_max_pool2d(
                  x[0], functional::FractionalMaxPool2dFuncOptions(2).output_size(2))
                  .equal(expected[0]));
  manual_seed(0);
  const auto [values, indices] = functional::fractional_max_pool3d_with_indices(
      arange(64, kFloat).view({1, 1, 4, 4, 4}),
      functional::FractionalMaxPool3dFuncOptions(2).output_ratio(0.5));
  EXPECT_TRUE(values.flatten().equal(tensor_of<float>({21, 23, 29, 31, 53, 55, 61, 63}, {8})));
  EXPECT_TRUE(indices.equal(values.to(kLong)));
}

TEST(FractionalMaxPool, MisuseThrows) {
  EXPECT_EQ(message_of([] { FractionalMaxPool2d(FractionalMaxPool2dOptions(2)); }),
            "FractionalMaxPool2d requires specifying either an output size, or a pooling ratio");
  EXPECT_EQ(message_of([] { FractionalMaxPool3d(FractionalMaxPool3dOptions(2)); }),
            "FractionalMaxPool3d requires specifying either an output size, or a pooling ratio");
  EXPECT_EQ(message_of([] {
              FractionalMaxPool2d(
                  FractionalMaxPool2dOptions(2).output_size(2).output_ratio({{0.5, 0.5}}));
            }),
            "only one of output_size and output_ratio may be specified");
  EXPECT_EQ(message_of([] {
              FractionalMaxPool2d(FractionalMaxPool2dOptions(2).output_ratio({{0.5, 1.5}}));
            }),
            "output_ratio must be between 0 and 1 (got [0.5, 1.5])");
  EXPECT_EQ(message_of([] {
              functional::fractional_max_pool2d(ones({1, 1, 4, 4}),
                                                functional::FractionalMaxPool2dFuncOptions(2));
            }),
            "fractional_max_pool2d requires specifying either an output_size or an output_ratio");
}

TEST(CrossMapLRN2d, DividesByThePowerOfNeighbours) {
  CrossMapLRN2d odd(CrossMapLRN2dOptions(3).alpha(1e-2).beta(0.1).k(10));
  EXPECT_EQ(streamed(odd), "torch::nn::CrossMapLRN2d(3, alpha=0.01, beta=0.1, k=10)");
  EXPECT_EQ(CrossMapLRN2d(3)->extra_repr(), "3, alpha=0.0001, beta=0.75, k=1");
  constexpr float kOdd[] = {0, 0.7939f, 1.5871f, 2.3794f, 3.1704f,
                            3.9595f, 4.7589f, 5.5482f, 6.3353f};
  expect_near(odd(arange(9, kFloat).view({1, 3, 3, 1})), kOdd, 5e-5);
  CrossMapLRN2d even(CrossMapLRN2dOptions(4).alpha(0.5));
  constexpr float kEven[] = {0.6948f, 0.9365f, 0.9324f, 0.8938f, 0.8422f, 1.1794f};
  expect_near(even(arange(1, 7, kFloat).view({1, 6, 1, 1})), kEven, 5e-5);
  // A window wider than the channels.
  CrossMapLRN2d wide(CrossMapLRN2dOptions(9).alpha(2));
  constexpr float kWide[] = {0, 0.1270f, 0.1992f, 0.4967f, 0.5080f,
                             0.4979f, 0.9934f, 0.8889f, 0.7966f};
  expect_near(wide(arange(9, kFloat).view({1, 3, 3, 1})), kWide, 5e-5);
  EXPECT_EQ(message_of([&] { odd(ones({3, 3, 1})); }),
            "CrossMapLRN2d: expected an input of 4 dimensions, but got 3");
  EXPECT_EQ(message_of([] { CrossMapLRN2d(0)(ones({1, 3, 3, 1})); }),
            "CrossMapLRN2d: size must be positive, but got 0");
}

}  // namespace
}  // namespace gradlab::nn
