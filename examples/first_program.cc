// The first program of the README.
#include <iostream>

#include "gradlab/gradlab.h"

int main() {
  namespace gl = gradlab;
  gl::Tensor x = gl::tensor(3.0, gl::requires_grad());
  gl::Tensor y = 3 * x.pow(2);
  y.backward();
  std::cout << gl::repr(x.grad()) << "\n";  // tensor(18.)

  gl::manual_seed(0);
  gl::nn::Linear linear(4, 3);
  gl::optim::SGD sgd(linear->parameters(), 0.1);
  gl::Tensor loss = linear(gl::ones({2, 4})).pow(2).mean();
  loss.backward();
  sgd.step();
  std::cout << gl::repr(loss) << "\n";

  try {
    y.backward();
  } catch (const gl::Error& e) {
    std::cout << e.what() << "\n";  // Trying to backward through the graph a second time ...
  }
}
