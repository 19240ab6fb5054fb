#include <sstream>
#include <string>

#include "gmock/gmock.h"
#include "gradlab/autograd/grad_mode.h"
#include "gradlab/autograd/ops/factory.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/autograd/ops/shape.h"
#include "gradlab/autograd/tensor.h"
#include "gradlab/autograd/tensor_data.h"
#include "gradlab/autograd/tensor_index.h"
#include "gtest/gtest.h"

namespace gradlab {
namespace {

std::string streamed(const Tensor& t) {
  std::ostringstream os;
  os << t;
  return os.str();
}

TEST(ReprTest, TellsTheNodeOfAResult) {
  const Tensor x = tensor({1., 2.}, requires_grad());
  EXPECT_EQ(repr(x * 2), "tensor([2., 4.], grad_fn=<MulBackward0>)");
  EXPECT_EQ(repr((x * 2).detach()), "tensor([2., 4.])");
}

TEST(ReprTest, NamesOperationsWithANumberAsPythonDoes) {
  const Tensor x = tensor({1., 2.}, requires_grad());
  EXPECT_EQ((x + 1).grad_fn()->name(), "AddBackward1");
  EXPECT_EQ(repr(x + 1), "tensor([2., 3.], grad_fn=<AddBackward0>)");
  EXPECT_EQ(repr(x.sum(0)), "tensor(3., grad_fn=<SumBackward1>)");
}

TEST(ReprTest, TellsThatALeafRequiresGrad) {
  EXPECT_EQ(repr(tensor({1., 2.}, requires_grad())), "tensor([1., 2.], requires_grad=True)");
  EXPECT_EQ(repr(tensor({1., 2.}, dtype(kDouble).requires_grad(true))),
            "tensor([1., 2.], dtype=torch.float64, requires_grad=True)");
}

TEST(ReprTest, AViewOfALeafMadeUnderNoGradRequiresGradWithoutANode) {
  const Tensor x = tensor({1., 2.}, requires_grad());
  NoGradGuard no_grad;
  EXPECT_EQ(repr(x.slice(0, 1)), "tensor([2.], requires_grad=True)");
}

TEST(ReprTest, AViewShowsTheNodeThatItHasAfterAWriteToItsBase) {
  const Tensor x = tensor({1., 2.}, requires_grad());
  const Tensor base = x * 1;
  const Tensor view = base.slice(0, 1);
  EXPECT_EQ(repr(view), "tensor([2.], grad_fn=<SliceBackward0>)");
  base.mul_(3);
  EXPECT_EQ(repr(view), "tensor([6.], grad_fn=<AsStridedBackward0>)");
  view.mul_(2);
  EXPECT_EQ(repr(base), "tensor([ 3., 12.], grad_fn=<CopySlices>)");
}

TEST(ReprTest, AnUndefinedTensorSaysSo) {
  EXPECT_EQ(repr(Tensor()), "[ Tensor (undefined) ]");
  EXPECT_EQ(streamed(Tensor()), "[ Tensor (undefined) ]");
}

TEST(StreamTest, WritesLibtorchsTextWithoutTheGraph) {
  EXPECT_EQ(streamed(tensor({{1, 2}, {3, 4}})), " 1  2\n 3  4\n[ CPULongType{2,2} ]");
  EXPECT_EQ(streamed(tensor({1., 2.}, requires_grad()) * 2), " 2\n 4\n[ CPUFloatType{2} ]");
}

TEST(StreamTest, WritesIndexExpressions) {
  using namespace indexing;  // NOLINT: as programs do
  std::ostringstream os;
  os << std::vector<TensorIndex>{None, 3, true, Slice(1), Slice(1, None, 2), Ellipsis};
  EXPECT_EQ(os.str(), "(None, 3, true, 1:9223372036854775807:1, 1:9223372036854775807:2, ...)");
}

}  // namespace
}  // namespace gradlab
