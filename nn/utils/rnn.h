// Sequences of different lengths in one tensor.
#ifndef GRADLAB_NN_UTILS_RNN_H_
#define GRADLAB_NN_UTILS_RNN_H_

#include "gradlab/autograd/ops/padding.h"
#include "gradlab/autograd/tensor.h"
#include "gradlab/tensor/location.h"

namespace gradlab::nn::utils::rnn {

// gradlab::pad_sequence().
inline Tensor pad_sequence(TensorList sequences, bool batch_first = false, double padding_value = 0,
                           Location at = Location::here()) {
  return gradlab::pad_sequence(sequences, batch_first, padding_value, at);
}

}  // namespace gradlab::nn::utils::rnn

#endif  // GRADLAB_NN_UTILS_RNN_H_
