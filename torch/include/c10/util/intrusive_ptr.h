#include "gradlab/torch/pointers.h"
