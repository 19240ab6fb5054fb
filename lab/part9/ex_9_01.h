// No exercise of the lab: what programs of students can do wrong in any exercise, for the tests of
// the framework.
#ifndef GRADLAB_LAB_PART9_EX_9_01_H_
#define GRADLAB_LAB_PART9_EX_9_01_H_

#include "gradlab/gradlab.h"
#include "gradlab/lab/fw/exercise.h"

namespace ex_9_01 {
using namespace gradlab;

// 3 x.
double triple(double x);
// x (2, 3) times [[1, 2, 3, 4], [5, 6, 7, 8], [9, 10, 11, 12]]: (2, 4).
Tensor product(const Tensor& x);
// Throws IndexError.
Tensor refused(const Tensor& x);

LAB_CONTRACT(triple, product, refused)

}  // namespace ex_9_01

#endif  // GRADLAB_LAB_PART9_EX_9_01_H_
