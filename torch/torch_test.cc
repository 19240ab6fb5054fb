#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <torch/torch.h>

#include <string>
#include <vector>

// A program as it is written for PyTorch's C++ frontend.
namespace {

namespace F = torch::nn::functional;

struct ClassifierOptions {
  ClassifierOptions(int64_t vocab, int64_t classes) : vocab_(vocab), classes_(classes) {}
  TORCH_ARG(int64_t, vocab);
  TORCH_ARG(int64_t, classes);
  TORCH_ARG(int64_t, dim) = 16;
};

struct ClassifierImpl : torch::nn::Module {
  explicit ClassifierImpl(const ClassifierOptions& options) {
    emb = register_module("emb", torch::nn::Embedding(options.vocab(), options.dim()));
    fc = register_module(
        "fc", torch::nn::Linear(torch::nn::LinearOptions(options.dim(), options.classes())));
  }
  torch::Tensor forward(torch::Tensor ids) {
    TORCH_CHECK(ids.dim() == 2, "expected [batch, length], got ", ids.dim(), " dimensions");
    return fc(emb(ids).mean(1));
  }

  torch::nn::Embedding emb{nullptr};
  torch::nn::Linear fc{nullptr};
};
TORCH_MODULE(Classifier);

std::string text_of_failure(void (*program)()) {
  try {
    program();
  } catch (const c10::Error& e) {
    return e.what_without_backtrace();
  }
  return "no error";
}

TEST(Torch, ATrainingLoopIsWrittenAsForLibtorch) {
  torch::manual_seed(0);
  torch::Device device(torch::cuda::is_available() ? torch::kCUDA : torch::kCPU);
  Classifier model(ClassifierOptions(20, 2).dim(4));
  torch::optim::SGD optimizer(model->parameters(), torch::optim::SGDOptions(0.5).momentum(0.9));
  auto ids = torch::randint(0, 20, {16, 3}, torch::TensorOptions(torch::kLong).device(device));
  at::Tensor labels = (ids.index({torch::indexing::Slice(), 0}) > 9).to(torch::kI64);
  std::vector<double> losses;
  for (int step = 0; step < 30; ++step) {
    optimizer.zero_grad();
    auto loss = F::cross_entropy(model(ids), labels);
    loss.backward();
    optimizer.step();
    losses.push_back(loss.item<double>());
  }
  EXPECT_LT(losses.back(), losses.front() / 2);
}

TEST(Torch, CheckThrowsItsTextOrItsCondition) {
  EXPECT_EQ(text_of_failure([] { TORCH_CHECK(1 + 1 == 3, "sum is ", 1 + 1); }), "sum is 2");
  EXPECT_EQ(text_of_failure([] { TORCH_CHECK(1 + 1 == 3); }),
            "Expected 1 + 1 == 3 to be true, but got false.  (Could this error message be "
            "improved?  If so, please report an enhancement request to PyTorch.)");
  EXPECT_EQ(text_of_failure([] { TORCH_CHECK(true, "not evaluated"); }), "no error");
  EXPECT_THROW(TORCH_CHECK_INDEX(false, "index"), c10::IndexError);
  EXPECT_THROW(TORCH_CHECK_VALUE(false), c10::ValueError);
}

TEST(Torch, MessagesOfAModuleReachTheCaller) {
  EXPECT_EQ(
      text_of_failure([] { Classifier(ClassifierOptions(3, 2))(torch::zeros({2}, torch::kLong)); }),
      "expected [batch, length], got 1 dimensions");
}

TEST(Torch, OutputsAreFirstOrLast) {
  const torch::Tensor a = torch::ones({2, 2});
  torch::Tensor out = torch::empty({0}), indices = torch::empty({0}, torch::kLong);
  EXPECT_TRUE(torch::mm_out(out, a, a).equal(torch::full({2, 2}, 2.0)));
  EXPECT_TRUE(at::add_outf(a, a, 2, out).equal(torch::full({2, 2}, 3.0)));
  at::sort_out(out, indices, a, -1);
  EXPECT_TRUE(out.equal(a));
}

TEST(Torch, NamesAlsoResolveThroughUsingDirectives) {
  using namespace torch;
  using namespace torch::indexing;
  nn::Linear linear(nullptr);
  EXPECT_TRUE(linear.is_empty());
  c10::optional<Tensor> none = torch::nullopt;
  EXPECT_FALSE(none.has_value());
  const std::vector<int64_t> sizes = {2, 3};
  EXPECT_EQ(at::ones(at::IntArrayRef(sizes)).index({Slice(), 1}).sum().item<float>(), 2);
  NoGradGuard no_grad;
  EXPECT_FALSE(at::GradMode::is_enabled());
}

}  // namespace
