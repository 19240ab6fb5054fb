// Histograms of points with several coordinates.
#ifndef GRADLAB_AUTOGRAD_OPS_HISTOGRAMDD_H_
#define GRADLAB_AUTOGRAD_OPS_HISTOGRAMDD_H_

#include <cstdint>
#include <optional>
#include <tuple>
#include <vector>

#include "gradlab/autograd/tensor.h"
#include "gradlab/tensor/array_ref.h"
#include "gradlab/tensor/location.h"

namespace gradlab {

// How many of the points [.., N] lie in each of the boxes between edges, or the sum of their
// weights [..]; as a density, divided by the total and by the volumes of the boxes. Each box holds
// its lower edges; the last one in a dimension holds its upper edge too. The edges are given for
// each coordinate, or `bins` equal parts, one number for each coordinate or for all, of `range`
// (lowest and highest of each coordinate in turn), which defaults to that of the points. The result
// is the counts, with a dimension for each coordinate, and the edges. float32 and float64 only;
// backward throws, as PyTorch's does.
std::tuple<Tensor, std::vector<Tensor>> histogramdd(
    const Tensor& t, IntArrayRef bins, std::optional<ArrayRef<double>> range = std::nullopt,
    const std::optional<Tensor>& weight = {}, bool density = false,
    Location at = Location::here());
std::tuple<Tensor, std::vector<Tensor>> histogramdd(
    const Tensor& t, int64_t bins, std::optional<ArrayRef<double>> range = std::nullopt,
    const std::optional<Tensor>& weight = {}, bool density = false,
    Location at = Location::here());
std::tuple<Tensor, std::vector<Tensor>> histogramdd(
    const Tensor& t, TensorList bins, std::optional<ArrayRef<double>> range = std::nullopt,
    const std::optional<Tensor>& weight = {}, bool density = false,
    Location at = Location::here());

}  // namespace gradlab

#endif  // GRADLAB_AUTOGRAD_OPS_HISTOGRAMDD_H_
