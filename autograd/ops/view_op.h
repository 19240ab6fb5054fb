// The common form of operations whose result is a view: for ops/*.cc only.
#ifndef GRADLAB_AUTOGRAD_OPS_VIEW_OP_H_
#define GRADLAB_AUTOGRAD_OPS_VIEW_OP_H_

#include <limits>
#include <utility>
#include <vector>

#include "gradlab/autograd/graph/tape.h"
#include "gradlab/autograd/ops/factory.h"
#include "gradlab/autograd/ops/strided.h"
#include "gradlab/tensor/kernels/copy.h"
#include "gradlab/tensor/size_vector.h"

namespace gradlab {

// `out` as a view of `t`, whose gradient is inverse(g).
template <class Inverse>
Tensor view_op(const char* name, const Tensor& t, Array out, Inverse inverse) {
  Tensor result(std::move(out));
  set_view_of(*result.impl(), *t.impl(), CreationMeta::DEFAULT);
  if (Tape tape(t); tape) {
    tape.record(name, result, [inverse = std::move(inverse)](const Tensor& g, Backward& bw) {
      bw.grad(0) = inverse(g);
    });
  }
  return result;
}

// A new result with other sizes. Not tracked as a view, because nobody sees what it is a view of.
inline Tensor result_with_sizes(const char* name, const Tensor& result, IntArrayRef sizes) {
  Tensor out(result.array().view(sizes));
  if (Tape tape(result); tape) {
    tape.record(name, out, [from = size_vector(result.sizes())](const Tensor& g, Backward& bw) {
      bw.grad(0) = g.reshape(from);
    });
  }
  return out;
}

// Zeros of the given sizes with g where `part` shows them. Differentiable. `part` takes an Array or
// a Tensor.
template <class Part>
Tensor put_part(const char* name, const Tensor& g, IntArrayRef sizes, Part part) {
  Array whole = kernels::full(sizes, 0, g.dtype());
  kernels::copy_into(part(whole), g.array());
  Tensor result(std::move(whole));
  if (Tape tape(g); tape) {
    tape.record(name, result, [part](const Tensor& gg, Backward& bw) { bw.grad(0) = part(gg); });
  }
  return result;
}

// The view part(t), which shows some elements of t, each at most once.
template <class Part>
Tensor part_view_op(const char* name, const Tensor& t, Part part) {
  return view_op(name, t, part(t.array()), [sizes = t.sizes().vec(), part](const Tensor& g) {
    return put_part("PartBackwardBackward0", g, sizes, part);
  });
}

// Several views that together show all of `t`; `join` makes the gradient of t from theirs. If not
// `tracked`, they are tensors that do not know that they share memory.
template <class Join>
std::vector<Tensor> multi_view_op(const char* name, const Tensor& t, std::vector<Array> parts,
                                  Join join, bool tracked = true) {
  std::vector<Tensor> results;
  for (Array& part : parts) results.emplace_back(std::move(part));
  for (Tensor& r : results) {
    if (tracked) set_view_of(*r.impl(), *t.impl(), CreationMeta::MULTI_OUTPUT_NODE);
  }
  if (Tape tape(t); tape && !results.empty()) {
    std::vector<Tensor*> outs;
    for (Tensor& r : results) outs.push_back(&r);
    tape.record(name, ArrayRef<Tensor*>(outs), [join, dtype = t.dtype()](Backward& bw) {
      Node& node = bw.node();
      std::vector<Tensor> grads;
      bool any = false;
      for (uint32_t i = 0; i < node.num_inputs(); ++i) {
        any |= bw.incoming(i).defined();
        grads.push_back(bw.incoming(i).defined() ? bw.incoming(i)
                                                 : zeros(node.input_shape(i).sizes(), dtype));
      }
      if (any && bw.needs(0)) bw.grad(0) = join(grads);
    });
  }
  return results;
}

}  // namespace gradlab

#endif  // GRADLAB_AUTOGRAD_OPS_VIEW_OP_H_
