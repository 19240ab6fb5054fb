// Helpers of the tests of nn.
#ifndef GRADLAB_NN_TEST_UTIL_H_
#define GRADLAB_NN_TEST_UTIL_H_

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <sstream>
#include <string>
#include <vector>

#include "gradlab/autograd/ops/factory.h"
#include "gradlab/autograd/tensor.h"
#include "gradlab/tensor/error.h"

namespace gradlab::nn {

// What the Error that fn() throws says.
template <class Fn>
std::string message_of(Fn&& fn) {
  try {
    fn();
  } catch (const Error& e) {
    return e.what();
  }
  return "no error";
}

// libtorch's text.
template <class T>
std::string streamed(const T& value) {
  std::ostringstream os;
  os << value;
  return os.str();
}

template <class T>
Tensor tensor_of(const std::vector<T>& values, IntArrayRef sizes) {
  Tensor t = empty(sizes, dtype_of<T>());
  std::memcpy(t.data_ptr(), values.data(), values.size() * sizeof(T));
  return t;
}

// The same bits (all zeros are equal).
template <class T, size_t N>
void expect_same(const Tensor& t, const T (&expected)[N]) {
  ASSERT_EQ(t.numel(), static_cast<int64_t>(N));
  const Tensor c = t.detach().contiguous();
  for (size_t i = 0; i < N; ++i) EXPECT_EQ(c.data_ptr<T>()[i], expected[i]) << "at " << i;
}

template <class T, size_t N>
void expect_near(const Tensor& t, const T (&expected)[N], double tolerance) {
  ASSERT_EQ(t.numel(), static_cast<int64_t>(N));
  const Tensor c = t.detach().contiguous();
  for (size_t i = 0; i < N; ++i) EXPECT_NEAR(c.data_ptr<T>()[i], expected[i], tolerance) << i;
}

}  // namespace gradlab::nn

#endif  // GRADLAB_NN_TEST_UTIL_H_
