// Looking up bags of rows of a table.
#ifndef GRADLAB_AUTOGRAD_OPS_EMBEDDING_BAG_H_
#define GRADLAB_AUTOGRAD_OPS_EMBEDDING_BAG_H_

#include <cstdint>
#include <optional>
#include <tuple>

#include "gradlab/autograd/optional_tensor.h"
#include "gradlab/autograd/tensor.h"
#include "gradlab/tensor/location.h"

namespace gradlab {

// For a weight [n, d] and 1-dim int64 or int32 indices and offsets, [bags, d]: bag b stands for the
// rows that indices[offsets[b]] up to indices[offsets[b + 1] - 1] name, the last one for those up
// to the end; with include_last_offset one more offset closes it. `mode` 0 adds the rows, each
// multiplied by its element of per_sample_weights if there are any, 1 takes their mean and 2 the
// maximum of each column (the first of equal ones). Rows of padding_idx, which may count from the
// end, do not take part and get no gradient; an empty bag is 0. scale_grad_by_freq divides the
// gradient of a row by how often it was looked up.
//
// Returns the result; the bag of each index; how many rows each bag has, of a sum 0; and for mode 2
// the row of each maximum, else the third again. Throws for offsets that do not begin with 0 or
// that decrease, for indices and padding_idx out of range, and NotImplementedError if `sparse`.
std::tuple<Tensor, Tensor, Tensor, Tensor> embedding_bag(
    const Tensor& weight, const Tensor& indices, const Tensor& offsets,
    bool scale_grad_by_freq = false, int64_t mode = 0, bool sparse = false,
    OptionalTensorRef per_sample_weights = {}, bool include_last_offset = false,
    std::optional<int64_t> padding_idx = std::nullopt, Location at = Location::here());

}  // namespace gradlab

#endif  // GRADLAB_AUTOGRAD_OPS_EMBEDDING_BAG_H_
