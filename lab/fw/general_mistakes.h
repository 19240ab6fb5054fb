// Mistakes that can happen in any exercise, found from the answers to a question alone.
#ifndef GRADLAB_LAB_FW_GENERAL_MISTAKES_H_
#define GRADLAB_LAB_FW_GENERAL_MISTAKES_H_

#include <string>
#include <utility>
#include <vector>

#include "gradlab/lab/fw/value.h"

namespace gradlab::lab {

struct Explanation {
  std::string diagnosis;  // "lab/sign"
  std::vector<std::pair<std::string, Value>> arguments;
  std::vector<size_t> confirmed;  // the other inputs on which it holds
};

// Explains got[shown], which is not expected[shown], by the first mistake that holds there and for
// at least two other inputs. "lab/unknown" when none does.
Explanation general_explanation(const std::vector<Value>& got, const std::vector<Value>& expected,
                                size_t shown, const Tolerance& tolerance);

// All diagnoses that this and the check itself can give, without "lab/".
std::vector<std::string> general_slugs();

}  // namespace gradlab::lab

#endif  // GRADLAB_LAB_FW_GENERAL_MISTAKES_H_
