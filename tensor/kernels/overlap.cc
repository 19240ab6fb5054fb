#include "gradlab/tensor/kernels/overlap.h"

#include <cstdint>

#include "gradlab/tensor/error.h"

namespace gradlab::kernels {
namespace {

struct Range {
  const char* begin;
  const char* end;
};

// The bytes from the first to the last element.
Range memory_of(const Array& a) {
  const char* begin = static_cast<const char*>(a.raw_data());
  int64_t last = 0;
  for (size_t i = 0; i < a.sizes().size(); ++i) last += (a.sizes()[i] - 1) * a.strides()[i];
  return {begin, begin + (last + 1) * a.itemsize()};
}

bool same_view(const Array& a, const Array& b) {
  return a.raw_data() == b.raw_data() && a.dtype() == b.dtype() && a.sizes() == b.sizes() &&
         a.strides() == b.strides();
}

}  // namespace

void check_writable(const Array& into) {
  GRADLAB_CHECK(!into.has_internal_overlap(),
                "unsupported operation: more than one element of the written-to tensor refers to a "
                "single memory location. Please clone() the tensor before performing the "
                "operation.");
}

SharedMemory shared_memory(const Array& a, const Array& b) {
  if (a.numel() == 0 || b.numel() == 0) return SharedMemory::kNone;
  if (same_view(a, b)) return SharedMemory::kSameView;
  const Range x = memory_of(a), y = memory_of(b);
  const bool apart = x.end <= y.begin || y.end <= x.begin;
  return apart ? SharedMemory::kNone : SharedMemory::kSome;
}

void check_overlap(const Array& into, const Array& input) {
  GRADLAB_CHECK(
      !into.is_non_overlapping_and_dense() || !input.is_non_overlapping_and_dense() ||
          shared_memory(into, input) != SharedMemory::kSome,
      "unsupported operation: some elements of the input tensor and the written-to tensor refer to "
      "a single memory location. Please clone() the tensor before performing the operation.");
}

}  // namespace gradlab::kernels
