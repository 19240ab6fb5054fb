#include <memory>
#include <vector>

#include "gradlab/lab/fw/drive.h"
#include "gradlab/lab/part4/ex_4_06.h"

namespace ex_4_06 {
namespace {

void drive(lab::Driver& d, const Written& student) {
  const int64_t count = d.integer(1, 20);
  d("peak", [&] { return student.peak(d.integer(1, 70), d.integer(1, 20)); });
  d("length", [&] { return student.segment_length(d.integer(1, 200)); });
  const auto runs = std::make_shared<std::vector<double>>(count);
  std::vector<Tensor> weights;
  Layers layers;
  for (int64_t i = 0; i < count; ++i) {
    const Tensor w = tensor(d.number(0.5, 1.5), TensorOptions(kFloat64).requires_grad(true));
    weights.push_back(w);
    layers.push_back([w, i, runs](const Tensor& x) {
      ++(*runs)[static_cast<size_t>(i)];
      return (x * w).tanh();
    });
  }
  const auto one = [&](const char* name, auto run) {
    const Tensor x = d.leaf({100}), v = d.tensor({100});
    const lab::Alive alive;
    Tensor y;
    d(str(name, " values"), [&] {
      y = run(layers, x);
      return y;
    });
    d(str(name, " kept"), [&] {
      return std::vector<int64_t>{alive.nodes(), alive.saved_bytes(), alive.storage_bytes()};
    });
    d(str(name, " gradients"), [&]() -> lab::Value {
      y.backward(v);
      lab::Tensors all = {x.grad()};
      for (const Tensor& w : weights) {
        all.push_back(w.grad().defined() ? w.grad().clone() : w.grad());
      }
      return all;
    });
    d(str(name, " needed"), [&] {
      return std::vector<int64_t>{alive.peak_saved_bytes(), alive.saved_bytes(),
                                  alive.storage_bytes()};
    });
    d(str(name, " runs"), [&] { return *runs; });
    d(str(name, " again"), [&] {
      y.backward(v);
      return x.grad();
    });
  };
  one("segment", student.segment);
  one("chain", student.chain);
}

}  // namespace

LAB_DRIVER(drive)

}  // namespace ex_4_06
