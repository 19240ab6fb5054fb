#include "gradlab/tensor/allocator.h"

#include <cstdint>
#include <cstring>
#include <random>
#include <thread>
#include <vector>

#include "gradlab/tensor/array.h"
#include "gradlab/tensor/counters.h"
#include "gradlab/tensor/error.h"
#include "gradlab/tensor/storage.h"
#include "gtest/gtest.h"

namespace gradlab {
namespace {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool kCaches = false;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
constexpr bool kCaches = false;
#else
constexpr bool kCaches = true;
#endif
#else
constexpr bool kCaches = true;
#endif

// Random sizes held at once, each filled with its own byte: blocks must not overlap.
TEST(AllocatorTest, BlocksAreAlignedAndDisjoint) {
  std::mt19937 random(301);
  struct Block {
    unsigned char* p;
    size_t bytes;
    unsigned char mark;
  };
  std::vector<Block> held;
  for (int i = 0; i < 20000; ++i) {
    if (held.size() > 100 || (!held.empty() && random() % 3 == 0)) {
      const size_t at = random() % held.size();
      Block b = held[at];
      for (size_t k = 0; k < b.bytes; k += b.bytes / 8 + 1) ASSERT_EQ(b.p[k], b.mark);
      free_data(b.p, b.bytes);
      held.erase(held.begin() + at);
    } else {
      const size_t bytes = (random() % 4 == 0) ? random() % 3'000'000 : random() % 3000;
      auto* p = static_cast<unsigned char*>(allocate_data(bytes));
      ASSERT_EQ(reinterpret_cast<uintptr_t>(p) % kDataAlignment, 0u);
      held.push_back({p, bytes, static_cast<unsigned char>(i)});
      std::memset(p, i, bytes);
    }
  }
  for (Block& b : held) free_data(b.p, b.bytes);
}

TEST(AllocatorTest, SteadyStateMakesNoSystemAllocation) {
  if (!kCaches) GTEST_SKIP() << "nothing is cached under this sanitizer";
  auto round = [] {
    Array small = Array::empty({8}, kFloat), large = Array::empty({2048, 2048}, kFloat);
    void* object = allocate_object(200);
    free_object(object, 200);
  };
  round();
  const int64_t before = counter_value(Counter::kSystemAllocations);
  for (int i = 0; i < 1000; ++i) round();
  EXPECT_EQ(counter_value(Counter::kSystemAllocations), before);
}

TEST(AllocatorTest, EmptyCacheGivesBlocksBack) {
  if (!kCaches) GTEST_SKIP() << "nothing is cached under this sanitizer";
  { Array a = Array::empty({100}, kFloat); }
  empty_cache();
  const int64_t before = counter_value(Counter::kSystemAllocations);
  { Array a = Array::empty({100}, kFloat); }
  EXPECT_EQ(counter_value(Counter::kSystemAllocations), before + 1);
}

TEST(AllocatorTest, SizesNoLongerUsedMakeRoom) {
  if (!kCaches) GTEST_SKIP() << "nothing is cached under this sanitizer";
  constexpr size_t kOld = size_t{64} << 20, kNew = size_t{100} << 20;
  std::vector<void*> held;
  for (int i = 0; i < 10; ++i) held.push_back(allocate_data(kOld));  // more than is kept
  for (void* p : held) free_data(p, kOld);
  free_data(allocate_data(kNew), kNew);
  const int64_t before = counter_value(Counter::kSystemAllocations);
  free_data(allocate_data(kNew), kNew);
  EXPECT_EQ(counter_value(Counter::kSystemAllocations), before);
  empty_cache();
}

TEST(AllocatorTest, BlocksMayBeFreedByAnotherThread) {
  const int64_t before = counter_value(Counter::kStorageBytes);
  std::vector<Array> arrays;
  std::thread([&] {
    for (int i = 0; i < 100; ++i) arrays.push_back(Array::empty({1000}, kFloat));
  }).join();
  EXPECT_EQ(counter_value(Counter::kStorageBytes), before + 100 * 4000);
  std::thread([&] { arrays.clear(); }).join();
  EXPECT_EQ(counter_value(Counter::kStorageBytes), before);
}

TEST(CounterTest, PeakIsTheLargestSinceTheReset) {
  reset_counter_peak(Counter::kStorageBytes);
  const int64_t start = counter_value(Counter::kStorageBytes);
  {
    Array a = Array::empty({1000}, kFloat);
    { Array b = Array::empty({2'000'000}, kFloat); }
  }
  EXPECT_EQ(counter_peak(Counter::kStorageBytes), start + 4000 + 8'000'000);
  EXPECT_EQ(counter_value(Counter::kStorageBytes), start);
}

TEST(StorageTest, LentMemoryIsReturnedToItsOwner) {
  int value = 5;
  void* returned = nullptr;
  {
    Ref<Storage> s = Storage::borrow(&value, sizeof value, [&](void* p) { returned = p; });
    Ref<Storage> alias = Storage::alias(s);
    EXPECT_EQ(alias->data(), &value);
    alias->bump_version("test");
    EXPECT_EQ(s->version(), 0u);
    s.reset();
    EXPECT_EQ(returned, nullptr) << "the alias still uses it";
  }
  EXPECT_EQ(returned, &value);
}

TEST(StorageTest, ResizeKeepsContentsAndCounts) {
  const int64_t before = counter_value(Counter::kStorageBytes);
  {
    Ref<Storage> s = Storage::allocate(16);
    std::memset(s->data(), 7, 16);
    s->resize(4096);
    EXPECT_EQ(static_cast<char*>(s->data())[15], 7);
    EXPECT_EQ(reinterpret_cast<uintptr_t>(s->data()) % kDataAlignment, 0u);
    s->resize(8);
    EXPECT_EQ(counter_value(Counter::kStorageBytes), before + 8);
  }
  EXPECT_EQ(counter_value(Counter::kStorageBytes), before);
}

}  // namespace
}  // namespace gradlab
