#include "gradlab/autograd/grad_mode.h"

namespace gradlab::internal {

constinit thread_local bool grad_mode = true;

}  // namespace gradlab::internal
