// What the recorded values of pointwise_golden_test.cc do not cover: numbers, comparison of whole
// arrays, results in arrays of other dtypes.
#include "gradlab/tensor/kernels/compare.h"

#include <cmath>

#include "gmock/gmock.h"
#include "gradlab/tensor/kernels/test_arrays.h"
#include "gtest/gtest.h"

namespace gradlab::kernels {
namespace {

using ::testing::ElementsAre;

// Recorded from PyTorch.
TEST(Compare, NumbersAreConvertedToTheDtypeOfTheArray) {
  const Array c = array_of<int8_t>({44, 1}), u = array_of<uint8_t>({1, 2});
  EXPECT_THAT(values_of<bool>(eq(c, 300)), ElementsAre(true, false));
  EXPECT_THAT(values_of<bool>(lt(u, -1)), ElementsAre(true, true));
  EXPECT_THAT(values_of<bool>(eq(array_of<int64_t>({1, -2}), 1.5)), ElementsAre(false, false));
  EXPECT_THAT(values_of<bool>(gt(2, u)), ElementsAre(true, false));
  EXPECT_THAT(values_of<bool>(le(array_of<bool>({false, true}), false)), ElementsAre(true, false));
}

TEST(Compare, ResultsCanBeWrittenToAnyDtype) {
  const Array f = array_of<float>({1, 5}), i = array_of<int64_t>({1, 5});
  eq(f, f, &f);
  EXPECT_THAT(values_of<float>(f), ElementsAre(1, 1));
  lt(i, 3, &i);
  EXPECT_THAT(values_of<int64_t>(i), ElementsAre(1, 0));
  const Array b = array_of<bool>({true, false});
  logical_not(b, &b);
  EXPECT_THAT(values_of<bool>(b), ElementsAre(false, true));
  EXPECT_EQ(message_of([&] {
              eq(f, array_of<float>({1, 2, 3, 4}, {2, 2}), &f);
            }),
            "output with shape [2] doesn't match the broadcast shape [2, 2]");
}

TEST(Equal, IsAboutShapesAndValues) {
  const Array a = array_of<float>({1, 2, 3, 4}, {2, 2});
  EXPECT_TRUE(equal(a, a));
  EXPECT_TRUE(equal(a, in_layout(Layout::kStepped, a)));
  EXPECT_FALSE(equal(a, a.transpose(0, 1)));
  EXPECT_FALSE(equal(a, a.view({4})));
  EXPECT_TRUE(equal(a.view({4}), array_of<int64_t>({1, 2, 3, 4})));
  EXPECT_FALSE(equal(array_of<float>({NAN}), array_of<float>({NAN})));
  EXPECT_TRUE(equal(Array::empty({0, 2}, kFloat), Array::empty({0, 2}, kFloat)));
  EXPECT_FALSE(equal(Array::empty({0, 2}, kFloat), Array::empty({2, 0}, kFloat)));
}

TEST(Allclose, AllowsAnAbsoluteAndARelativeError) {
  const Array a = array_of<double>({1, 1000}), b = array_of<double>({1 + 1e-6, 1000 + 9e-3});
  EXPECT_TRUE(allclose(a, b));
  EXPECT_FALSE(allclose(a, b, 1e-6));
  EXPECT_TRUE(allclose(a, b, 0, 0.01));
  EXPECT_FALSE(allclose(a, b, 0, 0));
  EXPECT_TRUE(allclose(a, a, 0, 0));
  EXPECT_TRUE(allclose(array_of<float>({2}, {1, 1}), array_of<float>({2, 2, 2})));
  // The relative error is of the second argument.
  EXPECT_TRUE(allclose(array_of<double>({1}), array_of<double>({2}), 0.5, 0));
  EXPECT_FALSE(allclose(array_of<double>({2}), array_of<double>({1}), 0.5, 0));
}

TEST(Allclose, InfinitiesAndNansAreCloseToTheirEqualsOnly) {
  const Array inf = array_of<float>({HUGE_VALF}), nan = array_of<float>({NAN});
  EXPECT_TRUE(allclose(inf, inf));
  EXPECT_FALSE(allclose(inf, array_of<float>({-HUGE_VALF})));
  EXPECT_FALSE(allclose(inf, array_of<float>({1})));
  EXPECT_FALSE(allclose(array_of<float>({1}), inf, 1));
  EXPECT_FALSE(allclose(nan, nan));
  EXPECT_TRUE(allclose(nan, nan, 0, 0, true));
  EXPECT_FALSE(allclose(nan, inf, 1, 1, true));
}

TEST(Allclose, ComparesIntegersAsFloats) {
  const Array i = array_of<int64_t>({1, -2}), u = array_of<uint8_t>({1});
  EXPECT_FALSE(allclose(i, array_of<int64_t>({2, -1})));
  EXPECT_TRUE(allclose(i, array_of<int64_t>({2, -1}), 0, 1));
  EXPECT_FALSE(allclose(u, array_of<uint8_t>({3}), 0, 1));
  EXPECT_TRUE(allclose(array_of<bool>({true, false}), array_of<bool>({true, false})));
  EXPECT_FALSE(allclose(array_of<bool>({true}), array_of<bool>({false})));
}

TEST(Allclose, RejectsMixedDtypesAndNegativeTolerances) {
  const Array f = array_of<float>({1}), d = array_of<double>({1});
  EXPECT_EQ(message_of([&] { allclose(f, d); }), "Float did not match Double");
  EXPECT_EQ(message_of([&] { allclose(f, f, -1); }),
            "rtol must be greater than or equal to zero, but got -1");
  EXPECT_EQ(message_of([&] { allclose(f, f, 0, -0.5); }),
            "atol must be greater than or equal to zero, but got -0.5");
  EXPECT_EQ(message_of([&] { allclose(f, f, NAN); }),
            "rtol must be greater than or equal to zero, but got nan");
}

}  // namespace
}  // namespace gradlab::kernels
