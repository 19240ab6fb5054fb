#include "gradlab/lab/fw/drive.h"
#include "gradlab/lab/part2/ex_2_02.h"

namespace ex_2_02 {
namespace {

void drive(lab::Driver& d, const Written& student) {
  const Tensor x = d.leaf({d.integer(1, 3), d.integer(1, 3)}, d.flip() ? kFloat32 : kFloat64);
  d("f", [&] { return student.f(x); });
  const Tensor v = d.tensor(x.sizes().vec(), x.scalar_type());
  d("gradient", [&] {
    student.f(x).backward(v);
    return x.grad();
  });
  d("x", [&] { return x; });
  const double at = d.number(-5, 5), a = d.number(-2, 2);
  d("theory", [&] { return student.theory(at); });
  d("slope of f", [&] { return student.slope(student.f, at); });
  d("slope",
    [&] { return student.slope([a](const Tensor& t) { return (a * t).sin() + t.pow(3); }, at); });
}

}  // namespace

LAB_DRIVER(drive)

}  // namespace ex_2_02
