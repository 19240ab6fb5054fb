#include "gradlab/autograd/ops/factory.h"

#include <cmath>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gradlab/autograd/grad_mode.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/autograd/ops/random.h"
#include "gradlab/autograd/ops/shape.h"
#include "gradlab/tensor/error.h"
#include "gradlab/tensor/memory_format.h"
#include "gtest/gtest.h"

namespace gradlab {
namespace {

using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::StrEq;
using ::testing::ThrowsMessage;

template <class T>
std::vector<T> values(const Tensor& t) {
  return std::vector<T>(t.data_ptr<T>(), t.data_ptr<T>() + t.numel());
}

std::vector<int64_t> sizes(const Tensor& t) { return t.sizes().vec(); }
std::vector<int64_t> strides(const Tensor& t) { return t.strides().vec(); }

TEST(FactoryTest, ZerosOnesAndFullHaveTheDtypeOfTheirOptions) {
  EXPECT_THAT(values<float>(zeros({2, 2})), ElementsAre(0, 0, 0, 0));
  EXPECT_THAT(values<int16_t>(ones({3}, kShort)), ElementsAre(1, 1, 1));
  EXPECT_THAT(values<bool>(ones({2}, kBool)), ElementsAre(true, true));
  EXPECT_THAT(values<int32_t>(full({2}, 3.5, kInt)), ElementsAre(3, 3));
  EXPECT_THAT(sizes(empty({2, 0, 3})), ElementsAre(2, 0, 3));
  EXPECT_THAT(sizes(ones({})), ElementsAre());
  EXPECT_THAT(sizes(ones(3)), ElementsAre(3));
}

TEST(FactoryTest, FullInfersItsDtypeFromTheNumber) {
  EXPECT_EQ(full({2}, 3).dtype(), kLong);
  EXPECT_EQ(full({2}, true).dtype(), kBool);
  EXPECT_EQ(full({2}, 3.5).dtype(), kFloat);
  EXPECT_EQ(scalar_tensor(3).dtype(), kFloat);
  EXPECT_EQ(scalar_tensor(true).dtype(), kFloat);
}

TEST(FactoryTest, OptionsMakeALeafThatRequiresGradAlsoUnderNoGrad) {
  NoGradGuard no_grad;
  const Tensor t = ones({2}, requires_grad());
  EXPECT_TRUE(t.requires_grad());
  EXPECT_TRUE(t.is_leaf());
  EXPECT_FALSE(zeros({2}).requires_grad());
}

TEST(FactoryTest, IntegersThatRequireGradientsThrow) {
  const auto refuses =
      ThrowsMessage<Error>(StrEq("Only Tensors of floating point and complex dtype can require "
                                 "gradients"));
  EXPECT_THAT([] { ones({2}, dtype(kLong).requires_grad(true)); }, refuses);
  EXPECT_THAT([] { arange(5, requires_grad()); }, refuses);
  EXPECT_THAT([] { zeros_like(ones({2}, kBool), requires_grad()); }, refuses);
  EXPECT_TRUE(arange(5., requires_grad()).requires_grad());
}

TEST(FactoryTest, DevicesThatAreNotThereThrow) {
  EXPECT_THAT([] { ones({2}, kCUDA); },
              ThrowsMessage<Error>(StrEq("gradlab is not linked with support for cuda devices")));
  EXPECT_THAT([] { zeros({2}, device("cuda:1")); },
              ThrowsMessage<Error>(StrEq("gradlab is not linked with support for cuda devices")));
  EXPECT_EQ(ones({2}, kCPU).device(), Device("cpu"));
}

TEST(FactoryTest, OtherLayoutsThanStridedThrow) {
  EXPECT_THAT([] { ones({2}, kSparse); }, ThrowsMessage<NotImplementedError>(
                                              StrEq("gradlab has no tensors of layout Sparse")));
  EXPECT_EQ(str(kSparse, kSparseCsr, kMkldnn, kSparseBsc), "SparseSparseCsrMkldnnSparseBsc");
  EXPECT_EQ(ones({2}, kStrided).layout(), kStrided);
}

TEST(FactoryTest, BadSizesThrow) {
  EXPECT_THAT(
      [] { ones({-2}); },
      ThrowsMessage<Error>(StrEq("Trying to create tensor with negative dimension -2: [-2]")));
  EXPECT_THAT([] { eye(-1); },
              ThrowsMessage<Error>(StrEq("n must be greater or equal to 0, got -1")));
  EXPECT_THAT([] { eye(2, -1); },
              ThrowsMessage<Error>(StrEq("m must be greater or equal to 0, got -1")));
  EXPECT_THAT([] { linspace(0, 1, -5); },
              ThrowsMessage<Error>(StrEq("number of steps must be non-negative")));
  EXPECT_THROW(zeros({int64_t{1} << 40, int64_t{1} << 40}), Error);
}

TEST(FactoryTest, ArangeIsLongForIntegersAndFloatingOtherwise) {
  EXPECT_THAT(values<int64_t>(arange(5)), ElementsAre(0, 1, 2, 3, 4));
  EXPECT_THAT(values<int64_t>(arange(5, 0, -2)), ElementsAre(5, 3, 1));
  EXPECT_THAT(values<float>(arange(1, 4.)), ElementsAre(1, 2, 3));
  EXPECT_THAT(values<double>(arange(0, 1, 0.25, kDouble)), ElementsAre(0, 0.25, 0.5, 0.75));
  EXPECT_THAT(values<float>(arange(3, kFloat)), ElementsAre(0, 1, 2));
  EXPECT_THAT(
      [] { arange(5, 1); },
      ThrowsMessage<Error>(StrEq("upper bound and larger bound inconsistent with step sign")));
  EXPECT_THAT([] { arange(1, 5, 0); }, ThrowsMessage<Error>(StrEq("step must be nonzero")));
}

// Values recorded from PyTorch 1.13.
TEST(FactoryTest, LinspaceAndLogspaceIncludeBothEnds) {
  EXPECT_THAT(values<float>(linspace(0, 1, 5)), ElementsAre(0, 0.25, 0.5, 0.75, 1));
  EXPECT_THAT(values<int64_t>(linspace(0, 10, 5, kLong)), ElementsAre(0, 2, 5, 7, 10));
  EXPECT_THAT(values<float>(logspace(0, 2, 3)), ElementsAre(1, 10, 100));
  EXPECT_THAT(values<float>(logspace(-1, 2, 4, 2)), ElementsAre(0.5, 1, 2, 4));
}

TEST(FactoryTest, EyeHasOnesOnTheDiagonal) {
  EXPECT_THAT(values<float>(eye(2, 3)), ElementsAre(1, 0, 0, 0, 1, 0));
  EXPECT_THAT(values<int64_t>(eye(2, kLong)), ElementsAre(1, 0, 0, 1));
}

TEST(FactoryTest, LikeKeepsDenseStridesAndTheDtype) {
  const Tensor t = transpose(ones({2, 3}, dtype(kDouble).requires_grad(true)), 0, 1);
  const Tensor z = zeros_like(t);
  EXPECT_THAT(strides(z), ElementsAre(1, 3));
  EXPECT_EQ(z.dtype(), kDouble);
  EXPECT_FALSE(z.requires_grad());
  EXPECT_EQ(ones_like(t, kLong).dtype(), kLong);
  EXPECT_TRUE(ones_like(t, requires_grad()).requires_grad());
  EXPECT_THAT(values<double>(full_like(t, 2.5)), Each(2.5));
  EXPECT_THAT(strides(empty_like(expand(ones({3}), {2, 3}))), ElementsAre(3, 1));
}

TEST(FactoryTest, LikeTakesAMemoryFormat) {
  const Tensor t = ones({1, 2, 1, 3}), turned = ones({2, 3}).t();
  EXPECT_THAT(strides(zeros_like(t, {}, MemoryFormat::ChannelsLast)), ElementsAre(6, 1, 6, 2));
  EXPECT_THAT(strides(ones_like(t, MemoryFormat::ChannelsLast)), ElementsAre(6, 1, 6, 2));
  EXPECT_THAT(strides(full_like(turned, 2, {}, MemoryFormat::Contiguous)), ElementsAre(2, 1));
  EXPECT_THAT(strides(randn_like(turned, {}, MemoryFormat::Contiguous)), ElementsAre(2, 1));
  EXPECT_THAT(strides(rand_like(turned, {}, MemoryFormat::Preserve)), ElementsAre(1, 3));
  EXPECT_THAT(strides(randint_like(t, 5, MemoryFormat::ChannelsLast)), ElementsAre(6, 1, 6, 2));
  EXPECT_THAT(strides(empty({1, 2, 1, 3}, MemoryFormat::ChannelsLast)), ElementsAre(6, 1, 6, 2));
  EXPECT_THAT(strides(t.to(memory_format(MemoryFormat::ChannelsLast).dtype(kDouble))),
              ElementsAre(6, 1, 6, 2));
  EXPECT_THAT([&] { zeros_like(turned, {}, MemoryFormat::ChannelsLast); },
              ThrowsMessage<Error>(StrEq("required rank 4 tensor to use channels_last format")));
  EXPECT_THAT([&] { empty({1}, MemoryFormat::Contiguous, MemoryFormat::Contiguous); },
              ThrowsMessage<Error>(StrEq(
                  "Cannot set memory_format both in TensorOptions and explicit argument; please "
                  "delete the redundant setter.")));
}

TEST(FactoryTest, NewTensorsHaveTheDtypeOfTheirMaker) {
  const Tensor t = ones({2}, kDouble);
  EXPECT_EQ(t.new_zeros({3}).dtype(), kDouble);
  EXPECT_EQ(t.new_ones({3}, kInt).dtype(), kInt);
  EXPECT_EQ(t.new_full({3}, 2).dtype(), kDouble);
  EXPECT_THAT(sizes(t.new_empty({3, 1})), ElementsAre(3, 1));
  EXPECT_TRUE(t.new_zeros({1}, requires_grad()).requires_grad());
}

TEST(FactoryTest, EmptyStridedChecksItsStrides) {
  EXPECT_THAT(strides(empty_strided({2, 3}, {1, 2})), ElementsAre(1, 2));
  EXPECT_THAT(
      [] {
        empty_strided({2, 3}, {1});
      },
      ThrowsMessage<Error>(StrEq("dimensionality of sizes (2) must match dimensionality of "
                                 "strides (1)")));
  EXPECT_THROW(empty_strided({2, 3}, {-1, 2}), Error);
}

TEST(FromBlobTest, SharesTheCallersMemory) {
  float data[6] = {1, 2, 3, 4, 5, 6};
  const Tensor t = from_blob(data, {2, 3});
  EXPECT_EQ(t.data_ptr<float>(), data);
  t.select(0, 0).fill_(7);
  EXPECT_EQ(data[2], 7);
  EXPECT_EQ(data[3], 4);
  EXPECT_EQ(from_blob(data, {3, 2}, {1, 3}).select(1, 1).data_ptr<float>(), data + 3);
  EXPECT_TRUE(from_blob(data, {6}, requires_grad()).requires_grad());
  EXPECT_EQ(from_blob(nullptr, {0}).numel(), 0);
}

TEST(FromBlobTest, CallsTheDeleterOnceWhenTheLastViewIsGone) {
  double data[4] = {1, 2, 3, 4};
  int calls = 0;
  void* got = nullptr;
  {
    Tensor view;
    {
      const Tensor t = from_blob(
          data, {2, 2},
          [&](void* p) {
            ++calls;
            got = p;
          },
          kDouble);
      view = t.select(0, 1);
    }
    EXPECT_EQ(calls, 0);
    EXPECT_EQ(view.data_ptr<double>()[1], 4);
  }
  EXPECT_EQ(calls, 1);
  EXPECT_EQ(got, data);
}

TEST(FromBlobTest, ThrowsWithoutCallingTheDeleter) {
  float data[4] = {};
  int calls = 0;
  const auto deleter = [&](void*) { ++calls; };
  EXPECT_THAT(
      [&] {
        from_blob(data, {2, -3}, deleter);
      },
      ThrowsMessage<Error>(StrEq("Trying to create tensor with negative dimension -3: [2, -3]")));
  EXPECT_THROW(from_blob(data, {2, 2}, {1}, deleter), Error);
  EXPECT_THROW(from_blob(data, {2, 2}, {-1, 1}, deleter), Error);
  EXPECT_THROW(from_blob(data, {2, 2}, {int64_t{1} << 62, int64_t{1} << 62}, deleter), Error);
  EXPECT_THROW(from_blob(nullptr, {2}, deleter), Error);
  EXPECT_EQ(calls, 0);
}

TEST(DeviceTest, ReadsAndWritesPyTorchsNames) {
  EXPECT_EQ(Device("cpu"), Device(kCPU));
  EXPECT_EQ(Device("cuda:1"), Device(kCUDA, 1));
  for (const char* name : {"cpu", "cuda", "cuda:1", "cpu:0"}) EXPECT_EQ(Device(name).str(), name);
}

TEST(DeviceTest, RefusesOtherTexts) {
  EXPECT_THAT([] { Device(""); }, ThrowsMessage<Error>(StrEq("Device string must not be empty")));
  EXPECT_THAT([] { Device("foo"); },
              ThrowsMessage<Error>(
                  StrEq("Expected one of cpu, cuda device type at start of device string: foo")));
  for (const char* name : {"cuda:", "cuda:-1", "cuda:a", "cuda:01", "cuda:1:2"}) {
    EXPECT_THAT([=] { Device{name}; },
                ThrowsMessage<Error>(StrEq("Invalid device string: '" + std::string(name) + "'")));
  }
  EXPECT_THROW(Device("cuda:99999999999999999999"), Error);
}

}  // namespace
}  // namespace gradlab
