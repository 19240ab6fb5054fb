// Every row of the family that is linked in, against the function without out= and against what
// libtorch does with other outputs (testdata/out_forms.txt, by tools/record_out_forms.cc):
//
//   call add(x, y, 2)
//   0 Long TEXT      the error when output 0 is of that dtype; a dtype that is not there is
//   accepted flat SHAPE HOW   the first output's shape, after it had the right number of elements
//   in another seven SHAPE HOW  shape, or seven; "warned" or "silent". Not there: the result's
//   shape, warned. grad TEXT        the error when output 0 requires a gradient
#include <gtest/gtest.h>

#include <cstring>
#include <fstream>
#include <map>
#include <string>
#include <vector>

#include "gradlab/autograd/ops/factory.h"
#include "gradlab/autograd/out_table/row.h"
#include "gradlab/tensor/error.h"
#include "gradlab/tensor/random/generator.h"
#include "gradlab/tensor/warn.h"

namespace gradlab::out_table {
namespace {

// By call and the words before the text.
using Recorded = std::map<std::string, std::map<std::string, std::string>>;

Recorded read() {
  std::ifstream file("autograd/out_table/testdata/out_forms.txt");
  Recorded recorded;
  std::string line, call;
  while (std::getline(file, line)) {
    if (line.rfind("call ", 0) == 0) {
      recorded[call = line.substr(5)];
    } else if (line[0] != '#') {
      const size_t words = line.find(' ', line[1] == ' ' ? 2 : 0);
      recorded[call][line.substr(0, words)] = line.substr(words + 1);
    }
  }
  return recorded;
}

// Where PyTorch 1.13 is not followed.
bool differs(const std::string& call, const std::string& what) {
  const std::string name = call.substr(0, call.find('('));
  // It writes over leaves that require a gradient, or whose gradient is never asked for.
  if (what == "grad") {
    return name.ends_with("_like") || name == "empty" || name.starts_with("rand") ||
           name.starts_with("new_") || name == "linalg_lu" || name == "lu_unpack" ||
           name == "histc";
  }
  // They write only into tensors of the right shape; PyTorch 2's resize, and so do these.
  if (name.ends_with("_copy") && name != "narrow_copy") return true;
  // It asks twice, with two texts.
  if (name.ends_with("matrix_power")) return what != "0 Double";
  // It reduces into outputs of the inputs' shape only, and adds to means only outputs of theirs.
  return name == "binary_cross_entropy" || call == "normal(x, 3.0, generator)";
}

Outputs computed(const Row& row) {
  manual_seed(1);
  return row.compute();
}

std::string error_of(const std::function<void(Outputs&)>& form, Outputs& outputs) {
  try {
    manual_seed(1);
    form(outputs);
  } catch (const Error& e) {
    return e.msg();
  }
  return "ok";
}

Outputs empty_ones(const Outputs& like) {
  Outputs outputs;
  for (const Tensor& t : like) outputs.push_back(empty({0}, t.scalar_type()));
  return outputs;
}

bool same_bits(const Tensor& a, const Tensor& b) {
  const Tensor x = a.contiguous(), y = b.contiguous();
  return a.sizes() == b.sizes() && a.dtype() == b.dtype() &&
         (x.numel() == 0 || std::memcmp(x.data_ptr(), y.data_ptr(),
                                        static_cast<size_t>(x.numel() * x.element_size())) == 0);
}

TEST(OutTable, FormsComputeWhatTheFunctionDoes) {
  for (const Row& row : rows()) {
    SCOPED_TRACE(row.call);
    const Outputs results = computed(row);
    for (const auto& form : {row.out, row.outf}) {
      Outputs outputs = empty_ones(results);
      EXPECT_EQ(error_of(form, outputs), "ok");
      for (size_t i = 0; i < results.size(); ++i) {
        if (row.call.rfind("empty", 0) == 0) {
          EXPECT_EQ(outputs[i].sizes(), results[i].sizes());
        } else {
          EXPECT_TRUE(same_bits(outputs[i], results[i])) << outputs[i] << results[i];
        }
      }
    }
  }
}

TEST(OutTable, DtypesAreAcceptedAsInPyTorch) {
  const Recorded recorded = read();
  for (const Row& row : rows()) {
    SCOPED_TRACE(row.call);
    ASSERT_TRUE(recorded.contains(row.call));
    const auto& lines = recorded.at(row.call);
    const Outputs results = computed(row);
    for (size_t i = 0; i < results.size(); ++i) {
      for (ScalarType dtype : {kFloat, kDouble, kLong, kInt, kBool}) {
        const std::string what = std::to_string(i) + " " + str(dtype);
        const auto line = lines.find(what);
        const std::string expected = line == lines.end() ? "ok" : line->second;
        if (expected == "a failure of its own" || differs(row.call, what)) continue;
        Outputs outputs = empty_ones(results);
        outputs[i] = empty({0}, dtype);
        EXPECT_EQ(error_of(row.out, outputs), expected) << what;
        EXPECT_EQ(outputs[i].scalar_type(), dtype);
        EXPECT_TRUE(expected == "ok" || outputs[i].numel() == 0) << what;
      }
    }
  }
}

class Warnings : public WarningHandler {
 public:
  void process(const Warning& warning) override {
    if (warning.msg().find("resized") != std::string::npos) ++resized;
  }
  int resized = 0;
};

TEST(OutTable, OtherShapesAreResizedAsInPyTorch) {
  const Recorded recorded = read();
  for (const Row& row : rows()) {
    SCOPED_TRACE(row.call);
    const auto& lines = recorded.at(row.call);
    const Outputs results = computed(row);
    for (const std::string what : {"flat", "seven"}) {
      const auto line = lines.find(what);
      if (differs(row.call, what)) continue;
      Outputs outputs;
      for (const Tensor& t : results) {
        const int64_t numel = what == "flat" ? t.numel() : 7;
        outputs.push_back(t.dim() == 1 ? zeros({1, numel}, t.scalar_type())
                                       : zeros({numel}, t.scalar_type()));
      }
      Warnings warnings;
      WarningUtils::WarningHandlerGuard guard(&warnings);
      EXPECT_EQ(error_of(row.out, outputs), "ok");
      EXPECT_EQ(str(outputs[0].sizes(), warnings.resized > 0 ? " warned" : " silent"),
                line == lines.end() ? str(results[0].sizes(), " warned") : line->second)
          << what;
    }
  }
}

TEST(OutTable, GradientsAreRefusedAsInPyTorch) {
  const Recorded recorded = read();
  for (const Row& row : rows()) {
    SCOPED_TRACE(row.call);
    const auto& lines = recorded.at(row.call);
    const auto line = lines.find("grad");
    if (line == lines.end() || differs(row.call, "grad")) continue;
    Outputs outputs = empty_ones(computed(row));
    outputs[0].requires_grad_();
    EXPECT_EQ(error_of(row.out, outputs), line->second);
  }
}

}  // namespace
}  // namespace gradlab::out_table
