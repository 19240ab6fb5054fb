// What the operations on matrices share: checks in PyTorch's words. For ops/linalg_*.cc only.
#ifndef GRADLAB_AUTOGRAD_OPS_LINALG_COMMON_H_
#define GRADLAB_AUTOGRAD_OPS_LINALG_COMMON_H_

#include <string>
#include <vector>

#include "gradlab/autograd/ops/linalg.h"
#include "gradlab/autograd/tensor.h"
#include "gradlab/tensor/error.h"

namespace gradlab::linalg {

inline void check_matrix(const char* name, const Tensor& t, const char* argument = "A") {
  GRADLAB_CHECK(t.dim() >= 2, name, ": The input tensor ", argument,
                " must have at least 2 dimensions.");
}

// `prefix` is "linalg.inv: ", or empty.
inline void check_square_sizes(const std::string& prefix, const Tensor& t) {
  GRADLAB_CHECK(t.size(-2) == t.size(-1), prefix,
                "A must be batches of square matrices, but they are ", t.size(-2), " by ",
                t.size(-1), " matrices");
}

inline void check_square(const char* name, const Tensor& t) {
  check_matrix(name, t);
  check_square_sizes(std::string(name) + ": ", t);
}

inline void check_floating(const char* name, const Tensor& t) {
  GRADLAB_CHECK(t.is_floating_point(), name,
                ": Expected a floating point or complex tensor as input. Got ", t.scalar_type());
}

// For a x = b, or x a = b unless `left`.
inline void check_compatible(const char* name, const Tensor& a, const Tensor& b, bool left) {
  GRADLAB_CHECK(a.size(-1) == b.size(left ? -2 : -1), name,
                ": Incompatible shapes of A and B for the equation ", left ? "AX = B" : "XA = B",
                " (", a.size(-2), "x", a.size(-1), " and ", b.size(-2), "x", b.size(-1), ")");
}

// Throws describe(info of a matrix) for the first matrix of which it is not 0.
template <class Describe>
void check_info(const char* name, const Array& info, Describe&& describe) {
  const int* p = info.data<int>();
  for (int64_t i = 0; i < info.numel(); ++i) {
    if (p[i] == 0) continue;
    const std::string element = info.dim() == 0 ? std::string() : str("(Batch element ", i, "): ");
    GRADLAB_THROW(LinAlgError, name, ": ", element, describe(p[i]));
  }
}

// Sizes of the batch, before the last two dimensions.
inline IntArrayRef batch_of(const Tensor& t) {
  return t.sizes().slice(0, static_cast<size_t>(t.dim() - 2));
}

// t with this batch, to which its own broadcasts.
inline Tensor with_batch(const Tensor& t, const std::vector<int64_t>& batch) {
  std::vector<int64_t> sizes = batch;
  sizes.insert(sizes.end(), {t.size(-2), t.size(-1)});
  return t.sizes() == sizes ? t : t.expand(sizes);
}

}  // namespace gradlab::linalg

#endif  // GRADLAB_AUTOGRAD_OPS_LINALG_COMMON_H_
