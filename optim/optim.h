// All optimizers.
#ifndef GRADLAB_OPTIM_OPTIM_H_
#define GRADLAB_OPTIM_OPTIM_H_

#include "gradlab/optim/adam.h"
#include "gradlab/optim/adamw.h"
#include "gradlab/optim/optimizer.h"
#include "gradlab/optim/sgd.h"

#endif  // GRADLAB_OPTIM_OPTIM_H_
