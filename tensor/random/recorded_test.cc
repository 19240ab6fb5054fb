// Every entry of testdata/golden_rng_*.json, which tools/record_random.py recorded from PyTorch, is
// drawn again here and must agree in every bit.
#include <bit>
#include <cctype>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <fstream>
#include <functional>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "gradlab/tensor/array.h"
#include "gradlab/tensor/random/distributions.h"
#include "gradlab/tensor/random/generator.h"
#include "gradlab/tensor/random/recipe.h"
#include "gtest/gtest.h"

namespace gradlab {
namespace {

using namespace kernels;  // the functions under test

using Values = std::vector<std::string>;
using Section = std::map<std::string, Values>;

// Reads the part of JSON that the recorder writes: an object of strings and of objects of lists.
class Reader {
 public:
  explicit Reader(const std::string& path) {
    std::ifstream in(path);
    text_.assign(std::istreambuf_iterator<char>(in), {});
  }

  std::map<std::string, Section> read() {
    std::map<std::string, Section> sections;
    expect('{');
    do {
      const std::string key = value();
      expect(':');
      if (peek() == '{') {
        sections[key] = section();
      } else {
        value();
      }
    } while (accept(','));
    expect('}');
    return sections;
  }

 private:
  Section section() {
    Section result;
    expect('{');
    do {
      const std::string key = value();
      expect(':');
      expect('[');
      Values& list = result[key];
      while (!accept(']')) {
        list.push_back(value());
        accept(',');
      }
    } while (accept(','));
    expect('}');
    return result;
  }
  // A string or a number, as text.
  std::string value() {
    const bool quoted = accept('"');
    std::string s;
    while (at_ < text_.size() && (quoted ? text_[at_] != '"' : is_number(text_[at_]))) {
      s += text_[at_++];
    }
    if (quoted) expect('"');
    return s;
  }
  static bool is_number(char c) { return c == '-' || std::isdigit(static_cast<unsigned char>(c)); }
  char peek() {
    while (at_ < text_.size() && std::isspace(static_cast<unsigned char>(text_[at_]))) ++at_;
    return at_ < text_.size() ? text_[at_] : '\0';
  }
  bool accept(char c) {
    if (peek() != c) return false;
    ++at_;
    return true;
  }
  void expect(char c) {
    if (!accept(c)) GRADLAB_THROW(Error, "expected ", c, " at ", at_, " of ", text_.size());
  }

  std::string text_;
  size_t at_ = 0;
};

// As the recorder writes them: bytes of floats, everything else as integers.
Values values(const Array& a) {
  Values result;
  const auto visit = [&](auto&& self, const Array& x) -> void {
    if (x.dim() > 0) {
      for (int64_t i = 0; i < x.sizes()[0]; ++i) self(self, x.select(0, i));
      return;
    }
    dispatch_all(x.dtype(), "values", [&]<class T>() {
      const T v = *x.data<T>();
      char text[32];
      if constexpr (std::is_same_v<T, float>) {
        std::snprintf(text, sizeof(text), "%08x", std::bit_cast<uint32_t>(v));
      } else if constexpr (std::is_same_v<T, double>) {
        std::snprintf(text, sizeof(text), "%016llx",
                      static_cast<unsigned long long>(std::bit_cast<uint64_t>(v)));
      } else {
        std::snprintf(text, sizeof(text), "%lld", static_cast<long long>(v));
      }
      result.push_back(text);
    });
  };
  visit(visit, a);
  return result;
}

// The values formula(0), formula(1), ... in row-major order.
template <class Formula>
Array make(IntArrayRef sizes, ScalarType dtype, Formula formula) {
  Array a = Array::empty(sizes, dtype);
  dispatch_all(dtype, "make", [&]<class T>() {
    for (int64_t i = 0; i < a.numel(); ++i) a.data<T>()[i] = static_cast<T>(formula(i));
  });
  return a;
}
template <class T>
Array list(const std::vector<T>& v) {
  return make(static_cast<int64_t>(v.size()), dtype_of<T>(), [&](int64_t i) { return v[i]; });
}
Array scalar(double v, ScalarType dtype = kFloat) {
  return make(IntArrayRef(), dtype, [&](int64_t) { return v; });
}
Array floats(IntArrayRef sizes) { return Array::empty(sizes, kFloat); }
Array doubles(IntArrayRef sizes) { return Array::empty(sizes, kDouble); }

// The array after it has been filled.
template <class Fill>
Array with(const Array& a, Fill fill) {
  fill(a);
  return a;
}
Array last(const Array& a, int64_t n) { return a.slice(0, a.sizes()[0] - n, a.sizes()[0]); }
Array every_second(const Array& a, int64_t dim) { return a.slice(dim, 0, a.size(dim), 2); }
Array cat(const std::vector<Array>& parts) {
  int64_t n = 0, at = 0;
  for (const Array& p : parts) n += p.numel();
  Array out = Array::empty(n, parts[0].dtype());
  for (const Array& p : parts) {
    dispatch_all(p.dtype(), "cat", [&]<class T>() {
      for (int64_t i = 0; i < p.numel(); ++i) out.data<T>()[at++] = p.data<T>()[i];
    });
  }
  return out;
}

const std::vector<float> kWeights = {.1f, .2f, .3f, .4f};
Array weights(IntArrayRef sizes, ScalarType dtype = kFloat, float divisor = 1) {
  return make(sizes, dtype,
              [=](int64_t i) { return static_cast<float>(i * 7 % 11) / 4 / divisor; });
}
Array linear(IntArrayRef sizes, float divisor) {
  return make(sizes, kFloat, [=](int64_t i) { return static_cast<float>(i) / divisor; });
}

// Default initialisation of PyTorch's Linear and Embedding layers.
Array linear_weight(const Generator& g, int64_t in, int64_t out) {
  const double gain = std::sqrt(2.0 / (1 + std::pow(std::sqrt(5.0), 2)));
  const double bound = std::sqrt(3.0) * (gain / std::sqrt(in));
  return with(floats({out, in}), [&](auto& a) { uniform_(a, -bound, bound, g); });
}
Array embedding(const Generator& g, IntArrayRef sizes, int64_t padding_row) {
  Array a = floats(sizes);
  normal_(a, 0, 1, g);
  for (int64_t i = 0; padding_row >= 0 && i < sizes[1]; ++i) {
    a.data<float>()[padding_row * sizes[1] + i] = 0;
  }
  return a;
}

using Draw = std::function<Array(const Generator&)>;
using Table = std::map<std::string, Draw>;

Draw uniform(Array a, double from = 0, double to = 1) {
  return [=](const Generator& g) { return with(a, [&](auto& x) { uniform_(x, from, to, g); }); };
}
Draw normals(Array a, double mean = 0, double std = 1) {
  return [=](const Generator& g) { return with(a, [&](auto& x) { normal_(x, mean, std, g); }); };
}
Draw log_normals(Array a, double mean = 1, double std = 2) {
  return
      [=](const Generator& g) { return with(a, [&](auto& x) { log_normal_(x, mean, std, g); }); };
}
Draw exponentials(Array a, double lambda) {
  return [=](const Generator& g) { return with(a, [&](auto& x) { exponential_(x, lambda, g); }); };
}
Draw cauchys(Array a, double median, double sigma) {
  return
      [=](const Generator& g) { return with(a, [&](auto& x) { cauchy_(x, median, sigma, g); }); };
}
Draw geometrics(ScalarType t, double p) {
  return [=](const Generator& g) {
    return with(Array::empty(9, t), [&](auto& x) { geometric_(x, p, g); });
  };
}
template <class P>
Draw coins(Array a, P p) {
  return [=](const Generator& g) { return with(a, [&](auto& x) { bernoulli_(x, p, g); }); };
}
Draw coins_of(Array p) {
  return [=](const Generator& g) { return bernoulli(p, g); };
}
Draw integers(Array a) {
  return [=](const Generator& g) { return with(a, [&](auto& x) { random_(x, g); }); };
}
Draw integers(ScalarType t, int64_t n, int64_t from, std::optional<int64_t> to) {
  return [=](const Generator& g) {
    return with(Array::empty(n, t), [&](auto& x) { random_(x, from, to, g); });
  };
}
Draw permutation(int64_t n, ScalarType t = kLong, int64_t keep = -1) {
  return [=](const Generator& g) {
    const Array r = randperm(n, t, g);
    return keep < 0 ? r : last(r, keep);
  };
}
Draw categories(Array probs, int64_t n, bool replacement = false) {
  return [=](const Generator& g) { return multinomial(probs, n, replacement, g); };
}
Draw after(Draw first, Draw second) {
  return [=](const Generator& g) {
    first(g);
    return second(g);
  };
}
Draw last(Draw draw, int64_t n) {
  return [=](const Generator& g) { return last(draw(g), n); };
}

Table basic_table() {
  Table t;
  t["words32"] = [](const Generator&) { return Array::empty(0, kLong); };
  t["randint_0_2^16_x8"] = integers(kLong, 8, 0, 1 << 16);
  t["rand_f32_5"] = uniform(floats(5));
  t["rand_f64_3"] = uniform(doubles(3));
  t["randn_f32_5"] = normals(floats(5));
  t["randn_f32_16"] = normals(floats(16));
  t["randn_f32_17"] = normals(floats(17));
  t["randn_f64_17"] = normals(doubles(17));
  t["uniform_-2_3_f32_5"] = uniform(floats(5), -2, 3);
  t["normal_2_3_f32_5"] = normals(floats(5), 2, 3);
  t["normal_2_3_f32_16"] = normals(floats(16), 2, 3);
  t["randint_-5_5_8"] = integers(kLong, 8, -5, 5);
  t["randint_0_2^40_3"] = integers(kLong, 3, 0, int64_t{1} << 40);
  t["randperm_10"] = permutation(10);
  t["bernoulli_0.3_10"] = coins(Array::empty(10, kLong), 0.3);
  t["dropout_ones10_p0.4"] = [](const Generator& g) {
    Array noise = floats(10);
    bernoulli_(noise, 1 - 0.4, g);
    for (int i = 0; i < 10; ++i) noise.data<float>()[i] /= static_cast<float>(1 - 0.4);
    return noise;
  };
  t["exponential_2_f32_4"] = exponentials(floats(4), 2);
  t["multinomial_[.1,.2,.3,.4]_3"] = categories(list(kWeights), 3);
  t["multinomial_repl_6"] = categories(list(kWeights), 6, true);
  t["Linear(3,2).weight"] = [](const Generator& g) { return linear_weight(g, 3, 2); };
  t["Linear(3,2).bias"] = [](const Generator& g) {
    linear_weight(g, 3, 2);
    return uniform(floats(2), -1 / std::sqrt(3.0), 1 / std::sqrt(3.0))(g);
  };
  t["Embedding(4,5,pad1)"] = [](const Generator& g) { return embedding(g, {4, 5}, 1); };
  t["Embedding(3,4)"] = [](const Generator& g) { return embedding(g, {3, 4}, -1); };
  // The loader draws a base seed, then its sampler a seed for a generator of its own.
  t["DataLoader_shuffle_10"] = [](const Generator& g) {
    integers(Array::empty(1, kLong))(g);
    const Array seed = integers(Array::empty(1, kLong))(g);
    return randperm(10, kLong, make_generator(static_cast<uint64_t>(*seed.data<int64_t>())));
  };
  t["cached_normal: randn(3);randn(16);randn(1)"] =
      after(after(normals(floats(3)), normals(floats(16))), normals(floats(1)));
  return t;
}

void add_continuous(Table& t) {
  t["rand_f32_2000_last5"] = last(uniform(floats(2000)), 5);
  t["rand_f64_700_last5"] = last(uniform(doubles(700)), 5);
  t["rand_f64_700_last5 after rand_f32_1"] =
      after(uniform(floats(1)), last(uniform(doubles(700)), 5));
  t["randn_f32_2999_last20"] = last(normals(floats(2999)), 20);
  t["randn_f32_5000_some"] = [](const Generator& g) {
    return normals(floats(5000))(g).slice(0, 2040, 2060);
  };
  t["randn_f64_5000_last20"] = last(normals(doubles(5000)), 20);
  t["uniform_-2.3_3.7_f32_40"] = uniform(floats(40), -2.3, 3.7);
  t["uniform_-2.3_3.7_f64_5"] = uniform(doubles(5), -2.3, 3.7);
  t["uniform_f32_4x8_transposed"] = uniform(floats({4, 8}).transpose(0, 1), -1, 2);
  t["uniform_f32_8x4_every_2nd_row"] = uniform(every_second(floats({8, 4}), 0), -1, 2);
  t["uniform_f64_transposed_every_2nd"] = uniform(every_second(doubles({4, 8}).transpose(0, 1), 0));
  t["uniform_f32_transposed_narrow"] = uniform(floats({4, 8}).transpose(0, 1).slice(1, 1, 3));
  t["uniform_f32_permuted_every_2nd"] =
      uniform(every_second(floats({3, 4, 2}).permute({2, 0, 1}), 1));
  t["uniform_f32_size_1_dims"] = uniform(floats({3, 1, 4}).permute({2, 1, 0}));
  t["uniform_f32_0dim"] = uniform(floats(IntArrayRef()));
  t["uniform_f32_same_bounds"] = uniform(floats(3), 1.5, 1.5);
  t["uniform_then_empty_then_rand"] = after(uniform(floats({0, 3})), uniform(floats(2)));
  t["normal_2.3_3.7_f32_5"] = normals(floats(5), 2.3, 3.7);
  t["normal_2.3_3.7_f32_40"] = normals(floats(40), 2.3, 3.7);
  t["normal_2.3_3.7_f64_15"] = normals(doubles(15), 2.3, 3.7);
  t["normal_2.3_3.7_f64_21"] = normals(doubles(21), 2.3, 3.7);
  t["normal_std0_f32_16"] = normals(floats(16), 1.25, 0);
  t["normal_f32_4x8_transposed"] = normals(floats({4, 8}).transpose(0, 1), 1, 2);
  t["normal_f32_8x8_every_2nd_column"] = normals(every_second(floats({8, 8}), 1));
  t["normal_f64_then_f32"] = after(normals(doubles(1)), normals(floats(2)));
  t["log_normal_f32_5"] = log_normals(floats(5), .5, 1.5);
  t["log_normal_f64_5"] = log_normals(doubles(5), .5, 1.5);
  t["log_normal_default"] = log_normals(floats(20));
  t["exponential_f64_5"] = exponentials(doubles(5), .3);
  t["exponential_f32_transposed"] = exponentials(floats({3, 4}).transpose(0, 1), 1);
  t["exponential_0"] = exponentials(floats(3), 0);
  t["cauchy_f32_5"] = cauchys(floats(5), 0, 1);
  t["cauchy_f64_5"] = cauchys(doubles(5), 2.3, 3.7);
}

void add_normal_of_arrays(Table& t) {
  const auto add = [&](const char* name, auto mean, auto std) {
    t[name] = [=](const Generator& g) { return normal(mean, std, g); };
  };
  const Array means = list<float>({1.1f, 2.2f}), transposed = linear({2, 9}, 7).transpose(0, 1);
  add("normal(mean,std)_f32", list<float>({1, 2}), list<float>({3, 4}));
  add("normal(mean,std)_broadcast", linear({6, 1}, 1),
      make(4, kFloat, [](int64_t i) { return static_cast<float>(i + 1) / 3; }));
  add("normal(mean_f32,std_f64)", means, list<double>({.7, .3}));
  add("normal(mean_f32,std_f64_0dim)", means, scalar(.7, kDouble));
  add("normal(mean_f32_0dim,std_f64_0dim)", scalar(1.1), scalar(.7, kDouble));
  add("normal(mean_f64,std_i64)", list<double>({.1, .2}), list<int64_t>({3, 4}));
  add("normal(mean,2.5)", transposed, 2.5);
  add("normal(1.1,std)", 1.1, transposed);
}

void add_coins(Table& t) {
  t["geometric_f32_9"] = geometrics(kFloat, .3);
  t["geometric_f64_9"] = geometrics(kDouble, .01);
  t["geometric_i64_9"] = geometrics(kLong, 1e-6);
  t["geometric_i32_9_big"] = geometrics(kInt, 1e-9);
  t["geometric_u8_9_big"] = geometrics(kByte, 1e-3);
  t["geometric_i8_9_big"] = geometrics(kChar, 1e-3);
  t["geometric_i16_9_big"] = geometrics(kShort, 1e-10);
  t["bernoulli_i32"] = coins(Array::empty(20, kInt), .7);
  t["bernoulli_bool"] = coins(Array::empty(20, kBool), .7);
  t["bernoulli_0_1"] = [](const Generator& g) {
    const Array never = coins(floats(3), 0.)(g);
    return cat({never, coins(floats(3), 1.)(g)});
  };
  const Array p_double = make(20, kDouble, [](int64_t i) { return static_cast<double>(i) / 19; });
  t["bernoulli(p_f32)"] = coins_of(linear(20, 19));
  t["bernoulli(p_f64)"] = coins_of(p_double);
  t["bernoulli(p_f32_transposed)"] = coins_of(linear({4, 5}, 19).transpose(0, 1));
  t["bernoulli_transposed(p_rows)"] = coins(floats({5, 4}).transpose(0, 1), linear(5, 4));
  t["bernoulli_i64(p_f64)"] =
      coins(Array::empty({4, 5}, kLong),
            make(5, kDouble, [](int64_t i) { return static_cast<double>(i) / 4; }));
}

void add_integers(Table& t) {
  constexpr int64_t kLowest = INT64_MIN, kOne = 1;
  t["random_i64"] = integers(Array::empty(5, kLong));
  t["random_i32"] = integers(Array::empty(5, kInt));
  t["random_i16"] = integers(Array::empty(5, kShort));
  t["random_i8"] = integers(Array::empty(5, kChar));
  t["random_u8"] = integers(Array::empty(5, kByte));
  t["random_bool"] = integers(Array::empty(9, kBool));
  t["random_f32"] = integers(floats(5));
  t["random_f64"] = integers(doubles(5));
  t["random_i64_transposed"] = integers(Array::empty({3, 4}, kLong).transpose(0, 1));
  t["random_10_u8"] = [](const Generator& g) {
    return with(Array::empty(9, kByte), [&](auto& x) { random_(x, 10, g); });
  };
  t["random_-100_100_i8"] = integers(kChar, 9, -100, 100);
  t["random_0_2_bool"] = integers(kBool, 9, 0, 2);
  t["random_2^31_i64"] = integers(kLong, 5, 0, kOne << 31);
  t["random_2^32_i64"] = integers(kLong, 5, -7, (kOne << 32) - 7);
  t["random_2^32-1_i64"] = integers(kLong, 5, 0, (kOne << 32) - 1);
  t["random_all_i32"] = integers(kInt, 5, INT32_MIN, kOne << 31);
  t["random_2^40_f64"] = integers(kDouble, 5, -(kOne << 39), kOne << 40);
  t["random_2^40_f32"] = integers(kFloat, 5, -(kOne << 39), kOne << 40);
  t["random_odd_bounds_f32"] = integers(kFloat, 5, (kOne << 24) + 1, (kOne << 26) + 1);
  t["random_odd_bounds_f64"] = integers(kDouble, 5, -(kOne << 54) - 1, (kOne << 55) + 1);
  t["random_max_f32"] = integers(kFloat, 5, 0, INT64_MAX);
  t["random_5_none_i32"] = integers(kInt, 5, 5, std::nullopt);
  t["random_-5_none_i64"] = integers(kLong, 5, -5, std::nullopt);
  t["random_-5_none_f32"] = integers(kFloat, 5, -5, std::nullopt);
  t["random_lowest_none_i64"] = integers(kLong, 5, kLowest, std::nullopt);
  t["random_lowest_none_f32"] = integers(kFloat, 5, kLowest, std::nullopt);
  t["random_lowest_none_f64"] = integers(kDouble, 5, kLowest, std::nullopt);
  t["randperm_0_1_2"] = [](const Generator& g) {
    const Array zero = randperm(0, kLong, g), one = randperm(1, kLong, g);
    return cat({zero, one, randperm(2, kLong, g)});
  };
  t["randperm_2000_last9"] = permutation(2000, kLong, 9);
  t["randperm_i32"] = permutation(20, kInt);
  t["randperm_u8_256_last9"] = permutation(256, kByte, 9);
  t["randperm_f32"] = permutation(20, kFloat);
}

void add_categories(Table& t) {
  t["multinomial_1"] = categories(list(kWeights), 1);
  t["multinomial_zeros"] = categories(list<float>({0, 0, 3, 0, 1, 0, 0}), 6);
  t["multinomial_2d"] = categories(weights({3, 10}), 4);
  t["multinomial_2d_transposed"] = categories(weights({10, 3}).transpose(0, 1), 4);
  t["multinomial_2d_sliced"] = categories(every_second(every_second(weights({6, 20}), 0), 1), 4);
  t["multinomial_f64"] = categories(weights(50, kDouble), 20);
  t["multinomial_500_5"] = categories(weights(500), 5);
  t["multinomial_repl_2d"] = categories(weights({3, 10}), 12, true);
  t["multinomial_repl_transposed"] = categories(weights({10, 3}).transpose(0, 1), 4, true);
  t["multinomial_repl_f64"] = categories(weights(50, kDouble), 20, true);
  t["multinomial_repl_1000"] = categories(weights(1000, kFloat, 3), 30, true);
}

Table more_table() {
  Table t;
  add_continuous(t);
  add_normal_of_arrays(t);
  add_coins(t);
  add_integers(t);
  add_categories(t);
  t["state"] = [](const Generator& g) {
    normals(floats(3))(g);
    return g.get_state();
  };
  return t;
}

void compare_with(const std::string& file, RandomRecipe recipe) {
  set_random_recipe(recipe);
  const auto sections = Reader("tensor/random/testdata/" + file).read();
  EXPECT_EQ(sections.size(), 6u);
  for (const auto& [section, entries] : sections) {
    const Table table = section.starts_with("more") ? more_table() : basic_table();
    const std::string digits = section.substr(section.find("seed") + 4);
    const uint64_t seed = static_cast<uint64_t>(std::stoll(digits));
    for (const auto& [name, draw] : table) EXPECT_TRUE(entries.contains(name)) << name;
    for (const auto& [name, expected] : entries) {
      const auto found = table.find(name);
      ASSERT_NE(found, table.end()) << "nothing draws the recorded " << name;
      EXPECT_EQ(values(found->second(make_generator(seed))), expected)
          << name << " of section " << section;
    }
  }
  set_random_recipe(RandomRecipe::kAvx2);
}

TEST(Recorded, EveryEntryOfTheAvx2KernelsIsDrawnBitForBit) {
  compare_with("golden_rng_avx2.json", RandomRecipe::kAvx2);
}

TEST(Recorded, EveryEntryOfTheBaselineKernelsIsDrawnBitForBit) {
  compare_with("golden_rng_default.json", RandomRecipe::kBaseline);
}

}  // namespace
}  // namespace gradlab
