// What the recorded values of pointwise_golden_test.cc do not cover: dtypes of `into`, gradients of
// activations, large arrays.
#include "gradlab/tensor/kernels/unary.h"

#include <cmath>

#include "gmock/gmock.h"
#include "gradlab/tensor/kernels/test_arrays.h"
#include "gtest/gtest.h"

namespace gradlab::kernels {
namespace {

using ::testing::ElementsAre;
using ::testing::IsNan;

TEST(Unary, RoundsHalvesToEven) {
  EXPECT_THAT(values_of<double>(round(array_of<double>({0.5, 1.5, 2.5, -0.5, -1.5}))),
              ElementsAre(0, 2, 2, 0, -2));
}

TEST(Unary, ChecksTheDtypeOfInto) {
  const Array i = array_of<int64_t>({1, 2}), b = array_of<bool>({true, false});
  EXPECT_EQ(message_of([&] { exp(i, &i); }),
            "result type Float can't be cast to the desired output type Long");
  EXPECT_EQ(message_of([&] { sqrt(b, &b); }),
            "result type Float can't be cast to the desired output type Bool");
  EXPECT_EQ(message_of([&] { square(b, &b); }), "Found dtype Bool but expected Long");
  const Array expanded = array_of<float>({4}).expand({2});
  EXPECT_EQ(message_of([&] { sqrt(expanded, &expanded); }),
            "unsupported operation: more than one element of the written-to tensor refers to a "
            "single memory location. Please clone() the tensor before performing the operation.");
  const Array d = array_of<double>({0, 0});
  neg(i, &d);
  EXPECT_THAT(values_of<double>(d), ElementsAre(-1, -2));
}

TEST(Unary, IntegersFollowTheDefaultDtype) {
  set_default_dtype(kDouble);
  EXPECT_EQ(exp(array_of<int64_t>({1})).dtype(), kDouble);
  set_default_dtype(kFloat);
  EXPECT_EQ(exp(array_of<int64_t>({1})).dtype(), kFloat);
}

TEST(Unary, TransposedMatricesOfAnySizeInAndOut) {
  for (int64_t n : {1, 15, 16, 33, 131}) {
    const Array a = Array::empty({n, n + 2}, kFloat);
    for (int64_t i = 0; i < a.numel(); ++i) a.data<float>()[i] = static_cast<float>(i);
    const Array t = a.transpose(0, 1);
    const Array to = Array::empty(t.sizes(), kFloat);
    neg(t, &to);
    for (int64_t i = 0; i < t.numel(); ++i) {
      ASSERT_EQ(to.data<float>()[i], -element<float>(t, i));
    }
    neg(t, &t);
    for (int64_t i = 0; i < a.numel(); ++i) ASSERT_EQ(a.data<float>()[i], -static_cast<float>(i));
  }
}

TEST(Backward, ActivationsFromTheirOutputs) {
  const Array g = array_of<double>({2, 2, 2}), y = array_of<double>({0, 0.25, 1});
  EXPECT_THAT(values_of<double>(sigmoid_backward(g, y)), ElementsAre(0, 0.375, 0));
  EXPECT_THAT(values_of<double>(tanh_backward(g, y)), ElementsAre(2, 1.875, 0));
  const Array x = array_of<double>({-0.0, 0.5, NAN}), h = array_of<double>({3, 4, 5});
  EXPECT_THAT(values_of<double>(relu_backward(h, x)), ElementsAre(0, 4, 5));
  // A NaN that comes in does not reach an inactive unit.
  EXPECT_THAT(values_of<double>(relu_backward(array_of<double>({NAN, NAN, 1}), x)),
              ElementsAre(0, IsNan(), 1));
  relu_backward(h, x, &h);
  EXPECT_THAT(values_of<double>(h), ElementsAre(0, 4, 5));
}

}  // namespace
}  // namespace gradlab::kernels
