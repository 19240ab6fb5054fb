// The out= forms: add_out(out, a, b) and add_outf(a, b, alpha, out) compute add(a, b) and write it
// into `out`, a tensor that is there already.
//
// Common to all: the result is computed first, then converted to the dtype of `out` and copied
// into it, so that `out` is unchanged when anything throws and may be one of the inputs. An `out`
// of another shape is resized, with a warning unless it was empty. Throws when a gradient would be
// needed ("add(): functions with out=... arguments don't support automatic differentiation, but
// one of the arguments requires grad."), when `out` overlaps itself or a part of an input, and for
// a dtype that the result may not become. Parameters are those of the function without _out; the
// _outf forms want all of them, and the outputs last.
//
// As in PyTorch, the dtypes allowed and the text otherwise differ from operation to operation, and
// the forms that it composes of operations record gradients instead (ops/out_call.h).
#ifndef GRADLAB_AUTOGRAD_OPS_OUT_H_
#define GRADLAB_AUTOGRAD_OPS_OUT_H_

#include "gradlab/autograd/ops/out_copy.h"
#include "gradlab/autograd/ops/out_factory.h"
#include "gradlab/autograd/ops/out_matrix.h"
#include "gradlab/autograd/ops/out_nn.h"
#include "gradlab/autograd/ops/out_pointwise.h"
#include "gradlab/autograd/ops/out_reduce.h"
#include "gradlab/autograd/ops/out_shape.h"
#include "gradlab/autograd/ops/out_unary.h"

#endif  // GRADLAB_AUTOGRAD_OPS_OUT_H_
