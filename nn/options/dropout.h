// Options of the modules in modules/dropout.h.
#ifndef GRADLAB_NN_OPTIONS_DROPOUT_H_
#define GRADLAB_NN_OPTIONS_DROPOUT_H_

#include "gradlab/tensor/arg.h"

namespace gradlab::nn {

struct DropoutOptions {
  DropoutOptions(double p = 0.5) : p_(p) {}
  // The probability that an element becomes zero.
  GRADLAB_ARG(double, p) = 0.5;
  // Whether to overwrite the input.
  GRADLAB_ARG(bool, inplace) = false;
};

namespace functional {

struct DropoutFuncOptions {
  GRADLAB_ARG(double, p) = 0.5;
  // Off, the input is returned as it is.
  GRADLAB_ARG(bool, training) = true;
  GRADLAB_ARG(bool, inplace) = false;
};

}  // namespace functional
}  // namespace gradlab::nn

#endif  // GRADLAB_NN_OPTIONS_DROPOUT_H_
