#include "gradlab/autograd/op_table/recorded.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <utility>

#include "gradlab/tensor/array.h"
#include "gradlab/tensor/error.h"

namespace gradlab::op_table {
namespace {

ScalarType parse_dtype(const std::string& text) {
  static const std::map<std::string, ScalarType> names = {
      {"f64", kDouble}, {"f32", kFloat}, {"i64", kLong}, {"i32", kInt},
      {"i16", kShort},  {"i8", kChar},   {"u8", kByte},  {"bool", kBool}};
  const auto found = names.find(text);
  GRADLAB_CHECK(found != names.end(), "op_table: unknown dtype ", text);
  return found->second;
}

// "2x3", or "s" for 0-dim.
std::vector<int64_t> parse_sizes(const std::string& text) {
  std::vector<int64_t> sizes;
  if (text == "s") return sizes;
  std::istringstream in(text);
  for (std::string part; std::getline(in, part, 'x');) sizes.push_back(std::stoll(part));
  return sizes;
}

std::vector<double> parse_values(std::istream& in) {
  std::vector<double> values;
  for (std::string word; in >> word;) values.push_back(std::strtod(word.c_str(), nullptr));
  return values;
}

void check_count(const RecordedTensor& t, const std::string& line) {
  int64_t count = 1;
  for (int64_t n : t.sizes) count *= n;
  GRADLAB_CHECK(static_cast<int64_t>(t.values.size()) == count, "op_table: malformed: ", line);
}

// Calls visit(element, index) for the elements of `a` in row-major order.
template <class T, class Visit>
void visit_elements(const Array& a, Visit visit) {
  std::vector<int64_t> index(a.dim(), 0);
  for (int64_t i = 0; i < a.numel(); ++i) {
    int64_t offset = 0;
    for (int64_t d = 0; d < a.dim(); ++d) offset += index[d] * a.stride(d);
    visit(a.data<T>()[offset], i);
    for (int64_t d = a.dim() - 1; d >= 0 && ++index[d] == a.size(d); --d) index[d] = 0;
  }
}

}  // namespace

std::string RecordedCase::label() const {
  std::string text = sample;
  for (const RecordedTensor& t : inputs) text += std::string(" ") + python_dtype_name(t.dtype);
  return text;
}

bool RecordedCase::all_float64() const {
  return std::all_of(inputs.begin(), inputs.end(), [](const RecordedTensor& t) {
    return t.dtype == kDouble || !is_floating_point(t.dtype);
  });
}

std::map<std::string, RecordedRow> read_recorded(const std::string& path) {
  std::ifstream file(path);
  GRADLAB_CHECK(file.good(), "op_table: cannot read ", path);
  std::map<std::string, RecordedRow> rows;
  RecordedRow* row = nullptr;
  for (std::string line; std::getline(file, line);) {
    const size_t space = line.find(' ');
    const std::string kind = line.substr(0, space);
    const std::string rest = space == line.npos ? "" : line.substr(space + 1);
    std::istringstream in(rest);
    std::string dtype, sizes, strides, transposed, node;
    if (kind == "#") continue;
    if (kind == "row") {
      GRADLAB_CHECK(!rows.contains(rest), "op_table: two rows named ", rest);
      row = &rows[rest];
      continue;
    }
    GRADLAB_CHECK(row != nullptr, "op_table: malformed: ", line);
    if (kind == "expression") {
      row->expression = rest;
    } else if (kind == "domains") {
      row->domains = rest;
    } else if (kind == "samples") {
      row->samples = rest;
    } else if (kind == "case") {
      row->cases.emplace_back().sample = rest;
    } else if (kind == "error") {
      row->cases.back().error = rest;
    } else if (kind == "refused") {
      row->cases.back().refused = rest;
    } else if (kind == "grad") {
      auto& gradients = row->cases.back().gradients;
      if (rest == "none") {
        gradients.emplace_back();
      } else {
        gradients.emplace_back(parse_values(in));
      }
    } else if (kind == "out") {
      in >> dtype >> sizes >> strides >> transposed >> node;
      RecordedOutput out{{parse_dtype(dtype), parse_sizes(sizes), parse_values(in), false},
                         parse_sizes(strides),
                         parse_sizes(transposed),
                         node == "-" ? "" : node};
      check_count(out, line);
      row->cases.back().outputs.push_back(out);
    } else if (kind == "in" || kind == "const" || kind == "gout") {
      in >> dtype >> sizes;
      RecordedTensor t{parse_dtype(dtype), parse_sizes(sizes), parse_values(in), false};
      t.wants_grad = kind == "in" && is_floating_point(t.dtype);
      check_count(t, line);
      RecordedCase& last = row->cases.back();
      (kind == "gout" ? last.incoming : last.inputs).push_back(t);
    } else {
      GRADLAB_THROW(Error, "op_table: malformed: ", line);
    }
  }
  return rows;
}

const char* name_of(InMemory layout) {
  return layout == InMemory::kContiguous   ? "contiguous"
         : layout == InMemory::kTransposed ? "transposed"
                                           : "stepped";
}

Tensor make_tensor(const RecordedTensor& recorded, InMemory layout) {
  const std::vector<int64_t>& sizes = recorded.sizes;
  const int64_t dim = static_cast<int64_t>(sizes.size());
  Array a;
  if (layout == InMemory::kContiguous) {
    a = Array::empty(sizes, recorded.dtype);
  } else if (layout == InMemory::kTransposed) {
    std::vector<int64_t> reversed(sizes.rbegin(), sizes.rend()), dims;
    for (int64_t d = dim; d-- > 0;) dims.push_back(d);
    a = Array::empty(reversed, recorded.dtype).permute(dims);
  } else if (dim == 0) {
    a = Array::empty({3}, recorded.dtype).select(0, 1);
  } else {
    std::vector<int64_t> wide = sizes;
    wide.back() = 2 * wide.back() + 1;
    const Array whole = Array::empty(wide, recorded.dtype);
    a = whole.slice(-1, 1, wide.back(), 2);
  }
  dispatch_all(a.dtype(), "make_tensor", [&]<class T>() {
    visit_elements<T>(a,
                      [&](T& element, int64_t i) { element = static_cast<T>(recorded.values[i]); });
  });
  return Tensor(std::move(a));
}

std::vector<double> values_of(const Tensor& t) {
  std::vector<double> values(static_cast<size_t>(t.numel()));
  dispatch_all(t.dtype(), "values_of", [&]<class T>() {
    visit_elements<T>(
        t.array(), [&](const T& element, int64_t i) { values[i] = static_cast<double>(element); });
  });
  return values;
}

}  // namespace gradlab::op_table
