// Limiting gradients before an optimizer's step.
#ifndef GRADLAB_NN_UTILS_CLIP_GRAD_H_
#define GRADLAB_NN_UTILS_CLIP_GRAD_H_

#include <initializer_list>
#include <vector>

#include "gradlab/autograd/tensor.h"

namespace gradlab::nn::utils {

// Scales the gradients, in place, by max_norm / (total + 1e-6) unless that is above 1, where total
// is the norm (of order `norm_type`, which may be infinity) of all of them as one vector. Returns
// total; 0 when no parameter has a gradient. With `error_if_nonfinite`, throws for a total that is
// infinite or NaN and leaves the gradients alone.
double clip_grad_norm_(std::vector<Tensor> parameters, double max_norm, double norm_type = 2.0,
                       bool error_if_nonfinite = false);
double clip_grad_norm_(std::initializer_list<Tensor> parameters, double max_norm,
                       double norm_type = 2.0, bool error_if_nonfinite = false);
double clip_grad_norm_(Tensor parameter, double max_norm, double norm_type = 2.0,
                       bool error_if_nonfinite = false);

// Limits every element of the gradients, in place, to [-clip_value, clip_value].
void clip_grad_value_(std::vector<Tensor> parameters, double clip_value);
void clip_grad_value_(std::initializer_list<Tensor> parameters, double clip_value);
void clip_grad_value_(Tensor parameter, double clip_value);

}  // namespace gradlab::nn::utils

#endif  // GRADLAB_NN_UTILS_CLIP_GRAD_H_
