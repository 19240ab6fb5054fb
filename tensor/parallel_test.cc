#include "gradlab/tensor/parallel.h"

#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <mutex>
#include <set>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "gradlab/tensor/error.h"
#include "gtest/gtest.h"

namespace gradlab {
namespace {

// How often each index of [0, n) is visited with this grain.
std::vector<int> visits(int64_t n, int64_t grain) {
  std::vector<int> count(static_cast<size_t>(n), 0);
  parallel_for(0, n, grain, [&](int64_t first, int64_t last) {
    for (int64_t i = first; i < last; ++i) ++count[static_cast<size_t>(i)];
  });
  return count;
}

TEST(Parallel, VisitsEveryIndexOnceWithAnyNumberOfThreads) {
  for (int threads : {1, 2, 3, 8}) {
    set_num_threads(threads);
    EXPECT_EQ(get_num_threads(), threads);
    for (int64_t n : {0, 1, 2, 7, 100, 1001}) {
      for (int64_t grain : {0, 1, 3, 50, 5000}) {
        EXPECT_EQ(visits(n, grain), std::vector<int>(static_cast<size_t>(n), 1));
      }
    }
  }
}

TEST(Parallel, UsesAsManyThreadsAsSetAndTheCallerForSmallWork) {
  set_num_threads(3);
  std::mutex mutex;
  std::set<std::thread::id> ids;
  const auto remember = [&](int64_t, int64_t) {
    const std::lock_guard lock(mutex);
    ids.insert(std::this_thread::get_id());
  };
  for (int i = 0; i < 200; ++i) {
    ids.clear();
    parallel_for(0, 1000, 1, remember);
    EXPECT_LE(ids.size(), 3u);
  }
  ids.clear();
  parallel_for(0, 1000, 1000, remember);
  EXPECT_EQ(ids, std::set<std::thread::id>{std::this_thread::get_id()});
}

TEST(Parallel, RunsNestedWorkOnTheSameThread) {
  set_num_threads(4);
  std::atomic<int> strangers = 0, count = 0;
  EXPECT_FALSE(in_parallel_region());
  parallel_for(0, 64, 1, [&](int64_t first, int64_t last) {
    if (!in_parallel_region()) ++strangers;
    const auto self = std::this_thread::get_id();
    parallel_for(0, 10 * (last - first), 1, [&](int64_t a, int64_t b) {
      if (std::this_thread::get_id() != self) ++strangers;
      count += static_cast<int>(b - a);
    });
  });
  EXPECT_FALSE(in_parallel_region());
  EXPECT_EQ(strangers, 0);
  EXPECT_EQ(count, 640);
}

TEST(Parallel, ThrowsTheFirstErrorWhenAllHaveStopped) {
  set_num_threads(4);
  for (int i = 0; i < 20; ++i) {
    try {
      parallel_for(0, 1000, 1, [](int64_t first, int64_t last) {
        if (first <= 500 && 500 < last) throw std::runtime_error("at 500");
      });
      FAIL() << "no error";
    } catch (const std::runtime_error& e) {
      EXPECT_EQ(std::string(e.what()), "at 500");
    }
  }
  EXPECT_EQ(visits(1000, 1), std::vector<int>(1000, 1));  // the pool still works
}

TEST(Parallel, ServesSeveralCallersAtOnce) {
  set_num_threads(3);
  std::atomic<int> wrong = 0;
  std::vector<std::thread> callers;
  for (int i = 0; i < 4; ++i) {
    callers.emplace_back([&] {
      for (int round = 0; round < 100; ++round) {
        if (visits(301, 2) != std::vector<int>(301, 1)) ++wrong;
      }
    });
  }
  for (std::thread& t : callers) t.join();
  EXPECT_EQ(wrong, 0);
}

TEST(Parallel, WorksInAForkedChild) {
  set_num_threads(2);
  visits(1000, 1);  // the pool has started
  const pid_t child = fork();
  ASSERT_GE(child, 0);
  if (child == 0) _exit(visits(1000, 1) == std::vector<int>(1000, 1) ? 0 : 1);
  int status = 0;
  ASSERT_EQ(waitpid(child, &status, 0), child);
  EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

TEST(Parallel, RefusesNoThreads) {
  try {
    set_num_threads(0);
    FAIL() << "no error";
  } catch (const Error& e) {
    EXPECT_STREQ(e.what(), "Expected positive number of threads");
  }
}

}  // namespace
}  // namespace gradlab
