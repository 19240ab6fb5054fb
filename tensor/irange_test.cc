#include "gradlab/tensor/irange.h"

#include <cstdint>
#include <vector>

#include "gtest/gtest.h"

namespace gradlab {
namespace {

template <class Range>
auto values(const Range& range) {
  return std::vector<int64_t>(range.begin(), range.end());
}

TEST(Irange, CountsFromZeroOrFromTheBeginning) {
  EXPECT_EQ(values(irange(3)), (std::vector<int64_t>{0, 1, 2}));
  EXPECT_EQ(values(irange(-2, 1)), (std::vector<int64_t>{-2, -1, 0}));
  EXPECT_EQ(values(irange(size_t{2}, size_t{4})), (std::vector<int64_t>{2, 3}));
}

TEST(Irange, IsEmptyWhenItWouldRunBackwards) {
  EXPECT_TRUE(values(irange(-1)).empty());
  EXPECT_TRUE(values(irange(5, 2)).empty());
  EXPECT_TRUE(values(irange(int64_t{0})).empty());
}

TEST(Irange, HasTheTypeOfItsEnd) {
  for (auto i : irange(0, int64_t{1})) static_assert(std::is_same_v<decltype(i), int64_t>);
  for (const auto i : irange(uint8_t{2})) static_assert(std::is_same_v<decltype(i), const uint8_t>);
}

}  // namespace
}  // namespace gradlab
