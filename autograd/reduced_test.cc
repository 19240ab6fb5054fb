// float16 and bfloat16: stored in 16 bits, computed in float32. testdata/reduced.txt has values and
// gradients from PyTorch (tools/record_reduced.py).
#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <fstream>
#include <functional>
#include <limits>
#include <map>
#include <sstream>
#include <string>
#include <tuple>
#include <vector>

#include "gradlab/autograd/autograd.h"
#include "gradlab/autograd/ops/activation.h"
#include "gradlab/autograd/ops/compare.h"
#include "gradlab/autograd/ops/factory.h"
#include "gradlab/autograd/ops/index.h"
#include "gradlab/autograd/ops/loss.h"
#include "gradlab/autograd/ops/matmul.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/autograd/ops/random.h"
#include "gradlab/autograd/ops/reduce.h"
#include "gradlab/autograd/ops/shape.h"
#include "gradlab/autograd/ops/unary.h"
#include "gradlab/autograd/tensor.h"
#include "gradlab/autograd/tensor_data.h"
#include "gradlab/autograd/tensor_index.h"
#include "gradlab/tensor/dtype.h"
#include "gradlab/tensor/error.h"
#include "gradlab/tensor/half.h"

namespace gradlab {
namespace {

using Inputs = std::vector<Tensor>;
using indexing::None;
using indexing::Slice;

const std::map<std::string, std::function<Tensor(const Inputs&)>>& functions() {
  static const auto* const functions =
      new std::map<std::string, std::function<Tensor(const Inputs&)>>{
          {"add", [](const Inputs& x) { return x[0] + x[1]; }},
          {"sub_scalar", [](const Inputs& x) { return rsub(x[0], 1.7); }},
          {"mul", [](const Inputs& x) { return x[0] * x[1]; }},
          {"div", [](const Inputs& x) { return x[0] / x[1]; }},
          {"pow", [](const Inputs& x) { return x[0].pow(2.5); }},
          {"exp", [](const Inputs& x) { return x[0].exp(); }},
          {"log", [](const Inputs& x) { return x[0].log(); }},
          {"sqrt", [](const Inputs& x) { return x[0].sqrt(); }},
          {"tanh", [](const Inputs& x) { return x[0].tanh(); }},
          {"sigmoid", [](const Inputs& x) { return x[0].sigmoid(); }},
          {"relu", [](const Inputs& x) { return (x[0] - 1).relu(); }},
          {"clamp", [](const Inputs& x) { return x[0].clamp(0.5, 1.25); }},
          {"maximum", [](const Inputs& x) { return maximum(x[0], x[1]); }},
          {"where", [](const Inputs& x) { return where(x[0] > x[1], x[0], x[1]); }},
          {"sum", [](const Inputs& x) { return x[0].sum(); }},
          {"sum_dim", [](const Inputs& x) { return x[0].sum(0); }},
          {"mean", [](const Inputs& x) { return x[0].mean(1); }},
          {"prod", [](const Inputs& x) { return x[0].prod(1); }},
          {"amax", [](const Inputs& x) { return x[0].amax(0); }},
          {"max_dim", [](const Inputs& x) { return std::get<0>(x[0].max(1)); }},
          {"var", [](const Inputs& x) { return x[0].var(IntArrayRef{1}, true); }},
          {"norm", [](const Inputs& x) { return x[0].norm(2, 1); }},
          {"cumsum", [](const Inputs& x) { return x[0].cumsum(1); }},
          {"softmax", [](const Inputs& x) { return x[0].softmax(1); }},
          {"log_softmax", [](const Inputs& x) { return x[0].log_softmax(1); }},
          {"matmul", [](const Inputs& x) { return matmul(x[0], x[1]); }},
          {"bmm", [](const Inputs& x) { return matmul(x[0], x[1]); }},
          {"transpose", [](const Inputs& x) { return x[0].t().contiguous(); }},
          {"slice",
           [](const Inputs& x) {
             return x[0].index({Slice(1), Slice(None, None, 2)});
           }},
          {"cat",
           [](const Inputs& x) {
             return cat({x[0], x[1]}, 1);
           }},
          {"index_select",
           [](const Inputs& x) {
             return x[0].index_select(0, tensor({2, 0, 2}));
           }},
          {"gather",
           [](const Inputs& x) {
             return x[0].gather(1, tensor({{0, 1}, {3, 3}, {2, 0}}));
           }},
          {"to_float", [](const Inputs& x) { return x[0].to(kFloat).exp(); }},
          {"with_float", [](const Inputs& x) { return x[0] + full({4}, 0.1); }},
      };
  return *functions;
}

// "bf16 3x4 3f80 ...", with the bits of each element.
Tensor parse(std::istream& in) {
  static const std::map<std::string, ScalarType> dtypes = {
      {"f16", kHalf}, {"bf16", kBFloat16}, {"f32", kFloat}};
  std::string dtype, size;
  in >> dtype >> size;
  std::vector<int64_t> sizes;
  std::istringstream dims(size == "s" ? "" : size);
  for (std::string n; std::getline(dims, n, 'x');) sizes.push_back(std::stoll(n));
  const Tensor t = empty(sizes, dtypes.at(dtype));
  for (int64_t i = 0; i < t.numel(); ++i) {
    std::string word;
    in >> word;
    const uint32_t bits = static_cast<uint32_t>(std::stoul(word, nullptr, 16));
    if (t.dtype() == kFloat) {
      static_cast<uint32_t*>(t.data_ptr())[i] = bits;
    } else {
      static_cast<uint16_t*>(t.data_ptr())[i] = static_cast<uint16_t>(bits);
    }
  }
  return t;
}

// Within `steps` units in the last place of an element's size or, for formulas that subtract
// rounded numbers of like size, of that of the largest element.
void expect_close(const Tensor& got, const Tensor& expected, int steps, bool of_largest,
                  const std::string& what) {
  ASSERT_EQ(got.dtype(), expected.dtype()) << what;
  ASSERT_EQ(got.sizes(), expected.sizes()) << what;
  const int digits = expected.dtype() == kBFloat16 ? 8 : expected.dtype() == kHalf ? 11 : 24;
  const Tensor a = got.to(kDouble).flatten(), b = expected.to(kDouble).flatten();
  const double largest = b.abs().max().item<double>();
  for (int64_t i = 0; i < a.numel(); ++i) {
    const double x = a[i].item<double>(), y = b[i].item<double>();
    const double size = of_largest ? largest : y;
    const double unit = size == 0 ? 0 : std::ldexp(1.0, std::ilogb(size) + 1 - digits);
    EXPECT_LE(std::fabs(x - y), steps * unit) << what << " [" << i << "]: " << x << " for " << y;
  }
}

TEST(Reduced, OperationsHaveTheRecordedValuesAndGradients) {
  std::ifstream file("autograd/testdata/reduced.txt");
  int cases = 0;
  std::string name;
  Inputs inputs, grads;
  Tensor out, gradient;
  const auto check = [&] {
    const std::string what = name + " of " + str(inputs[0].scalar_type());
    for (Tensor& x : inputs) x.requires_grad_();
    const Tensor y = functions().at(name)(inputs);
    expect_close(y, out, 1, false, what);
    y.backward(gradient);
    for (size_t i = 0; i < inputs.size(); ++i) {
      expect_close(inputs[i].grad(), grads[i], 2, true, what + ", gradient " + std::to_string(i));
    }
    ++cases;
  };
  for (std::string line; std::getline(file, line);) {
    std::istringstream in(line);
    std::string word;
    in >> word;
    if (word == "case") {
      if (!inputs.empty()) check();
      in >> name;
      inputs.clear();
      grads.clear();
    } else if (word == "in") {
      inputs.push_back(parse(in));
    } else if (word == "out") {
      out = parse(in);
    } else if (word == "gradient") {
      gradient = parse(in);
    } else if (word == "grad") {
      grads.push_back(parse(in));
    }
  }
  check();
  EXPECT_EQ(cases, 2 * static_cast<int>(functions().size()));
}

class ReducedTypes : public testing::TestWithParam<ScalarType> {};
INSTANTIATE_TEST_SUITE_P(, ReducedTypes, testing::Values(kHalf, kBFloat16),
                         [](const auto& info) { return dtype_name(info.param); });

TEST_P(ReducedTypes, CastsToAndFromEveryDtype) {
  const Tensor x = tensor({0.0, 1.0, 2.5, 100.0}).to(GetParam());
  for (ScalarType t :
       {kByte, kChar, kShort, kInt, kLong, kFloat, kDouble, kBool, kHalf, kBFloat16}) {
    const Tensor there = x.to(t);
    EXPECT_TRUE(there.equal(tensor({0.0, 1.0, 2.5, 100.0}).to(t))) << t;
    EXPECT_EQ(there.to(GetParam()).dtype(), GetParam());
  }
}

TEST_P(ReducedTypes, FactoriesFillViewsAndItemsWork) {
  const Tensor x = zeros({2, 3}, GetParam());
  x.select(0, 1).fill_(1.5);
  x.index_put_({0, Slice(1)}, tensor({7, 8}).to(GetParam()));
  EXPECT_EQ(x.element_size(), 2);
  EXPECT_EQ(x[1][2].item<float>(), 1.5f);
  EXPECT_TRUE(x.equal(tensor({{0.0, 7.0, 8.0}, {1.5, 1.5, 1.5}}).to(GetParam())));
  EXPECT_TRUE(full({2}, 3, GetParam()).equal(tensor({3, 3}, GetParam())));
  EXPECT_TRUE(arange(4, GetParam()).equal(tensor({0, 1, 2, 3}, GetParam())));
  EXPECT_TRUE(eye(2, GetParam()).equal(tensor({{1, 0}, {0, 1}}, GetParam())));
  EXPECT_EQ(ones_like(x).dtype(), GetParam());
  EXPECT_EQ(randn({2}, GetParam()).dtype(), GetParam());
}

TEST_P(ReducedTypes, PromoteLikeFloatingTypes) {
  const Tensor x = ones({2}, GetParam());
  EXPECT_EQ((x + 1.5).dtype(), GetParam());
  EXPECT_EQ((x + tensor(1.5, kDouble)).dtype(), GetParam());
  EXPECT_EQ((x + ones({2}, kLong)).dtype(), GetParam());
  EXPECT_EQ((x + ones({2}, kDouble)).dtype(), kDouble);
  EXPECT_EQ((x > 0).dtype(), kBool);
  EXPECT_EQ(x.sum(kDouble).dtype(), kDouble);
  EXPECT_EQ((ones({2}, kHalf) + ones({2}, kBFloat16)).dtype(), kFloat);
}

TEST_P(ReducedTypes, InPlaceOperationsRoundToTheTensor) {
  Tensor x = full({3}, 1000, GetParam());
  x.mul_(1.0 / 3).add_(tensor({1.0, 2.0, 3.0}));
  const Tensor third = (full({3}, 1000, GetParam()) * (1.0 / 3));
  EXPECT_TRUE(x.equal((third.to(kFloat) + tensor({1.0, 2.0, 3.0})).to(GetParam())));
  x.t().exp_();
  EXPECT_EQ(x.dtype(), GetParam());
}

TEST_P(ReducedTypes, IndexedSumsAccumulate) {
  const Tensor x = zeros({3}, GetParam());
  x.index_add_(0, tensor({0, 0, 2}), tensor({1.0, 2.0, 3.0}).to(GetParam()));
  x.scatter_add_(0, tensor({1}), tensor({4.0}).to(GetParam()));
  x.index_put_({tensor({2})}, tensor({9.0}).to(GetParam()));
  EXPECT_TRUE(x.equal(tensor({3.0, 4.0, 9.0}).to(GetParam())));
  EXPECT_TRUE(x.masked_select(x > 3).equal(tensor({4.0, 9.0}).to(GetParam())));
}

TEST_P(ReducedTypes, ALeafGetsItsGradientInItsDtype) {
  const Tensor weight = full({2, 3}, 0.5, GetParam()).requires_grad_();
  const Tensor x = ones({4, 3}, GetParam());
  const Tensor loss = mse_loss(linear(x, weight), zeros({4, 2}, GetParam()));
  loss.backward();
  EXPECT_EQ(loss.dtype(), GetParam());
  EXPECT_EQ(weight.grad().dtype(), GetParam());
  // d mean(y^2) / dw = 2 * 1.5 * 4 rows / 8 elements.
  EXPECT_TRUE(weight.grad().equal(full({2, 3}, 1.5, GetParam())));
}

TEST_P(ReducedTypes, WhatIsNotThereSaysSo) {
  const Tensor x = ones({2}, GetParam());
  try {
    bitwise_and(x, x);
    FAIL();
  } catch (const NotImplementedError& e) {
    EXPECT_EQ(std::string(e.what()), std::string("\"bitwise_and_cpu\" not implemented for '") +
                                         dtype_name(GetParam()) + "'");
  }
}

TEST(Reduced, PrintInBothStyles) {
  const Tensor x = tensor({1.0 / 3, 2.0, 1000.0}, kHalf);
  EXPECT_EQ(repr(x), "tensor([3.3325e-01, 2.0000e+00, 1.0000e+03], dtype=torch.float16)");
  EXPECT_EQ(repr(tensor({1.0, 2.0}, kBFloat16)), "tensor([1., 2.], dtype=torch.bfloat16)");
  std::ostringstream os;
  os << full({2, 2}, 1.0 / 3, kBFloat16);
  EXPECT_EQ(os.str(), " 0.3340  0.3340\n 0.3340  0.3340\n[ CPUBFloat16Type{2,2} ]");
}

TEST(Reduced, HalfRejectsNumbersBeyondItsRange) {
  try {
    full({2}, 1e6, kHalf);
    FAIL();
  } catch (const Error& e) {
    EXPECT_STREQ(e.what(), "value cannot be converted to type at::Half without overflow");
  }
  EXPECT_TRUE(std::isinf((ones({1}, kHalf) * 1e6).item<double>()));
}

// Numbers that both types hold: what is chosen among them is exact.
TEST(ReducedTest, OrderAndScansKeepTheDtype) {
  for (const ScalarType dtype : {kHalf, kBFloat16}) {
    const Tensor wide = tensor({0.5, -2.0, 0.5, 3.0, 0.25}), x = wide.to(dtype);
    const auto same = [dtype](const Tensor& found, const Tensor& expected) {
      EXPECT_EQ(found.dtype(), dtype);
      EXPECT_TRUE(found.equal(expected.to(dtype)));
    };
    same(std::get<0>(x.sort()), std::get<0>(wide.sort()));
    EXPECT_TRUE(std::get<1>(x.sort()).equal(std::get<1>(wide.sort())));
    same(std::get<0>(x.topk(2)), std::get<0>(wide.topk(2)));
    same(std::get<0>(x.kthvalue(2)), std::get<0>(wide.kthvalue(2)));
    same(x.median(), wide.median());
    same(std::get<0>(x.median(0)), std::get<0>(wide.median(0)));
    same(std::get<0>(x.mode()), std::get<0>(wide.mode()));
    same(std::get<0>(x.cummax(0)), std::get<0>(wide.cummax(0)));
    same(x.logcumsumexp(0), wide.logcumsumexp(0));
    same(x.lerp(x + 1, 0.5), wide + 0.5);
    same(x.addcmul(x, x), wide + wide * wide);
    same(x.addcdiv(x, x), wide + 1);
    same(x.heaviside(x), wide.heaviside(wide));
    same(std::get<0>(x.frexp()), std::get<0>(wide.frexp()));
    same(x.round(0), wide.round());
    same(x.abs().digamma(), wide.abs().digamma());
    same(x.nansum(), wide.nansum());
    const double inf = std::numeric_limits<double>::infinity();
    const double largest = dtype == kHalf ? 65504 : 0x1.fep127;
    same(tensor({inf, -inf, -1.0}).to(dtype).nan_to_num(), tensor({largest, -largest, -1.0}));
  }
}

}  // namespace
}  // namespace gradlab
