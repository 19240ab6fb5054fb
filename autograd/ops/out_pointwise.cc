// The forms that ops/out_pointwise.h declares (ops/out_form.h).
#define GRADLAB_OUT_DEFINITIONS
#include "gradlab/autograd/ops/out_call.h"
#include "gradlab/autograd/ops/out_pointwise.h"
