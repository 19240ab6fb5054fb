#include "gradlab/lab/fw/drive.h"
#include "gradlab/lab/part1/ex_1_02.h"

namespace ex_1_02 {
namespace {

void drive(lab::Driver& d, const Written& student) {
  std::vector<int64_t> shape;
  for (int64_t axes = d.integer(0, 3); axes > 0; --axes) shape.push_back(d.integer(0, 4));
  const ScalarType dtypes[] = {kFloat32, kFloat64, kInt64, kUInt8, kInt32};
  const Tensor t = d.tensor(shape, dtypes[d.integer(0, 4)]);
  Description described;
  d("elements", [&] {
    described = student.describe(t);
    return described.elements;
  });
  d("axes", [&] { return described.axes; });
  d("shape", [&] { return described.shape; });
  d("strides", [&] { return described.strides; });
  d("bytes", [&] { return described.bytes; });
  d("dtype", [&] { return python_dtype_name(described.dtype); });
  d("is scalar", [&] { return student.is_scalar(t); });
  const double value = d.number(-5, 5);
  d("scalar", [&] { return student.scalar(value); });
  d("list", [&] { return student.list_of_one(value); });
  d("printed", [&] { return student.printed(t); });
}

}  // namespace

LAB_DRIVER(drive)

}  // namespace ex_1_02
