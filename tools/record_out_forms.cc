// Records what libtorch's out= forms do with outputs of each dtype and of other shapes, for
// autograd/out_table/table_test.cc, which says what the lines mean. Compiled by hand, with libtorch
// instead of gradlab:
//
//   g++ -std=c++17 -iquote . -I/usr/include/torch/csrc/api/include tools/record_out_forms.cc
//       -ltorch -ltorch_cpu -lc10 && ./a.out > autograd/out_table/testdata/out_forms.txt
#include <torch/torch.h>

#include <functional>
#include <iostream>
#include <string>
#include <vector>

namespace {

using namespace at;
using c10::optional;
constexpr auto none = c10::nullopt;
using Outputs = std::vector<Tensor>;

struct Row {
  std::string call;
  std::function<Outputs()> compute;
  std::function<void(Outputs&)> out;
};

class Warnings : public c10::WarningHandler {
 public:
  void process(const c10::SourceLocation&, const std::string& text, bool) override {
    if (text.find("resized") != std::string::npos) ++resized;
  }
  int resized = 0;
};

Outputs outputs_of(const Tensor& t) { return {t}; }
template <class... T>
Outputs outputs_of(const std::tuple<T...>& t) {
  return std::apply([](const auto&... each) { return Outputs{each...}; }, t);
}

#define LIBRARY at
#define ROW_OF(name, compute, outs, ...)                                           \
  rows.push_back({#name "(" #__VA_ARGS__ ")", [=] { return outputs_of(compute); }, \
                  [=](Outputs& o) { at::name##_out(OUTS_##outs, __VA_ARGS__); }});
#define OUTS_1 o[0]
#define OUTS_2 o[0], o[1]
#define OUTS_3 o[0], o[1], o[2]
#define OUTS_4 o[0], o[1], o[2], o[3]

std::vector<Row> table() {
  std::vector<Row> rows;
#include "autograd/out_table/call_inputs.h"
#include "autograd/out_table/calls_compare.h"
#include "autograd/out_table/calls_copy.h"
#include "autograd/out_table/calls_factory.h"
#include "autograd/out_table/calls_matrix.h"
#include "autograd/out_table/calls_nn.h"
#include "autograd/out_table/calls_pointwise.h"
#include "autograd/out_table/calls_reduce.h"
#include "autograd/out_table/calls_shape.h"
  return rows;
}

std::string error_of(const Row& row, Outputs& outputs) {
  try {
    row.out(outputs);
  } catch (const c10::Error& e) {
    const std::string text = e.what_without_backtrace();
    if (text.find("INTERNAL ASSERT") != std::string::npos) return "a failure of its own";
    return text.substr(0, text.find('\n'));
  } catch (const std::exception& e) {
    return e.what();
  }
  return "ok";
}

Outputs empty_ones(const Outputs& like) {
  Outputs outputs;
  for (const Tensor& t : like) outputs.push_back(empty({0}, t.scalar_type()));
  return outputs;
}

// Every output in another shape: what shape the first has then, and whether libtorch warned.
std::string in_shape(const Row& row, const Outputs& results, bool same_numel) {
  Outputs outputs;
  for (const Tensor& t : results) {
    const int64_t numel = same_numel ? t.numel() : 7;
    outputs.push_back(t.dim() == 1 ? zeros({1, numel}, t.scalar_type())
                                   : zeros({numel}, t.scalar_type()));
  }
  Warnings warnings;
  c10::Warning::WarningHandlerGuard guard(&warnings);
  const std::string text = error_of(row, outputs);
  if (text != "ok") return text;
  return c10::str(outputs[0].sizes(), warnings.resized ? " warned" : " silent");
}

}  // namespace

int main() {
  std::cout << "# Recorded with libtorch " TORCH_VERSION " by tools/record_out_forms.cc.\n";
  for (const Row& row : table()) {
    std::cout << "call " << row.call << "\n" << std::flush;
    Outputs results;
    try {
      results = row.compute();
    } catch (const std::exception& e) {
      std::cerr << row.call << ": " << std::string(e.what()).substr(0, 200) << "\n";
      continue;
    }
    for (size_t i = 0; i < results.size(); ++i) {
      for (ScalarType dtype : {kFloat, kDouble, kLong, kInt, kBool}) {
        Outputs outputs = empty_ones(results);
        outputs[i] = empty({0}, dtype);
        const std::string text = error_of(row, outputs);
        if (text != "ok") std::cout << i << " " << dtype << " " << text << "\n";
      }
    }
    const std::string usual = c10::str(results[0].sizes(), " warned");
    const std::string flat = in_shape(row, results, true), seven = in_shape(row, results, false);
    if (flat != usual) std::cout << "flat " << flat << "\n";
    if (seven != usual) std::cout << "seven " << seven << "\n";
    Outputs outputs = empty_ones(results);
    if (outputs[0].is_floating_point()) {
      outputs[0].requires_grad_();
      std::cout << "grad " << error_of(row, outputs) << "\n";
    }
  }
}
