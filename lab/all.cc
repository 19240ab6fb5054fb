// bazel run //lab:all: prints what the lab program prints, then runs every test of the lab, each in
// a process of its own, and says what passed. The exit code is 0 when all of them did.
#include <gtest/gtest.h>

#include <cstdio>
#include <exception>
#include <string>
#include <string_view>
#include <vector>

#include "gradlab/lab/program.h"
#include "gradlab/lab/runfiles.h"

namespace gradlab::lab {
namespace {

constexpr std::string_view kRunFlag = "--run=";

// "Suite.Test" of all tests in this program.
std::vector<std::string> test_names() {
  std::vector<std::string> names;
  const testing::UnitTest& all = *testing::UnitTest::GetInstance();
  for (int s = 0; s < all.total_test_suite_count(); ++s) {
    const testing::TestSuite& suite = *all.GetTestSuite(s);
    for (int t = 0; t < suite.total_test_count(); ++t) {
      names.push_back(std::string(suite.name()) + "." + suite.GetTestInfo(t)->name());
    }
  }
  return names;
}

// In the process of one test. A test that did not run, or skipped itself, has not passed.
int run_test(const std::string& name) {
  testing::InitGoogleTest();
  GTEST_FLAG_SET(filter, name);
  const int status = RUN_ALL_TESTS();
  return status == 0 && testing::UnitTest::GetInstance()->successful_test_count() == 1 ? 0 : 1;
}

// Prints the verdict, and of a failure also how it ended and what it wrote.
bool report(const std::string& name, const ProgramResult& result) {
  std::printf("[%s] %s\n", result.passed ? "pass" : "fail", name.c_str());
  if (!result.passed) {
    std::printf("%s\n%s\n", result.output.c_str(), result.ending.c_str());
  }
  std::fflush(stdout);
  return result.passed;
}

int run_all() {
  int passed = 0;
  int failed = 0;
  const ProgramResult lab = run_program({runfile("lab/pytorch_lab")});
  std::fwrite(lab.output.data(), 1, lab.output.size(), stdout);
  std::printf("== Tests ==\n");
  ++(report("The lab program", lab) ? passed : failed);
  const std::vector<std::string> names = test_names();
  for (const std::string& name : names) {
    const ProgramResult test = run_program({this_program(), std::string(kRunFlag) + name});
    ++(report(name, test) ? passed : failed);
  }
  if (names.empty()) std::printf("[fail] there are no tests in this program\n");
  std::printf("lab: %d passed, %d failed\n", passed, failed);
  return failed == 0 && !names.empty() ? 0 : 1;
}

}  // namespace
}  // namespace gradlab::lab

int main(int argc, char** argv) {
  using namespace gradlab::lab;
  const std::string_view argument = argc == 2 ? argv[1] : "";
  if (argc > 2 || (argc == 2 && !argument.starts_with(kRunFlag))) {
    std::fprintf(stderr, "usage: %s [%sSuite.Test]\n", argv[0], std::string(kRunFlag).c_str());
    return 2;
  }
  try {
    if (argc == 2) return run_test(std::string(argument.substr(kRunFlag.size())));
    return run_all();
  } catch (const std::exception& e) {
    std::fprintf(stderr, "lab: %s\n", e.what());
    return 1;
  }
}
