#include "gradlab/lab/fw/drive.h"
#include "gradlab/lab/part1/ex_1_08.h"

namespace ex_1_08 {
namespace {

void drive(lab::Driver& d, const Written& student) {
  std::vector<int64_t> shape, strides, index;
  for (int64_t i = d.integer(0, 4); i > 0; --i) {
    shape.push_back(d.integer(1, 5));
    strides.push_back(d.integer(0, 9));
    index.push_back(d.integer(0, 4));
  }
  const int64_t offset = d.integer(0, 7);
  d("strides", [&] { return student.contiguous_strides(shape); });
  d("address", [&] { return student.address(strides, offset, index); });
  const int64_t first_row = d.integer(0, 2), first_column = d.integer(0, 2);
  const Tensor m = d.tensor({first_row + d.integer(1, 4), first_column + d.integer(1, 4)})
                       .slice(0, first_row)
                       .slice(1, first_column, std::nullopt, d.integer(1, 2));
  d("diagonal", [&] { return student.main_diagonal(m); });
  d("written", [&] {
    student.main_diagonal(m).fill_(9);
    return m;
  });
  const Tensor wide = d.tensor({d.integer(1, 4), 1}).expand({-1, d.integer(1, 4)});
  d("expanded", [&] { return student.main_diagonal(wide); });
}

}  // namespace

LAB_DRIVER(drive)

}  // namespace ex_1_08
