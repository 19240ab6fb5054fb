// Sums and maxima over bags of rows of a table.
#ifndef GRADLAB_TENSOR_KERNELS_BAGS_H_
#define GRADLAB_TENSOR_KERNELS_BAGS_H_

#include "gradlab/tensor/array.h"
#include "gradlab/tensor/kernels/values_indices.h"

namespace gradlab::kernels {

// Bag b holds the rows with the numbers rows[bounds[b]], ..., rows[bounds[b + 1] - 1], without
// those that are -1. Both are contiguous int64; the numbers are less than the table's rows.
struct Bags {
  Array rows;
  Array bounds;

  int64_t count() const { return bounds.numel() - 1; }
};

// table [n, d] -> [bags, d]: the sum of the rows of each bag in their order, each first multiplied
// by its element of `factors`, which is of the table's dtype, if there are any.
Array sum_bags(const Array& table, const Bags& bags, const Array* factors = nullptr);
// The largest element of each column, and its row; the first of equal ones. An empty bag has zeros.
// NaN counts only as the first one of a bag.
ValuesIndices max_bags(const Array& table, const Bags& bags);

}  // namespace gradlab::kernels

#endif  // GRADLAB_TENSOR_KERNELS_BAGS_H_
