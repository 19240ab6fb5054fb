// PrintOptions: how the Python format shows numbers, as torch.set_printoptions.
#ifndef GRADLAB_TENSOR_PRINT_OPTIONS_H_
#define GRADLAB_TENSOR_PRINT_OPTIONS_H_

#include <cstdint>
#include <optional>

namespace gradlab {

struct PrintOptions {
  int precision = 4;        // digits behind the point, 0..1000
  double threshold = 1000;  // with more elements than this, only the edges are shown
  int64_t edgeitems = 3;    // elements shown at each end of a dimension then, >= 1
  int64_t linewidth = 80;   // characters per line
  // Scientific notation always or never; by the magnitudes when not set.
  std::optional<bool> sci_mode;

  // PyTorch's profiles "short" and "full"; the defaults are "default".
  static PrintOptions short_profile();
  static PrintOptions full_profile();
};

// A copy of the options in force.
PrintOptions print_options();
// Sets all options, for the whole process. To change one: auto o = print_options(); o.precision =
// 2; set_printoptions(o). Throws ValueError for values outside the ranges above.
void set_printoptions(const PrintOptions& options);

}  // namespace gradlab

#endif  // GRADLAB_TENSOR_PRINT_OPTIONS_H_
