#include "gradlab/lab/fw/drive.h"
#include "gradlab/lab/part2/ex_2_13.h"

namespace ex_2_13 {
namespace {

// a * b * k, or a wrong rule for it.
struct Product : public autograd::Function<Product> {
  static Tensor forward(autograd::AutogradContext* ctx, const Tensor& a, const Tensor& b, double k,
                        int64_t fault) {
    ctx->save_for_backward({a, b});
    ctx->saved_data["k"] = k;
    ctx->saved_data["fault"] = fault;
    ctx->saved_data["same"] = a.is_same(b);
    return a * b * k;
  }
  static variable_list backward(autograd::AutogradContext* ctx, variable_list grads) {
    const Tensor a = ctx->get_saved_variables()[0], b = ctx->get_saved_variables()[1];
    const double k = ctx->saved_data["k"].toDouble();
    const int64_t fault = ctx->saved_data["fault"].toInt();
    const bool is_broadcast = a.sizes() != b.sizes();
    const bool is_turned = !a.is_contiguous() || !b.is_contiguous();
    const Tensor v = fault == 1 ? ones_like(grads[0]) : grads[0];
    Tensor for_a = (v * b * k).sum_to_size(a.sizes());
    Tensor for_b = (v * a * k).sum_to_size(b.sizes());
    if (fault == 2) for_b = for_b * (b < -0.5).to(kFloat64);
    if (fault == 3) for_a = for_a + 0.1;
    if (fault == 4 && is_broadcast) for_a = -for_a;
    if (fault == 5 && is_broadcast) for_b = 2 * for_b;
    if (fault == 6 && is_turned) for_a = for_a.flip({0});
    if (fault == 7 && ctx->saved_data["same"].toBool()) for_a = zeros_like(a);
    if (fault == 8) for_b = zeros_like(b);
    if (fault == 9) for_b = for_b * (b > 0.5).to(kFloat64);
    if (fault == 10) for_a = for_a * (a < 0).to(kFloat64);
    return {for_a, for_b, Tensor(), Tensor()};
  }
};

void drive(lab::Driver& d, const Written& student) {
  const double k = d.number(0.5, 2), h = d.number(1e-4, 1e-1);
  const Function f = [k](const Tensor& t) { return (k * t).sin() * t; };
  for (const auto& shape : std::vector<std::vector<int64_t>>{{}, {3}, {2, 3}}) {
    const ScalarType dtype = d.flip() ? kFloat64 : kFloat32;
    const Tensor x = d.tensor(shape, dtype), v = d.tensor(shape, dtype);
    // The last digits depend on the order of the operations.
    d("numeric", [&] { return (student.numeric_vjp(f, x, v, h) * 1e6).round() / 1e6; });
    d("afterwards", [&] { return lab::Tensors{x, v}; });
  }
  const Tensor x = d.tensor({2, 3}), v = d.tensor({2});
  d("rows", [&] {
    return (student.numeric_vjp([&](const Tensor& t) { return f(t).sum(1); }, x, v, h) * 1e6)
               .round() /
           1e6;
  });
  for (int64_t fault = 0; fault <= 10; ++fault) {
    manual_seed(static_cast<uint64_t>(d.integer(0, 1000)));
    d("accepts " + std::to_string(fault), [&] {
      return student.my_gradcheck(
          [&](const Tensor& a, const Tensor& b) { return Product::apply(a, b, k, fault); });
    });
  }
}

}  // namespace

LAB_DRIVER(drive)

}  // namespace ex_2_13
