// The two-place errors, and where operators, methods and functions say they were called.
#include "gradlab/autograd/graph/error_places.h"

#include <functional>
#include <string>

#include "gmock/gmock.h"
#include "gradlab/autograd/autograd.h"
#include "gradlab/autograd/functions/function.h"
#include "gradlab/autograd/grad_mode.h"
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
#include "gradlab/autograd/ops/sort.h"
#include "gradlab/autograd/ops/unary.h"
#include "gradlab/autograd/tensor.h"
#include "gradlab/autograd/tensor_data.h"
#include "gradlab/tensor/error.h"
#include "gradlab/tensor/location.h"
#include "gtest/gtest.h"

namespace gradlab {
namespace {

using ::testing::EndsWith;

Tensor leaf(IntArrayRef sizes) { return ones(sizes).requires_grad_(); }

// The error that `run` throws.
Error error_of(const std::function<void()>& run) {
  try {
    run();
  } catch (const Error& e) {
    return e;
  }
  return Error("no error");
}

std::string place(int line) { return str(__FILE__, ":", line); }

TEST(ErrorPlaces, SecondBackwardNamesTheNodeAndTheFirst) {
  Tensor x = leaf({});
  Tensor y = x * x;
  const int created = __LINE__ - 1;
  y.backward();
  const int freed = __LINE__ - 1;
  const Error e = error_of([&] { y.backward(); });
  EXPECT_EQ(std::string(e.what()), e.msg() + "\nMulBackward0 was created at " + place(created) +
                                       "; the backward pass at " + place(freed) +
                                       " freed what it had saved.");
  EXPECT_THAT(e.msg(), EndsWith("if you need to access saved tensors after calling backward."));
  EXPECT_STREQ(e.what_without_backtrace(), e.msg().c_str());
}

TEST(ErrorKinds, TheTwoFamousErrorsHaveKindsOfTheirOwn) {
  Tensor x = leaf({2});
  Tensor y = (x * x).sum();
  y.backward();
  EXPECT_THROW(y.backward(), GraphFreedError);
  EXPECT_THROW(autograd::grad({y}, {x}), GraphFreedError);
  Tensor z = x.exp();
  Tensor sum = z.sum();
  {
    NoGradGuard no_grad;
    z.add_(1);
  }
  EXPECT_THROW(sum.backward(), InplaceModifiedError);
  EXPECT_THROW(x.add_(1), Error);  // another rule, another kind
  try {
    x.add_(1);
  } catch (const InplaceModifiedError&) {
    FAIL() << "a leaf that requires grad was written to: nothing was saved";
  } catch (const Error&) {
  }
}

TEST(ErrorPlaces, GradFreesToo) {
  Tensor x = leaf({});
  Tensor y = exp(x);
  const int created = __LINE__ - 1;
  autograd::grad({y}, {x});
  const int freed = __LINE__ - 1;
  const Error e = error_of([&] { autograd::grad({y}, {x}); });
  EXPECT_EQ(std::string(e.what()), e.msg() + "\nExpBackward0 was created at " + place(created) +
                                       "; the backward pass at " + place(freed) +
                                       " freed what it had saved.");
}

TEST(ErrorPlaces, InPlaceErrorNamesTheNodeAndTheWrite) {
  Tensor x = leaf({3});
  Tensor y = x.exp();
  const int created = __LINE__ - 1;
  y.add_(1);
  const int modified = __LINE__ - 1;
  const Error e = error_of([&] { y.sum().backward(); });
  EXPECT_EQ(std::string(e.what()), e.msg() + "\nExpBackward0 was created at " + place(created) +
                                       " and saved it; add_ modified it at " + place(modified) +
                                       ".");
  EXPECT_THAT(e.msg(), EndsWith("with torch.autograd.set_detect_anomaly(True)."));
}

TEST(ErrorPlaces, TheLastWriteIsNamedWhateverItsForm) {
  Tensor x = leaf({3});
  auto text_after = [&](const std::function<int(Tensor&)>& write, const char* operation) {
    Tensor y = x.exp();
    const int line = write(y);
    const std::string text = error_of([&] { y.sum().backward(); }).what();
    EXPECT_THAT(text, EndsWith(str("; ", operation, " modified it at ", place(line), ".")));
  };
  text_after([](Tensor& y) { return y *= 2, __LINE__; }, "mul_");
  text_after([](Tensor& y) { return y += y.detach(), __LINE__; }, "add_");
  text_after([](Tensor& y) { return y.zero_(), __LINE__; }, "zero_");
  text_after([](Tensor& y) { return y.sigmoid_(), __LINE__; }, "sigmoid_");
  text_after([](Tensor& y) { return y[1].fill_(2), __LINE__; }, "fill_");
  text_after([](Tensor& y) { return y.detach().copy_(ones({3})), __LINE__; }, "copy_");
  text_after([](Tensor& y) { return y.detach().normal_(), __LINE__; }, "normal_");
  text_after([](Tensor& y) { return elu_(y.detach()), __LINE__; }, "elu_");
}

TEST(ErrorPlaces, CanBeSwitchedOff) {
  ASSERT_TRUE(autograd::error_places_enabled());
  Tensor x = leaf({3});
  Tensor y = exp(x), z = (x * x).sum();
  y.add_(1);
  z.backward();
  autograd::set_error_places_enabled(false);
  const Error in_place = error_of([&] { y.sum().backward(); });
  const Error freed = error_of([&] { z.backward(); });
  autograd::set_error_places_enabled(true);
  EXPECT_EQ(in_place.what(), in_place.msg());
  EXPECT_EQ(freed.what(), freed.msg());
}

TEST(ErrorPlaces, UnknownPlacesAreLeftOut) {
  Tensor x = leaf({});
  Tensor y = exp(x, Location::unknown());
  auto backward = [&] {
    autograd::backward({y}, {}, std::nullopt, false, {}, Location::unknown());
  };
  backward();
  const Error e = error_of(backward);
  EXPECT_EQ(std::string(e.what()),
            e.msg() + "\nExpBackward0 was created; the backward pass freed what it had saved.");
}

// --- Where a node says it was created ---

#define EXPECT_HERE(expression)                         \
  do {                                                  \
    const Tensor made = (expression);                   \
    const Location at = made.grad_fn()->created_at();   \
    ASSERT_TRUE(static_cast<bool>(at)) << #expression;  \
    EXPECT_EQ(str(at), place(__LINE__)) << #expression; \
  } while (false)

TEST(CreatedAt, Operators) {
  Tensor x = leaf({2, 2}), y = ones({2, 2});
  EXPECT_HERE(x + y);
  EXPECT_HERE(x + 1);
  EXPECT_HERE(1 + x);
  EXPECT_HERE(x - y);
  EXPECT_HERE(x - 1);
  EXPECT_HERE(1 - x);
  EXPECT_HERE(-x);
  EXPECT_HERE(y * x);
  EXPECT_HERE(x * 2);
  EXPECT_HERE(2.5 * x);
  EXPECT_HERE(y / x);
  EXPECT_HERE(x / 2);
  EXPECT_HERE(1 / x);
  EXPECT_HERE(x % y);
  EXPECT_HERE(x % 2);
  EXPECT_HERE(x[0]);
}

TEST(CreatedAt, Methods) {
  Tensor x = leaf({2, 2}), y = ones({2, 2});
  EXPECT_HERE(x.add(y));
  EXPECT_HERE(x.mul(3));
  EXPECT_HERE(x.pow(2));
  EXPECT_HERE(x.sigmoid());
  EXPECT_HERE(x.square());
  EXPECT_HERE(x.sum());
  EXPECT_HERE(x.sum(0));
  EXPECT_HERE(x.mean());
  EXPECT_HERE(x.std());
  EXPECT_HERE(x.matmul(y));
  EXPECT_HERE(x.view({4}));
  EXPECT_HERE(x.reshape({4}));
  EXPECT_HERE(x.t());
  EXPECT_HERE(x.select(0, 1));
  EXPECT_HERE(x.softmax(1));
  EXPECT_HERE(x.clone());
  EXPECT_HERE(x.to(kDouble));
  EXPECT_HERE(x.index_select(0, tensor({0})));
  EXPECT_HERE(x.split(1)[1]);
  EXPECT_HERE(std::get<0>(x.max(0)));
  EXPECT_HERE(x.sum_to_size({2, 1}));
  EXPECT_HERE(x.prelu(ones({1})));
  EXPECT_HERE(x.hardshrink());
  EXPECT_HERE(x.clamp(0, 1).bernoulli());
}

TEST(CreatedAt, Functions) {
  Tensor x = leaf({2, 2}), y = ones({2, 2});
  EXPECT_HERE(exp(x));
  EXPECT_HERE(relu(x));
  EXPECT_HERE(add(x, y));
  EXPECT_HERE(sum(x));
  EXPECT_HERE(matmul(x, y));
  EXPECT_HERE(linear(x, y));
  EXPECT_HERE(softmax(x, 1));
  EXPECT_HERE(log_softmax(x, 1));
  EXPECT_HERE(cat({x, y}));
  EXPECT_HERE(stack({x, y}));
  EXPECT_HERE(where(y > 0, x, y));
  EXPECT_HERE(mse_loss(x, y));
  EXPECT_HERE(cross_entropy_loss(x, tensor({0, 1})));
  EXPECT_HERE(index_select(x, 0, tensor({0})));
  EXPECT_HERE(sum_to_size(x, {2, 1}));
  EXPECT_HERE(std::get<0>(_unique2(x)));
  EXPECT_HERE(std::get<0>(unique_dim(x, 0)));
  EXPECT_HERE(std::get<0>(unique_consecutive(x)));
  EXPECT_HERE(normal(x));
  EXPECT_HERE(normal(0, x.abs()));
  EXPECT_HERE(normal(x, x.abs()));
  EXPECT_HERE(bernoulli(x.clamp(0, 1)));
  EXPECT_HERE(poisson(x.abs()));
}

struct Sum : autograd::Function<Sum> {
  template <class... T>
  static Tensor forward(autograd::AutogradContext*, Tensor x, T... more) {
    return x * (1.0 + ... + more);
  }
  static variable_list backward(autograd::AutogradContext*, variable_list) { return {}; }
};

TEST(CreatedAt, FunctionsOfTheUsers) {
  Tensor x = leaf({2, 2});
  EXPECT_HERE(Sum::apply(x));
  EXPECT_HERE(Sum::apply(x, 1.0));
  EXPECT_HERE(Sum::apply(x, 1.0, 2));
  EXPECT_HERE(Sum::apply(x, 1.0, 2, 3));
  EXPECT_HERE(Sum::apply(x, 1.0, 2, 3, 4));
  EXPECT_HERE(Sum::apply(x, 1.0, 2, 3, 4, 5));
  EXPECT_HERE(Sum::apply(x, 1.0, 2, 3, 4, 5, 6, 7, 8, 9));
  const Tensor long_call = Sum::apply(x, 1.0, 2, 3, 4, 5, 6, 7, 8, 9, 10);
  EXPECT_EQ(long_call.sum().item<float>(), 4 * 56);
  EXPECT_FALSE(long_call.grad_fn()->created_at());
}

TEST(CreatedAt, TheOutermostCallCounts) {
  Tensor x = leaf({2});
  const Tensor g = autograd::grad({(x * x).sum()}, {x}, {}, std::nullopt, /*create_graph=*/true)[0];
  EXPECT_EQ(str(g.grad_fn()->created_at()), place(__LINE__ - 1));
  EXPECT_FALSE(Location::current());
}

TEST(CreatedAt, LinesOfAChainAreThoseOfItsCalls) {
  Tensor x = leaf({2});
  Tensor y = x.exp().sum();
  // clang 14 gives the line where the whole chain begins, gcc that of the call.
  const uint32_t line = y.grad_fn()->created_at().line();
  EXPECT_THAT(line, ::testing::AnyOf(__LINE__ - 4, __LINE__ - 3));
}

}  // namespace
}  // namespace gradlab
