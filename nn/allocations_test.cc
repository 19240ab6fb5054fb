// In the steady state nothing asks the system for memory: counted over 1,000 repetitions of
// training steps and of small operations, after the caches have filled. The counters replace the C
// library's allocation functions in this program, which operator new uses too.
#include <gtest/gtest.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <atomic>
#include <cstddef>
#include <cstdint>

#include "gradlab/autograd/autograd.h"
#include "gradlab/autograd/grad_mode.h"
#include "gradlab/autograd/ops/activation.h"
#include "gradlab/autograd/ops/factory.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/autograd/ops/random.h"
#include "gradlab/autograd/ops/shape.h"
#include "gradlab/autograd/ops/unary.h"
#include "gradlab/nn/functional.h"
#include "gradlab/nn/modules.h"
#include "gradlab/optim/adam.h"
#include "gradlab/optim/sgd.h"
#include "gradlab/tensor/parallel.h"

// The sanitizers bring their own, and nothing is cached under them.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define GRADLAB_COUNTS 0
#elif defined(__has_feature)
#define GRADLAB_COUNTS (!__has_feature(address_sanitizer) && !__has_feature(thread_sanitizer))
#else
#define GRADLAB_COUNTS 1
#endif

namespace {
// Of all threads.
std::atomic<int64_t> allocations{0};
}  // namespace

#if GRADLAB_COUNTS
extern "C" {
void* __libc_malloc(size_t);
void* __libc_calloc(size_t, size_t);
void* __libc_realloc(void*, size_t);
void* __libc_memalign(size_t, size_t);

void* malloc(size_t size) {
  ++allocations;
  return __libc_malloc(size);
}
void* calloc(size_t count, size_t size) {
  ++allocations;
  return __libc_calloc(count, size);
}
void* realloc(void* block, size_t size) {
  ++allocations;
  return __libc_realloc(block, size);
}
void* memalign(size_t alignment, size_t size) {
  ++allocations;
  return __libc_memalign(alignment, size);
}
void* aligned_alloc(size_t alignment, size_t size) { return memalign(alignment, size); }
int posix_memalign(void** block, size_t alignment, size_t size) {
  *block = memalign(alignment, size);
  return *block ? 0 : 12;  // ENOMEM
}
void* mmap(void* at, size_t size, int protection, int flags, int file, off_t offset) {
  ++allocations;
  return reinterpret_cast<void*>(syscall(SYS_mmap, at, size, protection, flags, file, offset));
}
}
#endif

namespace gradlab::nn {
namespace {

namespace F = functional;

// The allocations in 1,000 calls of step(), after 50 others.
template <class Step>
int64_t allocations_of(const Step& step) {
  for (int i = 0; i < 50; ++i) step();
  const int64_t before = allocations;
  for (int i = 0; i < 1000; ++i) step();
  return allocations - before;
}

class Allocations : public testing::TestWithParam<int> {
 protected:
  void SetUp() override {
    if (!GRADLAB_COUNTS) GTEST_SKIP() << "a sanitizer allocates";
    set_num_threads(GetParam());
    // A thread of OpenBLAS allocates its buffer when it first runs, which may be long after it was
    // asked for. A product that waits for all threads brings that forward.
    const Tensor large = randn({512, 512});
    large.matmul(large);
  }
  void TearDown() override { set_num_threads(1); }
};

struct SimpleModelImpl : Module {
  SimpleModelImpl() {
    emb = register_module("emb", Embedding(1000, 16));
    fc = register_module("fc", Linear(16, 2));
  }
  Tensor forward(const Tensor& ids) { return fc(emb(ids).mean(1)); }

  Embedding emb{nullptr};
  Linear fc{nullptr};
};
GRADLAB_MODULE(SimpleModel);

template <class Model, class Optimizer>
int64_t allocations_of_training(Model& model, Optimizer& optimizer, const Tensor& x,
                                const Tensor& labels) {
  return allocations_of([&] {
    optimizer.zero_grad();
    Tensor loss = F::cross_entropy(model->forward(x), labels);
    loss.backward();
    optimizer.step();
  });
}

TEST_P(Allocations, TheCountersCount) {
  const int64_t before = allocations;
  volatile int64_t* block = new int64_t(3);
  delete block;
  EXPECT_GT(allocations, before);
}

TEST_P(Allocations, NoneInAStepOfTheSimpleModel) {
  SimpleModel model;
  optim::SGD optimizer(model->parameters(), 0.1);
  EXPECT_EQ(allocations_of_training(model, optimizer, randint(0, 1000, {32, 10}, kLong),
                                    randint(0, 2, {32}, kLong)),
            0);
}

TEST_P(Allocations, NoneInAStepOfAPerceptron) {
  // OpenBLAS itself allocates a list of jobs for every product that it gives to several threads.
  set_num_threads(1);
  Sequential model(Linear(100, 64), ReLU(), Linear(64, 32), GELU(), Linear(32, 10));
  const Tensor x = randn({64, 100}), labels = randint(0, 10, {64}, kLong);
  optim::SGD sgd(model->parameters(), optim::SGDOptions(0.01).momentum(0.9));
  EXPECT_EQ(allocations_of_training(model, sgd, x, labels), 0) << "SGD";
  optim::Adam adam(model->parameters(), optim::AdamOptions(1e-3));
  EXPECT_EQ(allocations_of_training(model, adam, x, labels), 0) << "Adam";
}

TEST_P(Allocations, NoneInSmallOperations) {
  const Tensor a = randn({8}), b = randn({8}), m = randn({8, 8});
  const auto calculate = [&] {
    Tensor y = m.matmul(a * b + 1.5) / (exp(a) + 1);
    y = (relu(y) - gelu(y) + y.view({2, 4}).t().reshape({8})).softmax(0);
    return y.mean() + y.sum();
  };
  {
    NoGradGuard no_grad;
    EXPECT_EQ(allocations_of(calculate), 0) << "without gradients";
  }
  a.requires_grad_();
  m.requires_grad_();
  EXPECT_EQ(allocations_of([&] {
              calculate().backward();
              a.mutable_grad() = Tensor();
            }),
            0)
      << "with gradients";
}

INSTANTIATE_TEST_SUITE_P(Threads, Allocations, testing::Values(1, 2));

}  // namespace
}  // namespace gradlab::nn
