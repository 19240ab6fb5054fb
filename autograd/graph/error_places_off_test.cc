// With GRADLAB_ERROR_PLACES=0 in the environment, errors say PyTorch's text and nothing more.
#include <string>

#include "gradlab/autograd/autograd.h"
#include "gradlab/autograd/graph/error_places.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/autograd/ops/reduce.h"
#include "gradlab/autograd/test_util.h"
#include "gradlab/tensor/error.h"
#include "gtest/gtest.h"

namespace gradlab {
namespace {

TEST(ErrorPlacesOffTest, ErrorsSayTheTextAlone) {
  EXPECT_FALSE(autograd::error_places_enabled());
  const Tensor x = leaf({3});
  const Tensor z = (x * x).sum();
  z.backward();
  try {
    z.backward();
    FAIL() << "nothing thrown";
  } catch (const Error& e) {
    EXPECT_EQ(e.what(), std::string(e.msg()));
    EXPECT_NE(e.msg().find("Trying to backward through the graph a second time"),
              std::string::npos);
  }
}

}  // namespace
}  // namespace gradlab
