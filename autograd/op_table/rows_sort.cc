// Order and counts.
#include "gradlab/autograd/op_table/row.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/autograd/ops/sort.h"
#include "gradlab/autograd/ops/unary.h"

namespace gradlab::op_table {

const char* family() { return "sort"; }

const std::vector<Row>& rows() {
  static const std::vector<Row> rows = {
      Row("sort", "a.sort()", "any", "2x5 s 4 0x3 3x0 2x3x4 70", [](T a) { return sort(a); }),
      Row("sort_descending", "a.sort(descending=True)", "any", "2x5 s 4 0x3 3x0 2x3x4 70",
          [](T a) { return sort(a, -1, true); }),
      Row("sort_dim", "a.sort(0)", "any", "5x2 2x3x4 s", [](T a) { return sort(a, 0); }),
      Row("sort_stable", "a.sort(stable=True, dim=0, descending=True)", "any", "5x2 40",
          [](T a) { return sort(a, std::optional<bool>(true), 0, true); }),
      Row("sort_tied", "a.floor().sort(stable=True)", "any", "3x40",
          [](T a) { return sort(floor(a), std::optional<bool>(true)); }),
      Row("sort_tied_descending", "a.floor().sort(stable=True, descending=True)", "any", "3x40",
          [](T a) { return sort(floor(a), std::optional<bool>(true), -1, true); }),
      Row("sort_nan", "a.log().sort()", "big", "3x10", [](T a) { return sort(log(a)); })
          .not_the_derivative("NaN has none"),
      Row("sort_nan_descending", "a.log().sort(descending=True)", "big", "3x10",
          [](T a) { return sort(log(a), -1, true); })
          .not_the_derivative("NaN has none"),
      Row("argsort", "a.argsort()", "any", "2x5 s 2x3x4", [](T a) { return argsort(a); }),
      Row("argsort_descending", "a.argsort(0, descending=True)", "any", "5x2 30",
          [](T a) { return argsort(a, int64_t{0}, true); }),
      Row("msort", "torch.msort(a)", "any", "4x3 5", [](T a) { return msort(a); }),
      Row("topk", "a.topk(3)", "any", "2x5 4 2 s", [](T a) { return topk(a, 3); }),
      Row("topk_smallest", "a.topk(2, 0, largest=False)", "any", "5x2 2x3x4",
          [](T a) { return topk(a, 2, 0, false); }),
      Row("topk_none", "a.topk(0)", "any", "2x5", [](T a) { return topk(a, 0); }),
      Row("topk_one", "a.topk(1)", "any", "s 6 100", [](T a) { return topk(a, 1); }),
      Row("topk_tied", "a.floor().topk(7)", "any", "3x20 600",
          [](T a) { return topk(floor(a), 7); }),
      Row("topk_unsorted", "a.floor().topk(7, sorted=False)", "any", "3x20 600",
          [](T a) { return topk(floor(a), 7, -1, true, false); }),
      Row("topk_nan", "a.log().topk(4)", "big", "2x10 300", [](T a) { return topk(log(a), 4); })
          .not_the_derivative("NaN has none"),
      Row("kthvalue", "a.kthvalue(2)", "any", "2x5 4 2x3x4 3x0 s",
          [](T a) { return kthvalue(a, 2); }),
      Row("kthvalue_kept", "a.kthvalue(1, 0, True)", "any", "5x2 s",
          [](T a) { return kthvalue(a, 1, 0, true); }),
      Row("kthvalue_tied", "a.floor().kthvalue(9)", "any", "3x30",
          [](T a) { return kthvalue(floor(a), 9); }),
      Row("kthvalue_nan", "a.log().kthvalue(3)", "big", "4x5",
          [](T a) { return kthvalue(log(a), 3); })
          .not_the_derivative("NaN has none"),
      Row("median", "a.median()", "any", "2x5 s 4 2x3x4", [](T a) { return median(a); }),
      Row("median_tied", "a.floor().median()", "any", "3x8", [](T a) { return median(floor(a)); }),
      Row("median_nan", "a.log().median()", "big", "3x5", [](T a) { return median(log(a)); })
          .not_the_derivative("NaN has none"),
      Row("median_dim", "a.median(-1)", "any", "2x5 2x4 s 2x3x4 3x0",
          [](T a) { return median(a, -1); }),
      Row("median_kept", "a.median(0, True)", "any", "5x2 s",
          [](T a) { return median(a, 0, true); }),
      Row("median_dim_tied", "a.floor().median(-1)", "any", "3x30",
          [](T a) { return median(floor(a), -1); }),
      Row("median_dim_nan", "a.log().median(-1)", "big", "6x7",
          [](T a) { return median(log(a), -1); })
          .not_the_derivative("NaN has none"),
      Row("nanmedian", "a.nanmedian()", "any", "2x5 s 4 2x3x4", [](T a) { return nanmedian(a); }),
      Row("nanmedian_tied", "a.floor().nanmedian()", "any", "3x8",
          [](T a) { return nanmedian(floor(a)); }),
      Row("nanmedian_nan", "a.log().nanmedian()", "big", "3x5",
          [](T a) { return nanmedian(log(a)); }),
      Row("nanmedian_dim", "a.nanmedian(-1)", "any", "2x5 2x4 s 2x3x4 3x0",
          [](T a) { return nanmedian(a, -1); }),
      Row("nanmedian_kept", "a.nanmedian(0, True)", "any", "5x2 s",
          [](T a) { return nanmedian(a, 0, true); }),
      Row("nanmedian_dim_tied", "a.floor().nanmedian(-1)", "any", "3x30",
          [](T a) { return nanmedian(floor(a), -1); }),
      Row("nanmedian_dim_nan", "a.log().nanmedian(-1)", "big", "6x7",
          [](T a) { return nanmedian(log(a), -1); }),
      Row("mode", "a.mode()", "any", "2x5 4 2x3x4", [](T a) { return mode(a); }),
      Row("mode_tied", "a.floor().mode()", "any", "3x30 4x200", [](T a) { return mode(floor(a)); }),
      Row("mode_kept", "a.floor().mode(0, True)", "any", "5x2",
          [](T a) { return mode(floor(a), 0, true); }),
      Row("quantile", "a.quantile(0.3)", "any", "2x5 4 2x3x4", [](T a) { return quantile(a, 0.3); })
          .other_nodes("a composition of other operations"),
      Row("quantile_dim", "a.quantile(0.65, 0)", "any", "5x2 2x3x4",
          [](T a) { return quantile(a, 0.65, 0); })
          .other_nodes("a composition of other operations"),
      Row("quantile_kept", "a.quantile(0.65, 1, True)", "any", "2x5 2x3x4",
          [](T a) { return quantile(a, 0.65, 1, true); })
          .other_nodes("a composition of other operations"),
      Row("quantile_all_kept", "a.quantile(0.5, keepdim=True)", "any", "2x3",
          [](T a) { return quantile(a, 0.5, std::nullopt, true); })
          .other_nodes("a composition of other operations"),
      Row("quantile_lower", "a.quantile(0.65, -1, interpolation='lower')", "any", "2x5 2x3x4",
          [](T a) { return quantile(a, 0.65, -1, false, "lower"); })
          .other_nodes("a composition of other operations"),
      Row("quantile_higher", "a.quantile(0.65, -1, interpolation='higher')", "any", "2x5 2x3x4",
          [](T a) { return quantile(a, 0.65, -1, false, "higher"); })
          .other_nodes("a composition of other operations"),
      Row("quantile_midpoint", "a.quantile(0.65, -1, interpolation='midpoint')", "any", "2x5 2x3x4",
          [](T a) { return quantile(a, 0.65, -1, false, "midpoint"); })
          .other_nodes("a composition of other operations"),
      Row("quantile_nearest", "a.quantile(0.65, -1, interpolation='nearest')", "any", "2x5 2x3x4",
          [](T a) { return quantile(a, 0.65, -1, false, "nearest"); })
          .other_nodes("a composition of other operations"),
      Row("quantile_several", "a.quantile(b)", "any const_share", "2x5,3 4,s 2x3,1",
          [](T a, T b) { return quantile(a, b); })
          .other_nodes("a composition of other operations"),
      Row("quantile_several_dim", "a.quantile(b, 0)", "any const_share", "5x2,3 2x3x4,2 4,s",
          [](T a, T b) { return quantile(a, b, 0); })
          .other_nodes("a composition of other operations"),
      Row("quantile_several_kept", "a.quantile(b, 1, True)", "any const_share", "2x5,3 2x3x4,2",
          [](T a, T b) { return quantile(a, b, 1, true); })
          .other_nodes("a composition of other operations"),
      Row("quantile_nan", "a.log().quantile(0.4, -1)", "big", "5x4",
          [](T a) { return quantile(log(a), 0.4, -1); })
          .other_nodes("a composition of other operations")
          .not_the_derivative("NaN has none"),
      Row("nanquantile", "a.log().nanquantile(0.4, -1)", "big", "5x4",
          [](T a) { return nanquantile(log(a), 0.4, -1); })
          .other_nodes("a composition of other operations")
          .not_the_derivative("NaN has none"),
      Row("nanquantile_all", "a.log().nanquantile(0.4)", "big", "2x5",
          [](T a) { return nanquantile(log(a), 0.4); })
          .other_nodes("a composition of other operations"),
      Row("unique", "torch._unique2(a.floor(), True, True, True)", "const_any", "3x10 s 0x3",
          [](T a) { return _unique2(floor(a), true, true, true); }),
      Row("unique_values", "torch._unique2(a)", "any", "2x5 0x3", [](T a) { return _unique2(a); }),
      Row("unique_dim", "torch._VF.unique_dim(a.sign(), 0, True, True, True)", "const_big",
          "7x2 9x2x1 0x3", [](T a) { return unique_dim(a.sign(), 0, true, true, true); }),
      Row("unique_dim_last", "torch._VF.unique_dim(a.sign(), -1, True, True, True)", "const_big",
          "2x7 2x2x12", [](T a) { return unique_dim(a.sign(), -1, true, true, true); }),
      Row("unique_consecutive",
          "torch._VF.unique_consecutive(a.sign(), return_inverse=True, return_counts=True)",
          "const_big", "3x8 s", [](T a) { return unique_consecutive(a.sign(), true, true); }),
      Row("unique_consecutive_dim",
          "torch._VF.unique_consecutive(a.sign(), return_inverse=True, return_counts=True, dim=1)",
          "const_big", "1x12 2x9", [](T a) { return unique_consecutive(a.sign(), true, true, 1); }),
      Row("bincount", "torch.bincount(a)", "index<6>", "12 0 1", [](T a) { return bincount(a); }),
      Row("bincount_minlength", "torch.bincount(a, minlength=9)", "index<6>", "12 0",
          [](T a) { return bincount(a, {}, 9); }),
      Row("bincount_weights", "torch.bincount(a, b)", "index<6> any", "12,12 0,0",
          [](T a, T b) { return bincount(a, b); }),
      Row("bincount_refused", "torch.bincount(a)", "any", "3 2x3", [](T a) { return bincount(a); }),
      Row("histc", "torch.histc(a, 5)", "any", "2x10 s 40", [](T a) { return histc(a, 5); })
          .other_texts("PyTorch names a step of its own for bools"),
      Row("histc_range", "torch.histc(a, 4, min=-1, max=1)", "any", "2x10 0x3",
          [](T a) { return histc(a, 4, -1, 1); })
          .other_texts("PyTorch names a step of its own for bools"),
      Row("searchsorted", "torch.searchsorted(a.sort()[0], b)", "any any", "8,5 2x6,2x3 5,2x3 5,s",
          [](T a, T b) { return searchsorted(std::get<0>(sort(a)), b); }),
      Row("searchsorted_right", "torch.searchsorted(a.floor().sort()[0], b.floor(), right=True)",
          "any any", "9,6",
          [](T a,
             T b) { return searchsorted(std::get<0>(sort(floor(a))), floor(b), false, true); }),
      Row("searchsorted_int32", "torch.searchsorted(a.sort()[0], b, out_int32=True, side='right')",
          "any any", "9,6",
          [](T a, T b) { return searchsorted(std::get<0>(sort(a)), b, true, false, "right"); }),
      Row("searchsorted_sorter", "torch.searchsorted(a, b, sorter=a.argsort())", "any any",
          "9,6 2x5,2x2",
          [](T a, T b) { return searchsorted(a, b, false, false, std::nullopt, argsort(a)); }),
      Row("searchsorted_number", "torch.searchsorted(a.sort()[0], 0.3)", "any", "9",
          [](T a) { return searchsorted(std::get<0>(sort(a)), 0.3); }),
      Row("bucketize", "torch.bucketize(a, b.sort()[0])", "any any", "2x3,5 s,4 0x3,4",
          [](T a, T b) { return bucketize(a, std::get<0>(sort(b))); }),
      Row("isin", "torch.isin(a, b)", "index<9> index<9>", "2x5,4 s,3 0x3,4 4,0",
          [](T a, T b) { return isin(a, b); })
          .other_strides("row-major in PyTorch"),
      Row("isin_inverted", "torch.isin(a.floor(), b.floor(), invert=True)", "any any",
          "3x4,5 40,40", [](T a, T b) { return isin(floor(a), floor(b), false, true); })
          .other_strides("row-major in PyTorch"),
      Row("isin_number", "torch.isin(a, 2)", "index<4>", "2x5", [](T a) { return isin(a, 2); })
          .other_strides("row-major in PyTorch"),
  };
  return rows;
}

}  // namespace gradlab::op_table
