#include <algorithm>
#include <numeric>
#include <vector>

#include "gradlab/tensor/dtype.h"
#include "gradlab/tensor/error.h"
#include "gradlab/tensor/kernels/copy.h"
#include "gradlab/tensor/kernels/index.h"
#include "gradlab/tensor/kernels/sort.h"

namespace gradlab::kernels {
namespace {

// n items that are looked at in the order `order`, of which same(i, j) says whether items i and j
// are equal. Fills `unique` but for its values, and returns the first item of each group.
template <class Same>
Array group(const std::vector<int64_t>& order, Unique& unique, const Same& same) {
  const int64_t n = static_cast<int64_t>(order.size());
  unique.inverse = Array::empty({n}, kLong);
  std::vector<int64_t> firsts, counts;
  for (int64_t k = 0; k < n; ++k) {
    if (k == 0 || !same(order[k - 1], order[k])) {
      firsts.push_back(order[k]);
      counts.push_back(0);
    }
    ++counts.back();
    unique.inverse.data<int64_t>()[order[k]] = static_cast<int64_t>(firsts.size()) - 1;
  }
  const auto as_array = [](const std::vector<int64_t>& v) {
    Array a = Array::empty({static_cast<int64_t>(v.size())}, kLong);
    std::copy(v.begin(), v.end(), a.data<int64_t>());
    return a;
  };
  unique.counts = as_array(counts);
  return as_array(firsts);
}

std::vector<int64_t> counted_order(int64_t n) {
  std::vector<int64_t> order(n);
  std::iota(order.begin(), order.end(), 0);
  return order;
}

// Groups of slices along `dim`.
Unique unique_slices(const Array& a, int64_t dim, bool sorted) {
  const int64_t d = a.wrap_dim(dim);
  bool other_empty = false;
  for (int64_t i = 0; i < a.dim(); ++i) other_empty |= i != d && a.size(i) == 0;
  if (a.dim() > 0 && a.size(d) == 0) {
    GRADLAB_CHECK(!other_empty,
                  "Number of zero sized dimensions is more than one, so unique cannot "
                  "be applied ");
    const Array none = Array::empty({0}, kLong);
    return {Array::empty(a.sizes(), a.dtype()), none, none};
  }
  GRADLAB_CHECK(!other_empty,
                "There are 0 sized dimensions, and they aren't selected, so unique "
                "cannot be applied");
  const int64_t n = a.dim() == 0 ? 1 : a.size(d), width = a.numel() / n;
  // PyTorch exchanges the dimension with the first one, which decides what comes first.
  const Array rows = contiguous(a.dim() == 0 ? a : a.transpose(0, d));
  Unique out;
  Array firsts;
  dispatch_all(a.dtype(), "unique_dim", [&]<class T>() {
    const T* p = rows.data<T>();
    std::vector<int64_t> order = counted_order(n);
    if (sorted) {
      std::stable_sort(order.begin(), order.end(), [&](int64_t i, int64_t j) {
        for (int64_t k = 0; k < width; ++k) {
          const T x = p[i * width + k], y = p[j * width + k];
          if (x < y) return true;
          if (x > y) return false;
        }
        return false;
      });
    }
    firsts = group(order, out, [&](int64_t i, int64_t j) {
      return std::equal(p + i * width, p + (i + 1) * width, p + j * width);
    });
  });
  out.values = a.dim() == 0 ? rows : index_select(rows, 0, firsts).transpose(0, d);
  return out;
}

// Groups of elements.
Unique unique_elements(const Array& a, bool sorted) {
  const Array flat = reshape(a, -1);
  Unique out;
  if (!sorted) {
    if (a.numel() == 0) {
      const Array none = Array::empty({0}, kLong);
      return {flat, Array::empty(a.sizes(), kLong), none};
    }
    out = unique_slices(flat, 0, false);
  } else {
    const ValuesIndices in_order = sort(flat, 0, false);
    const int64_t* at = in_order.indices.data<int64_t>();
    const std::vector<int64_t> order(at, at + flat.numel());
    const Array source = contiguous(flat);
    Array firsts;
    dispatch_all(a.dtype(), "unique", [&]<class T>() {
      const T* p = source.data<T>();
      firsts = group(order, out, [p](int64_t i, int64_t j) { return p[i] == p[j]; });
    });
    out.values = index_select(source, 0, firsts);
  }
  out.inverse = out.inverse.view(a.sizes());
  return out;
}

}  // namespace

Unique unique(const Array& a) { return unique_elements(a, true); }
Unique unique_dim(const Array& a, int64_t dim) { return unique_slices(a, dim, true); }
Unique unique_consecutive(const Array& a, std::optional<int64_t> dim) {
  return dim ? unique_slices(a, *dim, false) : unique_elements(a, false);
}

}  // namespace gradlab::kernels
