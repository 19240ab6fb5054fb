// Gradients of one's own: functions whose backward is not their derivative, that compute again
// instead of saving, or have several results; the graph that they become part of; derivatives of
// derivatives.
#include <torch/torch.h>

#include <iostream>
#include <memory>
#include <string>
#include <vector>

using torch::Tensor;
using torch::autograd::AutogradContext;
using torch::autograd::Function;
using torch::autograd::grad;
using torch::autograd::Node;
using torch::autograd::variable_list;

// The sign, with the gradient of the identity between -1 and 1.
struct StraightThrough : public Function<StraightThrough> {
  static Tensor forward(AutogradContext* ctx, Tensor x) {
    ctx->save_for_backward({x});
    return x.sign();
  }
  static variable_list backward(AutogradContext* ctx, variable_list grads) {
    const Tensor x = ctx->get_saved_variables()[0];
    return {grads[0].masked_fill(x.abs() > 1, 0)};
  }
};

// The identity, whose gradient is turned round.
struct Reverse : public Function<Reverse> {
  static Tensor forward(AutogradContext* ctx, Tensor x, double factor, c10::Device device) {
    ctx->saved_data["factor"] = factor;
    ctx->saved_data["call"] = std::make_tuple(int64_t{x.dim()}, device, std::string("reverse"));
    return x.view_as(x);
  }
  static variable_list backward(AutogradContext* ctx, variable_list grads) {
    std::cout << ctx->saved_data["call"] << " " << ctx->saved_data["factor"] << "\n";
    return {-ctx->saved_data["factor"].toDouble() * grads[0], Tensor(), Tensor()};
  }
};

// tanh(x w), computed once more in backward instead of being saved.
struct Recompute : public Function<Recompute> {
  static Tensor forward(AutogradContext* ctx, Tensor x, Tensor w) {
    ctx->save_for_backward({x, w});
    return torch::tanh(x.mm(w));
  }
  static variable_list backward(AutogradContext* ctx, variable_list grads) {
    std::vector<Tensor> inputs;
    for (const Tensor& t : ctx->get_saved_variables()) {
      inputs.push_back(t.detach().set_requires_grad(true));
    }
    torch::AutoGradMode with_grad(true);
    torch::autograd::backward({torch::tanh(inputs[0].mm(inputs[1]))}, {grads[0]});
    return {inputs[0].grad(), inputs[1].grad()};
  }
};

// Two results of one node.
struct Halves : public Function<Halves> {
  static variable_list forward(AutogradContext*, Tensor x) {
    const int64_t half = x.size(0) / 2;
    return {x.slice(0, 0, half).clone(), x.slice(0, half).clone()};
  }
  static variable_list backward(AutogradContext*, variable_list grads) {
    return {torch::cat(grads)};
  }
};

void print_graph(const std::shared_ptr<Node>& node, int depth = 0) {
  if (!node) return;
  const bool is_leaf = node->num_outputs() == 0;
  std::cout << std::string(2 * depth, ' ') << (is_leaf ? "leaf" : node->name()) << "\n";
  for (const auto& edge : node->next_edges()) print_graph(edge.function, depth + 1);
}

int main() {
  torch::manual_seed(1);
  Tensor x = torch::tensor({-2., -0.5, 0.5, 2.}, torch::requires_grad());
  (StraightThrough::apply(x) * torch::arange(4)).sum().backward();
  std::cout << x.grad() << "\n";

  x.mutable_grad() = Tensor();
  Reverse::apply(x * 3, 0.5, x.device()).sum().backward();
  std::cout << x.grad() << "\n";

  Tensor a = torch::randn({2, 3}, torch::requires_grad());
  Tensor w = torch::randn({3, 2}, torch::requires_grad());
  Recompute::apply(a, w).sum().backward();
  const Tensor recomputed = a.grad().clone();
  a.grad().zero_();
  torch::tanh(a.mm(w)).sum().backward();
  std::cout << torch::allclose(recomputed, a.grad()) << "\n" << (a.grad() * 1000).round() << "\n";

  x.mutable_grad() = Tensor();
  const variable_list halves = Halves::apply(x);
  (halves[0].sum() * 2 + halves[1].prod()).backward();
  std::cout << x.grad() << halves[1].output_nr()
            << (halves[0].grad_fn() == halves[1].grad_fn()) << "\n";

  // A write to a part of a tensor, and the graph that remembers it.
  Tensor base = torch::zeros({4});
  base.narrow(0, 0, 2).mul_(w[0]);
  base.narrow(0, 2, 2).copy_(w[1] * 3);
  print_graph(base.grad_fn()->next_edge(1).function);
  std::cout << grad({base.sum()}, {w})[0] << "\n";

  Tensor y = torch::tensor({1.5}, torch::requires_grad()), derivative = y.pow(3);
  for (int order = 1; derivative.requires_grad() && order <= 4; ++order) {
    derivative = grad({derivative}, {y}, {}, true, true, true)[0];
    if (!derivative.defined()) break;
    std::cout << order << ": " << derivative.item<float>() << "\n";
  }
}
