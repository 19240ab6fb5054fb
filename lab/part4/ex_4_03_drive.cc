#include <vector>

#include "gradlab/lab/fw/drive.h"
#include "gradlab/lab/part4/ex_4_03.h"

namespace ex_4_03 {
namespace {

void drive(lab::Driver& d, const Written& student) {
  const int64_t n = d.integer(1, 5), features = d.integer(1, 4), hidden = d.integer(1, 5);
  const int64_t classes = d.integer(2, 5);
  const ScalarType dtype = d.flip() ? kFloat64 : kFloat32;
  std::vector<int64_t> target;
  for (int64_t i = 0; i < n; ++i) target.push_back(d.integer(0, classes - 1));
  // In float32 only the shapes and dtypes are compared: rounding differs with the order.
  const auto seen = [&](const Tensor& t) { return dtype == kFloat64 ? t : zeros_like(t); };
  const Tensor w1 = d.tensor({features, hidden}, dtype), b1 = d.tensor({hidden}, dtype);
  const Tensor w2 = d.tensor({hidden, classes}, dtype), b2 = d.tensor({classes}, dtype);
  const Forward f = forward(d.tensor({n, features}, dtype), tensor(target), w1, b1, w2, b2);
  const Tensor dloss = full({}, d.number(-2, 2), dtype);
  // Without what rounding leaves of an exact zero.
  const auto rounded = [&](const Tensor& t) {
    return t.defined() ? (seen(t).detach() * 1e8).round() / 1e8 + 0 : t;
  };
  d("gradients", [&]() -> lab::Value {
    const Gradients g = student.backward(f, dloss);
    lab::Tensors all;
    for (const Tensor& t :
         {g.dlogprobs, g.dprobs, g.dcounts_sum_inv, g.dcounts_sum, g.dcounts, g.dlogits, g.dh,
          g.dw2, g.db2, g.dhpreact, g.db1, g.dhmean, g.dhlin, g.dw1}) {
      all.push_back(rounded(t));
    }
    return all;
  });
  d("at once", [&] { return rounded(student.logits_at_once(f.logits, f.target, dloss)); });
  d("large", [&] {
    const Tensor logits = d.tensor({n, classes}) * 1000;
    return student.logits_at_once(logits, f.target, full({}, 2.0, kFloat64));
  });
  d("forward after", [&] { return lab::Tensors{f.x, f.counts, f.h, f.logits, dloss}; });
}

}  // namespace

LAB_DRIVER(drive)

}  // namespace ex_4_03
