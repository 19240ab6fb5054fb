// Reductions.
#include <limits>

#include "gradlab/autograd/op_table/row.h"
#include "gradlab/autograd/ops/compare.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/autograd/ops/reduce.h"
#include "gradlab/autograd/ops/unary.h"

namespace gradlab::op_table {
namespace {

constexpr double kInf = std::numeric_limits<double>::infinity();

}  // namespace

const char* family() { return "reduce"; }

const std::vector<Row>& rows() {
  static const std::vector<Row> rows = {
      Row("sum", "a.sum()", "any", "@reduce", [](T a) { return sum(a); }),
      Row("sum_float32", "a.sum(dtype=torch.float32)", "any", "2x3 0x3",
          [](T a) { return sum(a, kFloat); })
          .tolerance(1e-6, "the sum is formed in float32"),
      Row("sum_dim", "a.sum(0)", "any", "@reduce_dim", [](T a) { return sum(a, 0); }),
      Row("sum_last_kept", "a.sum(-1, keepdim=True)", "any", "@reduce_dim",
          [](T a) { return sum(a, -1, true); }),
      Row("sum_dims", "a.sum((0, -1))", "any", "@reduce_dims",
          [](T a) {
            return sum(a, {0, -1});
          }),
      Row("sum_dims_kept", "a.sum((-2, 0), keepdim=True)", "any", "2x3x4 0x2x3",
          [](T a) {
            return sum(a, {-2, 0}, true);
          }),
      Row("sum_no_dims", "a.sum((), keepdim=True)", "any", "2x3 s",
          [](T a) { return sum(a, IntArrayRef(), true); }),
      Row("sum_dim_dtype", "a.sum(1, dtype=torch.float64)", "any", "2x3 2x0",
          [](T a) { return sum(a, 1, false, kDouble); }),
      Row("mean", "a.mean()", "any", "@reduce", [](T a) { return mean(a); }),
      Row("mean_dim", "a.mean(-2)", "any", "2x3 2x3x4 3x0", [](T a) { return mean(a, -2); }),
      Row("mean_dims_kept", "a.mean((0, -1), keepdim=True)", "any", "@reduce_dims",
          [](T a) {
            return mean(a, {0, -1}, true);
          }),
      Row("mean_dtype", "a.mean(dtype=torch.float64)", "any", "2x3",
          [](T a) { return mean(a, kDouble); }),
      Row("prod", "a.prod()", "any", "@reduce", [](T a) { return prod(a); }),
      Row("prod_one_zero", "(a * (a > a.min())).prod()", "any", "2x3 4",
          [](T a) { return prod(a * (a > min(a))); }),
      Row("prod_two_zeros", "(a * (a.abs() > 0.7)).prod()", "any", "3x4",
          [](T a) { return prod(a * (abs(a) > 0.7)); }),
      Row("prod_dim", "a.prod(1)", "any", "2x3 2x3x2 2x0 0x3", [](T a) { return prod(a, 1); }),
      Row("prod_dim_kept", "a.prod(-1, keepdim=True)", "any", "@reduce_dim",
          [](T a) { return prod(a, -1, true); }),
      Row("prod_dim_zeros", "(a * (a > -0.5)).prod(0)", "any", "4x3",
          [](T a) { return prod(a * (a > -0.5), 0); }),

      Row("max", "a.max()", "any", "2x3 s 2x3x4", [](T a) { return max(a); }),
      Row("min", "a.min()", "any", "2x3 s 2x3x4", [](T a) { return min(a); }),
      Row("max_tied", "a.floor().max()", "any", "3x4", [](T a) { return max(floor(a)); }),
      Row("max_dim", "a.max(1)", "any", "2x3 2x3x4 0x3", [](T a) { return max(a, 1); }),
      Row("max_dim_kept", "a.max(-1, keepdim=True)", "any", "@reduce_dim_values",
          [](T a) { return max(a, -1, true); }),
      Row("max_of_zero_dim", "a.max(0)", "any", "s", [](T a) { return max(a, 0); }),
      Row("min_dim", "a.min(0)", "any", "2x3 2x3x4 2x0", [](T a) { return min(a, 0); }),
      Row("min_dim_kept", "a.min(-2, keepdim=True)", "any", "2x3 2x3x4",
          [](T a) { return min(a, -2, true); }),
      Row("amax", "a.amax()", "any", "2x3 s 2x3x4", [](T a) { return amax(a); }),
      Row("amax_dim", "a.amax(-1)", "any", "@reduce_dim_values", [](T a) { return amax(a, -1); }),
      Row("amax_dims_kept", "a.amax((0, 2), keepdim=True)", "any", "2x3x4",
          [](T a) {
            return amax(a, {0, 2}, true);
          }),
      Row("amin", "a.amin()", "any", "2x3 s", [](T a) { return amin(a); }),
      Row("amin_dims", "a.amin((-1, 0))", "any", "2x3x4 2x3",
          [](T a) {
            return amin(a, {-1, 0});
          }),
      Row("argmax", "a.argmax()", "any", "2x3 s 2x3x4", [](T a) { return argmax(a); }),
      Row("argmax_dim", "a.argmax(-1, keepdim=True)", "any", "@reduce_dim_values",
          [](T a) { return argmax(a, -1, true); }),
      Row("argmin", "a.argmin()", "any", "2x3 s", [](T a) { return argmin(a); }),
      Row("argmin_dim", "a.argmin(0)", "any", "2x3 2x3x4 2x0", [](T a) { return argmin(a, 0); }),
      Row("any", "torch.any(a)", "mask", "@reduce", [](T a) { return any(a); }),
      Row("any_dim", "torch.any(a > 1, 0)", "any", "2x3 0x3 2x0 s",
          [](T a) { return any(a > 1, 0); }),
      Row("any_values", "torch.any(a)", "any", "2x3 0x3", [](T a) { return any(a); }),
      Row("all", "torch.all(a)", "mask", "@reduce", [](T a) { return all(a); }),
      Row("all_dim_kept", "torch.all(a > -1, -1, keepdim=True)", "any", "2x3 0x3 2x0 s",
          [](T a) { return all(a > -1, -1, true); }),
      Row("all_values", "torch.all(a)", "any", "2x3 0x3", [](T a) { return all(a); }),

      Row("var", "a.var()", "any", "2x3 4 2x3x4", [](T a) { return var(a); }),
      Row("var_biased", "a.var(unbiased=False)", "any", "2x3 1 2x3x4",
          [](T a) { return var(a, false); }),
      Row("var_dim", "a.var(0)", "any", "4x3 2x3x4 3x0",
          [](T a) { return var(a, IntArrayRef(int64_t{0})); }),
      Row("var_dims_kept", "a.var((0, -1), unbiased=False, keepdim=True)", "any", "2x3 2x3x4",
          [](T a) {
            return var(a, {0, -1}, false, true);
          }),
      Row("std", "a.std()", "any", "2x3 4 2x3x4", [](T a) { return std(a); }),
      Row("std_biased", "a.std(unbiased=False)", "any", "2x3 4", [](T a) { return std(a, false); }),
      Row("std_dim", "a.std(-1)", "any", "4x3 2x3x4 0x3",
          [](T a) { return std(a, IntArrayRef(int64_t{-1})); }),
      Row("std_dims_kept", "a.std((0, -1), unbiased=False, keepdim=True)", "any", "2x3 2x3x4",
          [](T a) {
            return std(a, {0, -1}, false, true);
          }),

      Row("norm", "torch.ops.aten.norm.Scalar(a)", "any", "2x3 s 0x3 2x3x4",
          [](T a) { return norm(a); }),
      Row("norm_0", "torch.ops.aten.norm.Scalar(a, 0)", "any", "2x3",
          [](T a) { return norm(a, 0); }),
      Row("norm_half", "torch.ops.aten.norm.Scalar(a, 0.5)", "any", "2x3 4",
          [](T a) { return norm(a, 0.5); }),
      Row("norm_1", "torch.ops.aten.norm.Scalar(a, 1)", "any", "2x3 s 0x3",
          [](T a) { return norm(a, 1); }),
      Row("norm_1_5", "torch.ops.aten.norm.Scalar(a, 1.5)", "any", "2x3 4",
          [](T a) { return norm(a, 1.5); }),
      Row("norm_2_5", "torch.ops.aten.norm.Scalar(a, 2.5)", "any", "2x3 4",
          [](T a) { return norm(a, 2.5); }),
      Row("norm_3", "torch.ops.aten.norm.Scalar(a, 3)", "any", "2x3 s",
          [](T a) { return norm(a, 3); }),
      Row("norm_inf", "torch.ops.aten.norm.Scalar(a, inf)", "any", "2x3 s",
          [](T a) { return norm(a, kInf); }),
      Row("norm_minus_inf", "torch.ops.aten.norm.Scalar(a, -inf)", "any", "2x3 s",
          [](T a) { return norm(a, -kInf); }),
      Row("norm_dim", "a.norm(2, -1)", "any", "2x3 2x3x4 s 0x3 2x0",
          [](T a) { return norm(a, 2, -1); }),
      Row("norm_dims_kept", "a.norm(3, (0, 1), keepdim=True)", "any", "2x3 2x3x4",
          [](T a) {
            return norm(a, 3, {0, 1}, true);
          }),
      Row("norm_1_dim", "a.norm(1, 0)", "any", "2x3 2x3x4", [](T a) { return norm(a, 1, 0); }),
      Row("norm_inf_dim", "a.norm(inf, 1)", "any", "2x3 2x3x4",
          [](T a) { return norm(a, kInf, 1); }),

      Row("logsumexp", "a.logsumexp(1)", "any", "2x3 2x3x4 0x3 2x0",
          [](T a) { return logsumexp(a, 1); }),
      Row("logsumexp_dims_kept", "a.logsumexp((0, -1), keepdim=True)", "any", "2x3 2x3x4",
          [](T a) {
            return logsumexp(a, {0, -1}, true);
          }),
      Row("logsumexp_of_zero_dim", "a.logsumexp(0)", "any", "s",
          [](T a) { return logsumexp(a, 0); }),
      Row("sum_to", "a.sum_to_size(2, 1).to(a.dtype)", "any", "2x3 3x2x4 2x1",
          [](T a) {
            return sum_to(a, {2, 1});
          }),
      Row("nansum", "torch.nansum(a)", "any", "@unary", [](T a) { return nansum(a); }),
      Row("nansum_of_nan", "torch.nansum(a.log())", "big", "2x3 2x3x4",
          [](T a) { return nansum(log(a)); }),
      Row("nansum_dims", "torch.nansum(a.log(), (0, -1), keepdim=True)", "big", "2x3 2x3x4",
          [](T a) {
            return nansum(log(a), {0, -1}, true);
          }),
      Row("nanmean", "torch.nanmean(a)", "any", "2x3 s 4 2x1x3", [](T a) { return nanmean(a); }),
      Row("nanmean_of_nan", "torch.nanmean(a.log(), 0)", "big", "4x3 4x2x3",
          [](T a) { return nanmean(log(a), 0); }),
      Row("count_nonzero", "torch.count_nonzero(a.floor())", "any", "2x3 s 4 0x3 2x3x4",
          [](T a) { return count_nonzero(a.floor()); }),
      Row("count_nonzero_dim", "torch.count_nonzero(a.floor(), 0)", "any", "2x3 2x3x4 3x0 s",
          [](T a) { return count_nonzero(a.floor(), IntArrayRef(int64_t{0})); }),
      Row("count_nonzero_mask", "torch.count_nonzero(a, (0, 1))", "mask", "2x3 2x3x4",
          [](T a) {
            return count_nonzero(a, {0, 1});
          }),
      Row("aminmax", "(torch.amin(a), torch.amax(a))", "any", "2x3 s 2x3x4",
          [](T a) { return aminmax(a); })
          .other_nodes("PyTorch 1.13 cannot differentiate aminmax"),
      Row("aminmax_dim", "(torch.amin(a, 1, True), torch.amax(a, 1, True))", "any", "2x3 2x3x4",
          [](T a) { return aminmax(a, 1, true); })
          .other_nodes("PyTorch 1.13 cannot differentiate aminmax"),
      Row("prod_dtype", "torch.prod(a, dtype=torch.float64)", "any", "2x3",
          [](T a) { return a.prod(kDouble); }),
      Row("prod_dim_dtype", "a.prod(1, dtype=torch.float64)", "any", "2x3",
          [](T a) { return a.prod(1, false, kDouble); }),
      Row("var_correction", "torch.var(a, (0, 1), correction=2)", "any", "2x3 2x3x4",
          [](T a) {
            return var(a, {0, 1}, Scalar(2));
          }),
      Row("std_correction", "torch.std(a, 0, correction=0)", "any", "4x3 2x3x4",
          [](T a) { return std(a, 0, Scalar(0)); }),
      Row("var_mean", "torch.var_mean(a)", "any", "2x3 4 2x3x4", [](T a) { return var_mean(a); }),
      Row("var_mean_dim", "torch.var_mean(a, 0, unbiased=False, keepdim=True)", "any", "4x3 2x3x4",
          [](T a) { return var_mean(a, 0, false, true); }),
      Row("var_mean_correction", "torch.var_mean(a, (0, 1), correction=2)", "any", "2x3 2x3x4",
          [](T a) {
            return var_mean(a, {0, 1}, Scalar(2));
          }),
      Row("std_mean", "torch.std_mean(a)", "any", "2x3 4 2x3x4", [](T a) { return std_mean(a); }),
      Row("std_mean_dim", "torch.std_mean(a, -1, keepdim=True)", "any", "4x3 2x3x4",
          [](T a) { return std_mean(a, -1, true, true); }),
      Row("dist_2", "torch.dist(a, b, 2)", "any any", "2x3,2x3 2x3,3 s,s",
          [](T a, T b) { return dist(a, b, 2); }),
      Row("dist_0", "torch.dist(a, b, 0)", "any any", "2x3,2x3 2x3,3 s,s",
          [](T a, T b) { return dist(a, b, 0); }),
      Row("dist_1", "torch.dist(a, b, 1)", "any any", "2x3,2x3 2x3,3 s,s",
          [](T a, T b) { return dist(a, b, 1); }),
      Row("dist_1_5", "torch.dist(a, b, 1.5)", "any any", "2x3,2x3 2x3,3 s,s",
          [](T a, T b) { return dist(a, b, 1.5); }),
      Row("dist_3", "torch.dist(a, b, 3)", "any any", "2x3,2x3 2x3,3 s,s",
          [](T a, T b) { return dist(a, b, 3); }),
      Row("renorm", "torch.renorm(a, 2, 0, 1.5)", "any", "4x3 2x3x4",
          [](T a) { return renorm(a, 2, 0, 1.5); })
          .other_strides("row-major in PyTorch"),
      Row("renorm_1", "torch.renorm(a, 1, -1, 2)", "any", "4x3 2x3x4",
          [](T a) { return renorm(a, 1, -1, 2); })
          .other_strides("row-major in PyTorch"),
      Row("norm_dtype", "torch.ops.aten.norm.ScalarOpt_dtype(a, 2, dtype=torch.float64)", "any",
          "2x3 4", [](T a) { return norm(a, 2, kDouble); }),
      Row("norm_dim_dtype", "torch.norm(a, 3, 1, dtype=torch.float64)", "any", "2x3 2x3x4",
          [](T a) { return norm(a, 3, 1, false, kDouble); }),
      Row("sum_to_size", "a.sum_to_size(2, 1)", "any", "2x3 3x2x4 2x1 4",
          [](T a) {
            return sum_to_size(a, {2, 1});
          }),
  };
  return rows;
}

}  // namespace gradlab::op_table
