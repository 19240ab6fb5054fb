// Exercise 3.01: a linear layer.
#ifndef GRADLAB_LAB_PART3_EX_3_01_H_
#define GRADLAB_LAB_PART3_EX_3_01_H_

#include <cstdint>

#include "gradlab/gradlab.h"
#include "gradlab/lab/fw/exercise.h"

namespace ex_3_01 {
using namespace gradlab;

// What a linear layer learns: weight [out, in] and bias [out].
struct WeightAndBias {
  Tensor weight;
  Tensor bias;
};

// x * W^T + b for x [..., in], W [out, in] and b [out], all of one floating point dtype:
// [..., out]. An Error for an x of another width. Gradients flow to all three.
Tensor linear(const Tensor& x, const Tensor& W, const Tensor& b);

// How many numbers a linear layer from `in_features` to `out_features` learns.
int64_t parameter_count(int64_t in_features, int64_t out_features);

// What such a layer starts with: leaves of float32 with requires_grad(), drawn uniformly from
// [-1/sqrt(in_features), 1/sqrt(in_features)), first the weight and then the bias.
WeightAndBias initial_values(int64_t in_features, int64_t out_features);

// The output of a new nn::Linear for x [n, width], of float32: [n, out_features].
Tensor project(const Tensor& x, int64_t out_features);

LAB_CONTRACT(linear, parameter_count, initial_values, project)

}  // namespace ex_3_01

#endif  // GRADLAB_LAB_PART3_EX_3_01_H_
