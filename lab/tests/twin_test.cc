// What the exercises print against what their twins printed in PyTorch, line by line.
#include <gtest/gtest.h>

#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "gradlab/lab/fw/lab.h"
#include "gradlab/lab/runfiles.h"

namespace gradlab::lab {
namespace {

// The lines below each "== 2.06" of the log.
std::map<std::string, std::vector<std::string>> recorded() {
  std::map<std::string, std::vector<std::string>> sections;
  std::istringstream log(read_file(runfile("lab/golden/exercises.log")));
  std::string line, id;
  while (std::getline(log, line)) {
    if (line.compare(0, 3, "== ") == 0) {
      id = line.substr(3);
      sections[id];
    } else if (!id.empty()) {
      sections[id].push_back(line);
    }
  }
  return sections;
}

std::vector<std::string> printed(const Lab& lab, const ExerciseSource& exercise) {
  Job job = lab.job(exercise);
  job.variant = "solution";
  return run_check(job).log;
}

TEST(Twin, EveryExercisePrintsWhatPyTorchPrints) {
  const Lab lab("en");
  const auto sections = recorded();
  for (const ExerciseSource& exercise : lab.exercises()) {
    SCOPED_TRACE(exercise.id());
    const auto section = sections.find(exercise.id());
    ASSERT_NE(section, sections.end()) << "no twin";
    const std::vector<std::string> lines = printed(lab, exercise);
    ASSERT_FALSE(lines.empty());
    for (size_t i = 0; i < std::max(lines.size(), section->second.size()); ++i) {
      ASSERT_LT(i, lines.size()) << "PyTorch also printed: " << section->second[i];
      ASSERT_LT(i, section->second.size()) << "PyTorch did not print: " << lines[i];
      EXPECT_EQ(lines[i], section->second[i]) << "line " << i;
    }
  }
  EXPECT_EQ(sections.size(), lab.exercises().size());
}

}  // namespace
}  // namespace gradlab::lab
