#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "gradlab/autograd/ops/compare.h"
#include "gradlab/autograd/ops/factory.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/autograd/ops/reduce.h"
#include "gradlab/optim/adam.h"
#include "gradlab/optim/adamw.h"
#include "gradlab/optim/recorded_values.h"
#include "gradlab/optim/sgd.h"
#include "gradlab/tensor/error.h"
#include "gradlab/tensor/parallel.h"
#include "gradlab/tensor/warn.h"

namespace gradlab::optim {
namespace {

using Params = std::vector<Tensor>;
using Factory = std::function<std::unique_ptr<Optimizer>(Params)>;

template <class O, class Options>
Factory factory(Options options) {
  return [options](Params p) { return std::make_unique<O>(std::move(p), options); };
}

template <class Fn>
std::string message_of(Fn&& fn) {
  try {
    fn();
  } catch (const Error& e) {
    return e.what();
  }
  return "no error";
}

Tensor recorded_tensor(const double* values, IntArrayRef sizes) {
  return from_blob(const_cast<double*>(values), sizes, kDouble).clone();
}
Tensor start() { return recorded_tensor(recorded::kStart, {3, 2}); }
Tensor gradient(int step) { return recorded_tensor(recorded::kGrads + 6 * step, {3, 2}); }

// Four recorded gradients against the recorded result. `lay_out` changes layouts, not values.
void expect_recorded(const Factory& make, const double (&expected)[6], double tolerance,
                     const std::function<Tensor(const Tensor&)>& lay_out_param,
                     const std::function<Tensor(const Tensor&)>& lay_out_grad) {
  const Tensor p = lay_out_param(start()).requires_grad_();
  const auto optimizer = make({p});
  for (int step = 0; step < 4; ++step) {
    p.mutable_grad() = lay_out_grad(gradient(step));
    optimizer->step();
  }
  const Tensor result = p.detach().contiguous();
  for (int i = 0; i < 6; ++i) {
    EXPECT_NEAR(result.data_ptr<double>()[i], expected[i], tolerance) << "at " << i;
  }
}

Tensor as_is(const Tensor& t) { return t; }
// The same values with the columns next to each other.
Tensor transposed(const Tensor& t) { return t.t().contiguous().t(); }
// The same values with gaps between them.
Tensor stepped(const Tensor& t) {
  const Tensor wide = zeros({t.size(0), 2 * t.size(1)}, t.dtype());
  const Tensor view = wide.slice(1, 0, 2 * t.size(1), 2);
  view.copy_(t);
  return view.detach();
}

struct Recorded {
  const char* name;
  Factory make;
  const double (&expected)[6];
};

std::vector<Recorded> all_recorded() {
  using Betas = std::tuple<double, double>;
  return {
      {"plain", factory<SGD>(SGDOptions(0.1)), recorded::kPlain},
      {"decay", factory<SGD>(SGDOptions(0.1).weight_decay(0.3)), recorded::kDecay},
      {"momentum", factory<SGD>(SGDOptions(0.1).momentum(0.9)), recorded::kMomentum},
      {"dampening", factory<SGD>(SGDOptions(0.1).momentum(0.9).dampening(0.4)),
       recorded::kDampening},
      {"nesterov", factory<SGD>(SGDOptions(0.1).momentum(0.9).nesterov(true).weight_decay(0.3)),
       recorded::kNesterov},
      {"adam", factory<Adam>(AdamOptions(0.1)), recorded::kAdam},
      {"adam decay",
       factory<Adam>(AdamOptions(0.1).betas(Betas(0.8, 0.95)).eps(1e-3).weight_decay(0.3)),
       recorded::kAdamDecay},
      {"amsgrad", factory<Adam>(AdamOptions(0.1).amsgrad(true).betas(Betas(0.5, 0.5))),
       recorded::kAmsgrad},
      {"adamw", factory<AdamW>(AdamWOptions(0.1).weight_decay(0.3)), recorded::kAdamW},
      {"adamw amsgrad", factory<AdamW>(AdamWOptions(0.1).amsgrad(true).betas(Betas(0.5, 0.5))),
       recorded::kAdamWAmsgrad},
  };
}

TEST(Optim, UpdatesAreThoseOfPyTorch) {
  for (const Recorded& r : all_recorded()) {
    SCOPED_TRACE(r.name);
    expect_recorded(r.make, r.expected, 1e-15, as_is, as_is);
  }
}

TEST(Optim, LayoutsMakeNoDifference) {
  for (const Recorded& r : all_recorded()) {
    SCOPED_TRACE(r.name);
    for (auto* param : {as_is, transposed, stepped}) {
      for (auto* grad : {as_is, transposed, stepped}) {
        expect_recorded(r.make, r.expected, 1e-15, param, grad);
      }
    }
  }
}

TEST(Optim, FloatUpdatesRoundToFloat) {
  const Tensor p = ones({1}).requires_grad_();
  SGD optimizer({p}, SGDOptions(0.1).momentum(0.9));
  float expected = 1, buffer = 0;
  for (int step = 0; step < 3; ++step) {
    p.mutable_grad() = full({1}, 0.3f);
    optimizer.step();
    buffer = step == 0 ? 0.3f : buffer * 0.9f + 0.3f;
    expected = expected + -0.1f * buffer;
    EXPECT_EQ(p.item<float>(), expected);
  }
}

TEST(Optim, ParametersWithoutGradientStay) {
  const Tensor p = ones({2}).requires_grad_(), q = ones({2}).requires_grad_();
  SGD sgd({p, q}, SGDOptions(0.5).momentum(0.9).weight_decay(0.1));
  p.mutable_grad() = ones({2});
  sgd.step();
  EXPECT_LT(p.sum().item<float>(), 2);
  EXPECT_EQ(q.sum().item<float>(), 2);
  EXPECT_EQ(q._version(), 0);
  EXPECT_FALSE(sgd.state().contains(q.unsafeGetTensorImpl()));
}

TEST(Optim, UpdateIsNotRecordedAndCountsAsAWrite) {
  const Tensor p = ones({2}).requires_grad_();
  const Tensor loss = (p * p).sum();
  p.mutable_grad() = ones({2});
  SGD(Params{p}, 0.5).step();
  EXPECT_TRUE(p.is_leaf());
  EXPECT_TRUE(p.requires_grad());
  EXPECT_EQ(p._version(), 1);
  EXPECT_NE(message_of([&] { loss.backward(); }).find("modified by an inplace operation"),
            std::string::npos);
}

TEST(Optim, GradientSharingTheParametersMemoryIsReadFirst) {
  const Tensor p = full({3}, 2.0).requires_grad_();
  p.mutable_grad() = p.detach();
  SGD(Params{p}, 0.5).step();
  EXPECT_EQ(p.sum().item<float>(), 3);
}

TEST(Optim, ClosureIsEvaluatedWithGradients) {
  const Tensor p = ones({1}).requires_grad_();
  SGD optimizer({p}, 0.25);
  const Tensor loss = optimizer.step([&] {
    optimizer.zero_grad();
    Tensor value = (p * p).sum();
    value.backward();
    return value;
  });
  EXPECT_EQ(loss.item<float>(), 1);
  EXPECT_EQ(p.item<float>(), 0.5f);
  EXPECT_FALSE(optimizer.step().defined());
}

TEST(Optim, ZeroGradForgetsOrClears) {
  const Tensor p = ones({2}).requires_grad_(), q = ones({2}).requires_grad_();
  SGD optimizer({p, q}, 0.1);
  p.mutable_grad() = ones({2});
  optimizer.zero_grad(/*set_to_none=*/false);
  EXPECT_EQ(p.grad().sum().item<float>(), 0);
  EXPECT_FALSE(q.grad().defined());
  optimizer.zero_grad();
  EXPECT_FALSE(p.grad().defined());
}

TEST(Optim, GroupsHaveOptionsOfTheirOwn) {
  const Tensor p = ones({1}).requires_grad_(), q = ones({1}).requires_grad_();
  std::vector<OptimizerParamGroup> groups;
  groups.emplace_back(Params{p});
  groups.emplace_back(Params{q}, std::make_unique<SGDOptions>(0.5));
  SGD optimizer(groups, SGDOptions(0.25));
  p.mutable_grad() = q.mutable_grad() = ones({1});
  optimizer.step();
  EXPECT_EQ(p.item<float>(), 0.75f);
  EXPECT_EQ(q.item<float>(), 0.5f);
  optimizer.param_groups()[0].options().set_lr(0.5);
  EXPECT_EQ(optimizer.param_groups()[0].options().get_lr(), 0.5);
  EXPECT_EQ(optimizer.defaults().get_lr(), 0.25);
  optimizer.step();
  EXPECT_EQ(p.item<float>(), 0.25f);
  EXPECT_EQ(optimizer.size(), 2u);
  EXPECT_EQ(optimizer.parameters().size(), 1u);
  optimizer.add_parameters({zeros({1}).requires_grad_()});
  EXPECT_EQ(optimizer.size(), 3u);
}

TEST(Optim, StateKeepsTheMomentum) {
  const Tensor p = ones({2}).requires_grad_();
  SGD optimizer({p}, SGDOptions(0.1).momentum(0.9));
  EXPECT_TRUE(optimizer.state().empty());
  p.mutable_grad() = full({2}, 3.0);
  optimizer.step();
  auto& state = static_cast<SGDParamState&>(*optimizer.state().at(p.unsafeGetTensorImpl()));
  EXPECT_EQ(state.momentum_buffer().sum().item<float>(), 6);
  EXPECT_TRUE(static_cast<SGDParamState&>(*static_cast<OptimizerParamState&>(state).clone()) ==
              state);
  // The first gradient itself is not kept.
  EXPECT_NE(state.momentum_buffer().data_ptr(), p.grad().data_ptr());

  Adam adam({p});
  adam.step();
  auto& moments = static_cast<AdamParamState&>(*adam.state().at(p.unsafeGetTensorImpl()));
  EXPECT_EQ(moments.step(), 1);
  EXPECT_FALSE(moments.max_exp_avg_sq().defined());
}

TEST(Optim, ParametersMayComeLaterAsInLibtorchButBeforeTheFirstStep) {
  SGD of_no_tensors(Params{}, 0.1);
  EXPECT_EQ(message_of([&] { of_no_tensors.step(); }), "optimizer got an empty parameter list");
  of_no_tensors.zero_grad();
  EXPECT_EQ(of_no_tensors.param_groups().size(), 1u);
  EXPECT_EQ(of_no_tensors.size(), 0u);
  Adam of_no_groups(std::vector<OptimizerParamGroup>{}, 0.1);
  EXPECT_EQ(message_of([&] { of_no_groups.step(); }), "optimizer got an empty parameter list");
  EXPECT_TRUE(of_no_groups.param_groups().empty());
  const Tensor p = ones({2}).requires_grad_();
  p.sum().backward();
  of_no_groups.add_param_group(Params{p});
  of_no_groups.step();
  EXPECT_NEAR(p[0].item<float>(), 0.9, 1e-6);
}

// The texts are those of PyTorch 1.13.1.
TEST(Optim, MisuseThrows) {
  const Tensor p = ones({2}).requires_grad_();
  EXPECT_EQ(message_of([&] { SGD(Params{p * 2}, 0.1); }), "can't optimize a non-leaf Tensor");
  SGD sgd({p}, 0.1);
  EXPECT_EQ(message_of([&] { sgd.add_param_group(Params{p}); }),
            "some parameters appear in more than one parameter group");
  EXPECT_EQ(sgd.param_groups().size(), 1u);
  auto make_sgd = [&](SGDOptions o) { return message_of([&] { SGD(Params{p}, o); }); };
  EXPECT_EQ(make_sgd(SGDOptions(-0.1)), "Invalid learning rate: -0.1");
  EXPECT_EQ(make_sgd(SGDOptions(0.1).momentum(-1)), "Invalid momentum value: -1");
  EXPECT_EQ(make_sgd(SGDOptions(0.1).weight_decay(-0.5)), "Invalid weight_decay value: -0.5");
  const std::string nesterov = "Nesterov momentum requires a momentum and zero dampening";
  EXPECT_EQ(make_sgd(SGDOptions(0.1).nesterov(true)), nesterov);
  EXPECT_EQ(make_sgd(SGDOptions(0.1).nesterov(true).momentum(0.9).dampening(0.1)), nesterov);
  auto make_adam = [&](AdamOptions o) { return message_of([&] { Adam(Params{p}, o); }); };
  EXPECT_EQ(make_adam(AdamOptions(-1)), "Invalid learning rate: -1");
  EXPECT_EQ(make_adam(AdamOptions().eps(-1)), "Invalid epsilon value: -1");
  EXPECT_EQ(make_adam(AdamOptions().betas(std::make_tuple(1.0, 0.5))),
            "Invalid beta parameter at index 0: 1");
  EXPECT_EQ(make_adam(AdamOptions().betas(std::make_tuple(0.5, -0.5))),
            "Invalid beta parameter at index 1: -0.5");
  EXPECT_EQ(make_adam(AdamOptions().weight_decay(-1)), "Invalid weight_decay value: -1");
}

TEST(Optim, GradientsAndStatesThatDoNotFitThrowAndChangeNothing) {
  const Tensor p = ones({2}).requires_grad_();
  SGD sgd({p}, SGDOptions(0.1).momentum(0.9));
  p.mutable_grad() = ones({3});
  EXPECT_NE(message_of([&] { sgd.step(); }), "no error");
  EXPECT_EQ(p.sum().item<float>(), 2);
  p.mutable_grad() = ones({2});
  sgd.step();
  EXPECT_NEAR(p.sum().item<float>(), 1.8, 1e-6);
  static_cast<SGDParamState&>(*sgd.state().at(p.unsafeGetTensorImpl())).momentum_buffer(ones({1}));
  EXPECT_EQ(message_of([&] { sgd.step(); }),
            "optimizer: a state of size [1] does not fit a parameter of size [2]");
  EXPECT_NEAR(p.sum().item<float>(), 1.8, 1e-6);
  sgd.state()[p.unsafeGetTensorImpl()] = std::make_unique<AdamParamState>();
  EXPECT_EQ(message_of([&] { sgd.step(); }),
            "optimizer: expected torch::optim::SGDParamState, got "
            "torch::optim::AdamParamState");
  sgd.param_groups()[0].set_options(std::make_unique<AdamOptions>());
  EXPECT_EQ(message_of([&] { sgd.step(); }),
            "optimizer: expected torch::optim::SGDOptions, got "
            "torch::optim::AdamOptions");
}

TEST(Optim, DuplicatesInAGroupWarn) {
  static std::string warning;
  const Tensor p = ones({2}).requires_grad_();
  set_warning_handler([](const std::string& m) { warning = m; });
  SGD(Params{p, p}, 0.1);
  set_warning_handler(nullptr);
  EXPECT_EQ(warning,
            "optimizer contains a parameter group with duplicate parameters; in future, this will "
            "cause an error; see github.com/pytorch/pytorch/issues/40967 for more information");
}

struct BareOptions : OptimizerOptions {};

// The texts are those of libtorch 1.13.1.
TEST(Optim, BaseClassesAskToBeOverridden) {
  EXPECT_EQ(message_of([] { BareOptions().clone(); }),
            "clone() has not been implemented for torch::optim::OptimizerOptions. Subclass "
            "torch::optim::OptimizerCloneableOptions<YourOptimizerOptions> instead of "
            "torch::optim::OptimizerOptions to inherit the ability to clone.");
  EXPECT_EQ(message_of([] { BareOptions().get_lr(); }),
            "double get_lr() has not been overidden and implemented in subclass of "
            "torch::optim::OptimizerOptions, you must override it in your subclass.");
  EXPECT_EQ(message_of([] { BareOptions().set_lr(1); }),
            "double set_lr() has not been overidden and implemented in subclass of "
            "torch::optim::OptimizerOptions, you must override it in your subclass.");
  EXPECT_EQ(message_of([] { OptimizerParamState().clone(); }),
            "clone() has not been implemented for torch::optim::OptimizerParamState. Subclass "
            "torch::optim::OptimizerCloneableParamState<YourOptimizerParamState> instead of "
            "torch::optim::OptimizerParamState to inherit the ability to clone.");
  EXPECT_EQ(message_of([] { OptimizerParamGroup(Params{}).options(); }),
            "Expected has_options() to be true, but got false.  (Could this error message be "
            "improved?  If so, please report an enhancement request to PyTorch.)");
}

TEST(Optim, PrintAsPython) {
  const Tensor p = ones({1}).requires_grad_(), q = ones({1}).requires_grad_();
  std::vector<OptimizerParamGroup> groups;
  groups.emplace_back(Params{p});
  groups.emplace_back(Params{q}, std::make_unique<SGDOptions>(SGDOptions(1e-5).momentum(0.9)));
  EXPECT_EQ(repr(SGD(groups, SGDOptions(0.1))), recorded::kSgdText);
  EXPECT_EQ(repr(Adam(Params{p}, AdamOptions(0.5).amsgrad(true))), recorded::kAdamText);
  EXPECT_EQ(repr(AdamW(Params{p})), recorded::kAdamWText);
}

// What three steps make of 100,003 elements, on so many threads.
Tensor trained(const Factory& make, int threads) {
  const int before = get_num_threads();
  set_num_threads(threads);
  constexpr int64_t kCount = 100003;  // several shares, and no whole number of vectors
  const Tensor p = linspace(-3, 3, kCount).requires_grad_();
  const auto optimizer = make({p});
  for (int step = 0; step < 3; ++step) {
    p.mutable_grad() = p.detach().sin();
    optimizer->step();
  }
  set_num_threads(before);
  return p.detach();
}

TEST(Optim, AnyNumberOfThreadsComputesTheSameBits) {
  const Factory factories[] = {
      factory<SGD>(SGDOptions(0.1)), factory<SGD>(SGDOptions(0.1).momentum(0.9).weight_decay(0.01)),
      factory<Adam>(AdamOptions(0.01).amsgrad(true)), factory<AdamW>(AdamWOptions(0.01))};
  for (const Factory& make : factories) {
    const Tensor alone = trained(make, 1);
    for (int threads : {2, 3, 8}) EXPECT_TRUE(equal(trained(make, threads), alone)) << threads;
  }
}

TEST(Optim, EmptyParametersAreFine) {
  const Tensor p = empty({0, 3}).requires_grad_();
  p.mutable_grad() = empty({0, 3});
  SGD sgd({p}, SGDOptions(0.1).momentum(0.9));
  sgd.step();
  sgd.step();
  EXPECT_EQ(p.numel(), 0);
}

}  // namespace
}  // namespace gradlab::optim
