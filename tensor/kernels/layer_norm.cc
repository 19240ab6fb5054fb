#include "gradlab/tensor/kernels/layer_norm.h"

#include <type_traits>

#include "gradlab/tensor/dtype.h"
#include "gradlab/tensor/kernels/convert.h"
#include "gradlab/tensor/kernels/copy.h"
#include "gradlab/tensor/kernels/simd/layer_norm_loops.h"
#include "gradlab/tensor/kernels/simd/level.h"

namespace gradlab::kernels {
namespace {

template <class T>
const simd::LayerNormLoops<T>& loops() {
  static const simd::LayerNormTable& table = simd::at(simd::level(), simd::kLayerNormBaseline,
                                                      simd::kLayerNormAvx2, simd::kLayerNormAvx512);
  if constexpr (std::is_same_v<T, float>) {
    return table.f;
  } else {
    return table.d;
  }
}

int64_t rows_of(const Array& x, int64_t n) { return n == 0 ? 0 : x.numel() / n; }

Array dense_or_none(const Array* a) { return a == nullptr ? Array() : contiguous(*a); }
template <class T>
const T* data_or_null(const Array* given, const Array& dense) {
  return given == nullptr ? nullptr : dense.data<T>();
}

}  // namespace

LayerNorm layer_norm(const Array& input, int64_t n, const Array* weight, const Array* bias,
                     double eps) {
  const Array x = contiguous(input), w = dense_or_none(weight), b = dense_or_none(bias);
  const int64_t rows = rows_of(x, n);
  LayerNorm out{Array::empty(x.sizes(), x.dtype()), Array::empty({rows}, x.dtype()),
                Array::empty({rows}, x.dtype())};
  dispatch_floating(x.dtype(), "LayerNormKernelImpl", [&]<class T>() {
    loops<T>().forward(
        {rows, n, x.data<T>(), data_or_null<T>(weight, w), out.mean.data<T>(), out.rstd.data<T>()},
        data_or_null<T>(bias, b), eps, out.y.data<T>());
  });
  return out;
}

LayerNormGradients layer_norm_backward(const Array& grad, const Array& input, int64_t n,
                                       const Array& mean, const Array& rstd, const Array* weight) {
  const Array g = contiguous(grad), x = contiguous(input), w = dense_or_none(weight);
  LayerNormGradients out{Array::empty(x.sizes(), x.dtype()), Array::empty({n}, x.dtype()),
                         Array::empty({n}, x.dtype())};
  fill(out.weight, 0);
  fill(out.bias, 0);
  dispatch_floating(x.dtype(), "LayerNormBackwardKernelImpl", [&]<class T>() {
    loops<T>().backward(
        {rows_of(x, n), n, x.data<T>(), data_or_null<T>(weight, w), mean.data<T>(), rstd.data<T>()},
        g.data<T>(), out.x.data<T>(), out.weight.data<T>(), out.bias.data<T>());
  });
  return out;
}

}  // namespace gradlab::kernels
