#include "gradlab/autograd/grad_mode.h"

#include "gradlab/autograd/inference_mode.h"

namespace gradlab::internal {

constinit thread_local bool grad_mode = true;
constinit thread_local bool inference_mode = false;

}  // namespace gradlab::internal
