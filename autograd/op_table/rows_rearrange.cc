// Repeating, turning, splitting and joining.
#include "gradlab/autograd/op_table/row.h"
#include "gradlab/autograd/ops/factory.h"
#include "gradlab/autograd/ops/shape.h"

namespace gradlab::op_table {

const char* family() { return "rearrange"; }

const std::vector<Row>& rows() {
  static const std::vector<Row> rows = {
      Row("tile", "a.tile((2,))", "any", "2x3 3 s 0x3", [](T a) { return tile(a, {2}); }),
      Row("tile_more", "a.tile((2, 1, 2))", "any", "2x3 s",
          [](T a) {
            return tile(a, {2, 1, 2});
          }),
      Row("repeat_interleave", "a.repeat_interleave(2)", "any", "2x3 s 0x3",
          [](T a) { return repeat_interleave(a, 2); }),
      Row("repeat_interleave_dim", "a.repeat_interleave(3, -1)", "any", "2x3 3 0x3",
          [](T a) { return repeat_interleave(a, 3, -1); }),
      Row("repeat_interleave_counts", "a.repeat_interleave(b, 0)", "any index<3>",
          "2x3,2 3,3 2x3,1 2x3,s", [](T a, T b) { return repeat_interleave(a, b, 0); }),
      Row("repeat_interleave_positions", "torch.repeat_interleave(a)", "index<4>", "5 0",
          [](T a) { return repeat_interleave(a); }),
      Row("fliplr", "a.fliplr()", "any", "2x3 2x3x2", [](T a) { return fliplr(a); }),
      Row("flipud", "a.flipud()", "any", "2x3 3", [](T a) { return flipud(a); }),
      Row("roll", "a.roll(2)", "any", "2x3 5 s 0x3", [](T a) { return roll(a, 2); }),
      Row("roll_back", "a.roll(-7, 1)", "any", "2x3 2x3x2", [](T a) { return roll(a, -7, 1); }),
      Row("roll_two", "a.roll((1, -1), (0, -1))", "any", "2x3 3x2x4 2x0",
          [](T a) {
            return roll(a, {1, -1}, {0, -1});
          }),
      Row("rot90", "a.rot90()", "any", "2x3 2x3x2 0x3", [](T a) { return rot90(a); }),
      Row("rot90_half", "a.rot90(2)", "any", "2x3", [](T a) { return rot90(a, 2); }),
      Row("rot90_back", "a.rot90(-1, (0, -1))", "any", "2x3 2x3x2",
          [](T a) {
            return rot90(a, -1, {0, -1});
          }),
      Row("rot90_none", "a.rot90(4)", "any", "2x3", [](T a) { return rot90(a, 4); }),
      Row("mT", "a.mT", "any", "2x3 2x3x4", [](T a) { return a.mT(); }),
      Row("adjoint", "a.adjoint()", "any", "2x3 2x3x4", [](T a) { return adjoint(a); }),
      Row("numpy_T", "a.T", "any", "2x3 2x3x4 4", [](T a) { return a.numpy_T(); }),
      Row("movedim_one", "a.movedim(0, -1)", "any", "2x3 2x3x4",
          [](T a) { return a.movedim(0, -1); }),
      Row("moveaxis", "a.moveaxis((0, 1), (1, 2))", "any", "2x3x4",
          [](T a) {
            return a.moveaxis({0, 1}, {1, 2});
          }),
      Row("swapaxes", "a.swapaxes(0, -1)", "any", "2x3 2x3x4",
          [](T a) { return a.swapaxes(0, -1); }),
      Row("unflatten_last", "a.unflatten(-1, (2, -1))", "any", "2x4 6 0x4",
          [](T a) {
            return a.unflatten(-1, {2, -1});
          }),
      Row("ravel", "a.ravel()", "any", "2x3 s 2x3x2 0x3", [](T a) { return ravel(a); })
          .other_nodes("of a transposed input, PyTorch 1.13 records the view of the copy"),
      Row("narrow_tensor", "a.narrow(0, torch.tensor(1), 1)", "any", "2x3 3",
          [](T a) { return a.narrow(0, full({}, 1, kLong), 1); }),

      Row("split_sizes", "a.split((1, 2), -1)", "any", "2x3 3",
          [](T a) {
            return a.split({1, 2}, -1);
          }),
      Row("unsafe_split", "a.unsafe_split(2)", "any", "5x2 3",
          [](T a) { return unsafe_split(a, 2); }),
      Row("unsafe_split_sizes", "a.unsafe_split_with_sizes((1, 2), 1)", "any", "2x3",
          [](T a) {
            return a.unsafe_split_with_sizes({1, 2}, 1);
          }),
      Row("unsafe_chunk", "a.unsafe_chunk(2, 1)", "any", "2x3 2x0",
          [](T a) { return a.unsafe_chunk(2, 1); }),
      Row("tensor_split", "a.tensor_split(3)", "any", "5x2 4 2x2 0x3",
          [](T a) { return tensor_split(a, 3); }),
      Row("tensor_split_indices", "a.tensor_split((1, -1), 1)", "any", "2x4 1x2 2x5",
          [](T a) {
            return tensor_split(a, {1, -1}, 1);
          }),
      Row("tensor_split_back", "a.tensor_split((3, 1))", "any", "4x2",
          [](T a) {
            return tensor_split(a, {3, 1});
          }),
      Row("hsplit", "a.hsplit(2)", "any", "2x4 4", [](T a) { return hsplit(a, 2); }),
      Row("vsplit", "a.vsplit((1,))", "any", "3x2",
          [](T a) {
            const int64_t indices[] = {1};
            return vsplit(a, IntArrayRef(indices));
          }),
      Row("dsplit", "a.dsplit(2)", "any", "2x2x4", [](T a) { return dsplit(a, 2); }),

      Row("atleast_1d", "torch.atleast_1d(a)", "any", "s 3 2x3", [](T a) { return atleast_1d(a); }),
      Row("atleast_2d", "torch.atleast_2d(a)", "any", "s 3 2x3", [](T a) { return atleast_2d(a); }),
      Row("atleast_3d", "torch.atleast_3d(a)", "any", "s 3 2x3 2x3x2",
          [](T a) { return atleast_3d(a); }),
      Row("hstack", "torch.hstack((a, b))", "any any", "2,3 2x2,2x3 s,s s,2",
          [](T a, T b) {
            return hstack({a, b});
          }),
      Row("vstack", "torch.vstack((a, b))", "any any", "3,3 3,2x3 1x3,2x3 s,s",
          [](T a, T b) {
            return vstack({a, b});
          }),
      Row("dstack", "torch.dstack((a, b))", "any any", "3,3 2x3,2x3 2x3x2,2x3 s,s",
          [](T a, T b) {
            return dstack({a, b});
          }),
      Row("column_stack", "torch.column_stack((a, b))", "any any", "2,2 2,2x2 s,s",
          [](T a, T b) {
            return column_stack({a, b});
          }),
      Row("block_diag", "torch.block_diag(a, b, c)", "any any any", "2x3,3,s 2x2,1x1,0x2",
          [](T a, T b, T c) {
            return block_diag({a, b, c});
          }),
      Row("block_diag_promoted", "torch.block_diag(a, b)", "any any", "2x2,2",
          [](T a, T b) {
            return block_diag({a, b});
          }),
      Row("broadcast_tensors", "torch.stack(torch.broadcast_tensors(a, b))", "any any",
          "2x1,3 2x3,s s,s", [](T a, T b) { return stack(broadcast_tensors({a, b})); }),
      Row("meshgrid", "torch.stack(torch.meshgrid(a, b, indexing='ij'))", "any any",
          "2,3 s,3 1,1 0,2", [](T a, T b) { return stack(meshgrid({a, b})); }),
      Row("meshgrid_xy", "torch.stack(torch.meshgrid(a, b, c, indexing='xy'))", "any any any",
          "2,3,2", [](T a, T b, T c) { return stack(meshgrid({a, b, c}, "xy")); }),
      Row("cartesian_prod", "torch.cartesian_prod(a, b)", "any any", "2,3 0,2",
          [](T a, T b) {
            return cartesian_prod({a, b});
          }),
      Row("combinations", "torch.combinations(a)", "any", "4 1 0",
          [](T a) { return combinations(a); }),
      Row("combinations_repeated", "torch.combinations(a, 3, True)", "any", "3 1",
          [](T a) { return combinations(a, 3, true); }),
  };
  return rows;
}

}  // namespace gradlab::op_table
