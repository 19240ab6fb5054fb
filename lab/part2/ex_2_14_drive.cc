#include "gradlab/lab/fw/drive.h"
#include "gradlab/lab/part2/ex_2_14.h"

namespace ex_2_14 {
namespace {

// A random shape, with one that can be broadcast to it.
struct Shapes {
  std::vector<int64_t> wide, narrow;
};
Shapes shapes(lab::Driver& d) {
  Shapes s;
  const int64_t rank = d.integer(0, 4), missing = d.integer(0, rank);
  for (int64_t i = 0; i < rank; ++i) {
    s.wide.push_back(d.integer(1, 4));
    if (i >= missing) s.narrow.push_back(d.flip() ? 1 : s.wide.back());
  }
  return s;
}

void drive(lab::Driver& d, const Written& student) {
  for (int i = 0; i < 3; ++i) {
    const Shapes s = shapes(d);
    const Tensor grad = d.tensor(s.wide, d.flip() ? kFloat64 : kFloat32);
    d("unbroadcast", [&] { return student.unbroadcast(grad, s.narrow); });
    d("afterwards", [&] { return grad; });
    const Tensor a = d.tensor(s.narrow), b = d.tensor(s.wide), v = d.tensor(s.wide);
    d("product", [&] { return student.product_gradients(a, b, v); });
    d("turned", [&] { return student.product_gradients(b, a, v); });
  }
  const Tensor column = d.tensor({3, 1}), row = d.tensor({1, 4}), v = d.tensor({3, 4});
  d("outer", [&] { return student.product_gradients(column, row, v); });
}

}  // namespace

LAB_DRIVER(drive)

}  // namespace ex_2_14
