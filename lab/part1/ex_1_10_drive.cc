#include "gradlab/lab/fw/drive.h"
#include "gradlab/lab/part1/ex_1_10.h"

namespace ex_1_10 {
namespace {

void drive(lab::Driver& d, const Written& student) {
  const int64_t rows = d.integer(1, 5), columns = d.integer(1, 5);
  const Tensor m = d.tensor({rows, columns}, d.flip() ? kFloat32 : kFloat64);
  const Tensor whole = (d.tensor({rows, columns}) * 5).to(kInt64);
  for (const Tensor& t : {m, whole}) {
    d("column sums", [&] { return student.column_sums(t); });
    d("row sums", [&] { return student.row_sums(t); });
    d("best columns", [&] { return student.best_columns(t); });
  }
  const Tensor positive = m.abs() + 0.25;
  d("normalised", [&] { return student.row_normalise(positive); });
  d("integers normalised", [&] { return student.row_normalise(whole.abs() + 1); });
  const Tensor box = d.tensor({d.integer(2, 3), d.integer(1, 3), d.integer(1, 3)});
  d("variance", [&] { return student.variance(box); });
  const Tensor list = d.tensor({d.integer(2, 9)}, kFloat32);
  d("variance of a list", [&] { return student.variance(list); });
  d("inputs", [&] { return lab::Tensors{m, whole, box, list}; });
}

}  // namespace

LAB_DRIVER(drive)

}  // namespace ex_1_10
