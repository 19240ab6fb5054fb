#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "gradlab/tensor/array.h"
#include "gradlab/tensor/kernels/reduce.h"

namespace gradlab::kernels {
namespace {

using Sizes = std::vector<int64_t>;

// As in testdata/record_sums.py.
template <class T>
Array values(const Sizes& sizes) {
  Array a = Array::empty(sizes, dtype_of<T>());
  for (int64_t i = 0; i < a.numel(); ++i) {
    const uint64_t mixed = static_cast<uint64_t>(i) * 2654435761u & 0xffffffffu;
    a.data<T>()[i] = static_cast<T>(static_cast<double>(mixed) / 4294967296.0 - 0.5);
  }
  return a;
}

template <class T>
uint64_t hash_of(const Array& a) {
  EXPECT_TRUE(a.is_contiguous());
  uint64_t hash = 0;
  for (int64_t i = 0; i < a.numel(); ++i) {
    uint64_t bits = 0;
    std::memcpy(&bits, a.data<T>() + i, sizeof(T));
    hash = hash * 1099511628211u + bits + 1;
  }
  return hash;
}

Sizes read(std::istream& in, size_t n) {
  Sizes v(n);
  for (int64_t& x : v) in >> x;
  return v;
}

template <class T>
void check(std::istream& in, const std::string& line) {
  size_t count = 0;
  in >> count;
  Sizes sizes = read(in, count);
  size_t dim_count = 0;
  in >> dim_count;
  const Sizes dims = read(in, dim_count);
  const Sizes perm = read(in, count);
  int64_t step = 0;
  uint64_t sums = 0, means = 0;
  in >> step >> sums >> means;
  ASSERT_TRUE(in) << line;
  sizes.back() *= step;
  const int64_t last = static_cast<int64_t>(count) - 1;
  const Array a = values<T>(sizes).slice(last, 0, sizes.back(), step).permute(perm);
  EXPECT_EQ(hash_of<T>(sum(a, dims)), sums) << line;
  EXPECT_EQ(hash_of<T>(mean(a, dims)), means) << line;
}

TEST(CascadeSum, SumsAndMeansHaveTheBitsOfPyTorch) {
  std::ifstream file("tensor/kernels/testdata/sums.txt");
  std::string line, dtype;
  int lines = 0;
  for (; std::getline(file, line); ++lines) {
    std::istringstream in(line);
    in >> dtype;
    if (dtype == "float32") {
      check<float>(in, line);
    } else {
      check<double>(in, line);
    }
  }
  EXPECT_GT(lines, 500);
}

TEST(CascadeSum, AMillionTenthsLoseLittle) {
  Array a = Array::empty({1 << 20}, kFloat);
  std::fill_n(a.data<float>(), a.numel(), 0.1f);
  const double exact = 0.1f * 1048576.0;
  EXPECT_NEAR(*sum(a).data<float>(), exact, 1e-6 * exact);
}

}  // namespace
}  // namespace gradlab::kernels
