// Exercise 4.06: a memory budget.
#ifndef GRADLAB_LAB_PART4_EX_4_06_H_
#define GRADLAB_LAB_PART4_EX_4_06_H_

#include <functional>
#include <memory>
#include <utility>
#include <vector>

#include "gradlab/gradlab.h"
#include "gradlab/lab/fw/exercise.h"

namespace ex_4_06 {
using namespace gradlab;

// One layer, its parameters included: for example tanh(x * w). Its result has the shape of x.
using Layer = std::function<Tensor(const Tensor&)>;
using Layers = std::vector<Layer>;

// A Function's context keeps tensors, numbers and texts; these keep layers in it:
//   ctx->saved_data["layers"] = keep(layers);
//   for (const Layer& layer : kept(ctx->saved_data["layers"])) ...
struct KeptLayers : ivalue::Tuple {
  explicit KeptLayers(Layers l) : Tuple({}), layers(std::move(l)) {}
  Layers layers;
};
inline IValue keep(Layers layers) {
  return std::shared_ptr<const ivalue::Tuple>(
      std::make_shared<const KeptLayers>(std::move(layers)));
}
inline const Layers& kept(const IValue& value) {
  return static_cast<const KeptLayers&>(value.toTupleRef()).layers;
}

// Applies the layers one after another. The graph gets one node for all of them, which keeps x
// alone and runs the layers again in the backward pass. x requires grad; gradients are exactly
// those of a run without this: x's, and those of the layers' parameters. For backward(), like
// PyTorch's reentrant checkpoint.
Tensor segment(const Layers& layers, const Tensor& x);

// How many values of the size of x are kept at the worst moment of the backward pass, if the chain
// is cut into segments of `length` layers (the last one may be shorter): the inputs of all segments
// that are still to come, of the one that is being run again, and the results of its layers.
int64_t peak(int64_t layers, int64_t length);

// The smallest length s with s * s >= layers: about as many segments as layers in each.
int64_t segment_length(int64_t layers);

// The whole chain, in segments of that length.
Tensor chain(const Layers& layers, const Tensor& x);

LAB_CONTRACT(segment, peak, segment_length, chain)

}  // namespace ex_4_06

#endif  // GRADLAB_LAB_PART4_EX_4_06_H_
