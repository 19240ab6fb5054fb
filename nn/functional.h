// All modules without parameters of their own, as functions: namespace F = nn::functional.
#ifndef GRADLAB_NN_FUNCTIONAL_H_
#define GRADLAB_NN_FUNCTIONAL_H_

#include "gradlab/nn/functional/activation.h"
#include "gradlab/nn/functional/batchnorm.h"
#include "gradlab/nn/functional/conv.h"
#include "gradlab/nn/functional/dropout.h"
#include "gradlab/nn/functional/embedding.h"
#include "gradlab/nn/functional/fold.h"
#include "gradlab/nn/functional/instancenorm.h"
#include "gradlab/nn/functional/linear.h"
#include "gradlab/nn/functional/loss.h"
#include "gradlab/nn/functional/normalization.h"
#include "gradlab/nn/functional/padding.h"
#include "gradlab/nn/functional/pooling.h"

#endif  // GRADLAB_NN_FUNCTIONAL_H_
