// Shapes: views, which share the storage of their input, and joining and repeating, which copy.
//
// Dimensions may be negative, counting from the last. Views throw PyTorch's texts for bad sizes and
// dimensions (tensor/array.h).
#ifndef GRADLAB_AUTOGRAD_OPS_SHAPE_H_
#define GRADLAB_AUTOGRAD_OPS_SHAPE_H_

#include <optional>
#include <vector>

#include "gradlab/autograd/tensor.h"
#include "gradlab/tensor/location.h"

namespace gradlab {

// One size may be -1. Throws when the strides do not allow a view.
Tensor view(const Tensor& t, IntArrayRef sizes, Location at = Location::here());
// A view where possible, else a copy.
Tensor reshape(const Tensor& t, IntArrayRef sizes, Location at = Location::here());
// Dimensions start_dim..end_dim as one.
Tensor flatten(const Tensor& t, int64_t start_dim = 0, int64_t end_dim = -1,
               Location at = Location::here());
// Dimension `dim` as several of these sizes.
Tensor unflatten(const Tensor& t, int64_t dim, IntArrayRef sizes, Location at = Location::here());
Tensor transpose(const Tensor& t, int64_t dim0, int64_t dim1, Location at = Location::here());
// The transpose of a matrix; vectors and scalars as they are.
Tensor t(const Tensor& t, Location at = Location::here());
Tensor permute(const Tensor& t, IntArrayRef dims, Location at = Location::here());
// Dimension source[i] goes to place destination[i], the others keep their order.
Tensor movedim(const Tensor& t, IntArrayRef source, IntArrayRef destination,
               Location at = Location::here());
Tensor squeeze(const Tensor& t, Location at = Location::here());
Tensor squeeze(const Tensor& t, int64_t dim, Location at = Location::here());
Tensor unsqueeze(const Tensor& t, int64_t dim, Location at = Location::here());
// Repeats dimensions of size 1 without a copy; -1 keeps a size.
Tensor expand(const Tensor& t, IntArrayRef sizes, Location at = Location::here());
Tensor broadcast_to(const Tensor& t, IntArrayRef sizes, Location at = Location::here());
Tensor select(const Tensor& t, int64_t dim, int64_t index, Location at = Location::here());
Tensor slice(const Tensor& t, int64_t dim = 0, std::optional<int64_t> start = std::nullopt,
             std::optional<int64_t> end = std::nullopt, int64_t step = 1,
             Location at = Location::here());
Tensor narrow(const Tensor& t, int64_t dim, int64_t start, int64_t length,
              Location at = Location::here());
Tensor diagonal(const Tensor& t, int64_t offset = 0, int64_t dim1 = 0, int64_t dim2 = 1,
                Location at = Location::here());
// Windows of `size` elements every `step`, as a new last dimension.
Tensor unfold(const Tensor& t, int64_t dim, int64_t size, int64_t step,
              Location at = Location::here());
// The same values and shape, as a tensor of its own.
Tensor alias(const Tensor& t, Location at = Location::here());

// Views of consecutive parts along `dim`. They may not be modified in place while recording.
std::vector<Tensor> split(const Tensor& t, int64_t split_size, int64_t dim = 0,
                          Location at = Location::here());
std::vector<Tensor> split_with_sizes(const Tensor& t, IntArrayRef sizes, int64_t dim = 0,
                                     Location at = Location::here());
std::vector<Tensor> chunk(const Tensor& t, int64_t chunks, int64_t dim = 0,
                          Location at = Location::here());
std::vector<Tensor> unbind(const Tensor& t, int64_t dim = 0, Location at = Location::here());

// The tensors one after another along `dim`.
Tensor cat(TensorList tensors, int64_t dim = 0, Location at = Location::here());
// The tensors along a new dimension.
Tensor stack(TensorList tensors, int64_t dim = 0, Location at = Location::here());
// repeats[i] copies along dimension i.
Tensor repeat(const Tensor& t, IntArrayRef repeats, Location at = Location::here());
Tensor flip(const Tensor& t, IntArrayRef dims, Location at = Location::here());

}  // namespace gradlab

#endif  // GRADLAB_AUTOGRAD_OPS_SHAPE_H_
