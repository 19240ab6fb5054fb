// The lab in C++: lab/twin/lab_pytorch.py is the same program in PyTorch. Both print
// lab/golden/lab_pytorch.log, character for character.
#include <cstdio>
#include <string>

#include "gradlab/gradlab.h"
#include "gradlab/lab/print.h"

using namespace gradlab;
using namespace gradlab::indexing;
using lab::parameter;
using lab::print;

namespace {

void tensors() {
  print("== 1. Tensors ==");
  Tensor a = tensor({{1.0, 2.0}, {3.0, 4.0}});
  Tensor b = tensor({{5.0, 6.0}, {7.0, 8.0}});
  print("a =", a);
  print("b =", b);
  print("zeros =", zeros({2, 3}));
  print("ones =", ones({2, 3}, kInt64));
  print("arange =", arange(0, 10, 2));
  print("linspace =", linspace(0, 1, 5));
  print("eye =", eye(3));
  print("rand =", rand({2, 3}));
  print("randn =", randn({3, 4}));
  print("randn (16 or more) =", randn({4, 5}));
  print("randint =", randint(0, 10, {2, 5}));
  print("randperm =", randperm(10));
  print("a + b =", a + b);
  print("a - b =", a - b);
  print("a * b =", a * b);
  print("a / b =", a / b);
  print("a @ b =", a.matmul(b));
  print("a ** 2 =", a.pow(2));
  print("a.sum() =", a.sum(), " a.mean() =", a.mean(), " a.max() =", a.max());
  print("a > 2 =", a > 2);
  Tensor c = arange(12).reshape({3, 4});
  print("c =", c);
  print("c[0] =", c[0]);
  print("c[:, 1] =", c.index({Slice(), 1}));
  print("c[1:, 2:] =", c.index({Slice(1, None), Slice(2, None)}));
  print("c[-1, -1] =", c.index({-1, -1}));
  print("c[c % 2 == 0] =", c.index({c % 2 == 0}));
  print("c[[0, 2]] =", c.index({tensor({0, 2})}));
  print("c.view(4, 3) =", c.view({4, 3}));
  print("c.reshape(2, -1) =", c.reshape({2, -1}));
  print("c.t().is_contiguous() =", c.t().is_contiguous());
  try {
    c.t().view({12});
  } catch (const Error& e) {
    print("RuntimeError:", e);
  }
  print("c.t().reshape(12) =", c.t().reshape({12}));
  try {
    ones({2, 3}) + ones({4});
  } catch (const Error& e) {
    print("RuntimeError:", e);
  }
  try {
    ones({2, 3}).matmul(ones({2, 3}));
  } catch (const Error& e) {
    print("RuntimeError:", e);
  }
}

void autograd_and_backward() {
  print("== 2. Autograd ==");
  Tensor x = tensor(3.0, requires_grad());
  Tensor y = 3 * x.pow(2);
  print("x =", x);
  print("y =", y);
  y.backward();
  print("x.grad =", x.grad());
  try {
    y.backward();
  } catch (const Error& e) {
    print("RuntimeError:", e);
  }
  x.mutable_grad() = Tensor();
  y = 3 * x.pow(2);
  y.backward({}, /*retain_graph=*/true);
  print("retain_graph, once: x.grad =", x.grad());
  y.backward();
  print("retain_graph, twice: x.grad =", x.grad());
  x.grad().zero_();
  y = 3 * x.pow(2);
  y.backward();
  print("forward again: x.grad =", x.grad());
  Tensor w = randn({3, 2}, requires_grad());
  Tensor v = randn({2, 3});
  Tensor loss = w.matmul(v).sigmoid().mean();
  loss.backward();
  print("loss =", loss);
  print("w.grad =", w.grad());
  try {
    (w * 2).backward();
  } catch (const Error& e) {
    print("RuntimeError:", e);
  }
  try {
    ones({2}).sum().backward();
  } catch (const Error& e) {
    print("RuntimeError:", e);
  }
  try {
    w += 1;
  } catch (const Error& e) {
    print("RuntimeError:", e);
  }
  Tensor z = w.exp();
  Tensor s = (z * z).sum();
  {
    NoGradGuard no_grad;
    z.add_(1);
  }
  try {
    s.backward();
  } catch (const Error& e) {
    const std::string text = e.msg();
    print("RuntimeError:", text.substr(0, text.find(". Hint")));
  }
  x = tensor(2.0, requires_grad());
  Tensor g = autograd::grad({x.pow(3)}, {x}, {}, std::nullopt, /*create_graph=*/true)[0];
  Tensor gg = autograd::grad({g}, {x})[0];
  print("d(x^3) =", g, " d2(x^3) =", gg);
  print<' '>("detach =", x.detach(), " no_grad:");
  {
    NoGradGuard no_grad;
    print((x * 2).requires_grad());
  }
}

struct SimpleModelImpl : nn::Module {
  SimpleModelImpl(int64_t vocab, int64_t dim, int64_t classes) {
    embedding = register_module("embedding", nn::Embedding(vocab, dim));
    linear = register_module("linear", nn::Linear(dim, classes));
  }

  Tensor forward(const Tensor& ids) { return linear(embedding(ids).mean(/*dim=*/1)); }

  nn::Embedding embedding{nullptr};
  nn::Linear linear{nullptr};
};
GRADLAB_MODULE(SimpleModel);

void nn_and_training() {
  print("== 3. nn and training ==");
  manual_seed(0);
  nn::Linear linear(4, 3);
  print("linear.weight =", parameter(linear->weight));
  print("linear.bias =", parameter(linear->bias));
  print("linear(ones) =", linear(ones({2, 4})));
  nn::Embedding embedding(10, 3);
  print("embedding([1, 5, 1]) =", embedding(tensor({1, 5, 1})));

  manual_seed(42);
  SimpleModel model(100, 16, 2);
  print(model);
  int64_t count = 0;
  for (const Tensor& p : model->parameters()) count += p.numel();
  print("parameters:", count);
  Tensor ids = randint(0, 100, {32, 8});
  Tensor labels = (ids.to(kFloat32).mean(/*dim=*/1) > 50).to(kInt64);
  nn::CrossEntropyLoss criterion;
  optim::SGD optimizer(model->parameters(), /*lr=*/0.5);
  for (int epoch = 1; epoch <= 20; ++epoch) {
    optimizer.zero_grad();
    Tensor logits = model(ids);
    Tensor loss = criterion(logits, labels);
    loss.backward();
    optimizer.step();
    std::printf("epoch %2d  loss %.6f\n", epoch, loss.item<float>());
  }
  print("accuracy =", (model(ids).argmax(1) == labels).to(kFloat32).mean());
}

}  // namespace

int main() {
  manual_seed(0);
  tensors();
  autograd_and_backward();
  nn_and_training();
}
