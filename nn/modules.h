// All modules.
#ifndef GRADLAB_NN_MODULES_H_
#define GRADLAB_NN_MODULES_H_

#include "gradlab/nn/modules/activation.h"
#include "gradlab/nn/modules/common.h"
#include "gradlab/nn/modules/container/any.h"
#include "gradlab/nn/modules/container/any_module_holder.h"
#include "gradlab/nn/modules/container/any_value.h"
#include "gradlab/nn/modules/container/functional.h"
#include "gradlab/nn/modules/container/modulelist.h"
#include "gradlab/nn/modules/container/named_any.h"
#include "gradlab/nn/modules/container/sequential.h"
#include "gradlab/nn/modules/batchnorm.h"
#include "gradlab/nn/modules/conv.h"
#include "gradlab/nn/modules/dropout.h"
#include "gradlab/nn/modules/embedding.h"
#include "gradlab/nn/modules/fold.h"
#include "gradlab/nn/modules/instancenorm.h"
#include "gradlab/nn/modules/linear.h"
#include "gradlab/nn/modules/loss.h"
#include "gradlab/nn/modules/normalization.h"
#include "gradlab/nn/modules/pooling.h"
#include "gradlab/nn/modules/pooling_fractional.h"

#endif  // GRADLAB_NN_MODULES_H_
