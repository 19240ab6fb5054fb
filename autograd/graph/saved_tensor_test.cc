// What a graph keeps: its size, its layouts, and the counters that say so.
#include "gradlab/autograd/graph/saved_tensor.h"

#include "gradlab/autograd/autograd.h"
#include "gradlab/autograd/graph/tape.h"
#include "gradlab/autograd/ops/compare.h"
#include "gradlab/autograd/ops/factory.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/autograd/ops/reduce.h"
#include "gradlab/autograd/ops/shape.h"
#include "gradlab/autograd/ops/unary.h"
#include "gradlab/autograd/tensor.h"
#include "gradlab/tensor/counters.h"
#include "gtest/gtest.h"

namespace gradlab {
namespace {

int64_t saved_bytes() { return counter_value(Counter::kSavedBytes); }

// The rule of mul: two saved tensors.
struct TwoSaved {
  SavedTensor a, b;
  void operator()(const Tensor&, Backward&) {}
};

TEST(SavedTensorTest, ANodeOfTwoInputsThatAreSavedHasAtMost248Bytes) {
  EXPECT_LE(sizeof(OpNode<TwoSaved, std::array<Edge, 2>>), 248u);
}

TEST(SavedTensorTest, EachStorageCountsOnce) {
  const int64_t before = saved_bytes();
  {
    Tensor x = ones({100}).requires_grad_();
    Tensor y = x * x;  // saves x twice
    EXPECT_EQ(saved_bytes() - before, 400);
    Tensor z = x * 2.0 + exp(x.view({10, 10})).sum();  // saves only exp's result
    EXPECT_EQ(saved_bytes() - before, 800);
    EXPECT_EQ(y.grad_fn()->saved_bytes(), 800) << "of the node's own, each use counts";
    z.sum().backward();
    EXPECT_EQ(saved_bytes() - before, 400);
    y.sum().backward();
    EXPECT_EQ(saved_bytes(), before);
    EXPECT_EQ(y.grad_fn()->saved_bytes(), 0);
    EXPECT_TRUE(y.grad_fn()->is_freed());
  }
  EXPECT_EQ(saved_bytes(), before);
}

TEST(SavedTensorTest, AResultThatIsStillSavedOutlivesItsTensor) {
  const int64_t before = saved_bytes();
  {
    Tensor x = ones({100}).requires_grad_();
    Tensor loss;
    {
      Tensor y = x.exp();
      loss = y.sum();
    }
    EXPECT_EQ(saved_bytes() - before, 400);
    loss.backward();
  }
  EXPECT_EQ(saved_bytes(), before);
}

// Saved and read back in every layout that is kept differently.
TEST(SavedTensorTest, LayoutsComeBackAsTheyWere) {
  const Tensor base = arange(1, 121, kDouble);
  const Tensor shapes[] = {
      base.select(0, 7),                        // 0 dimensions with an offset
      base.slice(0, 5, 9),                      // row-major, 1 and 2 dimensions
      base.view({10, 12}),                      //
      base.view({10, 12}).t(),                  // transposed
      base.slice(0, 0, 120, 7),                 // with gaps
      base.select(0, 3).expand({4, 5}),         // broadcast
      base.view({2, 3, 4, 5}).transpose(1, 3),  // more dimensions, with and without gaps
      base.view({2, 3, 2, 2, 5}).narrow(4, 1, 3),
      base.view({2, 60}).narrow(1, 5, 0),   // empty
      base.view({120, 1}).narrow(0, 2, 1),  // sizes of 1
  };
  for (const Tensor& t : shapes) {
    Tensor x = full(t.sizes(), 2.0, kDouble).requires_grad_();
    (x * t).sum().backward();
    EXPECT_TRUE(equal(x.grad(), t)) << t.sizes();
  }
}

}  // namespace
}  // namespace gradlab
