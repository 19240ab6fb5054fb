// Saved-tensor hooks: the rules of PyTorch's torch.autograd.graph, and saving to disk.
#include "gradlab/autograd/graph/saved_tensor_hooks.h"

#include <cstdio>
#include <fstream>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gradlab/autograd/autograd.h"
#include "gradlab/autograd/grad_mode.h"
#include "gradlab/autograd/ops/compare.h"
#include "gradlab/autograd/ops/factory.h"
#include "gradlab/autograd/ops/matmul.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/autograd/ops/reduce.h"
#include "gradlab/autograd/ops/unary.h"
#include "gradlab/autograd/tensor.h"
#include "gradlab/autograd/tensor_data.h"
#include "gradlab/tensor/counters.h"
#include "gradlab/tensor/error.h"
#include "gtest/gtest.h"

namespace gradlab {
namespace {

using autograd::graph::saved_tensors_hooks;
using ::testing::StartsWith;
using ::testing::ThrowsMessage;

std::any keep(const Tensor& t) { return t.detach(); }
Tensor restore(const std::any& packed) { return std::any_cast<Tensor>(packed); }

// Files in a folder that is removed at the end; each saved tensor becomes one, named by its number.
class Disk {
 public:
  std::any write(const Tensor& t) {
    const Tensor values = t.contiguous();
    Header header{values.dtype(), values.sizes().vec(), path(++count_)};
    std::ofstream out(header.path, std::ios::binary);
    out.write(static_cast<const char*>(values.data_ptr()),
              static_cast<std::streamsize>(values.nbytes()));
    EXPECT_TRUE(out.good());
    return header;
  }
  Tensor read(const std::any& packed) {
    const Header& header = std::any_cast<const Header&>(packed);
    Tensor t = empty(header.sizes, header.dtype);
    std::ifstream in(header.path, std::ios::binary);
    in.read(static_cast<char*>(t.data_ptr()), static_cast<std::streamsize>(t.nbytes()));
    EXPECT_EQ(static_cast<size_t>(in.gcount()), t.nbytes());
    return t;
  }
  int count() const { return count_; }
  ~Disk() {
    for (int i = 1; i <= count_; ++i) std::remove(path(i).c_str());
  }

 private:
  struct Header {
    ScalarType dtype;
    std::vector<int64_t> sizes;
    std::string path;
  };
  static std::string path(int i) {
    return ::testing::TempDir() + "saved_tensor_" + std::to_string(i);
  }
  int count_ = 0;
};

TEST(SavedTensorHooksTest, SavedTensorsLiveOnDisk) {
  auto run = [](const Tensor& x, const Tensor& w) {
    return tanh(x.matmul(w).exp() / 8).pow(2).sum();
  };
  const Tensor x = arange(1, 13, kFloat).div(16).view({3, 4});
  Tensor expected_w = arange(1, 21, kFloat).div(32).view({4, 5}).requires_grad_();
  run(x, expected_w).backward();

  Tensor w = expected_w.detach().clone().requires_grad_();
  Disk disk;
  Tensor loss;
  const int64_t before = counter_value(Counter::kStorageBytes);
  {
    saved_tensors_hooks to_disk([&](const Tensor& t) { return disk.write(t); },
                                [&](const std::any& packed) { return disk.read(packed); });
    loss = run(x, w);
  }
  EXPECT_GE(disk.count(), 4);
  EXPECT_EQ(counter_value(Counter::kStorageBytes) - before, 4) << "only the loss is in memory";
  loss.backward();
  EXPECT_TRUE(equal(w.grad(), expected_w.grad()));
}

TEST(SavedTensorHooksTest, PackRunsOnceForEverySaveAndUnpackForEveryRead) {
  Tensor x = full({3}, 2.0).requires_grad_();
  int packs = 0, unpacks = 0;
  saved_tensors_hooks hooks(
      [&](const Tensor& t) {
        ++packs;
        EXPECT_FALSE(GradMode::is_enabled());
        return keep(t);
      },
      [&](const std::any& packed) {
        ++unpacks;
        return restore(packed);
      });
  Tensor y = (x * x).sum();
  EXPECT_EQ(packs, 2);
  EXPECT_EQ(unpacks, 0);
  y.backward({}, /*retain_graph=*/true);
  EXPECT_EQ(unpacks, 2);
  y.backward();
  EXPECT_EQ(unpacks, 4);
  EXPECT_EQ(packs, 2);
  EXPECT_TRUE(equal(x.grad(), full({3}, 8.0)));
}

TEST(SavedTensorHooksTest, TheInnermostScopeWinsAndEndsFirst) {
  Tensor x = ones({2}).requires_grad_();
  std::string order;
  auto note = [&](const char* name) {
    return [&order, name](const Tensor& t) {
      order += name;
      return keep(t);
    };
  };
  saved_tensors_hooks outer(note("o"), restore);
  {
    saved_tensors_hooks inner(note("i"), restore);
    exp(x);
  }
  exp(x);
  EXPECT_EQ(order, "io");
}

TEST(SavedTensorHooksTest, PackSeesTheTensorThatIsSaved) {
  Tensor x = ones({2}).requires_grad_();
  std::vector<bool> is_x;
  saved_tensors_hooks hooks(
      [&](const Tensor& t) {
        is_x.push_back(t.is_same(x));
        return keep(t);
      },
      restore);
  Tensor y = sin(x);
  Tensor z = exp(x);  // saves its result, which has no history yet
  EXPECT_EQ(is_x, (std::vector<bool>{true, false}));
}

TEST(SavedTensorHooksTest, WhatComesBackHasTheHistoryOfWhatWasSaved) {
  Tensor x = full({}, 3.0, kDouble).requires_grad_();
  saved_tensors_hooks hooks(
      [](const Tensor& t) -> std::any { return t.item<double>(); },
      [](const std::any& v) { return tensor(std::any_cast<double>(v), kDouble); });
  Tensor y = x.pow(3).exp().log();
  const Tensor g = autograd::grad({y}, {x}, {}, std::nullopt, /*create_graph=*/true)[0];
  const Tensor gg = autograd::grad({g}, {x})[0];
  EXPECT_NEAR(g.item<double>(), 27, 1e-9);
  EXPECT_NEAR(gg.item<double>(), 18, 1e-9);
}

TEST(SavedTensorHooksTest, WritesToAPackedTensorAreNotNoticed) {
  Tensor x = ones({2}).requires_grad_();
  autograd::graph::save_on_cpu hooks;
  Tensor y = x.exp();
  Tensor loss = y.sum();
  const Tensor expected = y.detach().clone();
  y.detach().zero_();
  loss.backward();
  EXPECT_TRUE(equal(x.grad(), expected));
}

TEST(SavedTensorHooksTest, PackMustNotWriteItsInput) {
  Tensor x = ones({2}).requires_grad_();
  saved_tensors_hooks hooks([](const Tensor& t) { return keep(t.mul_(2)); }, restore);
  EXPECT_THAT(
      [&] { sin(x); },
      ThrowsMessage<Error>(StartsWith(
          "A saved tensor pack hook is modifying its input in place. Tensors provided as "
          "input to pack hook can not be modified by in-place operations as this can lead "
          "to unexpected side-effects. Please open an issue if you need to perform in-place "
          "operations on the input to a pack hook.")));
}

TEST(SavedTensorHooksTest, UnpackMustReturnATensor) {
  Tensor x = ones({2}).requires_grad_();
  Tensor y;
  {
    saved_tensors_hooks hooks(keep, [](const std::any&) { return Tensor(); });
    y = sin(x).sum();
  }
  EXPECT_THAT([&] { y.backward(); },
              ThrowsMessage<TypeError>("Output of saved tensor unpack_hook expected to be a Tensor "
                                       "but got result of type NoneType"));
}

TEST(SavedTensorHooksTest, AScopeCanBeForbidden) {
  Tensor x = ones({2}).requires_grad_();
  {
    autograd::graph::disable_saved_tensors_hooks disabled("no hooks here");
    EXPECT_THAT([] { saved_tensors_hooks hooks(keep, restore); },
                ThrowsMessage<Error>("no hooks here"));
    sin(x);
  }
  EXPECT_NO_THROW(saved_tensors_hooks(keep, restore));
}

TEST(SavedTensorHooksTest, ScopesBelongToTheirGraphsAndLeaveNothing) {
  const int64_t nodes = counter_value(Counter::kNodes);
  const int64_t saved = counter_value(Counter::kSavedTensors);
  const int64_t bytes = counter_value(Counter::kStorageBytes);
  {
    Tensor x = ones({2}).requires_grad_();
    autograd::graph::save_on_cpu hooks;
    Tensor y = (exp(x) * x).sum();
    y.backward({}, /*retain_graph=*/true);
  }
  EXPECT_EQ(counter_value(Counter::kNodes), nodes);
  EXPECT_EQ(counter_value(Counter::kSavedTensors), saved);
  EXPECT_EQ(counter_value(Counter::kStorageBytes), bytes);
}

}  // namespace
}  // namespace gradlab
