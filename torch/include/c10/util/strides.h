#include "gradlab/torch/tools.h"
