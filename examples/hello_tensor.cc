// The smallest program: a tensor, a gradient, a line of text. A test sees to it that it stays
// small.
#include <cstdio>

#include "gradlab/gradlab.h"

int main() {
  namespace gl = gradlab;
  gl::Tensor x = gl::tensor({1.0, 2.0, 3.0}, gl::requires_grad());
  (x * x).sum().backward();
  std::puts(gl::repr(x.grad()).c_str());  // tensor([2., 4., 6.])
}
