// What c10's and ATen's headers of numbers and shapes name.
#include <ATen/AccumulateType.h>
#include <ATen/ExpandUtils.h>
#include <ATen/InferSize.h>
#include <ATen/OpMathType.h>
#include <ATen/Parallel.h>
#include <ATen/TensorGeometry.h>
#include <c10/core/SymInt.h>
#include <c10/util/TypeCast.h>
#include <c10/util/TypeSafeSignMath.h>
#include <c10/util/accumulate.h>
#include <c10/util/complex.h>
#include <c10/util/copysign.h>
#include <c10/util/safe_numerics.h>
#include <gmock/gmock.h>
#include <torch/csrc/autograd/functions/tensor.h>
#include <torch/torch.h>

#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <string>
#include <type_traits>
#include <vector>

namespace {

using testing::ElementsAre;
using testing::StartsWith;
using testing::ThrowsMessage;

TEST(Numbers, SizesAreMultipliedInParts) {
  const std::vector<int64_t> sizes{2, 3, 4};
  EXPECT_EQ(c10::numelements_from_dim(1, sizes), 12);
  EXPECT_EQ(c10::numelements_from_dim(3, sizes), 1);
  EXPECT_EQ(c10::numelements_to_dim(2, sizes), 6);
  EXPECT_EQ(c10::numelements_between_dim(0, 2, sizes), 6);
  EXPECT_EQ(c10::numelements_between_dim(2, 1, sizes), 3);
  EXPECT_THROW(c10::numelements_to_dim(4, sizes), c10::Error);
  EXPECT_THROW(c10::numelements_between_dim(0, 3, sizes), c10::Error);
}

TEST(Numbers, OverflowIsTold) {
  uint64_t u = 0;
  EXPECT_FALSE(c10::mul_overflows(uint64_t{3}, uint64_t{4}, &u));
  EXPECT_EQ(u, 12u);
  EXPECT_TRUE(c10::add_overflows(std::numeric_limits<uint64_t>::max(), uint64_t{1}, &u));
  int64_t i = 0;
  EXPECT_TRUE(c10::mul_overflows(std::numeric_limits<int64_t>::max(), int64_t{2}, &i));
}

TEST(Numbers, SignsAreTold) {
  EXPECT_EQ(c10::signum(-2.5), -1);
  EXPECT_EQ(c10::signum(0), 0);
  EXPECT_FALSE(c10::is_negative(3u));
  EXPECT_TRUE(c10::signs_differ(-1, 2u));
  EXPECT_EQ(c10::copysign(3.f, -0.f), -3.f);
  EXPECT_EQ((c10::convert<int, double>(2.75)), 2);
}

TEST(Numbers, TypesOfSums) {
  static_assert(std::is_same_v<at::acc_type<float, false>, double>);
  static_assert(std::is_same_v<at::acc_type<int8_t, false>, int64_t>);
  static_assert(std::is_same_v<at::acc_type<at::Half, false>, float>);
  static_assert(std::is_same_v<at::acc_type<bool, false>, bool>);
  static_assert(std::is_same_v<at::opmath_type<at::BFloat16>, float>);
  static_assert(std::is_same_v<at::opmath_type<double>, double>);
  static_assert(std::is_same_v<c10::SymInt, int64_t>);
}

TEST(Numbers, ComplexNumbersAreThoseOfTheStandard) {
  const c10::complex<float> z(1, 2);
  EXPECT_EQ((z * z).real(), -3);
  static_assert(c10::is_complex<c10::complex<double>>::value && !c10::is_complex<float>::value);
  static_assert(std::is_same_v<c10::scalar_value_type<c10::complex<double>>::type, double>);
}

TEST(Numbers, SumsOfRangesAreTheSameForEveryNumberOfThreads) {
  const auto sum = [](int64_t first, int64_t last, double sum) {
    for (int64_t i = first; i < last; ++i) sum += 0.1 * static_cast<double>(i);
    return sum;
  };
  const int threads = at::get_num_threads();
  const double here = at::parallel_reduce(0, 1000, 64, 0., sum, std::plus<double>());
  at::set_num_threads(1);
  EXPECT_EQ(at::parallel_reduce(0, 1000, 64, 0., sum, std::plus<double>()), here);
  at::set_num_threads(threads);
  EXPECT_NEAR(here, 49950, 1e-6);
  EXPECT_EQ(at::parallel_reduce(3, 3, 64, 5., sum, std::plus<double>()), 5.);
}

TEST(Numbers, SizesAreInferredAndExpanded) {
  EXPECT_THAT(at::infer_size({2, -1}, int64_t{6}), ElementsAre(2, 3));
  EXPECT_THAT([] { at::infer_size({4, -1}, int64_t{6}); },
              ThrowsMessage<c10::Error>("shape '[4, -1]' is invalid for input of size 6"));
  const torch::Tensor column = torch::ones({2, 1}), row = torch::ones({3}),
                      both = torch::ones({2, 3});
  const auto [a, b] = at::expand_outplace(column, row);
  EXPECT_EQ(a->sizes(), both.sizes());
  EXPECT_EQ(b->sizes(), both.sizes());
  const auto same = at::expand_inplace(both, both);
  EXPECT_EQ(&*same, &both);
  EXPECT_EQ(at::expand_inplace(both, row)->sizes(), both.sizes());
  EXPECT_EQ(at::TensorGeometry(both.t()).strides(), at::IntArrayRef({1, 3}));
}

TEST(Numbers, NodesAreCastAsSharedPointers) {
  const torch::Tensor x = torch::ones({4}, torch::requires_grad()), base = x * 1;
  base.narrow(0, 1, 2).mul_(5);
  const auto slices = std::dynamic_pointer_cast<torch::autograd::CopySlices>(base.grad_fn());
  ASSERT_TRUE(slices);
  EXPECT_EQ(slices->view.sizes(), at::IntArrayRef({2}));
  EXPECT_FALSE(std::dynamic_pointer_cast<torch::autograd::AccumulateGrad>(base.grad_fn()));
}

}  // namespace
