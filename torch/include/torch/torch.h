// The header under the path that libtorch gives it.
#ifndef TORCH_TORCH_H_
#define TORCH_TORCH_H_

#include "gradlab/torch/torch.h"

#endif  // TORCH_TORCH_H_
