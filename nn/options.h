// All options of modules and functions.
#ifndef GRADLAB_NN_OPTIONS_H_
#define GRADLAB_NN_OPTIONS_H_

#include "gradlab/nn/options/activation.h"
#include "gradlab/nn/options/batchnorm.h"
#include "gradlab/nn/options/conv.h"
#include "gradlab/nn/options/dropout.h"
#include "gradlab/nn/options/embedding.h"
#include "gradlab/nn/options/fold.h"
#include "gradlab/nn/options/instancenorm.h"
#include "gradlab/nn/options/linear.h"
#include "gradlab/nn/options/loss.h"
#include "gradlab/nn/options/normalization.h"
#include "gradlab/nn/options/padding.h"
#include "gradlab/nn/options/pooling.h"

#endif  // GRADLAB_NN_OPTIONS_H_
