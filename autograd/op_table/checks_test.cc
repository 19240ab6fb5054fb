// The checks of the operation table see what is wrong with an operation. Each test breaks one that
// is right, in one of the ways in which operations are usually broken.
#include "gradlab/autograd/op_table/checks.h"

#include <string>

#include "gradlab/autograd/graph/tape.h"
#include "gradlab/autograd/op_table/recorded.h"
#include "gradlab/autograd/op_table/row.h"
#include "gradlab/autograd/ops/factory.h"
#include "gradlab/autograd/ops/matmul.h"
#include "gradlab/autograd/ops/pointwise.h"
#include "gradlab/autograd/ops/shape.h"
#include "gradlab/autograd/ops/unary.h"
#include "gtest/gtest.h"

namespace gradlab::op_table {
namespace {

RecordedRow recorded(const char* family, const char* name) {
  return read_recorded(std::string("autograd/op_table/testdata/") + family + ".txt").at(name);
}

// The row `name` with f in the place of its function.
template <class F>
Row row_with(const RecordedRow& recorded, const char* name, F f) {
  return Row(name, recorded.expression, recorded.domains, recorded.samples, f);
}

Tensor compute(const std::function<Tensor()>& f) {
  NoGradGuard no_grad;
  return f();
}

// Which checks fail, by their first letters: values, gradients, derivative, second derivative,
// recording, lifetime.
std::string failing(const Row& row, const RecordedRow& recorded) {
  std::string letters;
  if (!check_values(row, recorded).empty()) letters += 'v';
  if (!check_gradients(row, recorded).empty()) letters += 'g';
  if (!check_derivative(row, recorded).empty()) letters += 'd';
  if (!check_second_derivative(row, recorded).empty()) letters += 's';
  if (!check_nothing_recorded(row, recorded).empty()) letters += 'r';
  if (!check_lifetime(row, recorded).empty()) letters += 'l';
  return letters;
}

// sin with the backward rule of the arguments.
template <class Rule>
std::string failing_sin(Rule rule, const char* node = "SinBackward0") {
  const RecordedRow data = recorded("unary", "sin");
  return failing(row_with(data, "sin",
                          [=](T a) {
                            const Tensor value = compute([&] { return sin(a); });
                            Tensor out(Array(value.array()));
                            if (Tape tape(a); tape) {
                              tape.record(node, out,
                                          [a = tape.save(a), rule](const Tensor& g, Backward& bw) {
                                            if (Tensor r = rule(g, bw.saved(a)); r.defined()) {
                                              bw.grad(0) = r;
                                            }
                                          });
                            }
                            return out;
                          }),
                 data);
}

TEST(ChecksTest, PassARightOperation) {
  EXPECT_EQ(failing_sin([](T g, T a) { return g * cos(a); }), "");
}

TEST(ChecksTest, SeeAWrongFactor) {
  EXPECT_EQ(failing_sin([](T g, T a) { return g * cos(a) * 1.01; }), "gd");
  // As small as this, only the recorded gradient tells.
  EXPECT_EQ(failing_sin([](T g, T a) { return g * cos(a) * (1 + 1e-10); }), "g");
}

TEST(ChecksTest, SeeAMissingIncomingGradient) {
  EXPECT_EQ(failing_sin([](T, T a) { return cos(a); }), "gd");
}

TEST(ChecksTest, SeeAMissingGradient) {
  EXPECT_EQ(failing_sin([](T, T) { return Tensor(); }), "gd");
}

TEST(ChecksTest, SeeASecondDerivativeThatIsLost) {
  EXPECT_EQ(failing_sin([](T g, T a) { return g * cos(a.detach()); }), "s");
}

TEST(ChecksTest, SeeAnotherNodeName) {
  EXPECT_EQ(failing_sin([](T g, T a) { return g * cos(a); }, "SineBackward0"), "g");
}

TEST(ChecksTest, SeeARuleThatCannotTakeItsGradientTwice) {
  int runs = 0;
  EXPECT_EQ(failing_sin([&runs](T g, T a) { return g * cos(a) * (1 + 1e-3 * (++runs % 2)); }),
            "gds");
}

TEST(ChecksTest, SeeAGraphThatStaysAlive) {
  std::vector<Tensor> kept;
  const RecordedRow data = recorded("unary", "exp");
  EXPECT_EQ(failing(row_with(data, "exp",
                             [&kept](T a) {
                               Tensor y = exp(a);
                               kept.push_back(y);
                               return y;
                             }),
                    data),
            "l");
}

TEST(ChecksTest, SeeAWrongValueDtypeAndSize) {
  const RecordedRow data = recorded("unary", "exp");
  EXPECT_EQ(failing(row_with(data, "exp", [](T a) { return exp(a) + 1e-10; }), data)[0], 'v');
  EXPECT_EQ(failing(row_with(data, "exp", [](T a) { return exp(a).to(kDouble); }), data)[0], 'v');
  EXPECT_EQ(failing(row_with(data, "exp", [](T a) { return exp(a).unsqueeze(0); }), data)[0], 'v');
}

TEST(ChecksTest, SeeAnInputThatIsWrittenTo) {
  const RecordedRow data = recorded("unary", "exp");
  EXPECT_EQ(failing(row_with(data, "exp",
                             [](T a) {
                               NoGradGuard no_grad;
                               Tensor y = exp(a);
                               a.add_(0);
                               return y;
                             }),
                    data)[0],
            'v');
}

TEST(ChecksTest, SeeWhatIsWrongForOneLayoutOnly) {
  const RecordedRow data = recorded("unary", "exp");
  EXPECT_EQ(failing(row_with(data, "exp",
                             [](T a) {
                               // Takes the elements in the order of the memory. What lies between
                               // those of a stepped bool tensor need not be a bool.
                               if (a.dtype() == kBool) return exp(a);
                               return exp(a.as_strided(a.sizes(), a.contiguous().strides()));
                             }),
                    data)
                .substr(0, 2),
            "vg");
}

// mul with a rule for each gradient.
template <class Rule>
std::string failing_mul(Rule rule) {
  const RecordedRow data = recorded("pointwise", "mul");
  return failing(row_with(data, "mul",
                          [=](T a, T b) {
                            const Tensor value = compute([&] { return mul(a, b); });
                            Tensor out(Array(value.array()));
                            if (Tape tape(a, b); tape) {
                              tape.record("MulBackward0", out,
                                          [a = tape.save(a), b = tape.save(b), rule](
                                              const Tensor& g, Backward& bw) {
                                            rule(g, bw.saved(a), bw.saved(b), bw);
                                          });
                            }
                            return out;
                          }),
                 data);
}

TEST(ChecksTest, SeeAGradientThatIsWrongForBroadcastInputsOnly) {
  EXPECT_EQ(failing_mul([](T g, T a, T b, Backward& bw) {
              if (bw.needs(0)) bw.grad(0) = g * b;
              if (bw.needs(1)) bw.grad(1) = g * a;
            }),
            "");
  EXPECT_EQ(failing_mul([](T g, T a, T b, Backward& bw) {
              if (bw.needs(0)) bw.grad(0) = g * b;
              if (!bw.needs(1)) return;
              // The mean over the dimensions that were broadcast, in the place of the sum.
              const double copies = b.numel() == 0 ? 1.0 : double(g.numel()) / double(b.numel());
              bw.grad(1) = g * a / copies;
            }),
            "gd");
}

TEST(ChecksTest, SeeSwappedGradients) {
  EXPECT_NE(failing_mul([](T g, T a, T b, Backward& bw) {
              if (bw.needs(0)) bw.grad(0) = g * a;
              if (bw.needs(1)) bw.grad(1) = g * b;
            }).find("gd"),
            std::string::npos);
}

TEST(ChecksTest, SeeAGradientThatNeedsBothInputs) {
  EXPECT_EQ(failing_mul([](T g, T a, T b, Backward& bw) {
              if (bw.needs(0) && bw.needs(1)) {
                bw.grad(0) = g * b;
                bw.grad(1) = g * a;
              }
            })[0],
            'g');
}

TEST(ChecksTest, SeeATransposedGradient) {
  const RecordedRow data = recorded("matmul", "mm_square");
  const auto broken = [](T a) {
    const Tensor value = compute([&] { return mm(a, a.t()); });
    Tensor out(Array(value.array()));
    if (Tape tape(a); tape) {
      tape.record("MmBackward0", out, [a = tape.save(a)](const Tensor& g, Backward& bw) {
        // Right for symmetric g only: (g + g^T) a.
        bw.grad(0) = mm(g + g, bw.saved(a));
      });
    }
    return out;
  };
  EXPECT_EQ(failing(row_with(data, "mm_square", broken), data), "gd");
}

TEST(ChecksTest, SeeAChangedRow) {
  const RecordedRow data = recorded("unary", "exp");
  const auto f = [](T a) { return exp(a); };
  EXPECT_TRUE(check_up_to_date(row_with(data, "exp", f), data).empty());
  EXPECT_FALSE(check_up_to_date(Row("exp", "torch.exp(a)", "any", "4x5", f), data).empty());
  EXPECT_FALSE(check_up_to_date(Row("exp", "torch.exp(a)", "pos", "@unary", f), data).empty());
  EXPECT_FALSE(check_up_to_date(Row("exp", "torch.exp2(a)", "any", "@unary", f), data).empty());
}

}  // namespace
}  // namespace gradlab::op_table
