// Pooling with libtorch's options; see autograd/ops/pooling.h for shapes and formulas.
#ifndef GRADLAB_NN_FUNCTIONAL_POOLING_H_
#define GRADLAB_NN_FUNCTIONAL_POOLING_H_

#include <tuple>

#include "gradlab/autograd/tensor.h"
#include "gradlab/nn/options/pooling.h"
#include "gradlab/tensor/location.h"

namespace gradlab::nn::functional {

Tensor avg_pool1d(const Tensor& input, const AvgPool1dFuncOptions& options,
                  Location at = Location::here());
Tensor avg_pool2d(const Tensor& input, const AvgPool2dFuncOptions& options,
                  Location at = Location::here());
Tensor avg_pool3d(const Tensor& input, const AvgPool3dFuncOptions& options,
                  Location at = Location::here());

Tensor max_pool1d(const Tensor& input, const MaxPool1dFuncOptions& options,
                  Location at = Location::here());
Tensor max_pool2d(const Tensor& input, const MaxPool2dFuncOptions& options,
                  Location at = Location::here());
Tensor max_pool3d(const Tensor& input, const MaxPool3dFuncOptions& options,
                  Location at = Location::here());
// The same and the indices of the largest elements.
std::tuple<Tensor, Tensor> max_pool1d_with_indices(const Tensor& input,
                                                   const MaxPool1dFuncOptions& options,
                                                   Location at = Location::here());
std::tuple<Tensor, Tensor> max_pool2d_with_indices(const Tensor& input,
                                                   const MaxPool2dFuncOptions& options,
                                                   Location at = Location::here());
std::tuple<Tensor, Tensor> max_pool3d_with_indices(const Tensor& input,
                                                   const MaxPool3dFuncOptions& options,
                                                   Location at = Location::here());

// Throw "Input dimension should be at least 3" where a size is left out that the input has not.
Tensor adaptive_avg_pool1d(const Tensor& input, const AdaptiveAvgPool1dFuncOptions& options,
                           Location at = Location::here());
Tensor adaptive_avg_pool2d(const Tensor& input, const AdaptiveAvgPool2dFuncOptions& options,
                           Location at = Location::here());
Tensor adaptive_avg_pool3d(const Tensor& input, const AdaptiveAvgPool3dFuncOptions& options,
                           Location at = Location::here());
Tensor adaptive_max_pool1d(const Tensor& input, const AdaptiveMaxPool1dFuncOptions& options,
                           Location at = Location::here());
Tensor adaptive_max_pool2d(const Tensor& input, const AdaptiveMaxPool2dFuncOptions& options,
                           Location at = Location::here());
Tensor adaptive_max_pool3d(const Tensor& input, const AdaptiveMaxPool3dFuncOptions& options,
                           Location at = Location::here());
std::tuple<Tensor, Tensor> adaptive_max_pool1d_with_indices(
    const Tensor& input, const AdaptiveMaxPool1dFuncOptions& options,
    Location at = Location::here());
std::tuple<Tensor, Tensor> adaptive_max_pool2d_with_indices(
    const Tensor& input, const AdaptiveMaxPool2dFuncOptions& options,
    Location at = Location::here());
std::tuple<Tensor, Tensor> adaptive_max_pool3d_with_indices(
    const Tensor& input, const AdaptiveMaxPool3dFuncOptions& options,
    Location at = Location::here());

// The input has a batch. Throw "invalid output_size 4 7 (dim 1 must be between 2 and 6)".
Tensor max_unpool1d(const Tensor& input, const Tensor& indices,
                    const MaxUnpool1dFuncOptions& options, Location at = Location::here());
Tensor max_unpool2d(const Tensor& input, const Tensor& indices,
                    const MaxUnpool2dFuncOptions& options, Location at = Location::here());
Tensor max_unpool3d(const Tensor& input, const Tensor& indices,
                    const MaxUnpool3dFuncOptions& options, Location at = Location::here());

Tensor lp_pool1d(const Tensor& input, const LPPool1dFuncOptions& options,
                 Location at = Location::here());
Tensor lp_pool2d(const Tensor& input, const LPPool2dFuncOptions& options,
                 Location at = Location::here());
Tensor lp_pool3d(const Tensor& input, const LPPool3dFuncOptions& options,
                 Location at = Location::here());

// The random samples are drawn from the default generator unless given.
Tensor fractional_max_pool2d(const Tensor& input, const FractionalMaxPool2dFuncOptions& options,
                             Location at = Location::here());
Tensor fractional_max_pool3d(const Tensor& input, const FractionalMaxPool3dFuncOptions& options,
                             Location at = Location::here());
std::tuple<Tensor, Tensor> fractional_max_pool2d_with_indices(
    const Tensor& input, const FractionalMaxPool2dFuncOptions& options,
    Location at = Location::here());
std::tuple<Tensor, Tensor> fractional_max_pool3d_with_indices(
    const Tensor& input, const FractionalMaxPool3dFuncOptions& options,
    Location at = Location::here());

}  // namespace gradlab::nn::functional

#endif  // GRADLAB_NN_FUNCTIONAL_POOLING_H_
