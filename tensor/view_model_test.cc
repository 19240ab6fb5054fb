// Random chains of views and writes, against a model that keeps for every element of the view its
// position in the base: as simple as views can be, and so obviously right.
#include <algorithm>
#include <cstdint>
#include <iterator>
#include <random>
#include <vector>

#include "gradlab/tensor/array.h"
#include "gtest/gtest.h"

namespace gradlab {
namespace {

constexpr int kChains = 100'000;
constexpr int kStepsPerChain = 6;

// A view as a list of positions in the base, in row-major order of `sizes`.
struct Model {
  std::vector<int64_t> sizes;
  std::vector<int64_t> positions;

  int64_t dim() const { return static_cast<int64_t>(sizes.size()); }

  int64_t at(const std::vector<int64_t>& index) const {
    int64_t linear = 0;
    for (size_t d = 0; d < sizes.size(); ++d) linear = linear * sizes[d] + index[d];
    return positions[linear];
  }
};

// Calls fn for every index of the shape, in row-major order.
template <class Fn>
void for_each_index(const std::vector<int64_t>& sizes, Fn fn) {
  for (int64_t s : sizes) {
    if (s == 0) return;
  }
  std::vector<int64_t> index(sizes.size(), 0);
  while (true) {
    fn(index);
    size_t d = sizes.size();
    while (d-- > 0) {
      if (++index[d] < sizes[d]) break;
      index[d] = 0;
    }
    if (d == static_cast<size_t>(-1)) return;
  }
}

// The model of shape `sizes` whose element at i is the source's element at map(i).
template <class Map>
Model remap(const Model& source, std::vector<int64_t> sizes, Map map) {
  Model out{std::move(sizes), {}};
  for_each_index(out.sizes, [&](const std::vector<int64_t>& i) {
    out.positions.push_back(source.at(map(i)));
  });
  return out;
}

class Chain {
 public:
  explicit Chain(uint32_t seed) : random_(seed) {
    std::vector<int64_t> sizes(pick(0, 4));
    for (int64_t& s : sizes) s = pick(0, 9) == 0 ? pick(0, 1) : pick(1, 4);
    base_ = Array::empty(sizes, kInt);
    view_ = base_;
    model_.sizes = sizes;
    for (int64_t i = 0; i < base_.numel(); ++i) {
      base_.data<int32_t>()[i] = static_cast<int32_t>(i);
      memory_.push_back(static_cast<int32_t>(i));
      model_.positions.push_back(i);
    }
  }

  void step() {
    constexpr void (Chain::*kSteps[])() = {
        &Chain::transpose, &Chain::select,   &Chain::slice,    &Chain::unsqueeze, &Chain::squeeze,
        &Chain::expand,    &Chain::view,     &Chain::diagonal, &Chain::unfold,    &Chain::write};
    (this->*kSteps[pick(0, std::size(kSteps) - 1)])();
  }

  // Every element and every property of the view agrees with the model.
  void check() const {
    ASSERT_EQ(view_.sizes().vec(), model_.sizes);
    ASSERT_EQ(view_.numel(), static_cast<int64_t>(model_.positions.size()));
    size_t n = 0;
    bool row_major = true;
    for_each_index(model_.sizes, [&](const std::vector<int64_t>& i) {
      int64_t offset = 0;
      for (size_t d = 0; d < i.size(); ++d) offset += i[d] * view_.strides()[d];
      ASSERT_EQ(view_.data<int32_t>()[offset], memory_[model_.positions[n]]);
      row_major &= offset == static_cast<int64_t>(n);
      ++n;
    });
    ASSERT_EQ(view_.is_contiguous(), row_major);
    std::vector<int64_t> seen = model_.positions;
    std::sort(seen.begin(), seen.end());
    const bool once = std::adjacent_find(seen.begin(), seen.end()) == seen.end();
    if (view_.is_non_overlapping_and_dense() && view_.numel() > 0) {
      ASSERT_TRUE(once);
      ASSERT_EQ(seen.back() - seen.front() + 1, view_.numel());
    }
    ASSERT_TRUE(!view_.has_internal_overlap() || !once || view_.numel() == 0);
  }

 private:
  int64_t pick(int64_t low, int64_t high) {
    return std::uniform_int_distribution<int64_t>(low, high)(random_);
  }
  int64_t pick_dim() { return pick(0, model_.dim() - 1); }

  void transpose() {
    if (model_.dim() == 0) return;
    const int64_t a = pick_dim(), b = pick_dim();
    view_ = view_.transpose(a, b - model_.dim());
    std::vector<int64_t> sizes = model_.sizes;
    std::swap(sizes[a], sizes[b]);
    model_ = remap(model_, sizes, [&](std::vector<int64_t> i) {
      std::swap(i[a], i[b]);
      return i;
    });
  }
  void select() {
    if (model_.dim() == 0) return;
    const int64_t d = pick_dim();
    if (model_.sizes[d] == 0) return;
    const int64_t at = pick(0, model_.sizes[d] - 1);
    view_ = view_.select(d, pick(0, 1) ? at : at - model_.sizes[d]);
    std::vector<int64_t> sizes = model_.sizes;
    sizes.erase(sizes.begin() + d);
    model_ = remap(model_, sizes, [&](std::vector<int64_t> i) {
      i.insert(i.begin() + d, at);
      return i;
    });
  }
  void slice() {
    if (model_.dim() == 0) return;
    const int64_t d = pick_dim(), n = model_.sizes[d];
    const int64_t start = pick(-n - 2, n + 2), end = pick(-n - 2, n + 2), step = pick(1, 3);
    view_ = view_.slice(d, start, end, step);
    const int64_t from = std::clamp<int64_t>(start < 0 ? start + n : start, 0, n);
    const int64_t to = std::clamp<int64_t>(end < 0 ? end + n : end, 0, n);
    std::vector<int64_t> sizes = model_.sizes;
    sizes[d] = 0;
    for (int64_t i = from; i < to; i += step) ++sizes[d];
    model_ = remap(model_, sizes, [&](std::vector<int64_t> i) {
      i[d] = from + i[d] * step;
      return i;
    });
  }
  void unsqueeze() {
    if (model_.dim() > 6) return;
    const int64_t d = pick(0, model_.dim());
    view_ = view_.unsqueeze(d);
    model_.sizes.insert(model_.sizes.begin() + d, 1);
  }
  void squeeze() {
    view_ = view_.squeeze();
    std::erase(model_.sizes, 1);
  }
  void expand() {
    if (model_.dim() > 6) return;
    std::vector<int64_t> sizes = model_.sizes;
    for (int64_t& s : sizes) {
      if (s == 1) s = pick(0, 3);
    }
    const bool lead = pick(0, 1);
    if (lead) sizes.insert(sizes.begin(), pick(1, 2));
    view_ = view_.expand(sizes);
    const std::vector<int64_t> from = model_.sizes;
    model_ = remap(model_, sizes, [&](std::vector<int64_t> i) {
      if (lead) i.erase(i.begin());
      for (size_t d = 0; d < i.size(); ++d) i[d] = from[d] == 1 ? 0 : i[d];
      return i;
    });
  }
  // Joins two neighbouring dimensions, or cuts one, if the strides allow it.
  void view() {
    if (model_.dim() == 0) return;
    std::vector<int64_t> sizes = model_.sizes;
    const int64_t d = pick_dim();
    if (pick(0, 1) && d + 1 < model_.dim()) {
      sizes[d] *= sizes[d + 1];
      sizes.erase(sizes.begin() + d + 1);
    } else if (sizes[d] % 2 == 0 && sizes[d] > 0) {
      sizes[d] /= 2;
      sizes.insert(sizes.begin() + d, 2);
    }
    if (!view_.can_view(sizes)) return;
    view_ = view_.view(sizes);
    model_.sizes = sizes;  // the order of the elements stays
  }
  void diagonal() {
    if (model_.dim() < 2) return;
    const int64_t a = pick_dim(), b = pick_dim();
    if (a == b) return;
    const int64_t offset = pick(-2, 2);
    view_ = view_.diagonal(offset, a, b);
    const int64_t row = offset < 0 ? -offset : 0, column = offset > 0 ? offset : 0;
    std::vector<int64_t> sizes;
    for (int64_t d = 0; d < model_.dim(); ++d) {
      if (d != a && d != b) sizes.push_back(model_.sizes[d]);
    }
    int64_t length = 0;
    while (row + length < model_.sizes[a] && column + length < model_.sizes[b]) ++length;
    sizes.push_back(length);
    const int64_t dim = model_.dim();
    model_ = remap(model_, sizes, [&](const std::vector<int64_t>& i) {
      std::vector<int64_t> from;
      size_t next = 0;
      for (int64_t d = 0; d < dim; ++d) {
        from.push_back(d == a ? row + i.back() : d == b ? column + i.back() : i[next++]);
      }
      return from;
    });
  }
  void unfold() {
    if (model_.dim() == 0 || model_.dim() > 6) return;
    const int64_t d = pick_dim(), size = pick(0, model_.sizes[d]), step = pick(1, 2);
    view_ = view_.unfold(d, size, step);
    std::vector<int64_t> sizes = model_.sizes;
    sizes[d] = 0;
    for (int64_t i = 0; i + size <= model_.sizes[d]; i += step) ++sizes[d];
    sizes.push_back(size);
    model_ = remap(model_, sizes, [&](std::vector<int64_t> i) {
      i[d] = i[d] * step + i.back();
      i.pop_back();
      return i;
    });
  }
  void write() {
    if (view_.numel() == 0) return;
    const int32_t value = static_cast<int32_t>(pick(1000, 9999));
    std::vector<int64_t> index;
    for (int64_t s : model_.sizes) index.push_back(pick(0, s - 1));
    int64_t offset = 0;
    for (size_t d = 0; d < index.size(); ++d) offset += index[d] * view_.strides()[d];
    view_.data<int32_t>()[offset] = value;
    memory_[model_.at(index)] = value;
  }

  std::mt19937 random_;
  Array base_, view_;
  std::vector<int32_t> memory_;
  Model model_;
};

TEST(ViewModelTest, RandomChainsOfViewsAndWritesAgreeWithTheModel) {
  for (int chain = 0; chain < kChains; ++chain) {
    Chain c(static_cast<uint32_t>(chain));
    for (int s = 0; s < kStepsPerChain; ++s) {
      c.step();
      c.check();
      ASSERT_FALSE(HasFatalFailure()) << "chain " << chain << ", step " << s;
    }
  }
}

}  // namespace
}  // namespace gradlab
