#include "gradlab/benchmarks/compare.h"

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "gtest/gtest.h"

namespace gradlab::benchmarks {
namespace {

std::string file_with(const std::string& name, const std::string& content) {
  const char* directory = std::getenv("TEST_TMPDIR");
  const std::string path = std::string(directory ? directory : "/tmp") + "/" + name;
  std::ofstream(path) << content;
  return path;
}
std::string row(const std::string& name, double time, const std::string& unit = "ns") {
  std::ostringstream os;
  os << "{\"name\": \"" << name << "\", \"run_type\": \"iteration\", \"cpu_time\": " << time
     << ", \"time_unit\": \"" << unit << "\"}";
  return os.str();
}
std::string report(const std::string& name, const std::vector<std::string>& rows) {
  std::string text = "{\"benchmarks\": [";
  for (size_t i = 0; i < rows.size(); ++i) text += (i ? ", " : "") + rows[i];
  return file_with(name, text + "]}");
}

TEST(Compare, GivesMediansOfTheRatiosOfPairs) {
  std::ostringstream table, errors;
  ASSERT_TRUE(compare(
      {
          report("a1", {row("BM_Add/8", 50), row("Limit_Add/8", 40), row("BM_Ours", 1)}),
          report("b1", {row("BM_Add/8", 0.2, "us"), row("BM_Theirs", 1)}),
          report("a2", {row("BM_Add/8", 50), row("Limit_Add/8", 45)}),
          report("b2", {row("BM_Add/8", 150)}),
          report("a3", {row("BM_Add/8", 100), row("Limit_Add/8", 40)}),
          report("b3", {row("BM_Add/8", 1000)}),
      },
      table, errors));
  EXPECT_EQ(table.str(),
            "| row | gradlab | peer | ratio | of the limit |\n|---|---:|---:|---:|---:|\n"
            "| Add/8 | 50 ns | 200 ns | 4 | 80 % |\n"
            "| **geometric mean of 1** | | | **4** | |\n");
}

TEST(Compare, TakesTheGeometricMeanOfAllRows) {
  std::ostringstream table, errors;
  ASSERT_TRUE(compare({report("a", {row("BM_A", 1), row("BM_B", 2e3), row("BM_C", 3e6)}),
                       report("b", {row("BM_C", 3e6), row("BM_A", 8), row("BM_B", 2e3)})},
                      table, errors));
  EXPECT_NE(table.str().find("| A | 1 ns | 8 ns | 8 | |\n| B | 2 us | 2 us | 1 | |\n"
                             "| C | 3 ms | 3 ms | 1 | |\n"
                             "| **geometric mean of 3** | | | **2** | |\n"),
            std::string::npos)
      << table.str();
}

TEST(Compare, SaysWhatIsWrong) {
  const auto error_of = [](const std::vector<std::string>& paths) {
    std::ostringstream table, errors;
    EXPECT_FALSE(compare(paths, table, errors));
    EXPECT_EQ(table.str(), "");
    return errors.str();
  };
  const std::string good = report("good", {row("BM_A", 1)});
  EXPECT_EQ(error_of({"/nowhere.json", good}), "/nowhere.json: cannot be read\n");
  const std::string text = file_with("text", "no JSON");
  EXPECT_EQ(error_of({good, text}), text + ": not a report of Google Benchmark in JSON\n");
  EXPECT_EQ(error_of({good, report("other", {row("BM_B", 1)})}),
            "the reports have no row in common\n");
  EXPECT_EQ(error_of({}), "reports are compared in pairs: ours, then the peer's\n");
}

}  // namespace
}  // namespace gradlab::benchmarks
