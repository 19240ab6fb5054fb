#include "gradlab/lab/fw/check.h"
#include "gradlab/lab/part9/ex_9_01.h"

namespace ex_9_01 {
namespace {

// (2, 3), each with other values.
std::vector<Tensor> matrices() {
  std::vector<Tensor> list;
  for (int k = 1; k <= 4; ++k) list.push_back(arange(k, k + 6, kFloat64).view({2, 3}) * k);
  return list;
}

void check(lab::Check& c, const Written& student) {
  c.about("triple", "triple", std::vector<double>{3, -2, 0.5, 10})
      .got([&](double x) { return student.triple(x); })
      .expected([](double x) { return 3 * x; })
      .check();
  c.about("product", "product", matrices())
      .got([&](const Tensor& x) { return student.product(x); })
      .expected([](const Tensor& x) {
        return x.matmul(arange(1, 13, kFloat64).view({3, 4}));
      })
      .check();
  c.about("refused", "refused", matrices())
      .got([&](const Tensor& x) { return student.refused(x); })
      .expected([](const Tensor&) { return lab::raises<IndexError>("out of range"); })
      .check();
}

void show(lab::Log& log, const Written& student) { log("triple(2)", student.triple(2)); }

}  // namespace

LAB_EXERCISE(check, show)

}  // namespace ex_9_01
