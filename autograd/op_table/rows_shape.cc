// Views, joining and repeating, and copies.
#include "gradlab/autograd/op_table/row.h"
#include "gradlab/autograd/ops/copy.h"
#include "gradlab/autograd/ops/copy_names.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/autograd/ops/shape.h"
#include "gradlab/autograd/ops/strided.h"

namespace gradlab::op_table {

const char* family() { return "shape"; }

const std::vector<Row>& rows() {
  static const std::vector<Row> rows = {
      Row("view", "a.view(3, -1)", "any", "2x3 6 3x0x1 2x3x2", [](T a) { return view(a, {3, -1}); })
          .contiguous_only("view throws for other layouts"),
      Row("view_to_zero_dim", "a.view(())", "any", "1x1 1 s", [](T a) { return view(a, {}); }),
      Row("reshape", "a.reshape(3, -1)", "any", "2x3 6 2x3x2 3x0x2",
          [](T a) { return reshape(a, {3, -1}); }),
      Row("flatten", "a.flatten()", "any", "2x3 s 4 0x3 2x3x2", [](T a) { return flatten(a); }),
      Row("flatten_part", "a.flatten(1, -1)", "any", "2x3x2 2x3 2x0x3",
          [](T a) { return flatten(a, 1, -1); }),
      Row("unflatten", "a.unflatten(1, (2, -1))", "any", "2x4 3x2 0x4",
          [](T a) { return unflatten(a, 1, {2, -1}); }),
      Row("transpose", "a.transpose(0, -1)", "any", "2x3 2x3x4 4 0x3",
          [](T a) { return transpose(a, 0, -1); }),
      Row("transpose_of_zero_dim", "a.transpose(0, -1)", "any", "s",
          [](T a) { return transpose(a, 0, -1); }),
      Row("t", "a.t()", "any", "2x3 4 s 0x3", [](T a) { return t(a); }),
      Row("permute", "a.permute(2, 0, -2)", "any", "2x3x4 2x0x3",
          [](T a) { return permute(a, {2, 0, -2}); }),
      Row("movedim", "a.movedim((0, 1), (-1, 0))", "any", "2x3x4 2x3",
          [](T a) { return movedim(a, {0, 1}, {-1, 0}); }),
      Row("squeeze", "a.squeeze()", "any", "1x3x1 2x3 1 s", [](T a) { return squeeze(a); }),
      Row("squeeze_dim", "a.squeeze(-1)", "any", "2x3x1 2x3 s 0x1",
          [](T a) { return squeeze(a, -1); }),
      Row("unsqueeze", "a.unsqueeze(-2)", "any", "2x3 4 0x3", [](T a) { return unsqueeze(a, -2); }),
      Row("unsqueeze_zero_dim", "a.unsqueeze(0)", "any", "s 2x3",
          [](T a) { return unsqueeze(a, 0); }),
      Row("expand", "a.expand(2, 2, 3)", "any", "3 2x1 1x3 s 2x2x3",
          [](T a) { return expand(a, {2, 2, 3}); }),
      Row("expand_kept", "a.expand(4, -1, 3)", "any", "2x1 2x3",
          [](T a) { return expand(a, {4, -1, 3}); }),
      Row("expand_to_nothing", "a.expand(0, 3)", "any", "3 1x1 s",
          [](T a) { return expand(a, {0, 3}); }),
      Row("broadcast_to", "a.broadcast_to(2, 3)", "any", "3 2x1 s",
          [](T a) { return broadcast_to(a, {2, 3}); }),
      Row("select", "a.select(-1, 1)", "any", "2x3 2x3x4 3", [](T a) { return select(a, -1, 1); }),
      Row("select_from_end", "a.select(0, -1)", "any", "2x3 3 2x0",
          [](T a) { return select(a, 0, -1); }),
      Row("slice", "a[1:4:2]", "any", "5x2 3 1x3 4", [](T a) { return slice(a, 0, 1, 4, 2); }),
      Row("slice_last", "a[..., :-1]", "any", "2x3 2x3x4 2x1 2x0",
          [](T a) { return slice(a, -1, std::nullopt, -1); }),
      Row("narrow", "a.narrow(1, 1, 2)", "any", "2x3 2x3x4 0x3",
          [](T a) { return narrow(a, 1, 1, 2); }),
      Row("narrow_to_nothing", "a.narrow(-1, 1, 0)", "any", "2x3",
          [](T a) { return narrow(a, -1, 1, 0); }),
      Row("diagonal", "a.diagonal()", "any", "2x3 3x3 2x3x4 0x3", [](T a) { return diagonal(a); }),
      Row("diagonal_above", "a.diagonal(1, -1, 0)", "any", "2x3 2x3x4",
          [](T a) { return diagonal(a, 1, -1, 0); }),
      Row("diagonal_below", "a.diagonal(-1)", "any", "3x3 4x2",
          [](T a) { return diagonal(a, -1); }),
      Row("unfold", "a.unfold(0, 3, 2)", "any", "7 5x2 3", [](T a) { return unfold(a, 0, 3, 2); }),
      Row("unfold_overlapping", "a.unfold(-1, 2, 1)", "any", "2x4 4 2x3x2",
          [](T a) { return unfold(a, -1, 2, 1); }),
      Row("as_strided", "a.as_strided((2, 2), (1, 1), 1)", "any", "2x3 5",
          [](T a) { return as_strided(a, {2, 2}, {1, 1}, 1); })
          .contiguous_only("the result depends on the memory, not on the shape"),
      Row("as_strided_expanded", "a.as_strided((3, 2), (0, 2))", "any", "2x3 4",
          [](T a) { return as_strided(a, {3, 2}, {0, 2}); })
          .contiguous_only("the result depends on the memory, not on the shape"),

      Row("split", "a.split(2)", "any", "5x2 4 1x3 0x3", [](T a) { return split(a, 2); }),
      Row("split_last", "a.split(2, -1)", "any", "2x3 2x3x4", [](T a) { return split(a, 2, -1); }),
      Row("split_sizes", "a.split((1, 0, 2), 1)", "any", "2x3 2x3x2",
          [](T a) { return split_with_sizes(a, {1, 0, 2}, 1); }),
      Row("chunk", "a.chunk(3)", "any", "4x2 3 7 2x3", [](T a) { return chunk(a, 3); }),
      Row("chunk_dim", "a.chunk(2, -1)", "any", "2x3 3x4 2x0", [](T a) { return chunk(a, 2, -1); }),
      Row("unbind", "a.unbind()", "any", "2x3 4 3x0", [](T a) { return unbind(a); }),
      Row("unbind_last", "a.unbind(-1)", "any", "2x3 2x3x2", [](T a) { return unbind(a, -1); }),
      Row("one_part_of_split", "a.split(2)[1] * 2", "any", "5x2 3",
          [](T a) { return split(a, 2)[1] * 2; }),

      Row("cat", "torch.cat((a, b))", "any any", "2x3,1x3 2,3 0x3,2x3 2x3,0",
          [](T a, T b) { return cat({a, b}); }),
      Row("cat_last", "torch.cat((a, b, a), -1)", "any any", "2x3,2x1 2x1x3,2x1x2",
          [](T a, T b) { return cat({a, b, a}, -1); }),
      Row("cat_one", "torch.cat((a,))", "any", "2x3 4 0x3", [](T a) { return cat({a}); }),
      Row("stack", "torch.stack((a, b))", "any any", "2x3,2x3 s,s 3,3 0x3,0x3",
          [](T a, T b) { return stack({a, b}); }),
      Row("stack_last", "torch.stack((a, b, c), -1)", "any any any", "2x3,2x3,2x3 4,4,4",
          [](T a, T b, T c) { return stack({a, b, c}, -1); }),
      Row("repeat", "a.repeat(2, 3)", "any", "2x3 4 s 0x3", [](T a) { return repeat(a, {2, 3}); }),
      Row("repeat_none", "a.repeat(2, 0, 1)", "any", "2x3 2x1x3",
          [](T a) { return repeat(a, {2, 0, 1}); }),
      Row("flip", "a.flip(0)", "any", "2x3 4 0x3", [](T a) { return flip(a, 0); }),
      Row("flip_dims", "a.flip(-1, 0)", "any", "2x3 2x3x4", [](T a) { return flip(a, {-1, 0}); }),
      Row("flip_nothing", "a.flip(())", "any", "2x3 s", [](T a) { return flip(a, {}); }),

      Row("clone", "a.clone()", "any", "@unary", [](T a) { return clone(a); }),
      Row("contiguous", "a.t().contiguous()", "any", "2x3 3x1 0x3",
          [](T a) { return contiguous(t(a)); }),
      Row("to_float32", "a.to(torch.float32)", "any", "@unary",
          [](T a) { return to_dtype(a, kFloat); }),
      Row("to_float64", "a.to(torch.float64, copy=True)", "any", "@unary",
          [](T a) { return to_dtype(a, kDouble, true); }),
      Row("to_int64", "a.to(torch.int64)", "any", "@unary", [](T a) { return to_dtype(a, kLong); }),
      Row("to_uint8", "a.to(torch.uint8)", "pos", "@unary", [](T a) { return to_dtype(a, kByte); }),
      Row("to_bool", "a.floor().to(torch.bool)", "any", "2x3",
          [](T a) { return to_dtype(a.floor(), kBool); }),
      Row("copy", "a.clone().copy_(b)", "any any", "@in_place_pair",
          [](T a, T b) { return clone(a).copy_(b); }),
      Row("copy_to_part", "(lambda x, y: (x[:, 1:].copy_(y), x)[1])(a.clone(), b)", "any any",
          "2x3,2x2 2x3,1 2x3,s",
          [](T a, T b) {
            Tensor x = clone(a);
            x.slice(1, 1).copy_(b);
            return x;
          }),
      Row("fill", "a.clone().fill_(2.5)", "any", "@in_place",
          [](T a) { return clone(a).fill_(2.5); }),
      Row("fill_tensor", "a.clone().fill_(b)", "any any", "2x3,s s,s 0x3,s",
          [](T a, T b) { return clone(a).fill_(b); }),
      Row("zero", "a.clone().zero_()", "any", "@in_place", [](T a) { return clone(a).zero_(); }),
      Row("zero_row", "(lambda x: (x[0].zero_(), x)[1])(a.clone())", "any", "2x3 3",
          [](T a) {
            Tensor x = clone(a);
            x.select(0, 0).zero_();
            return x;
          }),
      Row("transpose_copy", "torch.transpose_copy(a, 0, 1)", "any", "2x3 2x3x4",
          [](T a) { return transpose_copy(a, 0, 1); })
          .other_strides("row-major, as in PyTorch 2")
          .other_nodes("that of the copy"),
      Row("slice_copy", "torch.slice_copy(a, 1, 0, None, 2)", "any", "2x3 2x4x2",
          [](T a) { return slice_copy(a, 1, 0, std::nullopt, 2); })
          .other_strides("row-major, as in PyTorch 2")
          .other_nodes("that of the copy"),
      Row("expand_copy", "torch.expand_copy(a, (2, 3))", "any", "3 2x1 s",
          [](T a) { return expand_copy(a, {2, 3}); })
          .other_nodes("that of the copy"),
      Row("view_copy", "torch.view_copy(a, (-1,))", "any", "2x3 s",
          [](T a) { return view_copy(a, {-1}); })
          .contiguous_only("not every layout has a view")
          .other_nodes("that of the copy"),
      Row("split_copy", "torch.split_copy(a, 2, 0)", "any", "3x2 4",
          [](T a) { return split_copy(a, 2, 0); })
          .other_strides("row-major, as in PyTorch 2")
          .other_nodes("that of the copy"),
      Row("unbind_copy", "torch.unbind_copy(a, 1)", "any", "2x3",
          [](T a) { return unbind_copy(a, 1); })
          .other_nodes("that of the copy"),
      Row("swapdims", "torch.swapdims(a, 0, -1)", "any", "2x3 2x3x4",
          [](T a) { return swapdims(a, 0, -1); }),
      Row("row_stack", "torch.row_stack((a, b))", "any any", "2x3,1x3 3,3 s,s",
          [](T a, T b) { return row_stack({a, b}); }),
  };
  return rows;
}

}  // namespace gradlab::op_table
