#include "gradlab/tensor/random/generator.h"

#include <cmath>
#include <cstddef>
#include <cstring>
#include <numbers>
#include <random>

namespace gradlab {
namespace {

// The layout of a saved state, by offset: PyTorch writes the two C structs below as they lie in
// memory on a 64-bit little-endian machine.
struct LegacyState {
  uint64_t seed;
  int32_t left;
  int32_t seeded;
  uint64_t next;
  uint64_t words[Mt19937::kWords];  // 32 bits used
  double normal_x;
  double normal_y;
  double normal_rho;
  int32_t normal_is_valid;
};
struct SavedState {
  LegacyState legacy;
  float next_float_normal;
  bool next_float_normal_is_valid;
};
static_assert(sizeof(LegacyState) == 5048 && sizeof(SavedState) == 5056);
static_assert(offsetof(SavedState, next_float_normal) == 5048);
static_assert(offsetof(SavedState, next_float_normal_is_valid) == 5052);

uint64_t seed_from_system() {
  std::random_device device;
  const uint64_t high = device();
  // As many bits as a double holds exactly.
  return (high << 32 | device()) & ((uint64_t{1} << 53) - 1);
}

}  // namespace

void Generator::set_current_seed(uint64_t seed) const {
  GeneratorState& s = state();
  s.engine = Mt19937(seed);
  s.next_float_normal.reset();
  s.next_double_normal.reset();
}

const Generator& Generator::manual_seed(uint64_t seed) const {
  std::lock_guard<std::mutex> lock(mutex());
  set_current_seed(seed);
  return *this;
}

uint64_t Generator::seed() const {
  const uint64_t seed = seed_from_system();
  set_current_seed(seed);
  return seed;
}

Array Generator::get_state() const {
  const GeneratorState& s = state();
  SavedState saved;
  std::memset(static_cast<void*>(&saved), 0, sizeof(saved));  // also what lies between the fields
  saved.legacy.seed = s.engine.seed();
  saved.legacy.left = s.engine.left();
  saved.legacy.seeded = 1;
  saved.legacy.next = s.engine.next();
  for (int i = 0; i < Mt19937::kWords; ++i) saved.legacy.words[i] = s.engine.words()[i];
  saved.legacy.normal_y = s.next_double_normal.value_or(0);
  saved.legacy.normal_is_valid = s.next_double_normal.has_value();
  saved.next_float_normal = s.next_float_normal.value_or(0);
  saved.next_float_normal_is_valid = s.next_float_normal.has_value();
  const Array bytes = Array::empty(int64_t{sizeof(saved)}, kByte);
  std::memcpy(bytes.raw_data(), &saved, sizeof(saved));
  return bytes;
}

void Generator::set_state(const Array& bytes) const {
  GRADLAB_CHECK_TYPE(bytes.dtype() == kByte, "RNG state must be a torch.ByteTensor");
  GRADLAB_CHECK(bytes.is_contiguous(), "RNG state must be contiguous");
  const bool is_legacy = bytes.numel() == sizeof(LegacyState);
  GRADLAB_CHECK(is_legacy || bytes.numel() == sizeof(SavedState),
                "Expected either a CPUGeneratorImplStateLegacy of size ", sizeof(LegacyState),
                " or a CPUGeneratorImplState of size ", sizeof(SavedState),
                " but found the input RNG state size to be ", bytes.numel());
  const unsigned char* data = bytes.data<unsigned char>();
  LegacyState legacy;
  std::memcpy(&legacy, data, sizeof(legacy));
  uint32_t words[Mt19937::kWords];
  for (int i = 0; i < Mt19937::kWords; ++i) words[i] = static_cast<uint32_t>(legacy.words[i]);

  GeneratorState& s = state();
  GRADLAB_CHECK(
      legacy.seeded == 1 && s.engine.restore(legacy.seed, legacy.left, legacy.next, words),
      "Invalid mt19937 state");
  s.next_float_normal.reset();
  s.next_double_normal.reset();
  if (is_legacy) {
    // The first versions kept the two numbers that the waiting normal number is made of.
    if (legacy.normal_is_valid != 0) {
      s.next_double_normal = legacy.normal_rho * std::sin(2.0 * std::numbers::pi * legacy.normal_x);
    }
    return;
  }
  if (legacy.normal_is_valid != 0) s.next_double_normal = legacy.normal_y;
  if (data[offsetof(SavedState, next_float_normal_is_valid)] != 0) {
    float waiting = 0;
    std::memcpy(&waiting, data + offsetof(SavedState, next_float_normal), sizeof(waiting));
    s.next_float_normal = waiting;
  }
}

Generator Generator::clone() const {
  const GeneratorState& from = state();
  Generator copy(0);
  copy.state_->engine = from.engine;
  copy.state_->next_float_normal = from.next_float_normal;
  copy.state_->next_double_normal = from.next_double_normal;
  return copy;
}

const Generator& default_generator() {
  // Never destroyed, because threads may still draw while the program ends, and yet no memory that
  // a search for leaks would find.
  static union State {
    State() : value(seed_from_system()) {}
    ~State() {}
    GeneratorState value;
  } state;
  static union Handle {
    Handle() : value(Ref<GeneratorState>(&state.value)) {}
    ~Handle() {}
    const Generator value;
  } handle;
  return handle.value;
}

const Generator& manual_seed(uint64_t seed) { return default_generator().manual_seed(seed); }

Generator make_generator(uint64_t seed) { return Generator(seed); }

}  // namespace gradlab
