// Autograd: backward, custom functions, hooks, gradient modes.
#include <torch/torch.h>

#include <exception>
#include <iostream>
#include <string>
#include <vector>

namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

// x W^T + b with a derivative of its own.
class LinearFunction : public torch::autograd::Function<LinearFunction> {
 public:
  static torch::Tensor forward(AutogradContext* ctx, torch::Tensor input, torch::Tensor weight,
                               torch::Tensor bias = torch::Tensor()) {
    ctx->save_for_backward({input, weight, bias});
    torch::Tensor output = input.mm(weight.t());
    if (bias.defined()) output += bias.unsqueeze(0).expand_as(output);
    return output;
  }

  static variable_list backward(AutogradContext* ctx, variable_list grad_outputs) {
    const variable_list saved = ctx->get_saved_variables();
    const torch::Tensor& grad = grad_outputs[0];
    torch::Tensor grad_bias;
    if (saved[2].defined()) grad_bias = grad.sum(0);
    return {grad.mm(saved[1]), grad.t().mm(saved[0]), grad_bias};
  }
};

// A constant factor is no tensor: it is kept in saved_data.
class MulConstant : public torch::autograd::Function<MulConstant> {
 public:
  static torch::Tensor forward(AutogradContext* ctx, torch::Tensor tensor, double constant) {
    ctx->saved_data["constant"] = constant;
    return tensor * constant;
  }
  static variable_list backward(AutogradContext* ctx, variable_list grad_outputs) {
    return {grad_outputs[0] * ctx->saved_data["constant"].toDouble(), torch::Tensor()};
  }
};

// In place, and so it marks what it changes.
class Doubling : public torch::autograd::Function<Doubling> {
 public:
  static torch::Tensor forward(AutogradContext* ctx, torch::Tensor x) {
    x.mul_(2);
    ctx->mark_dirty({x});
    return x;
  }
  static variable_list backward(AutogradContext*, variable_list grad_outputs) {
    return {grad_outputs[0] * 2};
  }
};

void basic_backward() {
  std::cout << "--- backward\n";
  torch::Tensor x = torch::ones({2, 2}, torch::requires_grad());
  torch::Tensor y = x + 2;
  std::cout << y << "\n";
  torch::Tensor z = 3 * y * y;
  torch::Tensor out = z.mean();
  std::cout << z.grad_fn()->name() << " " << out.grad_fn()->name() << "\n";
  out.backward();
  std::cout << x.grad() << "\n";

  torch::Tensor v = torch::tensor({0.1, 1.0, 0.0001});
  torch::Tensor w = torch::tensor({0.5, -1.0, 2.0}, torch::requires_grad());
  torch::Tensor doubled = w * 2;
  while (doubled.norm().item<double>() < 1000) doubled = doubled * 2;
  doubled.backward(v);
  std::cout << doubled << "\n" << w.grad() << "\n";
}

void custom_functions() {
  std::cout << "--- custom functions\n";
  torch::Tensor x = torch::arange(6, torch::kFloat).view({2, 3}).requires_grad_();
  torch::Tensor weight = (torch::arange(12, torch::kFloat).view({4, 3}) / 12).requires_grad_();
  torch::Tensor y = LinearFunction::apply(x, weight);
  y.sum().backward();
  std::cout << y << "\n" << x.grad() << "\n" << weight.grad() << "\n";
  torch::Tensor bias = torch::ones({4}, torch::requires_grad());
  LinearFunction::apply(x, weight, bias).sum().backward();
  std::cout << bias.grad() << "\n";

  torch::Tensor a = torch::tensor({1.0, 2.0}, torch::requires_grad());
  MulConstant::apply(a, 5.5).sum().backward();
  std::cout << a.grad() << "\n";

  torch::Tensor b = torch::tensor({1.0, 2.0}, torch::requires_grad());
  torch::Tensor c = b * 3;
  torch::Tensor d = Doubling::apply(c);
  d.sum().backward();
  std::cout << c.is_same(d) << " " << c._version() << "\n" << b.grad() << "\n";
}

void hooks() {
  std::cout << "--- hooks\n";
  torch::Tensor x = torch::tensor({1.0, 2.0}, torch::requires_grad());
  torch::Tensor y = x * 3;
  y.register_hook([](torch::Tensor grad) { std::cout << "gradient of y\n" << grad << "\n"; });
  const unsigned handle = y.register_hook([](torch::Tensor grad) { return grad * 10; });
  y.retain_grad();
  y.sum().backward({}, /*keep_graph=*/true);
  std::cout << x.grad() << "\n" << y.grad() << "\n";
  y.remove_hook(handle);
  x.mutable_grad() = torch::Tensor();
  y.sum().backward();
  std::cout << x.grad() << "\n";
}

void modes() {
  std::cout << "--- modes\n";
  torch::Tensor x = torch::ones({2}, torch::requires_grad());
  {
    torch::NoGradGuard no_grad;
    std::cout << (x * 2).requires_grad();
    torch::AutoGradMode enable(true);
    std::cout << (x * 2).requires_grad();
  }
  std::cout << (x * 2).requires_grad() << x.detach().requires_grad() << x.is_leaf()
            << (x * 2).is_leaf() << "\n";
  {
    c10::InferenceMode guard;
    torch::Tensor y = torch::ones({2}) * 2;
    std::cout << y.is_inference() << y.requires_grad() << "\n";
  }
  try {
    torch::Tensor loss = (x * x).sum();
    loss.backward();
    loss.backward();
  } catch (const std::exception& error) {
    const std::string text = error.what();
    std::cout << text.substr(0, text.find('.')) << "\n";
  }
  try {
    torch::Tensor y = x.exp();
    y.add_(1);
    y.sum().backward();
  } catch (const std::exception& error) {
    const std::string text = error.what();
    std::cout << text.substr(0, text.find(':')) << "\n";
  }
}

}  // namespace

int main() {
  basic_backward();
  custom_functions();
  hooks();
  modes();
}
