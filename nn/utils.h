// All utilities for parameters and gradients.
#ifndef GRADLAB_NN_UTILS_H_
#define GRADLAB_NN_UTILS_H_

#include "gradlab/nn/utils/clip_grad.h"
#include "gradlab/nn/utils/convert_parameters.h"
#include "gradlab/nn/utils/rnn.h"

#endif  // GRADLAB_NN_UTILS_H_
