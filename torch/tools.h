// The small tools of c10 that hold or name things: containers, texts, temporary files.
// Where the standard library has the thing, the name is that of the standard library's.
#ifndef GRADLAB_TORCH_TOOLS_H_
#define GRADLAB_TORCH_TOOLS_H_

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <functional>
#include <initializer_list>
#include <iterator>
#include <optional>
#include <sstream>
#include <string>
#include <type_traits>
#include <unordered_map>
#include <utility>
#include <vector>

#include "gradlab/tensor/array_ref.h"
#include "gradlab/tensor/temp_file.h"
#include "gradlab/tensor/type_name.h"
#include "gradlab/torch/c10.h"
#include "gradlab/torch/numbers.h"
#include "gradlab/torch/pointers.h"

namespace c10 {

using gradlab::make_tempdir;
using gradlab::make_tempfile;
using gradlab::TempDir;
using gradlab::TempFile;
using gradlab::try_make_tempdir;
using gradlab::try_make_tempfile;

using DeviceIndex = int8_t;

// --- Texts ---

template <class Container>
std::string Join(const std::string& delimiter, const Container& values) {
  std::ostringstream os;
  const char* separator = "";
  for (const auto& value : values) {
    os << separator << value;
    separator = delimiter.c_str();
  }
  return os.str();
}

// Replaces every `from` in `text` and returns how many there were.
inline size_t ReplaceAll(std::string& text, std::string_view from, std::string_view to) {
  size_t count = 0;
  for (size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size(), ++count) {
    text.replace(at, from.size(), to);
  }
  return count;
}

namespace detail {
// The file of a path.
inline std::string StripBasename(const std::string& path) {
  return path.substr(path.rfind('/') + 1);
}
}  // namespace detail

namespace util {
template <class T>
std::string get_fully_qualified_type_name() {
  return demangle_type<T>();
}
}  // namespace util

namespace utils {
// Whether the variable is "1" (true) or "0"; nothing if it is not set or something else.
inline std::optional<bool> check_env(const char* name) {
  const char* value = std::getenv(name);
  if (value == nullptr) return std::nullopt;
  if (std::string_view(value) == "1") return true;
  if (std::string_view(value) == "0") return false;
  return std::nullopt;
}
}  // namespace utils

// --- Containers ---

// The second parameter, a number of elements that need no memory of their own, has no meaning.
template <class T, unsigned = 0>
class SmallVector : public std::vector<T> {
 public:
  using std::vector<T>::vector;
  SmallVector() = default;
  explicit SmallVector(ArrayRef<T> values) : std::vector<T>(values.begin(), values.end()) {}

  template <class Range>
  void append(const Range& values) {
    this->insert(this->end(), std::begin(values), std::end(values));
  }
  void append(std::initializer_list<T> values) { this->insert(this->end(), values); }
  void append(size_t count, const T& value) { this->insert(this->end(), count, value); }
  template <std::input_iterator Iterator>
  void append(Iterator first, Iterator last) {
    this->insert(this->end(), first, last);
  }
  T pop_back_val() {
    T value = std::move(this->back());
    this->pop_back();
    return value;
  }
};
template <class T>
using SmallVectorImpl = std::vector<T>;
using DimVector = SmallVector<int64_t, 5>;

inline DimVector contiguous_strides(IntArrayRef sizes) {
  DimVector strides(sizes.size(), 1);
  for (size_t i = sizes.size(); i-- > 1;) {
    strides[i - 1] = strides[i] * std::max<int64_t>(sizes[i], 1);
  }
  return strides;
}

template <class F>
using function_ref = std::function<F>;

}  // namespace c10

namespace ska {
template <class K, class V, class... Rest>
using flat_hash_map = std::unordered_map<K, V, Rest...>;
}

// Division that rounds down.
template <class T>
T div_rtn(T x, T y) {
  return x / y - ((x % y != 0) && ((x < 0) != (y < 0)));
}

namespace at {
using c10::DimVector;
using c10::makeArrayRef;
using c10::SmallVector;

// Division that rounds up.
template <class T>
constexpr T ceil_div(T a, T b) {
  return (a + b - 1) / b;
}
constexpr int64_t divup(int64_t x, int64_t y) { return ceil_div(x, y); }

template <class T>
bool _isnan(T value) {
  return std::isnan(static_cast<double>(value));
}
}  // namespace at

namespace std {
// libtorch's Logging.h prints vectors: their elements with a space between them.
template <class T>
ostream& operator<<(ostream& os, const vector<T>& values) {
  return os << c10::Join(" ", values);
}
}  // namespace std

#endif  // GRADLAB_TORCH_TOOLS_H_
