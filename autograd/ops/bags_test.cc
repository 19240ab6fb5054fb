// What the operation table cannot show of bags, segments, blocks, fractional pooling, losses with
// margins, padding and functions of copies: messages, dtypes, edges.
#include <limits>
#include <string>
#include <tuple>
#include <vector>

#include "gradlab/autograd/autograd.h"
#include "gradlab/autograd/ops/compare.h"
#include "gradlab/autograd/ops/convolution.h"
#include "gradlab/autograd/ops/copy_names.h"
#include "gradlab/autograd/ops/embedding_bag.h"
#include "gradlab/autograd/ops/factory.h"
#include "gradlab/autograd/ops/fold.h"
#include "gradlab/autograd/ops/linalg.h"
#include "gradlab/autograd/ops/linalg_names.h"
#include "gradlab/autograd/ops/margin_loss.h"
#include "gradlab/autograd/ops/out_copy.h"
#include "gradlab/autograd/ops/padding.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/autograd/ops/pooling.h"
#include "gradlab/autograd/ops/reduce.h"
#include "gradlab/autograd/ops/second_names.h"
#include "gradlab/autograd/ops/segment.h"
#include "gradlab/autograd/ops/shape.h"
#include "gradlab/autograd/tensor_data.h"
#include "gradlab/autograd/test_util.h"
#include "gradlab/tensor/random/generator.h"
#include "gtest/gtest.h"

namespace gradlab {
namespace {

constexpr int64_t kHuge = std::numeric_limits<int64_t>::max() / 2 + 1;

Tensor longs(const std::vector<int64_t>& values) { return tensor(values, kLong); }
Tensor doubles(const std::vector<double>& values) { return tensor(values, kDouble); }

TEST(EmbeddingBagTest, BadArgumentsAreNamed) {
  const Tensor w = ones({5, 3}), i = longs({0, 1, 4, 4, 2}), o = longs({0, 2, 2});
  EXPECT_EQ(message([&] { embedding_bag(w, i + 1, o); }),
            "embedding_bag: Expected idx >= 0 && idx < num_embeddings but found idx to be 5");
  EXPECT_EQ(message([&] { embedding_bag(w, i - 1, o, false, 2); }),
            "embedding_bag: Expected idx >= 0 && idx < num_embeddings but found idx to be -1");
  EXPECT_EQ(message([&] { embedding_bag(w, i, o + 1); }),
            "offsets[0] has to be 0, i.e., the first sequence in the mini-batch has to start from "
            "position 0. However, got 1");
  EXPECT_EQ(message([&] { embedding_bag(w, i, o * 3); }),
            "offsets[-1] can not be greater than input's length 5 but got offsets[-1] of 6");
  EXPECT_EQ(message([&] { embedding_bag(w, i, longs({0, 3, 2})); }),
            "embedding_bag: offsets must not decrease; got 2 after 3");
  EXPECT_EQ(message([&] { embedding_bag(w, i, o.slice(0, 0, 0), false, 0, false, {}, true); }),
            "include_last_offset: number of offset should be at least 1");
  EXPECT_EQ(message([&] { embedding_bag(w, i.to(kFloat), o); }),
            "Expected tensor for argument #1 'indices' to have one of the following scalar types: "
            "Long, Int; but got torch.FloatTensor instead (while checking arguments for "
            "embedding_bag)");
  EXPECT_EQ(message([&] { embedding_bag(w.to(kBFloat16), i, o); }),
            "Expected tensor for argument #1 'weight' to have one of the following scalar types: "
            "Half, Float, Double; but got CPUBFloat16Type instead (while checking arguments for "
            "embedding_bag)");
  EXPECT_EQ(message([&] { embedding_bag(w, i.view({1, 5}), o); }),
            "embedding_bag: weight must be 2-D, indices and offsets 1-D; got [5, 3], [1, 5] and "
            "[3]");
  EXPECT_EQ(message([&] { embedding_bag(w, i, o, false, 1, false, ones({5})); }),
            "embedding_bag: per_sample_weights only supported with mode='sum'");
  EXPECT_EQ(message([&] { embedding_bag(w, i, o, false, 0, false, ones({4})); }),
            "embedding_bag: per_sample_weights must have the sizes of indices; got [4] and [5]");
  EXPECT_EQ(message([&] { embedding_bag(w, i, o, false, 0, false, ones({5}, kDouble)); }),
            "Expected tensor for argument #1 'weight' to have the same type as tensor for argument "
            "#1 'per_sample_weights'; but type torch.FloatTensor does not equal torch.DoubleTensor "
            "(while checking arguments for embedding_bag)");
  for (int64_t padding : {-7, 7}) {
    EXPECT_EQ(message([&] { embedding_bag(w, i, o, false, 0, false, {}, false, padding); }),
              "padding_idx must be within the number of embeddings, -5 through 4, but got " +
                  std::to_string(padding));
  }
  EXPECT_EQ(message([&] { embedding_bag(w, i, o, false, 3); }),
            "embedding_bag: mode must be 0, 1 or 2; got 3");
  EXPECT_EQ(message([&] { embedding_bag(w, i, o, false, 0, true); }),
            "embedding_bag: there are no sparse gradients");
}

TEST(EmbeddingBagTest, ReadsReducedTablesAndOtherLayouts) {
  const Tensor w = arange(15, kFloat).view({5, 3}), i = longs({0, 1, 4, 4, 2}), o = longs({0, 2});
  for (int64_t mode : {0, 1, 2}) {
    const auto expected = embedding_bag(w, i, o, false, mode);
    const auto half = embedding_bag(w.to(kHalf), i.to(kInt), o.to(kInt), false, mode);
    EXPECT_EQ(std::get<0>(half).dtype(), kHalf);
    EXPECT_TRUE(equal(std::get<0>(half).to(kFloat), std::get<0>(expected)));
    EXPECT_EQ(std::get<3>(half).dtype(), kInt);
    EXPECT_TRUE(equal(std::get<3>(half).to(kLong), std::get<3>(expected)));
    const auto turned = embedding_bag(w.t().contiguous().t(), i, o, false, mode);
    EXPECT_TRUE(equal(std::get<0>(turned), std::get<0>(expected)));
  }
}

TEST(EmbeddingBagTest, WithoutBagsThereAreNoGradients) {
  const Tensor w = ones({5, 3}).requires_grad_(), by = ones({4}).requires_grad_();
  const auto bags = embedding_bag(w, longs({0, 1, 4, 2}), longs({}), false, 0, false, by);
  EXPECT_EQ(std::get<0>(bags).sizes(), IntArrayRef({0, 3}));
  std::get<0>(bags).sum().backward();
  EXPECT_TRUE(equal(w.grad(), zeros({5, 3})));
  EXPECT_TRUE(equal(by.grad(), zeros({4})));
  EXPECT_TRUE(equal(std::get<0>(embedding_bag(w, longs({}), longs({0}), false, 2)), zeros({1, 3})));
}

TEST(SegmentReduceTest, BadArgumentsAreNamed) {
  const Tensor d = ones({6, 2}), n = longs({1, 0, 3, 2});
  EXPECT_EQ(message([&] { segment_reduce(d, "foo", n); }), "unsupported reduction given! foo");
  EXPECT_EQ(message([&] { segment_reduce(d, "sum", n.slice(0, 0, 2)); }),
            "segment_reduce(): Expected all rows of lengths along axis to sum to "
            "data.size(lengths.dim()-1) when !unsafe.");
  EXPECT_EQ(message([&] { segment_reduce(d, "sum", longs({-1, 7})); }),
            "lengths contains negative value!");
  EXPECT_EQ(message([&] { segment_reduce(d, "sum", longs({kHuge, kHuge}), {}, {}, 0, true); }),
            "segment_reduce(): Expected all rows of lengths along axis to sum to "
            "data.size(lengths.dim()-1) when !unsafe.");
  EXPECT_EQ(message([&] { segment_reduce(d, "sum", longs({1, 1}), {}, {}, 1); }),
            "segment_reduce(): Expected axis to be the last dimension of lengths but got 1.");
  EXPECT_EQ(message([&] { segment_reduce(d, "sum", ones({5, 2}, kLong), {}, {}, 1); }),
            "segment_reduce(): Expected the sizes of lengths before axis to be those of data, but "
            "got [5, 2] and [6, 2]");
  EXPECT_EQ(message([&] { segment_reduce(d, "sum"); }),
            "segment_reduce(): Either lengths or offsets must be defined.");
  EXPECT_EQ(message([&] { segment_reduce(d, "sum", n, n); }),
            "segment_reduce(): indices based reduction is not supported yet.");
  EXPECT_EQ(message([&] { segment_reduce(d.to(kLong), "sum", n); }),
            "\"_segment_reduce_cpu\" not implemented for 'Long'");
  EXPECT_EQ(message([&] { segment_reduce(d, "sum", n.to(kFloat)); }),
            "\"_segment_reduce_lengths_cpu_kernel1\" not implemented for 'Float'");
  EXPECT_EQ(message([&] { segment_reduce(d, "sum", {}, {}, longs({0, 3, 2})); }),
            "segment_reduce(): offsets must rise from 0 to at most 6, but got 3 before 2");
  EXPECT_EQ(message([&] { segment_reduce(d, "sum", {}, {}, longs({0, 7})); }),
            "segment_reduce(): offsets must rise from 0 to at most 6, but got 0 before 7");
  EXPECT_EQ(message([&] { segment_reduce(ones({}), "sum", n.unsqueeze(0)); }),
            "segment_reduce(): lengths must have 1 to 0 dimensions, but got 2");
}

TEST(SegmentReduceTest, UnsafeLengthsMayLeaveElementsOut) {
  const Tensor d = doubles({1, 2, 3, 4});
  EXPECT_TRUE(equal(segment_reduce(d, "sum", longs({1, 2}), {}, {}, 0, true), doubles({1, 5})));
  EXPECT_TRUE(equal(segment_reduce(d, "max", {}, {}, longs({1, 3})), doubles({3})));
}

// Values of PyTorch 1.13.
TEST(SegmentReduceTest, EqualExtremesShareTheGradient) {
  const Tensor d = doubles({1, 1, 0}).requires_grad_();
  segment_reduce(d, "max", longs({3, 0})).select(0, 0).backward();
  EXPECT_TRUE(equal(d.grad(), doubles({0.5, 0.5, 0})));
  d.mutable_grad() = Tensor();
  segment_reduce(d, "max", longs({3, 0}), {}, {}, 0, false, 1.0).select(0, 0).backward();
  EXPECT_TRUE(equal(d.grad(), doubles({0.5, 0.5, 0})));
  const Tensor none = segment_reduce(d, "mean", longs({3, 0}));
  EXPECT_TRUE(none.isnan().select(0, 1).item<bool>());
}

TEST(FoldTest, BadArgumentsAreNamed) {
  const Tensor x = ones({2, 3, 4, 5}), c = ones({2, 12, 12});
  const auto unfolded = [&](IntArrayRef k, IntArrayRef d, IntArrayRef p, IntArrayRef s) {
    return message([&] { im2col(x, k, d, p, s); });
  };
  EXPECT_EQ(unfolded({2}, {1, 1}, {0, 0}, {1, 1}),
            "It is expected kernel_size equals to 2, but got size 1");
  EXPECT_EQ(unfolded({2, 2}, {1}, {0, 0}, {1, 1}),
            "It is expected dilation equals to 2, but got size 1");
  EXPECT_EQ(unfolded({2, 2}, {1, 1}, {0}, {1, 1}),
            "It is expected padding equals to 2, but got size 1");
  EXPECT_EQ(unfolded({2, 2}, {1, 1}, {0, 0}, {}),
            "It is expected stride equals to 2, but got size 0");
  EXPECT_EQ(unfolded({0, 2}, {1, 1}, {0, 0}, {1, 1}),
            "kernel size should be greater than zero, but got kernel_height: 0 kernel_width: 2");
  EXPECT_EQ(unfolded({2, 2}, {0, 1}, {0, 0}, {1, 1}),
            "dilation should be greater than zero, but got dilation_height: 0 dilation_width: 1");
  EXPECT_EQ(unfolded({2, 2}, {1, 1}, {-1, 0}, {1, 1}),
            "padding should be non-negative, but got pad_height: -1 pad_width: 0");
  EXPECT_EQ(unfolded({2, 2}, {1, 1}, {0, 0}, {0, 1}),
            "stride should be greater than zero, but got stride_height: 0 stride_width: 1");
  EXPECT_EQ(unfolded({2, 2}, {1, 1}, {kHuge, 0}, {1, 1}),
            "im2col: the sizes overflow; size 4, padding " + std::to_string(kHuge) +
                ", kernel 2, dilation 1");
  EXPECT_EQ(unfolded({kHuge, 2}, {4, 1}, {0, 0}, {1, 1}),
            "im2col: the sizes overflow; size 4, padding 0, kernel " + std::to_string(kHuge) +
                ", dilation 4");
  EXPECT_EQ(message([&] { im2col(x.narrow(1, 0, 0), {2, 2}, {1, 1}, {0, 0}, {1, 1}); }),
            "Expected 3D or 4D (batch mode) tensor with possibly 0 batch size and other non-zero "
            "dimensions for input, but got: [2, 0, 4, 5]");
  const auto folded = [&](const Tensor& t, IntArrayRef size, IntArrayRef k) {
    return message([&] { col2im(t, size, k, {1, 1}, {0, 0}, {1, 1}); });
  };
  EXPECT_EQ(folded(c, {4}, {2, 2}), "It is expected output_size equals to 2, but got size 1");
  EXPECT_EQ(folded(c, {4, 6}, {2, 2}),
            "Given output_size=(4, 6), kernel_size=(2, 2), dilation=(1, 1), padding=(0, 0), "
            "stride=(1, 1), expected size of input's dimension 2 to match the calculated number of "
            "sliding blocks 3 * 5 = 15, but got input.size(2)=12.");
  EXPECT_EQ(folded(c, {4, 5}, {5, 1}),
            "Expected size of input's dimension 1 to be divisible by the product of kernel_size, "
            "but got input.size(1)=12 and kernel_size=(5, 1).");
  EXPECT_EQ(folded(c[0][0], {4, 5}, {2, 2}),
            "Expected 2D or 3D (batch mode) tensor for input with possibly 0 batch size and "
            "non-zero dimensions for input, but got: [12]");
  EXPECT_EQ(folded(ones({16, 4}), {1, 1}, {4, 4}),
            "Given output_size=(1, 1), kernel_size=(4, 4), dilation=(1, 1), padding=(0, 0), "
            "stride=(1, 1), calculated shape of the array of sliding blocks as (-2, -2), which is "
            "too small (non-positive)");
  EXPECT_EQ(message([] {
              col2im(ones({4, 1}), {0, 0}, {2, 2}, {1, 1}, {1, 1}, {1, 1});
            }),
            "Expected output spatial size to be positive, but got: output_size=(0, 0).");
}

TEST(FoldTest, KeepsReducedDtypes) {
  const Tensor x = arange(12, kFloat).view({1, 3, 4});
  const Tensor blocks = im2col(x, {2, 2}, {1, 1}, {1, 0}, {1, 2});
  for (ScalarType dtype : {kHalf, kBFloat16}) {
    const Tensor reduced = im2col(x.to(dtype), {2, 2}, {1, 1}, {1, 0}, {1, 2});
    EXPECT_EQ(reduced.dtype(), dtype);
    EXPECT_TRUE(equal(reduced.to(kFloat), blocks));
    const Tensor image = col2im(reduced, {3, 4}, {2, 2}, {1, 1}, {1, 0}, {1, 2});
    EXPECT_TRUE(equal(image.to(kFloat), x * 2));
  }
}

// PyTorch's blocks may begin behind the image, where a stride is as long as that.
TEST(FoldTest, StridesMayBeLongerThanTheImage) {
  const Tensor x = arange(12, kFloat).view({1, 3, 4});
  EXPECT_TRUE(equal(im2col(x, {1, 1}, {1, 1}, {0, 0}, {kHuge, 1}), arange(4, kFloat).view({1, 4})));
}

TEST(FractionalMaxPoolTest, BadArgumentsAreNamed) {
  const Tensor x = ones({1, 2, 4, 4}), v = ones({1, 2, 5, 4, 4});
  const Tensor s = full({1, 2, 2}, 0.5), s3 = full({1, 2, 3}, 0.5);
  const std::string two = "fractional_max_pool2d(): ", three = "fractional_max_pool3d_out(): ";
  EXPECT_EQ(message([&] { fractional_max_pool2d(x, {2, 2}, {4, 4}, s); }),
            two + "pool height 2 too large relative to input height 4");
  EXPECT_EQ(message([&] { fractional_max_pool2d(x, {2, 2}, {2, kHuge}, s); }),
            two + "pool width 2 too large relative to input width 4");
  EXPECT_EQ(message([&] { fractional_max_pool2d(x, {2}, {2, 2}, s); }),
            "fractional_max_pool2d: kernel_size must either be a single Int or tuple of Ints");
  EXPECT_EQ(message([&] { fractional_max_pool2d(x, {2, 2}, {2}, s); }),
            "fractional_max_pool2d: output_size must either be a single Int or tuple of Ints");
  EXPECT_EQ(message([&] { fractional_max_pool2d(x, {0, 2}, {2, 2}, s); }),
            "fractional_max_pool2d: kernel_size must be positive, but got [0, 2]");
  EXPECT_EQ(message([&] { fractional_max_pool2d(x[0][0], {2, 2}, {2, 2}, s); }),
            two + "Expected 3D or 4D tensor, but got: [4, 4]");
  EXPECT_EQ(message([&] { fractional_max_pool2d(x.narrow(1, 0, 0), {2, 2}, {2, 2}, s); }),
            two + "Expected input to have non-zero size for non-batch dimensions, but got[1, 0, 4, "
                  "4] with dimension 1 being empty.");
  EXPECT_EQ(message([&] { fractional_max_pool2d(x, {2, 2}, {2, 2}, s.to(kDouble)); }),
            "expected scalar type Float but found Double");
  EXPECT_EQ(message([&] { fractional_max_pool2d(x, {2, 2}, {2, 2}, s.narrow(1, 0, 1)); }),
            "fractional_max_pool2d: expected at least 4 random samples, but got [1, 1, 2]");
  EXPECT_EQ(message([&] { fractional_max_pool2d(x, {2, 2}, {2, 2}, s + 1); }),
            "fractional_max_pool: random samples must lie in [0, 1], but got 1.5");
  EXPECT_EQ(message([&] { fractional_max_pool2d(x.to(kHalf), {2, 2}, {2, 2}, s.to(kHalf)); }),
            "\"fractional_max_pool2d_out_frame\" not implemented for 'Half'");
  EXPECT_EQ(message([&] { fractional_max_pool3d(v, {2, 2, 2}, {4, 2, 2}, s3); }),
            three + "pool time 2 too large relative to input time 5");
  EXPECT_EQ(message([&] { fractional_max_pool3d(v, {2, 2, 2}, {2, 4, 4}, s3); }),
            three + "pool width 2 too large relative to input width 4");
  EXPECT_EQ(message([&] { fractional_max_pool3d(v, {2, 2, 2}, {2, 3, 2}, s3); }),
            three + "pool height 2 too large relative to input height 4");
  EXPECT_EQ(message([&] { fractional_max_pool3d(v, {2}, {2, 2, 2}, s3); }),
            "fractional_max_pool3d: kernel_size must either be a single Int or tuple of three "
            "Ints");
  EXPECT_EQ(message([&] { fractional_max_pool3d(v[0][0], {1, 1, 1}, {2, 2, 2}, s3); }),
            three + "Expected 4D or 5D tensor, but got: [5, 4, 4]");
}

TEST(MultiMarginLossTest, BadArgumentsAreNamed) {
  const Tensor x = ones({2, 3}), y = longs({1, 2});
  EXPECT_EQ(message([&] { multi_margin_loss(x, y, 3); }), "only p == 1 and p == 2 supported");
  EXPECT_EQ(message([&] { multi_margin_loss(x, y + 1); }), "target out of range");
  EXPECT_EQ(message([&] { multi_margin_loss(x, y.to(kInt)); }),
            "expected scalar type Long but found Int");
  EXPECT_EQ(message([&] { multi_margin_loss(x, y.narrow(0, 0, 1)); }),
            "inconsistent target size, got: [1]");
  EXPECT_EQ(message([&] { multi_margin_loss(x, y, 1, 1, ones({2})); }),
            "inconsistent weight size, got: [2]");
  EXPECT_EQ(message([&] { multi_margin_loss(x, y, 1, 1, ones({3}, kDouble)); }),
            "expected scalar type Float but found Double");
  EXPECT_EQ(message([&] { multi_margin_loss(x.unsqueeze(0), y); }),
            "Expected non-empty vector or matrix with optional 0-dim batch size, but got: [1, 2, "
            "3]");
  EXPECT_EQ(message([&] { multi_margin_loss(x.to(kHalf), y); }),
            "\"multi_margin_loss_cpu_kernel\" not implemented for 'Half'");
  const Tensor labels = zeros({2, 3}, kLong);
  EXPECT_EQ(message([&] { multilabel_margin_loss(x, labels + 3); }),
            "argument #2 'target' is out of range");
  EXPECT_EQ(message([&] { multilabel_margin_loss(x, labels - 2); }),
            "argument #2 'target' is out of range");
  EXPECT_EQ(message([&] { multilabel_margin_loss(x, labels.narrow(1, 0, 2)); }),
            "inconsistent size [2, 2] for argument #2 'target'");
}

TEST(PaddingTest, OtherNumbersOfValuesAreRefused) {
  const Tensor x = ones({1, 2, 3, 3});
  EXPECT_EQ(message([&] { reflection_pad1d(x[0], {1}); }), "padding size is expected to be 2");
  EXPECT_EQ(message([&] { replication_pad2d(x, {1, 1}); }), "padding size is expected to be 4");
  EXPECT_EQ(message([&] { replication_pad3d(x, {1, 1}); }), "padding size is expected to be 6");
}

TEST(PaddingTest, SequencesOfOtherSizesAreRefused) {
  EXPECT_EQ(message([] { pad_sequence({}); }), "received an empty list of sequences");
  EXPECT_EQ(message([] {
              pad_sequence({ones({2, 3}), ones({3, 4})});
            }),
            "The size of tensor a (3) must match the size of tensor b (4) at non-singleton "
            "dimension 1");
}

TEST(ConvTbcTest, BadArgumentsAreNamed) {
  const Tensor x = ones({4, 2, 3}), w = ones({2, 3, 5}), b = ones({5});
  EXPECT_EQ(message([&] { conv_tbc(x[0], w, b); }),
            "Input must have 3 dims: time, batch, in_channel");
  EXPECT_EQ(message([&] { conv_tbc(x, w[0], b); }),
            "Weight tensor must have 3 dims: kernel_width, in_channels, out_channels.");
  EXPECT_EQ(message([&] { conv_tbc(x, w, b.unsqueeze(0)); }), "Bias must be 1-D");
  EXPECT_EQ(message([&] { conv_tbc(x, w.narrow(1, 0, 2), b); }),
            "Input dim 2 (input channels) is not == dim 1 in the weight tensor");
  EXPECT_EQ(message([&] { conv_tbc(x, w, b.narrow(0, 0, 4)); }),
            "Bias size must equal dim 2 in the weight tensor (output channels).");
}

TEST(FunctionalTest, DrawsWhatTheMethodWritesAndLeavesTheTensor) {
  const Tensor x = zeros({20});
  const auto expect_drawn = [&](const Tensor& drawn, auto&& write) {
    EXPECT_TRUE(equal(x, zeros({20})));
    manual_seed(3);
    EXPECT_TRUE(equal(drawn, write(zeros({20}))));
    manual_seed(3);
  };
  manual_seed(3);
  expect_drawn(uniform(x, 1, 2), [](Tensor t) { return t.uniform_(1, 2); });
  expect_drawn(normal_functional(x, 1, 2), [](Tensor t) { return t.normal_(1, 2); });
  expect_drawn(log_normal(x), [](Tensor t) { return t.log_normal_(); });
  expect_drawn(exponential(x, 2), [](Tensor t) { return t.exponential_(2); });
  expect_drawn(cauchy(x, 1), [](Tensor t) { return t.cauchy_(1); });
  expect_drawn(geometric(x, 0.3), [](Tensor t) { return t.geometric_(0.3); });
  expect_drawn(random(x), [](Tensor t) { return t.random_(); });
  expect_drawn(random(x, 7), [](Tensor t) { return t.random_(7); });
  expect_drawn(random(x, 2, 7), [](Tensor t) { return t.random_(2, 7); });
}

TEST(FunctionalTest, ResizesAndSetsCopies) {
  const Tensor x = arange(6, kFloat).view({2, 3});
  EXPECT_TRUE(equal(resize(x, {2, 2}), arange(4, kFloat).view({2, 2})));
  EXPECT_TRUE(equal(resize_as(x, ones({5})), arange(5, kFloat)));
  EXPECT_TRUE(set(x, x.t()).is_set_to(x.t()));
  EXPECT_EQ(set(x).sizes(), IntArrayRef({0}));
  EXPECT_TRUE(equal(set(x, x.storage(), 1, {2}), tensor({1.0, 2.0})));
  EXPECT_TRUE(equal(copy(x, ones({3})), ones({2, 3})));
  EXPECT_EQ(x.sizes(), IntArrayRef({2, 3}));
}

TEST(FunctionalTest, PartsAreCopiedIntoGivenTensors) {
  const Tensor x = arange(6, kFloat).view({2, 3});
  Tensor a = empty({0}), b = empty({0});
  unbind_copy_out({a, b}, x);
  EXPECT_TRUE(equal(b, x[1]));
  split_copy_outf(x, 2, 1, {a, b});
  EXPECT_TRUE(equal(b, x.narrow(1, 2, 1)));
  split_with_sizes_copy_out({a, b}, x, {1, 2}, 1);
  EXPECT_TRUE(equal(b, x.narrow(1, 1, 2)));
  EXPECT_FALSE(b.is_alias_of(x));
}

TEST(SecondNamesTest, ComputeTheSame) {
  const Tensor x = doubles({0.25, 0.5, 0.25}).log().view({1, 3}), y = longs({1});
  EXPECT_TRUE(equal(nll_loss_nd(x, y), nll_loss(x, y)));
  Tensor t = ones({2});
  EXPECT_TRUE(t.conj_physical_().is_same(t));
  EXPECT_TRUE(conj_physical_(t).is_same(t));
}

TEST(LinalgTest, TolerancesMayBeLeftOutInEveryWay) {
  const Tensor a = eye(3, kDouble) * 2, number = full({}, 0.1, kDouble);
  const Tensor inverse = eye(3, kDouble) / 2;
  EXPECT_TRUE(allclose(linalg_pinv(a, std::nullopt, std::nullopt), inverse));
  EXPECT_TRUE(allclose(linalg::pinv(a, std::nullopt, std::nullopt, true), inverse));
  EXPECT_TRUE(allclose(linalg_pinv(a, {}, {}), inverse));
  EXPECT_TRUE(allclose(linalg_pinv(a, std::nullopt, 0.1), inverse));
  EXPECT_TRUE(allclose(linalg_pinv(a, number, std::nullopt), inverse));
  EXPECT_EQ(linalg_matrix_rank(a, std::nullopt, 0.1).item<int64_t>(), 3);
  EXPECT_EQ(linalg_matrix_rank(a, std::nullopt, number).item<int64_t>(), 3);
  EXPECT_EQ(linalg_matrix_rank(a, {}, number).item<int64_t>(), 3);
  EXPECT_EQ(linalg_matrix_rank(a, std::nullopt, std::nullopt).item<int64_t>(), 3);
  EXPECT_EQ(linalg::matrix_rank(a, std::nullopt, std::nullopt).item<int64_t>(), 3);
}

}  // namespace
}  // namespace gradlab
