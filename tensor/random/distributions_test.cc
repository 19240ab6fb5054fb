// What the recorded streams of recorded_test.cc do not show: errors, edges, sharing, statistics.
#include "gradlab/tensor/random/distributions.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <numeric>
#include <string>
#include <thread>
#include <vector>

#include "gradlab/tensor/random/generator.h"
#include "gradlab/tensor/random/recipe.h"
#include "gtest/gtest.h"

namespace gradlab::kernels {
namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
constexpr double kInf = std::numeric_limits<double>::infinity();

template <class T>
Array list(std::vector<T> values) {
  Array a = Array::empty(static_cast<int64_t>(values.size()), dtype_of<T>());
  std::copy(values.begin(), values.end(), a.data<T>());
  return a;
}
template <class T>
std::vector<T> values(const Array& a) {
  return {a.data<T>(), a.data<T>() + a.numel()};
}
Array floats(IntArrayRef sizes) { return Array::empty(sizes, kFloat); }

// The message of what fn(generator) throws, which must have left the generator alone.
template <class Fn>
std::string error(Fn fn) {
  const Generator g = make_generator(1);
  try {
    fn(g);
  } catch (const Error& e) {
    EXPECT_EQ(g.random(), make_generator(1).random()) << "drew before it threw: " << e.what();
    return e.what();
  }
  return "nothing thrown";
}
#define ERROR_OF(...) error([&](const Generator& g) { __VA_ARGS__; })

TEST(Distributions, RejectParametersWithPyTorchsTexts) {
  const Array a = floats(3);
  EXPECT_EQ(ERROR_OF(normal_(a, 0, -1, g)), "normal expects std >= 0.0, but found std -1");
  EXPECT_EQ(ERROR_OF(normal_(a, 0, kNan, g)), "normal expects std >= 0.0, but found std nan");
  EXPECT_EQ(ERROR_OF(uniform_(a, 1, 0, g)),
            "uniform_ expects to return a [from, to) range, but found from=1 > to=0");
  EXPECT_EQ(ERROR_OF(uniform_(a, -1e39, 1, g)), "from is out of bounds for float");
  EXPECT_EQ(ERROR_OF(uniform_(a, kNan, 1, g)), "from is out of bounds for float");
  EXPECT_EQ(ERROR_OF(uniform_(a, 0, kInf, g)), "to is out of bounds for float");
  EXPECT_EQ(ERROR_OF(uniform_(a, -3e38, 3e38, g)),
            "uniform_ expects to-from <= std::numeric_limits<Float>::max(), but found to=3e+38 and "
            "from=-3e+38 which result in to-from to exceed the limit");
  EXPECT_EQ(ERROR_OF(uniform_(Array::empty(3, kDouble), -1.7e308, 1.7e308, g)),
            "uniform_ expects to-from <= std::numeric_limits<Double>::max(), but found to=1.7e+308 "
            "and from=-1.7e+308 which result in to-from to exceed the limit");
  EXPECT_EQ(ERROR_OF(bernoulli_(a, 2.0, g)), "bernoulli_ expects p to be in [0, 1], but got p=2");
  EXPECT_EQ(ERROR_OF(bernoulli_(a, kNan, g)),
            "bernoulli_ expects p to be in [0, 1], but got p=nan");
  const char* p_text =
      "Expected p_in >= 0 && p_in <= 1 to be true, but got false.  (Could this error message be "
      "improved?  If so, please report an enhancement request to PyTorch.)";
  EXPECT_EQ(ERROR_OF(bernoulli(list<float>({.5f, 1.5f}), g)), p_text);
  EXPECT_EQ(ERROR_OF(bernoulli(list<double>({.5, kNan}), g)), p_text);
  EXPECT_EQ(ERROR_OF(bernoulli_(a, floats(4), g)),
            "The expanded size of the tensor (3) must match the existing size (4) at non-singleton "
            "dimension 0.  Target sizes: [3].  Tensor sizes: [4]");
  EXPECT_EQ(ERROR_OF(log_normal_(a, 0, 0, g)), "log_normal_ expects std > 0.0, but found std=0");
  EXPECT_EQ(ERROR_OF(exponential_(a, -1, g)),
            "exponential_ expects lambda >= 0.0, but found lambda=-1");
  EXPECT_EQ(ERROR_OF(geometric_(a, 0, g)), "geometric_ expects p to be in (0, 1), but got p=0");
  EXPECT_EQ(ERROR_OF(geometric_(a, 1, g)), "geometric_ expects p to be in (0, 1), but got p=1");
}

TEST(Distributions, RejectRangesOfIntegersWithPyTorchsTexts) {
  const Array a = floats(3);
  const auto draw = [](ScalarType t, int64_t from, std::optional<int64_t> to) {
    return ERROR_OF(random_(Array::empty(3, t), from, to, g));
  };
  EXPECT_EQ(draw(kLong, 5, 5),
            "random_ expects 'from' to be less than 'to', but got from=5 >= to=5");
  EXPECT_EQ(ERROR_OF(random_(a, 0, g)),
            "random_ expects 'from' to be less than 'to', but got from=0 >= to=0");
  EXPECT_EQ(draw(kByte, 0, 300), "to - 1 is out of bounds for unsigned char");
  EXPECT_EQ(draw(kChar, 0, 1 << 20), "to - 1 is out of bounds for signed char");
  EXPECT_EQ(draw(kShort, 0, 1 << 20), "to - 1 is out of bounds for short int");
  EXPECT_EQ(draw(kInt, -(int64_t{1} << 40), 3), "from is out of bounds for int");
  EXPECT_EQ(draw(kBool, 0, 3), "to - 1 is out of bounds for bool");
  EXPECT_EQ(draw(kByte, -3, std::nullopt), "from is out of bounds for unsigned char");
  EXPECT_EQ(draw(kInt, INT64_MIN, std::nullopt),
            "random_full_64_bits_range_kernel_cpu handles only int64, double, float and bfloat16");
  EXPECT_EQ(draw(kFloat, 1 << 25, std::nullopt),
            "random_ expects 'from' casted to dtype to be less than or equal to 'to_inc' casted to "
            "dtype, but got from=33554432 > to_inc=16777216");
  EXPECT_EQ(ERROR_OF(randperm(-1, kLong, g)),
            "Trying to create tensor with negative dimension -1: [-1]");
  EXPECT_EQ(ERROR_OF(randperm(300, kByte, g)),
            "value cannot be converted to type uint8_t without overflow");
  EXPECT_EQ(ERROR_OF(randperm(1 << 17, kShort, g)),
            "value cannot be converted to type int16_t without overflow");
  EXPECT_EQ(ERROR_OF(randperm((1 << 24) + 2, kFloat, g)),
            "n cannot be greater than 2^24+1 for Float type.");
}

TEST(Distributions, RejectDtypesWithPyTorchsTexts) {
  const Array a = Array::empty(3, kLong), b = Array::empty(3, kBool);
  EXPECT_EQ(ERROR_OF(uniform_(a, 0, 1, g)), "\"check_uniform_bounds\" not implemented for 'Long'");
  EXPECT_EQ(ERROR_OF(normal_(a, 0, 1, g)), "\"normal_kernel_cpu\" not implemented for 'Long'");
  EXPECT_EQ(ERROR_OF(normal_(Array::empty(20, kLong), 0, 1, g)),
            "\"normal_kernel_cpu\" not implemented for 'Long'");
  EXPECT_EQ(ERROR_OF(cauchy_(a, 0, 1, g)), "\"cauchy_cpu\" not implemented for 'Long'");
  EXPECT_EQ(ERROR_OF(exponential_(a, 1, g)), "\"exponential_cpu\" not implemented for 'Long'");
  EXPECT_EQ(ERROR_OF(log_normal_(a, 0, 1, g)), "\"log_normal_cpu\" not implemented for 'Long'");
  EXPECT_EQ(ERROR_OF(geometric_(b, .5, g)), "\"geometric_cpu\" not implemented for 'Bool'");
  EXPECT_EQ(ERROR_OF(randperm(3, kBool, g)), "\"randperm\" not implemented for 'Bool'");
  EXPECT_EQ(ERROR_OF(bernoulli(list<int64_t>({1, 0}), g)),
            "\"bernoulli_tensor_cpu_p_\" not implemented for 'Long'");
  EXPECT_EQ(ERROR_OF(normal(list<int64_t>({1, 0}), 1, g)),
            "\"normal_kernel_cpu\" not implemented for 'Long'");
}

TEST(Distributions, RejectWeightsWithPyTorchsTexts) {
  const auto draw = [](Array probs, int64_t n, bool replacement) {
    return ERROR_OF(multinomial(probs, n, replacement, g));
  };
  const float nan = static_cast<float>(kNan), inf = static_cast<float>(kInf);
  const Array ones = list<float>({1, 1, 1}), zeros = list<float>({0, 0, 0});
  EXPECT_EQ(draw(list<int64_t>({1, 2}), 1, false),
            "multinomial only supports floating-point dtypes for input, got: Long");
  EXPECT_EQ(draw(ones, 0, false), "cannot sample n_sample <= 0 samples");
  EXPECT_EQ(draw(ones, 4, false),
            "cannot sample n_sample > prob_dist.size(-1) samples without replacement");
  EXPECT_EQ(draw(floats({2, 2, 2}), 1, false), "prob_dist must be 1 or 2 dim");
  EXPECT_EQ(draw(floats(IntArrayRef()), 1, false), "prob_dist must be 1 or 2 dim");
  const char* no_sum = "invalid multinomial distribution (sum of probabilities <= 0)";
  EXPECT_EQ(draw(zeros, 1, false), no_sum);
  EXPECT_EQ(draw(zeros, 1, true), no_sum);
  EXPECT_EQ(draw(floats(0), 1, true), no_sum);
  EXPECT_EQ(draw(list<float>({1, 1, 0, 0}).view({2, 2}), 1, false), no_sum);
  const char* not_valid = "probability tensor contains either `inf`, `nan` or element < 0";
  EXPECT_EQ(draw(list<float>({-1, 2}), 1, false), not_valid);
  EXPECT_EQ(draw(list<float>({nan, 2}), 1, false), not_valid);
  EXPECT_EQ(draw(list<float>({inf, 2}), 1, false), not_valid);
  const char* negative = "invalid multinomial distribution (encountering probability entry < 0)";
  EXPECT_EQ(draw(list<float>({-1, 2}), 1, true), negative);
  EXPECT_EQ(draw(list<float>({nan, 2}), 1, true), negative);
  EXPECT_EQ(draw(list<float>({inf, 2}), 1, true),
            "invalid multinomial distribution (encountering probability entry = infinity or NaN)");
}

TEST(Distributions, RejectDeviationsWithPyTorchsTexts) {
  const Array mean = list<float>({0, 0});
  EXPECT_EQ(ERROR_OF(normal(mean, -1., g)), "normal expects std >= 0.0, but found std -1");
  const char* text = "normal expects all elements of std >= 0.0";
  EXPECT_EQ(ERROR_OF(normal(mean, list<float>({1, -1}), g)), text);
  EXPECT_EQ(ERROR_OF(normal(mean, list<double>({kNan, 1}), g)), text);
  EXPECT_EQ(ERROR_OF(normal(0., list<float>({-1}), g)), text);
  EXPECT_EQ(ERROR_OF(normal(mean, list<float>({1, 1, 1}), g)),
            "The size of tensor a (2) must match the size of tensor b (3) at non-singleton "
            "dimension 0");
}

TEST(Distributions, RejectArraysThatHaveAnElementTwice) {
  const Array a = floats(1).expand({20});
  const char* text =
      "unsupported operation: more than one element of the written-to tensor refers to a single "
      "memory location. Please clone() the tensor before performing the operation.";
  EXPECT_EQ(ERROR_OF(uniform_(a, 0, 1, g)), text);
  EXPECT_EQ(ERROR_OF(normal_(a, 0, 1, g)), text);
  EXPECT_EQ(ERROR_OF(exponential_(a, 1, g)), text);
  EXPECT_EQ(ERROR_OF(geometric_(a, .5, g)), text);
  EXPECT_EQ(ERROR_OF(bernoulli_(a, .5, g)), text);
  EXPECT_EQ(ERROR_OF(bernoulli_(a, list<float>({.5f}), g)), text);
  EXPECT_EQ(ERROR_OF(random_(a, g)), text);
  EXPECT_EQ(ERROR_OF(random_(a, 5, g)), text);
}

TEST(Distributions, DrawNothingForEmptyArrays) {
  const Generator g = make_generator(1);
  const Array a = floats({0, 3});
  uniform_(a, 0, 1, g);
  normal_(a, 0, 1, g);
  exponential_(a, 1, g);
  geometric_(a, .5, g);
  bernoulli_(a, .5, g);
  random_(a, g);
  random_(a, 0, 5, g);
  EXPECT_EQ(bernoulli(a, g).sizes(), (std::vector<int64_t>{0, 3}));
  EXPECT_EQ(normal(a, a, g).sizes(), (std::vector<int64_t>{0, 3}));
  EXPECT_EQ(randperm(0, kLong, g).numel(), 0);
  EXPECT_EQ(randperm(1, kLong, g).numel(), 1);
  EXPECT_EQ(multinomial(a, 2, true, g).sizes(), (std::vector<int64_t>{0, 2}));
  EXPECT_EQ(multinomial(a, 2, false, g).sizes(), (std::vector<int64_t>{0, 2}));
  EXPECT_EQ(g.random(), make_generator(1).random());
}

TEST(Distributions, TouchNothingBesideAView) {
  const Array all = floats({6, 40});
  std::fill_n(all.data<float>(), 240, 7.f);
  const Array view = all.slice(0, 1, 5, 2).slice(1, 3, 30);
  for (int i = 0; i < 2; ++i) {
    i == 0 ? normal_(view) : uniform_(view, -1, 0);
    for (int64_t r = 0; r < 6; ++r) {
      for (int64_t c = 0; c < 40; ++c) {
        const bool inside = (r == 1 || r == 3) && c >= 3 && c < 30;
        EXPECT_EQ(all.data<float>()[r * 40 + c] != 7.f, inside) << r << ' ' << c;
      }
    }
  }
}

TEST(Distributions, BernoulliMayDrawIntoItsProbabilities) {
  std::vector<float> p(40);
  for (size_t i = 0; i < p.size(); ++i) p[i] = static_cast<float>(i) / 39;
  const Array separate = floats(40), shared = list<float>(p);
  bernoulli_(separate, list<float>(p), make_generator(5));
  bernoulli_(shared, shared, make_generator(5));
  EXPECT_EQ(values<float>(shared), values<float>(separate));
  // Each draw would read a result of an earlier one.
  const Array shifted = list<float>(p);
  bernoulli_(shifted.slice(0, 1, 40), shifted.slice(0, 0, 39), make_generator(5));
  const Array expected = floats(39);
  p.pop_back();
  bernoulli_(expected, list<float>(p), make_generator(5));
  EXPECT_EQ(values<float>(shifted.slice(0, 1, 40)), values<float>(expected));
}

TEST(Distributions, BothRecipesDrawAsManyWords) {
  for (ScalarType t : {kFloat, kDouble}) {
    const Generator a = make_generator(9), b = make_generator(9);
    const Array x = Array::empty(1001, t), y = Array::empty(1001, t);
    normal_(x, 1, 3, a);
    set_random_recipe(RandomRecipe::kBaseline);
    normal_(y, 1, 3, b);
    set_random_recipe(RandomRecipe::kAvx2);
    EXPECT_EQ(a.random(), b.random());
    EXPECT_NE(std::memcmp(x.raw_data(), y.raw_data(), 1001 * x.itemsize()), 0);
    // Float angles, up to 2 pi, may be rounded differently, by 4.8e-7; the radius is below 5.8.
    dispatch_floating(t, "compare", [&]<class T>() {
      for (int i = 0; i < 1001; ++i) EXPECT_NEAR(x.data<T>()[i], y.data<T>()[i], 3 * 5.8 * 4.8e-7);
    });
  }
}

TEST(Distributions, NormalNumbersHaveTheirMeanAndDeviation) {
  for (ScalarType t : {kFloat, kDouble}) {
    const Array a = Array::empty(200000, t);
    normal_(a, -2, 3, make_generator(1));
    dispatch_floating(t, "moments", [&]<class T>() {
      double sum = 0, squares = 0;
      for (int64_t i = 0; i < a.numel(); ++i) sum += a.data<T>()[i];
      const double mean = sum / static_cast<double>(a.numel());
      for (int64_t i = 0; i < a.numel(); ++i) squares += std::pow(a.data<T>()[i] - mean, 2);
      EXPECT_NEAR(mean, -2, 5 * 3 / std::sqrt(200000.));
      EXPECT_NEAR(squares / static_cast<double>(a.numel()), 9, 5 * 9 * std::sqrt(2 / 200000.));
    });
  }
}

TEST(Distributions, PermutationsHoldEveryNumberOnce) {
  for (ScalarType t : {kByte, kShort, kInt, kLong, kFloat, kDouble}) {
    const Array a = randperm(200, t);
    std::vector<bool> seen(200, false);
    dispatch_numeric(t, "check", [&]<class T>() {
      for (int i = 0; i < 200; ++i) seen[static_cast<size_t>(a.data<T>()[i])] = true;
    });
    EXPECT_EQ(std::count(seen.begin(), seen.end(), true), 200);
  }
}

TEST(Distributions, SamplesWithoutReplacementAreDistinct) {
  const Array probs = floats({50, 30});
  uniform_(probs, .1, 1);
  const Array drawn = multinomial(probs, 30);
  for (int64_t r = 0; r < 50; ++r) {
    std::vector<int64_t> row = values<int64_t>(drawn.select(0, r));
    std::sort(row.begin(), row.end());
    for (int64_t i = 0; i < 30; ++i) ASSERT_EQ(row[i], i);
  }
}

TEST(Distributions, ThreadsSharingAGeneratorDrawEveryNumberOnce) {
  const Generator g = make_generator(77);
  std::vector<Array> parts;
  for (int i = 0; i < 4; ++i) parts.push_back(Array::empty(1000, kInt));
  std::vector<std::thread> threads;
  for (const Array& part : parts) {
    threads.emplace_back([&g, &part] {
      for (int64_t i = 0; i < 1000; i += 10) random_(part.slice(0, i, i + 10), g);
    });
  }
  for (std::thread& t : threads) t.join();
  const Array serial = Array::empty(4000, kInt);
  random_(serial, make_generator(77));
  std::vector<int32_t> all, expected = values<int32_t>(serial);
  for (const Array& part : parts) {
    const std::vector<int32_t> v = values<int32_t>(part);
    all.insert(all.end(), v.begin(), v.end());
  }
  std::sort(all.begin(), all.end());
  std::sort(expected.begin(), expected.end());
  EXPECT_EQ(all, expected);
}

}  // namespace
}  // namespace gradlab::kernels
