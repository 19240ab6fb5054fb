#include <algorithm>
#include <cmath>
#include <iomanip>
#include <ios>
#include <ostream>
#include <vector>

#include "gradlab/tensor/dtype.h"
#include "gradlab/tensor/print/format.h"

namespace gradlab {
namespace {

// Gives a stream its format back.
class SavedFormat {
 public:
  explicit SavedFormat(std::ostream& os) : os_(os), saved_(nullptr) { saved_.copyfmt(os); }
  ~SavedFormat() { os_.copyfmt(saved_); }
  SavedFormat(const SavedFormat&) = delete;
  SavedFormat& operator=(const SavedFormat&) = delete;

 private:
  std::ostream& os_;
  std::ios saved_;
};

// The elements of an array of at most two dimensions, row-major.
std::vector<double> values_of(const Array& a) {
  std::vector<double> values;
  values.reserve(a.numel());
  dispatch_all_and_reduced(a.dtype(), "print", [&]<class T>() {
    const bool matrix = a.dim() == 2;
    const int64_t rows = matrix ? a.sizes()[0] : 1, columns = a.dim() > 0 ? a.sizes().back() : 1;
    const int64_t step = a.dim() > 0 ? a.strides().back() : 0;
    for (int64_t r = 0; r < rows; ++r) {
      const T* row = a.data<T>() + (matrix ? r * a.strides()[0] : 0);
      for (int64_t c = 0; c < columns; ++c) values.push_back(static_cast<double>(row[c * step]));
    }
  });
  return values;
}

struct Layout {
  double scale = 1;  // all numbers are printed divided by this
  int width = 0;     // of a number
};

// Digits in front of the decimal point; <= 0 for numbers below 0.1. 1 for 0.
double exponent_of(double magnitude) {
  return magnitude == 0 ? 1 : std::floor(std::log10(magnitude)) + 1;
}

// Chooses the layout for some numbers and sets the stream to it. Integers keep the precision the
// stream has, which another slice of the same tensor may have set.
Layout choose_layout(std::ostream& os, const std::vector<double>& values) {
  Layout layout;
  bool integers = true, any = false;
  double smallest = 0, largest = 0;
  for (double v : values) {
    if (!std::isfinite(v)) continue;
    const double magnitude = std::fabs(v);
    integers &= v == std::ceil(v);
    smallest = any ? std::min(smallest, magnitude) : magnitude;
    // A negative number is the largest only if it is the first: compared with its sign.
    if (!any || v > largest) largest = magnitude;
    any = true;
  }
  const double low = any ? exponent_of(smallest) : 1, high = any ? exponent_of(largest) : 1;
  const bool scientific = integers ? high > 9 : high - low > 4;
  if (scientific) {
    os << std::scientific << std::setprecision(4);
    const bool three_digits = !integers && (std::fabs(high) > 99 || std::fabs(low) > 99);
    layout.width = three_digits ? 12 : 11;
  } else if (integers) {
    os << std::defaultfloat;
    layout.width = static_cast<int>(high) + 1;
  } else {
    os << std::fixed << std::setprecision(4);
    if (high > 5 || high < 0) {
      layout.scale = std::pow(10, high - 1);
      layout.width = 7;
    } else {
      layout.width = high == 0 ? 7 : static_cast<int>(high) + 6;
    }
  }
  return layout;
}

void print_scale(std::ostream& os, double scale) {
  SavedFormat saved(os);
  os << std::defaultfloat << scale << " *\n";
}

// `indent` is at most one space, that of the matrices of a tensor with more dimensions.
void print_matrix(std::ostream& os, const Array& a, int64_t linesize, int64_t indent) {
  const std::vector<double> values = values_of(a);
  const Layout layout = choose_layout(os, values);
  const int64_t rows = a.sizes()[0], columns = a.sizes()[1];
  const int64_t per_line = std::max<int64_t>(1, (linesize - indent) / (layout.width + 1));
  const char* margin = indent > 0 ? " " : "";
  os << margin;
  for (int64_t first = 0; first < columns; first += per_line) {
    const int64_t end = std::min(first + per_line, columns);
    if (per_line < columns) {
      // The first row follows on the same line.
      if (first > 0) os << '\n';
      os << "Columns " << first + 1 << " to " << end << margin;
    }
    if (layout.scale != 1) {
      print_scale(os, layout.scale);
      os << margin;
    }
    for (int64_t r = 0; r < rows; ++r) {
      if (r > 0) os << margin << (layout.scale != 1 ? " " : "");
      for (int64_t c = first; c < end; ++c) {
        os << std::setw(layout.width) << values[r * columns + c] / layout.scale
           << (c + 1 < end ? ' ' : '\n');
      }
    }
  }
}

// Matrix by matrix, with the first index running fastest.
void print_matrices(std::ostream& os, const Array& a, int64_t linesize) {
  std::vector<int64_t> index(a.dim() - 2, 0);
  for (bool first = true, done = false; !done; first = false) {
    Array matrix = a;
    os << (first ? "(" : "\n(");
    for (int64_t i : index) {
      matrix = matrix.select(0, i);
      os << i + 1 << ',';
    }
    os << ".,.) = \n";
    print_matrix(os, matrix, linesize, 1);
    size_t d = 0;
    while (d < index.size() && ++index[d] == a.sizes()[d]) index[d++] = 0;
    done = d == index.size();
  }
}

}  // namespace

void print_libtorch(std::ostream& os, const Array& a, int64_t linesize) {
  if (!a.defined()) {
    os << kUndefinedText;
    return;
  }
  SavedFormat saved(os);
  if (a.dim() == 0) {
    os << std::defaultfloat << values_of(a)[0] << '\n';
  } else if (a.numel() == 0) {
    // Nothing in front of the type.
  } else if (a.dim() == 1) {
    const std::vector<double> values = values_of(a);
    const Layout layout = choose_layout(os, values);
    if (layout.scale != 1) print_scale(os, layout.scale);
    for (double v : values) os << std::setw(layout.width) << v / layout.scale << '\n';
  } else if (a.dim() == 2) {
    print_matrix(os, a, linesize, 0);
  } else {
    print_matrices(os, a, linesize);
  }
  os << "[ CPU" << a.dtype() << "Type{";
  for (size_t i = 0; i < a.sizes().size(); ++i) os << (i ? "," : "") << a.sizes()[i];
  os << "} ]";
}

}  // namespace gradlab
