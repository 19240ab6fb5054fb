#include "gradlab/tensor/random/generator.h"

#include <cstring>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "gradlab/tensor/random/mt19937.h"
#include "gtest/gtest.h"

namespace gradlab {
namespace {

template <class Fn>
std::string message_of(Fn fn) {
  try {
    fn();
  } catch (const Error& e) {
    return e.what();
  }
  return "nothing thrown";
}

std::vector<uint8_t> bytes_of(const Array& a) {
  return {a.data<uint8_t>(), a.data<uint8_t>() + a.numel()};
}

TEST(Mt19937, DrawsTheWordsOfTheStandardTwister) {
  for (uint64_t seed : {0u, 42u, 5489u, 0xffffffffu}) {
    Mt19937 ours(seed);
    std::mt19937 standard(static_cast<uint32_t>(seed));
    for (int i = 0; i < 3000; ++i) ASSERT_EQ(ours(), standard()) << "word " << i;
  }
}

TEST(Mt19937, TakingManyWordsContinuesTheSameStream) {
  Mt19937 one(7), many(7);
  for (int64_t want : {1, 5, 617, 2, 1000, 624, 623, 1, 3}) {
    for (int64_t left = want, got = 0; left > 0; left -= got) {
      const uint32_t* words = many.take(left, &got);
      ASSERT_GE(got, 1);
      ASSERT_LE(got, left);
      for (int64_t i = 0; i < got; ++i) ASSERT_EQ(words[i], one());
    }
    EXPECT_EQ(many.left(), one.left());
    EXPECT_EQ(many.next(), one.next());
  }
}

TEST(Generator, FirstWordsAreThoseOfPyTorch) {
  const Generator g = make_generator(42);
  for (uint32_t word : {1608637542u, 3421126067u, 4083286876u, 787846414u, 3143890026u}) {
    EXPECT_EQ(g.random(), word);
  }
  g.set_current_seed(42);
  EXPECT_EQ(g.random64(), uint64_t{1608637542} << 32 | 3421126067u);
}

TEST(Generator, SeedsEqualModuloTwoToThe32AreOneStream) {
  const Generator a = make_generator(1), b = make_generator((uint64_t{5} << 32) + 1);
  for (int i = 0; i < 1000; ++i) ASSERT_EQ(a.random(), b.random());
  EXPECT_EQ(b.initial_seed(), (uint64_t{5} << 32) + 1);
}

TEST(Generator, NegativeSeedsAreKeptAsTwosComplement) {
  const Generator g = make_generator(static_cast<uint64_t>(int64_t{-1}));
  EXPECT_EQ(g.current_seed(), UINT64_MAX);
  std::mt19937 standard(0xffffffffu);
  EXPECT_EQ(g.random(), standard());
}

TEST(Generator, HasPyTorchsSeedUnlessSeeded) {
  EXPECT_EQ(make_generator().initial_seed(), 67280421310721u);
}

TEST(Generator, CopiesShareTheStreamAndClonesDoNot) {
  const Generator a = make_generator(3);
  const Generator copy = a;
  const Generator clone = a.clone();
  EXPECT_EQ(a, copy);
  EXPECT_FALSE(a == clone);
  const uint32_t first = copy.random();
  EXPECT_EQ(clone.random(), first);
  EXPECT_EQ(a.random(), clone.random());
}

TEST(Generator, ManualSeedForgetsTheWaitingNormals) {
  const Generator g = make_generator(3);
  g.set_next_float_normal_sample(1.5f);
  g.set_next_double_normal_sample(2.5);
  EXPECT_EQ(g.clone().next_double_normal_sample(), 2.5);
  EXPECT_EQ(&g.manual_seed(4), &g);
  EXPECT_FALSE(g.next_float_normal_sample().has_value());
  EXPECT_FALSE(g.next_double_normal_sample().has_value());
}

TEST(Generator, SeedTakesAnotherSeedFromTheSystemEachTime) {
  const Generator g = make_generator();
  const uint64_t first = g.seed();
  EXPECT_EQ(g.current_seed(), first);
  EXPECT_LT(first, uint64_t{1} << 53);
  EXPECT_NE(g.seed(), first);
}

TEST(Generator, SavedStateContinuesTheStreamAnywhereInABlock) {
  for (int words : {0, 1, 300, 623, 624, 625, 1248, 2000}) {
    const Generator g = make_generator(11);
    for (int i = 0; i < words; ++i) g.random();
    g.set_next_float_normal_sample(0.25f);
    g.set_next_double_normal_sample(-0.75);
    const Array saved = g.get_state();
    EXPECT_EQ(saved.numel(), 5056);
    EXPECT_EQ(saved.dtype(), kByte);
    const Generator other = make_generator(99);
    other.set_state(saved);
    EXPECT_EQ(other.current_seed(), 11u);
    EXPECT_EQ(other.next_float_normal_sample(), 0.25f);
    EXPECT_EQ(other.next_double_normal_sample(), -0.75);
    EXPECT_EQ(bytes_of(other.get_state()), bytes_of(saved));
    for (int i = 0; i < 1300; ++i) ASSERT_EQ(other.random(), g.random());
  }
}

TEST(Generator, ReadsStatesOfPyTorchsFirstVersions) {
  const Generator g = make_generator(5);
  const Array saved = g.get_state();
  const Array legacy = Array::empty(5048, kByte);
  std::memcpy(legacy.raw_data(), saved.raw_data(), 5048);
  // normal_x, normal_y, normal_rho, normal_is_valid: the waiting number is rho sin(2 pi x).
  const double fields[3] = {0.25, 123, 1.5};
  const int32_t valid = 1;
  std::memcpy(legacy.data<char>() + 5016, fields, sizeof(fields));
  std::memcpy(legacy.data<char>() + 5040, &valid, sizeof(valid));
  const Generator other = make_generator(6);
  other.set_next_float_normal_sample(1.f);
  other.set_state(legacy);
  EXPECT_EQ(other.next_double_normal_sample(), 1.5);
  EXPECT_FALSE(other.next_float_normal_sample().has_value());
  EXPECT_EQ(other.random(), g.random());
}

TEST(Generator, RejectsWhatIsNoStateAndStaysAsItIs) {
  const Generator g = make_generator(5);
  const auto before = bytes_of(g.get_state());
  const auto error = [&](const Array& a) { return message_of([&] { g.set_state(a); }); };
  EXPECT_EQ(error(Array::empty(10, kByte)),
            "Expected either a CPUGeneratorImplStateLegacy of size 5048 or a CPUGeneratorImplState "
            "of size 5056 but found the input RNG state size to be 10");
  EXPECT_EQ(error(Array::empty(5056, kFloat)), "RNG state must be a torch.ByteTensor");
  EXPECT_EQ(error(Array::empty(2 * 5056, kByte).slice(0, 0, 2 * 5056, 2)),
            "RNG state must be contiguous");
  const Array zeros = Array::empty(5056, kByte);
  std::memset(zeros.raw_data(), 0, 5056);
  EXPECT_EQ(error(zeros), "Invalid mt19937 state");
  // As many words left as a whole block has, but none behind `next`.
  const Array inconsistent = g.get_state();
  const int32_t left = 624;
  const uint64_t next = 624;
  std::memcpy(inconsistent.data<char>() + 8, &left, sizeof(left));
  std::memcpy(inconsistent.data<char>() + 16, &next, sizeof(next));
  EXPECT_EQ(error(inconsistent), "Invalid mt19937 state");
  EXPECT_EQ(bytes_of(g.get_state()), before);
}

TEST(Generator, ThrowsWhenUndefined) {
  const Generator g;
  EXPECT_FALSE(g.defined());
  const char* text = "Generator with undefined implementation is not allowed";
  EXPECT_EQ(message_of([&] { g.random(); }), text);
  EXPECT_EQ(message_of([&] { g.manual_seed(1); }), text);
  EXPECT_EQ(message_of([&] { g.get_state(); }), text);
}

TEST(Generator, TheDefaultOneIsShared) {
  manual_seed(42);
  EXPECT_EQ(default_generator().random(), 1608637542u);
  uint32_t second = 0;
  std::thread([&] { second = default_generator().random(); }).join();
  EXPECT_EQ(second, 3421126067u);
}

}  // namespace
}  // namespace gradlab
