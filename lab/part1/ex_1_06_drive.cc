#include "gradlab/lab/fw/drive.h"
#include "gradlab/lab/part1/ex_1_06.h"

namespace ex_1_06 {
namespace {

void drive(lab::Driver& d, const Written& student) {
  std::vector<int64_t> shape;
  for (int64_t axes = d.integer(1, 3); axes > 0; --axes) shape.push_back(d.integer(1, 4));
  Tensor t = d.tensor(shape, d.flip() ? kFloat32 : kFloat64);
  if (d.flip()) t = t.select(-1, d.integer(0, t.size(-1) - 1));
  d("no copy", [&] {
    const Tensor list = student.flatten_no_copy(t);
    const Tensor before = list.clone();
    list.add_(1);
    return lab::Tensors{before, t};
  });
  d("any", [&] {
    const Tensor list = student.flatten_any(t);
    const Tensor before = list.clone();
    if (t.is_contiguous()) list.add_(2);
    return lab::Tensors{before, t};
  });
  const int64_t columns = d.integer(1, 6);
  d("rows", [&] {
    const Tensor table = student.in_rows(t, columns);
    const Tensor before = table.clone();
    table.add_(3);
    return lab::Tensors{before, t};
  });
}

}  // namespace

LAB_DRIVER(drive)

}  // namespace ex_1_06
