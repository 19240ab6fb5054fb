#include "gradlab/lab/fw/drive.h"
#include "gradlab/lab/part1/ex_1_04.h"

namespace ex_1_04 {
namespace {

void drive(lab::Driver& d, const Written& student) {
  const int64_t rows = d.integer(1, 6), columns = d.integer(1, 6);
  const Tensor m = d.tensor({rows, columns}, d.flip() ? kFloat32 : kFloat64);
  const int64_t i = d.integer(-rows - 1, rows), j = d.integer(-columns - 1, columns);
  d("row", [&] { return student.row(m, i); });
  d("column", [&] { return student.column(m, j); });
  const int64_t top = d.integer(0, rows), left = d.integer(0, columns);
  const int64_t bottom = d.integer(0, rows + 2), right = d.integer(-2, columns + 2);
  d("block", [&] { return student.block(m, top, bottom, left, right); });
  d("second", [&] { return student.every_second_of_last_row(m); });
  const Tensor whole = (m * 2).floor().to(kInt64);
  const auto limit = static_cast<double>(d.integer(-4, 4));
  d("greater", [&] { return student.greater_than(m, limit / 2); });
  d("greater, of whole numbers", [&] { return student.greater_than(whole, limit); });
}

}  // namespace

LAB_DRIVER(drive)

}  // namespace ex_1_04
