// bazel run //lab:all, as a user sees it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <sstream>
#include <string>
#include <vector>

#include "gradlab/lab/fw/lab.h"
#include "gradlab/lab/program.h"
#include "gradlab/lab/runfiles.h"
#include "nlohmann/json.hpp"

namespace gradlab::lab {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::StartsWith;

ProgramResult all(std::vector<std::string> options) {
  options.insert(options.begin(), runfile("lab/all"));
  return run_program(options, std::chrono::seconds(300));
}

std::string summary_of_all() {
  return "lab: " + std::to_string(Lab("en").exercises().size() + 1) + " passed, 0 failed\n";
}

TEST(All, PrintsTheProgramThenEveryExerciseThenTheCount) {
  const ProgramResult result = all({"--lang=en"});
  EXPECT_TRUE(result.passed) << result.ending;
  EXPECT_THAT(result.output, StartsWith("== 1. Tensors ==\n"));
  EXPECT_THAT(result.output, EndsWith(summary_of_all()));
  EXPECT_THAT(result.output, HasSubstr("\n  x.grad after the second pass = tensor(36.)\n"));
  const Lab lab("en");
  for (const ExerciseSource& exercise : lab.exercises()) {
    EXPECT_THAT(result.output, HasSubstr("\n[pass] " + exercise.id() + " "));
  }
  for (const LaterExercise& later : lab.later()) {
    EXPECT_THAT(result.output, HasSubstr("\n[not yet] " + later.id + " " + later.title));
  }
}

TEST(All, GivesTheSameBytesInEveryRun) {
  const std::string first = all({"--lang=vi"}).output;
  EXPECT_EQ(all({"--lang=vi"}).output, first);
  EXPECT_THAT(first, HasSubstr("[đạt] 2.06 "));
  EXPECT_THAT(first, Not(HasSubstr("\033")));
}

TEST(All, QuietIsTheLastLine) { EXPECT_EQ(all({"--quiet"}).output, summary_of_all()); }

TEST(All, OnlyTakesAPattern) {
  const ProgramResult result = all({"--only=2.0*", "--quiet"});
  EXPECT_TRUE(result.passed);
  EXPECT_EQ(result.output, "lab: 9 passed, 0 failed\n");
  EXPECT_EQ(all({"--only=2.6", "--quiet"}).output, "lab: 1 passed, 0 failed\n");
}

TEST(All, JsonHasEveryVerdict) {
  const nlohmann::json json = nlohmann::json::parse(all({"--json"}).output);
  ASSERT_EQ(json.size(), Lab("en").exercises().size());
  for (const nlohmann::json& verdict : json) {
    EXPECT_EQ(verdict["status"], "pass") << verdict["exercise"];
    EXPECT_GT(verdict["assertions"], 0) << verdict["exercise"];
  }
}

TEST(All, JunitIsAFile) {
  const std::string file = testing::TempDir() + "/lab.xml";
  EXPECT_TRUE(all({"--junit=" + file, "--quiet", "--only=2.06"}).passed);
  EXPECT_THAT(read_file(file), HasSubstr("tests=\"1\" failures=\"0\" skipped=\"0\""));
}

TEST(All, TapNumbersItsLines) {
  const ProgramResult result = all({"--tap", "--only=2.0*", "--lang=en"});
  EXPECT_THAT(result.output, StartsWith("ok 1 - 2.01 "));
  EXPECT_THAT(result.output, EndsWith("\n1..9\n"));
}

TEST(All, AWrongUseIsOneLine) {
  const ProgramResult result = all({"--fast"});
  EXPECT_EQ(result.ending, "exit code 2");
  EXPECT_EQ(result.output, "lab: there is no option --fast\n");
  EXPECT_EQ(all({"--only=7.*"}).output, "lab: no exercise matches \"7.*\"\n");
}

}  // namespace
}  // namespace gradlab::lab
