// No exercise of the lab: one whose check is at fault, for the tests of the framework.
#ifndef GRADLAB_LAB_PART9_EX_9_02_H_
#define GRADLAB_LAB_PART9_EX_9_02_H_

#include "gradlab/lab/fw/exercise.h"

namespace ex_9_02 {

// Which fault the check shows: 0 none, 1 it asserts nothing, 2 a list of inputs is too short, 3 an
// error of its own.
int fault();

LAB_CONTRACT(fault)

}  // namespace ex_9_02

#endif  // GRADLAB_LAB_PART9_EX_9_02_H_
