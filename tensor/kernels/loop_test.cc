#include "gradlab/tensor/kernels/loop.h"

#include <algorithm>
#include <random>
#include <vector>

#include "gradlab/tensor/kernels/pointwise.h"
#include "gradlab/tensor/kernels/test_arrays.h"
#include "gradlab/tensor/kernels/unary.h"
#include "gtest/gtest.h"

namespace gradlab::kernels {
namespace {

// Tells apart which elements were combined, in which order.
struct Digits {
  int64_t operator()(int64_t a) const { return 1000 * a; }
  int64_t operator()(int64_t a, int64_t b) const { return 1000 * a + b; }
  int64_t operator()(int64_t a, int64_t b, int64_t c) const { return 1000 * (1000 * a + b) + c; }
};
BlockLoop digits_loop(int inputs) {
  switch (inputs) {
    case 1:
      return &block1<Digits, int64_t, int64_t>;
    case 2:
      return &block2<Digits, int64_t, int64_t, int64_t>;
    default:
      return &block3<Digits, int64_t, int64_t, int64_t, int64_t>;
  }
}

class RandomArrays {
 public:
  explicit RandomArrays(unsigned seed) : rng_(seed) {}

  int64_t below(int64_t n) { return std::uniform_int_distribution<int64_t>(0, n - 1)(rng_); }

  std::vector<int64_t> sizes() {
    std::vector<int64_t> s(below(6));
    for (int64_t& n : s) {
      const int64_t kind = below(20);
      const bool large = kind >= 12 && s.size() < 4;
      n = kind == 0 ? 0 : kind < 4 ? 1 : 2 + below(4);
      if (large) n = s.size() < 3 ? 16 + below(150) : 16;
    }
    return s;
  }

  // An array that broadcasts to `sizes`: some dimensions of size 1, leading ones missing.
  std::vector<int64_t> broadcastable(std::vector<int64_t> s) {
    for (int64_t& n : s) {
      if (below(5) == 0) n = 1;
    }
    if (!s.empty() && below(4) == 0) s.erase(s.begin(), s.begin() + below(s.size() + 1));
    return s;
  }

  // Uninitialised, with permuted dimensions and gaps between elements.
  Array array(const std::vector<int64_t>& sizes, ScalarType dtype) {
    const size_t dims = sizes.size();
    std::vector<int64_t> order(dims), storage_sizes(dims), steps(dims), inverse(dims);
    for (size_t i = 0; i < dims; ++i) order[i] = static_cast<int64_t>(i);
    if (below(3) != 0) std::shuffle(order.begin(), order.end(), rng_);
    const bool gaps = below(3) == 0;
    for (size_t i = 0; i < dims; ++i) {
      steps[i] = gaps ? 1 + below(3) : 1;
      storage_sizes[i] = sizes[order[i]] * steps[i];
      inverse[order[i]] = static_cast<int64_t>(i);
    }
    Array a = Array::empty(storage_sizes, dtype);
    for (size_t i = 0; i < dims; ++i) a = a.slice(i, 0, storage_sizes[i], steps[i]);
    return a.permute(inverse);
  }

  Array filled(const std::vector<int64_t>& sizes) {
    Array a = array(sizes, kLong);
    for (int64_t i = 0; i < a.numel(); ++i) element<int64_t>(a, i) = below(1000);
    return a;
  }

 private:
  std::mt19937 rng_;
};

// Position in `a`, broadcast to `sizes`, of the element at a row-major index.
int64_t broadcast_index(const Array& a, const std::vector<int64_t>& sizes, int64_t index) {
  int64_t at = 0, step = 1;
  for (size_t i = 1; i <= sizes.size(); ++i) {
    const int64_t n = sizes[sizes.size() - i];
    if (i <= a.sizes().size()) {
      const int64_t own = a.sizes()[a.sizes().size() - i];
      if (own != 1) at += index % n * step;
      step *= own;
    }
    index /= n;
  }
  return at;
}

TEST(Loop, VisitsEveryElementOfRandomLayouts) {
  const Digits op;
  int transposed = 0;  // plans walked in tiles
  for (unsigned seed = 0; seed < 4000; ++seed) {
    SCOPED_TRACE(seed);
    RandomArrays random(seed);
    const std::vector<int64_t> sizes = random.sizes();
    const int inputs = static_cast<int>(1 + random.below(3));
    std::vector<Array> arrays;
    std::vector<LoopInput> loop_inputs;
    for (int k = 0; k < inputs; ++k) {
      arrays.push_back(random.filled(k == 0 ? sizes : random.broadcastable(sizes)));
    }
    std::shuffle(arrays.begin(), arrays.end(), std::mt19937(seed));
    for (const Array& a : arrays) loop_inputs.push_back(LoopInput::of(a));

    Array out;
    if (random.below(2) == 0) {
      const LoopPlan plan(&out, sizes, kLong, loop_inputs);
      ASSERT_TRUE(out.numel() == 0 || out.is_non_overlapping_and_dense());
      transposed += plan.transposed();
      walk(plan, digits_loop(inputs), &op);
    } else {
      out = random.array(sizes, kLong);
      const LoopPlan plan(out, loop_inputs);
      transposed += plan.transposed();
      walk(plan, digits_loop(inputs), &op);
    }

    ASSERT_EQ(out.sizes(), sizes);
    for (int64_t i = 0; i < out.numel(); ++i) {
      int64_t expected = 0;
      for (const Array& a : arrays) {
        expected = 1000 * expected + element<int64_t>(a, broadcast_index(a, sizes, i));
      }
      if (inputs == 1) expected *= 1000;
      ASSERT_EQ(element<int64_t>(out, i), expected) << "at " << i;
    }
  }
  EXPECT_GT(transposed, 50);
}

TEST(Loop, ManyDimensionsAreNoLimit) {
  // 70 dimensions, of which 13 are not 1 in the end.
  std::vector<int64_t> sizes(70, 1);
  for (size_t i = 0; i < sizes.size(); i += 5) sizes[i] = 2;
  Array a = empty_in(Layout::kReversedDimensions, sizes, kLong).slice(0, 1, 2);
  for (int64_t i = 0; i < a.numel(); ++i) element<int64_t>(a, i) = i;
  const Array out = neg(a);
  for (int64_t i = 0; i < a.numel(); ++i) ASSERT_EQ(element<int64_t>(out, i), -i);
}

TEST(Loop, OneLayoutBecomesOneDimension) {
  const Array a = Array::empty({2, 3, 4}, kFloat).permute({2, 0, 1});
  Array out;
  const LoopPlan plan(&out, a.sizes(), kFloat, LoopInput::of(a));
  EXPECT_EQ(plan.dim(), 1);
  EXPECT_EQ(plan[0].size, 24);
  EXPECT_EQ(out.strides(), a.strides());
}

TEST(Loop, LargeTransposedInputsAreWalkedInTiles) {
  const Array a = Array::empty({200, 300}, kDouble), b = Array::empty({300, 200}, kDouble);
  const Array bt = b.transpose(0, 1);
  const LoopInput inputs[] = {LoopInput::of(a), LoopInput::of(bt)};
  Array out;
  EXPECT_TRUE(LoopPlan(&out, a.sizes(), kDouble, inputs).transposed());
  EXPECT_FALSE(LoopPlan(&out, a.sizes(), kDouble, LoopInput::of(a)).transposed());
}

// Strides of results, recorded from PyTorch 1.13.
struct StrideCase {
  Array a;
  std::vector<int64_t> b_sizes;
  std::vector<int64_t> strides;
};
TEST(Loop, LargeOutputsAreWrittenPastTheCacheInWholeRows) {
  // Rows of 5003 elements: no chunk or cache line divides them, and rows start at any alignment.
  const std::vector<int64_t> sizes = {230, 5003};
  const Array wide = Array::empty({230, 5009}, kLong), row = Array::empty({5003}, kLong);
  for (int64_t i = 0; i < wide.numel(); ++i) wide.data<int64_t>()[i] = i % 997;
  for (int64_t i = 0; i < row.numel(); ++i) row.data<int64_t>()[i] = i % 991;
  const Array a = wide.as_strided(sizes, {5009, 1}, 3);
  const auto expect_digits = [&](const Array& out, const Array& x) {
    for (int64_t i = 0; i < sizes[0]; ++i) {
      for (int64_t j = 0; j < sizes[1]; ++j) {
        const int64_t place = i * out.strides()[0] + j;
        ASSERT_EQ(out.data<int64_t>()[place],
                  1000 * ((i * 5009 + 3 + j) % 997) + x.data<int64_t>()[j])
            << i << ", " << j;
      }
    }
  };
  const Digits op;
  Array fresh;
  const LoopPlan allocated(&fresh, sizes, kLong, {LoopInput::of(a), LoopInput::of(row)});
  EXPECT_TRUE(allocated.streamed());
  walk(allocated, digits_loop(2), &op);
  expect_digits(fresh, row);

  // An output with gaps between its rows, which must stay as they are.
  Array around = Array::empty({230, 5010}, kLong);
  std::fill_n(around.data<int64_t>(), around.numel(), -1);
  const Array inside = around.as_strided(sizes, {5010, 1}, 1);
  const LoopPlan given(inside, {LoopInput::of(a), LoopInput::of(row)});
  EXPECT_TRUE(given.streamed());
  walk(given, digits_loop(2), &op);
  expect_digits(inside, row);
  for (int64_t i = 0; i < 230; ++i) {
    for (int64_t j : {0, 5004, 5009}) ASSERT_EQ(around.data<int64_t>()[i * 5010 + j], -1);
  }

  // In place, and small outputs.
  EXPECT_FALSE(LoopPlan(a, {LoopInput::of(a), LoopInput::of(row)}).streamed());
  EXPECT_FALSE(LoopPlan(row, {LoopInput::of(a.select(0, 1))}).streamed());
}

TEST(Loop, ResultsHaveTheStridesOfPyTorch) {
  const Array m = Array::empty({3, 4}, kFloat), t = Array::empty({2, 3, 4}, kFloat);
  const StrideCase cases[] = {
      {m.transpose(0, 1), {4, 3}, {1, 4}},
      {t.permute({2, 0, 1}), {3}, {1, 12, 4}},
      {t.slice(2, 0, 4, 2), {1}, {6, 2, 1}},
      {t.transpose(0, 2).slice(0, 0, 4, 2), {}, {1, 2, 6}},
      {Array::empty({3, 1}, kFloat), {4}, {4, 1}},
      {Array::empty({3, 1}, kFloat).expand({3, 4}), {}, {4, 1}},
      {Array::empty({3, 1}, kFloat).expand({3, 4}).transpose(0, 1), {4, 3}, {3, 1}},
      {Array::empty({2, 1, 3}, kFloat).permute({2, 1, 0}), {}, {1, 3, 3}},
      {Array::empty({0, 3}, kFloat).transpose(0, 1), {}, {1, 3}},
      {Array::empty({2, 0, 3}, kFloat).permute({2, 0, 1}), {1}, {1, 0, 3}},
      {Array::empty({2, 4, 5, 3}, kFloat).permute({0, 3, 1, 2}), {3, 1, 1}, {60, 1, 15, 3}},
  };
  for (const StrideCase& c : cases) {
    const Array b = Array::empty(c.b_sizes, kFloat);
    const Operand x(c.a), y(b);
    const PointwiseInput inputs[] = {{&x, kFloat}, {&y, kFloat}};
    struct First {
      float operator()(float v, float) const { return v; }
    };
    const First op;
    const Array out =
        run_pointwise(inputs, kFloat, nullptr, &block2<First, float, float, float>, &op);
    EXPECT_EQ(out.strides(), c.strides) << c.a.sizes();
  }
}

}  // namespace
}  // namespace gradlab::kernels
