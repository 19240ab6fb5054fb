// Everything of namespace nn: modules, functions, initialisation, utilities.
#ifndef GRADLAB_NN_NN_H_
#define GRADLAB_NN_NN_H_

#include "gradlab/nn/cloneable.h"
#include "gradlab/nn/enum.h"
#include "gradlab/nn/functional.h"
#include "gradlab/nn/init.h"
#include "gradlab/nn/module.h"
#include "gradlab/nn/module_holder.h"
#include "gradlab/nn/modules.h"
#include "gradlab/nn/options.h"
#include "gradlab/nn/ordered_dict.h"
#include "gradlab/nn/utils.h"

#endif  // GRADLAB_NN_NN_H_
