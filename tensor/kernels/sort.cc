#include "gradlab/tensor/kernels/sort.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <type_traits>
#include <utility>
#include <vector>

#include "gradlab/tensor/dtype.h"
#include "gradlab/tensor/error.h"
#include "gradlab/tensor/kernels/copy.h"
#include "gradlab/tensor/kernels/lines.h"
#include "gradlab/tensor/kernels/reduce_plan.h"
#include "gradlab/tensor/kernels/reduced.h"

namespace gradlab::kernels {
namespace {

// Strict orders in which NaN comes after, or before, every number.
struct Ascending {
  template <class T>
  bool operator()(T a, T b) const {
    return a < b || (b != b && a == a);
  }
};
struct Descending {
  template <class T>
  bool operator()(T a, T b) const {
    return a > b || (a != a && b == b);
  }
};

template <class T>
using Entry = std::pair<T, int64_t>;

// An order of entries by their values alone.
template <class Order>
struct ByValue {
  template <class T>
  bool operator()(const Entry<T>& a, const Entry<T>& b) const {
    return Order()(a.first, b.first);
  }
};

// A line with its indices.
template <class T>
void read_line(const T* p, int64_t step, std::vector<Entry<T>>& line) {
  for (size_t i = 0; i < line.size(); ++i) {
    line[i] = {p[static_cast<int64_t>(i) * step], static_cast<int64_t>(i)};
  }
}

// What is left of `a` when `dim` has `size` elements.
ValuesIndices make_result(const Array& a, int64_t dim, int64_t size) {
  std::vector<int64_t> sizes = a.sizes().vec();
  if (a.dim() > 0) sizes[dim] = size;
  return {Array::empty(sizes, a.dtype()), Array::empty(sizes, kLong)};
}

// Calls choose(line of entries), which puts what is wanted first, for every line, and writes that
// to the results.
template <class T, class Choose>
void choose_from_lines(const Array& a, int64_t dim, const ValuesIndices& out,
                       const Choose& choose) {
  if (out.values.numel() == 0) return;
  const Lines lines(a, out.values, dim);
  const int64_t count = out.values.dim() == 0 ? 1 : out.values.sizes()[dim];
  std::vector<Entry<T>> line(lines.size());
  lines.for_each([&](int64_t from, int64_t to) {
    read_line(a.data<T>() + from, lines.step(), line);
    choose(line);
    for (int64_t i = 0; i < count; ++i) {
      out.values.data<T>()[to + i * lines.out_step()] = line[i].first;
      out.indices.data<int64_t>()[to + i * lines.out_step()] = line[i].second;
    }
  });
}

template <class T, class Order>
void choose_top(std::vector<Entry<T>>& line, int64_t k, bool sorted, const ByValue<Order>& before) {
  if (k == 0) return;
  const auto first = line.begin(), last = line.end();
  // PyTorch's choice, on which the order of equal elements depends.
  if (k * 64 <= static_cast<int64_t>(line.size())) {
    std::partial_sort(first, first + k, last, before);
  } else {
    std::nth_element(first, first + k - 1, last, before);
    if (sorted) std::sort(first, first + k - 1, before);
  }
}

// Hoare's selection with the median of three as the pivot (Numerical Recipes' "select"): afterwards
// the entry at k is in its place. Which of equal ones that is, is PyTorch's choice.
template <class T>
void select_in_place(std::vector<Entry<T>>& v, int64_t k) {
  const auto greater = [](const Entry<T>& a, const Entry<T>& b) {
    return Ascending()(b.first, a.first);
  };
  int64_t left = 0, right = static_cast<int64_t>(v.size()) - 1;
  while (right > left + 1) {
    std::swap(v[left + (right - left) / 2], v[left + 1]);
    if (greater(v[left + 1], v[right])) std::swap(v[left + 1], v[right]);
    if (greater(v[left], v[right])) std::swap(v[left], v[right]);
    if (greater(v[left + 1], v[left])) std::swap(v[left + 1], v[left]);
    const Entry<T> pivot = v[left];
    int64_t i = left + 1, j = right;
    while (true) {
      do {
        ++i;
      } while (greater(pivot, v[i]));
      do {
        --j;
      } while (greater(v[j], pivot));
      if (j < i) break;
      std::swap(v[i], v[j]);
    }
    std::swap(v[left], v[j]);
    if (j <= k) left = i;
    if (j >= k) right = j - 1;
  }
  if (right == left + 1 && greater(v[left], v[right])) std::swap(v[left], v[right]);
}

// The entry for the median, at the front: of equal ones that which a stable sort puts there.
template <class T>
void median_to_front(std::vector<Entry<T>>& line, bool ignore_nan) {
  const auto is_nan = [](const Entry<T>& e) { return e.first != e.first; };
  if (!ignore_nan) {
    const auto nan = std::find_if(line.begin(), line.end(), is_nan);
    if (nan != line.end()) return std::swap(line.front(), *nan);
  }
  const int64_t nans = ignore_nan ? std::count_if(line.begin(), line.end(), is_nan) : 0;
  // With NaN only, a NaN.
  const int64_t numbers = std::max<int64_t>(static_cast<int64_t>(line.size()) - nans, 1);
  const auto middle = line.begin() + (numbers - 1) / 2;
  std::nth_element(line.begin(), middle, line.end(), [](const Entry<T>& a, const Entry<T>& b) {
    if (Ascending()(a.first, b.first)) return true;
    return !Ascending()(b.first, a.first) && a.second < b.second;
  });
  std::swap(line.front(), *middle);
}

// The most frequent value, at the front. Its index is that of the last entry of its run, where
// std::sort puts it, as in PyTorch.
template <class T>
void mode_to_front(std::vector<Entry<T>>& line) {
  std::sort(line.begin(), line.end(), ByValue<Ascending>());
  size_t best = 0, longest = 0, start = 0;
  for (size_t i = 0; i < line.size(); ++i) {
    if (line[i].first != line[start].first) start = i;
    const size_t length = i - start + 1;
    // The end of the run, or of the longest one so far.
    if (length > longest) best = i, longest = length;
  }
  std::swap(line.front(), line[best]);
}

void check_not_empty(const char* name, const Array& a, int64_t dim) {
  GRADLAB_CHECK_INDEX(a.dim() == 0 || a.size(dim) > 0, name, "(): Expected reduction dim ", dim,
                      " to have non-zero size.");
}

ValuesIndices without_dim(ValuesIndices out, int64_t dim, bool keepdim) {
  if (keepdim || out.values.dim() == 0) return out;
  return {out.values.squeeze(dim), out.indices.squeeze(dim)};
}

// What `choose` takes from the elements as Float, in their own dtype again.
template <class Choose>
ValuesIndices through_float(const Array& a, const Choose& choose) {
  const ValuesIndices out = choose(widened(a));
  return {rounded(out.values, a.dtype()), out.indices};
}

}  // namespace

ValuesIndices sort(const Array& a, int64_t dim, bool descending) {
  if (is_reduced(a)) {
    return through_float(a, [&](const Array& wide) { return sort(wide, dim, descending); });
  }
  const int64_t d = a.wrap_dim(dim);
  const ValuesIndices out{Array::empty_like(a), Array::empty_like(a, kLong)};
  dispatch_all(a.dtype(), "sort", [&]<class T>() {
    choose_from_lines<T>(a, d, out, [&](std::vector<Entry<T>>& line) {
      if (descending) {
        std::stable_sort(line.begin(), line.end(), ByValue<Descending>());
      } else {
        std::stable_sort(line.begin(), line.end(), ByValue<Ascending>());
      }
    });
  });
  return out;
}

ValuesIndices topk(const Array& a, int64_t k, int64_t dim, bool largest, bool sorted) {
  if (is_reduced(a)) {
    return through_float(a, [&](const Array& wide) { return topk(wide, k, dim, largest, sorted); });
  }
  const int64_t d = a.wrap_dim(dim);
  GRADLAB_CHECK(k >= 0 && k <= (a.dim() > 0 ? a.size(d) : 1), "selected index k out of range");
  if (a.dim() == 0) return {clone(a), full({}, 0, kLong)};
  const ValuesIndices out = make_result(a, d, k);
  dispatch_numeric(a.dtype(), "topk_cpu", [&]<class T>() {
    choose_from_lines<T>(a, d, out, [&](std::vector<Entry<T>>& line) {
      if (largest) {
        choose_top(line, k, sorted, ByValue<Descending>());
      } else {
        choose_top(line, k, sorted, ByValue<Ascending>());
      }
    });
  });
  return out;
}

ValuesIndices kthvalue(const Array& a, int64_t k, int64_t dim, bool keepdim) {
  if (is_reduced(a)) {
    return through_float(a, [&](const Array& wide) { return kthvalue(wide, k, dim, keepdim); });
  }
  const int64_t d = a.wrap_dim(dim);
  check_not_empty("kthvalue", a, d);
  GRADLAB_CHECK(k >= 1 && k <= (a.dim() > 0 ? a.size(d) : 1),
                "kthvalue(): selected number k out of range for dimension ", d);
  const ValuesIndices out = make_result(a, d, 1);
  dispatch_numeric(a.dtype(), "kthvalue_cpu", [&]<class T>() {
    choose_from_lines<T>(a, d, out, [&](std::vector<Entry<T>>& line) {
      select_in_place(line, k - 1);
      std::swap(line.front(), line[k - 1]);
    });
  });
  return without_dim(out, d, keepdim);
}

ValuesIndices median(const Array& a, int64_t dim, bool keepdim, bool ignore_nan) {
  if (is_reduced(a)) {
    return through_float(a,
                         [&](const Array& wide) { return median(wide, dim, keepdim, ignore_nan); });
  }
  const int64_t d = a.wrap_dim(dim);
  check_not_empty("median", a, d);
  const ValuesIndices out = make_result(a, d, 1);
  dispatch_numeric(a.dtype(), "median_out", [&]<class T>() {
    choose_from_lines<T>(a, d, out,
                         [&](std::vector<Entry<T>>& line) { median_to_front(line, ignore_nan); });
  });
  return without_dim(out, d, keepdim);
}

Array median_all(const Array& a, bool ignore_nan) {
  if (is_reduced(a)) return rounded(median_all(widened(a), ignore_nan), a.dtype());
  Array out = Array::empty({}, a.dtype());
  const Array flat = contiguous(a);
  dispatch_numeric(a.dtype(), "median_cpu", [&]<class T>() {
    T& value = *out.data<T>();
    std::vector<T> v(flat.data<T>(), flat.data<T>() + flat.numel());
    if constexpr (std::is_floating_point_v<T>) {
      const auto numbers = std::partition(v.begin(), v.end(), [](T x) { return x == x; });
      const bool has_nan = numbers != v.end();
      v.erase(numbers, v.end());
      if (v.empty() || (has_nan && !ignore_nan)) {
        value = std::numeric_limits<T>::quiet_NaN();
        return;
      }
    } else if (v.empty()) {
      value = std::numeric_limits<T>::lowest();  // what PyTorch's NaN is as an integer
      return;
    }
    const auto middle = v.begin() + static_cast<int64_t>(v.size() - 1) / 2;
    std::nth_element(v.begin(), middle, v.end());
    value = *middle;
  });
  return out;
}

ValuesIndices mode(const Array& a, int64_t dim, bool keepdim) {
  if (is_reduced(a)) {
    return through_float(a, [&](const Array& wide) { return mode(wide, dim, keepdim); });
  }
  const int64_t d = a.wrap_dim(dim);
  check_not_empty("mode", a, d);
  const ValuesIndices out = make_result(a, d, 1);
  dispatch_all(a.dtype(), "mode", [&]<class T>() {
    choose_from_lines<T>(a, d, out, [](std::vector<Entry<T>>& line) { mode_to_front(line); });
  });
  return without_dim(out, d, keepdim);
}

}  // namespace gradlab::kernels
