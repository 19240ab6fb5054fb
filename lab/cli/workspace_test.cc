#include "gradlab/lab/cli/workspace.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "gradlab/lab/cli/hints.h"
#include "gradlab/lab/cli/options.h"
#include "gradlab/lab/fw/lab.h"
#include "nlohmann/json.hpp"

namespace gradlab::lab {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

class WorkspaceTest : public testing::Test {
 protected:
  WorkspaceTest() : root_(fs::path(testing::TempDir()) / "checkout"), lab_("en") {
    fs::remove_all(root_);
    fs::create_directories(root_);
    setenv("BUILD_WORKSPACE_DIRECTORY", root_.c_str(), 1);
  }
  ~WorkspaceTest() override { fs::remove_all(root_); }

  void write(const std::string& name, const std::string& text) const {
    std::ofstream(root_ / name, std::ios::binary) << text;
  }
  std::string read(const std::string& name) const { return read_file((root_ / name).string()); }
  const ExerciseSource& exercise() const { return lab_.exercises().front(); }
  static std::string error_of(const std::function<void()>& f) {
    try {
      f();
    } catch (const UsageError& e) {
      return e.what();
    }
    return "";
  }

  fs::path root_;
  Lab lab_;
};

TEST_F(WorkspaceTest, StartMakesAFileForEveryExerciseOnce) {
  const Workspace workspace;
  const size_t made = workspace.start(lab_).size();
  EXPECT_EQ(made, lab_.exercises().size() + 2);  // BUILD and predictions.txt too
  for (const ExerciseSource& exercise : lab_.exercises()) EXPECT_TRUE(workspace.has(exercise));
  EXPECT_EQ(workspace.start(lab_).size(), 0u);
  workspace.require();
}

TEST_F(WorkspaceTest, StartNeverWritesOverAFile) {
  const Workspace workspace;
  fs::create_directories(root_ / "my");
  write("my/BUILD", "mine");
  write("my/ex_0_01.cc", "mine too\r\n");
  workspace.start(lab_);
  EXPECT_EQ(read("my/BUILD"), "mine");
  EXPECT_EQ(read("my/ex_0_01.cc"), "mine too\r\n");
  // Half of the folder lost: the other half stays.
  fs::remove(root_ / "my/predictions.txt");
  EXPECT_THAT(workspace.start(lab_), testing::ElementsAre("predictions.txt"));
  EXPECT_EQ(read("my/ex_0_01.cc"), "mine too\r\n");
}

TEST_F(WorkspaceTest, AStubHasTheTaskInTheLanguage) {
  EXPECT_THAT(Workspace::stub(exercise(), "vi"),
              HasSubstr("// 0.01  " + exercise().text("title", "vi")));
  EXPECT_THAT(Workspace::stub(exercise(), "en"), HasSubstr("lab::todo()"));
}

TEST_F(WorkspaceTest, ResetKeepsEveryBackup) {
  const Workspace workspace;
  workspace.start(lab_);
  write("my/ex_0_01.cc", "first");
  const std::string first = workspace.reset(lab_, exercise());
  write("my/ex_0_01.cc", "second");
  const std::string second = workspace.reset(lab_, exercise());
  EXPECT_EQ(read_file(first), "first");
  EXPECT_EQ(read_file(second), "second");
  EXPECT_EQ(read("my/ex_0_01.cc"), Workspace::stub(exercise(), "en"));
  fs::remove(root_ / "my/ex_0_01.cc");
  EXPECT_EQ(workspace.reset(lab_, exercise()), "");
}

TEST_F(WorkspaceTest, WithoutTheFolderOneSentence) {
  const Workspace workspace;
  EXPECT_EQ(error_of([&] { workspace.require(); }),
            "my/ is not there or not whole: bazel run //lab:start makes what is missing");
  workspace.start(lab_);
  fs::remove(root_ / "my/BUILD");
  EXPECT_NE(error_of([&] { workspace.require(); }), "");
}

TEST_F(WorkspaceTest, AFolderInWhichNothingCanBeWritten) {
  const Workspace workspace;
  write("my", "a file in its place");  // also root cannot make a folder there
  EXPECT_THAT(error_of([&] { workspace.start(lab_); }), HasSubstr("cannot make my/"));
  EXPECT_EQ(read("my"), "a file in its place");
}

TEST_F(WorkspaceTest, PredictionsAreReadFromAnyEditorsFile) {
  const Workspace workspace;
  workspace.start(lab_);
  write("my/predictions.txt",
        "\xef\xbb\xbf# note\r\n2.06.second = 54 \r\n0.01.answer =\r\nno sign\r\n");
  const auto said = workspace.predictions();
  EXPECT_EQ(said.at("2.06.second"), "54");
  EXPECT_EQ(said.at("0.01.answer"), "");
  EXPECT_EQ(said.size(), 2u);
}

TEST_F(WorkspaceTest, PredictChangesOneLine) {
  const Workspace workspace;
  workspace.start(lab_);
  write("my/predictions.txt", "# 2.06.second = no\n2.06.second =\nother = 1\n");
  workspace.predict("2.06.second", "36");
  workspace.predict("2.07.new", "4");
  EXPECT_EQ(read("my/predictions.txt"),
            "# 2.06.second = no\n2.06.second = 36\nother = 1\n2.07.new = 4\n");
}

TEST_F(WorkspaceTest, TheLanguageOfStartIsKept) {
  const Workspace workspace;
  workspace.start(Lab("vi"));
  EXPECT_EQ(workspace.language(""), "vi");
  EXPECT_EQ(workspace.language("en"), "en");
}

TEST_F(WorkspaceTest, HintsOpenAfterFailures) {
  const Workspace workspace;
  workspace.start(lab_);
  const auto level = [&](bool force = false) {
    return next_hint(lab_, workspace, exercise(), force).level;
  };
  EXPECT_EQ(level(), 1);
  EXPECT_EQ(level(), 1);  // the second is closed
  EXPECT_NE(next_hint(lab_, workspace, exercise(), false).locked, "");
  workspace.record_attempt("0.01", "fail", "0.01/x");
  EXPECT_EQ(level(), 2);
  EXPECT_EQ(level(), 2);
  workspace.record_attempt("0.01", "fail", "0.01/x");
  workspace.record_attempt("0.01", "pass", "");  // no failure
  EXPECT_EQ(level(), 2);
  workspace.record_attempt("0.01", "died", "lab/crashed");
  EXPECT_EQ(level(), 3);
  EXPECT_EQ(next_hint(lab_, workspace, exercise(), false).locked, "");
}

TEST_F(WorkspaceTest, ForceOpensEveryHint) {
  const Workspace workspace;
  workspace.start(lab_);
  for (const int level : {1, 2, 3, 3}) {
    EXPECT_EQ(next_hint(lab_, workspace, exercise(), /*force=*/true).level, level);
  }
}

TEST_F(WorkspaceTest, ADamagedHistoryIsReadAsFarAsItGoes) {
  const Workspace workspace;
  workspace.start(lab_);
  workspace.record_attempt("0.01", "fail", "0.01/x");
  std::ofstream(workspace.kept() + "/attempts.jsonl", std::ios::app) << "{ broken\n[1]\n\n";
  workspace.record_attempt("0.01", "fail", "0.01/x");
  EXPECT_EQ(workspace.history("0.01").failed, 2);
  EXPECT_EQ(workspace.history("0.02").failed, 0);
}

TEST_F(WorkspaceTest, EditorsLearnHowEachFileIsCompiled) {
  const Workspace workspace;
  workspace.start(lab_);
  const nlohmann::json commands = nlohmann::json::parse(read("my/compile_commands.json"));
  ASSERT_EQ(commands.size(), lab_.exercises().size());
  EXPECT_EQ(commands[0]["file"], "my/ex_0_01.cc");
  EXPECT_EQ(commands[0]["directory"], root_.string());
  EXPECT_THAT(commands[0]["arguments"].dump(), HasSubstr("-std=c++20"));
}

}  // namespace
}  // namespace gradlab::lab
