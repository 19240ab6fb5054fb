#include "gradlab/lab/fw/drive.h"
#include "gradlab/lab/part3/ex_3_03.h"

namespace ex_3_03 {
namespace {

void drive(lab::Driver& d, const Written& student) {
  const int64_t rows = d.integer(1, 6), dim = d.integer(1, 4), n = d.integer(0, 4);
  std::vector<int64_t> numbers;
  for (int64_t i = 0; i < 2 * n; ++i) numbers.push_back(d.integer(0, rows - 1));
  const bool pairs = d.flip();
  const Tensor indices = pairs ? tensor(numbers, kInt64).reshape({n, 2}) : tensor(numbers, kInt64);
  const std::vector<int64_t> sizes =
      pairs ? std::vector<int64_t>{n, 2, dim} : std::vector<int64_t>{2 * n, dim};
  const Tensor upstream = d.tensor(sizes, d.flip() ? kFloat32 : kFloat64);
  for (const int64_t padding : {int64_t{-1}, int64_t{0}, rows - 1}) {
    d("by hand", [&] { return student.embedding_backward(indices, upstream, rows, padding); });
    d("autograd",
      [&] { return student.gradient_by_autograd(indices, upstream.to(kFloat32), rows, padding); });
  }
  d("inputs", [&] { return lab::Tensors{indices, upstream}; });
  d("single", [&] { return student.embedding_backward(tensor(0), d.tensor({dim}), rows, -1); });
}

}  // namespace

LAB_DRIVER(drive)

}  // namespace ex_3_03
