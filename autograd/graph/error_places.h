// The second part of an error's text: the places of the program that have to do with it, after
// PyTorch's sentence. Known for what was called through operators, methods and functions that take
// a Location (Note [Locations]).
//
//   one of the variables needed for gradient computation has been modified by an inplace operation:
//   [torch.FloatTensor [2]], which is output 0 of ExpBackward0, is at version 1; expected ...
//   ExpBackward0 was created at train.cc:12 and saved it; add_ modified it at train.cc:14.
#ifndef GRADLAB_AUTOGRAD_GRAPH_ERROR_PLACES_H_
#define GRADLAB_AUTOGRAD_GRAPH_ERROR_PLACES_H_

#include <string>

#include "gradlab/autograd/graph/node.h"
#include "gradlab/tensor/storage.h"

namespace gradlab::autograd {

// On at first, unless the environment has GRADLAB_ERROR_PLACES=0. Off: what() of every error is
// PyTorch's text alone (which msg() and what_without_backtrace() always are). For all threads.
bool error_places_enabled();
void set_error_places_enabled(bool enabled);

// Each is empty when this is off, else starts with a newline: for the errors of a second backward
// pass through `node`, of a write to a `storage` that `node` (null: something) saved, and in the
// rule of `node`.
std::string places_of_free(const Node& node);
std::string places_of_write(const Node* node, const Storage& storage);
std::string places_of_failure(const Node& node);

}  // namespace gradlab::autograd

#endif  // GRADLAB_AUTOGRAD_GRAPH_ERROR_PLACES_H_
