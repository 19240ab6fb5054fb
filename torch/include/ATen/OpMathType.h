#include "gradlab/torch/numbers.h"
