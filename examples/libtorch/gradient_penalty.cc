// Gradients of gradients: a gradient penalty, a Hessian by rows, and Newton's method.
#include <torch/torch.h>

#include <iostream>
#include <vector>

namespace {

// The derivative of y = x^3, three times.
void derivatives() {
  torch::Tensor x = torch::tensor({1.0, 2.0, 3.0}, torch::requires_grad());
  torch::Tensor y = x.pow(3).sum();
  for (int order = 1; order <= 3; ++order) {
    y = torch::autograd::grad({y}, {x}, {}, /*retain_graph=*/true, /*create_graph=*/true)[0].sum();
    std::cout << "sum of derivative " << order << ": " << y.item<double>() << "\n";
  }
}

// A small critic whose gradient with respect to its input is pulled towards norm 1, as in the
// training of Wasserstein GANs.
struct Critic {
  torch::Tensor hidden =
      (torch::arange(12, torch::kDouble).view({4, 3}) / 10 - 0.5).requires_grad_();
  torch::Tensor out = (torch::arange(4, torch::kDouble) / 5 - 0.3).requires_grad_();

  torch::Tensor operator()(const torch::Tensor& x) const {
    return torch::tanh(x.matmul(hidden.t())).matmul(out);
  }
};

void gradient_penalty() {
  Critic critic;
  torch::Tensor real = torch::linspace(-1, 1, 6, torch::kDouble).view({2, 3});
  torch::Tensor fake = torch::linspace(2, 0, 6, torch::kDouble).view({2, 3});
  for (int step = 0; step < 3; ++step) {
    torch::Tensor mixed = (0.25 * real + 0.75 * fake).detach().requires_grad_();
    torch::Tensor scores = critic(mixed);
    torch::Tensor slope = torch::autograd::grad({scores}, {mixed}, {torch::ones_like(scores)},
                                                /*retain_graph=*/true, /*create_graph=*/true)[0];
    torch::Tensor penalty = (slope.norm(2, 1) - 1).pow(2).mean();
    torch::Tensor loss = critic(fake).mean() - critic(real).mean() + 10 * penalty;
    loss.backward();
    std::cout << "penalty " << penalty.item<double>() << " loss " << loss.item<double>() << "\n";
    torch::NoGradGuard no_grad;
    for (torch::Tensor parameter : {critic.hidden, critic.out}) {
      parameter -= 0.05 * parameter.grad();
      parameter.mutable_grad() = torch::Tensor();
    }
  }
  std::cout << critic.hidden << "\n" << critic.out << "\n";
}

torch::Tensor rosenbrock(const torch::Tensor& x) {
  return (1 - x[0]).pow(2) + 100 * (x[1] - x[0].pow(2)).pow(2);
}

torch::Tensor hessian(const torch::Tensor& gradient, const torch::Tensor& x) {
  std::vector<torch::Tensor> rows;
  for (int64_t i = 0; i < x.numel(); ++i) {
    rows.push_back(torch::autograd::grad({gradient[i]}, {x}, {}, /*retain_graph=*/true)[0]);
  }
  return torch::stack(rows);
}

void newton() {
  torch::Tensor x = torch::tensor({-1.2, 1.0}, torch::kDouble).requires_grad_();
  for (int step = 0; step < 6; ++step) {
    torch::Tensor y = rosenbrock(x);
    torch::Tensor g = torch::autograd::grad({y}, {x}, {}, true, /*create_graph=*/true)[0];
    torch::Tensor h = hessian(g, x);
    if (step == 0) std::cout << g << "\n" << h << "\n";
    // The inverse of a 2 x 2 matrix, by hand.
    torch::Tensor det = h[0][0] * h[1][1] - h[0][1] * h[1][0];
    torch::Tensor adjugate =
        torch::stack({torch::stack({h[1][1], -h[0][1]}), torch::stack({-h[1][0], h[0][0]})});
    torch::NoGradGuard no_grad;
    x -= (adjugate / det).matmul(g);
    std::cout << "step " << step << " f " << y.item<double>() << "\n";
  }
  std::cout << x << "\n";
}

}  // namespace

int main() {
  derivatives();
  gradient_penalty();
  newton();
}
