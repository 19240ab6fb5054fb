// What the operation table cannot show of shapes: messages, memory formats, and methods that change
// a tensor's sizes in place.
#include <string>
#include <vector>

#include "gradlab/autograd/graph/node.h"
#include "gradlab/autograd/ops/copy.h"
#include "gradlab/autograd/ops/diagonal.h"
#include "gradlab/autograd/ops/factory.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/autograd/ops/reduce.h"
#include "gradlab/autograd/ops/shape.h"
#include "gradlab/autograd/tensor_data.h"
#include "gradlab/autograd/test_util.h"
#include "gradlab/tensor/error.h"
#include "gradlab/tensor/memory_format.h"
#include "gtest/gtest.h"

namespace gradlab {
namespace {

using Sizes = std::vector<int64_t>;

Tensor numbers(IntArrayRef sizes) { return arange(checked_numel(sizes), kFloat).view(sizes); }

TEST(ShapeTest, RearrangingIsChecked) {
  const Tensor m = ones({2, 3});
  EXPECT_EQ(message([&] {
              m.roll({1, 2});
            }),
            "shifts and dimensions must align. shifts: 2, dims:0");
  EXPECT_EQ(message([&] { m.roll({}, {}); }), "`shifts` required");
  EXPECT_EQ(message([&] { m.rot90(1, {0}); }),
            "expected total rotation dims == 2, but got dims = 1");
  EXPECT_EQ(message([&] { ones({3}).rot90(); }),
            "expected total dims >= 2, but got total dims = 1");
  EXPECT_EQ(message([&] {
              m.rot90(1, {0, -2});
            }),
            "expected rotation dims to be different, but got dim0 = 0 and dim1 = -2");
  EXPECT_EQ(message([&] { ones({3}).fliplr(); }), "Input must be >= 2-d.");
  EXPECT_EQ(message([&] { ones({}).flipud(); }), "Input must be >= 1-d.");
  EXPECT_EQ(message([&] { ones({3}).mT(); }),
            "tensor.mT is only supported on matrices or batches of matrices. Got 1-D tensor.");
  EXPECT_EQ(
      message([&] { ones({3}).adjoint(); }),
      "tensor.adjoint() is only supported on matrices or batches of matrices. Got 1-D tensor.");
  EXPECT_EQ(message([&] { ones({3}).matrix_H(); }),
            "tensor.H is only supported on matrices (2-D tensors). Got 1-D tensor.");
  EXPECT_EQ(message([&] { ones({2, 2, 2}).matrix_H(); }),
            "tensor.H is only supported on matrices (2-D tensors). Got 3-D tensor. For batches of "
            "matrices, consider using tensor.mH");
  EXPECT_EQ(message([&] {
              m.unflatten(1, {2, 1});
            }),
            "unflatten: Provided sizes [2, 1] don't multiply up to the size of dim 1 (3) in the "
            "input tensor");
  EXPECT_EQ(message([&] {
              m.unflatten(1, {-1, 2});
            }),
            "unflatten: Provided sizes [-1, 2] don't multiply up to the size of dim 1 (3) in the "
            "input tensor");
  EXPECT_EQ(message([&] {
              m.unflatten(1, {3, -2});
            }),
            "invalid shape dimension -2");
  EXPECT_EQ(message([&] {
              m.unflatten(1, {-1, -1});
            }),
            "unflatten got an unexpected error:\nonly one dimension can be inferred");
  EXPECT_EQ(message([&] { m.narrow(0, ones({1}, kLong), 1); }),
            "start must be an 0-dim integral Tensor.");
}

TEST(ShapeTest, RepeatsAreCounts) {
  const Tensor m = ones({2, 3});
  auto with = [&](const Tensor& repeats) {
    return message([&] { m.repeat_interleave(repeats, 0); });
  };
  EXPECT_EQ(with(tensor({1, 2, 3})), "repeats must have the same size as input along dim");
  EXPECT_EQ(with(tensor({{1, 2}})), "repeats must be 0-dim or 1-dim tensor");
  EXPECT_EQ(with(tensor({1., 2.})), "\"repeat_interleave_cpu\" not implemented for 'Float'");
  EXPECT_EQ(with(tensor({1, -2})), "repeats can not be negative");
  EXPECT_EQ(message([&] { m.repeat_interleave(-2, 0); }), "repeats can not be negative");
  EXPECT_EQ(message([&] {
              m.repeat_interleave(tensor({1, 2}), 0, 4);
            }),
            "allocated size does not match required size");
  EXPECT_EQ(message([&] { ones({}).repeat_interleave(2, 0); }),
            "Dimension specified as 0 but tensor has no dimensions");
}

TEST(ShapeTest, SplittingIsChecked) {
  const Tensor m = ones({4, 3});
  EXPECT_EQ(message([&] { m.tensor_split(0); }), "number of sections must be larger than 0, got 0");
  EXPECT_EQ(message([] { ones({}).tensor_split(2); }),
            "tensor_split expected at least a 1-dimensional tensor, but got a tensor with 0 dims");
  EXPECT_EQ(message([&] {
              m.tensor_split(tensor({{1, 3}}));
            }),
            "tensor_split expected tensor_indices_or_sections to be a zero-dimensional or "
            "one-dimensional tensor, but got a tensor with 2 dims");
  EXPECT_EQ(
      message([&] {
        m.tensor_split(tensor({1., 3.}));
      }),
      "tensor_split expected tensor_indices_or_sections to have dtype of long, but got Float");
  EXPECT_EQ(message([&] { m.vsplit(3); }),
            "torch.vsplit attempted to split along dimension 0, but the size of the dimension 4 is "
            "not divisible by the split_size 3!");
  EXPECT_EQ(message([&] { m.hsplit(0); }),
            "torch.hsplit attempted to split along dimension 1, but the size of the dimension 3 is "
            "not divisible by the split_size 0!");
  EXPECT_EQ(message([&] { m.dsplit(2); }),
            "torch.dsplit requires a tensor with at least 3 dimension, but got a tensor with 2 "
            "dimensions!");
  EXPECT_EQ(m.tensor_split(tensor({1, 3})).size(), 3u);
  EXPECT_EQ(m.tensor_split(scalar_tensor(3, kLong))[0].size(0), 2);
}

TEST(ShapeTest, JoiningIsChecked) {
  EXPECT_EQ(message([] { hstack({}); }), "hstack expects a non-empty TensorList");
  EXPECT_EQ(message([] { column_stack({}); }), "column_stack expects a non-empty TensorList");
  EXPECT_EQ(message([] {
              cartesian_prod({ones({2}), ones({3, 1})});
            }),
            "Expect a 1D vector, but got shape [3, 1]");
  EXPECT_EQ(message([] { combinations(ones({3}), -1); }),
            "Expect a non-negative number, but got -1");
  EXPECT_EQ(message([] {
              block_diag({ones({2, 2, 2})});
            }),
            "torch.block_diag: Input tensors must have 2 or fewer dimensions. Input 0 has 3 "
            "dimensions");
  EXPECT_EQ(message([] {
              meshgrid({ones({2}), ones({3})}, "ab");
            }),
            "torch.meshgrid: indexing must be one of \"xy\" or \"ij\", but received: ab");
  EXPECT_EQ(message([] {
              meshgrid({ones({2}), ones({3}, kLong)});
            }),
            "meshgrid expects all tensors to have the same dtype");
  EXPECT_EQ(
      message([] {
        broadcast_tensors({ones({2}), ones({3})});
      }),
      "The size of tensor a (2) must match the size of tensor b (3) at non-singleton dimension "
      "0");
  EXPECT_EQ(block_diag({}).sizes().vec(), Sizes({1, 0}));
}

TEST(ShapeTest, DiagonalsAreChecked) {
  EXPECT_EQ(message([] { ones({3}).trace(); }),
            "trace: expected a matrix, but got tensor with dim 1");
  EXPECT_EQ(message([] { ones({2, 2, 2}).diag(); }), "matrix or a vector expected");
  EXPECT_EQ(message([] {
              ones({2, 3}).diag_embed(0, 1, 1);
            }),
            "diagonal dimensions cannot be identical 1, 1");
  EXPECT_EQ(message([] { ones({3}).fill_diagonal_(5); }), "dimensions must larger than 1");
  EXPECT_EQ(message([] {
              ones({2, 3, 2}).fill_diagonal_(5);
            }),
            "all dimensions of input must be of equal length");
  EXPECT_EQ(message([] {
              ones({2, 3}).select_scatter(ones({2}), 0, 1);
            }),
            "expected src to have a size equal to the slice of self. src size = [2], slice size = "
            "[3]");
}

TEST(ShapeTest, PositionsOfTriangles) {
  EXPECT_TRUE(tril_indices(3, 4, 1).equal(
      tensor({{0, 0, 1, 1, 1, 2, 2, 2, 2}, {0, 1, 0, 1, 2, 0, 1, 2, 3}})));
  EXPECT_TRUE(triu_indices(4, 2, -1).equal(tensor({{0, 0, 1, 1, 2}, {0, 1, 0, 1, 1}})));
  EXPECT_EQ(tril_indices(4, 3, -5).sizes().vec(), Sizes({2, 0}));
  EXPECT_EQ(triu_indices(3, 3, INT64_MAX).sizes().vec(), Sizes({2, 0}));
  EXPECT_EQ(tril_indices(2, 2, INT64_MAX, kInt).dtype(), kInt);
  EXPECT_EQ(tril_indices(2, 2, INT64_MAX).size(1), 4);
  EXPECT_EQ(message([] { tril_indices(-1, 4); }), "row must be non-negative, got-1");
  EXPECT_EQ(message([] { tril_indices(3, 4, 0, kFloat); }),
            "\"tril_indices\" not implemented for 'Float'");
}

TEST(ViewDtypeTest, ShowsTheBytesAsAnotherDtype) {
  const Tensor m = tensor({{1., 2.}, {3., 4.}}, dtype(kFloat));
  EXPECT_TRUE(m.view(kLong).equal(tensor({{4611686019492741120}, {4647714816524288000}})));
  EXPECT_EQ(m.view(kShort).sizes().vec(), Sizes({2, 4}));
  EXPECT_EQ(m.view(kLong).data_ptr(), m.data_ptr());
  EXPECT_EQ(ones({1}).view({}).dim(), 0);
}

TEST(ViewDtypeTest, AsksForSizesThatDivide) {
  EXPECT_EQ(
      message([] {
        ones({2, 3}).view(kDouble);
      }),
      "self.size(-1) must be divisible by 2 to view Float as Double (different element sizes), "
      "but got 3");
  EXPECT_EQ(message([] { ones({}).view(kShort); }),
            "self.dim() cannot be 0 to view Float as Short (different element sizes)");
  EXPECT_EQ(
      message([] {
        ones({4, 2}).t().view(kShort);
      }),
      "self.stride(-1) must be 1 to view Float as Short (different element sizes), but got 2");
  EXPECT_EQ(
      message([] {
        ones({2, 6}).narrow(1, 1, 4).view(kDouble);
      }),
      "self.storage_offset() must be divisible by 2 to view Float as Double (different element "
      "sizes), but got 1");
  EXPECT_EQ(
      message([] {
        ones({2, 5}).narrow(1, 0, 4).view(kDouble);
      }),
      "self.stride(0) must be divisible by 2 to view Float as Double (different element sizes), "
      "but got 5");
}

TEST(MemoryFormatTest, CopiesTakeTheFormat) {
  const Tensor t = numbers({2, 3, 4, 5}).requires_grad_();
  const Tensor last = t.contiguous(MemoryFormat::ChannelsLast);
  EXPECT_EQ(last.strides().vec(), Sizes({60, 1, 15, 3}));
  EXPECT_TRUE(last.is_contiguous(MemoryFormat::ChannelsLast));
  EXPECT_FALSE(last.is_contiguous());
  EXPECT_TRUE(last.equal(t));
  EXPECT_EQ(last.grad_fn()->name(), std::string("CloneBackward0"));
  EXPECT_TRUE(last.contiguous(MemoryFormat::ChannelsLast).is_same(last));
  EXPECT_EQ(last.clone().strides().vec(), last.strides().vec());
  EXPECT_EQ(last.clone(MemoryFormat::Contiguous).strides().vec(), t.strides().vec());
  EXPECT_EQ(last.to(kDouble).strides().vec(), last.strides().vec());
  EXPECT_EQ(t.to(kFloat, false, false, MemoryFormat::ChannelsLast).strides().vec(),
            last.strides().vec());
  EXPECT_TRUE(last.to(kFloat, false, false, MemoryFormat::ChannelsLast).is_same(last));
  EXPECT_EQ(last.suggest_memory_format(), MemoryFormat::ChannelsLast);
}

TEST(MemoryFormatTest, NewTensorsTakeTheFormat) {
  EXPECT_EQ(empty({2, 3, 2, 2}, {}, MemoryFormat::ChannelsLast).strides().vec(),
            Sizes({12, 1, 6, 3}));
  const Tensor like = ones({2, 3, 4, 5});
  EXPECT_EQ(empty_like(like, kDouble, MemoryFormat::ChannelsLast).strides().vec(),
            Sizes({60, 1, 15, 3}));
  EXPECT_EQ(empty_like(like.transpose(0, 3), {}, MemoryFormat::Contiguous).strides().vec(),
            Sizes({24, 8, 2, 1}));
  EXPECT_EQ(message([] {
              empty({2, 3}, {}, MemoryFormat::Preserve);
            }),
            "unsupported memory format Preserve");
}

TEST(MemoryFormatTest, RefusesOtherRanks) {
  EXPECT_EQ(message([] {
              ones({2, 3}).contiguous(MemoryFormat::ChannelsLast);
            }),
            "required rank 4 tensor to use channels_last format");
  EXPECT_EQ(message([] {
              ones({2, 3}).t().contiguous(MemoryFormat::Preserve);
            }),
            "preserve memory format is unsupported by the contiguous operator");
}

TEST(InPlaceViewTest, ChangesTheTensorAndItsHistory) {
  const Tensor x = numbers({2, 3}).requires_grad_();
  Tensor y = x.clone();
  y.t_();
  EXPECT_EQ(y.sizes().vec(), Sizes({3, 2}));
  EXPECT_EQ(y.grad_fn()->name(), std::string("TBackward1"));
  y.unsqueeze_(0).transpose_(1, 2).squeeze_(0);
  EXPECT_EQ(y.sizes().vec(), Sizes({2, 3}));
  EXPECT_EQ(y._version(), 4);
  (y * numbers({2, 3})).sum().backward();
  EXPECT_TRUE(x.grad().equal(numbers({2, 3})));
}

TEST(InPlaceViewTest, AViewIsTakenFromItsBaseAnew) {
  const Tensor x = numbers({2, 3}).requires_grad_();
  Tensor y = x.clone(), v = y[1];
  v.unsqueeze_(1);
  EXPECT_EQ(v.sizes().vec(), Sizes({3, 1}));
  EXPECT_EQ(v.grad_fn()->name(), std::string("AsStridedBackward0"));
  (v * 2).sum().backward();
  EXPECT_TRUE(x.grad().equal(tensor({{0., 0., 0.}, {2., 2., 2.}}, dtype(kFloat))));
}

TEST(InPlaceViewTest, AViewChangedInPlaceCanBeWritten) {
  const Tensor x = numbers({2, 3}).requires_grad_();
  Tensor y = x.clone(), v = y[1];
  v.unsqueeze_(0);
  v.mul_(3);
  y.sum().backward();
  EXPECT_TRUE(x.grad().equal(tensor({{1., 1., 1.}, {3., 3., 3.}}, dtype(kFloat))));
}

TEST(InPlaceViewTest, LeavesThatRequireGradAreRefused) {
  Tensor x = ones({2, 1}).requires_grad_();
  EXPECT_EQ(message([&] { x.squeeze_(); }),
            "a leaf Variable that requires grad is being used in an in-place operation.");
  EXPECT_EQ(x.dim(), 2);
  EXPECT_EQ(message([] {
              ones({2, 2, 2}).t_();
            }),
            "t_() expects a tensor with <= 2 dimensions, but self is 3D");
}

TEST(ResizeTest, KeepsTheElementsInMemory) {
  Tensor x = numbers({2, 3}), first = x[0];
  x.resize_({4, 3});
  EXPECT_EQ(x.sizes().vec(), Sizes({4, 3}));
  EXPECT_TRUE(x.narrow(0, 0, 2).equal(numbers({2, 3})));
  // Views move along with the storage.
  first.fill_(7);
  EXPECT_EQ(x[0][1].item<double>(), 7);
  x.resize_(2);
  EXPECT_TRUE(x.equal(full({2}, 7.0)));
  EXPECT_EQ(x._version(), 1);
}

TEST(ResizeTest, OfAViewGrowsTheStorage) {
  Tensor x = numbers({2, 3}), last = x[1];
  last.resize_({5});
  EXPECT_EQ(last.storage_offset(), 3);
  last.fill_(1);
  EXPECT_TRUE(x[1].equal(ones({3})));
}

TEST(ResizeTest, TakesAFormat) {
  Tensor x = ones({2, 3});
  x.resize_({1, 2, 3, 4}, MemoryFormat::ChannelsLast);
  EXPECT_EQ(x.strides().vec(), Sizes({24, 1, 8, 2}));
  const Tensor turned = ones({3, 2}).t();
  turned.resize_({2, 3});
  EXPECT_EQ(turned.strides().vec(), Sizes({1, 2}));
  turned.resize_as_(ones({3, 3}));
  EXPECT_EQ(turned.strides().vec(), Sizes({3, 1}));
}

TEST(ResizeTest, IsChecked) {
  EXPECT_EQ(message([] {
              ones({2, 3}).requires_grad_().resize_({3});
            }),
            "cannot resize variables that require grad");
  EXPECT_EQ(message([] {
              ones({2, 3}).resize_({2, 3}, MemoryFormat::Preserve);
            }),
            "Unsupported memory formatPreserve");
  EXPECT_THROW(ones({2}).resize_({INT64_MAX / 2}), Error);
  EXPECT_THROW(ones({2}).resize_({-1}), Error);
}

// Each would take forever, or all memory, before it failed by itself.
TEST(GeometryTest, ResultsBeyondAllMemoryAreRefusedAtOnce) {
  constexpr int64_t kHuge = int64_t{1} << 62;
  EXPECT_NE(message([] { tril_indices(kHuge, kHuge); }).find("integer multiplication overflow"),
            std::string::npos);
  EXPECT_NE(message([] { triu_indices(kHuge, 1); }).find("integer multiplication overflow"),
            std::string::npos);
  EXPECT_EQ(message([] { combinations(arange(100), 50); }),
            "combinations: integer multiplication overflow; 50 of 100");
  EXPECT_EQ(message([] { combinations(arange(100), 60, true); }),
            "combinations: integer multiplication overflow; 60 of 100");
  EXPECT_EQ(message([] { tensor_split(ones({2}), INT64_MAX); }),
            "tensor_split: too many sections; 9223372036854775807");
}

}  // namespace
}  // namespace gradlab
