#include "gradlab/lab/fw/drive.h"
#include "gradlab/lab/part0/ex_0_01.h"

namespace ex_0_01 {
namespace {

void drive(lab::Driver& d, const Written& student) {
  d("answer", [&] { return student.answer(); });
  d("answer again", [&] { return student.answer(); });
}

}  // namespace

LAB_DRIVER(drive)

}  // namespace ex_0_01
