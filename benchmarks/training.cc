// Whole training steps, and their parts: forward, loss, backward, update.
#include <benchmark/benchmark.h>

#include <vector>

#include "gradlab/gradlab.h"

namespace gradlab {
namespace {

namespace F = nn::functional;

struct SimpleModelImpl : nn::Module {
  SimpleModelImpl(int64_t vocab, int64_t dim, int64_t classes) {
    emb = register_module("emb", nn::Embedding(vocab, dim));
    fc = register_module("fc", nn::Linear(dim, classes));
  }
  Tensor forward(const Tensor& ids) { return fc(emb(ids).mean(1)); }

  nn::Embedding emb{nullptr};
  nn::Linear fc{nullptr};
};
GRADLAB_MODULE(SimpleModel);

// The lab's model: 32 sentences of 10 words, two classes.
void BM_SimpleModelStep(benchmark::State& state) {
  SimpleModel model(1000, 16, 2);
  optim::SGD optimizer(model->parameters(), 0.1);
  Tensor ids = randint(0, 1000, {32, 10}, kLong);
  Tensor labels = randint(0, 2, {32}, kLong);
  for (auto _ : state) {
    optimizer.zero_grad();
    Tensor loss = F::cross_entropy(model(ids), labels);
    loss.backward();
    optimizer.step();
  }
}
BENCHMARK(BM_SimpleModelStep);

template <class Optimizer, class Options>
void mlp_step(benchmark::State& state, const Options& options) {
  nn::Sequential model(nn::Linear(784, 256), nn::ReLU(), nn::Linear(256, 128), nn::ReLU(),
                       nn::Linear(128, 10));
  Optimizer optimizer(model->parameters(), options);
  Tensor x = randn({state.range(0), 784});
  Tensor labels = randint(0, 10, {state.range(0)}, kLong);
  for (auto _ : state) {
    optimizer.zero_grad();
    Tensor loss = F::cross_entropy(model->forward(x), labels);
    loss.backward();
    optimizer.step();
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}
void BM_MlpStepSgd(benchmark::State& state) {
  mlp_step<optim::SGD>(state, optim::SGDOptions(0.01).momentum(0.9));
}
BENCHMARK(BM_MlpStepSgd)->Arg(1)->Arg(64)->Arg(512);
void BM_MlpStepAdam(benchmark::State& state) {
  mlp_step<optim::Adam>(state, optim::AdamOptions(1e-3));
}
BENCHMARK(BM_MlpStepAdam)->Arg(1)->Arg(64)->Arg(512);

void BM_EmbeddingFwdBwd(benchmark::State& state) {
  nn::Embedding embedding(50000, 256);
  Tensor ids = randint(0, 50000, {8192}, kLong);
  Tensor g = ones({8192, 256});
  for (auto _ : state) {
    embedding->weight.mutable_grad() = Tensor();
    embedding(ids).backward(g);
  }
}
BENCHMARK(BM_EmbeddingFwdBwd);

void BM_ConvFwdBwd(benchmark::State& state) {
  nn::Conv2d conv(nn::Conv2dOptions(16, 32, 3).padding(1));
  Tensor x = randn({32, 16, 28, 28}, requires_grad());
  Tensor g = ones({32, 32, 28, 28});
  for (auto _ : state) conv(x).backward(g);
}
BENCHMARK(BM_ConvFwdBwd);

// The update alone: range(0) elements in range(1) parameters.
template <class Optimizer, class Options>
void optimizer_step(benchmark::State& state, const Options& options) {
  const int64_t n = state.range(0), count = state.range(1);
  std::vector<Tensor> parameters;
  for (int64_t i = 0; i < count; ++i) {
    Tensor p = randn({n / count}, requires_grad());
    p.mutable_grad() = randn({n / count});
    parameters.push_back(p);
  }
  Optimizer optimizer(parameters, options);
  for (auto _ : state) optimizer.step();
  state.SetItemsProcessed(state.iterations() * n);
}
void BM_SgdMomentumStep(benchmark::State& state) {
  optimizer_step<optim::SGD>(state, optim::SGDOptions(0.01).momentum(0.9));
}
BENCHMARK(BM_SgdMomentumStep)->Args({10000000, 10})->Args({10000, 100});
void BM_AdamStep(benchmark::State& state) {
  optimizer_step<optim::Adam>(state, optim::AdamOptions(1e-3));
}
BENCHMARK(BM_AdamStep)->Args({10000000, 10})->Args({10000, 100});

}  // namespace
}  // namespace gradlab
