#include "gradlab/tensor/memory_format.h"

#include <gtest/gtest.h>

#include <sstream>

#include "gradlab/tensor/error.h"

namespace gradlab {
namespace {

using Sizes = std::vector<int64_t>;

TEST(MemoryFormatTest, GivesStridesWithoutGaps) {
  EXPECT_EQ(format_strides({2, 3, 4, 5}, MemoryFormat::Contiguous), Sizes({60, 20, 5, 1}));
  EXPECT_EQ(format_strides({2, 3, 4, 5}, MemoryFormat::ChannelsLast), Sizes({60, 1, 15, 3}));
  EXPECT_EQ(format_strides({2, 3, 4, 5, 6}, MemoryFormat::ChannelsLast3d),
            Sizes({360, 1, 90, 18, 3}));
  EXPECT_EQ(format_strides({}, MemoryFormat::Contiguous), Sizes());
}

TEST(MemoryFormatTest, ChannelsLastIsForFourDimensionsOrFive) {
  auto message = [](IntArrayRef sizes, MemoryFormat format) -> std::string {
    try {
      format_strides(sizes, format);
    } catch (const Error& e) {
      return e.what();
    }
    return "";
  };
  EXPECT_EQ(message({2, 3}, MemoryFormat::ChannelsLast),
            "required rank 4 tensor to use channels_last format");
  EXPECT_EQ(message({2, 3, 4, 5}, MemoryFormat::ChannelsLast3d),
            "required rank 5 tensor to use channels_last_3d format");
  EXPECT_FALSE(is_channels_last({2, 3}, {3, 1}, MemoryFormat::ChannelsLast));
}

TEST(MemoryFormatTest, StridesOfSizesOfOneDoNotMatterForContiguity) {
  EXPECT_TRUE(is_channels_last({2, 3, 4, 5}, {60, 1, 15, 3}, MemoryFormat::ChannelsLast));
  EXPECT_TRUE(is_channels_last({2, 1, 4, 5}, {20, 99, 5, 1}, MemoryFormat::ChannelsLast));
  EXPECT_FALSE(is_channels_last({2, 3, 4, 5}, {60, 20, 5, 1}, MemoryFormat::ChannelsLast));
}

// Recorded: torch.empty_strided(sizes, strides).to(torch.double) keeps or drops channels-last.
TEST(MemoryFormatTest, SuggestsTheFormatThatTheStridesShow) {
  EXPECT_EQ(suggest_memory_format({2, 3, 4, 5}, {60, 1, 15, 3}), MemoryFormat::ChannelsLast);
  EXPECT_EQ(suggest_memory_format({2, 3, 4, 5}, {60, 20, 5, 1}), MemoryFormat::Contiguous);
  EXPECT_EQ(suggest_memory_format({2, 1, 4, 5}, {20, 20, 5, 1}), MemoryFormat::Contiguous);
  EXPECT_EQ(suggest_memory_format({2, 1, 4, 5}, {20, 1, 5, 1}), MemoryFormat::ChannelsLast);
  EXPECT_EQ(suggest_memory_format({2, 1, 1, 1}, {1, 1, 1, 1}), MemoryFormat::Contiguous);
  EXPECT_EQ(suggest_memory_format({2, 3, 0, 5}, {0, 1, 15, 3}), MemoryFormat::Contiguous);
  EXPECT_EQ(suggest_memory_format({2, 3, 4, 5, 6}, {360, 1, 90, 18, 3}),
            MemoryFormat::ChannelsLast3d);
}

TEST(MemoryFormatTest, PrintsItsName) {
  std::ostringstream os;
  os << MemoryFormat::ChannelsLast3d << ' ' << MemoryFormat::Preserve;
  EXPECT_EQ(os.str(), "ChannelsLast3d Preserve");
}

}  // namespace
}  // namespace gradlab
