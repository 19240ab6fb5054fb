// Verdict: how a check ended; and the JSON in which the host hands it on.
#ifndef GRADLAB_LAB_FW_VERDICT_H_
#define GRADLAB_LAB_FW_VERDICT_H_

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace gradlab::lab {

struct Verdict {
  // kDied: the process ended before the check did (see `detail`). kBroken: the exercise itself is
  // at fault.
  enum class Status { kPass, kTodo, kFail, kDied, kBroken };

  std::string exercise;  // "2.06"
  Status status = Status::kBroken;
  // Of a failure: "2.06/intermediate", or one of the general ones, "lab/unknown".
  std::string diagnosis;

  // Where the assertion that failed looked: a function of the contract, and a label.
  std::string function, label;
  std::string input, got, expected;
  std::string difference;                                     // where got and expected differ
  std::vector<std::pair<std::string, std::string>> evidence;  // label, value
  std::map<std::string, std::string> arguments;               // placeholders of the message
  // On how many of the other inputs the diagnosis gives the same value; and what these are:
  // "x: got".
  int confirmed = 0, others = 0;
  std::vector<std::pair<std::string, std::string>> confirmed_at;  // input, got
  std::string place;   // "file:line" in the student's program, where one is known
  std::string detail;  // of an error, a crash or a broken exercise: its text

  int assertions = 0;                              // that ran, the failed one included
  std::map<std::string, std::string> predictions;  // slug, the right answer
  std::vector<std::string> log;                    // what the exercise prints
  std::string output;                              // what the student's program wrote itself

  bool passed() const { return status == Status::kPass; }
};

// "pass", "todo", "fail", "died", "broken".
std::string status_name(Verdict::Status status);

std::string to_json(const Verdict& verdict);
// Throws std::exception for what to_json did not write.
Verdict verdict_from_json(const std::string& json);

}  // namespace gradlab::lab

#endif  // GRADLAB_LAB_FW_VERDICT_H_
