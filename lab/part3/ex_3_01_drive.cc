#include "gradlab/lab/fw/drive.h"
#include "gradlab/lab/part3/ex_3_01.h"

namespace ex_3_01 {
namespace {

void drive(lab::Driver& d, const Written& student) {
  const int64_t in = d.integer(1, 5), out = d.integer(1, 5), n = d.integer(1, 5);
  const Tensor x = d.leaf({n, in}), W = d.leaf({out, in}), b = d.leaf({out});
  const Tensor v = d.tensor({n, out});
  d("linear", [&] { return student.linear(x, W, b); });
  d("gradients", [&] {
    student.linear(x, W, b).backward(v);
    return lab::Tensors{x.grad(), W.grad(), b.grad()};
  });
  const Tensor row = d.tensor({in}, kFloat32), words = d.tensor({2, n, in}, kFloat32);
  d("axes", [&] {
    const Tensor weight = W.detach().to(kFloat32), bias = b.detach().to(kFloat32);
    return lab::Tensors{student.linear(row, weight, bias), student.linear(words, weight, bias)};
  });
  d("width", [&] { return student.linear(ones({2, in + 1}, kFloat64), W, b); });
  d("count", [&] { return student.parameter_count(in, out); });
  manual_seed(static_cast<uint64_t>(d.integer(0, 1000)));
  d("initial", [&] {
    const WeightAndBias values = student.initial_values(in, out);
    return lab::Tensors{values.weight, values.bias};
  });
  d("learn", [&] {
    const WeightAndBias values = student.initial_values(in, out);
    (values.weight.sum() * 2 + values.bias.sum() * 3).backward();
    return lab::Tensors{values.weight.grad(), values.bias.grad()};
  });
  const Tensor rows = d.tensor({n, in}, kFloat32);
  d("project", [&] { return student.project(rows, out); });
}

}  // namespace

LAB_DRIVER(drive)

}  // namespace ex_3_01
