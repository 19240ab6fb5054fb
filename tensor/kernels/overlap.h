// What two arrays have in common in memory, asked before one is written and the other read.
#ifndef GRADLAB_TENSOR_KERNELS_OVERLAP_H_
#define GRADLAB_TENSOR_KERNELS_OVERLAP_H_

#include "gradlab/tensor/array.h"

namespace gradlab::kernels {

// Throws when an element of `into` stands for several indices: "unsupported operation: more than
// one element of the written-to tensor refers to a single memory location. ..."
void check_writable(const Array& into);

enum class SharedMemory {
  kNone,
  kSameView,  // the same elements in the same order
  kSome,      // their ranges of addresses intersect
};
SharedMemory shared_memory(const Array& a, const Array& b);

// Throws when `into` and `input` are dense and share a part: "unsupported operation: some elements
// of the input tensor and the written-to tensor refer to a single memory location. ..." Views with
// gaps, such as two columns of a matrix, may interleave without sharing an element and are no
// error; with kSome, such an input has to be copied before `into` is written.
void check_overlap(const Array& into, const Array& input);

}  // namespace gradlab::kernels

#endif  // GRADLAB_TENSOR_KERNELS_OVERLAP_H_
