#include "gradlab/lab/fw/check.h"
#include "gradlab/lab/part9/ex_9_02.h"

namespace ex_9_02 {
namespace {

namespace lab = gradlab::lab;

void check(lab::Check& c, const Written& student) {
  const int fault = student.fault();
  if (fault == 1) return;
  if (fault == 2) c.inputs(std::vector<int>{1, 2, 3});
  if (fault == 3) c.broken("the table of answers is empty");
  c.require("fault", "none", fault == 0);
}

void show(lab::Log& log, const Written& student) { log("fault", student.fault()); }

}  // namespace

LAB_EXERCISE(check, show)

}  // namespace ex_9_02
