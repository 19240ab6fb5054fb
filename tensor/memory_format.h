// MemoryFormat: how the elements of a new result are laid out.
//
// It is an argument of operations, never a property of an array: whether an array has one of these
// layouts is a question to its strides.
#ifndef GRADLAB_TENSOR_MEMORY_FORMAT_H_
#define GRADLAB_TENSOR_MEMORY_FORMAT_H_

#include <cstdint>
#include <ostream>
#include <vector>

#include "gradlab/tensor/array_ref.h"

namespace gradlab {

// Contiguous is row-major. Preserve keeps the strides of a dense input, else is row-major.
// ChannelsLast (4 dimensions) and ChannelsLast3d (5) store dimension 1 as the innermost.
enum class MemoryFormat : int8_t { Contiguous, Preserve, ChannelsLast, ChannelsLast3d };

// Its name: "ChannelsLast".
std::ostream& operator<<(std::ostream& os, MemoryFormat format);

// The strides of an array of these sizes without gaps. Throws "required rank 4 tensor to use
// channels_last format", and for Preserve, which names no strides.
std::vector<int64_t> format_strides(IntArrayRef sizes, MemoryFormat format);
// Whether the strides are those of `format`, one of the two channels-last formats; dimensions of
// size 1 may have any stride. False for another number of dimensions.
bool is_channels_last(IntArrayRef sizes, IntArrayRef strides, MemoryFormat format);
// The channels-last format whose order of dimensions the strides have, gaps or not, else
// Contiguous. Where sizes of 1 leave it open, the strides of those decide.
MemoryFormat suggest_memory_format(IntArrayRef sizes, IntArrayRef strides);

}  // namespace gradlab

#endif  // GRADLAB_TENSOR_MEMORY_FORMAT_H_
