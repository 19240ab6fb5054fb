#include "gradlab/lab/fw/localise.h"

#include <utility>

namespace gradlab::lab {
namespace {

constexpr uint64_t kSeed = 4;
constexpr int kRandomGradients = 2;
// What central differences with h = 1e-6 can tell apart.
constexpr Tolerance kTolerance{1e-5, 1e-6};

[[noreturn]] void broken(const BackwardStep& step, const std::string& what) {
  throw BrokenExercise("step " + step.name + ": " + what);
}

// Like `results`; of either sign, and nowhere near 0 or 1.
Tensors random_gradients(const Tensors& results, const Generator& generator) {
  Tensors gradients;
  for (const Tensor& t : results) {
    const Tensor size = rand(t.sizes(), generator, kFloat64) * 1.5 + 1.25;
    const Tensor sign = (rand(t.sizes(), generator, kFloat64) < 0.4).to(kFloat64) * -2 + 1;
    gradients.push_back(size * sign);
  }
  return gradients;
}

Value value_of(const Tensor& t) { return t.defined() ? Value(t.detach()) : Value(t); }

// The first input whose gradient in `outgoing` (gradients, or what the rule threw instead) is not
// what `incoming` makes of it.
std::optional<WrongStep> judged(const BackwardStep& step, const Tensors& incoming,
                                const Value& outgoing) {
  const Tensors expected = differences_of_step(step, incoming);
  const bool complete =
      outgoing.kind() == Value::Kind::kTensors && outgoing.tensors().size() == expected.size();
  for (size_t i = 0; i < expected.size(); ++i) {
    const Value got = complete ? value_of(outgoing.tensors()[i]) : outgoing;
    if (same(got, expected[i], kTolerance)) continue;
    return WrongStep{.input = i,
                     .incoming = incoming,
                     .got = got,
                     .expected = expected[i],
                     .difference = difference(got, expected[i], kTolerance)};
  }
  return std::nullopt;
}

}  // namespace

Tensors differences_of_step(const BackwardStep& step, const Tensors& incoming) {
  const auto weighted = [&](const Tensors& in) {
    const Tensors results = step.forward(in);
    if (results.size() != incoming.size()) broken(step, "a gradient for each result, please");
    Tensor sum = zeros({}, kFloat64);
    for (size_t i = 0; i < results.size(); ++i) {
      if (!incoming[i].defined() || incoming[i].sizes() != results[i].sizes()) {
        broken(step, "a result and its gradient differ in shape");
      }
      sum = sum + (results[i] * incoming[i].detach()).sum();
    }
    return sum;
  };
  Tensors gradients;
  const GradPoint point{step.inputs, ones({}, kFloat64)};
  for (size_t i = 0; i < step.inputs.size(); ++i) {
    gradients.push_back(finite_difference(weighted, point, i));
  }
  return gradients;
}

std::optional<WrongStep> first_wrong_step(const std::vector<BackwardStep>& steps) {
  const Generator generator = Generator(kSeed);
  for (size_t k = 0; k < steps.size(); ++k) {
    const BackwardStep& step = steps[k];
    if (!step.rule && step.outgoing.empty()) broken(step, "neither outgoing gradients nor a rule");
    std::optional<WrongStep> wrong;
    if (!step.outgoing.empty()) wrong = judged(step, step.incoming, step.outgoing);
    for (int i = 0; i < kRandomGradients && step.rule && !wrong; ++i) {
      Tensors incoming;
      {
        NoGradGuard no_grad;
        incoming = random_gradients(step.forward(step.inputs), generator);
      }
      wrong = judged(step, incoming, value_or_error([&] { return Value(step.rule(incoming)); }));
    }
    if (!wrong) continue;
    wrong->index = k;
    return wrong;
  }
  return std::nullopt;
}

void refuse_step(Check& c, const std::string& slug, const std::string& function,
                 const std::string& label, const std::vector<BackwardStep>& steps,
                 const WrongStep& wrong, Arguments more) {
  const BackwardStep& step = steps.at(wrong.index);
  Arguments arguments = {{"node", step.name},
                         {"place", step.place},
                         {"right", wrong.index},
                         {"later", steps.size() - wrong.index - 1},
                         {"incoming", wrong.incoming.empty() ? Tensor() : wrong.incoming[0]},
                         {"got", wrong.got},
                         {"expected", wrong.expected}};
  arguments.insert(arguments.end(), more.begin(), more.end());
  c.verdict().place = step.place;
  c.verdict().difference = wrong.difference;
  c.refuse(slug, function, label, true, arguments);
  c.broken("refused without an end");
}

}  // namespace gradlab::lab
