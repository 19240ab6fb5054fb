#include "gradlab/lab/cli/watcher.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

namespace gradlab::lab {
namespace {

namespace fs = std::filesystem;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class WatcherTest : public testing::TestWithParam<const char*> {
 protected:
  WatcherTest() : folder_(fs::path(testing::TempDir()) / ("watch" + std::string(GetParam()))) {
    fs::create_directories(folder_ / "kept");
    write("ex_2_06.cc", "before");
    setenv("GRADLAB_LAB_EVENTS", GetParam(), 1);
  }
  ~WatcherTest() override { fs::remove_all(folder_); }

  void write(const std::string& name, const std::string& text) const {
    std::ofstream(folder_ / name) << text;
  }
  // What the watcher says within five seconds.
  static std::vector<std::string> wait(Watcher& watcher) {
    for (int i = 0; i < 500; ++i) {
      const std::vector<std::string> names = watcher.saved();
      if (!names.empty()) return names;
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    return {};
  }

  fs::path folder_;
};

// With events, and without them as on a network file system.
INSTANTIATE_TEST_SUITE_P(EventsAndPolling, WatcherTest, testing::Values("1", "0"));

TEST_P(WatcherTest, PollsOnlyWithoutEvents) {
  const Watcher watcher(folder_, folder_ / "kept");
  EXPECT_EQ(watcher.polls(), GetParam() == std::string("0"));
  EXPECT_EQ(watcher.patience(), watcher.polls() ? 500 : -1);
  EXPECT_FALSE(fs::exists(folder_ / "kept" / "probe"));
}

TEST_P(WatcherTest, NothingSavedNothingTold) {
  Watcher watcher(folder_, folder_ / "kept");
  EXPECT_THAT(watcher.saved(), IsEmpty());
}

TEST_P(WatcherTest, ASaveInPlaceIsToldOnce) {
  Watcher watcher(folder_, folder_ / "kept");
  write("ex_2_06.cc", "changed");
  EXPECT_THAT(wait(watcher), ElementsAre("ex_2_06.cc"));
  EXPECT_THAT(watcher.saved(), IsEmpty());
}

TEST_P(WatcherTest, ASaveByRenameIsTold) {
  Watcher watcher(folder_, folder_ / "kept");
  write("draft", "changed too");
  fs::rename(folder_ / "draft", folder_ / "ex_2_06.cc");
  EXPECT_THAT(wait(watcher), Contains("ex_2_06.cc"));
}

TEST_P(WatcherTest, SeveralEventsOfOneSaveAreOne) {
  Watcher watcher(folder_, folder_ / "kept");
  for (int i = 0; i < 5; ++i) write("ex_2_06.cc", "text " + std::to_string(i));
  EXPECT_THAT(wait(watcher), ElementsAre("ex_2_06.cc"));
  EXPECT_THAT(watcher.saved(), IsEmpty());
}

TEST_P(WatcherTest, AFolderThatIsGoneTellsNothing) {
  Watcher watcher(folder_, folder_ / "kept");
  fs::remove_all(folder_);
  EXPECT_THAT(watcher.saved(), IsEmpty());
}

}  // namespace
}  // namespace gradlab::lab
