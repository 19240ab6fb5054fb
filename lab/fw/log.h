// Log: the values that an exercise prints, as the same lines in Python print them (lab/twin).
//
//   log("x.grad", x.grad());                        //   x.grad = tensor(18.)
//   log.raises("y.backward()", [&] { y.backward(); });  //   y.backward() raises RuntimeError: ...
#ifndef GRADLAB_LAB_FW_LOG_H_
#define GRADLAB_LAB_FW_LOG_H_

#include <concepts>
#include <functional>
#include <string>
#include <type_traits>
#include <vector>

#include "gradlab/gradlab.h"

namespace gradlab::lab {

class Log {
 public:
  // Tensors and modules: Python's repr(). Numbers of C++ as Python's: 1.0, 3, True.
  template <class T>
  void operator()(const std::string& expression, const T& value) {
    if constexpr (std::is_same_v<T, bool>) {
      add(expression, value ? "True" : "False");
    } else if constexpr (std::integral<T>) {
      add(expression, std::to_string(value));
    } else if constexpr (std::floating_point<T>) {
      add(expression, number(static_cast<double>(value)));
    } else if constexpr (std::is_convertible_v<T, std::string>) {
      add(expression, value);
    } else {
      add(expression, repr(value));
    }
  }
  // A list of sizes: (2, 3), (2,) or ().
  void shape(const std::string& expression, IntArrayRef sizes);
  // A list of numbers: [1, 2].
  void list(const std::string& expression, const std::vector<double>& numbers);
  // The name that Python's error has, and PyTorch's text.
  void raises(const std::string& expression, const std::function<void()>& f);

  const std::vector<std::string>& lines() const { return lines_; }

 private:
  static std::string number(double value);
  void add(const std::string& expression, const std::string& text);

  std::vector<std::string> lines_;
};

}  // namespace gradlab::lab

#endif  // GRADLAB_LAB_FW_LOG_H_
