#include "gradlab/tensor/location.h"

namespace gradlab::internal {

constinit thread_local uint64_t current_location = 0;

}  // namespace gradlab::internal
