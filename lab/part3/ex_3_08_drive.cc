#include "gradlab/lab/fw/drive.h"
#include "gradlab/lab/part3/ex_3_08.h"

namespace ex_3_08 {
namespace {

void drive(lab::Driver& d, const Written& student) {
  Sgd optimizer;
  optimizer.lr = d.number(0.01, 1);
  optimizer.momentum = d.flip() ? d.number(0.1, 0.95) : 0;
  optimizer.weight_decay = d.flip() ? d.number(0.01, 1) : 0;
  const lab::Tensors parameters = {d.leaf({2, 3}), d.leaf({4}), d.leaf({2, 3})};
  optimizer.parameters = parameters;
  optimizer.buffers.resize(parameters.size());
  const int64_t steps = d.integer(1, 4);
  for (int64_t i = 0; i < steps; ++i) {
    if (d.flip()) optimizer.lr *= d.number(0.5, 2);
    lab::Tensors gradients;
    for (const Tensor& p : parameters) {
      gradients.push_back(d.integer(0, 4) > 0 ? d.tensor(p.sizes().vec()) : Tensor());
      p.mutable_grad() = gradients.back();
    }
    d("step", [&] {
      student.step(optimizer);
      return 0;
    });
    d("parameters", [&] {
      lab::Tensors all;
      for (const Tensor& p : parameters) all.push_back(p.detach());
      return all;
    });
    d("buffers", [&] { return optimizer.buffers; });
    d("gradients", [&] { return gradients; });
    d("versions", [&] {
      std::vector<int64_t> versions;
      for (const Tensor& p : parameters) versions.push_back(p._version() > i ? 1 : 0);
      return versions;
    });
    d("nodes", [&] { return autograd::graph_stats().nodes; });
    d("aliases", [&] {
      bool any = false;
      for (const Tensor& b : optimizer.buffers) {
        for (const Tensor& g : gradients) {
          any = any || (b.defined() && g.defined() && b.is_alias_of(g));
        }
      }
      return any;
    });
  }
}

}  // namespace

LAB_DRIVER(drive)

}  // namespace ex_3_08
