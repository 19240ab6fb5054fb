#include "gradlab/lab/fw/drive.h"
#include "gradlab/lab/part3/ex_3_05.h"

namespace ex_3_05 {
namespace {

void drive(lab::Driver& d, const Written& student) {
  const int64_t n = d.integer(1, 5), classes = d.integer(1, 5);
  const Tensor pred = d.leaf({n, classes}), target = d.leaf({n, classes});
  d("mse", [&] { return student.mse(pred, target); });
  d("mse gradients", [&] {
    student.mse(pred, target).backward(full({}, d.number(1, 3), kFloat64));
    return lab::Tensors{pred.grad(), target.grad()};
  });
  const Tensor a = d.tensor({n}, kFloat32), b = d.tensor({n}, kFloat32);
  d("vectors", [&] { return student.mse(a, b); });
  d("column", [&] { return student.mse(a.unsqueeze(1), b); });
  d("row", [&] { return student.mse(a, b.unsqueeze(0)); });

  const double scale = d.flip() ? 1 : 700;
  const Tensor logits = (d.tensor({n, classes}) * scale).requires_grad_();
  std::vector<int64_t> right;
  for (int64_t i = 0; i < n; ++i) right.push_back(d.integer(0, classes - 1));
  d("cross entropy", [&] { return student.cross_entropy(logits, tensor(right, kInt64)); });
  d("gradient", [&] {
    const Tensor v = full({}, d.number(1, 3), kFloat64);
    student.cross_entropy(logits, tensor(right, kInt64)).backward(v);
    return logits.grad();
  });
  d("float32", [&] {
    return student.cross_entropy(d.tensor({n, classes}, kFloat32), tensor(right, kInt64));
  });
  d("no such class", [&] {
    right[0] = classes + d.integer(0, 2);
    return student.cross_entropy(logits, tensor(right, kInt64));
  });
}

}  // namespace

LAB_DRIVER(drive)

}  // namespace ex_3_05
