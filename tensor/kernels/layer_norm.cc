#include "gradlab/tensor/kernels/layer_norm.h"

#include <algorithm>
#include <type_traits>
#include <utility>

#include "gradlab/tensor/dtype.h"
#include "gradlab/tensor/kernels/convert.h"
#include "gradlab/tensor/kernels/copy.h"
#include "gradlab/tensor/kernels/reduce.h"
#include "gradlab/tensor/kernels/reduced.h"
#include "gradlab/tensor/kernels/simd/layer_norm_loops.h"
#include "gradlab/tensor/kernels/simd/level.h"
#include "gradlab/tensor/parallel.h"

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

constexpr int64_t kMaxBlocks = 8;

int64_t rows_of(const Array& x, int64_t n) { return n == 0 ? 0 : x.numel() / n; }

Array dense_or_none(const Array* a) { return a == nullptr ? Array() : contiguous(*a); }
Array widened_or_none(const Array* a) { return a == nullptr ? Array() : widened(*a); }
template <class T>
const T* data_or_null(const Array* given, const Array& dense) {
  return given == nullptr ? nullptr : dense.data<T>();
}

}  // namespace

LayerNorm layer_norm(const Array& input, int64_t n, const Array* weight, const Array* bias,
                     double eps) {
  if (is_reduced(input)) {
    const Array w = widened_or_none(weight), b = widened_or_none(bias);
    LayerNorm out = layer_norm(widened(input), n, weight ? &w : nullptr, bias ? &b : nullptr, eps);
    out.y = rounded(out.y, input.dtype());
    return out;
  }
  const Array x = contiguous(input), w = dense_or_none(weight), b = dense_or_none(bias);
  const int64_t rows = rows_of(x, n);
  LayerNorm out{Array::empty(x.sizes(), x.dtype()), Array::empty({rows}, x.dtype()),
                Array::empty({rows}, x.dtype())};
  dispatch_floating(x.dtype(), "LayerNormKernelImpl", [&]<class T>() {
    parallel_for(
        0, rows, parallel_grain() / std::max<int64_t>(n, 1) + 1, [&](int64_t first, int64_t last) {
          loops<T>().forward({last - first, n, x.data<T>() + first * n, data_or_null<T>(weight, w),
                              out.mean.data<T>() + first, out.rstd.data<T>() + first},
                             data_or_null<T>(bias, b), eps, out.y.data<T>() + first * n);
        });
  });
  return out;
}

LayerNormGradients layer_norm_backward(const Array& grad, const Array& input, int64_t n,
                                       const Array& mean, const Array& rstd, const Array* weight) {
  if (is_reduced(input)) {
    const Array w = widened_or_none(weight);
    const LayerNormGradients grads = layer_norm_backward(widened(grad), widened(input), n, mean,
                                                         rstd, weight ? &w : nullptr);
    const ScalarType t = input.dtype();
    return {rounded(grads.x, t), rounded(grads.weight, t), rounded(grads.bias, t)};
  }
  const Array g = contiguous(grad), x = contiguous(input), w = dense_or_none(weight);
  const int64_t rows = rows_of(x, n);
  // The gradients of weight and bias are sums over the rows: each block of rows has its own, and
  // they are added in order. The blocks depend on the sizes only, and so do the bits of the
  // results.
  const int64_t blocks = std::clamp<int64_t>(x.numel() / parallel_grain(), 1, kMaxBlocks);
  const int64_t per_block = (rows + blocks - 1) / blocks;
  const Array weight_sums = Array::empty({blocks, n}, x.dtype());
  const Array bias_sums = Array::empty({blocks, n}, x.dtype());
  fill(weight_sums, 0);
  fill(bias_sums, 0);
  Array dx = Array::empty(x.sizes(), x.dtype());
  dispatch_floating(x.dtype(), "LayerNormBackwardKernelImpl", [&]<class T>() {
    parallel_for(0, blocks, 1, [&](int64_t first_block, int64_t last_block) {
      for (int64_t block = first_block; block < last_block; ++block) {
        const int64_t first = std::min(block * per_block, rows);
        const int64_t last = std::min(first + per_block, rows);
        loops<T>().backward({last - first, n, x.data<T>() + first * n, data_or_null<T>(weight, w),
                             mean.data<T>() + first, rstd.data<T>() + first},
                            g.data<T>() + first * n, dx.data<T>() + first * n,
                            weight_sums.data<T>() + block * n, bias_sums.data<T>() + block * n);
      }
    });
  });
  return {std::move(dx), sum(weight_sums, {0}), sum(bias_sums, {0})};
}

}  // namespace gradlab::kernels
