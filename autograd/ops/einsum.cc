// Sums of products in Einstein's notation.
//
// Every operand is brought to the same dimensions: those of the result in its order, then those
// that are summed over, of size 1 where the operand has none. Two such operands are contracted by
// one batched product; so the sums are rounded as PyTorch's, whose steps these are.
#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <vector>

#include "gradlab/autograd/ops/matmul.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/autograd/ops/reduce.h"
#include "gradlab/autograd/ops/shape.h"
#include "gradlab/tensor/error.h"

namespace gradlab {
namespace {

constexpr int kLetters = 52;
constexpr int kEllipsis = kLetters;

// 'A'..'Z', then 'a'..'z': the order of the letters of an implicit result.
int letter_index(char c) { return c <= 'Z' ? c - 'A' : c - 'a' + 26; }
char letter_of(int index) { return static_cast<char>(index < 26 ? 'A' + index : 'a' + index - 26); }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// The subscripts of one operand or of the result: letters, and at most one kEllipsis.
using Subscripts = std::vector<int>;

struct Equation {
  std::vector<Subscripts> operands;
  std::optional<Subscripts> result;
};

class Parser {
 public:
  Parser(std::string_view text, size_t operands) : text_(text), operands_(operands) {}

  Equation parse() {
    Equation equation;
    equation.operands.emplace_back();
    const size_t arrow = text_.find("->");
    const size_t end = arrow == std::string_view::npos ? text_.size() : arrow;
    for (size_t i = 0; i < end; ++i) {
      const size_t current = equation.operands.size() - 1;
      Subscripts& subscripts = equation.operands.back();
      if (text_[i] == ',') {
        equation.operands.emplace_back();
        GRADLAB_CHECK(equation.operands.size() <= operands_,
                      "einsum(): fewer operands were provided than specified in the equation");
      } else if (text_[i] == '.') {
        GRADLAB_CHECK(!has_ellipsis(subscripts), "einsum(): found '.' for operand ", current,
                      " for which an ellipsis was already found");
        GRADLAB_CHECK(ellipsis_at(i), "einsum(): found '.' for operand ", current,
                      " that is not part of any ellipsis");
        subscripts.push_back(kEllipsis);
        i += 2;
      } else if (text_[i] != ' ') {
        subscripts.push_back(letter(i));
      }
    }
    GRADLAB_CHECK(equation.operands.size() == operands_,
                  "einsum(): more operands were provided than specified in the equation");
    if (arrow != std::string_view::npos) equation.result = parse_result(arrow + 2);
    return equation;
  }

 private:
  static bool has_ellipsis(const Subscripts& s) {
    return std::find(s.begin(), s.end(), kEllipsis) != s.end();
  }
  bool ellipsis_at(size_t i) const { return text_.substr(i, 3) == "..."; }

  int letter(size_t i) const {
    GRADLAB_CHECK(is_letter(text_[i]), "einsum(): invalid subscript given at index ", i,
                  " in the equation string, subscripts must be in [a-zA-Z]");
    return letter_index(text_[i]);
  }

  Subscripts parse_result(size_t begin) const {
    Subscripts result;
    for (size_t i = begin; i < text_.size(); ++i) {
      if (text_[i] == '.') {
        GRADLAB_CHECK(!has_ellipsis(result),
                      "einsum(): found '.' for output but an ellipsis (...) was already found");
        GRADLAB_CHECK(ellipsis_at(i),
                      "einsum(): found '.' for output that is not part of any ellipsis (...)");
        result.push_back(kEllipsis);
        i += 2;
      } else if (text_[i] != ' ') {
        const int index = letter(i);
        GRADLAB_CHECK(std::count(result.begin(), result.end(), index) == 0,
                      "einsum(): output subscript ", text_[i],
                      " appears more than once in the output");
        result.push_back(index);
      }
    }
    return result;
  }

  std::string_view text_;
  size_t operands_;
};

// How many dimensions "..." stands for in an operand.
int64_t ellipsis_dims(const Subscripts& subscripts, const Tensor& t, size_t position) {
  const bool ellipsis = std::count(subscripts.begin(), subscripts.end(), kEllipsis) > 0;
  const int64_t letters = static_cast<int64_t>(subscripts.size()) - (ellipsis ? 1 : 0);
  if (ellipsis) {
    GRADLAB_CHECK(letters <= t.dim(), "einsum(): the number of subscripts in the equation (",
                  letters, ") is more than the number of dimensions (", t.dim(), ") for operand ",
                  position);
  } else {
    GRADLAB_CHECK(letters == t.dim(), "einsum(): the number of subscripts in the equation (",
                  letters, ") does not match the number of dimensions (", t.dim(), ") for operand ",
                  position, " and no ellipsis was given");
  }
  return t.dim() - letters;
}

// Places of the dimensions: first the result's, then those that are summed over.
struct Places {
  std::array<int64_t, kLetters> of_letter;
  int64_t of_ellipsis = -1;  // the first of `ellipsis` places
  int64_t ellipsis = 0;
  int64_t kept = 0, all = 0;
};

Places place_dimensions(const Equation& equation, int64_t ellipsis) {
  std::array<int, kLetters> uses{};
  for (const Subscripts& operand : equation.operands) {
    for (int s : operand) {
      if (s != kEllipsis) ++uses[s];
    }
  }
  Places places;
  places.of_letter.fill(-1);
  places.ellipsis = ellipsis;
  auto place = [&](int s) {
    if (s == kEllipsis) {
      places.of_ellipsis = places.all;
      places.all += ellipsis;
    } else {
      places.of_letter[s] = places.all++;
    }
  };
  if (equation.result) {
    for (int s : *equation.result) {
      GRADLAB_CHECK(s == kEllipsis || uses[s] > 0, "einsum(): output subscript ",
                    letter_of(s % kLetters),
                    " does not appear in the equation for any input operand");
      place(s);
    }
  } else {
    place(kEllipsis);
    for (int s = 0; s < kLetters; ++s) {
      if (uses[s] == 1) place(s);
    }
  }
  places.kept = places.all;
  if (places.of_ellipsis < 0) place(kEllipsis);
  for (int s = 0; s < kLetters; ++s) {
    if (uses[s] > 0 && places.of_letter[s] < 0) place(s);
  }
  return places;
}

// The operand with its dimensions at their places.
Tensor arrange(Tensor t, const Subscripts& subscripts, const Places& places, size_t position) {
  std::vector<int64_t> order(places.all, -1);
  int64_t dim = 0;
  const int64_t covered = ellipsis_dims(subscripts, t, position);
  for (int s : subscripts) {
    if (s == kEllipsis) {
      // Aligned at the right, as shapes that broadcast are.
      for (int64_t i = places.ellipsis - covered; i < places.ellipsis; ++i) {
        order[places.of_ellipsis + i] = dim++;
      }
      continue;
    }
    int64_t& place = order[places.of_letter[s]];
    if (place == -1) {
      place = dim++;
      continue;
    }
    GRADLAB_CHECK(t.size(place) == t.size(dim), "einsum(): subscript ", letter_of(s),
                  " is repeated for operand ", position, " but the sizes don't match, ",
                  t.size(dim), " != ", t.size(place));
    t = t.diagonal(0, place, dim).movedim(-1, place);
  }
  for (int64_t& place : order) {
    if (place == -1) {
      t = t.unsqueeze(dim);
      place = dim++;
    }
  }
  return t.permute(order);
}

// The sum over `summed` of a * b, as one batched product; both have these dimensions, of equal size
// or 1.
Tensor contract(Tensor a, Tensor b, const std::vector<int64_t>& summed) {
  if (summed.empty()) return a * b;
  std::vector<int64_t> batch, left, right, batch_sizes, left_sizes, right_sizes, sum_sizes;
  for (int64_t d = 0; d < a.dim(); ++d) {
    const bool in_a = a.size(d) != 1, in_b = b.size(d) != 1;
    if (std::find(summed.begin(), summed.end(), d) != summed.end()) {
      sum_sizes.push_back(a.size(d));
    } else if (in_a && in_b) {
      batch.push_back(d);
      batch_sizes.push_back(a.size(d));
    } else if (in_a) {
      left.push_back(d);
      left_sizes.push_back(a.size(d));
    } else {
      right.push_back(d);
      right_sizes.push_back(b.size(d));
    }
  }
  auto joined = [](std::initializer_list<const std::vector<int64_t>*> lists) {
    std::vector<int64_t> all;
    for (const auto* list : lists) all.insert(all.end(), list->begin(), list->end());
    return all;
  };
  const std::vector<int64_t> order = joined({&batch, &left, &summed, &right});
  std::vector<int64_t> sizes = joined({&batch_sizes, &left_sizes});
  sizes.insert(sizes.end(), summed.size(), 1);
  sizes.insert(sizes.end(), right_sizes.begin(), right_sizes.end());
  std::vector<int64_t> back(order.size());
  for (size_t i = 0; i < order.size(); ++i) back[order[i]] = static_cast<int64_t>(i);
  const int64_t batches = checked_numel(batch_sizes), sum = checked_numel(sum_sizes);
  a = a.permute(order).reshape({batches, checked_numel(left_sizes), sum});
  b = b.permute(joined({&batch, &summed, &right, &left}))
          .reshape({batches, sum, checked_numel(right_sizes)});
  return bmm(a, b).view(sizes).permute(back);
}

void check_broadcast(TensorList operands, const std::vector<Tensor>& arranged,
                     const Equation& equation, const Places& places) {
  std::vector<int64_t> seen(places.all, 1);
  for (size_t i = 0; i < arranged.size(); ++i) {
    // Calls complain(size, size seen before) when they do not broadcast.
    auto check = [&](int64_t place, auto&& complain) {
      const int64_t n = arranged[i].size(place);
      if (n == 1) return;
      if (seen[place] != 1 && seen[place] != n) complain(n, seen[place]);
      seen[place] = n;
    };
    const int64_t covered = ellipsis_dims(equation.operands[i], operands[i], i);
    int64_t dim = 0;  // of the operand
    for (int s : equation.operands[i]) {
      if (s != kEllipsis) {
        ++dim;
        check(places.of_letter[s], [&](int64_t n, int64_t before) {
          GRADLAB_THROW(Error, "einsum(): subscript ", letter_of(s), " has size ", n,
                        " for operand ", i, " which does not broadcast with previously seen size ",
                        before);
        });
        continue;
      }
      for (int64_t d = places.ellipsis - covered; d < places.ellipsis; ++d, ++dim) {
        check(places.of_ellipsis + d, [&](int64_t n, int64_t before) {
          GRADLAB_THROW(Error, "einsum(): dimension ", dim, " covered by ellipsis in operand ", i,
                        "has size ", n,
                        " which does not broadcast with previously seen ellipsis with size ",
                        before, " for the respective dimension");
        });
      }
    }
  }
}

// Pairs of positions in the list of operands, where a pair's product goes to the front; from left
// to right if no path is given.
class Contraction {
 public:
  Contraction(std::vector<Tensor> operands, const Places& places)
      : operands_(std::move(operands)), kept_(places.kept), users_(places.all, 0) {
    for (const Tensor& t : operands_) {
      for (int64_t d = 0; d < places.all; ++d) users_[d] += t.size(d) != 1;
    }
  }

  void multiply(size_t i, size_t j, bool to_front) {
    Tensor a = operands_[std::min(i, j)], b = operands_[std::max(i, j)];
    operands_.erase(operands_.begin() + static_cast<std::ptrdiff_t>(std::max(i, j)));
    operands_.erase(operands_.begin() + static_cast<std::ptrdiff_t>(std::min(i, j)));
    // What no later operand has is summed over now.
    std::vector<int64_t> summed, only_a, only_b;
    for (int64_t d = kept_; d < static_cast<int64_t>(users_.size()); ++d) {
      if (a.size(d) != 1 && b.size(d) != 1) {
        if (--users_[d] == 1) {
          summed.push_back(d);
          users_[d] = 0;
        }
      } else if (users_[d] == 1 && (a.size(d) != 1 || b.size(d) != 1)) {
        (a.size(d) != 1 ? only_a : only_b).push_back(d);
        users_[d] = 0;
      }
    }
    if (!only_a.empty()) a = a.sum(only_a, true);
    if (!only_b.empty()) b = b.sum(only_b, true);
    Tensor product = contract(a, b, summed);
    operands_.insert(to_front ? operands_.begin() : operands_.end(), std::move(product));
  }

  // The remaining operand without the dimensions that were summed over.
  Tensor result(bool multiplied) const {
    const Tensor& t = operands_.front();
    const int64_t all = static_cast<int64_t>(users_.size());
    if (kept_ == all) return t;
    if (multiplied) return t.view(t.sizes().slice(0, static_cast<size_t>(kept_)));
    std::vector<int64_t> dims;
    for (int64_t d = kept_; d < all; ++d) dims.push_back(d);
    return t.sum(dims);
  }

 private:
  std::vector<Tensor> operands_;
  int64_t kept_;
  // For each dimension, how many of the operands have it with a size other than 1.
  std::vector<int> users_;
};

}  // namespace

Tensor einsum(std::string_view equation, TensorList operands,
              OptionalIntArrayRef path, Location at) {
  LocationScope scope(at);
  GRADLAB_CHECK(!operands.empty(), "einsum(): must provide at least one operand");
  const size_t n = operands.size();
  const Equation parsed = Parser(equation, n).parse();
  int64_t ellipsis = 0;
  for (size_t i = 0; i < n; ++i) {
    const int64_t covered = ellipsis_dims(parsed.operands[i], operands[i], i);
    ellipsis = std::max(ellipsis, covered);
  }
  const Places places = place_dimensions(parsed, ellipsis);
  std::vector<Tensor> arranged;
  for (size_t i = 0; i < n; ++i) {
    arranged.push_back(arrange(operands[i], parsed.operands[i], places, i));
  }
  check_broadcast(operands, arranged, parsed, places);
  Contraction contraction(std::move(arranged), places);
  if (path) {
    GRADLAB_CHECK(path->size() == 2 * (n - 1),
                  "einsum(): expected contraction path given in path "
                  "parameter to have size ",
                  2 * (n - 1), " but got ", path->size());
  }
  for (size_t step = 0; step + 1 < n; ++step) {
    const int64_t left = static_cast<int64_t>(n - step);
    const int64_t i = path ? (*path)[2 * step] : 0, j = path ? (*path)[2 * step + 1] : 1;
    GRADLAB_CHECK(i >= 0 && i < left && j >= 0 && j < left && i != j,
                  "einsum(): invalid contraction path (", i, ", ", j, ")");
    contraction.multiply(static_cast<size_t>(i), static_cast<size_t>(j), !path);
  }
  return contraction.result(n > 1);
}

}  // namespace gradlab
