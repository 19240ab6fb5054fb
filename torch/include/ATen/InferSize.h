#include "gradlab/torch/infer_size.h"
