#include "gradlab/lab/fw/drive.h"
#include "gradlab/lab/part1/ex_1_03.h"

namespace ex_1_03 {
namespace {

// Whole numbers, none of them 0 if `divisors`.
Tensor whole(lab::Driver& d, int64_t count, bool divisors) {
  std::vector<int64_t> numbers;
  for (int64_t i = 0; i < count; ++i) {
    const int64_t x = d.integer(1, 9);
    numbers.push_back(d.flip() ? -x : (divisors ? x : 7 * x));
  }
  return tensor(numbers);
}

void drive(lab::Driver& d, const Written& student) {
  const int64_t n = d.integer(1, 4), k = d.integer(1, 4), m = d.integer(1, 4);
  const ScalarType dtype = d.flip() ? kFloat32 : kFloat64;
  const Tensor a = d.tensor({n, k}, dtype), b = d.tensor({n, k}, dtype);
  d("hadamard", [&] { return student.hadamard(a, b); });
  d("operands", [&] { return lab::Tensors{a, b}; });
  const Tensor right = d.tensor({k, m}, dtype);
  d("product", [&] { return student.product(a, right); });
  d("perhaps no product", [&] { return student.product(a, b); });
  d("operands of the product", [&] { return lab::Tensors{a, right}; });
  const int64_t count = d.integer(1, 5);
  const int64_t size = d.flip() ? 1 : d.integer(10000000, 20000000);
  const Tensor i = whole(d, count, false) * size + d.integer(-1, 1), j = whole(d, count, true);
  d("divide", [&] {
    const Division division = student.safe_divide(i, j);
    return lab::Tensors{division.exact, division.rounded, division.rest};
  });
  d("operands of the division", [&] { return lab::Tensors{i, j}; });
}

}  // namespace

LAB_DRIVER(drive)

}  // namespace ex_1_03
