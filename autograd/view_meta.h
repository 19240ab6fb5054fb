// What a tensor's implementation holds for autograd, apart from its values: AutogradMeta for all
// tensors, DifferentiableViewMeta for views. Names and meaning are those of PyTorch's C++ sources.
#ifndef GRADLAB_AUTOGRAD_VIEW_META_H_
#define GRADLAB_AUTOGRAD_VIEW_META_H_

#include <atomic>
#include <cstdint>

#include "gradlab/autograd/graph/node.h"
#include "gradlab/tensor/ref.h"

namespace gradlab {

class AccumulateGrad;
class GradSlot;
class TensorImpl;
struct ViewInfo;

// How a view came to be; decides whether it may be modified in place.
enum class CreationMeta : uint8_t {
  DEFAULT,
  IN_CUSTOM_FUNCTION,
  MULTI_OUTPUT_NODE,
  NO_GRAD_MODE,
  INFERENCE_MODE,
};

struct AutogradMetaInterface {};

struct AutogradMeta : AutogradMetaInterface {
  bool requires_grad() const { return leaf_requires_grad || grad_fn; }

  bool leaf_requires_grad = false;
  bool retains_grad = false;
  // The node that made the tensor, null for a leaf. For a view, true only while `view_version` is
  // the storage's version: read it through gradient_edge() (graph.h).
  Ref<Node> grad_fn;
  uint32_t output_nr = 0;
  // Both owned, and made when first needed, possibly by several threads at once: the .grad, and for
  // a leaf its node in the graph (which implies the former).
  std::atomic<GradSlot*> grad_slot{nullptr};
  std::atomic<AccumulateGrad*> accumulator{nullptr};
};

struct DifferentiableViewMeta : AutogradMeta {
  bool has_bw_view() const { return static_cast<bool>(base); }
  bool has_fw_view() const { return has_bw_view(); }
  // Throws unless has_bw_view() (variable.h).
  ViewInfo get_backward_view() const;
  CreationMeta get_creation_meta() const { return creation; }
  void set_creation_meta(CreationMeta c) { creation = c; }
  // The version of the storage that grad_fn describes.
  uint32_t get_attr_version() const { return view_version.load(std::memory_order_acquire); }
  void set_attr_version(uint32_t version) {
    view_version.store(version, std::memory_order_release);
  }

  CreationMeta creation = CreationMeta::DEFAULT;
  // Written after the grad_fn, which several threads may ask for at once (graph.cc).
  std::atomic<uint32_t> view_version{0};
  // The tensor whose memory the view shows, never itself a view; null for what is no view.
  Ref<TensorImpl> base;
};

}  // namespace gradlab

#endif  // GRADLAB_AUTOGRAD_VIEW_META_H_
