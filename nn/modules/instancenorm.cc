#include "gradlab/nn/modules/instancenorm.h"

namespace gradlab::nn {

template class Cloneable<InstanceNorm1dImpl>;
template class Cloneable<InstanceNorm2dImpl>;
template class Cloneable<InstanceNorm3dImpl>;

}  // namespace gradlab::nn
