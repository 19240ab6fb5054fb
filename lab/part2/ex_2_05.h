// Exercise 2.05: a second backward pass.
#ifndef GRADLAB_LAB_PART2_EX_2_05_H_
#define GRADLAB_LAB_PART2_EX_2_05_H_

#include <functional>
#include <string>

#include "gradlab/gradlab.h"
#include "gradlab/lab/fw/exercise.h"

namespace ex_2_05 {
using namespace gradlab;

// A function of one tensor whose result is one number, made of operations that are recorded.
using Function = std::function<Tensor(const Tensor&)>;

// How two backward passes through one graph went.
struct Twice {
  bool threw;         // whether the second threw GraphFreedError
  std::string error;  // the whole text of that error, what(); empty if there was none
  Tensor grad;        // x.grad() after both: a copy
};

// Computes f(x) once and calls backward() on the result twice, without retain_graph. Whatever is
// thrown, except a GraphFreedError of the second pass, gets out. `x` is a leaf with requires_grad()
// and no gradient yet.
Twice try_twice(const Function& f, Tensor x);

// Whether the second backward pass through the sum of each of these throws.
struct SecondPassThrows {
  bool exp;           // x.exp()
  bool relu;          // x.relu()
  bool square;        // x * x
  bool times_3;       // 3 * x
  bool half;          // x / 2
  bool plus_2;        // x + 2
  bool negative;      // -x
  bool minus_itself;  // x - x
  bool sum;           // x.sum()
  bool view;          // x.view({-1})
  bool transposed;    // x.t()
  bool first;         // x[0]
};

SecondPassThrows second_pass_throws();

LAB_CONTRACT(try_twice, second_pass_throws)

}  // namespace ex_2_05

#endif  // GRADLAB_LAB_PART2_EX_2_05_H_
