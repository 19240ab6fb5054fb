// Check: what the check of an exercise asks of a student's functions, and how it explains an answer
// that is wrong.
//
//   void check(lab::Check& c, const Written& student) {
//     c.about("twice", "grad", std::vector<double>{3, -2, 0.5, 10})   // function, label, inputs
//         .got([&](double x) { return student.twice(leaf(x)); })
//         .expected([](double x) { return 12 * x; })
//         .mistake("intermediate", [](double x) { return 18 * x; },   // the diagnosis 2.06/...
//                  {{"first", [](double x) { return 6 * x; }}})       // {first} in its message
//         .check();
//   }
//   LAB_EXERCISE(check, show)
//
// A check ends at its first assertion that fails. Then each mistake is tried: it explains the
// answer if it computes the same value on the input at which the assertion failed and on at least
// two others, and if no number is right where the mistake gives a wrong one. When none does,
// general mistakes are tried (general_mistakes.h), and when none of these explains it either, the
// message says so.
//
// Inputs come in a list of at least four. Normally the first that fails is shown; the proof that
// explanations are right starts at another one (Check::first).
#ifndef GRADLAB_LAB_FW_CHECK_H_
#define GRADLAB_LAB_FW_CHECK_H_

#include <algorithm>
#include <functional>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "gradlab/gradlab.h"
#include "gradlab/lab/fw/exercise.h"
#include "gradlab/lab/fw/log.h"
#include "gradlab/lab/fw/value.h"
#include "gradlab/lab/fw/verdict.h"

namespace gradlab::lab {

// What fills the placeholders of a message.
using Arguments = std::vector<std::pair<std::string, Value>>;

// Ends a check whose verdict is known.
struct CheckEnded {};
// The exercise itself is at fault, not the student.
class BrokenExercise : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

namespace internal {

// A question with its inputs numbered.
struct Asked {
  struct Mistake {
    std::string slug;
    std::function<Value(size_t)> value;
    std::function<Arguments(size_t)> arguments;
  };
  std::string function, label;
  size_t inputs = 0;
  std::function<std::string(size_t)> input_text;
  std::function<Value(size_t)> got, expected;
  std::vector<std::pair<std::string, std::function<Value(size_t)>>> evidence;
  std::vector<Mistake> mistakes;
  Tolerance tolerance;
};

template <class In>
std::string text_of_input(const In& in) {
  if constexpr (std::is_convertible_v<In, Value>) {
    return Value(in).text();
  } else {
    return "";
  }
}

}  // namespace internal

class Check;

// See above. Functions may throw: an error is a value too, and raises<IndexError>("part of the
// text") the expected one.
template <class In>
class Question {
 public:
  using Function = std::function<Value(const In&)>;
  using Named = std::vector<std::pair<std::string, Function>>;

  Question(Check& check, std::string function, std::string label, std::vector<In> inputs);

  // What the student's function gives. Called once for each input.
  Question& got(Function f) { return set(asked_.got, std::move(f)); }
  Question& expected(Function f) { return set(asked_.expected, std::move(f)); }
  // One more column beside theory: {"finite difference", ...}; the name is a label of the exercise
  // or of the general catalogue.
  Question& evidence(std::string label, Function f) {
    asked_.evidence.emplace_back(std::move(label), numbered(std::move(f)));
    return *this;
  }
  // What the value is if the student made the mistake that the diagnosis `slug` describes: a
  // function of the input, never a fixed number. `named` fills placeholders of its message; {got},
  // {expected} and {input} are always there.
  Question& mistake(std::string slug, Function f, Named named = {});
  // How a message shows an input whose type is no Value.
  Question& input_text(std::function<std::string(const In&)> f) {
    asked_.input_text = [inputs = inputs_, f](size_t i) { return f((*inputs)[i]); };
    return *this;
  }
  Question& tolerance(double relative, double absolute) {
    asked_.tolerance = {relative, absolute};
    return *this;
  }
  // Asks for every input.
  void check();

 private:
  std::function<Value(size_t)> numbered(Function f) const {
    return [inputs = inputs_, f = std::move(f)](size_t i) { return f((*inputs)[i]); };
  }
  Question& set(std::function<Value(size_t)>& where, Function f) {
    where = numbered(std::move(f));
    return *this;
  }

  Check& check_;
  std::shared_ptr<const std::vector<In>> inputs_;
  internal::Asked asked_;
};

// Where a gradient is asked for: tensors in float64, and the gradient that comes in.
struct GradPoint {
  Tensors in;
  Tensor v;
};

// Three-way rows: theory, the answer (autograd's through the student's function, or the student's
// own), and central differences, at random points with random incoming gradients, of inputs that
// are contiguous, transposed, broadcast and used twice. No dimension of a tensor may have the size
// of another one of it.
class GradQuestion {
 public:
  using Forward = std::function<Tensor(const Tensors&)>;
  using Answer = std::function<Value(const GradPoint&)>;

  GradQuestion(Check& check, std::string function, std::string label);

  // The shapes of the inputs of the random points, for example {{3, 4}, {4}}.
  GradQuestion& shapes(std::vector<std::vector<int64_t>> shapes);
  // Values of the random points: uniform in [low, high). Default [-2, 2).
  GradQuestion& range(double low, double high);
  // More points, before the random ones.
  GradQuestion& at(std::vector<Tensors> points);
  // What is differentiated: the student's function, or the exercise's own when the student writes
  // the derivative. Used for central differences, and for autograd if there is no `got`.
  GradQuestion& forward(Forward f);
  // The student's gradients of all inputs (one Tensor or Tensors). Default: autograd of `forward`,
  // which is then tried with repeated use as well.
  GradQuestion& got(Answer f);
  // The gradients of all inputs in closed form.
  GradQuestion& theory(Answer f);
  GradQuestion& mistake(std::string slug, Answer f,
                        std::vector<std::pair<std::string, Answer>> named = {});
  GradQuestion& tolerance(double relative, double absolute);
  void check();

 private:
  struct Case {
    GradPoint point;
    Tensor second;  // the gradient of the second use; undefined: used once
    std::string layout;
  };
  std::vector<Case> cases() const;
  // Both uses together.
  Value summed(const Answer& f, const Case& c) const;

  Check& check_;
  std::string function_, label_;
  std::vector<std::vector<int64_t>> shapes_;
  double low_ = -2, high_ = 2;
  std::vector<Tensors> points_;
  Forward forward_;
  Answer got_, theory_;
  struct Mistake {
    std::string slug;
    Answer value;
    std::vector<std::pair<std::string, Answer>> named;
  };
  std::vector<Mistake> mistakes_;
  Tolerance tolerance_;
};

// What is alive beyond what was alive when it was made (or reset): exact, in nodes and bytes.
class Alive {
 public:
  Alive() { reset(); }
  void reset();
  int64_t nodes() const;  // graph nodes
  int64_t saved_tensors() const;
  int64_t saved_bytes() const;  // each storage once
  int64_t storage_bytes() const;
  int64_t peak_saved_bytes() const;  // the largest since then
  int64_t peak_storage_bytes() const;

 private:
  int64_t start_[4];
};

class Check {
 public:
  // `first`: with which of a list of inputs to begin.
  Check(std::string exercise, size_t first) : first_(first) {
    verdict_.exercise = std::move(exercise);
  }

  // Begins a question about what `function` (a name of the contract) gives for each input; `label`
  // is a label of the exercise's texts.
  template <class In>
  Question<In> about(std::string function, std::string label, std::vector<In> inputs) {
    return Question<In>(*this, std::move(function), std::move(label), rotated(std::move(inputs)));
  }
  // The same about gradients.
  GradQuestion gradients(std::string function, std::string label) {
    return GradQuestion(*this, std::move(function), std::move(label));
  }

  // The inputs of a loop of assertions, in the order to try them.
  template <class In>
  std::vector<In> inputs(std::vector<In> list) {
    return rotated(std::move(list));
  }

  // Assertions about what is no value. refuse: the check fails with the diagnosis `slug` if
  // `wrong`; require: it fails without one if not `right`.
  void refuse(const std::string& slug, const std::string& function, const std::string& label,
              bool wrong, const Arguments& arguments = {});
  void require(const std::string& function, const std::string& label, bool right,
               const Arguments& arguments = {});

  // Ends the check with what the student's program threw, unless it throws nothing.
  template <class F>
  void runs(const std::string& function, const std::string& label, F f) {
    run_or_end(function, label, f);
  }

  // The right answer to a question that the student could predict.
  void answer(const std::string& slug, const Value& value) {
    verdict_.predictions[slug] = value.text();
  }

  Verdict& verdict() { return verdict_; }
  size_t first() const { return first_; }

  // Fails with lab/leak when graph nodes outlive what the check did.
  void refuse_leak(const Alive& alive);

  void ask(const internal::Asked& asked);
  // The exercise itself is at fault: throws BrokenExercise.
  [[noreturn]] void broken(const std::string& what) const;

 private:
  template <class In>
  std::vector<In> rotated(std::vector<In> list) const {
    if (list.size() < 4) broken("a list of inputs has fewer than four");
    std::rotate(list.begin(), list.begin() + static_cast<std::ptrdiff_t>(first_ % list.size()),
                list.end());
    return list;
  }
  void run_or_end(const std::string& function, const std::string& label,
                  const std::function<void()>& f);
  [[noreturn]] void end() const { throw CheckEnded(); }

  Verdict verdict_;
  size_t first_;
};

// How a function that may crash or never end did end, in a process of its own: it changes nothing
// here, and what it throws counts as an end.
struct Ending {
  bool returned = false;
  bool timed_out = false;
  int signal = 0;  // that ended it, or 0
};
Ending in_child(const std::function<void()>& f, double seconds = 5);

// Calls `f`; what it throws, other than Todo, becomes a value.
Value value_or_error(const std::function<Value()>& f);

// "Mul(Pow(x), y)" of the graph below `y`: node names without "Backward0"; a leaf is called by its
// name in `leaves`, else "leaf"; a node met before is "^Mul".
std::string graph_text(const Tensor& y, const std::map<std::string, Tensor>& leaves = {});
// The names of a trace, with spaces between them.
std::string text_of(const std::vector<std::string>& trace);

// Central difference of the sum of f(in) * v by in[which], in float64.
Tensor finite_difference(const GradQuestion::Forward& f, const GradPoint& point, size_t which,
                         double h = 1e-6);

// --- Implementation ---

template <class In>
Question<In>::Question(Check& check, std::string function, std::string label,
                       std::vector<In> inputs)
    : check_(check), inputs_(std::make_shared<const std::vector<In>>(std::move(inputs))) {
  asked_.function = std::move(function);
  asked_.label = std::move(label);
  asked_.inputs = inputs_->size();
  asked_.input_text = [inputs = inputs_](size_t i) {
    return internal::text_of_input((*inputs)[i]);
  };
}

template <class In>
Question<In>& Question<In>::mistake(std::string slug, Function f, Named named) {
  asked_.mistakes.push_back({std::move(slug), numbered(std::move(f)),
                             [inputs = inputs_, named = std::move(named)](size_t i) {
                               Arguments arguments;
                               for (const auto& [name, value] : named)
                                 arguments.emplace_back(name, value((*inputs)[i]));
                               return arguments;
                             }});
  return *this;
}

template <class In>
void Question<In>::check() {
  check_.ask(asked_);
}

}  // namespace gradlab::lab

// What the host calls: at the end of a check's file, in the exercise's namespace. `check` and
// `show` take (lab::Check&, const Written&) and (lab::Log&, const Written&).
#define LAB_EXERCISE(check, show)                                            \
  extern "C" void lab_check(::gradlab::lab::Check& c, const void* written) { \
    check(c, *static_cast<const Written*>(written));                         \
  }                                                                          \
  extern "C" void lab_show(::gradlab::lab::Log& log, const void* written) {  \
    show(log, *static_cast<const Written*>(written));                        \
  }

#endif  // GRADLAB_LAB_FW_CHECK_H_
