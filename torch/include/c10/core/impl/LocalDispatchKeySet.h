#include "gradlab/torch/dispatch_keys.h"
