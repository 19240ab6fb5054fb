// Choosing and writing elements by position, index tensor and mask.
#include "gradlab/autograd/op_table/row.h"
#include "gradlab/autograd/ops/copy.h"
#include "gradlab/autograd/ops/index.h"
#include "gradlab/autograd/tensor_index.h"

namespace gradlab::op_table {
namespace {

using indexing::Ellipsis;
using indexing::None;
using indexing::Slice;

}  // namespace

const char* family() { return "index"; }

const std::vector<Row>& rows() {
  static const std::vector<Row> rows = {
      Row("index", "a[b]", "any negative<3>", "3x2,4 3,2x2 3x2,0",
          [](T a, T b) { return index(a, {b}); })
          .other_strides("PyTorch's follow the strides of the index"),
      Row("index_zero_dim", "torch.ops.aten.index(a, [b])", "any negative<3>", "3x2,s 3,s",
          [](T a, T b) { return index(a, {b}); }),
      Row("index_last", "a[..., b]", "any index<3>", "2x3,4 2x2x3,2x2",
          [](T a, T b) {
            return a.index({Ellipsis, b});
          })
          .other_strides("PyTorch's follow the strides of the index"),
      Row("index_two", "a[b, c]", "any index<2> index<3>", "2x3,4,4 2x3x2,2x1,3 2x3,4,s",
          [](T a, T b, T c) {
            return index(a, {b, c});
          }),
      Row("index_apart", "a[b, :, c]", "any index<2> index<3>", "2x2x3,4,4 2x1x3,2x1,2",
          [](T a, T b, T c) {
            return a.index({b, Slice(), c});
          }),
      Row("index_mixed", "a[None, 1, ::2, b]", "any index<3>", "2x4x3,2",
          [](T a, T b) {
            return a.index({None, 1, Slice(None, None, 2), b});
          }),
      Row("index_mask", "a[b]", "any mask", "2x3,2x3 4x2,4 2x3x2,2x3 0x3,0x3",
          [](T a, T b) { return index(a, {b}); }),
      Row("index_put", "a.index_put((b,), c)", "any permutation any",
          "3x2,3,3x2 3x2,3,2 3,3,s 2,2,2", [](T a, T b, T c) { return index_put(a, {b}, c); }),
      Row("index_put_two", "a.index_put((b, c), d)", "any permutation permutation any",
          "3x3,3,3,3 4x4,2,2,s",
          [](T a, T b, T c, T d) {
            return index_put(a, {b, c}, d);
          }),
      Row("index_put_accumulate", "a.index_put((b,), c, accumulate=True)", "any index<3> any",
          "3x2,4,4x2 3x2,4,2 3,5,s", [](T a, T b, T c) { return index_put(a, {b}, c, true); }),
      Row("index_put_mask", "a.index_put((b,), c)", "any mask any", "2x3,2x3,s 3x2,3,2",
          [](T a, T b, T c) { return index_put(a, {b}, c); }),
      Row("index_put_in_place", "a.clone().index_put_((b,), c)", "any permutation any",
          "3x2,3,3x2 3x2,3,2", [](T a, T b, T c) { return index_put_(clone(a), {b}, c); }),
      Row("index_put_in_place_accumulate", "a.clone().index_put_((b,), c, True)",
          "any index<3> any", "3x2,4,4x2",
          [](T a, T b, T c) { return index_put_(clone(a), {b}, c, true); }),

      Row("index_select", "a.index_select(0, b)", "any index<3>", "3x2,4 3,2 3x2,0 3x2,s",
          [](T a, T b) { return index_select(a, 0, b); }),
      Row("index_select_last", "a.index_select(-1, b)", "any index<3>", "2x3,4 2x2x3,2",
          [](T a, T b) { return index_select(a, -1, b); }),
      Row("index_add", "a.index_add(0, b, c)", "any index<3> any", "3x2,4,4x2 3,5,5 3x2,0,0x2",
          [](T a, T b, T c) { return index_add(a, 0, b, c); }),
      Row("index_add_alpha", "a.index_add(-1, b, c, alpha=-2)", "any index<3> any",
          "2x3,4,2x4 2x2x3,2,2x2x2", [](T a, T b, T c) { return index_add(a, -1, b, c, -2); }),
      Row("index_add_in_place", "a.clone().index_add_(0, b, c)", "any index<3> any", "3x2,4,4x2",
          [](T a, T b, T c) { return clone(a).index_add_(0, b, c); }),
      Row("index_copy", "a.index_copy(0, b, c)", "any permutation any", "3x2,3,3x2 4x2,2,2x2 3,3,3",
          [](T a, T b, T c) { return index_copy(a, 0, b, c); }),
      Row("index_copy_last", "a.index_copy(-1, b, c)", "any permutation any", "2x4,2,2x2",
          [](T a, T b, T c) { return index_copy(a, -1, b, c); }),
      Row("index_copy_in_place", "a.clone().index_copy_(0, b, c)", "any permutation any",
          "3x2,3,3x2", [](T a, T b, T c) { return clone(a).index_copy_(0, b, c); }),

      Row("gather", "a.gather(0, b)", "any index<3>", "3x2,4x2 3x2,2x1 3,5 s,s 3x2,0x2",
          [](T a, T b) { return gather(a, 0, b); }),
      Row("gather_last", "a.gather(-1, b)", "any index<3>", "2x3,2x4 2x2x3,1x2x2",
          [](T a, T b) { return gather(a, -1, b); }),
      Row("take_along_dim", "torch.take_along_dim(a, b, 1)", "any index<3>",
          "2x3,2x4 2x3,1x2 1x3,2x1", [](T a, T b) { return take_along_dim(a, b, 1); }),
      Row("take_along_all", "torch.take_along_dim(a, b)", "any index<3>", "2x3,4 3,2",
          [](T a, T b) { return take_along_dim(a, b); })
          .contiguous_only("PyTorch refuses other layouts"),
      Row("scatter", "a.scatter(0, b, c)", "any permutation any", "3,3,3 4,2,3 5,2,2",
          [](T a, T b, T c) { return scatter(a, 0, b, c); }),
      Row("scatter_columns", "a.scatter(1, b, c)", "any permutation any", "2x3,1x3,1x3 3x4,1x4,2x4",
          [](T a, T b, T c) { return scatter(a, 1, b, c); }),
      Row("scatter_number", "a.scatter(-1, b, 2.5)", "any index<3>", "2x3,2x2 3,2 3x3,1x2",
          [](T a, T b) { return scatter(a, -1, b, 2.5); }),
      Row("scatter_in_place", "a.clone().scatter_(0, b, c)", "any permutation any", "3,3,3",
          [](T a, T b, T c) { return clone(a).scatter_(0, b, c); }),
      Row("scatter_number_in_place", "a.clone().scatter_(1, b, 7)", "any index<3>", "2x3,2x2",
          [](T a, T b) { return clone(a).scatter_(1, b, 7); }),
      Row("scatter_add", "a.scatter_add(0, b, c)", "any index<3> any",
          "3x2,4x2,4x2 3x2,2x1,3x2 3,5,5", [](T a, T b, T c) { return scatter_add(a, 0, b, c); }),
      Row("scatter_add_last", "a.scatter_add(-1, b, c)", "any index<3> any", "2x3,2x4,2x4",
          [](T a, T b, T c) { return scatter_add(a, -1, b, c); }),
      Row("scatter_add_in_place", "a.clone().scatter_add_(0, b, c)", "any index<3> any",
          "3x2,4x2,4x2", [](T a, T b, T c) { return clone(a).scatter_add_(0, b, c); }),
      Row("take", "torch.take(a, b)", "any negative<6>", "2x3,4 6,2x2 2x3,s 2x3,0",
          [](T a, T b) { return take(a, b); }),
      Row("put", "a.put(b, c)", "any permutation any", "2x3,4,4 6,3,3",
          [](T a, T b, T c) { return put(a, b, c); }),
      Row("put_accumulate", "a.put(b, c, accumulate=True)", "any negative<6> any", "2x3,4,4 6,3,3",
          [](T a, T b, T c) { return put(a, b, c, true); }),
      Row("put_in_place", "a.clone().put_(b, c)", "any permutation any", "2x3,4,4",
          [](T a, T b, T c) { return clone(a).put_(b, c); }),

      Row("embedding", "F.embedding(b, a)", "any index<4>", "4x2,3 4x2,2x3 4x2,s 4x2,0",
          [](T a, T b) { return embedding(a, b); }),
      Row("embedding_padding", "F.embedding(b, a, padding_idx=1)", "any index<4>", "4x2,6 4x2,2x4",
          [](T a, T b) { return embedding(a, b, 1); })
          .not_the_derivative("the padding row gets no gradient"),
      Row("embedding_by_frequency", "F.embedding(b, a, padding_idx=0, scale_grad_by_freq=True)",
          "any index<4>", "4x2,7 4x2,2x4", [](T a, T b) { return embedding(a, b, 0, true); })
          .not_the_derivative("gradients of a row are averaged"),

      Row("where", "torch.where(a, b, c)", "mask any any",
          "2x3,2x3,2x3 2x3,3,s 3,2x1,2x3 s,2x3,3 0x3,3,s 2x1,1x3,2x3",
          [](T a, T b, T c) { return where(a, b, c); }),
      Row("where_number", "torch.where(a, b, 2.5)", "mask any", "2x3,2x3 2x3,3 2x1,3",
          [](T a, T b) { return where(a, b, 2.5); }),
      Row("where_number_left", "torch.where(a, -1, b)", "mask any", "2x3,2x3 2x3,3",
          [](T a, T b) { return where(a, -1, b); }),
      Row("where_positions", "torch.where(a)", "mask", "2x3 4 0x3", [](T a) { return where(a); })
          .other_strides("columns of nonzero"),
      Row("nonzero", "torch.nonzero(a)", "mask", "2x3 s 0x3", [](T a) { return nonzero(a); })
          .other_strides("PyTorch fills it column by column"),
      Row("masked_fill", "a.masked_fill(b, 2.5)", "any mask", "2x3,2x3 2x3,3 3,2x3 s,s 0x3,3",
          [](T a, T b) { return masked_fill(a, b, 2.5); }),
      Row("masked_fill_tensor", "a.masked_fill(b, c)", "any mask any", "2x3,2x3,s 2x3,3,s 3,2x3,s",
          [](T a, T b, T c) { return masked_fill(a, b, c); }),
      Row("masked_fill_in_place", "a.clone().masked_fill_(b, 7)", "any mask", "2x3,2x3 2x3,3",
          [](T a, T b) { return clone(a).masked_fill_(b, 7); }),
      Row("masked_fill_tensor_in_place", "a.clone().masked_fill_(b, c)", "any mask any",
          "2x3,2x3,s 2x3,3,s", [](T a, T b, T c) { return clone(a).masked_fill_(b, c); }),
      Row("masked_select", "a.masked_select(b)", "any mask", "2x3,2x3 2x3,3 3,2x3 s,s 0x3,3",
          [](T a, T b) { return masked_select(a, b); }),
      Row("masked_scatter", "a.masked_scatter(b, c)", "any mask any", "2x3,2x3,6 2x3,3,2x3 3,2x3,8",
          [](T a, T b, T c) { return masked_scatter(a, b, c); }),
      Row("masked_scatter_in_place", "a.clone().masked_scatter_(b, c)", "any mask any",
          "2x3,2x3,6 2x3,3,7", [](T a, T b, T c) { return clone(a).masked_scatter_(b, c); }),
  };
  return rows;
}

}  // namespace gradlab::op_table
