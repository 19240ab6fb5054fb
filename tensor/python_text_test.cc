#include "gradlab/tensor/python_text.h"

#include <gtest/gtest.h>

#include <limits>

namespace gradlab {
namespace {

// Recorded from repr() of Python 3.11.
TEST(PythonText, FloatsReadAsInPython) {
  EXPECT_EQ(python_text(0.1), "0.1");
  EXPECT_EQ(python_text(1.0), "1.0");
  EXPECT_EQ(python_text(-0.0), "-0.0");
  EXPECT_EQ(python_text(0.0001), "0.0001");
  EXPECT_EQ(python_text(1e-5), "1e-05");
  EXPECT_EQ(python_text(1.5e-8), "1.5e-08");
  EXPECT_EQ(python_text(123456.0), "123456.0");
  EXPECT_EQ(python_text(1234567890123456.0), "1234567890123456.0");
  EXPECT_EQ(python_text(1e16), "1e+16");
  EXPECT_EQ(python_text(-1.7976931348623157e308), "-1.7976931348623157e+308");
  EXPECT_EQ(python_text(1.0 / 3), "0.3333333333333333");
  EXPECT_EQ(python_text(std::numeric_limits<double>::infinity()), "inf");
  EXPECT_EQ(python_text(-std::numeric_limits<double>::infinity()), "-inf");
  EXPECT_EQ(python_text(std::numeric_limits<double>::quiet_NaN()), "nan");
}

TEST(PythonText, TruthValuesAreCapitalised) {
  EXPECT_EQ(python_text(true), "True");
  EXPECT_EQ(python_text(false), "False");
}

}  // namespace
}  // namespace gradlab
