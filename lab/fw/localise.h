// Localise: which step of a backward pass is the first wrong one.
//
//   const auto wrong = lab::first_wrong_step(steps);
//   if (wrong) lab::refuse_step(c, "rule", "backward", "rules", steps, *wrong);
//
// At the end of a pass every gradient behind a fault is wrong, and the last number tells nothing
// about where it happened. So each step is judged alone: the gradients that it hands on must be the
// products of those that came in with the derivative of its own operation, by central differences.
// The steps stand in reverse topological order, so that a step's incoming gradients are what steps
// before it handed on (or the beginning of the pass); therefore all is right up to the first step
// that fails. Behind it, what comes in may be wrong already, and nothing is judged.
#ifndef GRADLAB_LAB_FW_LOCALISE_H_
#define GRADLAB_LAB_FW_LOCALISE_H_

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "gradlab/lab/fw/check.h"

namespace gradlab::lab {

struct BackwardStep {
  std::string name;
  std::string place = "";  // "file:line" of its rule, where known
  // The operation alone: its results from float64 inputs. What needs no gradient it captures.
  std::function<Tensors(const Tensors& inputs)> forward;
  Tensors inputs;
  // Of the pass: the gradient of each result, and what the step handed on to each input; an
  // undefined one is missing, which is wrong. To be seen as wrong, a rule must be multiplied by a
  // gradient that is neither 0 nor 1: begin the pass with random numbers, or give the rule too.
  Tensors incoming = {};
  Tensors outgoing = {};
  // The step's rule, where it can be run alone: it is tried with random incoming gradients, after
  // what the pass had (if `outgoing` is not empty).
  std::function<Tensors(const Tensors& incoming)> rule = nullptr;
};

struct WrongStep {
  size_t index = 0;  // in the list; as many steps before it are right
  size_t input = 0;  // which of its inputs got a wrong gradient
  Tensors incoming;
  Value got = 0, expected = 0;
  std::string difference;  // of these; "" when they say it themselves
};

// The first step with a wrong outgoing gradient; none if all are right.
std::optional<WrongStep> first_wrong_step(const std::vector<BackwardStep>& steps);

// The gradients of a step's inputs by central differences, given those of its results.
Tensors differences_of_step(const BackwardStep& step, const Tensors& incoming);

// Ends the check with the diagnosis `slug`. In its message {node} is the step's name, {place} its
// place, {right} how many steps before it are right, {later} how many behind it cannot be judged,
// {incoming} the gradient of its first result, {got} and {expected} the outgoing ones.
[[noreturn]] void refuse_step(Check& c, const std::string& slug, const std::string& function,
                              const std::string& label, const std::vector<BackwardStep>& steps,
                              const WrongStep& wrong, Arguments more = {});

}  // namespace gradlab::lab

#endif  // GRADLAB_LAB_FW_LOCALISE_H_
