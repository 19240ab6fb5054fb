#include "gradlab/torch/dispatch.h"
