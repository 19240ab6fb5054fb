// A node whose class is the user's, for the tests of such nodes: a product of two tensors.
#ifndef GRADLAB_AUTOGRAD_GRAPH_PRODUCT_NODE_H_
#define GRADLAB_AUTOGRAD_GRAPH_PRODUCT_NODE_H_

#include <atomic>
#include <memory>

#include "gradlab/autograd/autograd.h"
#include "gradlab/autograd/ops/factory.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/autograd/variable.h"

namespace gradlab::autograd {

// a * b.
struct Product : public Node {
  Product() { ++alive; }
  ~Product() override { --alive; }

  variable_list apply(variable_list&& grads) override {
    const Tensor saved_a = a.unpack(shared_from_this()), saved_b = b.unpack(shared_from_this());
    variable_list results(2);
    if (task_should_compute_output(0)) results[0] = grads[0] * saved_b;
    if (task_should_compute_output({{1, 2}})) results[1] = grads[0] * saved_a;
    return results;
  }
  void will_release_variables() override { announced = true; }
  void release_variables() override {
    a.reset_data();
    b.reset_data();
  }

  SavedVariable a, b;
  bool announced = false;
  static inline std::atomic<int> alive{0};
};

inline Tensor leaf(double value) { return full({2}, value, kDouble).requires_grad_(); }

inline Tensor product(const Tensor& a, const Tensor& b, const std::shared_ptr<Product>& node) {
  Tensor result = a.detach() * b.detach();
  if (compute_requires_grad(a, b)) {
    node->a = SavedVariable(a, false);
    node->b = SavedVariable(b, false);
    node->set_next_edges(collect_next_edges(a, b));
    set_history(result, node);
  }
  return result;
}
inline Tensor product(const Tensor& a, const Tensor& b) {
  return product(a, b, std::shared_ptr<Product>(new Product, deleteNode));
}

}  // namespace gradlab::autograd

#endif  // GRADLAB_AUTOGRAD_GRAPH_PRODUCT_NODE_H_
