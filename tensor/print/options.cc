#include "gradlab/tensor/print/options.h"

#include <limits>
#include <mutex>

#include "gradlab/tensor/error.h"

namespace gradlab {
namespace {

constinit std::mutex mutex;
constinit PrintOptions current;

}  // namespace

PrintOptions PrintOptions::short_profile() {
  PrintOptions o;
  o.precision = 2;
  o.edgeitems = 2;
  return o;
}

PrintOptions PrintOptions::full_profile() {
  PrintOptions o;
  o.threshold = std::numeric_limits<double>::infinity();
  return o;
}

PrintOptions print_options() {
  std::lock_guard<std::mutex> lock(mutex);
  return current;
}

void set_printoptions(const PrintOptions& options) {
  GRADLAB_CHECK_VALUE(options.precision >= 0 && options.precision <= 1000,
                      "set_printoptions: precision must be in [0, 1000]; got ", options.precision);
  GRADLAB_CHECK_VALUE(options.edgeitems >= 1,
                      "set_printoptions: edgeitems must be at least 1; got ", options.edgeitems);
  std::lock_guard<std::mutex> lock(mutex);
  current = options;
}

}  // namespace gradlab
