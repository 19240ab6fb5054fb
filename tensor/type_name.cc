#include "gradlab/tensor/type_name.h"

#include <cxxabi.h>

#include <cstddef>
#include <cstdlib>
#include <memory>
#include <string_view>
#include <utility>

namespace gradlab {

std::string demangle(const std::type_info& type) {
  int status = 0;
  std::unique_ptr<char, void (*)(void*)> text(
      abi::__cxa_demangle(type.name(), nullptr, nullptr, &status), std::free);
  std::string name = status == 0 ? text.get() : type.name();
  static constexpr std::pair<std::string_view, std::string_view> kNames[] = {
      {"gradlab::nn::", "torch::nn::"},
      {"gradlab::optim::", "torch::optim::"},
      {"gradlab::autograd::", "torch::autograd::"},
      {"gradlab::Tensor", "at::Tensor"},
  };
  for (const auto& [ours, theirs] : kNames) {
    for (size_t at = 0; (at = name.find(ours, at)) != std::string::npos; at += theirs.size()) {
      name.replace(at, ours.size(), theirs);
    }
  }
  return name;
}

std::string python_class_name(const std::type_info& type) {
  const std::string full = demangle(type);
  size_t begin = 0, end = full.size();
  int depth = 0;  // inside template arguments, parameter lists and lambdas
  for (size_t i = 0; i < full.size(); ++i) {
    const char c = full[i];
    if (c == '<' && depth == 0) end = i;
    if (c == '<' || c == '(' || c == '{') ++depth;
    if (c == '>' || c == ')' || c == '}') --depth;
    if (depth == 0 && full.compare(i, 2, "::") == 0) {
      begin = i + 2;
      end = full.size();
    }
  }
  std::string name = full.substr(begin, end - begin);
  constexpr std::string_view kImpl = "Impl";
  if (name.size() > kImpl.size() && name.ends_with(kImpl)) name.resize(name.size() - kImpl.size());
  return name;
}

}  // namespace gradlab
