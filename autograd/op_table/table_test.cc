// Every row of a family against PyTorch's recorded results and the laws that all operations obey.
#include <string>

#include "gradlab/autograd/op_table/checks.h"
#include "gradlab/autograd/op_table/recorded.h"
#include "gradlab/autograd/op_table/row.h"
#include "gtest/gtest.h"

namespace gradlab::op_table {
namespace {

const std::map<std::string, RecordedRow>& recorded_rows() {
  static const auto rows =
      read_recorded(std::string("autograd/op_table/testdata/") + family() + ".txt");
  return rows;
}

class OpTable : public testing::TestWithParam<Row> {
 protected:
  void expect_none(Failures (*check)(const Row&, const RecordedRow&)) {
    const auto found = recorded_rows().find(GetParam().name());
    ASSERT_NE(found, recorded_rows().end()) << "not recorded: run tools/record_op_table.py";
    constexpr size_t kShown = 8;
    const Failures failures = check(GetParam(), found->second);
    for (size_t i = 0; i < failures.size() && i < kShown; ++i) ADD_FAILURE() << failures[i];
    if (failures.size() > kShown) ADD_FAILURE() << failures.size() << " failures in all";
  }
};

TEST_P(OpTable, IsRecordedAsItIs) { expect_none(check_up_to_date); }
TEST_P(OpTable, ComputesTheValues) { expect_none(check_values); }
TEST_P(OpTable, ComputesTheGradients) { expect_none(check_gradients); }
TEST_P(OpTable, GradientIsTheDerivative) { expect_none(check_derivative); }
TEST_P(OpTable, ForwardModeIsTheDerivative) { expect_none(check_forward_mode); }
TEST_P(OpTable, SecondGradientIsTheSecondDerivative) { expect_none(check_second_derivative); }
TEST_P(OpTable, RecordsNothingWithoutGradMode) { expect_none(check_nothing_recorded); }
TEST_P(OpTable, HasTheSameBitsForAnyNumberOfThreads) { expect_none(check_threads); }
TEST_P(OpTable, LeavesNothingAlive) { expect_none(check_lifetime); }

INSTANTIATE_TEST_SUITE_P(Rows, OpTable, testing::ValuesIn(rows()),
                         [](const auto& info) { return info.param.name(); });

TEST(OpTableFile, HasNoOtherRows) {
  EXPECT_EQ(recorded_rows().size(), rows().size());
  size_t cases = 0;
  for (const auto& [name, row] : recorded_rows()) cases += row.cases.size();
  RecordProperty("operations", std::to_string(rows().size()));
  RecordProperty("cases", std::to_string(cases));
}

}  // namespace
}  // namespace gradlab::op_table
