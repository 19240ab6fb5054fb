// Exercise 4.01: your own scalar engine.
#ifndef GRADLAB_LAB_PART4_EX_4_01_H_
#define GRADLAB_LAB_PART4_EX_4_01_H_

#include <concepts>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "gradlab/gradlab.h"
#include "gradlab/lab/fw/exercise.h"

namespace ex_4_01 {
using namespace gradlab;

// What the nodes of your engine derive from: it counts how many of them are alive.
class Counted {
 public:
  Counted() { ++count(); }
  Counted(const Counted&) { ++count(); }
  Counted& operator=(const Counted&) = default;
  virtual ~Counted() { --count(); }
  // Virtual, because a program loaded later has a counter of its own.
  virtual const int64_t& alive() const { return count(); }

 private:
  static int64_t& count() {
    static int64_t count = 0;
    return count;
  }
};

// A node, whatever its class; it lives as long as somebody has a handle to it.
using Handle = std::shared_ptr<Counted>;

// What a node does in a backward pass: any function without arguments, for example a lambda. It
// remembers the line on which it was made from one. Without a function it does nothing.
class Rule {
 public:
  Rule() : at_(Location::unknown()) {}
  template <std::invocable F>
  requires(!std::same_as<F, Rule>) Rule(F f, Location at = Location::here())
      : function_(std::move(f)), at_(at) {}
  void operator()() const {
    if (function_) function_();
  }
  std::string place() const { return at_ ? str(at_) : ""; }

 private:
  std::function<void()> function_;
  Location at_;
};

// A node as others see it.
struct Seen {
  std::string op;              // "leaf", "add", "multiply" or "tanh"
  double data;                 // its value
  double* grad;                // where its gradient stands
  std::vector<Handle> inputs;  // in the order of the arguments; none for a leaf
  std::string place;           // its rule's
};

// A number without history. Its gradient is 0.
Handle leaf(double data);
// a + b, a * b and tanh(a), with a history. Both arguments may be the same node.
Handle add(const Handle& a, const Handle& b);
Handle multiply(const Handle& a, const Handle& b);
Handle tanh_of(const Handle& a);

Seen look(const Handle& node);
// Runs the rule of this one node: adds to the gradient of each of its inputs what the gradient of
// the node contributes to it, and changes nothing else.
void push(const Handle& node);
// One pass from `root`, whose gradient begins as 1. Afterwards every leaf has got what this pass
// gives added to its gradient; every other node has the gradient of this pass alone.
void backward(const Handle& root);

LAB_CONTRACT(leaf, add, multiply, tanh_of, look, push, backward)

}  // namespace ex_4_01

#endif  // GRADLAB_LAB_PART4_EX_4_01_H_
