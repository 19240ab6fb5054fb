// Exercise 4.02: deep and wide graphs.
#ifndef GRADLAB_LAB_PART4_EX_4_02_H_
#define GRADLAB_LAB_PART4_EX_4_02_H_

#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "gradlab/gradlab.h"
#include "gradlab/lab/fw/exercise.h"

namespace ex_4_02 {
using namespace gradlab;

// In a namespace of its own, so that a call with a node finds the functions of one file only.
namespace given {

class Node;
using NodePtr = std::shared_ptr<Node>;

// An input of a node, and the derivative of the node by it.
struct Input {
  NodePtr node;
  double slope;
};

// What is counted of the nodes of a graph: how many live, and how often somebody asked for inputs.
struct Counts {
  int64_t alive = 0, visits = 0;
};

// A number of a computation. It owns its inputs: as long as it lives, they do.
class Node {
 public:
  Node(double number, std::vector<Input> inputs, Counts* counts)
      : value(number), inputs_(std::move(inputs)), counts_(counts) {
    ++counts_->alive;
  }
  ~Node() { --counts_->alive; }
  Node(const Node&) = delete;
  Node& operator=(const Node&) = delete;

  // None for a leaf. One node may stand there twice, as in x * x.
  std::vector<Input>& inputs() {
    ++counts_->visits;
    return inputs_;
  }

  const double value;
  double grad = 0;

 private:
  std::vector<Input> inputs_;
  Counts* counts_;
};

}  // namespace given
using given::Counts;
using given::Input;
using given::Node;
using given::NodePtr;

// Graphs may be deep (a chain of a hundred thousand nodes) and wide (more paths than anybody can
// walk). `root` is never null.

// `root` and all nodes below it, each once, and each before its inputs.
std::vector<Node*> order(const NodePtr& root);

// Sets the `grad` of root and of all nodes below to the derivative of root by them, whatever it was
// before.
void backward(const NodePtr& root);

// Gives up `root`: every node that only the graph below it holds dies. Nodes that somebody else
// holds stay, with their inputs. Never goes deeper into the call stack than a few calls.
void release(NodePtr root);

LAB_CONTRACT(order, backward, release)

}  // namespace ex_4_02

#endif  // GRADLAB_LAB_PART4_EX_4_02_H_
