// What programs ask libtorch's dispatcher about the thread they run on. There is no dispatcher: the
// answers follow from the modes of autograd.
#ifndef GRADLAB_TORCH_DISPATCH_KEYS_H_
#define GRADLAB_TORCH_DISPATCH_KEYS_H_

#include <cstdint>
#include <initializer_list>

#include "gradlab/autograd/grad_mode.h"
#include "gradlab/autograd/inference_mode.h"
#include "gradlab/tensor/warn.h"

namespace c10 {

enum class DispatchKey : uint8_t { Undefined, CPU, CUDA, ADInplaceOrView, AutogradCPU, Autograd };

class DispatchKeySet {
 public:
  constexpr DispatchKeySet() = default;
  constexpr explicit DispatchKeySet(DispatchKey key)
      : keys_(key == DispatchKey::Undefined ? 0 : 1u << static_cast<unsigned>(key)) {}
  constexpr explicit DispatchKeySet(std::initializer_list<DispatchKey> keys) {
    for (DispatchKey key : keys) keys_ |= DispatchKeySet(key).keys_;
  }
  constexpr bool has(DispatchKey key) const { return has_any(DispatchKeySet(key)); }
  constexpr bool has_any(DispatchKeySet keys) const { return (keys_ & keys.keys_) != 0; }
  constexpr bool has_all(DispatchKeySet keys) const { return (keys_ & keys.keys_) == keys.keys_; }
  constexpr bool empty() const { return keys_ == 0; }
  friend constexpr bool operator==(DispatchKeySet, DispatchKeySet) = default;

 private:
  uint32_t keys_ = 0;
};
constexpr DispatchKeySet autograd_dispatch_keyset({DispatchKey::AutogradCPU,
                                                   DispatchKey::Autograd});

namespace impl {

// Of the guards below, that are alive on the thread.
inline constinit thread_local int below_autograd = 0;

// Autograd is left out in inference mode and below these guards.
inline bool tls_is_dispatch_keyset_excluded(DispatchKeySet keys) {
  return autograd_dispatch_keyset.has_all(keys) &&
         (gradlab::InferenceMode::is_enabled() || below_autograd > 0);
}
inline bool tls_is_dispatch_key_excluded(DispatchKey key) {
  return tls_is_dispatch_keyset_excluded(DispatchKeySet(key));
}
// Versions and views are kept track of except in inference mode.
inline bool tls_is_dispatch_key_included(DispatchKey key) {
  return key == DispatchKey::ADInplaceOrView && !gradlab::InferenceMode::is_enabled();
}
inline bool tls_is_dispatch_keyset_included(DispatchKeySet keys) {
  return keys == DispatchKeySet(DispatchKey::ADInplaceOrView) &&
         tls_is_dispatch_key_included(DispatchKey::ADInplaceOrView);
}

}  // namespace impl
}  // namespace c10

namespace at {

// What runs below autograd records nothing: in this library, no_grad.
class AutoDispatchBelowAutograd {
 public:
  AutoDispatchBelowAutograd() : mode_(false) { ++c10::impl::below_autograd; }
  ~AutoDispatchBelowAutograd() { --c10::impl::below_autograd; }
  AutoDispatchBelowAutograd(const AutoDispatchBelowAutograd&) = delete;
  AutoDispatchBelowAutograd& operator=(const AutoDispatchBelowAutograd&) = delete;

 private:
  gradlab::AutoGradMode mode_;
};
using AutoDispatchBelowADInplaceOrView = AutoDispatchBelowAutograd;

class AutoNonVariableTypeMode : public AutoDispatchBelowAutograd {
 public:
  explicit AutoNonVariableTypeMode(bool /* enabled */ = true) {
    GRADLAB_WARN_ONCE(
        "AutoNonVariableTypeMode is deprecated and will be removed in 1.10 release. For kernel "
        "implementations please use AutoDispatchBelowADInplaceOrView instead, If you are looking "
        "for a user facing API to enable running your inference-only workload, please use "
        "c10::InferenceMode. Using AutoDispatchBelowADInplaceOrView in user code is under risk of "
        "producing silent wrong result in some edge cases. See Note [AutoDispatchBelowAutograd] "
        "for more details.");
  }
};

}  // namespace at

#endif  // GRADLAB_TORCH_DISPATCH_KEYS_H_
