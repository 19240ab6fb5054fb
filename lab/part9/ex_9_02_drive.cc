#include "gradlab/lab/fw/drive.h"
#include "gradlab/lab/part9/ex_9_02.h"

namespace ex_9_02 {
namespace {

void drive(gradlab::lab::Driver& d, const Written& student) {
  d("fault", [&] { return student.fault(); });
}

}  // namespace

LAB_DRIVER(drive)

}  // namespace ex_9_02
