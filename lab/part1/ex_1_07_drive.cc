#include "gradlab/lab/fw/drive.h"
#include "gradlab/lab/part1/ex_1_07.h"

namespace ex_1_07 {
namespace {

void drive(lab::Driver& d, const Written& student) {
  const int64_t rows = d.integer(1, 5), columns = d.integer(1, 5);
  const Tensor batch = d.tensor({rows, columns}, d.flip() ? kFloat32 : kFloat64);
  d("features first", [&] { return student.features_first(batch); });
  const int64_t width = d.integer(1, 8);
  d("regroup", [&] { return student.regroup(batch, width); });
  d("regroup to columns", [&] { return student.regroup(batch, rows); });
  const Tensor images =
      d.tensor({d.integer(1, 3), d.integer(1, 4), d.integer(1, 4), d.integer(1, 4)});
  d("channels last", [&] { return student.channels_last(images); });
  d("inputs", [&] { return lab::Tensors{batch, images}; });
}

}  // namespace

LAB_DRIVER(drive)

}  // namespace ex_1_07
