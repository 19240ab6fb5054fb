// Exercise 3.07: the training loop.
#ifndef GRADLAB_LAB_PART3_EX_3_07_H_
#define GRADLAB_LAB_PART3_EX_3_07_H_

#include <cstdint>
#include <functional>
#include <vector>

#include "gradlab/gradlab.h"
#include "gradlab/lab/fw/exercise.h"

namespace ex_3_07 {
using namespace gradlab;

// In a namespace of its own, so that a call with a model finds the functions of one file only.
namespace given {
// The model of the lab: the class of a text from the mean of its words' embeddings. A holder:
// called as model(ids), with ids of (texts, words); gives logits of (texts, classes).
struct SimpleModelImpl : nn::Module {
  SimpleModelImpl(int64_t vocab, int64_t dim, int64_t classes) {
    emb = register_module("emb", nn::Embedding(vocab, dim));
    fc = register_module("fc", nn::Linear(dim, classes));
  }
  virtual Tensor forward(const Tensor& ids) { return fc(emb(ids).mean(1)); }

  nn::Embedding emb{nullptr};
  nn::Linear fc{nullptr};
};
GRADLAB_MODULE(SimpleModel);
}  // namespace given
using given::SimpleModel;
using given::SimpleModelImpl;

// A loss: called as criterion(output, labels), gives a tensor of one element.
using Criterion = std::function<Tensor(const Tensor& output, const Tensor& labels)>;

// Trains for `steps` steps, each on all of the data: zero_grad, forward, loss, backward, step.
// Returns the loss of each step as a plain number, as it was before the step changed the model.
// No graph is kept from one step to the next.
std::vector<double> train(SimpleModel model, const Criterion& criterion,
                          optim::Optimizer& optimizer, const Tensor& ids, const Tensor& labels,
                          int64_t steps);

// The training demo: a SimpleModel(10, 4, 2) whose weights are drawn with this seed, trained with
// cross-entropy and SGD of learning rate `lr`. Returns the losses of train().
std::vector<double> demo(uint64_t seed, const Tensor& ids, const Tensor& labels, int64_t steps,
                         double lr);

LAB_CONTRACT(train, demo)

}  // namespace ex_3_07

#endif  // GRADLAB_LAB_PART3_EX_3_07_H_
