// A row of the table of out= forms: one call of a function, with and without out=.
#ifndef GRADLAB_AUTOGRAD_OUT_TABLE_ROW_H_
#define GRADLAB_AUTOGRAD_OUT_TABLE_ROW_H_

#include <functional>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "gradlab/autograd/tensor.h"

namespace gradlab::out_table {

using Outputs = std::vector<Tensor>;

struct Row {
  std::string call;  // add(x, y, 2)
  std::function<Outputs()> compute;
  std::function<void(Outputs&)> out;   // add_out(outputs, x, y, 2)
  std::function<void(Outputs&)> outf;  // add_outf(x, y, 2, outputs)
};

// Those of the family that is linked in: rows_<family>.cc.
std::vector<Row> rows();

inline Outputs outputs_of(const Tensor& t) { return {t}; }
template <class... T>
Outputs outputs_of(const std::tuple<T...>& t) {
  return std::apply([](const auto&... each) { return Outputs{each...}; }, t);
}

// For calls_*.h (call_inputs.h says how they are read).
using std::optional;
inline constexpr auto none = std::nullopt;
#define LIBRARY gradlab
#define ROW_OF(name, computed, outs, ...)                                             \
  rows.push_back({#name "(" #__VA_ARGS__ ")", [=] { return outputs_of(computed); },   \
                  [=](Outputs& o) { gradlab::name##_out(OUTS_##outs, __VA_ARGS__); }, \
                  [=](Outputs& o) { gradlab::name##_outf(__VA_ARGS__, OUTS_##outs); }});
#define OUTS_1 o[0]
#define OUTS_2 o[0], o[1]
#define OUTS_3 o[0], o[1], o[2]
#define OUTS_4 o[0], o[1], o[2], o[3]

}  // namespace gradlab::out_table

#endif  // GRADLAB_AUTOGRAD_OUT_TABLE_ROW_H_
