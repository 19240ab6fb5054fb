// Exercise 3.10: overfit, then generalise.
#ifndef GRADLAB_LAB_PART3_EX_3_10_H_
#define GRADLAB_LAB_PART3_EX_3_10_H_

#include <cstdint>
#include <functional>
#include <vector>

#include "gradlab/gradlab.h"
#include "gradlab/lab/fw/exercise.h"

namespace ex_3_10 {
using namespace gradlab;

// In a namespace of its own, so that a call with a model finds the functions of one file only.
namespace given {
// Any model: model.forward(x) is its output.
struct Model : nn::Module {
  virtual Tensor forward(const Tensor& x) = 0;
};
// Inputs and the outputs that belong to them, of the shape that the model gives.
struct Data {
  Tensor x, y;
};
// A loss for each epoch.
struct Curves {
  std::vector<double> train, validation;
};
}  // namespace given
using given::Curves;
using given::Data;
using given::Model;

// Losses are mean squared errors, training is plain SGD on all of the data at once.

// Trains on one batch until it is learned by heart. Returns the loss of each step, computed before
// the step. Ends at the first loss that is below `goal` or not finite, which is in the list but
// makes no step any more; or after max_steps losses.
std::vector<double> overfit_one_batch(Model& model, const Data& batch, double lr, double goal,
                                      int64_t max_steps);

// Trains for `epochs` epochs. Each is one step on `train` in training mode; then both losses are
// computed in evaluation mode, without a graph.
Curves fit(Model& model, const Data& train, const Data& validation, double lr, int64_t epochs);

// The epoch with the smallest validation loss, counted from 0; the first of several. nan is no
// loss. Throws ValueError when there is no loss at all.
int64_t best_epoch(const std::vector<double>& validation_losses);

// The first of lr, lr / 2, lr / 4, ... whose first losses all fall: each is smaller than the one
// before. first_losses(lr) trains a fresh model for some steps. Throws ValueError when the learning
// rate would get smaller than 1e-8.
double pick_lr(const std::function<std::vector<double>(double lr)>& first_losses, double lr);

LAB_CONTRACT(overfit_one_batch, fit, best_epoch, pick_lr)

}  // namespace ex_3_10

#endif  // GRADLAB_LAB_PART3_EX_3_10_H_
