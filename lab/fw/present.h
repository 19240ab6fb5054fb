// What a verdict looks like to a student: at most twelve lines of at most a hundred columns.
#ifndef GRADLAB_LAB_FW_PRESENT_H_
#define GRADLAB_LAB_FW_PRESENT_H_

#include <map>
#include <string>
#include <vector>

#include "gradlab/lab/fw/lab.h"
#include "gradlab/lab/fw/verdict.h"

namespace gradlab::lab {

struct Style {
  bool color = false;
  size_t width = 100;
  size_t height = 12;
  bool keys = false;  // hints by key (the watch), not by command
  std::string file;   // the student's, "my/ex_2_06.cc"; empty: the exercise's source
  std::string root;   // of the checkout in which `file` is; "": where the program runs
};

// A failure, or an exercise that is to do, in lines:
//   ✗ 2.06 retain_graph: 36, not 54                                    2.06/intermediate
//     what      x.grad after the second pass   got 54   expected 36
//     input     3
//     evidence  theory 36 │ autograd 36
//     where     twice_retained   my/ex_2_06.cc:14
//     why       54 = 18 + 36: ...
//     next      hint: h   long explanation: e      14 assertions ran, 13 ok
std::vector<std::string> failure_lines(const Lab& lab, const ExerciseSource& exercise,
                                       const Verdict& verdict, const Style& style);

// The message of a verdict's diagnosis with its placeholders filled, in one text.
std::string message_of(const Lab& lab, const Verdict& verdict);

// "[pass] 2.06 retain_graph: 36, not 54 (14 assertions)".
std::string verdict_line(const Lab& lab, const ExerciseSource& exercise, const Verdict& verdict,
                         const Style& style);

// What the student predicted beside what is: `said` maps "2.06.second" to "54".
std::vector<std::string> prediction_lines(const Lab& lab, const ExerciseSource& exercise,
                                          const Verdict& verdict,
                                          const std::map<std::string, std::string>& said,
                                          const Style& style);

// Colours for a terminal; the text alone without style.color.
std::string red(const std::string& text, const Style& style);
std::string green(const std::string& text, const Style& style);
std::string yellow(const std::string& text, const Style& style);
std::string bold(const std::string& text, const Style& style);
std::string faint(const std::string& text, const Style& style);

}  // namespace gradlab::lab

#endif  // GRADLAB_LAB_FW_PRESENT_H_
