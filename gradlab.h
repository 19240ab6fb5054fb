// All of gradlab: tensors, autograd, layers and optimizers.
//
//   gradlab::Tensor x = gradlab::tensor(3.0, gradlab::requires_grad());
//   (3 * x.pow(2)).backward();
//   std::cout << gradlab::repr(x.grad());  // tensor(18.)
#ifndef GRADLAB_GRADLAB_H_
#define GRADLAB_GRADLAB_H_

#include "gradlab/autograd/autograd.h"
#include "gradlab/autograd/functions/basic_functions.h"
#include "gradlab/autograd/functions/function.h"
#include "gradlab/autograd/functions/ivalue.h"
#include "gradlab/autograd/grad_mode.h"
#include "gradlab/autograd/graph/anomaly.h"
#include "gradlab/autograd/graph/hooks.h"
#include "gradlab/autograd/graph/multi_grad_hook.h"
#include "gradlab/autograd/graph/saved_tensor_hooks.h"
#include "gradlab/autograd/inference_mode.h"
#include "gradlab/autograd/ops/activation.h"
#include "gradlab/autograd/ops/compare.h"
#include "gradlab/autograd/ops/copy.h"
#include "gradlab/autograd/ops/diagonal.h"
#include "gradlab/autograd/ops/distance.h"
#include "gradlab/autograd/ops/factory.h"
#include "gradlab/autograd/ops/index.h"
#include "gradlab/autograd/ops/linalg.h"
#include "gradlab/autograd/ops/linalg_names.h"
#include "gradlab/autograd/ops/loss.h"
#include "gradlab/autograd/ops/matmul.h"
#include "gradlab/autograd/ops/normalization.h"
#include "gradlab/autograd/ops/out.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/autograd/ops/random.h"
#include "gradlab/autograd/ops/reduce.h"
#include "gradlab/autograd/ops/scan.h"
#include "gradlab/autograd/ops/second_names.h"
#include "gradlab/autograd/ops/shape.h"
#include "gradlab/autograd/ops/shuffle.h"
#include "gradlab/autograd/ops/sort.h"
#include "gradlab/autograd/ops/special.h"
#include "gradlab/autograd/ops/special_names.h"
#include "gradlab/autograd/ops/statistics.h"
#include "gradlab/autograd/ops/unary.h"
#include "gradlab/autograd/ops/window.h"
#include "gradlab/autograd/tensor.h"
#include "gradlab/autograd/tensor_data.h"
#include "gradlab/autograd/tensor_index.h"
#include "gradlab/autograd/tensor_options.h"
#include "gradlab/autograd/variable.h"
#include "gradlab/nn/nn.h"
#include "gradlab/optim/optim.h"
#include "gradlab/tensor/parallel.h"

#endif  // GRADLAB_GRADLAB_H_
