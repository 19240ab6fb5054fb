#include <algorithm>
#include <cmath>
#include <cstdio>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "gradlab/tensor/dtype.h"
#include "gradlab/tensor/half.h"
#include "gradlab/tensor/print/format.h"
#include "gradlab/tensor/print/options.h"

namespace gradlab {
namespace {

constexpr int kIndent = 7;  // behind "tensor("

// How the elements of a floating array look; one of them for the whole array.
enum class Style { kInteger, kFixed, kScientific };

// printf's text with a point, whatever the locale's decimal separator is.
std::string print_number(const char* format, int precision, double v) {
  std::string text(std::snprintf(nullptr, 0, format, precision, v) + 1, '\0');
  std::snprintf(text.data(), text.size(), format, precision, v);
  text.pop_back();
  const char* kOthers = "0123456789+-e";
  const size_t from = text.find_first_not_of(kOthers);
  if (from == std::string::npos) return text;
  return text.replace(from, text.find_first_of(kOthers, from) - from, ".");
}

std::string format_float(double v, Style style, int precision) {
  if (std::isnan(v)) return "nan";
  if (std::isinf(v)) return v > 0 ? "inf" : "-inf";
  switch (style) {
    case Style::kInteger:
      return print_number("%.*f", 0, v) + ".";
    case Style::kFixed:
      return print_number("%.*f", precision, v);
    case Style::kScientific:
      break;
  }
  return print_number("%.*e", precision, v);
}

class PythonFormatter {
 public:
  PythonFormatter(const Array& a, const PrintOptions& options)
      : a_(a), options_(options), summarize_(static_cast<double>(a.numel()) > options.threshold) {}

  // The nested lists of elements.
  std::string text() {
    dispatch_all_and_reduced(a_.dtype(), "print", [&]<class T>() {
      std::vector<T> shown;
      collect(a_.data<T>(), 0, shown);
      format_cells(shown);
    });
    if (a_.dim() == 0) return cells_[0];
    std::string out;
    append_list(0, out);
    return out;
  }

 private:
  // Calls visit(i) for the indices of a dimension that are shown, and gap() where some are not.
  template <class Visit, class Gap>
  void for_each_shown(int64_t dim, Visit visit, Gap gap) const {
    const int64_t n = a_.sizes()[dim], edge = options_.edgeitems;
    const bool cut = summarize_ && n / 2 >= edge && n > 2 * edge;
    for (int64_t i = 0; i < n; ++i) {
      if (cut && i == edge) {
        gap();
        i = n - edge;
      }
      visit(i);
    }
  }

  template <class T>
  void collect(const T* data, int64_t dim, std::vector<T>& shown) const {
    if (dim == a_.dim()) {
      shown.push_back(*data);
      return;
    }
    for_each_shown(
        dim, [&](int64_t i) { collect(data + i * a_.strides()[dim], dim + 1, shown); }, [] {});
  }

  template <class T>
  void format_cells(const std::vector<T>& shown) {
    for (T v : shown) {
      if constexpr (std::is_same_v<T, bool>) {
        cells_.push_back(v ? "True" : "False");
      } else {
        cells_.push_back(std::to_string(v));
      }
      width_ = std::max(width_, cells_.back().size());
    }
  }

  // Only finite numbers that are not zero decide on style and width.
  template <class T>
  requires(std::is_floating_point_v<T> || ReducedFloat<T>)
  void format_cells(const std::vector<T>& shown) {
    const auto counts = [](double v) { return std::isfinite(v) && v != 0; };
    double min = std::numeric_limits<double>::infinity(), max = 0;
    bool integers = true;
    for (double v : shown) {
      if (!counts(v)) continue;
      min = std::min(min, std::fabs(v));
      max = std::max(max, std::fabs(v));
      integers &= v == std::ceil(v);
    }
    const bool any = max > 0;
    const bool wide = any && (max / min > 1000.0 || max > 1e8 || (!integers && min < 1e-4));
    const Style plain = integers ? Style::kInteger : Style::kFixed;
    const Style fitting = wide ? Style::kScientific : plain;
    // The width is that of the style that fits, also when another one is asked for; without any
    // number that counts nothing can be asked for.
    const bool forced = any && options_.sci_mode.has_value();
    const Style style = !forced ? fitting : *options_.sci_mode ? Style::kScientific : plain;
    for (double v : shown) {
      cells_.push_back(format_float(v, style, options_.precision));
      if (!counts(v)) continue;
      const size_t length = style == fitting ? cells_.back().size()
                                             : format_float(v, fitting, options_.precision).size();
      width_ = std::max(width_, length);
    }
  }

  std::string next_cell() {
    std::string cell = std::move(cells_[next_++]);
    if (cell.size() < width_) cell.insert(0, width_ - cell.size(), ' ');
    return cell;
  }

  // The list of the dimensions from `dim` on, for the next elements.
  void append_list(int64_t dim, std::string& out) {
    const int64_t inner = a_.dim() - dim - 1;  // dimensions inside this one
    const int64_t indent = kIndent + dim;
    const int64_t per_line =
        std::max<int64_t>(1, (options_.linewidth - indent) / static_cast<int64_t>(width_ + 2));
    int64_t count = 0;
    const auto separate = [&] {
      if (count == 0) {
      } else if (inner > 0) {
        out += ',' + std::string(inner, '\n') + std::string(indent + 1, ' ');
      } else if (count % per_line == 0) {
        out += ",\n" + std::string(indent + 1, ' ');
      } else {
        out += ", ";
      }
      ++count;
    };
    out += '[';
    for_each_shown(
        dim,
        [&](int64_t) {
          separate();
          if (inner > 0) {
            append_list(dim + 1, out);
          } else {
            out += next_cell();
          }
        },
        [&] {
          separate();
          out += inner > 0 ? "..." : " ...";
        });
    out += ']';
  }

  const Array& a_;
  const PrintOptions& options_;
  const bool summarize_;
  std::vector<std::string> cells_;
  size_t width_ = 1;
  size_t next_ = 0;
};

// "(2, 0)", a Python tuple of at least two sizes.
std::string tuple(IntArrayRef sizes) {
  std::string out = "(";
  for (size_t i = 0; i < sizes.size(); ++i) out += (i ? ", " : "") + std::to_string(sizes[i]);
  return out + ")";
}

}  // namespace

std::string format_python(const Array& a, const std::vector<std::string>& suffixes) {
  if (!a.defined()) return kUndefinedText;
  const PrintOptions options = print_options();
  std::vector<std::string> all;
  const bool empty = a.numel() == 0;
  if (empty && a.dim() != 1) all.push_back("size=" + tuple(a.sizes()));
  // Elements show that they are int64 or bool; an empty list does not.
  const bool obvious =
      a.dtype() == get_default_dtype() || (!empty && (a.dtype() == kLong || a.dtype() == kBool));
  if (!obvious) all.push_back(std::string("dtype=torch.") + python_dtype_name(a.dtype()));
  all.insert(all.end(), suffixes.begin(), suffixes.end());

  std::string out = "tensor(" + (empty ? "[]" : PythonFormatter(a, options).text());
  // PyTorch counts one character more than there are behind a line break, two on a single line.
  const size_t line_break = out.rfind('\n');
  int64_t line = static_cast<int64_t>(
      line_break == std::string::npos ? out.size() + 2 : out.size() - line_break + 1);
  for (const std::string& suffix : all) {
    const int64_t length = static_cast<int64_t>(suffix.size());
    if (line + length + 2 > options.linewidth) {
      out += ",\n" + std::string(kIndent, ' ') + suffix;
      line = kIndent + length;
    } else {
      out += ", " + suffix;
      line += length + 2;
    }
  }
  return out + ")";
}

}  // namespace gradlab
