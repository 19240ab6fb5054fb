#include "gradlab/torch/torch.h"
