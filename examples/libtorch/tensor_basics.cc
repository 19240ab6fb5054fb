// Tensors: creation, attributes, views, indexing, arithmetic, reductions, random numbers, errors.
#include <torch/torch.h>

#include <exception>
#include <iostream>
#include <string>
#include <vector>

namespace {

using torch::indexing::Ellipsis;
using torch::indexing::None;
using torch::indexing::Slice;

void creation() {
  std::cout << "--- creation\n";
  std::cout << torch::zeros({2, 3}) << "\n";
  std::cout << torch::ones({2, 2}, torch::kInt) << "\n";
  std::cout << torch::eye(3) << "\n";
  std::cout << torch::arange(0, 10, 2.5) << "\n";
  std::cout << torch::linspace(0, 1, 5) << "\n";
  std::cout << torch::full({2}, 7) << "\n";
  std::cout << torch::tensor({{1, 2}, {3, 4}}) << "\n";
  std::cout << torch::tensor({1.5, 2.5}, torch::dtype(torch::kFloat64)) << "\n";
  std::vector<float> memory = {1, 2, 3, 4, 5, 6};
  torch::Tensor blob = torch::from_blob(memory.data(), {2, 3});
  memory[0] = -1;
  std::cout << blob << "\n";
  std::cout << torch::full({2, 2}, 1.0 / 3, torch::kBFloat16) << "\n";
}

void attributes() {
  std::cout << "--- attributes\n";
  torch::Tensor x = torch::zeros({2, 3}, torch::TensorOptions().dtype(torch::kLong));
  std::cout << x.sizes() << " " << x.strides() << " " << x.dim() << " " << x.numel() << "\n";
  std::cout << x.dtype() << " " << x.scalar_type() << " " << x.device() << " " << x.layout()
            << "\n";
  std::cout << x.options() << "\n";
  std::cout << x.is_contiguous() << x.t().is_contiguous() << x.is_floating_point() << x.is_cuda()
            << torch::cuda::is_available() << "\n";
  std::cout << (x.dtype() == torch::kInt64) << (x.to(torch::kFloat).dtype() == torch::kFloat32)
            << "\n";
}

void views() {
  std::cout << "--- views\n";
  torch::Tensor x = torch::arange(12).view({3, 4});
  torch::Tensor row = x[1];
  row[0] = 100;  // a view: x changes
  x.index_put_({Slice(), -1}, -1);
  std::cout << x << "\n";
  std::cout << x.t().contiguous().view({-1}) << "\n";
  std::cout << x.index({Slice(None, None, 2), Slice(1, 3)}) << "\n";
  std::cout << x.index({Ellipsis, 0}) << "\n";
  std::cout << x.index({x > 4}) << "\n";
  std::cout << torch::cat({x, x}, 1).sizes() << torch::stack({x, x}).sizes()
            << x.unsqueeze(0).sizes() << x.flatten().sizes() << "\n";
  std::cout << x.narrow(1, 0, 2).select(0, 2) << "\n";
  std::vector<torch::Tensor> halves = x.chunk(2, 1);
  std::cout << halves[1] << "\n";
  auto elements = x.accessor<int64_t, 2>();
  int64_t trace = 0;
  for (int64_t i = 0; i < elements.size(0); ++i) trace += elements[i][i];
  std::cout << trace << "\n";
}

void arithmetic() {
  std::cout << "--- arithmetic\n";
  torch::Tensor a = torch::tensor({{1.0, 2.0}, {3.0, 4.0}});
  torch::Tensor b = torch::tensor({10.0, 20.0});
  std::cout << a + b << "\n" << a * 2 - 1 << "\n" << 1 / a << "\n";
  std::cout << a.matmul(b) << "\n" << torch::mm(a, a.t()) << "\n";
  std::cout << torch::exp(a) << "\n" << a.pow(2).sqrt() << "\n";
  std::cout << a.sum() << "\n" << a.mean(0) << "\n" << std::get<1>(a.max(1)) << "\n";
  std::cout << a.softmax(1) << "\n";
  a.add_(b).mul_(0.5);
  std::cout << a << "\n";
  std::cout << (a > 6) << "\n" << torch::allclose(a, a + 1e-9) << a.equal(a.clone()) << "\n";
  std::cout << (torch::ones({2}, torch::kInt) + 1.5).dtype() << " "
            << (torch::ones({2}, torch::kHalf) + torch::ones({2}, torch::kBFloat16)).dtype()
            << "\n";
  std::cout << torch::arange(6, torch::kHalf) / 3 << "\n";
  std::cout << 1e5 * torch::arange(1, 4) / 7 << "\n";
}

void random_numbers() {
  std::cout << "--- random\n";
  torch::manual_seed(42);
  std::cout << torch::rand({2, 3}) << "\n" << torch::randn({3}) << "\n";
  std::cout << torch::randint(0, 100, {5}) << "\n" << torch::randperm(6) << "\n";
}

template <class Program>
void show_error(Program program) {
  try {
    program();
  } catch (const std::exception& error) {
    const std::string text = error.what();  // with a stack trace behind the first line
    std::cout << text.substr(0, text.find("\n")) << "\n";
  }
}

void errors() {
  std::cout << "--- errors\n";
  show_error([] { torch::ones({2, 3}) + torch::ones({4}); });
  show_error([] { torch::mm(torch::ones({2, 3}), torch::ones({2, 3})); });
  show_error([] { torch::ones({2, 3}).view({5}); });
  show_error([] { torch::ones({2, 3}).item<float>(); });
  show_error([] { torch::ones({2})[5]; });
  show_error([] { torch::ones({2}, torch::dtype(torch::kLong).requires_grad(true)); });
  show_error([] { TORCH_CHECK(1 > 2, "one is not more than ", 2); });
}

}  // namespace

int main() {
  creation();
  attributes();
  views();
  arithmetic();
  random_numbers();
  errors();
}
