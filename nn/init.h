// Initialising parameters. Every function writes its tensor in place without recording it, and
// returns it; random ones draw from the default generator exactly as PyTorch does.
//
// Fan in and fan out of a weight [out, in, k1, k2, ...] are in * k1 * k2 ... and out * k1 * k2 ...
#ifndef GRADLAB_NN_INIT_H_
#define GRADLAB_NN_INIT_H_

#include <cstdint>
#include <tuple>
#include <variant>

#include "gradlab/autograd/tensor.h"
#include "gradlab/nn/enum.h"

namespace gradlab::nn::init {

using NonlinearityType =
    std::variant<enumtype::kLinear, enumtype::kConv1D, enumtype::kConv2D, enumtype::kConv3D,
                 enumtype::kConvTranspose1D, enumtype::kConvTranspose2D, enumtype::kConvTranspose3D,
                 enumtype::kSigmoid, enumtype::kTanh, enumtype::kReLU, enumtype::kLeakyReLU>;
using FanModeType = std::variant<enumtype::kFanIn, enumtype::kFanOut>;

// The factor by which a weight makes up for what the nonlinearity takes from the variance: 1 for
// linear maps and sigmoid, 5/3 for tanh, sqrt(2) for relu, sqrt(2 / (1 + param^2)) for leaky relu
// of slope `param`.
double calculate_gain(NonlinearityType nonlinearity, double param = 0.01);

Tensor constant_(Tensor tensor, Scalar value);
Tensor ones_(Tensor tensor);
Tensor zeros_(Tensor tensor);
// Ones on the diagonal of a matrix. Throws for other ranks.
Tensor eye_(Tensor matrix);
// Passes channel i of the input on to channel i of a convolution of 3, 4 or 5 dimensions.
Tensor dirac_(Tensor tensor);
Tensor uniform_(Tensor tensor, double low = 0, double high = 1);
Tensor normal_(Tensor tensor, double mean = 0, double std = 1);
// Rows, or columns if there are fewer, that are orthonormal, times `gain`; later dimensions count
// as one. Throws for fewer than 2 dimensions.
Tensor orthogonal_(Tensor tensor, double gain = 1.0);
// Normal with the fraction `sparsity` of each column set to zero; matrices only.
Tensor sparse_(Tensor tensor, double sparsity, double std = 0.01);

// Variance gain^2 * 2 / (fan_in + fan_out), normal or uniform. Glorot and Bengio 2010.
Tensor xavier_normal_(Tensor tensor, double gain = 1.0);
Tensor xavier_uniform_(Tensor tensor, double gain = 1.0);
// Variance gain^2 / fan for the gain of the nonlinearity, normal or uniform; `a` is the slope of
// leaky relu. He et al. 2015.
Tensor kaiming_normal_(Tensor tensor, double a = 0, FanModeType mode = kFanIn,
                       NonlinearityType nonlinearity = kLeakyReLU);
Tensor kaiming_uniform_(Tensor tensor, double a = 0, FanModeType mode = kFanIn,
                        NonlinearityType nonlinearity = kLeakyReLU);

// Throws for fewer than 2 dimensions.
std::tuple<int64_t, int64_t> _calculate_fan_in_and_fan_out(const Tensor& tensor);

}  // namespace gradlab::nn::init

#endif  // GRADLAB_NN_INIT_H_
