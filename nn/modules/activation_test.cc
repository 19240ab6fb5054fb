// Modules and functions of activations: recorded values, gradients and texts.
#include "gradlab/nn/modules/activation.h"

#include <gtest/gtest.h>

#include <cstring>
#include <string>
#include <vector>

#include "gradlab/autograd/ops/factory.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/nn/functional/activation.h"
#include "gradlab/nn/modules/recorded_activations.h"
#include "gradlab/nn/test_util.h"

namespace gradlab::nn {
namespace {

namespace F = functional;

// tools/record_nn.py's input.
Tensor recorded_input() {
  std::vector<float> x(24);
  for (int i = 0; i < 24; ++i) x[i] = (static_cast<float>(3 * (i % 7) - 9) + i / 16.0f) / 4;
  return tensor_of(x, {4, 6});
}

template <size_t N>
void expect_close(const Tensor& t, const float (&expected)[N], const std::string& what) {
  ASSERT_EQ(t.numel(), static_cast<int64_t>(N)) << what;
  const Tensor c = t.detach().contiguous();
  for (size_t i = 0; i < N; ++i) {
    EXPECT_NEAR(c.data_ptr<float>()[i], expected[i], 1e-6 + 2e-6 * std::fabs(expected[i]))
        << what << " at " << i;
  }
}

TEST(Activation, ModulesComputeWhatPyTorchComputes){
#define GRADLAB_CHECK_ACTIVATION(name, constructor)                                              \
  {                                                                                              \
    const Tensor x = recorded_input().requires_grad_();                                          \
    auto module = constructor;                                                                   \
    const Tensor y = module(x.clone());                                                          \
    expect_close(y, recorded::k##name, #name);                                                   \
    y.backward(arange(1.0, static_cast<double>(y.numel()) + 1).to(kFloat).view(y.sizes()) / 16); \
    expect_close(x.grad(), recorded::k##name##Gradient, #name);                                  \
    EXPECT_EQ(module->python_text(), recorded::k##name##Text);                                   \
  }
    GRADLAB_RECORDED_ACTIVATIONS(GRADLAB_CHECK_ACTIVATION)
#undef GRADLAB_CHECK_ACTIVATION
}

TEST(Activation, FunctionsAreThoseOfTheModules) {
  const Tensor x = recorded_input();
  const auto same = [](const Tensor& a, const Tensor& b) { EXPECT_TRUE(a.equal(b)); };
  same(F::elu(x, F::ELUFuncOptions().alpha(1.5)), ELU(ELUOptions().alpha(1.5))(x));
  same(F::selu(x), SELU()(x));
  same(F::celu(x, F::CELUFuncOptions().alpha(2)), CELU(CELUOptions().alpha(2))(x));
  same(F::relu6(x), ReLU6()(x));
  same(F::leaky_relu(x, F::LeakyReLUFuncOptions().negative_slope(0.2)),
       LeakyReLU(LeakyReLUOptions().negative_slope(0.2))(x));
  same(F::hardtanh(x, F::HardtanhFuncOptions().min_val(-0.5).max_val(2)),
       Hardtanh(HardtanhOptions().min_val(-0.5).max_val(2))(x));
  same(F::threshold(x, F::ThresholdFuncOptions(0.1, 20)), Threshold(0.1, 20)(x));
  same(F::hardshrink(x, 1.25), Hardshrink(1.25)(x));
  same(F::softshrink(x, 1.25), Softshrink(1.25)(x));
  same(F::softplus(x, F::SoftplusFuncOptions().beta(2).threshold(1.5)),
       Softplus(SoftplusOptions().beta(2).threshold(1.5))(x));
  same(F::gelu(x, F::GELUFuncOptions().approximate("tanh")),
       GELU(GELUOptions().approximate("tanh"))(x));
  same(F::glu(x, 0), GLU(0)(x));
  same(F::logsigmoid(x), LogSigmoid()(x));
  same(F::silu(x), SiLU()(x));
  same(F::mish(x), Mish()(x));
  same(F::softsign(x), Softsign()(x));
  same(F::tanhshrink(x), Tanhshrink()(x));
  PReLU prelu;
  same(F::prelu(x, prelu->weight), prelu(x));
}

TEST(Activation, InplaceOverwritesItsInput) {
  const auto overwrites = [](auto module) {
    const Tensor x = recorded_input(), y = module(x);
    EXPECT_EQ(y.data_ptr(), x.data_ptr());
    EXPECT_FALSE(x.equal(recorded_input()));
  };
  overwrites(ELU(ELUOptions().inplace(true)));
  overwrites(SELU(true));
  overwrites(CELU(CELUOptions().inplace(true)));
  overwrites(ReLU6(true));
  overwrites(LeakyReLU(LeakyReLUOptions().inplace(true)));
  overwrites(Hardtanh(HardtanhOptions().inplace(true)));
  overwrites(Threshold(ThresholdOptions(0, 1).inplace(true)));
  const Tensor x = recorded_input();
  ELU()(x);
  EXPECT_TRUE(x.equal(recorded_input()));
}

// The texts of libtorch 1.13.1.
TEST(Activation, PrintsLikeLibtorch) {
  EXPECT_EQ(streamed(ELU()), "torch::nn::ELU(alpha=1)");
  EXPECT_EQ(streamed(ELU(ELUOptions().alpha(1.5).inplace(true))),
            "torch::nn::ELU(alpha=1.5, inplace=true)");
  EXPECT_EQ(streamed(SELU()), "torch::nn::SELU()");
  EXPECT_EQ(streamed(SELU(true)), "torch::nn::SELU(inplace=true)");
  EXPECT_EQ(streamed(CELU()), "torch::nn::CELU(alpha=1)");
  EXPECT_EQ(streamed(CELU(CELUOptions().alpha(2).inplace(true))),
            "torch::nn::CELU(alpha=2, inplace=true)");
  EXPECT_EQ(streamed(ReLU6()), "torch::nn::ReLU6()");
  EXPECT_EQ(streamed(ReLU6(true)), "torch::nn::ReLU6(inplace=true)");
  EXPECT_EQ(streamed(LeakyReLU()), "torch::nn::LeakyReLU(negative_slope=0.01)");
  EXPECT_EQ(streamed(LeakyReLU(LeakyReLUOptions().negative_slope(0.2).inplace(true))),
            "torch::nn::LeakyReLU(negative_slope=0.2, inplace=true)");
  EXPECT_EQ(streamed(Hardtanh()), "torch::nn::Hardtanh(min_val=-1, max_val=1)");
  EXPECT_EQ(streamed(Hardtanh(HardtanhOptions().min_val(-0.5).max_val(2).inplace(true))),
            "torch::nn::Hardtanh(min_val=-0.5, max_val=2, inplace=true)");
  EXPECT_EQ(streamed(Threshold(1.5, 2)), "torch::nn::Threshold(threshold=1.5, value=2)");
  EXPECT_EQ(streamed(Threshold(ThresholdOptions(0.1, 20).inplace(true))),
            "torch::nn::Threshold(threshold=0.1, value=20, inplace=true)");
  EXPECT_EQ(streamed(Hardshrink()), "torch::nn::Hardshrink(0.5)");
  EXPECT_EQ(streamed(Softshrink(1.75)), "torch::nn::Softshrink(1.75)");
  EXPECT_EQ(streamed(Softplus(SoftplusOptions().beta(0.25).threshold(1.5))),
            "torch::nn::Softplus(beta=0.25, threshold=1.5)");
  EXPECT_EQ(streamed(PReLU(PReLUOptions().num_parameters(5))),
            "torch::nn::PReLU(num_parameters=5)");
  EXPECT_EQ(streamed(GLU()), "torch::nn::GLU(dim=-1)");
  EXPECT_EQ(streamed(GELU()), "torch::nn::GELU()");
  EXPECT_EQ(streamed(SiLU()), "torch::nn::SiLU()");
  EXPECT_EQ(streamed(Mish()), "torch::nn::Mish()");
  EXPECT_EQ(streamed(LogSigmoid()), "torch::nn::LogSigmoid()");
  EXPECT_EQ(streamed(Softsign()), "torch::nn::Softsign()");
  EXPECT_EQ(streamed(Tanhshrink()), "torch::nn::Tanhshrink()");
  EXPECT_EQ(streamed(Softmax2d()), "torch::nn::Softmax2d()");
}

TEST(Activation, PReLULearnsItsSlopes) {
  PReLU prelu(PReLUOptions().num_parameters(3).init(0.5));
  EXPECT_TRUE(prelu->weight.equal(full({3}, 0.5)));
  EXPECT_EQ(prelu->named_parameters().keys(), std::vector<std::string>{"weight"});
  const Tensor x = tensor_of<float>({-1, 2, -3, 4, -5, -6}, {2, 3});
  EXPECT_TRUE(prelu(x).equal(tensor_of<float>({-0.5f, 2, -1.5f, 4, -2.5f, -3}, {2, 3})));
  prelu(x).sum().backward();
  EXPECT_TRUE(prelu->weight.grad().equal(tensor_of<float>({-1, -5, -9}, {3})));
}

TEST(Activation, Softmax2dIsOverChannels) {
  const Tensor x = recorded_input().view({2, 3, 2, 2});
  EXPECT_TRUE(Softmax2d()(x).equal(x.softmax(1)));
  EXPECT_TRUE(Softmax2d()(x.select(0, 1)).equal(x.select(0, 1).softmax(0)));
  EXPECT_EQ(message_of([&] { Softmax2d()(recorded_input()); }),
            "Softmax2d requires a 3D or 4D tensor as input");
}

TEST(Activation, MisuseThrows) {
  EXPECT_EQ(message_of([] { Hardtanh(HardtanhOptions().min_val(2).max_val(1)); }),
            "max_val must be greater than min_val");
  EXPECT_EQ(message_of([] { F::gelu(ones({2}), F::GELUFuncOptions().approximate("erf")); }),
            "approximate argument must be either none or tanh.");
  EXPECT_EQ(message_of([] {
              CELU(CELUOptions().alpha(0))
              (ones({2}));
            }),
            "ZeroDivisionError: alpha cannot be 0 for CELU");
  EXPECT_EQ(message_of([] {
              GLU()
              (ones({3}));
            }),
            "Halving dimension must be even, but dimension 0 is size 3");
}

}  // namespace
}  // namespace gradlab::nn
