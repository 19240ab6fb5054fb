#include "gradlab/tensor/kernels/bags.h"

#include <algorithm>
#include <cstdint>

#include "gradlab/tensor/dtype.h"
#include "gradlab/tensor/kernels/copy.h"
#include "gradlab/tensor/kernels/index.h"
#include "gradlab/tensor/kernels/reduced.h"
#include "gradlab/tensor/parallel.h"

namespace gradlab::kernels {
namespace {

// Calls f(bag, position in bags.rows, row) for the rows of all bags; a bag is one thread's.
template <class F>
void for_each_row(const Bags& bags, int64_t width, const F& f) {
  const int64_t* rows = bags.rows.data<int64_t>();
  const int64_t* bounds = bags.bounds.data<int64_t>();
  const int64_t work = bags.rows.numel() / std::max<int64_t>(bags.count(), 1) * width;
  const int64_t grain = parallel_grain() / std::max<int64_t>(work, 1) + 1;
  parallel_for(0, bags.count(), grain, [&](int64_t first, int64_t last) {
    for (int64_t b = first; b < last; ++b) {
      for (int64_t i = bounds[b]; i < bounds[b + 1]; ++i) {
        if (rows[i] >= 0) f(b, i, rows[i]);
      }
    }
  });
}

// Of a reduced table only the rows in question are widened: they are numbered anew.
struct Picked {
  Array table;
  Bags bags;

  Picked(const Array& given, const Bags& old) : bags{clone(old.rows), old.bounds} {
    int64_t* rows = bags.rows.data<int64_t>();
    const int64_t n = bags.rows.numel();
    const Array wanted = clone(bags.rows);
    std::replace(wanted.data<int64_t>(), wanted.data<int64_t>() + n, int64_t{-1}, int64_t{0});
    for (int64_t i = 0; i < n; ++i) {
      if (rows[i] >= 0) rows[i] = i;
    }
    table = widened(given.size(0) == 0 ? given : index_select(given, 0, wanted));
  }
};

}  // namespace

Array sum_bags(const Array& table, const Bags& bags, const Array* factors) {
  if (is_reduced(table)) {
    const Picked picked(table, bags);
    const Array wide = factors ? widened(*factors) : Array();
    return rounded(sum_bags(picked.table, picked.bags, factors ? &wide : nullptr), table.dtype());
  }
  const int64_t width = table.size(1), row = table.stride(0), step = table.stride(1);
  Array out = full({bags.count(), width}, 0, table.dtype());
  dispatch_floating(table.dtype(), "embedding_bag", [&]<class T>() {
    for_each_row(bags, width, [&](int64_t b, int64_t i, int64_t r) {
      const T* from = table.data<T>() + r * row;
      T* to = out.data<T>() + b * width;
      if (factors) {
        const T factor = factors->data<T>()[i * factors->stride(0)];
        for (int64_t j = 0; j < width; ++j) to[j] += factor * from[j * step];
      } else if (step == 1) {
        for (int64_t j = 0; j < width; ++j) to[j] += from[j];
      } else {
        for (int64_t j = 0; j < width; ++j) to[j] += from[j * step];
      }
    });
  });
  return out;
}

ValuesIndices max_bags(const Array& table, const Bags& bags) {
  if (is_reduced(table)) {
    const Picked picked(table, bags);
    ValuesIndices found = max_bags(picked.table, picked.bags);
    const Array flat = reshape(found.indices, {-1});
    if (bags.rows.numel() > 0) {  // back from the new numbers; those of empty bags do not count
      const int64_t* rows = bags.rows.data<int64_t>();
      int64_t* numbers = flat.data<int64_t>();
      for (int64_t i = 0; i < flat.numel(); ++i) {
        numbers[i] = std::max<int64_t>(rows[numbers[i]], 0);
      }
    }
    return {rounded(found.values, table.dtype()), reshape(flat, found.values.sizes())};
  }
  const int64_t width = table.size(1), row = table.stride(0), step = table.stride(1);
  Array values = full({bags.count(), width}, 0, table.dtype());
  Array indices = full({bags.count(), width}, 0, kLong);
  Array begun = full({bags.count()}, 0, kBool);
  dispatch_floating(table.dtype(), "embedding_bag", [&]<class T>() {
    for_each_row(bags, width, [&](int64_t b, int64_t, int64_t r) {
      const T* from = table.data<T>() + r * row;
      T* to = values.data<T>() + b * width;
      int64_t* number = indices.data<int64_t>() + b * width;
      bool& has_one = begun.data<bool>()[b];
      for (int64_t j = 0; j < width; ++j) {
        if (has_one && !(from[j * step] > to[j])) continue;
        to[j] = from[j * step];
        number[j] = r;
      }
      has_one = true;
    });
  });
  return {values, indices};
}

}  // namespace gradlab::kernels
