// Reductions over bags of rows and over segments.
#include <tuple>
#include <vector>

#include "gradlab/autograd/op_table/row.h"
#include "gradlab/autograd/ops/embedding_bag.h"
#include "gradlab/autograd/ops/segment.h"
#include "gradlab/autograd/tensor_data.h"

namespace gradlab::op_table {

const char* family() { return "bags"; }

namespace {

using Pair = std::tuple<Tensor, Tensor>;
using Triple = std::tuple<Tensor, Tensor, Tensor>;

Tensor longs(const std::vector<int64_t>& values) { return tensor(values, kLong); }

// The result, the bag of each index and the sizes of the bags.
Triple first_three(const std::tuple<Tensor, Tensor, Tensor, Tensor>& t) {
  return {std::get<0>(t), std::get<1>(t), std::get<2>(t)};
}

void add_bags(std::vector<Row>& rows) {
  rows.push_back(Row("embedding_bag_sum",
                     "torch.embedding_bag(a, b, torch.tensor([0, 2, 2]))[0]", "any index<4>",
                     "4x2,5 4x3,2", [](T a, T b) {
                       return std::get<0>(embedding_bag(a, b, longs({0, 2, 2})));
                     }));
  rows.push_back(Row("embedding_bag_weighted",
                     "torch.embedding_bag(a, b, torch.tensor([0, 3]), False, 0, False, c)[0]",
                     "any index<4> any", "4x2,5,5", [](T a, T b, T c) {
                       return std::get<0>(embedding_bag(a, b, longs({0, 3}), false, 0, false, c));
                     }));
  rows.push_back(Row("embedding_bag_weighted_padding",
                     "torch.embedding_bag(a, b, torch.tensor([0, 3]), False, 0, False, c, False, "
                     "1)[0]",
                     "any index<3> any", "3x2,7,7", [](T a, T b, T c) {
                       return std::get<0>(
                           embedding_bag(a, b, longs({0, 3}), false, 0, false, c, false, 1));
                     }));
  rows.push_back(Row("embedding_bag_mean",
                     "torch.embedding_bag(a, b, torch.tensor([0, 2, 2]), False, 1)[:3]",
                     "any index<4>", "4x2,5", [](T a, T b) {
                       return first_three(embedding_bag(a, b, longs({0, 2, 2}), false, 1));
                     }));
  rows.push_back(
      Row("embedding_bag_mean_padding",
          "torch.embedding_bag(a, b, torch.tensor([0, 2, 6]), False, 1, False, None, True, -1)[:3]",
          "any index<3>", "3x2,6", [](T a, T b) {
            return first_three(
                embedding_bag(a, b, longs({0, 2, 6}), false, 1, false, {}, true, -1));
          }));
  rows.push_back(Row("embedding_bag_max",
                     "torch.embedding_bag(a, b, torch.tensor([0, 2, 2]), False, 2)[::3]",
                     "any index<4>", "4x3,6", [](T a, T b) {
                       const auto bags = embedding_bag(a, b, longs({0, 2, 2}), false, 2);
                       return Pair{std::get<0>(bags), std::get<3>(bags)};
                     }));
  rows.push_back(Row("embedding_bag_max_padding",
                     "torch.embedding_bag(a, b, torch.tensor([0, 4]), False, 2, False, None, "
                     "False, 0)[::3]",
                     "any index<3>", "3x2,7", [](T a, T b) {
                       const auto bags =
                           embedding_bag(a, b, longs({0, 4}), false, 2, false, {}, false, 0);
                       return Pair{std::get<0>(bags), std::get<3>(bags)};
                     }));
  // PyTorch 1.13 divides by the counts of other rows: here written with embedding().
  rows.push_back(Row("embedding_bag_by_frequency",
                     "(lambda _, e, k: torch.stack([e[:3].sum(0) / k[:3].sum().clamp(min=1), "
                     "e[3:].sum(0) / k[3:].sum().clamp(min=1)]))"
                     "(torch.embedding_bag(a, b, torch.tensor([0, 3])), "
                     "F.embedding(b, a, 2, scale_grad_by_freq=True) * (b != 2)[:, None], b != 2)",
                     "any index<3>", "3x2,8",
                     [](T a, T b) {
                       return std::get<0>(
                           embedding_bag(a, b, longs({0, 3}), true, 1, false, {}, false, 2));
                     })
                     .other_nodes("see above")
                     .not_the_derivative("gradients of a row are averaged"));
}

void add_segments(std::vector<Row>& rows) {
  rows.push_back(Row("segment_reduce_sum",
                     "torch.segment_reduce(a, 'sum', lengths=torch.tensor([2, 1, 3]))", "any",
                     "6 6x2",
                     [](T a) { return segment_reduce(a, "sum", longs({2, 1, 3})); })
                     .other_nodes("a composition"));
  rows.push_back(Row("segment_reduce_sum_initial",
                     "torch.segment_reduce(a, 'sum', lengths=torch.tensor([2, 0, 3]), "
                     "initial=0.3125)",
                     "any", "5 5x2",
                     [](T a) {
                       return segment_reduce(a, "sum", longs({2, 0, 3}), {}, {}, 0, false,
                                             0.3125);
                     })
                     .other_nodes("a composition"));
  rows.push_back(Row("segment_reduce_mean",
                     "torch.segment_reduce(a, 'mean', lengths=torch.tensor([2, 1, 3]))", "any",
                     "6 6x2",
                     [](T a) { return segment_reduce(a, "mean", longs({2, 1, 3})); })
                     .other_nodes("a composition"));
  rows.push_back(Row("segment_reduce_mean_initial",
                     "torch.segment_reduce(a, 'mean', lengths=torch.tensor([2, 0, 3]), "
                     "initial=0.3125)",
                     "any", "5 5x2",
                     [](T a) {
                       return segment_reduce(a, "mean", longs({2, 0, 3}), {}, {}, 0, false,
                                             0.3125);
                     })
                     .other_nodes("a composition"));
  rows.push_back(Row("segment_reduce_max",
                     "torch.segment_reduce(a, 'max', lengths=torch.tensor([2, 1, 3]))", "any",
                     "6 6x2",
                     [](T a) { return segment_reduce(a, "max", longs({2, 1, 3})); })
                     .other_nodes("a composition"));
  rows.push_back(Row("segment_reduce_max_initial",
                     "torch.segment_reduce(a, 'max', lengths=torch.tensor([2, 0, 3]), "
                     "initial=0.3125)",
                     "any", "5 5x2",
                     [](T a) {
                       return segment_reduce(a, "max", longs({2, 0, 3}), {}, {}, 0, false,
                                             0.3125);
                     })
                     .other_nodes("a composition"));
  rows.push_back(Row("segment_reduce_min",
                     "torch.segment_reduce(a, 'min', lengths=torch.tensor([2, 1, 3]))", "any",
                     "6 6x2",
                     [](T a) { return segment_reduce(a, "min", longs({2, 1, 3})); })
                     .other_nodes("a composition"));
  rows.push_back(Row("segment_reduce_min_initial",
                     "torch.segment_reduce(a, 'min', lengths=torch.tensor([2, 0, 3]), "
                     "initial=0.3125)",
                     "any", "5 5x2",
                     [](T a) {
                       return segment_reduce(a, "min", longs({2, 0, 3}), {}, {}, 0, false,
                                             0.3125);
                     })
                     .other_nodes("a composition"));
  rows.push_back(Row("segment_reduce_prod",
                     "torch.segment_reduce(a, 'prod', lengths=torch.tensor([2, 1, 3]))", "any",
                     "6 6x2",
                     [](T a) { return segment_reduce(a, "prod", longs({2, 1, 3})); })
                     .other_nodes("a composition"));
  rows.push_back(Row("segment_reduce_prod_initial",
                     "torch.segment_reduce(a, 'prod', lengths=torch.tensor([2, 0, 3]), "
                     "initial=0.3125)",
                     "any", "5 5x2",
                     [](T a) {
                       return segment_reduce(a, "prod", longs({2, 0, 3}), {}, {}, 0, false,
                                             0.3125);
                     })
                     .other_nodes("a composition"));
  rows.push_back(Row("segment_reduce_axis",
                     "torch.segment_reduce(a, 'sum', lengths=torch.tensor([[1, 2], [3, 0]]), "
                     "axis=1)",
                     "any", "2x3 2x3x2",
                     [](T a) {
                       return segment_reduce(a, "sum", longs({1, 2, 3, 0}).view({2, 2}), {}, {}, 1);
                     })
                     .other_nodes("a composition"));
  rows.push_back(Row("segment_reduce_offsets",
                     "torch.segment_reduce(a, 'max', offsets=torch.tensor([0, 2, 3, 6]))", "any",
                     "6 6x2",
                     [](T a) {
                       return segment_reduce(a, "max", {}, {}, longs({0, 2, 3, 6}));
                     })
                     .other_nodes("a composition"));
}

}  // namespace

const std::vector<Row>& rows() {
  static const std::vector<Row> rows = [] {
    std::vector<Row> all;
    add_bags(all);
    add_segments(all);
    return all;
  }();
  return rows;
}

}  // namespace gradlab::op_table
