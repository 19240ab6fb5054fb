// Products over chosen dimensions, and chains of products.
#include <algorithm>
#include <limits>
#include <numeric>
#include <utility>
#include <vector>

#include "gradlab/autograd/graph/tape.h"
#include "gradlab/autograd/ops/copy.h"
#include "gradlab/autograd/ops/matmul.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/autograd/ops/reduce.h"
#include "gradlab/autograd/ops/shape.h"
#include "gradlab/autograd/ops/view_op.h"
#include "gradlab/tensor/error.h"
#include "gradlab/tensor/kernels/binary.h"
#include "gradlab/tensor/kernels/copy.h"
#include "gradlab/tensor/kernels/matmul.h"
#include "gradlab/tensor/warn.h"

namespace gradlab {
namespace {

// The cross product along dimension `dim` of size 3.
Array cross_array(const Array& a, const Array& b, int64_t dim) {
  Array out = Array::empty(broadcast_sizes(a.sizes(), b.sizes()), a.dtype());
  for (int64_t i = 0; i < 3; ++i) {
    const int64_t j = (i + 1) % 3, k = (i + 2) % 3;
    kernels::copy_into(out.select(dim, i),
                       kernels::sub(kernels::mul(a.select(dim, j), b.select(dim, k)),
                                    kernels::mul(a.select(dim, k), b.select(dim, j))));
  }
  return out;
}

// The dimensions that `chosen` does not name.
std::vector<int64_t> others(int64_t dim, const std::vector<int64_t>& chosen) {
  std::vector<int64_t> rest;
  for (int64_t d = 0; d < dim; ++d) {
    if (std::find(chosen.begin(), chosen.end(), d) == chosen.end()) rest.push_back(d);
  }
  return rest;
}

int64_t product_of_sizes(const Tensor& t, const std::vector<int64_t>& dims) {
  std::vector<int64_t> sizes;
  for (int64_t d : dims) sizes.push_back(t.size(d));
  return checked_numel(sizes);
}

std::vector<int64_t> concatenated(std::vector<int64_t> a, const std::vector<int64_t>& b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}

std::vector<int64_t> wrapped_dims(const Tensor& t, IntArrayRef dims) {
  std::vector<int64_t> wrapped;
  for (int64_t d : dims) {
    wrapped.push_back(t.array().wrap_dim(d));
    GRADLAB_CHECK(std::count(wrapped.begin(), wrapped.end(), wrapped.back()) == 1, "dim ",
                  wrapped.back(), " appears multiple times in the list of dims");
  }
  return wrapped;
}

void check_chain(TensorList matrices) {
  const size_t n = matrices.size();
  auto end_dim = [&](const char* which, const Tensor& t) {
    GRADLAB_CHECK(t.dim() == 1 || t.dim() == 2, "multi_dot(): the ", which,
                  " tensor must be 1D or 2D but got ", t.dim(), "D");
  };
  GRADLAB_CHECK(n >= 2, "multi_dot(): expected at least 2 tensors but got ", n);
  end_dim("first", matrices[0]);
  end_dim("last", matrices[n - 1]);
  for (size_t i = 0; i < n; ++i) {
    GRADLAB_CHECK(i == 0 || i == n - 1 || matrices[i].dim() == 2, "multi_dot(): tensor ", i,
                  " must be 2D but got ", matrices[i].dim(), "D");
    GRADLAB_CHECK(matrices[i].dtype() == matrices[0].dtype(),
                  "multi_dot(): all tensors must have be the same dtype but tensor 0 is ",
                  matrices[0].dtype(), " and tensor ", i, " ", matrices[i].dtype());
    GRADLAB_CHECK(i == 0 || matrices[i - 1].size(-1) == matrices[i].size(0),
                  "multi_dot(): tensors ", i - 1, " and ", i, " with shapes ",
                  matrices[i - 1].sizes(), " and ", matrices[i].sizes(), " cannot be multiplied");
  }
}

// Where the chain of matrices i..j is best split, as table[i][j] (Cormen et al., Introduction to
// Algorithms, 15.2): cost(i, j) = min over k of cost(i, k) + cost(k + 1, j) + the last product.
std::vector<std::vector<size_t>> best_splits(const std::vector<Tensor>& matrices) {
  const size_t n = matrices.size();
  std::vector<std::vector<double>> cost(n, std::vector<double>(n, 0));
  std::vector<std::vector<size_t>> split(n, std::vector<size_t>(n, 0));
  for (size_t length = 1; length < n; ++length) {
    for (size_t i = 0; i + length < n; ++i) {
      const size_t j = i + length;
      cost[i][j] = std::numeric_limits<double>::infinity();
      for (size_t k = i; k < j; ++k) {
        const double last = static_cast<double>(matrices[i].size(0)) *
                            static_cast<double>(matrices[k].size(1)) *
                            static_cast<double>(matrices[j].size(1));
        const double total = cost[i][k] + cost[k + 1][j] + last;
        if (total < cost[i][j]) {
          cost[i][j] = total;
          split[i][j] = k;
        }
      }
    }
  }
  return split;
}

Tensor multiply_chain(const std::vector<Tensor>& matrices,
                      const std::vector<std::vector<size_t>>& split, size_t i, size_t j) {
  if (i == j) return matrices[i];
  return mm(multiply_chain(matrices, split, i, split[i][j]),
            multiply_chain(matrices, split, split[i][j] + 1, j));
}

}  // namespace

Tensor linalg::cross(const Tensor& a, const Tensor& b, int64_t dim, Location at) {
  LocationScope scope(at);
  GRADLAB_CHECK(a.dim() == b.dim(),
                "linalg.cross: inputs must have the same number of dimensions.");
  GRADLAB_CHECK_INDEX(a.dim() > 0, "Dimension specified as ", dim, " but tensor has no dimensions");
  const int64_t d = a.array().wrap_dim(dim);
  GRADLAB_CHECK(a.size(d) == 3 && b.size(d) == 3, "linalg.cross: inputs dimension ", dim,
                " must have length 3. Got ", a.size(d), " and ", b.size(d));
  GRADLAB_CHECK_KIND(NotImplementedError, a.dtype() != kBool,
                     "\"cross\" not implemented for 'Bool'");
  GRADLAB_CHECK(a.dtype() == b.scalar_type(), "expected scalar type ", a.scalar_type(),
                " but found ", b.scalar_type());
  Tensor out(cross_array(a.array(), b.array(), d));
  if (Tape tape(a, b); tape) {
    tape.record("LinalgCrossBackward0", out,
                [d, a = tape.save_if(tape.needs(1), a), b = tape.save_if(tape.needs(0), b)](
                    const Tensor& g, Backward& bw) {
                  if (bw.needs(0)) bw.grad(0) = linalg::cross(bw.saved(b).expand_as(g), g, d);
                  if (bw.needs(1)) bw.grad(1) = linalg::cross(g, bw.saved(a).expand_as(g), d);
                });
  }
  return out;
}

Tensor cross(const Tensor& a, const Tensor& b, std::optional<int64_t> dim, Location at) {
  LocationScope scope(at);
  if (!dim) {
    for (int64_t d = 0; d < a.dim() && !dim; ++d) {
      if (a.size(d) == 3) dim = d;
    }
    GRADLAB_CHECK(dim, "no dimension of size 3 in input");
  }
  return linalg::cross(a, b, *dim);
}

Tensor tensordot(const Tensor& a, const Tensor& b, IntArrayRef dims_a, IntArrayRef dims_b,
                 Location at) {
  LocationScope scope(at);
  GRADLAB_CHECK(dims_a.size() == dims_b.size(), "both dimension lists should have same length");
  Tensor left = a, right = b;
  for (size_t i = 0; i < dims_a.size(); ++i) {
    const int64_t n = a.size(dims_a[i]), m = b.size(dims_b[i]);
    if (m == 1) {
      left = sum(left, {dims_a[i]}, true);
    } else if (n == 1) {
      right = sum(right, {dims_b[i]}, true);
    } else {
      GRADLAB_CHECK(n == m, "contracted dimensions need to match, but first has size ", n,
                    " in dim ", dims_a[i], " and second has size ", m, " in dim ", dims_b[i]);
    }
  }
  const std::vector<int64_t> from_a = wrapped_dims(a, dims_a), from_b = wrapped_dims(b, dims_b);
  const std::vector<int64_t> rest_a = others(a.dim(), from_a), rest_b = others(b.dim(), from_b);
  std::vector<int64_t> sizes;
  for (int64_t d : rest_a) sizes.push_back(a.size(d));
  for (int64_t d : rest_b) sizes.push_back(b.size(d));
  const int64_t common = product_of_sizes(left, from_a);
  return mm(left.permute(concatenated(rest_a, from_a))
                .reshape({product_of_sizes(left, rest_a), common}),
            right.permute(concatenated(from_b, rest_b))
                .reshape({common, product_of_sizes(right, rest_b)}))
      .reshape(sizes);
}

Tensor tensordot_inner(const Tensor& a, const Tensor& b, int64_t dims) {
  GRADLAB_CHECK(dims >= 0, "tensordot expects dims >= 0, but got dims=", dims);
  // a.dim() + 1 already names one dimension too many, without a long list.
  dims = std::min(dims, std::max(a.dim(), b.dim()) + 1);
  std::vector<int64_t> last(dims), first(dims);
  std::iota(last.begin(), last.end(), -dims);
  std::iota(first.begin(), first.end(), 0);
  return tensordot(a, b, last, first);
}

Tensor inner(const Tensor& a, const Tensor& b, Location at) {
  LocationScope scope(at);
  if (a.dim() == 0 || b.dim() == 0) return a * b;
  GRADLAB_CHECK(a.size(-1) == b.size(-1),
                "inner() the last dimension must match on both input tensors but got shapes ",
                a.sizes(), " and ", b.sizes());
  return tensordot(a, b, {-1}, {-1});
}

Tensor kron(const Tensor& a, const Tensor& b, Location at) {
  LocationScope scope(at);
  const int64_t dim = std::max(a.dim(), b.dim());
  auto size = [&](const Tensor& t, int64_t d) {
    d -= dim - t.dim();
    return d < 0 ? 1 : t.size(d);
  };
  // [n0, 1, n1, 1, ...] times [1, m0, 1, m1, ...].
  std::vector<int64_t> left, right, joined;
  for (int64_t d = 0; d < dim; ++d) {
    left.insert(left.end(), {size(a, d), 1});
    right.insert(right.end(), {1, size(b, d)});
    joined.push_back(checked_numel({size(a, d), size(b, d)}));
  }
  const Tensor product = a.reshape(left) * b.reshape(right);
  const bool viewable = product.array().can_view(joined);
  return result_with_sizes("UnsafeViewBackward0", viewable ? product : contiguous(product), joined);
}

Tensor chain_matmul(TensorList matrices, Location at) {
  LocationScope scope(at);
  GRADLAB_WARN_ONCE(
      "torch.chain_matmul is deprecated and will be removed in a future PyTorch release. Use "
      "torch.linalg.multi_dot instead, which accepts a list of two or more tensors rather than "
      "multiple parameters.");
  for (const Tensor& m : matrices) {
    GRADLAB_CHECK(m.dim() == 2, "Tensor dimension is ", m.dim(), ", expected 2 instead.");
  }
  GRADLAB_CHECK(!matrices.empty(), "chain_matmul(): Expected one or more matrices");
  return matrices.size() == 1 ? matrices[0] : linalg::multi_dot(matrices);
}

Tensor linalg::multi_dot(TensorList matrices, Location at) {
  LocationScope scope(at);
  check_chain(matrices);
  std::vector<Tensor> chain = matrices.vec();
  std::vector<int64_t> sizes;
  if (chain.front().dim() == 1) {
    chain.front() = chain.front().unsqueeze(0);
  } else {
    sizes.push_back(chain.front().size(0));
  }
  if (chain.back().dim() == 1) {
    chain.back() = chain.back().unsqueeze(-1);
  } else {
    sizes.push_back(chain.back().size(1));
  }
  return multiply_chain(chain, best_splits(chain), 0, chain.size() - 1).view(sizes);
}

}  // namespace gradlab
