// Which hint a student may see: the first at once, the second after one failed attempt, the third
// after three.
#ifndef GRADLAB_LAB_CLI_HINTS_H_
#define GRADLAB_LAB_CLI_HINTS_H_

#include <string>

#include "gradlab/lab/cli/workspace.h"
#include "gradlab/lab/fw/lab.h"

namespace gradlab::lab {

struct Hint {
  int level = 0;  // 1 to 3
  std::string text;
  std::string locked;  // why the next level is not shown instead; empty: it is, or there is none
};

// The next hint of an exercise, recorded as shown. `force` opens every level.
Hint next_hint(const Lab& lab, const Workspace& workspace, const ExerciseSource& exercise,
               bool force);

}  // namespace gradlab::lab

#endif  // GRADLAB_LAB_CLI_HINTS_H_
