// Mt19937: the Mersenne twister with PyTorch's seeding and word stream.
//
// Words are made in blocks of 624, so that a fill can take many at once. The fields left() and
// next() are those that PyTorch saves: after seeding (1, 0); once k words of a block are taken,
// (625 - k, k). Not thread-safe.
//
// M. Matsumoto, T. Nishimura: Mersenne Twister: A 623-dimensionally equidistributed uniform
// pseudo-random number generator. ACM TOMACS 8 (1998).
#ifndef GRADLAB_TENSOR_RANDOM_MT19937_H_
#define GRADLAB_TENSOR_RANDOM_MT19937_H_

#include <cstddef>
#include <cstdint>

namespace gradlab {

class Mt19937 {
 public:
  static constexpr int kWords = 624;

  // Only the low 32 bits of the seed have an influence on the stream.
  explicit Mt19937(uint64_t seed);

  // All 64 bits of the seed.
  uint64_t seed() const { return seed_; }

  uint32_t operator()() {
    if (left_ == 1) next_block();
    --left_;
    return tempered_[next_++];
  }

  // Takes between 1 and `want` words, the next of the stream, and says in `got` how many; they stay
  // valid until the next call. want >= 1.
  const uint32_t* take(int64_t want, int64_t* got);

  // What a saved state consists of.
  int32_t left() const { return left_; }
  uint32_t next() const { return next_; }
  const uint32_t* words() const { return state_; }
  // Continues from a saved state. False, and unchanged, when no stream can be in it.
  bool restore(uint64_t seed, int32_t left, uint64_t next, const uint32_t words[kWords]);

 private:
  void next_block();
  void temper();

  uint64_t seed_;
  int32_t left_ = 1;
  uint32_t next_ = 0;
  uint32_t state_[kWords];
  uint32_t tempered_[kWords];  // of state_
};

}  // namespace gradlab

#endif  // GRADLAB_TENSOR_RANDOM_MT19937_H_
