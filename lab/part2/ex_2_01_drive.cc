#include "gradlab/lab/fw/drive.h"
#include "gradlab/lab/part2/ex_2_01.h"

namespace ex_2_01 {
namespace {

void drive(lab::Driver& d, const Written& student) {
  std::vector<double> values;
  for (int64_t i = d.integer(0, 4); i > 0; --i) values.push_back(d.number(-3, 3));
  d("leaf", [&] { return student.make_leaf(values); });
  d("leaf's gradient", [&] {
    const Tensor leaf = student.make_leaf(values);
    (leaf * leaf).sum().backward();
    return lab::Value(str(leaf.is_leaf(), leaf.grad().defined()));
  });
  // A random expression of two leaves and a constant.
  std::vector<Tensor> made = {d.leaf({3}), d.leaf({3}), d.tensor({3})};
  const auto pick = [&] {
    return made[static_cast<size_t>(d.integer(0, static_cast<int64_t>(made.size()) - 1))];
  };
  for (int i = 0; i < 6; ++i) {
    const Tensor a = pick(), b = pick();
    const int64_t kind = d.integer(0, 4);
    made.push_back(kind == 0   ? a + b
                   : kind == 1 ? a * b
                   : kind == 2 ? a.tanh()
                   : kind == 3 ? a.detach()
                               : cat({a, b}).slice(0, 1, 4));
    if (made.back().requires_grad() && d.flip()) made.back().retain_grad();
  }
  for (const Tensor& t : made) {
    d("keeps", [&] { return student.keeps_grad(t); });
    d("ancestors", [&] { return lab::text_of(student.ancestors(t)); });
  }
  const Tensor x = d.leaf({2, 3});
  const double a = d.number(-2, 2);
  d("inner", [&] {
    return student.inner_gradient([&](const Tensor& t) { return t * a + t.exp(); },
                                  [](const Tensor& u) { return (u.sin() + u * u).sum(); }, x);
  });
}

}  // namespace

LAB_DRIVER(drive)

}  // namespace ex_2_01
