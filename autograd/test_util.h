// Helpers of the tests of autograd.
#ifndef GRADLAB_AUTOGRAD_TEST_UTIL_H_
#define GRADLAB_AUTOGRAD_TEST_UTIL_H_

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "gmock/gmock.h"
#include "gradlab/autograd/ops/factory.h"
#include "gradlab/autograd/tensor.h"
#include "gradlab/tensor/error.h"
#include "gtest/gtest.h"

// `statement` throws an Error with this text, or one that a matcher accepts.
#define EXPECT_ERROR(statement, text) \
  EXPECT_THAT([&] { statement; }, ::testing::ThrowsMessage<::gradlab::Error>(text))

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

// Calls, and what the errors that they throw say.
using Cases = std::vector<std::pair<std::function<void()>, std::string>>;

inline void expect_texts(const Cases& cases) {
  for (const auto& [call, text] : cases) EXPECT_EQ(message(call), text);
}

// A leaf of float64 that requires grad.
inline Tensor leaf(IntArrayRef sizes, double value = 1) {
  return full(sizes, value, kDouble).requires_grad_();
}

}  // namespace gradlab

#endif  // GRADLAB_AUTOGRAD_TEST_UTIL_H_
