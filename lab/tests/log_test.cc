// The lab program against what PyTorch printed for the same program.
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>
#include <string>

#include "gradlab/lab/program.h"
#include "gradlab/lab/runfiles.h"

namespace gradlab::lab {
namespace {

std::string read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

// The first line in which the texts differ, of both; empty when they are equal.
std::string first_difference(const std::string& expected, const std::string& got) {
  if (expected == got) return "";
  std::istringstream expected_lines(expected), got_lines(got);
  std::string e, g;
  for (int number = 1;; ++number) {
    const bool has_e = static_cast<bool>(std::getline(expected_lines, e));
    const bool has_g = static_cast<bool>(std::getline(got_lines, g));
    if (has_e && has_g && e == g) continue;
    if (!has_e && !has_g) return "the texts differ in the newline at their end";
    return "line " + std::to_string(number) + "\nPyTorch: " + (has_e ? e : "(the end)") +
           "\ngradlab: " + (has_g ? g : "(the end)");
  }
}

TEST(LabProgram, PrintsTheLogOfPyTorch) {
  const ProgramResult lab = run_program({runfile("lab/pytorch_lab")});
  const std::string log = read_file(runfile("lab/golden/lab_pytorch.log"));
  ASSERT_NE(log, "");
  EXPECT_EQ(first_difference(log, lab.output), "");
  EXPECT_TRUE(lab.passed) << lab.ending;
}

TEST(LabProgram, ADifferenceNamesItsLine) {
  EXPECT_EQ(first_difference("a\nb\n", "a\nb\n"), "");
  EXPECT_EQ(first_difference("a\nb\n", "a\nc\n"), "line 2\nPyTorch: b\ngradlab: c");
  EXPECT_EQ(first_difference("a\nb\n", "a\n"), "line 2\nPyTorch: b\ngradlab: (the end)");
  EXPECT_EQ(first_difference("a\n", "a"), "the texts differ in the newline at their end");
}

}  // namespace
}  // namespace gradlab::lab
