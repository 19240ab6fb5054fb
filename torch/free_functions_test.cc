// Functions that programs call as well as methods: those that write in place, those that say what a
// tensor is, and the ways to leave out an optional tensor.
#include <gtest/gtest.h>
#include <torch/torch.h>

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace {

using torch::Tensor;

// Each function does what the method does, and returns its argument.
TEST(InPlaceFunctions, AreTheMethods) {
  using Unary = std::function<void(Tensor&)>;
#define BOTH(name)                                                                  \
  {                                                                                 \
    #name, {                                                                        \
      [](Tensor& t) { EXPECT_TRUE(torch::name(t).is_same(t)) << #name; },           \
          [](Tensor& t) { t.name(); }                                               \
    }                                                                               \
  }
  const std::map<std::string, std::pair<Unary, Unary>> functions = {
      BOTH(abs_),     BOTH(acos_),      BOTH(arccos_),   BOTH(acosh_),   BOTH(arccosh_),
      BOTH(asin_),    BOTH(arcsin_),    BOTH(asinh_),    BOTH(arcsinh_), BOTH(atan_),
      BOTH(arctan_),  BOTH(atanh_),     BOTH(arctanh_),  BOTH(ceil_),    BOTH(cos_),
      BOTH(cosh_),    BOTH(deg2rad_),   BOTH(erf_),      BOTH(erfc_),    BOTH(exp_),
      BOTH(exp2_),    BOTH(expm1_),     BOTH(fix_),      BOTH(floor_),   BOTH(frac_),
      BOTH(i0_),      BOTH(log_),       BOTH(log10_),    BOTH(log1p_),   BOTH(log2_),
      BOTH(neg_),     BOTH(negative_),  BOTH(rad2deg_),  BOTH(relu_),    BOTH(round_),
      BOTH(rsqrt_),   BOTH(sigmoid_),   BOTH(sin_),      BOTH(sinc_),    BOTH(sinh_),
      BOTH(sqrt_),    BOTH(square_),    BOTH(tan_),      BOTH(tanh_),    BOTH(trunc_),
      BOTH(logit_),   BOTH(nan_to_num_), BOTH(reciprocal_), BOTH(detach_),
  };
#undef BOTH
  for (const auto& [name, both] : functions) {
    Tensor x = torch::tensor({0.25, 0.75, 1.5}), y = x.clone();
    both.first(x);
    both.second(y);
    EXPECT_TRUE(torch::allclose(x, y, 0, 0, /*equal_nan=*/true)) << name;
  }
}

TEST(InPlaceFunctions, TakeTheirArguments) {
  Tensor x = torch::tensor({0.25, 0.75, 1.5});
  torch::clamp_(x, 0.5);
  EXPECT_TRUE(torch::equal(x, torch::tensor({0.5, 0.75, 1.5})));
  torch::clip_(x, torch::nullopt, 1.0);
  EXPECT_TRUE(torch::equal(x, torch::tensor({0.5, 0.75, 1.0})));
  torch::clamp_(x, torch::tensor({0.0, 0.875, 0.0}));
  EXPECT_TRUE(torch::equal(x, torch::tensor({0.5, 0.875, 1.0})));
  torch::clamp_min_(x, 0.625);
  torch::clamp_max_(x, 0.75);
  EXPECT_TRUE(torch::equal(x, torch::tensor({0.625, 0.75, 0.75})));
  torch::round_(x, 1);
  EXPECT_TRUE(torch::allclose(x, torch::tensor({0.6, 0.8, 0.8})));
  torch::xlogy_(x, torch::ones({3}));
  torch::ldexp_(x, torch::ones({3}));
  EXPECT_TRUE(torch::equal(x, torch::zeros({3})));
  Tensor n = torch::tensor({4, 6});
  torch::gcd_(n, torch::tensor({6, 9}));
  torch::lcm_(n, torch::tensor({5, 5}));
  EXPECT_TRUE(torch::equal(n, torch::tensor({10, 15})));
  torch::addmv_(x, torch::eye(3), torch::ones({3}), 1, 2);
  EXPECT_TRUE(torch::equal(x, torch::full({3}, 2.0)));
}

TEST(AttributeFunctions, SayWhatTheMethodsSay) {
  const Tensor x = torch::ones({2, 3});
  EXPECT_EQ(torch::size(x, 1), 3);
  EXPECT_EQ(torch::stride(x, 0), 3);
  EXPECT_TRUE(torch::is_signed(x));
  EXPECT_FALSE(torch::is_inference(x));
  EXPECT_TRUE(torch::is_nonzero(x.sum()));
  EXPECT_TRUE(torch::is_same_size(x, x + 1));
  EXPECT_TRUE(torch::detach(x).is_alias_of(x));
  EXPECT_TRUE(torch::as_strided(x, {3, 2}, {1, 3}).is_set_to(x.t()));
  EXPECT_FALSE(x.is_nested());
  EXPECT_FALSE(x.is_pinned(torch::kCPU));
  EXPECT_TRUE(x.to_dense().is_same(x));
  EXPECT_TRUE(torch::equal(torch::__and__(torch::tensor({6}), 3), torch::tensor({2})));
  EXPECT_TRUE(torch::equal(torch::clip(x, 2.0), x * 2));
}

TEST(FunctionalForms, LeaveTheirArgumentAlone) {
  const Tensor x = torch::ones({2, 3});
  EXPECT_TRUE(torch::equal(torch::fill(x, 2), x * 2));
  EXPECT_TRUE(torch::equal(torch::fill(x, torch::tensor(3.0)), x * 3));
  EXPECT_TRUE(torch::equal(torch::zero(x), x * 0));
  EXPECT_TRUE(torch::equal(x, torch::ones({2, 3})));
  const Tensor copy = torch::permute_copy(x, {1, 0});
  EXPECT_TRUE(copy.is_contiguous());
  EXPECT_FALSE(copy.is_alias_of(x));
  EXPECT_FALSE(torch::detach_copy(x).is_alias_of(x));
  EXPECT_FALSE(torch::alias_copy(x).is_alias_of(x));
  EXPECT_TRUE(torch::equal(torch::view_copy(x, torch::kInt), x.view(torch::kInt)));
  EXPECT_TRUE(torch::equal(torch::expand_copy(x[0], {2, 3}, true), x[0].expand({2, 3})));
  Tensor y = torch::empty({0});
  EXPECT_EQ(&torch::resize_as_(y, x), &y);
  EXPECT_EQ(y.sizes(), x.sizes());
}

// A list of one number is a list, wherever an overload without it exists.
TEST(Lists, OfOneNumberAreDimensions) {
  const Tensor x = torch::arange(6, torch::kFloat).view({2, 3});
  EXPECT_TRUE(torch::equal(x.norm(2, {1}), x.square().sum({1}).sqrt()));
  EXPECT_TRUE(torch::equal(torch::norm(x, 1, {0}), x.sum({0})));
  const std::vector<int64_t> one = {1};
  const torch::OptionalIntArrayRef dims = torch::IntArrayRef(one);
  EXPECT_TRUE(torch::equal(torch::sum(x, dims), x.sum({1})));
  EXPECT_TRUE(torch::equal(x.mean(dims, true), x.mean({1}, true)));
  EXPECT_TRUE(torch::equal(x.sum(torch::OptionalIntArrayRef()), x.sum()));
}

TEST(OptionalTensors, AreTakenInEveryForm) {
  const Tensor x = torch::rand({1, 2, 4, 4}), w = torch::rand({3, 2, 2, 2}), b = torch::rand({3});
  const torch::optional<Tensor> none, bias = b;
  EXPECT_TRUE(torch::equal(torch::conv2d(x, w, bias), torch::conv2d(x, w, b)));
  EXPECT_TRUE(torch::equal(torch::conv2d(x, w, none), torch::conv2d(x, w)));
  EXPECT_TRUE(torch::equal(torch::conv2d(x, w, torch::nullopt), torch::conv2d(x, w, {})));
  const Tensor y = torch::rand({2, 3});
  EXPECT_TRUE(torch::equal(torch::linear(y, torch::ones({1, 3}), none), y.sum(1, true)));
  EXPECT_TRUE(torch::equal(torch::layer_norm(y, {3}, bias, none), torch::layer_norm(y, {3}, b)));
  const Tensor target = torch::tensor({0, 2});
  EXPECT_TRUE(torch::equal(torch::nll_loss(y, target, none), torch::nll_loss(y, target)));
  EXPECT_TRUE(torch::equal(torch::cross_entropy_loss(y, target, bias),
                           torch::cross_entropy_loss(y, target, b)));
  EXPECT_TRUE(torch::equal(torch::binary_cross_entropy(y, y, none),
                           torch::binary_cross_entropy(y, y)));
  c10::List<torch::optional<Tensor>> indices;
  indices.push_back(torch::nullopt);
  indices.push_back(target);
  EXPECT_TRUE(torch::equal(torch::index(y, indices), y.index_select(1, target)));
}

}  // namespace
