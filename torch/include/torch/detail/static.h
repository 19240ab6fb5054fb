#include "gradlab/torch/traits.h"
