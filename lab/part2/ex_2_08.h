// Exercise 2.08: life and death of a graph.
#ifndef GRADLAB_LAB_PART2_EX_2_08_H_
#define GRADLAB_LAB_PART2_EX_2_08_H_

#include <cstdint>
#include <functional>

#include "gradlab/gradlab.h"
#include "gradlab/lab/fw/exercise.h"

namespace ex_2_08 {
using namespace gradlab;

// A function of one tensor whose result is one number, made of operations that are recorded.
using Function = std::function<Tensor(const Tensor&)>;

// What is alive at a moment, beyond what was alive when the story began.
struct Moment {
  int64_t nodes;        // of graphs
  int64_t saved_bytes;  // of what these nodes saved
};

struct Story {
  Moment forward;   // after y = f(x)
  Moment backward;  // after y.backward()
  Moment end;       // after y and x are gone
};

// Tells the life of one graph: makes x, n numbers 0.5 of dtype float32 with requires_grad(), and
// counts at the three moments.
Story story(const Function& f, int64_t n);

// The bytes that the graph of y = sum(a * a), a = exp(x) saves for n numbers of dtype float32, by
// hand: each memory counts once.
int64_t saved_by_hand(int64_t n);

// `steps` times the loss f(x) and its backward pass. Returns the sum of all losses. However many
// steps there are, no more than one graph is alive at a time. `x` is a leaf with requires_grad().
double total_loss(const Function& f, Tensor x, int64_t steps);

LAB_CONTRACT(story, saved_by_hand, total_loss)

}  // namespace ex_2_08

#endif  // GRADLAB_LAB_PART2_EX_2_08_H_
