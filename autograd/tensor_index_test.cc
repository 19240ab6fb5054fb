#include "gradlab/autograd/tensor_index.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gradlab/autograd/graph/node.h"
#include "gradlab/autograd/ops/factory.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/autograd/ops/reduce.h"
#include "gradlab/autograd/ops/shape.h"
#include "gradlab/autograd/tensor_data.h"
#include "gradlab/tensor/error.h"
#include "gtest/gtest.h"

namespace gradlab {
namespace {

using indexing::Ellipsis;
using indexing::None;
using indexing::Slice;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::StrEq;
using ::testing::ThrowsMessage;

std::vector<double> values(const Tensor& t) {
  const Tensor d = t.to(kDouble).contiguous();
  return std::vector<double>(d.data_ptr<double>(), d.data_ptr<double>() + d.numel());
}

std::vector<int64_t> sizes(const Tensor& t) { return t.sizes().vec(); }

// 0 .. 23 as [2, 3, 4].
Tensor cube() { return arange(24., requires_grad()).view({2, 3, 4}) * 1; }

Tensor mask23() { return tensor({{true, false, true}, {false, true, true}}); }

std::string node_of(const Tensor& t) { return t.grad_fn() ? t.grad_fn()->name() : ""; }

// Expectations recorded from PyTorch 1.13.
TEST(TensorIndexTest, BasicIndicesMakeViewsWithPyTorchsNodes) {
  const Tensor x = cube();
  const std::vector<std::pair<Tensor, const char*>> views = {
      {x.index({1}), "SelectBackward0"},
      {x.index({Slice()}), "SliceBackward0"},
      {x.index({Slice(0, 2)}), "SliceBackward0"},
      {x.index({None}), "UnsqueezeBackward0"},
      {x.index({Ellipsis}), "AliasBackward0"},
      {x.index({"..."}), "AliasBackward0"},
      {x.index({0, Ellipsis, 1}), "SelectBackward0"},
      {x.index({tensor(0)}), "SelectBackward0"},
      {x[tensor(1)], "SelectBackward0"},
  };
  for (const auto& [view, node] : views) {
    EXPECT_TRUE(view.is_view());
    EXPECT_TRUE(view.array().shares_storage(x.array()));
    EXPECT_EQ(node_of(view), node);
    EXPECT_FALSE(view.is_same(x));
  }
}

TEST(TensorIndexTest, IntegersAndSlicesCountFromTheEndWhenNegative) {
  const Tensor x = cube();
  EXPECT_THAT(values(x.index({-1, Slice(-2), Slice(None, None, 3)})), ElementsAre(16, 19, 20, 23));
  EXPECT_THAT(values(x.index({0, Ellipsis, 1})), ElementsAre(1, 5, 9));
  EXPECT_EQ(sizes(x.index({Slice(None, None, 2), "...", Slice(1, 10)})),
            (std::vector<int64_t>{1, 3, 3}));
  EXPECT_EQ(sizes(x.index({Slice(5, None), 0})), (std::vector<int64_t>{0, 4}));
  EXPECT_EQ(sizes(x.index({0, Slice(2, 1)})), (std::vector<int64_t>{0, 4}));
  EXPECT_EQ(sizes(x.index({0, None, 1, None, None})), (std::vector<int64_t>{1, 1, 1, 4}));
  EXPECT_EQ(sizes(x.index({Slice(indexing::INDEX_MIN, indexing::INDEX_MAX)})), sizes(x));
  EXPECT_THAT(values(x.index({size_t{1}, 2, 3})), ElementsAre(23));
}

TEST(TensorIndexTest, IndexTensorsBroadcastAndStandWhereTheyBelong) {
  const Tensor x = cube();
  const Tensor t01 = tensor({0, 1}), t12 = tensor({1, 2});
  EXPECT_THAT(values(x.index({Slice(), t01, t12})), ElementsAre(1, 6, 13, 18));
  EXPECT_THAT(values(x.index({t01, Slice(), t12})), ElementsAre(1, 5, 9, 14, 18, 22));
  EXPECT_EQ(sizes(x.index({t01, Slice(), t12})), (std::vector<int64_t>{2, 3}));
  EXPECT_THAT(values(x.index({t01, None, t12})), ElementsAre(4, 5, 6, 7, 20, 21, 22, 23));
  EXPECT_EQ(sizes(x.index({t01, None, t12})), (std::vector<int64_t>{2, 1, 4}));
  EXPECT_EQ(sizes(x.index({tensor({{0, 1}, {1, 0}})})), (std::vector<int64_t>{2, 2, 3, 4}));
  EXPECT_THAT(values(x.index({tensor({-1}), 0, 0})), ElementsAre(12));
  EXPECT_THAT(values(x.index({tensor({0, 1}, kInt), 0, 0})), ElementsAre(0, 12));
  EXPECT_EQ(sizes(x.index({tensor({}, kLong)})), (std::vector<int64_t>{0, 3, 4}));
}

TEST(TensorIndexTest, MasksCoverTheirDimensions) {
  const Tensor x = cube();
  const Tensor m = mask23();
  EXPECT_EQ(sizes(x.index({m})), (std::vector<int64_t>{4, 4}));
  EXPECT_EQ(values(x.index({m.to(kByte)})), values(x.index({m})));
  EXPECT_THAT(values(x.index({m, tensor({0, 1, 2, 3})})), ElementsAre(0, 9, 18, 23));
  EXPECT_THAT(values(x.index({0, m[0], 1})), ElementsAre(1, 9));
  EXPECT_EQ(sizes(x.index({Ellipsis, tensor({true, false, false, true})})),
            (std::vector<int64_t>{2, 3, 2}));
  // What stands behind a mask of two dimensions takes the third (NumPy, PyTorch since 2).
  EXPECT_THAT(values(x.index({m, 3})), ElementsAre(3, 11, 19, 23));
  EXPECT_EQ(sizes(x.index({m, Slice(1, 3)})), (std::vector<int64_t>{4, 2}));
  EXPECT_EQ(sizes(x.index({m, None})), (std::vector<int64_t>{4, 1, 4}));
  EXPECT_THAT(values(x.index({m, None, tensor({0})})), ElementsAre(0, 8, 16, 20));
}

TEST(TensorIndexTest, BoolsAddADimension) {
  const Tensor x = cube();
  EXPECT_EQ(sizes(x.index({true})), (std::vector<int64_t>{1, 2, 3, 4}));
  EXPECT_EQ(node_of(x.index({true})), "IndexBackward0");
  EXPECT_EQ(sizes(x.index({false, 0})), (std::vector<int64_t>{0, 3, 4}));
  EXPECT_EQ(sizes(x.index({tensor(true), 0})), (std::vector<int64_t>{1, 3, 4}));
  EXPECT_THAT(values(x.index({1, true, 0, 0})), ElementsAre(12));
  EXPECT_EQ(sizes(x.index({0, tensor({0, 1}), true})), (std::vector<int64_t>{2, 4}));
  EXPECT_EQ(sizes(tensor(3.).index({true})), (std::vector<int64_t>{1}));
}

TEST(TensorIndexTest, AnEmptyListIsRefused) {
  const Tensor x = cube();
  EXPECT_THAT(
      [&] { x.index({}); },
      ThrowsMessage<Error>("Passing an empty index list to Tensor::index() is not valid syntax"));
  const auto refused = ThrowsMessage<Error>(
      "Passing an empty index list to Tensor::index_put_() is not valid syntax");
  EXPECT_THAT([&] { x.index_put_({}, 1); }, refused);
  EXPECT_THAT([&] { x.index_put_({}, x); }, refused);
}

TEST(TensorIndexTest, BadIndicesThrowPyTorchsTexts) {
  const Tensor x = cube();
  const auto index_error = [](const char* text) { return ThrowsMessage<IndexError>(StrEq(text)); };
  EXPECT_THAT([&] { x.index({5}); },
              index_error("index 5 is out of bounds for dimension 0 with size 2"));
  EXPECT_THAT(
      [&] {
        x.index({None, 5});
      },
      index_error("index 5 is out of bounds for dimension 1 with size 2"));
  EXPECT_THAT(
      [&] {
        x.index({0, 0, 0, 0});
      },
      index_error("too many indices for tensor of dimension 3"));
  EXPECT_THAT([&] { tensor(1.).index({0}); },
              index_error("invalid index of a 0-dim tensor. Use `tensor.item()` in Python or "
                          "`tensor.item<T>()` in C++ to convert a 0-dim tensor to a number"));
  EXPECT_THAT([&] { x.index({Tensor()}); },
              index_error("Can only index with tensors that are defined"));
  EXPECT_THAT(
      [&] {
        x.index({tensor({0, 5})});
      },
      index_error("index 5 is out of bounds for dimension 0 with size 2"));
  EXPECT_THAT(
      [&] {
        x.index({tensor({0, 1, 1}), tensor({0, 1})});
      },
      index_error("shape mismatch: indexing tensors could not be broadcast together with "
                  "shapes [3], [2]"));
  EXPECT_THAT(
      [&] {
        x.index({tensor({true, false, true})});
      },
      index_error("The shape of the mask [3] at index 0 does not match the shape of the "
                  "indexed tensor [2, 3, 4] at index 0"));
  EXPECT_THROW(x.index({tensor({0.5})}), IndexError);
  EXPECT_THROW(x.index({Ellipsis, Ellipsis, 0}), IndexError);
  EXPECT_THAT([&] { x.index({Slice(0, 2, -1)}); },
              ThrowsMessage<ValueError>(StrEq("step must be greater than zero")));
  EXPECT_THAT([&] { Slice(0, 2, 0); },
              ThrowsMessage<ValueError>(StrEq("slice step cannot be zero")));
  EXPECT_THAT([&] { x.index({"foo"}); },
              ThrowsMessage<ValueError>(
                  StrEq("Expected \"...\" to represent an ellipsis index, but got \"foo\"")));
}

TEST(TensorIndexTest, SubscriptsTakeZeroDimIntegerTensors) {
  const Tensor x = cube();
  EXPECT_THAT(values(x[1][tensor(2)][tensor(3, kInt)]), ElementsAre(23));
  const auto index_error = [](const char* text) { return ThrowsMessage<IndexError>(StrEq(text)); };
  EXPECT_THAT([&] { x[tensor({1})]; },
              index_error("Can only index with tensors that are scalars (zero-dim)"));
  EXPECT_THAT([&] { x[tensor(1.5)]; }, index_error("Can only index tensors with integral scalars"));
  EXPECT_THAT([&] { x[Tensor()]; }, index_error("Can only index with tensors that are defined"));
}

TEST(IndexPutTest, BasicIndicesWriteIntoTheViewAndConvert) {
  const Tensor x = zeros({2, 3});
  EXPECT_TRUE(x.index_put_({0}, 7).is_same(x));
  x.index_put_({1, Slice(1)}, tensor({1, 2}));
  EXPECT_THAT(values(x), ElementsAre(7, 7, 7, 0, 1, 2));
  x.index_put_({Ellipsis}, tensor({{{{5., 6., 7.}}}}));
  EXPECT_THAT(values(x), ElementsAre(5, 6, 7, 5, 6, 7));
  x.index_put_({Ellipsis, 0}, tensor(1.));
  EXPECT_THAT(values(x), ElementsAre(1, 6, 7, 1, 6, 7));
  const Tensor integers = arange(3);
  integers.index_put_({0}, 7.5);
  EXPECT_THAT(values(integers), ElementsAre(7, 1, 2));
}

TEST(IndexPutTest, MasksAndIndexTensorsWrite) {
  const Tensor x = arange(6.).view({2, 3});
  x.index_put_({mask23()}, -1);
  EXPECT_THAT(values(x), ElementsAre(-1, 1, -1, 3, -1, -1));
  x.index_put_({Slice(), tensor({0, 1})}, tensor({{{10., 20.}}}));
  EXPECT_THAT(values(x), ElementsAre(10, 20, -1, 10, 20, -1));
  x.index_put_({1, tensor({2, 0})}, tensor({1., 2.}));
  EXPECT_THAT(values(x), ElementsAre(10, 20, -1, 2, 20, 1));
  x.index_put_({tensor({}, kLong)}, 99);
  x.index_put_({false}, 99);
  EXPECT_THAT(values(x), ElementsAre(10, 20, -1, 2, 20, 1));
  x.index_put_({true}, 4);
  EXPECT_THAT(values(x), Each(4));
}

TEST(IndexPutTest, RecordsPyTorchsNodesAndGradients) {
  const Tensor leaf = arange(6., requires_grad());
  Tensor x = leaf.view({2, 3}) * 1;
  EXPECT_EQ(node_of(x.clone().index_put_({0}, 7)), "CopySlices");
  EXPECT_EQ(node_of(x.clone().index_put_({Ellipsis}, ones({3}))), "CopyBackwards");
  EXPECT_EQ(node_of(x.clone().index_put_({tensor({0})}, ones({3}))), "IndexPutBackward0");
  EXPECT_EQ(node_of(x.clone().index_put_({0, tensor({0})}, ones({1}))), "CopySlices");

  const Tensor v = tensor({1., 2.}, requires_grad());
  x.index_put_({0, tensor({2, 0})}, v * 2);
  sum(x * tensor({{1., 2., 3.}, {4., 5., 6.}})).backward();
  EXPECT_THAT(values(leaf.grad()), ElementsAre(0, 2, 0, 4, 5, 6));
  EXPECT_THAT(values(v.grad()), ElementsAre(6, 2));
}

TEST(IndexPutTest, BadWritesThrowAndChangeNothing) {
  const Tensor x = arange(6.).view({2, 3});
  EXPECT_THAT(
      [&] {
        x.index_put_({tensor({0, 1})}, ones({2}));
      },
      ThrowsMessage<Error>(StrEq("shape mismatch: value tensor of shape [2] cannot be "
                                 "broadcast to indexing result of shape [2, 3]")));
  EXPECT_THAT(
      [&] {
        x.index_put_({tensor({0, 1})}, ones({3}, kDouble));
      },
      ThrowsMessage<Error>(StrEq("Index put requires the source and destination dtypes "
                                 "match, got Float for the destination and Double for the "
                                 "source.")));
  EXPECT_THAT([&] { x.index_put_({0}, ones({2})); },
              ThrowsMessage<Error>(StrEq("The expanded size of the tensor (3) must match the "
                                         "existing size (2) at non-singleton dimension 0.  Target "
                                         "sizes: [3].  Tensor sizes: [2]")));
  EXPECT_THROW(x.index_put_({tensor({0, 9})}, 1), IndexError);
  EXPECT_THAT(values(x), ElementsAre(0, 1, 2, 3, 4, 5));

  const Tensor leaf = ones({2, 2}, requires_grad());
  EXPECT_THAT([&] { leaf.index_put_({0}, 5); },
              ThrowsMessage<Error>(StrEq("a view of a leaf Variable that requires grad is being "
                                         "used in an in-place operation.")));
  EXPECT_THAT([&] { leaf.index_put_({tensor({0})}, 5); },
              ThrowsMessage<Error>(StrEq("a leaf Variable that requires grad is being used in an "
                                         "in-place operation.")));
  EXPECT_THAT(values(leaf), Each(1));
}

}  // namespace
}  // namespace gradlab
