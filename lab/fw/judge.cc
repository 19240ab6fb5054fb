// judge: one test of one exercise, for Bazel.
//
//   judge 2.06 solution         the check accepts the solution, whichever input comes first
//   judge 2.06 stub             the check says that it is to do
//   judge 2.06 wrong [NAME...]  the check rejects every wrong solution (or those named) with its
//   own
//                               diagnosis, and the numbers of its message are true on other inputs
//   judge 2.06 texts            the texts are complete
//   judge 2.06 student X.so     the check of a student's attempt
//
// Writes the diagnosis to the XML report of Bazel as the type of the failure.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <fstream>
#include <regex>
#include <stdexcept>
#include <string>
#include <vector>

#include "gradlab/lab/fw/docs.h"
#include "gradlab/lab/fw/lab.h"
#include "gradlab/lab/fw/present.h"
#include "gradlab/lab/fw/sanitized.h"
#include "gradlab/lab/fw/xml.h"
#include "gradlab/lab/runfiles.h"

namespace gradlab::lab {
namespace {

using Status = Verdict::Status;

constexpr size_t kInputs = 4;                 // that a wrong solution is tried with first
constexpr size_t kHeight = 12, kWidth = 100;  // of a failure, as Style has them

struct Outcome {
  std::string failure;  // empty: passed
  std::string type;     // the diagnosis
};

std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  return text;
}

// What a verdict says, in one line, for those who maintain an exercise.
std::string summary(const Verdict& v) {
  return status_name(v.status) + " " + v.diagnosis + " " + v.detail + "; " + v.function + ", " +
         v.label + ", input " + v.input + ": got " + v.got + ", expected " + v.expected + " " +
         v.difference;
}

// The placeholders and numbers of a failure's message.
std::string fault_of_message(const Lab& lab, const ExerciseSource& exercise, const Verdict& v,
                             const std::string& got_of_first) {
  const std::string text = lab.diagnosis_text("message", v.diagnosis);
  const std::string message = message_of(lab, v);
  if (const auto open = placeholders(message); !open.empty()) {
    return "the message has nothing for {" + open[0] + "}: " + message;
  }
  // A number that was typed where the answer should be filled in.
  static const std::regex number(R"(-?\d+(\.\d+)?)");
  const bool numeric = std::regex_match(got_of_first, number) && got_of_first.size() > 1;
  if (numeric && v.got != got_of_first) {
    const std::regex literal("(^|[^\\d.{])" +
                             std::regex_replace(got_of_first, std::regex("[.]"), "\\.") +
                             "($|[^\\d.])");
    if (std::regex_search(text, literal)) {
      return "the message has the number " + got_of_first + ", which is true of one input only";
    }
  }
  const std::vector<std::string> lines = failure_lines(lab, exercise, v, Style());
  if (lines.size() > kHeight) return "the failure has " + std::to_string(lines.size()) + " lines";
  for (const std::string& line : lines) {
    if (columns(line) > kWidth) return "a line has more than 100 columns: " + line;
  }
  return "";
}

Outcome judge_variant(const std::string& id, const std::string& variant) {
  const Lab english("en"), vietnamese("vi");
  const ExerciseSource& exercise = *english.find(id);
  std::string expected;
  if (variant == "stub") expected = "lab/todo";
  if (variant != "stub" && variant != "solution") std::printf("--- %s\n", variant.c_str());
  for (const Wrong& wrong : exercise.wrong()) {
    if (wrong.name == variant) expected = wrong.diagnosis;
  }
  Job job = english.job(exercise);
  job.variant = variant;
  std::string got_of_first;
  // What a message says does not depend on a sanitizer.
  const size_t inputs = kSanitized || variant == "stub" ? 1 : kInputs;
  for (job.first = 0; job.first < inputs; ++job.first) {
    const std::string where = "beginning with input " + std::to_string(job.first) + ": ";
    const Verdict verdict = run_check(job);
    const bool as_expected = expected.empty() ? verdict.passed()
                                              : verdict.status != Status::kPass &&
                                                    verdict.status != Status::kBroken &&
                                                    verdict.diagnosis == expected;
    if (!as_expected) {
      return {where + "wanted " + (expected.empty() ? "pass" : expected) + ", got " +
                  summary(verdict) + "\n" + verdict.output,
              verdict.diagnosis};
    }
    if (verdict.status == Status::kDied) break;  // at whichever input
    if (job.first == 0) got_of_first = verdict.got;
    if (expected.empty() || variant == "stub") continue;
    for (const Lab* lab : {&english, &vietnamese}) {
      const std::string fault = fault_of_message(*lab, *lab->find(id), verdict, got_of_first);
      if (!fault.empty()) return {where + lab->language() + ": " + fault, expected};
    }
    if (job.first == 0) {
      std::printf("%s", joined(failure_lines(english, exercise, verdict, Style())).c_str());
    }
  }
  return {};
}

Outcome judge_student(const Lab& lab, const ExerciseSource& exercise, const std::string& object) {
  Job job = lab.job(exercise);
  job.student = object;
  const Verdict verdict = run_check(job);
  Style style;
  style.file = "my/" + exercise.name() + ".cc";
  std::printf("%s\n", verdict_line(lab, exercise, verdict, style).c_str());
  if (verdict.passed()) return {};
  const std::string text = joined(failure_lines(lab, exercise, verdict, style));
  if (!verdict.output.empty()) std::printf("%s\n", verdict.output.c_str());
  return {text, verdict.diagnosis};
}

// The cases of a run of this program.
class Report {
 public:
  explicit Report(const ExerciseSource& exercise) : exercise_(exercise), suite_("lab") {}

  void add(const std::string& name, const Outcome& outcome) {
    suite_.add(exercise_.name(), name, outcome.failure, outcome.type);
    if (outcome.failure.empty()) return;
    std::printf("%s\n", outcome.failure.c_str());
    failed_ = true;
  }
  void skip(const std::string& name, const std::string& why) {
    suite_.skip(exercise_.name(), name, why);
    std::printf("--- %s: skipped, %s\n", name.c_str(), why.c_str());
  }
  int finish() const {
    if (const char* file = std::getenv("XML_OUTPUT_FILE")) std::ofstream(file) << suite_.text();
    return failed_ ? 1 : 0;
  }

 private:
  const ExerciseSource& exercise_;
  XmlSuite suite_;
  bool failed_ = false;
};

int run(const std::vector<std::string>& arguments) {
  if (arguments.size() < 2) {
    std::fprintf(stderr, "usage: judge ID solution|stub|wrong [NAME...]|texts|student OBJECT\n");
    return 2;
  }
  const Lab lab(language_from(""));
  const ExerciseSource* exercise = lab.find(arguments[0]);
  if (exercise == nullptr) throw std::runtime_error("no exercise " + arguments[0] + " here");
  const std::string& what = arguments[1];
  Report report(*exercise);
  if (what == "texts") {
    report.add(what, {joined(faults_of_texts(*exercise)), "texts"});
  } else if (what == "student") {
    report.add(what, judge_student(lab, *exercise, runfile(arguments.at(2))));
  } else if (what != "wrong") {
    report.add(what, judge_variant(exercise->id(), what));
  } else {
    std::vector<std::string> names(arguments.begin() + 2, arguments.end());
    const bool all = names.empty();
    for (const Wrong& wrong : exercise->wrong()) {
      if (!all && std::find(names.begin(), names.end(), wrong.name) == names.end()) continue;
      if (kSanitized && !wrong.sanitized) {
        report.skip(wrong.name, wrong.diagnosis + " cannot be reached under a sanitizer");
      } else {
        report.add(wrong.name, judge_variant(exercise->id(), wrong.name));
      }
    }
  }
  return report.finish();
}

}  // namespace
}  // namespace gradlab::lab

int main(int argc, char** argv) {
  try {
    return gradlab::lab::run({argv + 1, argv + argc});
  } catch (const std::exception& e) {
    std::fprintf(stderr, "judge: %s\n", e.what());
    return 2;
  }
}
