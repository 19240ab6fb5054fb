// Exercise 0.01: hello, lab.
#ifndef GRADLAB_LAB_PART0_EX_0_01_H_
#define GRADLAB_LAB_PART0_EX_0_01_H_

#include "gradlab/lab/fw/exercise.h"

namespace ex_0_01 {
using namespace gradlab;

// 42.
int answer();

LAB_CONTRACT(answer)

}  // namespace ex_0_01

#endif  // GRADLAB_LAB_PART0_EX_0_01_H_
