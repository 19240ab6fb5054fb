#include "gradlab/lab/fw/drive.h"
#include "gradlab/lab/part1/ex_1_01.h"

namespace ex_1_01 {
namespace {

void drive(lab::Driver& d, const Written& student) {
  const int64_t a = d.integer(-9, 9), b = d.integer(-9, 9), value = d.integer(-9, 9);
  const int64_t rows = d.integer(1, 5), columns = d.integer(1, 5);
  d("list", [&] { return student.from_list(a, b, value); });
  d("zeros", [&] { return student.zero_table(rows, columns); });
  d("ones", [&] { return student.ones_to_count(rows, columns); });
  d("constant", [&] { return student.constant(rows, columns, value); });
  const int64_t step = d.integer(1, 6), end = d.integer(1, 30), start = d.integer(0, 12);
  d("multiples", [&] { return student.multiples(step, end); });
  d("countdown", [&] { return student.countdown(start); });
  const double low = d.number(-3, 3), high = d.number(4, 9);
  const int64_t count = d.integer(2, 9);
  d("evenly", [&] { return student.evenly(low, high, count); });
}

}  // namespace

LAB_DRIVER(drive)

}  // namespace ex_1_01
