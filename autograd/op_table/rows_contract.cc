// Products that are added to something, over chosen dimensions, and in Einstein's notation.
#include "gradlab/autograd/op_table/row.h"
#include "gradlab/autograd/ops/copy.h"
#include "gradlab/autograd/ops/matmul.h"

namespace gradlab::op_table {
namespace {

constexpr const char* kWords =
    "for dtypes that differ: PyTorch 2's, or those of the product that is computed";

}  // namespace

const char* family() { return "contract"; }

const std::vector<Row>& rows() {
  static const std::vector<Row> rows = {
      Row("addmv", "torch.addmv(a, b, c)", "any any any", "2,2x3,3 1,2x3,3 s,2x3,3 2,2x0,0 0,0x3,3",
          [](T a, T b, T c) { return addmv(a, b, c); })
          .other_texts(kWords),
      Row("addmv_scaled", "torch.addmv(a, b.t(), c, beta=0.5, alpha=-2)", "any any any", "2,3x2,3",
          [](T a, T b, T c) { return addmv(a, b.t(), c, 0.5, -2); })
          .other_texts(kWords),
      Row("addmv_in_place", "a.clone().addmv_(b, c, beta=2)", "any any any", "2,2x3,3",
          [](T a, T b, T c) { return clone(a).addmv_(b, c, 2); })
          .other_texts(kWords),
      Row("addr", "torch.addr(a, b, c)", "any any any", "2x3,2,3 3,2,3 s,2,3 2x1,2,3 0x3,0,3",
          [](T a, T b, T c) { return addr(a, b, c); }),
      Row("addr_scaled", "torch.addr(a, b, c, beta=2, alpha=3)", "any any any", "2x3,2,3",
          [](T a, T b, T c) { return addr(a, b, c, 2, 3); }),
      Row("addr_no_bias", "torch.addr(a, b, c, beta=0, alpha=-0.5)", "any any any", "2x3,2,3",
          [](T a, T b, T c) { return addr(a, b, c, 0, -0.5); })
          .other_strides("PyTorch's follow those of the bias, which it does not read"),
      Row("addr_in_place", "a.clone().addr_(b, c)", "any any any", "2x3,2,3",
          [](T a, T b, T c) { return clone(a).addr_(b, c); }),
      Row("addmm_in_place", "a.clone().addmm_(b, c, beta=0.5, alpha=3)", "any any any",
          "2x4,2x3,3x4", [](T a, T b, T c) { return clone(a).addmm_(b, c, 0.5, 3); }),
      Row("baddbmm", "torch.baddbmm(a, b, c)", "any any any",
          "2x2x4,2x2x3,2x3x4 4,2x2x3,2x3x4 2x1,2x2x3,2x3x4 2x4,2x2x0,2x0x4 0x2x4,0x2x3,0x3x4",
          [](T a, T b, T c) { return baddbmm(a, b, c); })
          .other_texts(kWords),
      Row("baddbmm_scaled", "torch.baddbmm(a, b.mT, c, beta=-1, alpha=0.5)", "any any any",
          "2x2x4,2x3x2,2x3x4", [](T a, T b, T c) { return baddbmm(a, b.mT(), c, -1, 0.5); })
          .other_texts(kWords),
      Row("baddbmm_in_place", "a.clone().baddbmm_(b, c)", "any any any", "2x2x4,2x2x3,2x3x4",
          [](T a, T b, T c) { return clone(a).baddbmm_(b, c); })
          .other_texts(kWords),
      Row("addbmm", "torch.addbmm(a, b, c)", "any any any",
          "2x4,2x2x3,2x3x4 4,3x2x3,3x3x4 2x1,2x2x3,2x3x4 2x4,2x2x0,2x0x4 2x4,0x2x3,0x3x4",
          [](T a, T b, T c) { return addbmm(a, b, c); })
          .other_texts(kWords),
      Row("addbmm_scaled", "torch.addbmm(a, b, c, beta=-1, alpha=0.5)", "any any any",
          "2x4,2x2x3,2x3x4", [](T a, T b, T c) { return addbmm(a, b, c, -1, 0.5); })
          .other_texts(kWords),
      Row("addbmm_in_place", "a.clone().addbmm_(b, c)", "any any any", "2x4,2x2x3,2x3x4",
          [](T a, T b, T c) { return clone(a).addbmm_(b, c); })
          .other_texts(kWords),

      Row("vdot", "torch.vdot(a, b)", "any any", "4,4 1,1 0,0", [](T a, T b) { return vdot(a, b); })
          .other_texts("PyTorch says dot"),
      Row("ger", "torch.ger(a, b)", "any any", "2,3 0,3", [](T a, T b) { return ger(a, b); }),
      Row("inner", "torch.inner(a, b)", "any any", "3,3 2x3,4x3 2x3,3 2x2x3,3x3 s,3 2x0,3x0",
          [](T a, T b) { return inner(a, b); })
          .other_texts(kWords),
      Row("kron", "torch.kron(a, b)", "any any", "2,3 2x3,3x2 2x3,2 s,3 2x1x2,2x2 0,3",
          [](T a, T b) { return kron(a, b); })
          .contiguous_only("PyTorch 1.13 refuses other layouts"),
      Row("cross", "torch.cross(a, b)", "any any", "3,3 2x3,2x3 3x3,3x3 2x3,1x3 0x3,0x3",
          [](T a, T b) { return cross(a, b); }),
      Row("linalg_cross", "torch.linalg.cross(a, b, dim=0)", "any any", "3x2,3x2 3x1,3x2",
          [](T a, T b) { return linalg::cross(a, b, 0); }),
      Row("tensordot", "torch.tensordot(a, b, 1)", "any any", "2x3,3x4 3,3 2x2x3,3x2 2x0,0x3",
          [](T a, T b) { return tensordot(a, b, 1); })
          .other_texts(kWords),
      Row("tensordot_outer", "torch.tensordot(a, b, 0)", "any any", "2x3,2 s,s",
          [](T a, T b) { return tensordot(a, b, 0); })
          .other_texts(kWords),
      Row("tensordot_lists", "torch.tensordot(a, b, ([-1, 0], [1, 2]))", "any any",
          "2x4x3,2x3x2 2x4x1,2x3x2 1x4x3,2x3x2",
          [](T a, T b) {
            return tensordot(a, b, {-1, 0}, {1, 2});
          })
          .other_texts(kWords),
      Row("chain_matmul", "torch.chain_matmul(a, b, c)", "any any any", "2x3,3x4,4x1 4x1,1x3,3x2",
          [](T a, T b, T c) {
            return chain_matmul({a, b, c});
          })
          .other_texts(kWords),
      Row("multi_dot", "torch.linalg.multi_dot([a, b, c])", "any any any",
          "2x3,3x4,4x1 3,3x4,4 3,3x4,4x2 2x3,3x4,4",
          [](T a, T b, T c) {
            return linalg::multi_dot({a, b, c});
          })
          .other_texts(kWords),
      Row("multi_dot_four", "torch.linalg.multi_dot([a, b, c, d])", "any any any any",
          "2x3,3x1,1x4,4x2 5x1,1x2,2x3,3x1",
          [](T a, T b, T c, T d) {
            return linalg::multi_dot({a, b, c, d});
          })
          .other_texts(kWords),

      Row("einsum_product", "torch.einsum('ij,jk->ik', a, b)", "any any", "2x3,3x4 2x1,3x4 2x0,0x4",
          [](T a, T b) {
            return einsum("ij,jk->ik", {a, b});
          })
          .other_strides("of an outer product of transposed operands")
          .other_texts(kWords),
      Row("einsum_implicit", "torch.einsum(' ij, jk ', a, b)", "any any", "2x3,3x4",
          [](T a, T b) {
            return einsum(" ij, jk ", {a, b});
          })
          .other_texts(kWords),
      Row("einsum_batch", "torch.einsum('...ij,...kj->...ik', a, b)", "any any",
          "2x2x3,2x4x3 2x3,2x4x3 2x1x2x3,3x4x3",
          [](T a, T b) {
            return einsum("...ij,...kj->...ik", {a, b});
          })
          .other_texts(kWords),
      Row("einsum_outer", "torch.einsum('i,j->ij', a, b)", "any any", "2,3 1,3",
          [](T a, T b) {
            return einsum("i,j->ij", {a, b});
          }),
      Row("einsum_pointwise", "torch.einsum('ij,ij->ij', a, b)", "any any",
          "2x3,2x3 2x1,2x3 0x3,0x3",
          [](T a, T b) {
            return einsum("ij,ij->ij", {a, b});
          }),
      Row("einsum_all", "torch.einsum('ij,jk->', a, b)", "any any", "2x3,3x4",
          [](T a, T b) {
            return einsum("ij,jk->", {a, b});
          })
          .other_texts(kWords),
      Row("einsum_transpose", "torch.einsum('ba', a)", "any", "2x3 0x3",
          [](T a) { return einsum("ba", {a}); }),
      Row("einsum_capitals", "torch.einsum('Ba', a)", "any", "2x3",
          [](T a) { return einsum("Ba", {a}); }),
      Row("einsum_sum", "torch.einsum('i...->...', a)", "any", "2x3 2x3x2 2",
          [](T a) { return einsum("i...->...", {a}); }),
      Row("einsum_ellipsis_summed", "torch.einsum('i...->i', a)", "any", "2x3x2",
          [](T a) { return einsum("i...->i", {a}); }),
      Row("einsum_trace", "torch.einsum('ii', a)", "any", "3x3",
          [](T a) { return einsum("ii", {a}); }),
      Row("einsum_diagonal", "torch.einsum('...ii->...i', a)", "any", "3x3 2x3x3",
          [](T a) { return einsum("...ii->...i", {a}); }),
      Row("einsum_three", "torch.einsum('bi,ij,bj->b', a, b, c)", "any any any", "2x3,3x4,2x4",
          [](T a, T b, T c) {
            return einsum("bi,ij,bj->b", {a, b, c});
          })
          .other_texts(kWords),
      Row("einsum_chain", "torch.einsum('ij,jk,kl->il', a, b, c)", "any any any",
          "2x3,3x4,4x2 2x3,3x1,4x2",
          [](T a, T b, T c) { return einsum("ij,jk,kl->il", {a, b, c}); })
          .other_texts(kWords),
      Row("einsum_repeated", "torch.einsum('iij,jk->ki', a, b)", "any any", "2x2x3,3x4",
          [](T a, T b) {
            return einsum("iij,jk->ki", {a, b});
          })
          .other_texts(kWords),
  };
  return rows;
}

}  // namespace gradlab::op_table
