// Helpers of the tests of autograd.
#ifndef GRADLAB_AUTOGRAD_TEST_UTIL_H_
#define GRADLAB_AUTOGRAD_TEST_UTIL_H_

#include <string>

#include "gradlab/tensor/error.h"

namespace gradlab {

// What the Error that f() throws says.
template <class F>
std::string message(F&& f) {
  try {
    f();
  } catch (const Error& e) {
    return e.msg();
  }
  return "nothing thrown";
}

}  // namespace gradlab

#endif  // GRADLAB_AUTOGRAD_TEST_UTIL_H_
