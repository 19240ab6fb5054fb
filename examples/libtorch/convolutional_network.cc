// Trains a small network with every kind of normalisation, and shows what pooling does to an image.
#include <torch/torch.h>

#include <iostream>
#include <tuple>

namespace nn = torch::nn;
namespace F = torch::nn::functional;

struct NetImpl : nn::Module {
  NetImpl() {
    register_module("first", first);
    register_module("batch", batch);
    register_module("second", second);
    register_module("group", group);
    register_module("instance", instance);
    register_module("last", last);
  }

  torch::Tensor forward(torch::Tensor x) {
    x = F::max_pool2d(torch::relu(batch(first(x))), F::MaxPool2dFuncOptions(2));
    x = torch::relu(instance(group(second(x))));
    x = torch::avg_pool2d(x, {2, 2}, 1);
    return last(torch::adaptive_avg_pool2d(x, {1, 1}).flatten(1));
  }

  nn::Conv2d first{nn::Conv2dOptions(1, 4, 3).padding(1)};
  nn::BatchNorm2d batch{4};
  nn::Conv2d second{nn::Conv2dOptions(4, 8, 3)};
  nn::GroupNorm group{2, 8};
  nn::InstanceNorm2d instance{nn::InstanceNorm2dOptions(8).affine(true)};
  nn::Linear last{8, 3};
};
TORCH_MODULE(Net);

void train() {
  torch::manual_seed(0);
  Net net;
  std::cout << net << "\n";
  const auto x = torch::arange(8 * 144).to(torch::kFloat).mul(0.37).sin().view({8, 1, 12, 12});
  const auto labels = torch::arange(8).remainder(3);
  torch::optim::SGD optimizer(net->parameters(), 0.1);
  for (int step = 0; step < 5; ++step) {
    optimizer.zero_grad();
    auto loss = F::cross_entropy(net(x), labels);
    loss.backward();
    optimizer.step();
    std::cout << "loss " << loss << "\n";
  }
  net->eval();
  std::cout << net(x) << "\n";
  for (const auto& buffer : net->named_buffers()) {
    std::cout << buffer.key() << " " << buffer.value() << "\n";
  }
}

void show(const char* what, const torch::Tensor& t) { std::cout << what << "\n" << t << "\n"; }

int main() {
  train();
  const auto x = torch::arange(24).to(torch::kFloat).view({1, 2, 3, 4}).requires_grad_();
  const auto pooled = torch::max_pool2d_with_indices(x, 2, 1);
  const auto& largest = std::get<0>(pooled);
  const auto& places = std::get<1>(pooled);
  std::cout << largest.grad_fn()->name() << "\n";
  show("places", places);
  show("unpooled", torch::max_unpool2d(largest, places, {3, 4}));
  show("gradient", torch::autograd::grad({largest.square().sum()}, {x})[0]);
  show("rows", torch::max_pool1d(x[0], 2));
  show("averages of cubes", torch::avg_pool3d(x, {1, 3, 2}));
  show("norms", F::lp_pool2d(x, F::LPPool2dFuncOptions(2, 2)));
  show("adaptive", F::adaptive_avg_pool2d(x, F::AdaptiveAvgPool2dFuncOptions({2, torch::nullopt})));
  show("normalized", torch::instance_norm(x, {}, {}, {}, {}, true, 0.1, 1e-5, false));
  show("by neighbours", F::local_response_norm(x, F::LocalResponseNormFuncOptions(2)));
  try {
    nn::MaxPool2d(8)(x);
  } catch (const c10::Error& error) {
    std::cout << error.what_without_backtrace() << "\n";
  }
}
