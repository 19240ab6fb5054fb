#include "gradlab/torch/c10.h"
