// Shapes: views, which share the storage of their input, and joining and repeating, which copy.
//
// Dimensions may be negative, counting from the last. Views throw PyTorch's texts for bad sizes and
// dimensions (tensor/array.h).
#ifndef GRADLAB_AUTOGRAD_OPS_SHAPE_H_
#define GRADLAB_AUTOGRAD_OPS_SHAPE_H_

#include <optional>
#include <string_view>
#include <vector>

#include "gradlab/autograd/tensor.h"
#include "gradlab/tensor/location.h"

namespace gradlab {

// One size may be -1. Throws when the strides do not allow a view.
Tensor view(const Tensor& t, IntArrayRef sizes, Location at = Location::here());
// The same bytes as elements of another dtype, without history. The last dimension grows or
// shrinks. Throws unless it is without gaps and everything is divisible by the ratio of the element
// sizes.
Tensor view_dtype(const Tensor& t, ScalarType dtype, Location at = Location::here());
// A view with these strides, which the caller vouches for.
Tensor _reshape_alias(const Tensor& t, IntArrayRef sizes, IntArrayRef strides,
                      Location at = Location::here());
// All dimensions as one: a view where possible, else of a copy.
Tensor ravel(const Tensor& t, Location at = Location::here());
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
Tensor movedim(const Tensor& t, int64_t source, int64_t destination,
               Location at = Location::here());
Tensor moveaxis(const Tensor& t, IntArrayRef source, IntArrayRef destination,
                Location at = Location::here());
Tensor moveaxis(const Tensor& t, int64_t source, int64_t destination,
                Location at = Location::here());
// Other names of transpose.
Tensor swapaxes(const Tensor& t, int64_t axis0, int64_t axis1, Location at = Location::here());
Tensor swapdims(const Tensor& t, int64_t dim0, int64_t dim1, Location at = Location::here());
// The last two dimensions exchanged: the transposes of matrices; a scalar as it is.
Tensor adjoint(const Tensor& t, Location at = Location::here());
// The same; `name` begins the message for a vector.
Tensor matrix_transpose(const Tensor& t, const char* name, Location at = Location::here());
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
Tensor narrow(const Tensor& t, int64_t dim, const Tensor& start, int64_t length,
              Location at = Location::here());
Tensor narrow_copy(const Tensor& t, int64_t dim, int64_t start, int64_t length,
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
std::vector<Tensor> split(const Tensor& t, IntArrayRef sizes, int64_t dim = 0,
                          Location at = Location::here());
std::vector<Tensor> chunk(const Tensor& t, int64_t chunks, int64_t dim = 0,
                          Location at = Location::here());
std::vector<Tensor> unbind(const Tensor& t, int64_t dim = 0, Location at = Location::here());
// The same as tensors that do not know that they share memory: a write to one is not noticed.
std::vector<Tensor> unsafe_split(const Tensor& t, int64_t split_size, int64_t dim = 0,
                                 Location at = Location::here());
std::vector<Tensor> unsafe_split_with_sizes(const Tensor& t, IntArrayRef sizes, int64_t dim = 0,
                                            Location at = Location::here());
std::vector<Tensor> unsafe_chunk(const Tensor& t, int64_t chunks, int64_t dim = 0,
                                 Location at = Location::here());
// Slices: that many, the first ones larger by one if need be, or cut before each of `indices`,
// which may be negative; a tensor stands for either.
std::vector<Tensor> tensor_split(const Tensor& t, int64_t sections, int64_t dim = 0,
                                 Location at = Location::here());
std::vector<Tensor> tensor_split(const Tensor& t, IntArrayRef indices, int64_t dim = 0,
                                 Location at = Location::here());
std::vector<Tensor> tensor_split(const Tensor& t, const Tensor& indices_or_sections,
                                 int64_t dim = 0, Location at = Location::here());
// The same along dimension 1 (0 for vectors), 0 and 2, into equal parts.
std::vector<Tensor> hsplit(const Tensor& t, int64_t sections, Location at = Location::here());
std::vector<Tensor> hsplit(const Tensor& t, IntArrayRef indices, Location at = Location::here());
std::vector<Tensor> vsplit(const Tensor& t, int64_t sections, Location at = Location::here());
std::vector<Tensor> vsplit(const Tensor& t, IntArrayRef indices, Location at = Location::here());
std::vector<Tensor> dsplit(const Tensor& t, int64_t sections, Location at = Location::here());
std::vector<Tensor> dsplit(const Tensor& t, IntArrayRef indices, Location at = Location::here());

// The tensors one after another along `dim` (join.cc).
Tensor cat(TensorList tensors, int64_t dim = 0, Location at = Location::here());
// The tensors along a new dimension.
Tensor stack(TensorList tensors, int64_t dim = 0, Location at = Location::here());
// With dimensions of size 1 added until there are 1, 2 or 3 (in front; for 3, at the end first).
Tensor atleast_1d(const Tensor& t, Location at = Location::here());
Tensor atleast_2d(const Tensor& t, Location at = Location::here());
Tensor atleast_3d(const Tensor& t, Location at = Location::here());
std::vector<Tensor> atleast_1d(TensorList tensors, Location at = Location::here());
std::vector<Tensor> atleast_2d(TensorList tensors, Location at = Location::here());
std::vector<Tensor> atleast_3d(TensorList tensors, Location at = Location::here());
// cat along dimension 1 (0 for vectors), 0 and 2 of tensors with so many dimensions.
Tensor hstack(TensorList tensors, Location at = Location::here());
Tensor vstack(TensorList tensors, Location at = Location::here());
Tensor row_stack(TensorList tensors, Location at = Location::here());
Tensor dstack(TensorList tensors, Location at = Location::here());
// Vectors as columns, matrices as they are, side by side.
Tensor column_stack(TensorList tensors, Location at = Location::here());
// Matrices (vectors as rows) along the diagonal of zeros.
Tensor block_diag(TensorList tensors, Location at = Location::here());
// Views of one shape.
std::vector<Tensor> broadcast_tensors(TensorList tensors, Location at = Location::here());
// For vectors of n0, n1, .. elements, each as a view [n0, n1, ..] that runs along its dimension;
// "xy" exchanges the first two dimensions.
std::vector<Tensor> meshgrid(TensorList tensors, std::string_view indexing,
                             Location at = Location::here());
// The same with "ij"; warns, once, that it should be said.
std::vector<Tensor> meshgrid(TensorList tensors, Location at = Location::here());
// All tuples of one element of each vector: [n0 * n1 * .., count].
Tensor cartesian_prod(TensorList tensors, Location at = Location::here());
// All choices of r elements of a vector, in their order: [count, r].
Tensor combinations(const Tensor& t, int64_t r = 2, bool with_replacement = false,
                    Location at = Location::here());

// repeats[i] copies along dimension i (rearrange.cc).
Tensor repeat(const Tensor& t, IntArrayRef repeats, Location at = Location::here());
// The same with ones added in front of too short a list.
Tensor tile(const Tensor& t, IntArrayRef dims, Location at = Location::here());
// Each slice along `dim` repeats[i] times in a row; without `dim`, t seen as 1-dim. One count, as a
// number or a tensor of one element, stands for all.
Tensor repeat_interleave(const Tensor& t, const Tensor& repeats,
                         std::optional<int64_t> dim = std::nullopt,
                         std::optional<int64_t> output_size = std::nullopt,
                         Location at = Location::here());
Tensor repeat_interleave(const Tensor& t, int64_t repeats,
                         std::optional<int64_t> dim = std::nullopt,
                         std::optional<int64_t> output_size = std::nullopt,
                         Location at = Location::here());
// The positions that this takes: {1, 2} -> {0, 1, 1}.
Tensor repeat_interleave(const Tensor& repeats, std::optional<int64_t> output_size = std::nullopt,
                         Location at = Location::here());
Tensor flip(const Tensor& t, IntArrayRef dims, Location at = Location::here());
Tensor fliplr(const Tensor& t, Location at = Location::here());
Tensor flipud(const Tensor& t, Location at = Location::here());
// Elements shifted along dimensions, around the end to the front; without dims, t seen as 1-dim.
Tensor roll(const Tensor& t, IntArrayRef shifts, IntArrayRef dims = {},
            Location at = Location::here());
// k quarter turns in the plane of two dimensions, from the first towards the second.
Tensor rot90(const Tensor& t, int64_t k = 1, IntArrayRef dims = {0, 1},
             Location at = Location::here());

// t with the part that select, slice, diagonal or as_strided shows replaced by `src`, as a copy
// (part_scatter.cc).
Tensor select_scatter(const Tensor& t, const Tensor& src, int64_t dim, int64_t index,
                      Location at = Location::here());
Tensor slice_scatter(const Tensor& t, const Tensor& src, int64_t dim = 0,
                     std::optional<int64_t> start = std::nullopt,
                     std::optional<int64_t> end = std::nullopt, int64_t step = 1,
                     Location at = Location::here());
Tensor diagonal_scatter(const Tensor& t, const Tensor& src, int64_t offset = 0, int64_t dim1 = 0,
                        int64_t dim2 = 1, Location at = Location::here());
Tensor as_strided_scatter(const Tensor& t, const Tensor& src, IntArrayRef sizes,
                          IntArrayRef strides, std::optional<int64_t> storage_offset = std::nullopt,
                          Location at = Location::here());

}  // namespace gradlab

#endif  // GRADLAB_AUTOGRAD_OPS_SHAPE_H_
