// AnyValue, AnyModule, Sequential, ModuleList, Functional. The texts are those of libtorch 1.13.1.
#include <gtest/gtest.h>

#include "gradlab/autograd/ops/unary.h"
#include "gradlab/nn/modules/activation.h"
#include "gradlab/nn/modules/common.h"
#include "gradlab/nn/modules/container/any.h"
#include "gradlab/nn/modules/container/functional.h"
#include "gradlab/nn/modules/container/modulelist.h"
#include "gradlab/nn/modules/container/sequential.h"
#include "gradlab/nn/modules/linear.h"
#include "gradlab/nn/test_util.h"

namespace two_args {
struct M : gradlab::nn::Module {
  int forward(int a, float b) { return a + static_cast<int>(b); }
};
}  // namespace two_args

namespace gradlab::nn {
namespace {

using two_args::M;

struct Double : Module {
  int forward(int x) const { return 2 * x; }
};
struct ToText : Module {
  std::string forward(int x) { return std::to_string(x); }
};
struct Defaults : Module {
  double forward(int a, int b = 2, double c = 0.5) { return a + 10 * b + c; }

 protected:
  GRADLAB_FORWARD_HAS_DEFAULT_ARGS({1, AnyValue(2)}, {2, AnyValue(0.5)})
};

TEST(AnyValue, GivesBackExactlyTheTypeItWasGiven) {
  AnyValue value(5);
  EXPECT_EQ(value.get<int>(), 5);
  EXPECT_EQ(value.try_get<long>(), nullptr);
  EXPECT_EQ(message_of([&] { value.get<float>(); }),
            "Attempted to cast AnyValue to float, but its actual type is int");
  EXPECT_STREQ(AnyValue("text").get<const char*>(), "text");
  AnyValue copy = value;
  *copy.try_get<int>() = 6;
  EXPECT_EQ(value.get<int>(), 5);
}

TEST(AnyModule, CallsForwardWithCheckedArguments) {
  AnyModule any(M{});
  EXPECT_EQ(any.forward<int>(1, 2.5f), 3);
  EXPECT_EQ(message_of([&] { any.forward<int>(1.0, 2.0f); }),
            "Expected argument #0 to be of type int, but received value of type double");
  EXPECT_EQ(message_of([&] { any.forward<int>(1, "x"); }),
            "Expected argument #1 to be of type float, but received value of type char const*");
  EXPECT_EQ(message_of([&] { any.forward<int>(1); }),
            "two_args::M's forward() method expects 2 argument(s), but received 1. If "
            "two_args::M's forward() method has default arguments, please make sure the forward() "
            "method is declared with a corresponding `FORWARD_HAS_DEFAULT_ARGS` macro.");
  EXPECT_EQ(message_of([&] { any.forward<int>(1, 2.0f, 3); }),
            "two_args::M's forward() method expects 2 argument(s), but received 3.");
  EXPECT_EQ(message_of([&] { any.forward<float>(1, 2.0f); }),
            "Attempted to cast AnyValue to float, but its actual type is int");
}

TEST(AnyModule, FillsInDefaultArguments) {
  AnyModule any(Defaults{});
  EXPECT_EQ(any.forward<double>(1), 21.5);
  EXPECT_EQ(any.forward<double>(1, 3), 31.5);
  EXPECT_EQ(any.forward<double>(1, 3, 0.25), 31.25);
  EXPECT_NE(message_of([&] { any.forward<double>(); })
                .find("'s forward() method expects at least 1 argument(s) and at most 3 "
                      "argument(s), but received 0."),
            std::string::npos);
}

TEST(AnyModule, EmptyOnesThrow) {
  AnyModule any;
  EXPECT_TRUE(any.is_empty());
  EXPECT_EQ(message_of([&] { any.forward(1); }), "Cannot call forward() on an empty AnyModule");
  EXPECT_EQ(message_of([&] { any.ptr(); }), "Cannot call ptr() on an empty AnyModule");
  EXPECT_EQ(message_of([&] { any.get<M>(); }), "Cannot call get() on an empty AnyModule");
  EXPECT_EQ(message_of([&] { any.type_info(); }), "Cannot call type_info() on an empty AnyModule");
  EXPECT_TRUE(any.clone().is_empty());
}

TEST(AnyModule, GivesTheModuleBackAsItsClass) {
  Linear linear(2, 3);
  AnyModule any(linear);
  EXPECT_EQ(&any.get<LinearImpl>(), linear.get());
  EXPECT_EQ(any.get<Linear>().get(), linear.get());
  EXPECT_EQ(any.ptr<LinearImpl>(), linear.ptr());
  EXPECT_EQ(any.type_info(), typeid(LinearImpl));
  EXPECT_EQ(message_of([&] { any.get<ReLUImpl>(); }),
            "Attempted to cast module of type torch::nn::LinearImpl to type "
            "torch::nn::ReLUImpl");
  AnyModule copy = any, clone = any.clone();
  EXPECT_EQ(copy.ptr(), linear.ptr());
  EXPECT_NE(clone.ptr(), linear.ptr());
  EXPECT_TRUE(clone.get<LinearImpl>().weight.equal(linear->weight));
}

TEST(Sequential, RunsModulesOneAfterAnother) {
  Linear first(3, 4), second(4, 2);
  Sequential net(first, ReLU(), second);
  const Tensor x = ones({5, 3});
  EXPECT_TRUE(net(x).equal(second(first(x).relu())));
  EXPECT_EQ(net->parameters().size(), 4u);
  EXPECT_EQ(net->named_parameters()[2].key(), "2.weight");
}

TEST(Sequential, TakesAndReturnsAnyTypes) {
  Sequential net(M{}, Double{}, std::make_shared<ToText>());
  EXPECT_EQ(net->forward<std::string>(1, 2.0f), "6");
  EXPECT_EQ(message_of([&] { net->forward<float>(1, 2.0f); }),
            "The type of the return value is " + demangle(typeid(std::string)) +
                ", but you asked for type float");
  EXPECT_EQ(message_of([&] { Sequential(Double{})->forward<int>(1.5); }),
            "Expected argument #0 to be of type int, but received value of type double");
  EXPECT_EQ(message_of([] { Sequential()->forward(1); }),
            "Cannot call forward() on an empty Sequential");
}

TEST(Sequential, NamesAreGivenOrPositions) {
  Sequential named({{"linear", Linear(2, 3)}, {"relu", ReLU()}});
  EXPECT_EQ(named->named_children().keys(), (std::vector<std::string>{"linear", "relu"}));
  OrderedDict<std::string, AnyModule> dict{{"a", AnyModule(ReLU())}};
  EXPECT_EQ(Sequential(std::move(dict))->named_children().keys(), std::vector<std::string>{"a"});
  named->push_back(Linear(3, 1));
  named->push_back("last", ReLU());
  named->extend(*Sequential(ReLU(), ReLU()));
  EXPECT_EQ(named->named_children().keys(),
            (std::vector<std::string>{"linear", "relu", "2", "last", "4", "5"}));
  EXPECT_EQ(message_of([&] { named->push_back("relu", ReLU()); }),
            "Submodule 'relu' already defined");
  EXPECT_EQ(named->size(), 6u);
}

TEST(Sequential, MayHoldSequentials) {
  Linear linear(2, 2);
  Sequential net(Sequential(linear, ReLU()), Sequential(ReLU()));
  EXPECT_TRUE(net(ones({1, 2})).equal(linear(ones({1, 2})).relu()));
}

TEST(Sequential, GivesModulesByPosition) {
  Linear linear(2, 2);
  Sequential net(linear, ReLU());
  EXPECT_EQ(&net->at<LinearImpl>(0), linear.get());
  EXPECT_EQ(net->ptr(0), linear.ptr());
  EXPECT_EQ(net[0], linear.ptr());
  EXPECT_EQ(net->ptr<LinearImpl>(0), linear.ptr());
  EXPECT_EQ(message_of([&] { net->at<LinearImpl>(2); }), "Index out of range");
  EXPECT_EQ(message_of([&] { net->at<ReLUImpl>(0); }),
            "Attempted to cast module of type torch::nn::LinearImpl to type "
            "torch::nn::ReLUImpl");
  int count = 0;
  for (AnyModule& m : *net) count += !m.is_empty();
  EXPECT_EQ(count, 2);
}

TEST(Sequential, ClonesKeepNamesAndValues) {
  Sequential net({{"linear", Linear(2, 3)}, {"relu", ReLU()}});
  Sequential copy(std::dynamic_pointer_cast<SequentialImpl>(net->clone()));
  EXPECT_EQ(copy->named_parameters().keys(), net->named_parameters().keys());
  EXPECT_TRUE(copy(ones({1, 2})).equal(net(ones({1, 2}))));
  EXPECT_FALSE(copy->parameters()[0].is_same(net->parameters()[0]));
}

TEST(ModuleList, KeepsModulesInOrder) {
  ModuleList list(Linear(2, 3), ReLU());
  list->push_back(Linear(3, 4));
  list->insert(1, Sigmoid());
  EXPECT_EQ(list->size(), 4u);
  EXPECT_EQ(list->named_children().keys(), (std::vector<std::string>{"0", "1", "2", "3"}));
  EXPECT_NE(list->ptr<SigmoidImpl>(1), nullptr);
  EXPECT_EQ(list->named_children()["2"], list[2]);
  EXPECT_NE(list->children()[2]->as<ReLU>(), nullptr);
  EXPECT_EQ(list->at<LinearImpl>(3).options.out_features(), 4);
  EXPECT_EQ(list->ptr<ReLUImpl>(0), nullptr);
  EXPECT_EQ(message_of([&] { list->ptr(4); }), "Index out of range");
  EXPECT_EQ(message_of([&] { list->insert(5, ReLU()); }), "Index out of range");
  EXPECT_EQ(message_of([&] { list->at<ReLUImpl>(0); }),
            "Attempted to cast module of type torch::nn::LinearImpl to type "
            "torch::nn::ReLUImpl");
  ModuleList copy(std::dynamic_pointer_cast<ModuleListImpl>(list->clone()));
  EXPECT_TRUE(copy->at<LinearImpl>(0).weight.equal(list->at<LinearImpl>(0).weight));
}

// Python's text is that of PyTorch 2.
TEST(ModuleList, Prints) {
  ModuleList list(Linear(1, 2), ReLU(), ReLU(), Sequential(ReLU()));
  EXPECT_EQ(streamed(list),
            "torch::nn::ModuleList(\n"
            "  (0): torch::nn::Linear(in_features=1, out_features=2, bias=true)\n"
            "  (1): torch::nn::ReLU()\n"
            "  (2): torch::nn::ReLU()\n"
            "  (3): torch::nn::Sequential(\n"
            "    (0): torch::nn::ReLU()\n"
            "  )\n"
            ")");
  EXPECT_EQ(repr(list),
            "ModuleList(\n"
            "  (0): Linear(in_features=1, out_features=2, bias=True)\n"
            "  (1-2): 2 x ReLU()\n"
            "  (3): Sequential(\n"
            "    (0): ReLU()\n"
            "  )\n"
            ")");
  EXPECT_EQ(repr(ModuleList()), "ModuleList()");
}

TEST(Functional, WrapsFunctions) {
  const Tensor x = tensor_of<float>({-1, 2}, {2});
  EXPECT_TRUE(Functional(relu)(x).equal(x.relu()));
  EXPECT_TRUE(Functional([](Tensor t) { return t.mul(3); })(x).equal(x.mul(3)));
  EXPECT_TRUE(Functional([](Tensor t, int n) { return t.mul(n); }, 4)(x).equal(x.mul(4)));
  EXPECT_TRUE(Sequential(Functional(relu), Functional(relu))(x).equal(x.relu()));
  EXPECT_EQ(streamed(Functional(relu)), "torch::nn::Functional()");
}

}  // namespace
}  // namespace gradlab::nn
