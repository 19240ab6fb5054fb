#include "gradlab/optim/fused.h"

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <utility>

#include "gradlab/tensor/dtype.h"
#include "gradlab/tensor/error.h"
#include "gradlab/tensor/kernels/copy.h"
#include "gradlab/tensor/kernels/simd/wide.h"
#include "gradlab/tensor/parallel.h"

// Arrays of one update are apart or the same, so no iteration reads what another one writes.
// clang's form of the pragma is a demand that fails in builds with sanitizers; it compares
// addresses instead.
#if defined(__clang__)
#define GRADLAB_NO_DEPENDENCE
#else
#define GRADLAB_NO_DEPENDENCE _Pragma("GCC ivdep")
#endif

namespace gradlab::optim {
namespace {

bool overlap(const Array& a, const Array& b) {
  const char* pa = static_cast<const char*>(a.raw_data());
  const char* pb = static_cast<const char*>(b.raw_data());
  const int64_t bytes = a.numel() * a.itemsize();  // both are dense
  return pa < pb + bytes && pb < pa + bytes;
}

// Whether elements at the same place in memory belong together, and the arrays are apart.
bool same_layout(const Array& a, const Array& b) {
  return a.dtype() == b.dtype() && a.sizes() == b.sizes() && a.strides() == b.strides() &&
         !overlap(a, b);
}

// Calls loop.template operator()<T>(pointers, n) for arrays[0], the parameter, arrays[1], the
// gradient, and N - 2 arrays of state, all but the gradient to be written. Where the layouts
// differ, works on row-major copies.
template <size_t N, class Loop>
void run(const std::array<const Array*, N>& arrays, Loop&& loop) {
  const Array& param = *arrays[0];
  for (size_t i = 2; i < N; ++i) {
    GRADLAB_CHECK(arrays[i]->sizes() == param.sizes(), "optimizer: a state of size ",
                  arrays[i]->sizes(), " does not fit a parameter of size ", param.sizes());
  }
  if (param.numel() == 0) return;
  bool direct = param.is_contiguous() || param.is_non_overlapping_and_dense();
  for (size_t i = 1; i < N && direct; ++i) direct = same_layout(param, *arrays[i]);
  std::array<Array, N> work;
  std::array<void*, N> data;
  for (size_t i = 0; i < N; ++i) {
    if (direct) {
      data[i] = arrays[i]->raw_data();
      continue;
    }
    work[i] = kernels::cast(arrays[i]->expand(param.sizes()), param.dtype());
    // Copies, also of what is row-major already, for the arrays may overlap.
    work[i] = kernels::contiguous(kernels::clone(work[i]));
    data[i] = work[i].raw_data();
  }
  dispatch_floating(param.dtype(), "optimizer step", [&]<class T>() {
    std::array<T*, N> pointers;
    for (size_t i = 0; i < N; ++i) pointers[i] = static_cast<T*>(data[i]);
    // Elements are independent, so that the threads' shares do not change a bit.
    parallel_for(0, param.numel(), parallel_grain(), [&](int64_t first, int64_t last) {
      std::array<T*, N> part = pointers;
      for (T*& p : part) p += first;
      loop(part, last - first);
    });
  });
  for (size_t i = 0; i < N && !direct; ++i) {
    if (i != 1) kernels::copy_into(*arrays[i], work[i]);
  }
}

enum class Momentum { kNone, kFirst, kLater };

template <Momentum kMomentum, bool kNesterov, bool kDecay, class T>
void sgd_loop(T* p, const T* g, T* buffer, int64_t n, const SgdUpdate& u) {
  const T step = static_cast<T>(-u.lr), decay = static_cast<T>(u.weight_decay);
  const T momentum = static_cast<T>(u.momentum), damped = static_cast<T>(1 - u.dampening);
  kernels::simd::run_wide([=]() __attribute__((always_inline)) {
    GRADLAB_NO_DEPENDENCE
    for (int64_t i = 0; i < n; ++i) {
      T d = g[i];
      if constexpr (kDecay) d = d + decay * p[i];
      if constexpr (kMomentum != Momentum::kNone) {
        T b = d;
        if constexpr (kMomentum == Momentum::kLater) b = buffer[i] * momentum + damped * d;
        buffer[i] = b;
        d = kNesterov ? d + momentum * b : b;
      }
      p[i] = p[i] + step * d;
    }
  });
}

template <Momentum kMomentum, class T>
void sgd_dispatch(T* p, const T* g, T* buffer, int64_t n, const SgdUpdate& u) {
  const bool decay = u.weight_decay != 0, nesterov = kMomentum != Momentum::kNone && u.nesterov;
  if (decay) {
    nesterov ? sgd_loop<kMomentum, true, true>(p, g, buffer, n, u)
             : sgd_loop<kMomentum, false, true>(p, g, buffer, n, u);
  } else {
    nesterov ? sgd_loop<kMomentum, true, false>(p, g, buffer, n, u)
             : sgd_loop<kMomentum, false, false>(p, g, buffer, n, u);
  }
}

struct AdamNumbers {
  bool decay_gradient;
  double step_size;
  double root_correction;
  double shrink;
};

template <bool kMaxV, class T>
void adam_loop(T* p, const T* grad, T* m, T* v, T* max_v, int64_t n, const AdamUpdate& u,
               const AdamNumbers& numbers) {
  const T beta1 = static_cast<T>(u.beta1), rest1 = static_cast<T>(1 - u.beta1);
  const T beta2 = static_cast<T>(u.beta2), rest2 = static_cast<T>(1 - u.beta2);
  const T eps = static_cast<T>(u.eps), root = static_cast<T>(numbers.root_correction);
  const T step = static_cast<T>(-numbers.step_size);
  // 1 unless the decay acts on the parameter.
  const T shrink = static_cast<T>(numbers.shrink), decay = static_cast<T>(u.weight_decay);
  const bool decay_gradient = numbers.decay_gradient;
  kernels::simd::run_wide([=]() __attribute__((always_inline)) {
    GRADLAB_NO_DEPENDENCE
    for (int64_t i = 0; i < n; ++i) {
      const T old = p[i] * shrink;
      const T g = decay_gradient ? grad[i] + decay * old : grad[i];
      m[i] = m[i] * beta1 + rest1 * g;
      v[i] = v[i] * beta2 + rest2 * g * g;
      T w = v[i];
      if constexpr (kMaxV) {
        w = (w > max_v[i] || w != w) ? w : max_v[i];
        max_v[i] = w;
      }
      p[i] = old + step * m[i] / (std::sqrt(w) / root + eps);
    }
  });
}

}  // namespace

void sgd_update(const Array& param, const Array& grad, const Array* buffer, bool first,
                const SgdUpdate& u) {
  if (u.momentum == 0) {
    run<2>({&param, &grad}, [&]<class T>(const std::array<T*, 2>& a, int64_t n) {
      sgd_dispatch<Momentum::kNone, T>(a[0], a[1], nullptr, n, u);
    });
  } else {
    run<3>({&param, &grad, buffer}, [&]<class T>(const std::array<T*, 3>& a, int64_t n) {
      first ? sgd_dispatch<Momentum::kFirst, T>(a[0], a[1], a[2], n, u)
            : sgd_dispatch<Momentum::kLater, T>(a[0], a[1], a[2], n, u);
    });
  }
  param.bump_version("an optimizer's step");
}

void adam_update(const Array& param, const Array& grad, const Array& m, const Array& v,
                 const Array* max_v, int64_t step, const AdamUpdate& u) {
  const double n_steps = static_cast<double>(step);
  const bool decays = u.weight_decay != 0;
  const AdamNumbers numbers = {
      .decay_gradient = decays && !u.decoupled,
      .step_size = u.lr / (1 - std::pow(u.beta1, n_steps)),
      .root_correction = std::sqrt(1 - std::pow(u.beta2, n_steps)),
      .shrink = decays && u.decoupled ? 1 - u.lr * u.weight_decay : 1.0,
  };
  if (max_v == nullptr) {
    run<4>({&param, &grad, &m, &v}, [&]<class T>(const std::array<T*, 4>& a, int64_t n) {
      adam_loop<false, T>(a[0], a[1], a[2], a[3], nullptr, n, u, numbers);
    });
  } else {
    run<5>({&param, &grad, &m, &v, max_v}, [&]<class T>(const std::array<T*, 5>& a, int64_t n) {
      adam_loop<true, T>(a[0], a[1], a[2], a[3], a[4], n, u, numbers);
    });
  }
  param.bump_version("an optimizer's step");
}

}  // namespace gradlab::optim
