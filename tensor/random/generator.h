// Generator: a source of random numbers, with PyTorch's streams and saved states.
//
// A Generator is a handle: copies share one stream. A default-constructed one is undefined, and
// drawing from it throws. Its methods do not lock, except manual_seed(); who shares a generator
// between threads holds mutex() around them. The fills of distributions.h lock it themselves.
#ifndef GRADLAB_TENSOR_RANDOM_GENERATOR_H_
#define GRADLAB_TENSOR_RANDOM_GENERATOR_H_

#include <cstdint>
#include <optional>
#include <utility>

#include "gradlab/tensor/array.h"
#include "gradlab/tensor/mutex.h"
#include "gradlab/tensor/random/mt19937.h"
#include "gradlab/tensor/ref.h"

namespace gradlab {

// The seed of a generator that nobody seeded.
inline constexpr uint64_t kDefaultGeneratorSeed = 67280421310721;

// What the handles of one generator share.
struct GeneratorState {
  explicit GeneratorState(uint64_t seed) : engine(seed) {}

  uint32_t random() { return engine(); }
  // The first word is the high half.
  uint64_t random64() {
    const uint64_t high = engine();
    return high << 32 | engine();
  }

  void retain() { refs.increment(); }
  void release() {
    if (refs.decrement_is_last()) delete this;
  }

  std::mutex mutex;
  Mt19937 engine;
  // Normal numbers come in pairs; the second one waits here.
  std::optional<float> next_float_normal;
  std::optional<double> next_double_normal;

 private:
  RefCount refs;
};

class Generator {
 public:
  Generator() = default;
  explicit Generator(uint64_t seed)
      : state_(Ref<GeneratorState>::adopt(new GeneratorState(seed))) {}
  explicit Generator(Ref<GeneratorState> state) : state_(std::move(state)) {}

  bool defined() const { return static_cast<bool>(state_); }

  // Starts the stream of a seed and forgets the waiting normal numbers. Seeds that are equal modulo
  // 2^32 have the same stream; a negative seed is passed as its two's complement.
  void set_current_seed(uint64_t seed) const;
  // The same under the lock; returns this handle.
  const Generator& manual_seed(uint64_t seed) const;
  // Seeds from the operating system, with 53 bits; returns the seed.
  uint64_t seed() const;
  // The seed that the stream started from.
  uint64_t current_seed() const { return state().engine.seed(); }
  uint64_t initial_seed() const { return current_seed(); }

  // The next word of the stream, or two of them.
  uint32_t random() const { return state().random(); }
  uint64_t random64() const { return state().random64(); }

  std::optional<float> next_float_normal_sample() const { return state().next_float_normal; }
  std::optional<double> next_double_normal_sample() const { return state().next_double_normal; }
  void set_next_float_normal_sample(std::optional<float> v) const { state().next_float_normal = v; }
  void set_next_double_normal_sample(std::optional<double> v) const {
    state().next_double_normal = v;
  }

  // The whole state as 5056 bytes (kByte) in PyTorch's layout, which set_state() takes, also from
  // PyTorch; so does the 5048-byte layout of its first versions. Throws PyTorch's texts for
  // anything else.
  Array get_state() const;
  void set_state(const Array& bytes) const;
  // A second generator in the same state.
  Generator clone() const;

  std::mutex& mutex() const { return state().mutex; }
  // Throws when undefined.
  GeneratorState& state() const {
    GRADLAB_CHECK(defined(), "Generator with undefined implementation is not allowed");
    return *state_;
  }

  friend bool operator==(const Generator& a, const Generator& b) { return a.state_ == b.state_; }

 private:
  Ref<GeneratorState> state_;
};

// The generator of every operation that is given none; seeded from the operating system at its
// first use.
const Generator& default_generator();
// Seeds the default generator, under its lock.
const Generator& manual_seed(uint64_t seed);
Generator make_generator(uint64_t seed = kDefaultGeneratorSeed);

}  // namespace gradlab

#endif  // GRADLAB_TENSOR_RANDOM_GENERATOR_H_
