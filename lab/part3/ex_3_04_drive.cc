#include "gradlab/lab/fw/drive.h"
#include "gradlab/lab/part3/ex_3_04.h"

namespace ex_3_04 {
namespace {

void drive(lab::Driver& d, const Written& student) {
  const int64_t vocab = d.integer(1, 6), dim = d.integer(1, 4), classes = d.integer(1, 4);
  const int64_t n = d.integer(1, 4), words = d.integer(1, 4);
  std::vector<int64_t> numbers;
  for (int64_t i = 0; i < n * words; ++i) numbers.push_back(d.integer(0, vocab - 1));
  const Tensor ids = tensor(numbers, kInt64).reshape({n, words});
  const Tensor v = d.tensor({n, classes}, kFloat32);
  const double lr = d.number(0.01, 1);
  manual_seed(static_cast<uint64_t>(d.integer(0, 1000)));
  std::shared_ptr<nn::Module> model;
  d("model", [&] {
    model = student.make_model(vocab, dim, classes);
    return repr(*model);
  });
  if (model == nullptr) return;
  d("forward", [&] { return student.forward(*model, ids); });
  d("gradients", [&] {
    student.forward(*model, ids).backward(v);
    lab::Tensors all;
    for (const Tensor& p : model->parameters()) all.push_back(p.grad());
    return all;
  });
  d("count", [&] { return student.parameter_count(*model); });
  d("steps", [&] {
    const auto optimizer = student.make_optimizer(*model, lr);
    for (int step = 0; step < 3; ++step) {
      optimizer->zero_grad();
      student.forward(*model, ids).backward(v);
      optimizer->step();
    }
    return model->parameters();
  });
}

}  // namespace

LAB_DRIVER(drive)

}  // namespace ex_3_04
