#include "gradlab/tensor/random/mt19937.h"

#include <algorithm>

namespace gradlab {
namespace {

constexpr int kShift = 397;

// The bits of the recurrence: the top bit of one word, the others of the next one.
uint32_t twist(uint32_t high, uint32_t low) {
  const uint32_t mixed = (high & 0x80000000u) | (low & 0x7fffffffu);
  return (mixed >> 1) ^ (-(low & 1u) & 0x9908b0dfu);
}

}  // namespace

Mt19937::Mt19937(uint64_t seed) : seed_(seed) {
  state_[0] = static_cast<uint32_t>(seed);
  for (uint32_t i = 1; i < kWords; ++i) {
    state_[i] = 1812433253u * (state_[i - 1] ^ (state_[i - 1] >> 30)) + i;
  }
}

void Mt19937::next_block() {
  constexpr int kRest = kWords - kShift;
  // The loops have multiples of 4 steps, which compilers turn into vectors; hence the odd ends.
  constexpr int kEven = kRest / 4 * 4;
  for (int i = 0; i < kEven; ++i) state_[i] = state_[i + kShift] ^ twist(state_[i], state_[i + 1]);
  for (int i = kEven; i < kRest; ++i) {
    state_[i] = state_[i + kShift] ^ twist(state_[i], state_[i + 1]);
  }
  for (int i = kRest; i < kWords - 1; ++i) {
    state_[i] = state_[i - kRest] ^ twist(state_[i], state_[i + 1]);
  }
  state_[kWords - 1] = state_[kShift - 1] ^ twist(state_[kWords - 1], state_[0]);
  temper();
  left_ = kWords + 1;
  next_ = 0;
}

void Mt19937::temper() {
  for (int i = 0; i < kWords; ++i) {
    uint32_t y = state_[i];
    y ^= y >> 11;
    y ^= (y << 7) & 0x9d2c5680u;
    y ^= (y << 15) & 0xefc60000u;
    tempered_[i] = y ^ (y >> 18);
  }
}

const uint32_t* Mt19937::take(int64_t want, int64_t* got) {
  if (left_ == 1) next_block();
  const int32_t count = static_cast<int32_t>(std::min<int64_t>(want, left_ - 1));
  const uint32_t* words = tempered_ + next_;
  left_ -= count;
  next_ += static_cast<uint32_t>(count);
  *got = count;
  return words;
}

bool Mt19937::restore(uint64_t seed, int32_t left, uint64_t next, const uint32_t words[kWords]) {
  // The left - 1 words from `next` on must lie inside the block.
  if (left < 1 || left > kWords || next > kWords || next + left > kWords + 1) return false;
  seed_ = seed;
  left_ = left;
  next_ = static_cast<uint32_t>(next);
  std::copy(words, words + kWords, state_);
  temper();
  return true;
}

}  // namespace gradlab
