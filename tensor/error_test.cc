#include "gradlab/tensor/error.h"

#include <gtest/gtest.h>

#include <string>

namespace gradlab {
namespace {

TEST(ErrorTest, PlacesFollowTheMessage) {
  const Error error("text", "\n  at main.cc:3");
  EXPECT_EQ(error.msg(), "text");
  EXPECT_STREQ(error.what_without_backtrace(), "text");
  EXPECT_STREQ(error.what(), "text\n  at main.cc:3");
  EXPECT_STREQ(Error("text", "trace").what(), "text\ntrace");
  EXPECT_EQ(Error("text", "trace").backtrace(), "trace");
  EXPECT_STREQ(Error({__func__, __FILE__, 3}, "text").what(), "text");
}

TEST(ErrorTest, ContextFollowsTheMessageBeforeThePlaces) {
  Error error("text", "\nplace");
  error.add_context("while loading");
  EXPECT_STREQ(error.what_without_backtrace(), "text (while loading)");
  error.add_context("of the program");
  EXPECT_STREQ(error.what_without_backtrace(), "text\n  while loading\n  of the program");
  EXPECT_STREQ(error.what(), "text\n  while loading\n  of the program\nplace");
  EXPECT_EQ(error.msg(), "text");
  EXPECT_EQ(error.context().size(), 2u);
}

TEST(ErrorTest, KindsAreCaughtAsErrors) {
  EXPECT_THROW(GRADLAB_THROW(IndexError, "index ", 3), Error);
  EXPECT_THROW(throw ValueError({__func__, __FILE__, 3}, "text"), ValueError);
  EXPECT_NO_THROW(GRADLAB_CHECK(1 < 2, "never"));
}

}  // namespace
}  // namespace gradlab
