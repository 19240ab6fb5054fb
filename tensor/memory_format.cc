#include "gradlab/tensor/memory_format.h"

#include <numeric>

#include "gradlab/tensor/error.h"

namespace gradlab {
namespace {

// The dimensions of a channels-last array, innermost first: 1, then the last to the third, then 0.
std::vector<int64_t> channels_last_order(size_t dim) {
  std::vector<int64_t> order{1};
  for (size_t d = dim - 1; d > 1; --d) order.push_back(static_cast<int64_t>(d));
  order.push_back(0);
  return order;
}

size_t rank_of(MemoryFormat format) { return format == MemoryFormat::ChannelsLast ? 4 : 5; }

bool is_channels_last_ordered(IntArrayRef sizes, IntArrayRef strides) {
  // Neither a broadcast channel nor an empty array says anything about its order.
  if (strides[1] == 0) return false;
  int64_t least = 0;
  for (int64_t d : channels_last_order(sizes.size())) {
    if (sizes[d] == 0 || strides[d] < least) return false;
    // [n, 1, 1, 1] with strides 1 is both; row-major it is.
    if (d == 0 && least == strides[1]) return false;
    least = strides[d] * sizes[d];
  }
  return true;
}

}  // namespace

std::ostream& operator<<(std::ostream& os, MemoryFormat format) {
  constexpr const char* kNames[] = {"Contiguous", "Preserve", "ChannelsLast", "ChannelsLast3d"};
  return os << kNames[static_cast<int>(format)];
}

std::vector<int64_t> format_strides(IntArrayRef sizes, MemoryFormat format) {
  GRADLAB_CHECK(format != MemoryFormat::Preserve, "unsupported memory format Preserve");
  std::vector<int64_t> order(sizes.size());
  if (format == MemoryFormat::Contiguous) {
    std::iota(order.rbegin(), order.rend(), 0);
  } else {
    GRADLAB_CHECK(
        sizes.size() == rank_of(format), "required rank ", rank_of(format), " tensor to use ",
        format == MemoryFormat::ChannelsLast ? "channels_last" : "channels_last_3d", " format");
    order = channels_last_order(sizes.size());
  }
  std::vector<int64_t> strides(sizes.size());
  int64_t next = 1;
  for (int64_t d : order) {
    strides[d] = next;
    GRADLAB_CHECK(!__builtin_mul_overflow(next, sizes[d] > 1 ? sizes[d] : 1, &next),
                  "numel: integer multiplication overflow");
  }
  return strides;
}

bool is_channels_last(IntArrayRef sizes, IntArrayRef strides, MemoryFormat format) {
  if (sizes.size() != rank_of(format)) return false;
  int64_t expected = 1;
  for (int64_t d : channels_last_order(sizes.size())) {
    if (sizes[d] == 1) continue;
    if (strides[d] != expected) return false;
    expected *= sizes[d];
  }
  return true;
}

MemoryFormat suggest_memory_format(IntArrayRef sizes, IntArrayRef strides) {
  for (MemoryFormat format : {MemoryFormat::ChannelsLast, MemoryFormat::ChannelsLast3d}) {
    if (sizes.size() == rank_of(format) && is_channels_last_ordered(sizes, strides)) return format;
  }
  return MemoryFormat::Contiguous;
}

}  // namespace gradlab
