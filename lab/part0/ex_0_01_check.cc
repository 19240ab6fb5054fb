#include <string>

#include "gradlab/lab/fw/check.h"
#include "gradlab/lab/part0/ex_0_01.h"

namespace ex_0_01 {
namespace {

constexpr int kAnswer = 42;

// What `f` makes of the digits of the answer, first and last.
int of_digits(int (*f)(char first, char last)) {
  const std::string digits = std::to_string(kAnswer);
  return f(digits.front(), digits.back());
}

void check(lab::Check& c, const Written& student) {
  // There is no input: what is numbered are calls, which must all give the same.
  c.about("answer", "answer", std::vector<int>{1, 2, 3, 4})
      .input_text([](int) { return std::string(); })
      .got([&](int) { return student.answer(); })
      .expected([](int) { return kAnswer; })
      .mistake("zero", [](int) { return 0; })
      .mistake("reversed",
               [](int) {
                 return of_digits(
                     [](char first, char last) { return 10 * (last - '0') + (first - '0'); });
               })
      .mistake("characters",
               [](int) { return of_digits([](char first, char last) { return first + last; }); },
               {{"four", [](int) { return int{'4'}; }}, {"two", [](int) { return int{'2'}; }}})
      // What printf returns, with a line end and without.
      .mistake("printed", [](int) { return str(kAnswer, '\n').size(); })
      .mistake("printed", [](int) { return str(kAnswer).size(); })
      // Last: whatever else it is, a factor or a difference says nothing here.
      .mistake("other-number", [&](int) { return student.answer(); })
      .check();
  c.answer("half", 85 / 2);
}

void show(lab::Log& log, const Written& student) {
  const int answer = student.answer();
  log("answer()", answer);
  log("answer() // 10", answer / 10);
  log("answer() % 10", answer % 10);
}

}  // namespace

LAB_EXERCISE(check, show)

}  // namespace ex_0_01
