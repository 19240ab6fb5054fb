// The texts of the errors of the pointwise, reducing, scanning and sorting families, and what these
// do at the ends of the integers.
#include <cmath>
#include <functional>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "gradlab/autograd/ops/activation.h"
#include "gradlab/autograd/ops/compare.h"
#include "gradlab/autograd/ops/factory.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/autograd/ops/reduce.h"
#include "gradlab/autograd/ops/scan.h"
#include "gradlab/autograd/ops/second_names.h"
#include "gradlab/autograd/ops/sort.h"
#include "gradlab/autograd/ops/special.h"
#include "gradlab/autograd/ops/unary.h"
#include "gradlab/tensor/error.h"
#include "gtest/gtest.h"

namespace gradlab {
namespace {

using Call = std::function<void()>;

void expect_texts(const std::vector<std::pair<Call, std::string>>& cases) {
  for (const auto& [call, text] : cases) {
    try {
      call();
      ADD_FAILURE() << "does not throw: " << text;
    } catch (const Error& error) {
      EXPECT_EQ(std::string(error.what()), text);
    }
  }
}

template <class T>
Tensor tensor_of(const std::vector<T>& values) {
  Tensor t = empty({static_cast<int64_t>(values.size())}, dtype_of<T>());
  for (size_t i = 0; i < values.size(); ++i) t.data_ptr<T>()[i] = values[i];
  return t;
}

const Tensor& x() {
  static const Tensor t = tensor_of<double>({0.3, -0.6, 0.9});
  return t;
}
const Tensor& whole() {
  static const Tensor t = tensor_of<int64_t>({1, 2, 3});
  return t;
}

TEST(PointwiseErrorsTest, SayWhatIsWrong) {
  const Tensor flags = ones({1}, kBool);
  expect_texts({
      {[] { clamp(x(), std::optional<Tensor>(), std::optional<Tensor>()); },
       "torch.clamp: At least one of 'min' or 'max' must not be None"},
      {[] { whole().clone().clamp_(x()); },
       "result type Double can't be cast to the desired output type Long"},
      {[] { whole().clone().float_power_(2); },
       "the base given to float_power_ has dtype Long but the operation's result requires dtype "
       "Double"},
      {[] { heaviside(x(), whole()); },
       "heaviside is not yet implemented for tensors with different dtypes."},
      {[] { polygamma(-1, x()); }, "polygamma(n, x) does not support negative n."},
      {[&] { mvlgamma(flags, 1); }, "The input tensor may not be a boolean tensor."},
      {[] { mvlgamma(x(), 0); }, "p has to be greater than or equal to 1"},
      {[] { frexp(whole()); }, "torch.frexp() only supports floating-point dtypes"},
      {[&] { positive(flags); }, "The `+` operator, on a bool tensor is not supported."},
      {[] { round(whole(), 1); }, "\"round_cpu\" not implemented for 'Long'"},
      {[] { gcd(x(), x()); }, "\"gcd_cpu\" not implemented for 'Double'"},
      {[] { bitwise_left_shift(x(), 2); }, "\"lshift_cpu\" not implemented for 'Double'"},
      {[] { isclose(x(), whole()); }, "Double did not match Long"},
      {[] { isclose(x(), x(), -1); }, "rtol must be greater than or equal to zero, but got -1"},
      {[] { isclose(x(), x(), 0, -1); }, "atol must be greater than or equal to zero, but got -1"},
      {[] { x().clone().div_(x(), "up"); },
       "div expected rounding_mode to be one of None, 'trunc', or 'floor' but found 'up'"},
  });
}

TEST(ActivationErrorsTest, SayWhatIsWrong) {
  const Tensor flags = ones({1}, kBool), bytes = ones({1}, kByte), matrix = ones({1, 3}, kDouble);
  expect_texts({
      {[] { softshrink(x(), -1); }, "lambda must be greater or equal to 0, but found to be -1."},
      {[&] { hardtanh(flags); }, "Bool inputs not supported for hardtanh"},
      {[&] { hardtanh(bytes); }, "cannot do hardtanh on an unsigned type with negative limits"},
      {[] { celu(x(), 0); }, "ZeroDivisionError: alpha cannot be 0 for CELU"},
      {[] { gelu(x(), "erf"); }, "approximate argument must be either none or tanh."},
      {[] { gelu(whole()); }, "\"GeluKernelImpl\" not implemented for 'Long'"},
      {[] { glu(x()); }, "Halving dimension must be even, but dimension 0 is size 3"},
      {[] { glu(x().select(0, 0)); },
       "glu does not support scalars because halving size must be even"},
      {[&] {
         prelu(matrix, tensor_of<double>({1, 2}));
       },
       "Mismatch of parameter numbers and input channel size. Found parameter numbers = 2 and "
       "channel size = 3."},
      {[&] { prelu(matrix, matrix); },
       "prelu: Expected `weight` to be a scalar or 1D tensor, but got: ndim = 2"},
      {[] { prelu(x(), tensor_of<float>({1})); },
       "prelu: Type promoting not supported. Got Double and Float"},
      {[] { prelu(x().select(0, 0), x()); }, "Not allow zero-dim input tensor."},
  });
}

TEST(ReductionErrorsTest, SayWhatIsWrong) {
  const Tensor none = zeros({0}), rows = zeros({0, 3}), column = x().view({3, 1});
  expect_texts({
      {[&] { aminmax(none); },
       "aminmax(): cannot compute aminmax over an empty dimension as the operation has no "
       "identity."},
      {[&] { aminmax(rows, 0); }, "aminmax: Expected reduction dim 0 to have non-zero size."},
      {[] { nanmean(whole()); },
       "nanmean(): expected input to have floating point dtype but got Long"},
      {[] { std_mean(whole()); }, "std_mean only support floating point and complex dtypes"},
      {[] { renorm(x(), 2, 0, 1); }, "renorm: input needs at least 2 dimensions, got 1 dimensions"},
      {[&] { renorm(column, -1, 0, 1); }, "renorm: non-positive-norm not supported"},
      {[&] { renorm(column, 2, 0, -0.5); }, "renorm: expected maxnorm to be >= 0 but got -0.5"},
      {[] { sum_to_size(x(), 2); }, "size {[2]} is not expandable to size {[3]}."},
  });
}

TEST(ScanErrorsTest, SayWhatIsWrong) {
  expect_texts({
      {[] { whole().clone().cumsum_(0, kDouble); },
       "Bad in-place call: input tensor dtype long int and output tensor dtype double should "
       "match"},
      {[] { cumsum(x(), 1); },
       "Dimension out of range (expected to be in range of [-1, 0], but got 1)"},
      {[] { logcumsumexp(whole(), 0); }, "\"logcumsumexp_out_cpu\" not implemented for 'Long'"},
      {[] { diff(zeros({})); }, "diff expects input to be at least one-dimensional"},
      {[] { diff(x(), -1); }, "order must be non-negative but got -1"},
      {[] {
         diff(x(), 1, 0, zeros({1, 3}));
       },
       "diff expects prepend or append to be the same dimension as input"},
      {[] {
         diff(zeros({2, 3}), 1, 0, zeros({1, 2}));
       },
       "diff expects the shape of tensor to prepend or append to match that of input except along "
       "the differencing dimension; input.size(1) = 3, but got tensor.size(1) = 2"},
  });
}

TEST(SortErrorsTest, SayWhatIsWrong) {
  const Tensor rows = zeros({0, 3}), flags = ones({1}, kBool);
  expect_texts({
      {[] { topk(x(), 4); }, "selected index k out of range"},
      {[] { topk(x(), -1); }, "selected index k out of range"},
      {[&] { topk(flags, 1); }, "\"topk_cpu\" not implemented for 'Bool'"},
      {[] { kthvalue(x(), 0); }, "kthvalue(): selected number k out of range for dimension 0"},
      {[] { kthvalue(x(), 4); }, "kthvalue(): selected number k out of range for dimension 0"},
      {[&] { kthvalue(rows, 1, 0); },
       "kthvalue(): Expected reduction dim 0 to have non-zero size."},
      {[&] { median(rows, 0); }, "median(): Expected reduction dim 0 to have non-zero size."},
      {[&] { median(flags); }, "\"median_cpu\" not implemented for 'Bool'"},
      {[&] { mode(rows, 0); }, "mode(): Expected reduction dim 0 to have non-zero size."},
      {[] { quantile(x(), 1.3); }, "quantile() q must be in the range [0, 1] but got 1.3"},
      {[] {
         quantile(x(), tensor_of<double>({0.3, 1.5}));
       },
       "quantile() q values must be in the range [0, 1]"},
      {[] { quantile(x(), tensor_of<float>({0.3f})); },
       "quantile() q tensor must be same dtype as the input tensor"},
      {[] {
         quantile(x(), x().view({3, 1}));
       },
       "quantile() q must be a scalar or 1D tensor"},
      {[] { quantile(zeros({0}), 0.5); }, "quantile() input tensor must be non-empty"},
      {[] { quantile(x(), 0.5, std::nullopt, false, "foo"); },
       "quantile() interpolation must be one of linear, lower, higher, midpoint or nearest, but "
       "got foo"},
      {[] {
         unique_dim(zeros({3, 0}), 0);
       },
       "There are 0 sized dimensions, and they aren't selected, so unique cannot be applied"},
      {[] { bincount(-whole()); }, "bincount only supports 1-d non-negative integral inputs."},
      {[] {
         bincount(whole().view({1, 3}));
       },
       "bincount only supports 1-d non-negative integral inputs."},
      {[] { bincount(x()); }, "\"bincount_cpu\" not implemented for 'Double'"},
      {[] { bincount(whole(), x().slice(0, 0, 2)); },
       "weights should be 1-d and have the same length as input"},
      {[] { bincount(whole(), {}, -1); }, "minlength should be >= 0"},
      {[] { histc(x(), 4, 1, 0); }, "torch.histc: max must be larger than min"},
      {[] { histc(whole(), 3); }, "\"histogram_cpu\" not implemented for 'Long'"},
      {[] { histc(tensor_of<double>({NAN}), 4); },
       "torch.histc: range of [nan, nan] is not finite"},
      {[] { histc(x(), 0); }, "torch.histogram(): bins must be > 0, but got 0 for dimension 0"},
      {[] {
         searchsorted(zeros({2, 3}), zeros({3, 1}));
       },
       "torch.searchsorted(): boundaries tensor should be 1 dimension or the first N-1 dimensions "
       "of boundaries tensor and input value tensor must match, but we got boundaries tensor [2, "
       "3] and input value tensor [3, 1]"},
      {[] { searchsorted(x(), x(), false, true, "left"); },
       "torch.searchsorted(): side and right can't be set to opposites, got side of left while "
       "right was True"},
      {[] { searchsorted(x(), x(), false, false, std::nullopt, whole()); },
       "torch.searchsorted(): sorter index out of range"},
      {[] {
         bucketize(x(), zeros({2, 2}));
       },
       "boundaries tensor must be 1 dimension, but got dim(2)"},
  });
}

// x is unchanged by an operation in place that refuses its operands.
TEST(PointwiseErrorsTest, LeaveTheOperandUnchanged) {
  const Tensor t = whole().clone();
  EXPECT_THROW(t.clamp_(x()), Error);
  EXPECT_THROW(t.cumsum_(0, kDouble), Error);
  EXPECT_THROW(t.remainder_(zeros({3}, kLong)), Error);
  EXPECT_TRUE(t.equal(whole()));
  EXPECT_EQ(t._version(), 0);
}

TEST(IntegerEndsTest, WrapAround) {
  constexpr int64_t kMin = std::numeric_limits<int64_t>::min();
  const Tensor smallest = tensor_of<int64_t>({kMin}), minus_one = tensor_of<int64_t>({-1});
  EXPECT_EQ(gcd(smallest, zeros({1}, kLong)).item<int64_t>(), kMin);
  EXPECT_EQ(gcd(smallest, tensor_of<int64_t>({6})).item<int64_t>(), 2);
  EXPECT_EQ(lcm(smallest, minus_one).item<int64_t>(), kMin);
  EXPECT_EQ(floor_divide(smallest, minus_one).item<int64_t>(), kMin);
  EXPECT_EQ(cumprod(tensor_of<int64_t>({kMin, -1}), 0).select(0, 1).item<int64_t>(), kMin);
}

TEST(ShiftsTest, AreDefinedForEveryCount) {
  const Tensor t = tensor_of<int64_t>({1, -8, 3, -8}), by = tensor_of<int64_t>({70, -1, 64, 1});
  EXPECT_TRUE(bitwise_left_shift(t, by).equal(tensor_of<int64_t>({0, 0, 0, -16})));
  EXPECT_TRUE(bitwise_right_shift(t, by).equal(tensor_of<int64_t>({0, -1, 0, -4})));
  const Tensor bytes = tensor_of<uint8_t>({200, 200});
  EXPECT_TRUE(
      bitwise_right_shift(bytes, tensor_of<uint8_t>({3, 8})).equal(tensor_of<uint8_t>({25, 0})));
  const Tensor small = tensor_of<int8_t>({-128, 127});
  EXPECT_TRUE(bitwise_left_shift(small, 1).equal(tensor_of<int8_t>({0, -2})));
}

TEST(SortTest, EveryNaNIsDistinct) {
  const auto [values, inverse, counts] =
      _unique2(tensor_of<double>({1, NAN, 0, NAN}), true, true, true);
  EXPECT_TRUE(values.allclose(tensor_of<double>({0, 1, NAN, NAN}), 0, 0, true));
  EXPECT_TRUE(inverse.equal(tensor_of<int64_t>({1, 2, 0, 3})));
  EXPECT_TRUE(counts.equal(ones({4}, kLong)));
}

TEST(SortTest, OfNothingTheMedianIsNaN) {
  EXPECT_TRUE(std::isnan(median(zeros({0, 3})).item<float>()));
  EXPECT_TRUE(std::isnan(nanmedian(zeros({0})).item<float>()));
  EXPECT_TRUE(std::isnan(nanmean(zeros({0})).item<float>()));
}

TEST(AliasesTest, AreTheOperationsThatTheyName) {
  EXPECT_TRUE(x().absolute().equal(x().abs()));
  EXPECT_TRUE(absolute(x()).equal(x().abs()));
  EXPECT_TRUE(greater(x(), 0).equal(x() > 0));
  EXPECT_TRUE(divide(x(), 0.5, "trunc").equal(tensor_of<double>({0, -1, 1})));
  EXPECT_TRUE(x().multiply(2).equal(x() * 2));
  EXPECT_TRUE(x().subtract(x(), 3).allclose(x() * -2));
  EXPECT_TRUE(x().divide(0.5, "floor").equal(tensor_of<double>({0, -2, 1})));
  EXPECT_TRUE(x().greater_equal(0).equal(x() >= 0));
  EXPECT_TRUE(x().arctan2(x().negative()).equal(x().atan2(-x())));
  EXPECT_TRUE(x().clip(0.0, 0.5).equal(x().clamp(0, 0.5)));
  const Tensor t = x().clone();
  EXPECT_TRUE(t.less_(0).equal(tensor_of<double>({0, 1, 0})));
  EXPECT_EQ(t._version(), 1);
}

}  // namespace
}  // namespace gradlab
