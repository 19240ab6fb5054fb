#include "gradlab/tensor/kernels/matmul.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <vector>

#include "gradlab/tensor/counters.h"
#include "gradlab/tensor/kernels/golden.h"

namespace gradlab::kernels {
namespace {

TEST(MatmulTest, AgreesWithPyTorch){
#include "gradlab/tensor/kernels/golden/matmul.inc"
}

// The definition, in double. Products of x() and their sums are exact in float32.
std::vector<double> product(V a, V b) {
  std::vector<double> out;
  for (int64_t i = 0; i < a.size(0); ++i) {
    for (int64_t j = 0; j < b.size(1); ++j) {
      double sum = 0;
      for (int64_t k = 0; k < a.size(1); ++k) {
        sum += element_as_double(a, i * a.size(1) + k) * element_as_double(b, k * b.size(1) + j);
      }
      out.push_back(sum);
    }
  }
  return out;
}

// The same matrix, laid out in every way that BLAS has a word for and in some that it has not.
std::vector<Array> layouts_of(V a) {
  const int64_t rows = a.size(0), cols = a.size(1);
  const Array wide = full({rows + 2, cols + 3}, 9, a.dtype());
  const Array in_rows = wide.slice(0, 1, rows + 1).slice(1, 2, cols + 2);
  const Array tall = full({cols + 3, rows + 2}, 9, a.dtype());
  const Array in_columns = tall.slice(0, 1, cols + 1).slice(1, 2, rows + 2).transpose(0, 1);
  copy_into(in_rows, a);
  copy_into(in_columns, a);
  return {a, transposed(a), stepped(a), in_rows, in_columns, transposed(stepped(a))};
}

TEST(MatmulTest, EveryLayoutOfBothOperandsGivesTheSame) {
  const std::vector<std::vector<int64_t>> shapes = {{17, 33, 9}, {1, 40, 7},  {7, 40, 1},
                                                    {40, 1, 40}, {1, 200, 1}, {3, 4, 5}};
  for (ScalarType dtype : {kFloat, kDouble, kInt}) {
    for (const std::vector<int64_t>& s : shapes) {
      const Array a = x({s[0], s[1]}, dtype), b = x({s[1], s[2]}, dtype);
      const std::vector<double> expected = product(a, b);
      for (const Array& left : layouts_of(a)) {
        for (const Array& right : layouts_of(b)) {
          check([&] { return mm(left, right); }, dtype, {s[0], s[2]}, expected);
        }
        check([&] { return mv(left, stepped(x({s[1]}, dtype))); }, dtype, {s[0]},
              product(a, x({s[1], 1}, dtype)));
      }
    }
  }
}

TEST(MatmulTest, BroadcastOperandsAreMultipliedToo) {
  const Array row = x({1, 30}).expand({20, 30}), column = x({30, 1}).expand({30, 25});
  check([&] { return mm(row, column); }, kFloat, {20, 25}, product(row, column));
  const Array batch = x({20, 30}).expand({3, 20, 30}), other = x({3, 30, 5});
  const Array out = bmm(batch, other);
  for (int64_t i = 0; i < 3; ++i) {
    check([&] { return out.select(0, i); }, kFloat, {20, 5},
          product(x({20, 30}), other.select(0, i)));
  }
}

TEST(MatmulTest, BatchesMayBePermutedAndSliced) {
  const Array a = x({6, 4, 7}), b = x({6, 7, 5});
  const Array expected = bmm(a, b);
  for (V left : {transposed(a), stepped(a)}) {
    for (V right : {transposed(b), stepped(b), b}) {
      const Array out = bmm(left, right);
      for (int64_t i = 0; i < out.numel(); ++i) {
        EXPECT_EQ(element_as_double(out, i), element_as_double(expected, i));
      }
    }
  }
  for (int64_t i = 0; i < 6; ++i) {
    check([&] { return expected.select(0, i); }, kFloat, {4, 5},
          product(a.select(0, i), b.select(0, i)));
  }
}

TEST(MatmulTest, TransposedAndSlicedOperandsAreNotCopied) {
  const Array a = x({64, 64}), wide = x({64, 80});
  for (V b : {a, a.transpose(0, 1), wide.narrow(1, 3, 64), wide.narrow(1, 3, 64).transpose(0, 1)}) {
    mm(a, b);  // the first call of all sets BLAS up
    const int64_t before = counter_value(Counter::kStorageBytes);
    reset_counter_peak(Counter::kStorageBytes);
    const Array out = mm(a, b);
    const int64_t peak = counter_peak(Counter::kStorageBytes);
    EXPECT_EQ(peak, counter_value(Counter::kStorageBytes));
    EXPECT_LT(peak - before, 2 * 64 * 64 * 4);
  }
}

TEST(MatmulTest, AnOutputThatIsNotReadMayHoldNan) {
  // Fresh memory is whatever was freed last; make that NaN.
  for (int64_t m : {1, 40}) {
    { const Array poison = full({30, m}, kNan, kFloat); }
    const Array out = mm(x({30, 20}), x({20, m}));
    check([&] { return out; }, kFloat, {30, m}, product(x({30, 20}), x({20, m})));
    { const Array poison = full({m, 30}, kNan, kFloat); }
    check(
        [&] {
          return mm(x({m, 20}), x({20, 30}));
        },
        kFloat, {m, 30}, product(x({m, 20}), x({20, 30})));
  }
}

TEST(MatmulTest, NanAndInfinityReachTheResultWhateverTheSize) {
  for (int64_t n : {2, 3, 20, 100}) {
    Array a = full({n, n}, 0, kFloat), b = full({n, n}, 0, kFloat);
    b.data<float>()[0] = kInf;
    const Array out = mm(a, b);
    EXPECT_TRUE(std::isnan(element_as_double(out, 0))) << n;
    EXPECT_EQ(element_as_double(out, 1), 0) << n;
    EXPECT_TRUE(std::isnan(element_as_double(mv(a, b.select(1, 0)), n - 1))) << n;
  }
}

TEST(MatmulTest, DtypesMustAgree) {
  check_error<Error>(
      [] {
        mm(x({2, 3}), x({3, 2}, kDouble));
      },
      "expected m1 and m2 to have the same dtype, but got: float != double");
  check_error<Error>(
      [] {
        mm(x({2, 3}, kLong), x({3, 2}));
      },
      "expected m1 and m2 to have the same dtype, but got: long int != float");
  check_error<Error>(
      [] {
        addmm(x({2}, kDouble), x({2, 3}), x({3, 2}));
      },
      "self and mat2 must have the same dtype, but got Double and Float");
  check_error<Error>(
      [] {
        baddbmm(x({5}, kDouble), x({2, 3, 4}), x({2, 4, 5}));
      },
      "expected scalar type Float but found Double");
}

TEST(MatmulTest, IntegersWrapAround) {
  const Array big = full({1, 1}, std::numeric_limits<int64_t>::max(), kLong);
  EXPECT_EQ(*mm(big, big).data<int64_t>(), 1);
  EXPECT_EQ(*addmm(big, big, big, 2).data<int64_t>(), -1);
  EXPECT_EQ(*mm(full({1, 9}, 100, kChar), full({9, 1}, 100, kChar)).data<int8_t>(),
            static_cast<int8_t>(90000));
}

}  // namespace
}  // namespace gradlab::kernels
