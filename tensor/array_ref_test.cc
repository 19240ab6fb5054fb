#include "gradlab/tensor/array_ref.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "gradlab/tensor/error.h"

namespace gradlab {
namespace {

using ::testing::ElementsAre;
using ::testing::ThrowsMessage;

TEST(ArrayRefTest, IsReadFromBothEnds) {
  const std::vector<int64_t> v{1, 2, 3};
  const IntArrayRef list(v);
  EXPECT_THAT(list, ElementsAre(1, 2, 3));
  EXPECT_THAT(std::vector<int64_t>(list.rbegin(), list.rend()), ElementsAre(3, 2, 1));
  EXPECT_EQ(list.at(2), 3);
  EXPECT_THAT([&] { list.at(3); },
              ThrowsMessage<Error>("ArrayRef: invalid index Index = 3; Length = 3"));
  EXPECT_TRUE(list.allMatch([](int64_t x) { return x > 0; }));
  EXPECT_FALSE(list.allMatch([](int64_t x) { return x > 1; }));
}

TEST(ArrayRefTest, GivesPartsThatLieWithin) {
  const std::vector<int64_t> v{1, 2, 3};
  const IntArrayRef list(v);
  EXPECT_THAT(list.slice(1, 2), ElementsAre(2, 3));
  EXPECT_THAT(list.slice(2), ElementsAre(3));
  EXPECT_TRUE(list.slice(3).empty());
  EXPECT_THAT([&] { list.slice(2, 2); },
              ThrowsMessage<Error>("ArrayRef: invalid slice, N = 2; M = 2; size = 3"));
  EXPECT_THROW(list.slice(4), Error);
}

TEST(ArrayRefTest, IsMadeOfWhatHoldsItsElements) {
  const std::vector<double> v{1, 2};
  const std::array<int, 2> a{3, 4};
  const int c[] = {5, 6, 7};
  const int one = 8;
  EXPECT_EQ(makeArrayRef(v).data(), v.data());
  EXPECT_THAT(makeArrayRef(a), ElementsAre(3, 4));
  EXPECT_THAT(makeArrayRef(c), ElementsAre(5, 6, 7));
  EXPECT_THAT(makeArrayRef(c, 2), ElementsAre(5, 6));
  EXPECT_THAT(makeArrayRef(one), ElementsAre(8));
}

TEST(ArrayRefTest, OptionalOneHasAValueOrNot) {
  const std::vector<int64_t> v{1, 2};
  const OptionalIntArrayRef some(v), none = std::nullopt;
  EXPECT_EQ(some.value(), v);
  EXPECT_EQ(some.value_or(IntArrayRef()), v);
  EXPECT_EQ(none.value_or(v), v);
  EXPECT_THROW(none.value(), std::bad_optional_access);
}

}  // namespace
}  // namespace gradlab
