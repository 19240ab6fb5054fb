// That the exercises cover the lab report: every sentence of its sections 2, 4 and 5.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "gradlab/lab/fw/lab.h"
#include "gradlab/lab/runfiles.h"

namespace gradlab::lab {
namespace {

// The sentences of the report, one a line; its file says which lines are headings.
std::vector<std::string> sentences() {
  std::vector<std::string> all;
  std::istringstream lines(read_file(runfile("lab/tests/report_sentences.txt")));
  for (std::string line; std::getline(lines, line);) {
    if (!line.empty() && line[0] != '#') all.push_back(line);
  }
  return all;
}

TEST(Coverage, EverySentenceOfTheReportHasAnExercise) {
  std::map<std::string, std::vector<std::string>> covered;
  const Lab lab("vi");
  for (const ExerciseSource& exercise : lab.exercises()) {
    for (const std::string& sentence : exercise.covers())
      covered[sentence].push_back(exercise.id());
  }
  const std::vector<std::string> report = sentences();
  ASSERT_GT(report.size(), 30u);
  for (const std::string& sentence : report) {
    EXPECT_FALSE(covered[sentence].empty()) << sentence;
  }
  // And nobody covers what the report does not say.
  const std::set<std::string> known(report.begin(), report.end());
  for (const auto& [sentence, exercises] : covered) {
    EXPECT_TRUE(known.contains(sentence)) << exercises.front() << " covers: " << sentence;
  }
}

TEST(Coverage, TheLabHasAsManyExercisesAsItsDesign) {
  const Lab lab("en");
  size_t core = 0, stretch = 0, wrong = 0;
  for (const ExerciseSource& exercise : lab.exercises()) {
    ++(exercise.core() ? core : stretch);
    wrong += exercise.wrong().size();
  }
  for (const LaterExercise& later : lab.later()) ++(later.core ? core : stretch);
  EXPECT_EQ(core, 33u);
  EXPECT_EQ(stretch, 12u);
  EXPECT_EQ(lab.later().size(), 2u);
  EXPECT_GE(wrong, 110u);
}

// "A wrong program of the same kind, written differently, gets the same diagnosis."
TEST(Coverage, ManyDiagnosesAreReachedInTwoWays) {
  const Lab lab("en");
  size_t twice = 0;
  for (const ExerciseSource& exercise : lab.exercises()) {
    std::map<std::string, int> ways;
    for (const Wrong& wrong : exercise.wrong()) ++ways[wrong.diagnosis];
    for (const auto& [diagnosis, count] : ways) twice += count > 1;
  }
  EXPECT_GE(twice, 10u);
}

}  // namespace
}  // namespace gradlab::lab
