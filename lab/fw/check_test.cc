// Values, questions and their verdicts.
#include "gradlab/lab/fw/check.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>
#include <limits>
#include <string>
#include <tuple>
#include <vector>

namespace gradlab::lab {
namespace {

using ::testing::HasSubstr;

const double kNan = std::numeric_limits<double>::quiet_NaN();

TEST(Value, ANumberEqualsATensorOfOneElement) {
  EXPECT_TRUE(same(Value(18), Value(tensor(18.0))));
  EXPECT_TRUE(same(Value(tensor({18.0}, kFloat64)), Value(18)));
  EXPECT_FALSE(same(Value(18), Value(tensor({18.0, 18.0}))));
  EXPECT_FALSE(same(Value(18), Value(tensor(18.1))));
  EXPECT_TRUE(same(Value(kNan), Value(kNan)));
}

TEST(Value, TensorsAreComparedInShapeDtypeAndElements) {
  const Tensor t = arange(6, kFloat32).view({2, 3});
  EXPECT_TRUE(same(Value(t), Value(t.clone())));
  EXPECT_TRUE(same(Value(t.t().contiguous().t()), Value(t)));
  EXPECT_FALSE(same(Value(t), Value(t.to(kFloat64))));
  EXPECT_FALSE(same(Value(t), Value(t.view({3, 2}))));
  EXPECT_FALSE(same(Value(t), Value(Tensor())));
  EXPECT_TRUE(same(Value(Tensor()), Value(Tensor())));
  EXPECT_EQ(difference(Value(t), Value(t.to(kFloat64))), "dtype float32 ≠ float64");
  EXPECT_EQ(difference(Value(t), Value(t.view({3, 2}))), "shape [2, 3] ≠ [3, 2]");
  Tensor other = t.clone();
  other[1][0] = 5;
  EXPECT_EQ(difference(Value(t), Value(other)), "[1, 0]: 3 ≠ 5;  ≠: 1/6;  max |Δ| = 2");
}

TEST(Value, ErrorsAreComparedByKindAndText) {
  const Value got = value_or_error([]() -> Value { return arange(3)[5]; });
  EXPECT_EQ(got.error_kind(), "IndexError");
  EXPECT_TRUE(same(got, raises<IndexError>("out of range")));
  EXPECT_TRUE(same(got, raises()));
  EXPECT_FALSE(same(got, raises<ValueError>()));
  EXPECT_FALSE(same(got, raises<IndexError>("another text")));
  EXPECT_FALSE(same(got, Value(5)));
}

TEST(Value, TextIsShort) {
  EXPECT_EQ(Value(54).text(), "54");
  EXPECT_EQ(Value(1.0 / 3).text(), "0.333333");
  EXPECT_EQ(Value(true).text(), "true");
  EXPECT_EQ(Value(arange(4).view({2, 2})).text(), "[[0, 1], [2, 3]]");
  EXPECT_EQ(Value(arange(100)).text(), "shape [100]: [0, 1, 2, 3, ...]");
  EXPECT_EQ(Value(Tensor()).text(), "None");
  EXPECT_EQ(Value(std::vector<int64_t>{2, 3}).text(), "[2, 3]");
}

// The verdict of a check whose student gives `got`.
Verdict verdict_of(const std::function<Value(double)>& got, size_t first = 0) {
  Check check("2.06", first);
  try {
    check.about("twice", "grad", std::vector<double>{3, -2, 0.5, 10})
        .got([&](double x) { return got(x); })
        .expected([](double x) { return 12 * x; })
        .mistake("intermediate", [](double x) { return 18 * x; },
                 {{"first", [](double x) { return 6 * x; }}})
        .check();
    check.verdict().status = Verdict::Status::kPass;
  } catch (const CheckEnded&) {
  }
  return check.verdict();
}

TEST(Question, TheRightAnswerPasses) {
  const Verdict verdict = verdict_of([](double x) { return x * 12; });
  EXPECT_TRUE(verdict.passed());
  EXPECT_EQ(verdict.assertions, 4);
}

TEST(Question, AMistakeExplainsTheNumberWhicheverInputComesFirst) {
  for (const auto& [first, got, part] :
       {std::tuple(0, "54", "18"), std::tuple(1, "-36", "-12"), std::tuple(2, "9", "3")}) {
    const Verdict verdict = verdict_of([](double x) { return 18 * x; }, static_cast<size_t>(first));
    EXPECT_EQ(verdict.diagnosis, "2.06/intermediate");
    EXPECT_EQ(verdict.got, got);
    EXPECT_EQ(verdict.arguments.at("first"), part);
    EXPECT_EQ(verdict.confirmed, 3);
  }
}

TEST(Question, ANumberThatIsRightByChanceIsNoExplanation) {
  // 54 at x = 3 like the mistake, but not elsewhere.
  const Verdict verdict = verdict_of([](double x) { return x * x * x + 27; });
  EXPECT_EQ(verdict.diagnosis, "lab/unknown");
}

TEST(Question, AFixedNumberDoesNotFoolTheCheck) {
  const Verdict verdict = verdict_of([](double) { return 36; });
  EXPECT_EQ(verdict.diagnosis, "lab/constant");
  EXPECT_EQ(verdict.assertions, 2);
}

TEST(Question, TodoIsNoAnswer) {
  EXPECT_THROW(verdict_of([](double) -> Value { return static_cast<double>(todo()); }), Todo);
}

TEST(Question, FewerThanFourInputsAreTheExercisesFault) {
  Check check("2.06", 0);
  EXPECT_THROW(check.about("f", "l", std::vector<double>{1, 2, 3}), BrokenExercise);
}

// --- Gradients ---

Tensor product(const Tensors& in) { return in[0] * in[1]; }  // (3, 4) * (4)
Value product_theory(const GradPoint& p) { return Tensors{p.v * p.in[1], (p.v * p.in[0]).sum(0)}; }

std::string gradient_diagnosis(const GradQuestion::Forward& forward,
                               const GradQuestion::Answer& theory,
                               const GradQuestion::Answer& got = {}) {
  Check check("2.14", 0);
  try {
    GradQuestion question = check.gradients("f", "g");
    question.shapes({{3, 4}, {4}}).forward(forward).theory(theory);
    if (got) question.got(got);
    question.mistake("ones", [](const GradPoint& p) -> Value {
      return product_theory({p.in, ones_like(p.v)});
    });
    question.check();
  } catch (const CheckEnded&) {
    return check.verdict().diagnosis;
  }
  return "";
}

TEST(GradQuestion, AutogradAgainstTheory) {
  EXPECT_EQ(gradient_diagnosis(product, product_theory), "");
}

TEST(GradQuestion, AnIncomingGradientThatIsIgnoredIsNoticed) {
  const auto ignores = [](const GradPoint& p) -> Value {
    return product_theory({p.in, ones_like(p.v)});
  };
  EXPECT_EQ(gradient_diagnosis(product, product_theory, ignores), "2.14/ones");
}

TEST(GradQuestion, ARuleThatIsWrongForOneLayoutIsNoticed) {
  for (const bool transposed : {false, true}) {
    const auto wrong = [&](const GradPoint& p) -> Value {
      // Right unless the first input is transposed (or expanded).
      const Tensor& x = p.in[0];
      const bool hit = transposed ? x.stride(0) == 1 : x.stride(0) == 0;
      return hit ? Value(Tensors{p.v * p.in[1] * 2, (p.v * x).sum(0)}) : product_theory(p);
    };
    EXPECT_NE(gradient_diagnosis(product, product_theory, wrong), "") << transposed;
  }
}

TEST(GradQuestion, AnExerciseWithAWrongTheoryIsAtFault) {
  const auto wrong = [](const GradPoint& p) -> Value { return product_theory({p.in, p.v * 2}); };
  EXPECT_THROW(gradient_diagnosis(product, wrong, product_theory), BrokenExercise);
}

TEST(GradQuestion, SquareShapesAreTheExercisesFault) {
  Check check("2.14", 0);
  EXPECT_THROW(check.gradients("f", "g").shapes({{3, 3}}), BrokenExercise);
}

TEST(FiniteDifference, IsTheSlopeAlongTheIncomingGradient) {
  const GradPoint point{{tensor({2.0, 3.0}, kFloat64)}, tensor({1.0, 10.0}, kFloat64)};
  const Tensor d = finite_difference([](const Tensors& in) { return in[0].pow(2); }, point, 0);
  EXPECT_TRUE(same(Value(d), Value(tensor({4.0, 60.0}, kFloat64)), {1e-6, 1e-6}));
}

// --- The graph and processes ---

TEST(GraphText, ShowsNodesFromTheRoot) {
  const Tensor x = ones({2}, requires_grad());
  EXPECT_EQ(graph_text(x.exp() * x, {{"x", x}}), "Mul(Exp(x), x)");
  const Tensor e = x.exp();
  EXPECT_EQ(graph_text(e + e, {{"x", x}}), "Add(Exp(x), ^Exp)");
  EXPECT_EQ(graph_text(ones({2})), "no graph");
}

TEST(InChild, SaysHowItEnded) {
  EXPECT_TRUE(in_child([] {}).returned);
  EXPECT_FALSE(in_child([] { throw Error("no"); }).returned);
  EXPECT_EQ(in_child([] { raise(SIGTERM); }).signal, SIGTERM);
  const Ending endless = in_child(
      [] {
        for (volatile bool more = true; more;) {
        }
      },
      0.1);
  EXPECT_TRUE(endless.timed_out);
  EXPECT_FALSE(endless.returned);
}

TEST(Alive, CountsWhatCameSince) {
  const Tensor x = ones({1000}, requires_grad());
  Alive alive;
  {
    const Tensor y = x.exp();
    EXPECT_GE(alive.nodes(), 1);
    EXPECT_EQ(alive.saved_bytes(), 4000);
  }
  EXPECT_EQ(alive.saved_bytes(), 0);
  EXPECT_GE(alive.peak_saved_bytes(), 4000);
}

}  // namespace
}  // namespace gradlab::lab
