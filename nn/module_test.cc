#include "gradlab/nn/module.h"

#include <gtest/gtest.h>

#include "gradlab/autograd/grad_mode.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/nn/cloneable.h"
#include "gradlab/nn/modules/activation.h"
#include "gradlab/nn/modules/container/sequential.h"
#include "gradlab/nn/modules/dropout.h"
#include "gradlab/nn/modules/linear.h"
#include "gradlab/nn/recorded_values.h"
#include "gradlab/nn/test_util.h"
#include "gradlab/tensor/warn.h"

namespace gradlab::nn {
namespace {

using Names = std::vector<std::string>;

struct Inner : Module {
  Inner() {
    weight = register_parameter("weight", ones({2}));
    count = register_buffer("count", zeros({1}));
  }
  Tensor weight, count;
};

struct Outer : Module {
  Outer() {
    bias = register_parameter("bias", ones({3}));
    left = register_module("left", std::make_shared<Inner>());
    right = register_module("right", std::make_shared<Inner>());
  }
  Tensor bias;
  std::shared_ptr<Inner> left, right;
};

TEST(Module, ListsParametersDepthFirstWithTheirPaths) {
  Outer outer;
  EXPECT_EQ(outer.named_parameters().keys(), (Names{"bias", "left.weight", "right.weight"}));
  EXPECT_EQ(outer.named_parameters(/*recurse=*/false).keys(), Names{"bias"});
  EXPECT_EQ(outer.parameters().size(), 3u);
  EXPECT_TRUE(outer.parameters()[1].is_same(outer.left->weight));
  EXPECT_EQ(outer.named_buffers().keys(), (Names{"left.count", "right.count"}));
  EXPECT_EQ(outer.buffers(false).size(), 0u);
}

TEST(Module, ListsSharedParametersOnce) {
  Outer outer;
  outer.register_module("again", outer.left);
  outer.register_parameter("alias", outer.right->weight);
  EXPECT_EQ(outer.named_parameters().keys(), (Names{"bias", "alias", "left.weight"}));
  EXPECT_EQ(outer.parameters().size(), 3u);
  EXPECT_EQ(outer.named_parameters(true, /*remove_duplicate=*/false).keys(),
            (Names{"bias", "alias", "left.weight", "right.weight", "again.weight"}));
  EXPECT_EQ(outer.modules(/*include_self=*/false).size(), 2u);
  EXPECT_EQ(outer.children().size(), 3u);
}

TEST(Module, ListsModulesDepthFirst) {
  auto root = std::make_shared<Outer>();
  root->left->register_module("deep", std::make_shared<Inner>());
  EXPECT_EQ(root->named_modules().keys(), (Names{"", "left", "left.deep", "right"}));
  EXPECT_EQ(root->named_modules("net", false).keys(),
            (Names{"net.left", "net.left.deep", "net.right"}));
  EXPECT_EQ(root->named_children().keys(), (Names{"left", "right"}));
  EXPECT_EQ(root->modules().front(), root);
  EXPECT_EQ(root->modules().size(), 4u);
}

TEST(Module, ParametersRequireGradUnlessSwitchedOff) {
  Inner inner;
  EXPECT_TRUE(inner.weight.requires_grad());
  EXPECT_FALSE(inner.count.requires_grad());
  EXPECT_FALSE(inner.register_parameter("fixed", ones({1}), false).requires_grad());
  inner.register_parameter("off", Tensor(), false);
  EXPECT_EQ(inner.named_parameters().keys(), (Names{"weight", "fixed"}));
}

TEST(Module, WarnsOfAnUndefinedParameterThatShouldRequireGrad) {
  static std::string warning;
  set_warning_handler([](const std::string& m) { warning = m; });
  Module().register_parameter("off", Tensor());
  set_warning_handler(nullptr);
  EXPECT_EQ(warning,
            "An undefined tensor cannot require grad. Ignoring the `requires_grad=true` function "
            "parameter.");
}

// The texts are those of libtorch 1.13.1.
TEST(Module, BadNamesThrow) {
  Outer m;
  const Tensor t = ones({1});
  EXPECT_EQ(message_of([&] { m.register_parameter("", t); }), "Parameter name must not be empty");
  EXPECT_EQ(message_of([&] { m.register_parameter("a.p", t); }),
            "Parameter name must not contain a dot (got 'a.p')");
  EXPECT_EQ(message_of([&] { m.register_parameter("bias", t); }),
            "Parameter 'bias' already defined");
  EXPECT_FALSE(t.requires_grad());
  EXPECT_EQ(message_of([&] { m.register_parameter("n", ones({1}, kLong)); }),
            "Only Tensors of floating point and complex dtype can require gradients");
  EXPECT_EQ(message_of([&] { m.register_buffer("", t); }), "Buffer name must not be empty");
  EXPECT_EQ(message_of([&] { m.register_buffer("a.b", t); }),
            "Buffer name must not contain a dot (got 'a.b')");
  m.register_buffer("b", t);
  EXPECT_EQ(message_of([&] { m.register_buffer("b", t); }), "Buffer 'b' already defined");
  EXPECT_EQ(message_of([&] { m.register_module("", Linear(1, 2)); }),
            "Submodule name must not be empty");
  EXPECT_EQ(message_of([&] { m.register_module("l.m", Linear(1, 2)); }),
            "Submodule name must not contain a dot (got 'l.m')");
  EXPECT_EQ(message_of([&] { m.register_module("left", Linear(1, 2)); }),
            "Submodule 'left' already defined");
  EXPECT_EQ(message_of([&] { m.register_module("none", Linear(nullptr)); }),
            "Accessing empty ModuleHolder");
  EXPECT_EQ(message_of([&] { m.register_module("none", std::shared_ptr<Inner>()); }),
            "register_module: module 'none' is null");
  EXPECT_EQ(message_of([&] { m.unregister_module("zz"); }),
            "No Module with name `zz` is registered");
  EXPECT_EQ(message_of([&] { m.replace_module("zz", Linear(1, 2)); }),
            "Submodule 'zz' is not defined");
  EXPECT_EQ(message_of([&] { m.named_parameters()["nope"]; }), "Key 'nope' is not defined");
  EXPECT_EQ(m.named_parameters().size(), 3u);
  EXPECT_EQ(m.children().size(), 2u);
}

TEST(Module, ReplacesAndUnregistersModules) {
  Outer m;
  auto other = std::make_shared<Inner>();
  EXPECT_EQ(m.replace_module("left", other), other);
  EXPECT_EQ(m.children()[0], other);
  m.unregister_module("left");
  EXPECT_EQ(m.named_children().keys(), Names{"right"});
}

TEST(Module, NeedsASharedPointerToListItself) {
  Outer outer;
  EXPECT_EQ(message_of([&] { outer.modules(); }),
            "It looks like you attempted to retrieve your top-level module as a shared_ptr, but it "
            "is not stored in a shared_ptr. Use std::make_shared<" +
                outer.name() +
                "> instead of creating your module on the stack, or alternatively do not try to "
                "access your top-level module at all by passing /*include_self=*/false to "
                "modules() or named_modules()");
}

TEST(Module, TrainReachesAllModules) {
  Outer outer;
  EXPECT_TRUE(outer.is_training());
  outer.eval();
  EXPECT_FALSE(outer.is_training());
  EXPECT_FALSE(outer.right->is_training());
  outer.train();
  EXPECT_TRUE(outer.right->is_training());
}

TEST(Module, TrainAndEvalLeaveGradModeAlone) {
  Linear layer(2, 3);
  layer->eval();
  EXPECT_TRUE(GradMode::is_enabled());
  EXPECT_TRUE(layer(ones({1, 2})).requires_grad());
  NoGradGuard no_grad;
  layer->train();
  EXPECT_FALSE(GradMode::is_enabled());
  EXPECT_FALSE(layer(ones({1, 2})).requires_grad());
}

TEST(Module, ToConvertsTheSameTensors) {
  Outer outer;
  const Tensor before = outer.left->weight;
  outer.to(kDouble);
  EXPECT_EQ(outer.left->weight.dtype(), kDouble);
  EXPECT_TRUE(before.is_same(outer.parameters()[1]));
  EXPECT_EQ(outer.right->count.dtype(), kDouble);
  EXPECT_TRUE(outer.left->weight.requires_grad());
  EXPECT_TRUE(outer.left->weight.is_leaf());
  outer.to(Device(kCPU), kFloat);
  EXPECT_EQ(outer.bias.dtype(), kFloat);
  EXPECT_NE(message_of([&] { outer.to(Device(kCUDA)); }), "no error");
}

TEST(Module, ZeroGradForgetsOrClears) {
  Outer outer;
  auto backward = [&] { (outer.bias.sum() + outer.left->weight.sum()).backward(); };
  backward();
  outer.zero_grad();
  EXPECT_FALSE(outer.bias.grad().defined());
  EXPECT_FALSE(outer.left->weight.grad().defined());
  backward();
  outer.zero_grad(/*set_to_none=*/false);
  EXPECT_EQ(outer.bias.grad().sum().item<float>(), 0);
  EXPECT_FALSE(outer.right->weight.grad().defined());
}

TEST(Module, ApplyVisitsEveryPlace) {
  auto root = std::make_shared<Outer>();
  root->register_module("again", root->left);
  Names names;
  root->apply([&](const std::string& name, Module&) { names.push_back(name); }, "net");
  EXPECT_EQ(names, (Names{"net", "net.left", "net.right", "net.again"}));
  int count = 0;
  root->apply([&](Module& m) { count += m.is_training(); });
  std::as_const(*root).apply([&](const Module& m) { count += m.is_training(); });
  root->apply([&](const std::shared_ptr<Module>& m) { count += m->is_training(); });
  EXPECT_EQ(count, 12);
}

TEST(Module, AsGivesTheClassOrNull) {
  Linear linear(1, 2);
  Module& module = *linear;
  EXPECT_EQ(module.as<LinearImpl>(), linear.get());
  EXPECT_EQ(module.as<Linear>(), linear.get());
  EXPECT_EQ(module.as<ReLU>(), nullptr);
}

struct SimpleModelImpl : Module {
  SimpleModelImpl() { register_module("linear", Linear(2, 3)); }
};
GRADLAB_MODULE(SimpleModel);

TEST(Module, NamesAreThoseOfTheClassUnlessGiven) {
  EXPECT_EQ(Linear(1, 2)->name(), "torch::nn::LinearImpl");
  EXPECT_EQ(Module("encoder").name(), "encoder");
  EXPECT_EQ(repr(Module("encoder")), "encoder()");
  EXPECT_EQ(repr(SimpleModel()),
            "SimpleModel(\n  (linear): Linear(in_features=2, out_features=3, bias=True)\n)");
}

struct Shared : Module {
  Shared() {
    auto first = register_module("first", Linear(LinearOptions(2, 2).bias(false)));
    register_module(
        "block",
        Sequential(Linear(2, 3), ReLU(true), Dropout(0.25),
                   Sequential(Softmax(1), Flatten(FlattenOptions().start_dim(0).end_dim(-2)))));
    register_module("again", first);
    register_module("empty", Sequential());
  }
};

TEST(Module, PrintsAsPython) { EXPECT_EQ(repr(Shared()), recorded::kSharedText); }

struct Noted : Module {
  explicit Noted(bool with_child) {
    if (with_child) register_module("relu", ReLU());
  }
  std::string extra_repr() const override { return "a=1\nb=2"; }
};

// Recorded from a Python module with the same extra_repr.
TEST(Module, PrintsSeveralLinesOfItsOwnAsPython) {
  EXPECT_EQ(repr(Noted(false)), "Noted(\n  a=1\n  b=2\n)");
  EXPECT_EQ(repr(Noted(true)), "Noted(\n  a=1\n  b=2\n  (relu): ReLU()\n)");
}

// libtorch 1.13.1's text of the same module.
TEST(Module, StreamsAsLibtorch) {
  EXPECT_EQ(streamed(*SimpleModel()),
            "torch::nn::(anonymous namespace)::SimpleModelImpl(\n"
            "  (linear): torch::nn::Linear(in_features=2, out_features=3, bias=true)\n"
            ")");
  EXPECT_EQ(streamed(Sequential(Sequential(ReLU()), Sequential())),
            "torch::nn::Sequential(\n"
            "  (0): torch::nn::Sequential(\n"
            "    (0): torch::nn::ReLU()\n"
            "  )\n"
            "  (1): torch::nn::Sequential\n"
            ")");
}

struct CloneMe : Cloneable<CloneMe> {
  CloneMe() { CloneMe::reset(); }
  void reset() override {
    linear = register_module("linear", Linear(2, 2));
    scale = register_parameter("scale", ones({1}));
    mean = register_buffer("mean", ones({2}));
  }
  Linear linear{nullptr};
  Tensor scale, mean;
};

TEST(Cloneable, ClonesHaveParametersOfTheirOwn) {
  CloneMe original;
  {
    NoGradGuard no_grad;
    original.scale.fill_(5);
    original.mean.fill_(6);
  }
  original.eval();
  auto copy = std::dynamic_pointer_cast<CloneMe>(original.clone());
  ASSERT_NE(copy, nullptr);
  EXPECT_FALSE(copy->is_training());
  EXPECT_EQ(copy->scale.item<float>(), 5);
  EXPECT_TRUE(copy->scale.requires_grad());
  EXPECT_TRUE(copy->linear->weight.equal(original.linear->weight));
  EXPECT_NE(copy->linear->weight.data_ptr(), original.linear->weight.data_ptr());
  EXPECT_TRUE(copy->mean.equal(original.mean));
  // The members are what is registered.
  EXPECT_TRUE(copy->parameters()[0].is_same(copy->scale));
  EXPECT_TRUE(copy->parameters()[1].is_same(copy->linear->weight));
}

struct InConstructor : Cloneable<InConstructor> {
  explicit InConstructor(int kind) {
    if (kind == 0) register_parameter("a", ones({1}));
    if (kind == 1) register_buffer("a", ones({1}));
    if (kind == 2) register_module("a", ReLU());
  }
  void reset() override {}
};

TEST(Cloneable, ThrowsWhenResetDoesNotRegister) {
  const std::string start = "The cloned module does not have the same number of ";
  const std::string middle =
      " as the original module after calling reset(). Are you sure you called ";
  const std::string end = " inside reset() and not the constructor?";
  EXPECT_EQ(message_of([] { InConstructor(0).clone(); }),
            start + "parameters" + middle + "register_parameter()" + end);
  EXPECT_EQ(message_of([] { InConstructor(1).clone(); }),
            start + "buffers" + middle + "register_buffer()" + end);
  EXPECT_EQ(message_of([] { InConstructor(2).clone(); }),
            start + "child modules" + middle + "register_module()" + end);
}

TEST(Module, CloneThrowsUnlessCloneable) {
  EXPECT_EQ(message_of([] { Module("Net").clone(); }),
            "clone() has not been implemented for Net. Subclass torch::nn::Cloneable<Net> instead "
            "of torch::nn::Module to inherit the ability to clone.");
}

TEST(ModuleHolder, EmptyHoldersThrow) {
  Linear linear(nullptr);
  EXPECT_TRUE(linear.is_empty());
  EXPECT_FALSE(linear);
  EXPECT_EQ(message_of([&] { linear->reset(); }), "Accessing empty ModuleHolder");
  EXPECT_EQ(message_of([&] { linear(ones({1, 2})); }), "Accessing empty ModuleHolder");
  EXPECT_EQ(message_of([&] { *linear; }), "Accessing empty ModuleHolder");
  linear = Linear(2, 3);
  EXPECT_FALSE(linear.is_empty());
}

TEST(ModuleHolder, CopiesShareTheModule) {
  Linear linear(2, 3);
  Linear copy = linear;
  Linear from_pointer(linear.ptr());
  EXPECT_EQ(copy.get(), linear.get());
  EXPECT_EQ(from_pointer.get(), linear.get());
  EXPECT_EQ(linear(ones({4, 2})).sizes(), (std::vector<int64_t>{4, 3}));
  EXPECT_EQ(linear.ptr().use_count(), 4);
}

TEST(ModuleHolder, MovedFromIsEmpty) {
  Linear linear(2, 3);
  Linear other = std::move(linear);
  EXPECT_TRUE(linear.is_empty());
  EXPECT_EQ(message_of([&] { linear.get(); }), "Accessing empty ModuleHolder");
  EXPECT_EQ(other.ptr().use_count(), 2);
}

}  // namespace
}  // namespace gradlab::nn
