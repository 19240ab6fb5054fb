#include <cstring>

#include "gradlab/tensor/kernels/reduce.h"
#include "gradlab/tensor/kernels/reduce_plan.h"
#include "gradlab/tensor/kernels/reduced.h"
#include "gradlab/tensor/kernels/simd/vec.h"

namespace gradlab::kernels {
namespace {

// Whether (p[i] != 0) == kWanted for at least one i < kVecs * kLanes.
template <bool kWanted, class T, int kVecs>
bool block_contains(const T* p) {
  using L = Lane<T>;
  const Register<L> zero = {};
  uint64_t any = 0;
  for (int i = 0; i < kVecs; ++i) {
    Vec<L> x;
    load(x, p + i * kLanesOf<L>);
    for (const Register<L>& r : x.part) {
      const auto found = kWanted ? r != zero : r == zero;
      uint64_t words[kRegisterBytes / 8];
      std::memcpy(words, &found, kRegisterBytes);
      for (uint64_t w : words) any |= w;
    }
  }
  return any != 0;
}

// The same for n elements that are `stride` apart.
template <bool kWanted, class T>
bool contains(const T* p, int64_t n, int64_t stride) {
  int64_t i = 0;
  if (stride == 1) {
    constexpr int kVecs = 4;
    constexpr int64_t kBlock = kVecs * kLanesOf<T>;
    for (; i + kBlock <= n; i += kBlock) {
      if (block_contains<kWanted, T, kVecs>(p + i)) return true;
    }
  }
  for (; i < n; ++i) {
    if ((p[i * stride] != T{0}) == kWanted) return true;
  }
  return false;
}

// any looks for an element that is not zero, all for one that is.
template <bool kWanted>
Array search(const char* name, const Array& a, IntArrayRef dims, bool keepdim) {
  if (is_reduced(a)) return search<kWanted>(name, widened(a), dims, keepdim);
  const ReducePlan plan(a, dims, keepdim);
  Array out = plan.make_result(a.dtype() == kByte ? kByte : kBool);
  if (plan.kept.numel == 0) return out;
  uint8_t* result = static_cast<uint8_t*>(out.raw_data());
  const LoopNest& reduced = plan.reduced;
  dispatch_all(a.dtype(), name, [&]<class T>() {
    const T* in = a.data<T>();
    Odometer kept(plan.kept);
    do {
      bool found = false;
      if (reduced.numel > 0) {
        Odometer runs(reduced, 1);
        do {
          found = contains<kWanted>(in + kept.in() + runs.in(), reduced.inner_size(),
                                    reduced.inner_stride());
        } while (!found && runs.next());
      }
      result[kept.out()] = found == kWanted;
    } while (kept.next());
  });
  return out;
}

}  // namespace

Array any(const Array& a, IntArrayRef dims, bool keepdim) {
  return search<true>("any", a, dims, keepdim);
}
Array all(const Array& a, IntArrayRef dims, bool keepdim) {
  return search<false>("all", a, dims, keepdim);
}

}  // namespace gradlab::kernels
