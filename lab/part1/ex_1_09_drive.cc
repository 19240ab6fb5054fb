#include "gradlab/lab/fw/drive.h"
#include "gradlab/lab/part1/ex_1_09.h"

namespace ex_1_09 {
namespace {

void drive(lab::Driver& d, const Written& student) {
  // Shapes that fit, but for one size that is drawn anew in half of the cases.
  std::vector<int64_t> a, b;
  const int64_t axes_a = d.integer(0, 4), axes_b = d.integer(0, 4);
  for (int64_t i = 0; i < 4; ++i) {
    const int64_t size = d.integer(0, 5), kind = d.integer(0, 2);
    if (i < axes_a) a.insert(a.begin(), kind == 0 ? 1 : size);
    if (i < axes_b) b.insert(b.begin(), kind == 1 ? 1 : size);
  }
  if (!a.empty() && d.flip()) a[static_cast<size_t>(d.integer(0, axes_a - 1))] = d.integer(0, 5);
  d("shape", [&] { return student.broadcast_shape(a, b); });
  d("shape the other way round", [&] { return student.broadcast_shape(b, a); });
  const Tensor column = d.tensor({d.integer(1, 5)}), row = d.tensor({d.integer(1, 5)});
  d("outer", [&] { return student.outer_sum(column, row); });
  const int64_t n = d.integer(1, 5);
  const Tensor wide = d.tensor({n, 1}), flat = d.tensor({n});
  d("mse", [&] { return student.mse(wide, flat); });
  d("mse of flat", [&] { return student.mse(flat, flat * 2 - 1); });
  d("mse of a wide target", [&] { return student.mse(flat, wide); });
  const Tensor other = d.tensor({d.integer(1, 5)});
  d("mse of another number", [&] { return student.mse(wide, other); });
  d("inputs", [&] { return lab::Tensors{column, row, wide, flat}; });
}

}  // namespace

LAB_DRIVER(drive)

}  // namespace ex_1_09
