// Tensors one after another, side by side, along a diagonal, and on a grid.
#include <algorithm>
#include <cmath>
#include <utility>

#include "gradlab/autograd/graph/tape.h"
#include "gradlab/autograd/ops/copy.h"
#include "gradlab/autograd/ops/factory.h"
#include "gradlab/autograd/ops/index.h"
#include "gradlab/autograd/ops/shape.h"
#include "gradlab/tensor/error.h"
#include "gradlab/tensor/kernels/concat.h"
#include "gradlab/tensor/kernels/copy.h"
#include "gradlab/tensor/warn.h"

namespace gradlab {

Tensor cat(TensorList tensors, int64_t dim, Location at) {
  LocationScope scope(at);
  std::vector<Array> arrays;
  for (const Tensor& t : tensors) arrays.push_back(t.array());
  Tensor out(kernels::cat(arrays, dim));
  if (Tape tape(tensors); tape) {
    const int64_t along = out.array().wrap_dim(dim);
    std::vector<int64_t> lengths;
    // Empty 1-dim tensors take no part (PyTorch's legacy rule).
    for (const Tensor& t : tensors) {
      lengths.push_back(t.dim() == 1 && t.numel() == 0 ? -1 : t.size(along));
    }
    tape.record("CatBackward0", out, [along, lengths](const Tensor& g, Backward& bw) {
      int64_t start = 0;
      for (size_t i = 0; i < lengths.size(); ++i) {
        const uint32_t input = static_cast<uint32_t>(i);
        if (lengths[i] < 0) {
          if (bw.needs(input)) bw.grad(input) = g.new_zeros({0});
          continue;
        }
        if (bw.needs(input)) bw.grad(input) = g.narrow(along, start, lengths[i]);
        start += lengths[i];
      }
    });
  }
  return out;
}

Tensor stack(TensorList tensors, int64_t dim, Location at) {
  LocationScope scope(at);
  GRADLAB_CHECK(!tensors.empty(), "stack expects a non-empty TensorList");
  const int64_t along = wrap_dim(dim, tensors[0].dim() + 1);
  std::vector<Array> arrays;
  for (size_t i = 0; i < tensors.size(); ++i) {
    GRADLAB_CHECK(tensors[i].sizes() == tensors[0].sizes(),
                  "stack expects each tensor to be equal size, but got ", tensors[0].sizes(),
                  " at entry 0 and ", tensors[i].sizes(), " at entry ", i);
    arrays.push_back(tensors[i].array().unsqueeze(along));
  }
  Tensor out(kernels::cat(arrays, along));
  if (Tape tape(tensors); tape) {
    tape.record("StackBackward0", out, [along](const Tensor& g, Backward& bw) {
      for (uint32_t i = 0; i < bw.node().num_edges(); ++i) {
        if (bw.needs(i)) bw.grad(i) = g.select(along, i);
      }
    });
  }
  return out;
}

Tensor atleast_1d(const Tensor& t, Location at) {
  LocationScope scope(at);
  return t.dim() == 0 ? reshape(t, {1}) : t;
}
Tensor atleast_2d(const Tensor& t, Location at) {
  LocationScope scope(at);
  if (t.dim() == 0) return reshape(t, {1, 1});
  return t.dim() == 1 ? unsqueeze(t, 0) : t;
}
Tensor atleast_3d(const Tensor& t, Location at) {
  LocationScope scope(at);
  if (t.dim() == 0) return reshape(t, {1, 1, 1});
  if (t.dim() == 1) return unsqueeze(unsqueeze(t, 0), -1);
  return t.dim() == 2 ? unsqueeze(t, -1) : t;
}

namespace {

template <class F>
std::vector<Tensor> each(TensorList tensors, F f) {
  std::vector<Tensor> results;
  for (const Tensor& t : tensors) results.push_back(f(t));
  return results;
}

void check_not_empty(const char* name, TensorList tensors) {
  GRADLAB_CHECK(!tensors.empty(), name, " expects a non-empty TensorList");
}

}  // namespace

std::vector<Tensor> atleast_1d(TensorList tensors, Location at) {
  LocationScope scope(at);
  return each(tensors, [](const Tensor& t) { return atleast_1d(t); });
}
std::vector<Tensor> atleast_2d(TensorList tensors, Location at) {
  LocationScope scope(at);
  return each(tensors, [](const Tensor& t) { return atleast_2d(t); });
}
std::vector<Tensor> atleast_3d(TensorList tensors, Location at) {
  LocationScope scope(at);
  return each(tensors, [](const Tensor& t) { return atleast_3d(t); });
}

Tensor hstack(TensorList tensors, Location at) {
  LocationScope scope(at);
  check_not_empty("hstack", tensors);
  const std::vector<Tensor> parts = atleast_1d(tensors);
  return cat(parts, parts[0].dim() == 1 ? 0 : 1);
}
Tensor vstack(TensorList tensors, Location at) {
  LocationScope scope(at);
  check_not_empty("vstack", tensors);
  return cat(atleast_2d(tensors), 0);
}
Tensor row_stack(TensorList tensors, Location at) {
  LocationScope scope(at);
  return vstack(tensors);
}
Tensor dstack(TensorList tensors, Location at) {
  LocationScope scope(at);
  check_not_empty("dstack", tensors);
  return cat(atleast_3d(tensors), 2);
}
Tensor column_stack(TensorList tensors, Location at) {
  LocationScope scope(at);
  check_not_empty("column_stack", tensors);
  return hstack(each(tensors, [](const Tensor& t) {
    return t.dim() <= 1 ? reshape(t, {t.numel(), 1}) : t;
  }));
}

Tensor block_diag(TensorList tensors, Location at) {
  LocationScope scope(at);
  std::vector<Array> blocks;
  ScalarType dtype = tensors.empty() ? get_default_dtype() : tensors[0].dtype();
  int64_t rows = tensors.empty() ? 1 : 0, cols = 0;
  for (size_t i = 0; i < tensors.size(); ++i) {
    const Array& a = tensors[i].array();
    GRADLAB_CHECK(a.dim() <= 2,
                  "torch.block_diag: Input tensors must have 2 or fewer dimensions. Input ", i,
                  " has ", a.dim(), " dimensions");
    dtype = promote_types(dtype, a.dtype());
    blocks.push_back(a.dim() == 2 ? a : a.dim() == 1 ? a.unsqueeze(0) : a.expand({1, 1}));
    rows += blocks[i].size(0);
    cols += blocks[i].size(1);
  }
  Array whole = kernels::full({rows, cols}, 0, dtype);
  // The corner of each block, and its size.
  struct Place {
    int64_t row, col, rows, cols;
    std::vector<int64_t> sizes;
  };
  std::vector<Place> places;
  int64_t row = 0, col = 0;
  for (size_t i = 0; i < blocks.size(); ++i) {
    const int64_t n = blocks[i].size(0), m = blocks[i].size(1);
    kernels::copy_into(whole.narrow(0, row, n).narrow(1, col, m), blocks[i]);
    places.push_back({row, col, n, m, tensors[i].sizes().vec()});
    row += n;
    col += m;
  }
  Tensor out(std::move(whole));
  if (Tape tape(tensors); tape) {
    tape.record("BlockDiagBackward0", out, [places](const Tensor& g, Backward& bw) {
      for (uint32_t i = 0; i < places.size(); ++i) {
        if (!bw.needs(i)) continue;
        const Place& p = places[i];
        bw.grad(i) = g.narrow(0, p.row, p.rows).narrow(1, p.col, p.cols).reshape(p.sizes);
      }
    });
  }
  return out;
}

std::vector<Tensor> broadcast_tensors(TensorList tensors, Location at) {
  LocationScope scope(at);
  std::vector<int64_t> sizes;
  for (const Tensor& t : tensors) sizes = broadcast_sizes(sizes, t.sizes());
  return each(tensors, [&](const Tensor& t) { return expand(t, sizes); });
}

std::vector<Tensor> meshgrid(TensorList tensors, std::string_view indexing, Location at) {
  LocationScope scope(at);
  check_not_empty("meshgrid", tensors);
  const size_t n = tensors.size();
  for (const Tensor& t : tensors) {
    GRADLAB_CHECK(t.dtype() == tensors[0].dtype(),
                  "meshgrid expects all tensors to have the same dtype");
    GRADLAB_CHECK(t.dim() <= 1,
                  "torch.meshgrid: Expected 0D or 1D tensor in the tensor list but got: ", t);
  }
  GRADLAB_CHECK(
      indexing == "ij" || indexing == "xy",
      "torch.meshgrid: indexing must be one of \"xy\" or \"ij\", but received: ", indexing);
  // The dimension of the grid along which a tensor runs.
  auto along = [&](size_t i) { return indexing == "xy" && n > 1 && i < 2 ? 1 - i : i; };
  std::vector<int64_t> sizes(n);
  for (size_t i = 0; i < n; ++i) sizes[along(i)] = tensors[i].numel();
  std::vector<Tensor> grids;
  for (size_t i = 0; i < n; ++i) {
    std::vector<int64_t> alone(n, 1);
    alone[along(i)] = tensors[i].numel();
    grids.push_back(expand(view(tensors[i], alone), sizes));
  }
  return grids;
}

std::vector<Tensor> meshgrid(TensorList tensors, Location at) {
  GRADLAB_WARN_ONCE(
      "torch.meshgrid: in an upcoming release, it will be required to pass the indexing argument.");
  return meshgrid(tensors, "ij", at);
}

Tensor cartesian_prod(TensorList tensors, Location at) {
  LocationScope scope(at);
  for (const Tensor& t : tensors) {
    GRADLAB_CHECK(t.dim() == 1, "Expect a 1D vector, but got shape ", t.sizes());
  }
  if (tensors.size() == 1) return tensors[0];
  return stack(each(meshgrid(tensors, "ij"), [](const Tensor& t) { return flatten(t); }), 1);
}

namespace {

// How many there are. Throws when they would not fit into memory of 2^63 bytes.
int64_t count_of_combinations(int64_t n, int64_t r, bool with_replacement) {
  if (!with_replacement && r > n) return 0;
  const int64_t from = with_replacement ? n + r - 1 : n;
  const double most = 0x1p63 / (8 * static_cast<double>(r));
  double count = 1;
  for (int64_t i = 1; i <= std::min(r, from - r); ++i) {
    count = count * static_cast<double>(from - i + 1) / static_cast<double>(i);
    GRADLAB_CHECK(count < most, "combinations: integer multiplication overflow; ", r, " of ", n);
  }
  return static_cast<int64_t>(std::llround(count));
}

}  // namespace

Tensor combinations(const Tensor& t, int64_t r, bool with_replacement, Location at) {
  LocationScope scope(at);
  GRADLAB_CHECK(t.dim() == 1, "Expect a 1D vector, but got shape ", t.sizes());
  GRADLAB_CHECK(r >= 0, "Expect a non-negative number, but got ", r);
  if (r == 0) return empty({0}, t.options());
  // Every increasing list of r positions, in the order of a dictionary.
  const int64_t n = t.numel(), apart = with_replacement ? 0 : 1;
  std::vector<std::vector<int64_t>> columns(r);
  const int64_t count = n == 0 ? 0 : count_of_combinations(n, r, with_replacement);
  for (std::vector<int64_t>& c : columns) c.reserve(static_cast<size_t>(count));
  std::vector<int64_t> places(r);
  bool more = n > 0 && (with_replacement || r <= n);
  for (int64_t i = 0; i < r; ++i) places[i] = i * apart;
  while (more) {
    for (int64_t i = 0; i < r; ++i) columns[i].push_back(places[i]);
    int64_t i = r - 1;
    while (i >= 0 && places[i] == n - 1 - (r - 1 - i) * apart) --i;
    more = i >= 0;
    if (!more) break;
    ++places[i];
    for (int64_t j = i + 1; j < r; ++j) places[j] = places[j - 1] + apart;
  }
  std::vector<Tensor> chosen;
  for (std::vector<int64_t>& c : columns) {
    Tensor index = from_blob(c.data(), {static_cast<int64_t>(c.size())}, kLong);
    chosen.push_back(index_select(t, 0, index.clone()));
  }
  return stack(chosen, 1);
}

}  // namespace gradlab
