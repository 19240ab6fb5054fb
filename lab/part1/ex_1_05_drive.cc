#include "gradlab/lab/fw/drive.h"
#include "gradlab/lab/part1/ex_1_05.h"

namespace ex_1_05 {
namespace {

void drive(lab::Driver& d, const Written& student) {
  const int64_t rows = d.integer(1, 4), columns = d.integer(1, 4), r = d.integer(-rows, rows - 1);
  const Tensor t = d.tensor({rows, columns}, d.flip() ? kFloat32 : kFloat64);
  const double value = d.number(-9, 9);
  d("fill", [&] {
    student.fill_row_in_place(t, r, value);
    return t;
  });
  d("view", [&] {
    const Tensor row = student.row_view(t, r);
    const Tensor before = row.clone();
    row.add_(1);
    return lab::Tensors{before, t};
  });
  d("independent", [&] {
    const Tensor row = student.independent_row(t, r);
    const Tensor before = row.clone();
    row.sub_(3);
    return lab::Tensors{before, t};
  });
  const Tensor others[] = {t, t.t(), t[r], t.clone(), t.detach(), d.tensor({2}), t.reshape({-1})};
  const Tensor& a = others[d.integer(0, 6)];
  const Tensor& b = others[d.integer(0, 6)];
  d("share", [&] { return student.share_memory(a, b); });
  const Tensor x = d.leaf({2, 3});
  const Tensor y = d.flip() ? x : x * 2;
  d("untracked", [&] {
    const Tensor copy = student.untracked_copy(y);
    const Tensor before = copy.clone();
    copy.zero_();
    return lab::Tensors{before, y};
  });
}

}  // namespace

LAB_DRIVER(drive)

}  // namespace ex_1_05
