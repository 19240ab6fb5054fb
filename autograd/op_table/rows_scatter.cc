// Several values for one element, and filling slices.
#include "gradlab/autograd/op_table/row.h"
#include "gradlab/autograd/ops/copy.h"
#include "gradlab/autograd/ops/index.h"

namespace gradlab::op_table {

const char* family() { return "scatter"; }

const std::vector<Row>& rows() {
  static const std::vector<Row> rows = {
      Row("scatter_add_to", "a.scatter(0, b, c, reduce='add')", "const_any index<3> const_any",
          "3x2,4x2,4x2 3,5,5", [](T a, T b, T c) { return a.scatter(0, b, c, "add"); }),
      Row("scatter_multiply", "a.scatter(1, b, c, reduce='multiply')",
          "const_any index<3> const_any", "2x3,2x4,2x4",
          [](T a, T b, T c) { return a.scatter(1, b, c, "multiply"); }),
      Row("scatter_number_multiply", "a.scatter(1, b, 2.5, reduce='multiply')",
          "const_any index<3>", "2x3,2x4",
          [](T a, T b) { return a.scatter(1, b, 2.5, "multiply"); }),
      Row("scatter_number_add_in_place", "a.clone().scatter_(0, b, 2, reduce='add')",
          "const_any index<3>", "3x2,4x2",
          [](T a, T b) { return clone(a).scatter_(0, b, 2, "add"); }),
      Row("scatter_reduce_sum", "a.scatter_reduce(0, b, c, 'sum')", "any index<3> any",
          "3x2,4x2,4x2 3x2,2x1,3x2 3,5,5 s,s,s 3x2,0x2,0x2",
          [](T a, T b, T c) { return scatter_reduce(a, 0, b, c, "sum"); }),
      Row("scatter_reduce_sum_alone", "a.scatter_reduce(0, b, c, 'sum', include_self=False)",
          "any index<3> any", "3x2,4x2,4x2",
          [](T a, T b, T c) { return scatter_reduce(a, 0, b, c, "sum", false); }),
      Row("scatter_reduce_prod", "a.scatter_reduce(-1, b, c, 'prod')", "any index<3> any",
          "2x3,2x4,2x4 3,5,5", [](T a, T b, T c) { return scatter_reduce(a, -1, b, c, "prod"); }),
      Row("scatter_reduce_prod_alone", "a.scatter_reduce(0, b, c, 'prod', include_self=False)",
          "any index<3> any", "3x2,4x2,4x2",
          [](T a, T b, T c) { return scatter_reduce(a, 0, b, c, "prod", false); }),
      Row("scatter_reduce_mean", "a.scatter_reduce(0, b, c, 'mean')", "any index<3> any",
          "3x2,4x2,4x2 3,5,5", [](T a, T b, T c) { return scatter_reduce(a, 0, b, c, "mean"); }),
      Row("scatter_reduce_mean_alone", "a.scatter_reduce(0, b, c, 'mean', include_self=False)",
          "any index<3> any", "3x2,4x2,4x2",
          [](T a, T b, T c) { return scatter_reduce(a, 0, b, c, "mean", false); }),
      Row("scatter_reduce_amax", "a.scatter_reduce(0, b, c, 'amax')", "any index<3> any",
          "3x2,4x2,4x2 3,5,5", [](T a, T b, T c) { return scatter_reduce(a, 0, b, c, "amax"); }),
      Row("scatter_reduce_amin_alone", "a.scatter_reduce(0, b, c, 'amin', include_self=False)",
          "any index<3> any", "3x2,4x2,4x2",
          [](T a, T b, T c) { return scatter_reduce(a, 0, b, c, "amin", false); }),
      Row("scatter_reduce_in_place", "a.clone().scatter_reduce_(0, b, c, 'amax')",
          "any index<3> any", "3x2,4x2,4x2",
          [](T a, T b, T c) { return clone(a).scatter_reduce_(0, b, c, "amax"); }),
      Row("index_reduce_prod", "a.index_reduce(0, b, c, 'prod')", "any index<3> any",
          "3x2,4,4x2 3,5,5", [](T a, T b, T c) { return index_reduce(a, 0, b, c, "prod"); }),
      Row("index_reduce_mean", "a.index_reduce(-1, b, c, 'mean', include_self=False)",
          "any index<3> any", "2x3,4,2x4",
          [](T a, T b, T c) { return index_reduce(a, -1, b, c, "mean", false); }),
      Row("index_reduce_amin", "a.index_reduce(0, b, c, 'amin')", "any index<3> any", "3x2,4,4x2",
          [](T a, T b, T c) { return index_reduce(a, 0, b, c, "amin"); }),
      Row("index_reduce_in_place", "a.clone().index_reduce_(0, b, c, 'amax')", "any index<3> any",
          "3x2,4,4x2", [](T a, T b, T c) { return clone(a).index_reduce_(0, b, c, "amax"); }),
      Row("index_fill", "a.index_fill(0, b, 2.5)", "any negative<3>", "3x2,2 3,4 3x2,0 3x2,s",
          [](T a, T b) { return index_fill(a, 0, b, 2.5); }),
      Row("index_fill_tensor", "a.index_fill(-1, b, c)", "any index<3> any",
          "2x3,2,s 3,4,s 2x2x3,1,s", [](T a, T b, T c) { return index_fill(a, -1, b, c); }),
      Row("index_fill_in_place", "a.clone().index_fill_(0, b, -1)", "any index<3>", "3x2,2",
          [](T a, T b) { return clone(a).index_fill_(0, b, -1); }),
      Row("index_put_method", "a.index_put((b,), c, True)", "any index<3> any", "3x2,4,4x2",
          [](T a, T b, T c) { return a.index_put({b}, c, true); }),
      Row("argwhere", "torch.argwhere(a)", "mask", "2x3 4 s", [](T a) { return argwhere(a); })
          .other_strides("PyTorch fills it column by column"),
      Row("nonzero_numpy", "a.nonzero(as_tuple=True)", "mask", "2x3 4 s",
          [](T a) { return a.nonzero_numpy(); })
          .other_strides("columns of nonzero"),
      Row("one_hot", "F.one_hot(a)", "index<4>", "5 2x3 s", [](T a) { return one_hot(a); }),
      Row("one_hot_classes", "F.one_hot(a, 6)", "index<4>", "5 0",
          [](T a) { return one_hot(a, 6); }),
  };
  return rows;
}

}  // namespace gradlab::op_table
