// Covariances, integrals, distances and rearranged images.
#include <limits>

#include "gradlab/autograd/op_table/row.h"
#include "gradlab/autograd/ops/distance.h"
#include "gradlab/autograd/ops/factory.h"
#include "gradlab/autograd/ops/histogramdd.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/autograd/ops/shuffle.h"
#include "gradlab/autograd/ops/statistics.h"

namespace gradlab::op_table {
namespace {

constexpr double kInf = std::numeric_limits<double>::infinity();
constexpr const char* kNumbers = "a product with a number is MulBackward1";

}  // namespace

namespace {

variable_list hist_and_edges(const std::tuple<Tensor, std::vector<Tensor>>& h) {
  variable_list list = std::get<1>(h);
  list.insert(list.begin(), std::get<0>(h));
  return list;
}

}  // namespace

const char* family() { return "statistics"; }

const std::vector<Row>& rows() {
  static const std::vector<Row> rows = {
      Row("cov", "torch.cov(a)", "any", "2x3 4 3x5 2x2x2", [](T a) { return cov(a); }),
      Row("cov_correction", "a.cov(correction=0)", "any", "2x3", [](T a) { return a.cov(0); }),
      Row("cov_aweights", "torch.cov(a, aweights=b)", "any const_pos", "2x4,4",
          [](T a, T b) { return cov(a, 1, {}, b); })
          .other_texts("a bool in the products is refused by the subtraction first"),
      Row("cov_fweights", "torch.cov(a, fweights=b)", "any index<4>", "2x5,5",
          [](T a, T b) { return cov(a, 1, b); }),
      Row("corrcoef", "torch.corrcoef(a)", "any", "2x4 3x5 4", [](T a) { return corrcoef(a); }),
      Row("trapezoid", "torch.trapezoid(a)", "any", "2x3 4 0x3 2x0 2x3x2",
          [](T a) { return trapezoid(a); })
          .other_nodes(kNumbers),
      Row("trapezoid_dx", "torch.trapezoid(a, dx=0.5, dim=0)", "any", "2x3 4",
          [](T a) { return trapezoid(a, 0.5, 0); })
          .other_nodes(kNumbers),
      Row("trapezoid_x", "torch.trapezoid(a, b)", "any any", "2x3,3 2x3,2x3 2x2x3,2x3 3,3",
          [](T a, T b) { return trapezoid(a, b); })
          .other_nodes(kNumbers),
      Row("trapz", "torch.trapz(a, dx=2)", "any", "2x3", [](T a) { return trapz(a, 2); })
          .other_nodes(kNumbers),
      Row("cumulative_trapezoid", "torch.cumulative_trapezoid(a)", "any", "2x3 4 0x3 3x1",
          [](T a) { return cumulative_trapezoid(a); }),
      Row("cumulative_trapezoid_x", "torch.cumulative_trapezoid(a, b, dim=0)", "any any",
          "3x2,3 3x2,3x2", [](T a, T b) { return cumulative_trapezoid(a, b, 0); })
          .other_nodes(kNumbers),
      Row("vander", "torch.vander(a)", "any", "3 1 0", [](T a) { return vander(a); }),
      Row("vander_increasing", "torch.vander(a, N=4, increasing=True)", "any", "3",
          [](T a) { return vander(a, 4, true); })
          .other_nodes("joined, where PyTorch writes into the result"),
      Row("histogram", "torch.histogram(a, 4)", "const_any", "2x5 0 7",
          [](T a) { return histogram(a, 4); }),
      Row("histogram_range", "torch.histogram(a, 3, range=(-1.0, 1.5), weight=b, density=True)",
          "const_any const_pos", "2x5,2x5",
          [](T a, T b) {
            return histogram(a, 3, {{-1.0, 1.5}}, b, true);
          })
          .other_texts("the dtypes are looked at before the edges are made"),
      Row("histogram_edges", "torch.histogram(a, b.sort()[0])", "const_any const_any", "2x5,4",
          [](T a, T b) { return histogram(a, std::get<0>(b.sort())); }),
      Row("pixel_shuffle", "F.pixel_shuffle(a, 2)", "any", "1x8x2x3 4x1x2 2x4x0x2",
          [](T a) { return pixel_shuffle(a, 2); }),
      Row("pixel_unshuffle", "F.pixel_unshuffle(a, 2)", "any", "1x2x4x6 1x2x4",
          [](T a) { return pixel_unshuffle(a, 2); }),
      Row("channel_shuffle", "torch.channel_shuffle(a, 2)", "const_any", "1x4x1x2 2x6x2",
          [](T a) { return channel_shuffle(a, 2); }),
      Row("cdist", "torch.cdist(a, b)", "any any", "2x3,4x3 2x2x3,4x3 0x3,2x3",
          [](T a, T b) { return cdist(a, b); }),
      Row("cdist_1", "torch.cdist(a, b, 1)", "any any", "2x3,4x3",
          [](T a, T b) { return cdist(a, b, 1); }),
      Row("cdist_1_5", "torch.cdist(a, b, 1.5)", "any any", "2x3,4x3",
          [](T a, T b) { return cdist(a, b, 1.5); }),
      Row("cdist_3", "torch.cdist(a, b, 3)", "any any", "2x3,4x3",
          [](T a, T b) { return cdist(a, b, 3); }),
      Row("cdist_inf", "torch.cdist(a, b, inf)", "any any", "2x3,4x3",
          [](T a, T b) { return cdist(a, b, kInf); }),
      Row("cdist_product", "torch.cdist(a, b, compute_mode='use_mm_for_euclid_dist')", "any any",
          "2x3,4x3", [](T a, T b) { return cdist(a, b, 2, 1); })
          .other_nodes("PyTorch views the result")
          .tolerance(1e-9, "cancellation"),
      Row("pdist", "F.pdist(a)", "any", "4x3 1x3 2x1", [](T a) { return pdist(a); }),
      Row("pdist_3", "F.pdist(a, 3)", "any", "4x3", [](T a) { return pdist(a, 3); }),
      Row("pairwise_distance", "F.pairwise_distance(a, b)", "any any", "2x3,2x3 2x3,3 3,3",
          [](T a, T b) { return pairwise_distance(a, b); }),
      Row("pairwise_distance_1", "F.pairwise_distance(a, b, 1, keepdim=True)", "any any", "2x3,2x3",
          [](T a, T b) { return pairwise_distance(a, b, 1, 1e-6, true); }),
      Row("cosine_similarity", "F.cosine_similarity(a, b)", "any any", "2x3,2x3 2x3,1x3 2x3x2,3x2",
          [](T a, T b) { return cosine_similarity(a, b); }),
      Row("bilinear", "F.bilinear(a, b, c)", "any any any", "4x2,4x3,5x2x3 2x2x2,2x2x3,1x2x3",
          [](T a, T b, T c) { return bilinear(a, b, c); })
          .other_nodes("a composition")
          .other_strides("a composition"),
      Row("bilinear_bias", "F.bilinear(a, b, c, d)", "any any any any", "4x2,4x3,5x2x3,5",
          [](T a, T b, T c, T d) { return bilinear(a, b, c, d); })
          .other_strides("a composition"),
      Row("histogramdd", "(lambda h: (h[0], *h[1]))(torch.histogramdd(a, [2, 3]))", "any",
          "6x2 0x2 2x3x2",
          [](T a) { return hist_and_edges(histogramdd(a, std::vector<int64_t>{2, 3})); }),
      Row("histogramdd_density",
          "(lambda h: (h[0], *h[1]))(torch.histogramdd(a, 2, [0., 2., -1., 1.], density=True))",
          "any", "9x2",
          [](T a) {
            const double range[] = {0, 2, -1, 1};
            return hist_and_edges(histogramdd(a, 2, ArrayRef<double>(range), {}, true));
          })
          .other_texts("those of PyTorch's linspace"),
      Row("histogramdd_edges",
          "(lambda h: (h[0], *h[1]))("
          "torch.histogramdd(a, [b.cumsum(0), c.cumsum(0) - 2], weight=d))",
          "any const_pos const_pos any", "9x2,3,4,9",
          [](T a, T b, T c, T d) {
            return hist_and_edges(
                histogramdd(a, std::vector<Tensor>{b.cumsum(0), c.cumsum(0) - 2}, std::nullopt, d));
          }),
  };
  return rows;
}

}  // namespace gradlab::op_table
