#include "gradlab/lab/cli/options.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace gradlab::lab {
namespace {

using ::testing::ElementsAre;

Options parse(std::vector<std::string> words) {
  std::vector<char*> argv = {const_cast<char*>("program")};
  for (std::string& word : words) argv.push_back(word.data());
  return parse_options(static_cast<int>(argv.size()), argv.data(), {"quiet"}, {"lang", "only"}, 1);
}

std::string error_of(const std::vector<std::string>& words) {
  try {
    parse(words);
  } catch (const UsageError& e) {
    return e.what();
  }
  return "";
}

TEST(Options, FlagsValuesAndWords) {
  const Options options = parse({"--quiet", "--lang=vi", "2.06", "--only", "2.*"});
  EXPECT_TRUE(options.has("quiet"));
  EXPECT_EQ(options.value("lang"), "vi");
  EXPECT_EQ(options.value("only"), "2.*");
  EXPECT_THAT(options.words, ElementsAre("2.06"));
  EXPECT_EQ(options.value("other"), "");
}

TEST(Options, EachWrongUseHasItsSentence) {
  EXPECT_EQ(error_of({"--loud"}), "there is no option --loud");
  EXPECT_EQ(error_of({"--quiet=1"}), "there is no option --quiet=1");
  EXPECT_EQ(error_of({"--only"}), "--only needs a value");
  EXPECT_EQ(error_of({"--lang=fr"}), "--lang is en or vi, not \"fr\"");
  EXPECT_EQ(error_of({"1.01", "1.02"}), "too many arguments: 1.02");
}

TEST(RunProgramMain, AnErrorIsOneLineAndExitCodeTwo) {
  testing::internal::CaptureStderr();
  EXPECT_EQ(run_program_main("learn", []() -> int { throw UsageError("two\nlines"); }), 2);
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "learn: two lines\n");
  EXPECT_EQ(run_program_main("learn", [] { return 1; }), 1);
}

}  // namespace
}  // namespace gradlab::lab
