#include "gradlab/lab/fw/drive.h"
#include "gradlab/lab/part9/ex_9_01.h"

namespace ex_9_01 {
namespace {

void drive(lab::Driver& d, const Written& student) {
  const double x = d.number(-3, 3);
  d("triple", [&] { return student.triple(x); });
  const Tensor t = d.tensor({2, 3});
  d("product", [&] { return student.product(t); });
}

}  // namespace

LAB_DRIVER(drive)

}  // namespace ex_9_01
