// Exercise 3.04: a model of one's own.
#ifndef GRADLAB_LAB_PART3_EX_3_04_H_
#define GRADLAB_LAB_PART3_EX_3_04_H_

#include <cstdint>
#include <memory>

#include "gradlab/gradlab.h"
#include "gradlab/lab/fw/exercise.h"

namespace ex_3_04 {
using namespace gradlab;

// A new SimpleModel: an nn::Module with an nn::Embedding(vocab, dim) registered as "emb" and an
// nn::Linear(dim, classes) registered as "fc", made in this order and nothing else.
std::shared_ptr<nn::Module> make_model(int64_t vocab, int64_t dim, int64_t classes);

// What `model`, made by make_model, gives for `ids` [n, words] of int64: the mean of the vectors of
// the words, through the linear layer: [n, classes].
Tensor forward(nn::Module& model, const Tensor& ids);

// How many numbers the parameters of any module hold, those of its submodules included.
int64_t parameter_count(const nn::Module& model);

// An optim::SGD with this learning rate that updates all parameters of `model`.
std::shared_ptr<optim::Optimizer> make_optimizer(nn::Module& model, double lr);

LAB_CONTRACT(make_model, forward, parameter_count, make_optimizer)

}  // namespace ex_3_04

#endif  // GRADLAB_LAB_PART3_EX_3_04_H_
