// The out= forms of activations, losses, pooling and others (ops/out.h says what they do).
#ifndef GRADLAB_AUTOGRAD_OPS_OUT_NN_H_
#define GRADLAB_AUTOGRAD_OPS_OUT_NN_H_

#include <cstdint>
#include <optional>
#include <string_view>

#include "gradlab/autograd/ops/activation.h"
#include "gradlab/autograd/ops/binary_cross_entropy.h"
#include "gradlab/autograd/ops/convolution.h"
#include "gradlab/autograd/ops/fold.h"
#include "gradlab/autograd/ops/loss.h"
#include "gradlab/autograd/ops/margin_loss.h"
#include "gradlab/autograd/ops/normalization.h"
#include "gradlab/autograd/ops/out_form.h"
#include "gradlab/autograd/ops/padding.h"
#include "gradlab/autograd/ops/pooling.h"
#include "gradlab/autograd/ops/regression_loss.h"
#include "gradlab/autograd/ops/rrelu.h"
#include "gradlab/autograd/optional_tensor.h"
#include "gradlab/autograd/tensor.h"
#include "gradlab/tensor/random/generator.h"

namespace gradlab {

GRADLAB_OUT(recorded(kSameDtype), softmax,
            (const Tensor& self, int64_t dim, std::optional<ScalarType> dtype = std::nullopt),
            (self, dim, dtype))
GRADLAB_OUT(recorded(kSameDtype), log_softmax,
            (const Tensor& self, int64_t dim, std::optional<ScalarType> dtype = std::nullopt),
            (self, dim, dtype))
GRADLAB_OUT(kExact, elu,
            (const Tensor& self, const Scalar& alpha = 1, const Scalar& scale = 1,
             const Scalar& input_scale = 1),
            (self, alpha, scale, input_scale))
GRADLAB_OUT(kCopied, celu, (const Tensor& self, const Scalar& alpha = 1.0), (self, alpha))
GRADLAB_OUT(kExact, leaky_relu, (const Tensor& self, const Scalar& negative_slope = 0.01),
            (self, negative_slope))
GRADLAB_OUT_BINARY(kCopied, prelu)
GRADLAB_OUT(kExact, hardtanh,
            (const Tensor& self, const Scalar& min_val = -1, const Scalar& max_val = 1),
            (self, min_val, max_val))
GRADLAB_OUT(kPromoted, threshold,
            (const Tensor& self, const Scalar& threshold, const Scalar& value),
            (self, threshold, value))
GRADLAB_OUT_UNARY(kExact, hardsigmoid)
GRADLAB_OUT_UNARY(kExact, hardswish)
GRADLAB_OUT(kExact, hardshrink, (const Tensor& self, const Scalar& lambd = 0.5), (self, lambd))
GRADLAB_OUT(kExact, softshrink, (const Tensor& self, const Scalar& lambd = 0.5), (self, lambd))
GRADLAB_OUT(kExact, softplus,
            (const Tensor& self, const Scalar& beta = 1, const Scalar& threshold = 20),
            (self, beta, threshold))
GRADLAB_OUT_UNARY_AS(silent(same("expected scalar type {R} but found {O}")), log_sigmoid_forward,
                     log_sigmoid)
GRADLAB_OUT(kExact, gelu, (const Tensor& self, std::string_view approximate = "none"),
            (self, approximate))
GRADLAB_OUT_UNARY(kExact, silu)
GRADLAB_OUT_UNARY(kExact, mish)
GRADLAB_OUT(kPromoted, glu, (const Tensor& self, int64_t dim = -1), (self, dim))
GRADLAB_OUT(kPromoted, mse_loss,
            (const Tensor& self, const Tensor& target, int64_t reduction = Reduction::Mean),
            (self, target, reduction))
GRADLAB_OUT(kPromoted, smooth_l1_loss,
            (const Tensor& self, const Tensor& target, int64_t reduction = Reduction::Mean,
             double beta = 1.0),
            (self, target, reduction, beta))
GRADLAB_OUT(kPromoted, huber_loss,
            (const Tensor& self, const Tensor& target, int64_t reduction = Reduction::Mean,
             double delta = 1.0),
            (self, target, reduction, delta))
GRADLAB_OUT(kExact, soft_margin_loss,
            (const Tensor& self, const Tensor& target, int64_t reduction = Reduction::Mean),
            (self, target, reduction))
GRADLAB_OUT(kExact, binary_cross_entropy,
            (const Tensor& self, const Tensor& target, const std::optional<Tensor>& weight = {},
             int64_t reduction = Reduction::Mean),
            (self, target, weight, reduction))
GRADLAB_OUT(kCopied, binary_cross_entropy_with_logits,
            (const Tensor& self, const Tensor& target, const std::optional<Tensor>& weight = {},
             const std::optional<Tensor>& pos_weight = {}, int64_t reduction = Reduction::Mean),
            (self, target, weight, pos_weight, reduction))
GRADLAB_OUT_AS(kSameDtype, nll_loss_forward, nll_loss,
               (const Tensor& self, const Tensor& target, const std::optional<Tensor>& weight = {},
                int64_t reduction = Reduction::Mean, int64_t ignore_index = -100),
               (self, target, weight, reduction, ignore_index))
GRADLAB_OUT(kCopied, convolution,
            (const Tensor& input, const Tensor& weight, const std::optional<Tensor>& bias,
             IntArrayRef stride, IntArrayRef padding, IntArrayRef dilation, bool transposed,
             IntArrayRef output_padding, int64_t groups),
            (input, weight, bias, stride, padding, dilation, transposed, output_padding, groups))
GRADLAB_OUT(kSameDtype, avg_pool2d,
            (const Tensor& self, IntArrayRef kernel_size, IntArrayRef stride = {},
             IntArrayRef padding = 0, bool ceil_mode = false, bool count_include_pad = true,
             std::optional<int64_t> divisor_override = std::nullopt),
            (self, kernel_size, stride, padding, ceil_mode, count_include_pad, divisor_override))
GRADLAB_OUT(kSameDtype, avg_pool3d,
            (const Tensor& self, IntArrayRef kernel_size, IntArrayRef stride = {},
             IntArrayRef padding = 0, bool ceil_mode = false, bool count_include_pad = true,
             std::optional<int64_t> divisor_override = std::nullopt),
            (self, kernel_size, stride, padding, ceil_mode, count_include_pad, divisor_override))
GRADLAB_OUT(silent(recorded(same("expected dtype {r} for `output` but got dtype {o}"))),
            adaptive_avg_pool2d, (const Tensor& self, IntArrayRef output_size), (self, output_size))
GRADLAB_OUT(silent(recorded(same("expected dtype {r} for `output` but got dtype {o}"))),
            adaptive_avg_pool3d, (const Tensor& self, IntArrayRef output_size), (self, output_size))
GRADLAB_OUT2(kSameDtype, adaptive_max_pool2d, adaptive_max_pool2d, out, indices,
             (const Tensor& self, IntArrayRef output_size), (self, output_size))
GRADLAB_OUT2(kSameDtype, adaptive_max_pool3d, adaptive_max_pool3d, out, indices,
             (const Tensor& self, IntArrayRef output_size), (self, output_size))
GRADLAB_OUT2(kSameDtype, max_pool2d_with_indices, max_pool2d_with_indices, out, indices,
             (const Tensor& self, IntArrayRef kernel_size, IntArrayRef stride = {},
              IntArrayRef padding = 0, IntArrayRef dilation = 1, bool ceil_mode = false),
             (self, kernel_size, stride, padding, dilation, ceil_mode))
GRADLAB_OUT2(silent(same("expected scalar type {R} but found {O}")), max_pool3d_with_indices,
             max_pool3d_with_indices, out, indices,
             (const Tensor& self, IntArrayRef kernel_size, IntArrayRef stride = {},
              IntArrayRef padding = 0, IntArrayRef dilation = 1, bool ceil_mode = false),
             (self, kernel_size, stride, padding, dilation, ceil_mode))
GRADLAB_OUT(silent(same("expected scalar type {R} but found {O}")), max_unpool2d,
            (const Tensor& self, const Tensor& indices, IntArrayRef output_size),
            (self, indices, output_size))
GRADLAB_OUT(silent(same("expected scalar type {R} but found {O}")), max_unpool3d,
            (const Tensor& self, const Tensor& indices, IntArrayRef output_size, IntArrayRef stride,
             IntArrayRef padding),
            (self, indices, output_size, stride, padding))
GRADLAB_OUT3(kCopied, native_group_norm, native_group_norm, out0, out1, out2,
             (const Tensor& input, OptionalTensorRef weight, OptionalTensorRef bias, int64_t n,
              int64_t c, int64_t hxw, int64_t group, double eps),
             (input, weight, bias, n, c, hxw, group, eps))
GRADLAB_OUT(kExact, rrelu_with_noise,
            (const Tensor& self, const Tensor& noise, const Scalar& lower = 0.125,
             const Scalar& upper = 1.0 / 3, bool training = false,
             std::optional<Generator> generator = std::nullopt),
            (self, noise, lower, upper, training, generator))
GRADLAB_OUT(silent(same("expected scalar type {R} but found {O}")), im2col,
            (const Tensor& self, IntArrayRef kernel_size, IntArrayRef dilation, IntArrayRef padding,
             IntArrayRef stride),
            (self, kernel_size, dilation, padding, stride))
GRADLAB_OUT(silent(same("expected scalar type {R} but found {O}")), col2im,
            (const Tensor& self, IntArrayRef output_size, IntArrayRef kernel_size,
             IntArrayRef dilation, IntArrayRef padding, IntArrayRef stride),
            (self, output_size, kernel_size, dilation, padding, stride))
GRADLAB_OUT(kSameDtype, reflection_pad1d, (const Tensor& self, IntArrayRef padding),
            (self, padding))
GRADLAB_OUT(silent(same("expected scalar type {R} but found {O}")), reflection_pad2d,
            (const Tensor& self, IntArrayRef padding), (self, padding))
GRADLAB_OUT(kSameDtype, reflection_pad3d, (const Tensor& self, IntArrayRef padding),
            (self, padding))
GRADLAB_OUT(kSameDtype, replication_pad1d, (const Tensor& self, IntArrayRef padding),
            (self, padding))
GRADLAB_OUT(kSameDtype, replication_pad2d, (const Tensor& self, IntArrayRef padding),
            (self, padding))
GRADLAB_OUT(kSameDtype, replication_pad3d, (const Tensor& self, IntArrayRef padding),
            (self, padding))
GRADLAB_OUT(silent(same("expected scalar type {R} but found {O}")), multi_margin_loss,
            (const Tensor& self, const Tensor& target, const Scalar& p = 1,
             const Scalar& margin = 1, const std::optional<Tensor>& weight = {},
             int64_t reduction = Reduction::Mean),
            (self, target, p, margin, weight, reduction))
GRADLAB_OUT_AS(silent(same("expected scalar type {R} but found {O}")),
               multilabel_margin_loss_forward, multilabel_margin_loss,
               (const Tensor& self, const Tensor& target, int64_t reduction = Reduction::Mean),
               (self, target, reduction))
GRADLAB_OUT2(kSameDtype, fractional_max_pool2d, fractional_max_pool2d, output, indices,
             (const Tensor& self, IntArrayRef kernel_size, IntArrayRef output_size,
              const Tensor& random_samples),
             (self, kernel_size, output_size, random_samples))
GRADLAB_OUT2(kSameDtype, fractional_max_pool3d, fractional_max_pool3d, output, indices,
             (const Tensor& self, IntArrayRef kernel_size, IntArrayRef output_size,
              const Tensor& random_samples),
             (self, kernel_size, output_size, random_samples))
GRADLAB_OUT(kCopied, conv_tbc,
            (const Tensor& self, const Tensor& weight, const Tensor& bias, int64_t pad = 0),
            (self, weight, bias, pad))

}  // namespace gradlab

#endif  // GRADLAB_AUTOGRAD_OPS_OUT_NN_H_
