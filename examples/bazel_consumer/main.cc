// Trains a small classifier with gradlab, in a program that has folders and headers of its own with
// the names of gradlab's: "tensor/array.h" is this program's, "gradlab/..." is gradlab's.
#include <cstdint>
#include <cstdio>

#include "gradlab/gradlab.h"
#include "nn/linear.h"
#include "tensor/array.h"

static_assert(tensor::pressure({3, 6, 9, 0, 0, 0}) == -6);

struct SimpleModelImpl : gradlab::nn::Module {
  SimpleModelImpl(int64_t vocab, int64_t dim, int64_t classes)
      : embedding(register_module("embedding", gradlab::nn::Embedding(vocab, dim))),
        linear(register_module("linear", gradlab::nn::Linear(dim, classes))) {}

  gradlab::Tensor forward(const gradlab::Tensor& ids) { return linear(embedding(ids).mean(1)); }

  gradlab::nn::Embedding embedding;
  gradlab::nn::Linear linear;
};
GRADLAB_MODULE(SimpleModel);

int main() {
  const double rates[] = {0.1, 0.5, 1.0};
  const double rate = rates[nn::nearest(rates, 0.45)];

  gradlab::manual_seed(42);
  SimpleModel model(100, 16, 2);
  gradlab::Tensor ids = gradlab::randint(0, 100, {32, 8});
  gradlab::Tensor labels = (ids.to(gradlab::kFloat32).mean(1) > 50).to(gradlab::kInt64);

  gradlab::nn::CrossEntropyLoss criterion;
  gradlab::optim::SGD optimizer(model->parameters(), /*lr=*/rate);
  float first = 0;
  float last = 0;
  for (int epoch = 1; epoch <= 20; ++epoch) {
    optimizer.zero_grad();
    gradlab::Tensor loss = criterion(model(ids), labels);
    loss.backward();
    optimizer.step();
    last = loss.item<float>();
    if (epoch == 1) first = last;
  }
  std::printf("first loss %.6f\nlast loss %.6f\n", first, last);
  return last < first ? 0 : 1;
}
