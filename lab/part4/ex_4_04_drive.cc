#include <vector>

#include "gradlab/lab/fw/drive.h"
#include "gradlab/lab/part4/ex_4_04.h"

namespace ex_4_04 {
namespace {

void drive(lab::Driver& d, const Written& student) {
  const int64_t t = d.integer(1, 6), width = d.integer(1, 5), values = d.integer(1, 5);
  std::vector<int64_t> batch;
  for (int64_t i = d.integer(0, 2); i > 0; --i) batch.push_back(d.integer(1, 3));
  const auto shape = [&](int64_t last) {
    std::vector<int64_t> all = batch;
    all.insert(all.end(), {t, last});
    return all;
  };
  // Rounded, because the order of sums may differ.
  const auto rounded = [](const Tensor& x) { return (x.detach() * 1e9).round() / 1e9 + 0; };
  d("mask", [&] { return student.causal_mask(t); });
  const Tensor q = d.leaf(shape(width)), k = d.leaf(shape(width)), v = d.leaf(shape(values));
  d("weights", [&] { return rounded(student.attention_weights(q, k)); });
  d("zeros", [&] { return (student.attention_weights(q, k) == 0).sum(); });
  d("attention", [&] { return rounded(student.attention(q, k, v)); });
  const Tensor incoming = d.tensor(shape(values));
  d("gradients", [&]() -> lab::Value {
    (student.attention(q, k, v) * incoming).sum().backward();
    return lab::Tensors{rounded(q.grad()), rounded(k.grad()), rounded(v.grad())};
  });
  d("large", [&] { return rounded(student.attention_weights(q.detach() * 100, k.detach() * 50)); });
  d("float32", [&] {
    const Tensor x = d.tensor(shape(width), kFloat32);
    return str(student.attention(x, x, x).scalar_type());
  });
  d("inputs after", [&] { return lab::Tensors{q, k, v}; });
}

}  // namespace

LAB_DRIVER(drive)

}  // namespace ex_4_04
