#include "gradlab/lab/fw/drive.h"
#include "gradlab/lab/part3/ex_3_07.h"

namespace ex_3_07 {
namespace {

// Counts its calls.
struct CountingModelImpl : SimpleModelImpl {
  using SimpleModelImpl::SimpleModelImpl;
  Tensor forward(const Tensor& ids) override {
    ++calls;
    if (calls > 1) nodes.push_back(autograd::graph_stats().nodes);
    return SimpleModelImpl::forward(ids);
  }
  int calls = 0;
  std::vector<int64_t> nodes;
};

// Writes down what graphs still keep when a step begins.
struct WatchingSgd : optim::SGD {
  using SGD::SGD;
  Tensor step(LossClosure closure = nullptr) override {
    saved.push_back(autograd::graph_stats().saved_bytes);
    return SGD::step(closure);
  }
  std::vector<int64_t> saved;
};

void drive(lab::Driver& d, const Written& student) {
  const uint64_t seed = static_cast<uint64_t>(d.integer(0, 1000));
  const int64_t steps = d.integer(0, 6), classes = d.integer(2, 4);
  manual_seed(seed);
  const auto impl = std::make_shared<CountingModelImpl>(9, 3, classes);
  const SimpleModel model(impl);
  const Tensor ids = randint(0, 9, {6, 2}), labels = randint(0, classes, {6});
  if (d.flip()) {
    for (const Tensor& p : model->parameters()) p.mutable_grad() = rand_like(p);
  }
  const double factor = d.number(0.5, 2);
  const Criterion criterion = [&](const Tensor& output, const Tensor& target) {
    return nn::functional::cross_entropy(output, target) * factor;
  };
  WatchingSgd optimizer(model->parameters(), optim::SGDOptions(d.number(0.05, 0.5)).momentum(0.5));
  d("losses", [&] {
    return tensor(student.train(model, criterion, optimizer, ids, labels, steps), kFloat64);
  });
  d("parameters", [&] {
    lab::Tensors all;
    for (const Tensor& p : model->parameters()) all.push_back(p.detach().clone());
    return all;
  });
  d("forward passes", [&] { return impl->calls; });
  d("nodes", [&] { return impl->nodes; });
  d("saved", [&] { return optimizer.saved; });
  d("left", [&] { return autograd::graph_stats().nodes; });
  const Tensor demo_ids = randint(0, 10, {4, 3}), demo_labels = randint(0, 2, {4});
  const double lr = d.number(0.05, 1);
  const int64_t demo_steps = d.integer(0, 5);
  d("demo",
    [&] { return tensor(student.demo(seed, demo_ids, demo_labels, demo_steps, lr), kFloat64); });
}

}  // namespace

LAB_DRIVER(drive)

}  // namespace ex_3_07
