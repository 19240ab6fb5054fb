#include "gradlab/lab/fw/drive.h"
#include "gradlab/lab/part3/ex_3_09.h"

namespace ex_3_09 {
namespace {

void drive(lab::Driver& d, const Written& student) {
  Adam adam;
  adam.lr = d.number(0.01, 1);
  adam.beta1 = d.number(0.1, 0.95);
  adam.beta2 = d.number(0.5, 0.999);
  adam.eps = d.flip() ? d.number(0.01, 1) : 1e-8;
  adam.weight_decay = d.flip() ? d.number(0.01, 1) : 0;
  adam.decoupled = d.flip();
  const ScalarType dtype = d.flip() ? kFloat64 : kFloat32;
  const lab::Tensors parameters = {d.leaf({2, 3}, dtype), d.leaf({4}, dtype),
                                   d.leaf({2, 3}, dtype)};
  adam.parameters = parameters;
  for (const Tensor& p : parameters) {
    adam.states.push_back({0, zeros_like(p.detach()), zeros_like(p.detach())});
  }
  const auto states_of = [](const std::vector<State>& states) {
    lab::Tensors all;
    for (const State& s : states) {
      all.push_back(s.m);
      all.push_back(s.v);
      all.push_back(full({}, s.steps));
    }
    return all;
  };
  d("make_states", [&] { return states_of(student.make_states(parameters)); });
  d("separate", [&] {
    std::vector<State> states = student.make_states(parameters);
    states[0].m.add_(1);
    states[1].v.add_(2);
    return states_of(states);
  });
  const int64_t steps = d.integer(1, 4);
  for (int64_t i = 0; i < steps; ++i) {
    lab::Tensors gradients;
    for (const Tensor& p : parameters) {
      gradients.push_back(d.integer(0, 4) > 0 ? d.tensor(p.sizes().vec(), dtype) : Tensor());
      p.mutable_grad() = gradients.back();
    }
    d("step", [&] {
      student.step(adam);
      return 0;
    });
    d("parameters", [&] {
      lab::Tensors all;
      for (const Tensor& p : parameters) all.push_back(p.detach().to(kFloat64).mul(1e4).round());
      return all;
    });
    if (dtype == kFloat64) d("states", [&] { return states_of(adam.states); });
    d("gradients", [&] { return gradients; });
    d("nodes", [&] { return autograd::graph_stats().nodes; });
  }
}

}  // namespace

LAB_DRIVER(drive)

}  // namespace ex_3_09
