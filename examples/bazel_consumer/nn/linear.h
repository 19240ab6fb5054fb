// Nearest neighbours by linear search.
#ifndef NN_LINEAR_H_
#define NN_LINEAR_H_

#include <cstddef>
#include <span>

namespace nn {

// The index of the point nearest to x; points is not empty.
constexpr std::size_t nearest(std::span<const double> points, double x) {
  auto distance = [x](double p) { return p < x ? x - p : p - x; };
  std::size_t best = 0;
  for (std::size_t i = 1; i < points.size(); ++i) {
    if (distance(points[i]) < distance(points[best])) best = i;
  }
  return best;
}

}  // namespace nn

#endif  // NN_LINEAR_H_
