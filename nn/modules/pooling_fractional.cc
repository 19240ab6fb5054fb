#include "gradlab/nn/modules/pooling_fractional.h"

namespace gradlab::nn {

template class Cloneable<FractionalMaxPool2dImpl>;
template class Cloneable<FractionalMaxPool3dImpl>;

}  // namespace gradlab::nn
