// Every pointwise kernel, for every dtype, in every layout, against what PyTorch computed
// (testdata/record_pointwise.py).
#include <cstdlib>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "gradlab/tensor/error.h"
#include "gradlab/tensor/kernels/binary.h"
#include "gradlab/tensor/kernels/compare.h"
#include "gradlab/tensor/kernels/select.h"
#include "gradlab/tensor/kernels/test_arrays.h"
#include "gradlab/tensor/kernels/unary.h"
#include "gtest/gtest.h"

namespace gradlab::kernels {
namespace {

using Unary = Array (*)(const Array&, const Array*);
using Binary = Array (*)(const Operand&, const Operand&, const Array*);
using Ternary = Array (*)(const Array&, const Array&, const Array&, const Array*);

const std::map<std::string, Unary> kUnary = {
    {"neg", neg},
    {"abs", abs},
    {"sign", sign},
    {"square", square},
    {"relu", relu},
    {"floor", floor},
    {"ceil", ceil},
    {"round", round},
    {"trunc", trunc},
    {"frac", frac},
    {"reciprocal", reciprocal},
    {"sqrt", sqrt},
    {"rsqrt", rsqrt},
    {"exp", exp},
    {"exp2", exp2},
    {"expm1", expm1},
    {"log", log},
    {"log2", log2},
    {"log10", log10},
    {"log1p", log1p},
    {"sin", sin},
    {"cos", cos},
    {"tan", tan},
    {"asin", asin},
    {"acos", acos},
    {"atan", atan},
    {"sinh", sinh},
    {"cosh", cosh},
    {"tanh", tanh},
    {"asinh", asinh},
    {"acosh", acosh},
    {"atanh", atanh},
    {"erf", erf},
    {"erfc", erfc},
    {"sigmoid", sigmoid},
    {"isnan", isnan},
    {"isinf", isinf},
    {"isfinite", isfinite},
    {"logical_not", logical_not},
    {"bitwise_not", bitwise_not},
};

const std::map<std::string, Binary> kBinary = {
    {"add",
     [](const Operand& a, const Operand& b, const Array* into) { return add(a, b, 1, into); }},
    {"sub",
     [](const Operand& a, const Operand& b, const Array* into) { return sub(a, b, 1, into); }},
    {"mul", mul},
    {"div", div},
    {"floor_divide", floor_divide},
    {"trunc_divide", [](const Operand& a, const Operand& b,
                        const Array* into) { return div_mode(a, b, "trunc", into); }},
    {"remainder", remainder},
    {"fmod", fmod},
    {"pow", pow},
    {"maximum", maximum},
    {"minimum", minimum},
    {"fmax", fmax},
    {"fmin", fmin},
    {"atan2", atan2},
    {"hypot", hypot},
    {"copysign", copysign},
    {"logaddexp", logaddexp},
    {"xlogy", xlogy},
    {"eq", eq},
    {"ne", ne},
    {"lt", lt},
    {"le", le},
    {"gt", gt},
    {"ge", ge},
    {"logical_and", logical_and},
    {"logical_or", logical_or},
    {"logical_xor", logical_xor},
    {"bitwise_and", bitwise_and},
    {"bitwise_or", bitwise_or},
    {"bitwise_xor", bitwise_xor},
};

const std::map<std::string, Ternary> kTernary = {
    {"where", [](const Array& a, const Array& b, const Array& c,
                 const Array* into) { return where(gt(a, 0), b, c, into); }},
    {"clamp", [](const Array& a, const Array& b, const Array& c,
                 const Array* into) { return clamp(a, &b, &c, into); }},
    {"lerp", [](const Array& a, const Array& b, const Array& c,
                const Array* into) { return lerp(a, b, c.dtype() == kBool ? c : abs(c), into); }},
    {"addcmul", [](const Array& a, const Array& b, const Array& c,
                   const Array* into) { return addcmul(a, b, c, 2, into); }},
    {"addcdiv", [](const Array& a, const Array& b, const Array& c,
                   const Array* into) { return addcdiv(a, b, c, 2, into); }},
};

// Functions of which both libraries promise an ulp. For all others the bits are the same.
double allowed_ulps(const std::string& op) {
  static const std::map<std::string, double> kApproximate = {
      {"exp", 1},
      {"exp2", 1},
      {"expm1", 1},
      {"log", 1},
      {"log2", 1},
      {"log10", 1},
      {"log1p", 1},
      {"sin", 1},
      {"cos", 1},
      {"tan", 1},
      {"asin", 1},
      {"acos", 1},
      {"atan", 1},
      {"sinh", 1},
      {"cosh", 1},
      {"tanh", 1},
      {"asinh", 1},
      {"acosh", 1},
      {"atanh", 1},
      {"erf", 1},
      {"erfc", 1},
      {"pow", 1},
      {"atan2", 1},
      {"hypot", 1},
      {"xlogy", 1},
      {"sigmoid", 1},
      // 1.13 adds exp(-d) to 1 before it takes the logarithm, which is then off by an ulp of the
      // sum; 2.x and this library use log1p (see binary_test.cc for exact values).
      {"logaddexp", 8}};
  const auto found = kApproximate.find(op);
  return found == kApproximate.end() ? 0 : found->second;
}

const std::set<std::string> kBetweenZeros = {"maximum", "minimum", "fmax", "fmin"};

ScalarType dtype_named(const std::string& name) {
  for (ScalarType t : {kByte, kChar, kShort, kInt, kLong, kFloat, kDouble, kBool}) {
    if (name == dtype_name(t)) return t;
  }
  ADD_FAILURE() << "no dtype " << name;
  return kFloat;
}

template <class T>
T parse(const std::string& word) {
  if constexpr (std::is_same_v<T, float>) return std::strtof(word.c_str(), nullptr);
  if constexpr (std::is_same_v<T, double>) return std::strtod(word.c_str(), nullptr);
  return static_cast<T>(std::strtoll(word.c_str(), nullptr, 10));
}

struct Record {
  std::vector<std::string> words;  // up to the arrow
  std::string line, error;
  std::string dtype;
  std::vector<std::string> values;

  Array array(IntArrayRef sizes) const {
    return dispatch_all(dtype_named(dtype), "record", [&]<class T>() {
      Array a = Array::empty(sizes, dtype_of<T>());
      EXPECT_EQ(a.numel(), static_cast<int64_t>(values.size())) << line;
      for (size_t i = 0; i < values.size(); ++i) a.data<T>()[i] = parse<T>(values[i]);
      return a;
    });
  }
};

class PointwiseGolden : public ::testing::Test {
 protected:
  void SetUp() override {
    std::ifstream file("tensor/kernels/testdata/pointwise.txt");
    ASSERT_TRUE(file) << "run from the root of the repository";
    for (std::string line; std::getline(file, line);) add_record(line);
    ASSERT_GT(records_.size(), 1000u);
  }

  void add_record(const std::string& line) {
    Record r;
    r.line = line.substr(0, 60);
    std::istringstream in(line);
    std::string word;
    in >> word;
    r.words.push_back(word);
    const bool is_input = word == "vector" || word == "divisor";
    while (!is_input && in >> word && word != "->") r.words.push_back(word);
    in >> r.dtype;
    if (r.dtype == "error") {
      std::getline(in, r.error);
      r.error.erase(0, 1);
    } else {
      while (in >> word) r.values.push_back(word);
    }
    if (is_input) inputs_[r.words[0] + r.dtype] = r.array(static_cast<int64_t>(r.values.size()));
    records_.push_back(r);
  }

  Array input(const std::string& kind, const std::string& dtype) const {
    return inputs_.at(kind + dtype);
  }

  template <class Compute>
  void check(const Record& r, IntArrayRef sizes, const Compute& compute) {
    SCOPED_TRACE(r.line);
    if (!r.error.empty()) {
      try {
        compute();
        ADD_FAILURE() << "should throw";
      } catch (const Error& e) {
        EXPECT_EQ(e.what(), r.error);
      }
      return;
    }
    const Array expected = r.array(sizes);
    const Array got = compute();
    ASSERT_EQ(got.dtype(), expected.dtype());
    ASSERT_EQ(got.sizes(), expected.sizes());
    dispatch_all(got.dtype(), "check", [&]<class T>() {
      for (int64_t i = 0; i < got.numel(); ++i) {
        const T x = element<T>(got, i), y = element<T>(expected, i);
        if constexpr (std::is_floating_point_v<T>) {
          // Which of two zeros is the larger differs between PyTorch's vector and scalar loops.
          if (x == 0 && y == 0 && kBetweenZeros.count(r.words[1])) continue;
          EXPECT_LE(ulps_apart(x, y), allowed_ulps(r.words[1]))
              << "at " << i << ": " << x << " for " << y;
        } else {
          EXPECT_EQ(x, y) << "at " << i;
        }
      }
    });
  }

  std::vector<Record> records_;
  std::map<std::string, Array> inputs_;
};

TEST_F(PointwiseGolden, UnaryFunctionsComputeWhatPyTorchDoes) {
  for (const Record& r : records_) {
    if (r.words[0] != "unary") continue;
    const Unary f = kUnary.at(r.words[1]);
    const Array x = input("vector", r.words[2]);
    for (Layout layout : kLayouts) {
      const Array a = in_layout(layout, x);
      check(r, x.sizes(), [&] { return f(a, nullptr); });
      if (!r.error.empty()) continue;
      const Array into = empty_in(layout, x.sizes(), dtype_named(r.dtype));
      check(r, x.sizes(), [&] {
        EXPECT_TRUE(f(a, &into).shares_storage(into));
        return into;
      });
    }
  }
}

TEST_F(PointwiseGolden, BinaryFunctionsComputeWhatPyTorchDoes) {
  for (const Record& r : records_) {
    if (r.words[0] != "binary") continue;
    const std::string& op = r.words[1];
    const Binary f = kBinary.at(op);
    const bool divides =
        op == "floor_divide" || op == "trunc_divide" || op == "remainder" || op == "fmod";
    const Array x = input("vector", r.words[2]).unsqueeze(1);
    const Array y = input(divides ? "divisor" : "vector", r.words[3]).unsqueeze(0);
    const int64_t sizes[] = {x.numel(), y.numel()};
    check(r, sizes, [&] { return f(x, y, nullptr); });
    for (Layout first : kLayouts) {
      for (Layout second : kLayouts) {
        const Array a = in_layout(first, x.expand(sizes));
        const Array b = in_layout(second, y.expand(sizes));
        check(r, sizes, [&] { return f(a, b, nullptr); });
        if (!r.error.empty()) continue;
        const Array into = empty_in(second, sizes, dtype_named(r.dtype));
        check(r, sizes, [&] { return f(a, b, &into); });
        if (r.dtype == r.words[2] && op != "pow") {
          check(r, sizes, [&] { return f(a, b, &a); });
        }
      }
    }
  }
}

TEST_F(PointwiseGolden, TernaryFunctionsComputeWhatPyTorchDoes) {
  for (const Record& r : records_) {
    if (r.words[0] != "ternary") continue;
    const Ternary f = kTernary.at(r.words[1]);
    const Array v = input("vector", r.words[2]);
    const int64_t n = std::min<int64_t>(v.numel(), 7);
    const Array c = v.slice(0, 0, n);
    const Array b = c.unsqueeze(1), a = b.unsqueeze(2);
    const int64_t sizes[] = {n, n, n};
    check(r, sizes, [&] { return f(a, b, c, nullptr); });
    for (Layout layout : kLayouts) {
      const Array full_a = in_layout(layout, a.expand(sizes));
      const Array full_c = in_layout(layout, c.expand(sizes));
      check(r, sizes, [&] { return f(full_a, b, full_c, nullptr); });
      check(r, sizes, [&] { return f(full_a, in_layout(layout, b.expand(sizes)), c, nullptr); });
      if (!r.error.empty()) continue;
      check(r, sizes, [&] { return f(full_a, b, full_c, &full_a); });
    }
  }
}

TEST_F(PointwiseGolden, PromotionFollowsTheThreeCategories) {
  const auto operand = [](char category, const std::string& dtype, Array& array) -> Operand {
    if (category == 'N') {
      if (dtype == "Double") return 2.5;
      if (dtype == "Bool") return true;
      return 2;
    }
    const std::vector<int64_t> sizes(category == 'D' ? 1 : 0, 2);
    array = Array::empty(sizes, dtype_named(dtype));
    return array;
  };
  for (const Record& r : records_) {
    if (r.words[0] != "promote") continue;
    set_default_dtype(dtype_named(r.words[1]));
    Array x, y;
    const Operand a = operand(r.words[2][0], r.words[3], x);
    const Operand b = operand(r.words[2][1], r.words[4], y);
    EXPECT_EQ(result_type(a, b), dtype_named(r.dtype)) << r.line;
    EXPECT_EQ(result_type(b, a), dtype_named(r.dtype)) << r.line;
    const Operand* const list[] = {&a, &b};
    EXPECT_EQ(result_type(list), dtype_named(r.dtype)) << r.line;
  }
  set_default_dtype(kFloat);
}

}  // namespace
}  // namespace gradlab::kernels
